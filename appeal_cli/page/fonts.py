"""Which characters a template's fonts can draw."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

SUFFIXES = (".ttf", ".otf", ".woff", ".woff2")


def missing_glyphs(text: str, folder: Path) -> list[str]:
    """The characters of the text that no font in the folder has a glyph for, in their order."""
    drawn = coverage(folder)
    characters = dict.fromkeys(unicodedata.normalize("NFC", text))
    undrawn = (each for each in characters if ord(each) not in drawn and each not in _UNDRAWN)
    # What only steers its neighbours (joiners, marks of direction) needs no glyph.
    return [character for character in undrawn if unicodedata.category(character) != "Cf"]


_UNDRAWN = frozenset("\n\r\t")
"""The ends of lines, which need no glyph."""


@lru_cache(maxsize=20)
def coverage(folder: Path) -> frozenset[int]:
    """The code points that the fonts in the folder have glyphs for, all of them together."""
    return frozenset(code for font in _characters(folder) for code in font)


@lru_cache(maxsize=20)
def twins(folder: Path) -> dict[str, frozenset[str]]:
    """For each letter that shares a glyph with others in a font of the folder, those others.

    `Ə` of Azeri and `Ә` of Kazakh are one glyph in most fonts.
    """
    found: dict[str, frozenset[str]] = {}
    for font in _characters(folder):
        by_glyph: dict[str, set[str]] = {}
        for code, glyph in font.items():
            if chr(code).isalpha():
                by_glyph.setdefault(glyph, set()).add(chr(code))
        for letters in by_glyph.values():
            for letter in letters if len(letters) > 1 else ():
                found[letter] = found.get(letter, frozenset()) | (letters - {letter})
    return found


@lru_cache(maxsize=20)
def _characters(folder: Path) -> tuple[dict[int, str], ...]:
    """For each font in the folder, the name of the glyph of each code point that it has."""
    from fontTools.ttLib import TTFont

    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in SUFFIXES:
            with TTFont(path, lazy=True) as font:
                # Any names will do, and those in the file take long to read.
                font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
                found.append(font.getBestCmap() or {})
    return tuple(found)
