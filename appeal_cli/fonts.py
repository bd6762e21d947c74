"""Which characters a template's fonts can draw."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

SUFFIXES = (".ttf", ".otf", ".woff", ".woff2")


def missing_glyphs(text: str, folder: Path) -> list[str]:
    """The characters of the text that no font in the folder has a glyph for, in their order."""
    drawn = coverage(folder)
    composed = dict.fromkeys(unicodedata.normalize("NFC", text))
    return [
        character
        for character in composed
        if ord(character) not in drawn and not _needs_no_glyph(character)
    ]


def _needs_no_glyph(character: str) -> bool:
    """Line ends, and what only steers its neighbours (joiners, marks of direction)."""
    return character in "\n\r\t" or unicodedata.category(character) == "Cf"


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
