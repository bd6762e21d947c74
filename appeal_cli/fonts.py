"""Which characters a template's fonts can draw."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

SUFFIXES = (".ttf", ".otf", ".woff", ".woff2")


def missing_glyphs(text: str, folder: Path) -> list[str]:
    """The characters of the text that no font in the folder has a glyph for, in their order."""
    undrawn = dict.fromkeys(_undrawn(folder).findall(unicodedata.normalize("NFC", text)))
    # What only steers its neighbours (joiners, marks of direction) needs no glyph.
    return [character for character in undrawn if unicodedata.category(character) != "Cf"]


@lru_cache(maxsize=20)
def _undrawn(folder: Path) -> re.Pattern[str]:
    """Any character that no font in the folder has a glyph for, but not the ends of lines."""
    drawn = "".join(map(chr, sorted(coverage(folder))))
    return re.compile(f"[^\n\r\t{re.escape(drawn)}]")


@lru_cache(maxsize=20)
def coverage(folder: Path) -> frozenset[int]:
    """The code points that the fonts in the folder have glyphs for, all of them together."""
    from fontTools.ttLib import TTFont

    covered: set[int] = set()
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in SUFFIXES:
            with TTFont(path, lazy=True) as font:
                covered.update(font.getBestCmap() or ())
    return frozenset(covered)
