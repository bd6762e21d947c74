"""Which characters a template's fonts can draw."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from appeal_cli.files.characters import describe, first_forbidden
from appeal_cli.files.reading import Stamp, stamp

SUFFIXES = (".ttf", ".otf", ".woff", ".woff2")


def missing_glyphs(text: str, drawn: frozenset[int]) -> list[str]:
    """The characters of the text that are not among the code points drawn, in their order."""
    text = unicodedata.normalize("NFC", text)
    if drawn.issuperset(map(ord, text)):
        return []
    characters = dict.fromkeys(text)
    undrawn = (each for each in characters if ord(each) not in drawn and each not in _UNDRAWN)
    # What only steers its neighbours (joiners, marks of direction) needs no glyph.
    return [character for character in undrawn if unicodedata.category(character) != "Cf"]


def safe(drawn: Iterable[int]) -> re.Pattern[str]:
    """What texts match that the fonts can draw, character by character: `safe(drawn).fullmatch`.
    They have nothing but signs that may stand in a letter, of which none joins another (UAX 15).
    Other texts have to be looked at."""
    signs = "".join(re.escape(each) for each in map(chr, sorted(drawn)) if _is_alone(each))
    return re.compile(f"[{signs}]*" if signs else "")


def _is_alone(sign: str) -> bool:
    """Whether the sign may stand in a letter, and is the same whatever stands around it."""
    is_mark = unicodedata.category(sign)[0] == "M" or "\u1100" <= sign <= "\u11ff"
    return not (is_mark or first_forbidden(sign)) and unicodedata.normalize("NFC", sign) == sign


_UNDRAWN = frozenset("\n\r\t")
"""The ends of lines, which need no glyph."""


def coverage(folder: Path) -> frozenset[int]:
    """The code points that the fonts in the folder have glyphs for, all of them together."""
    return frozenset(code for glyphs in _read_fonts(folder, stamp(folder)) for code in glyphs)


def all_drawn(template_fonts: Path, others: Iterable[Path]) -> frozenset[int]:
    """The same with those that other files of fonts have."""
    return coverage(template_fonts).union(*(_glyphs(path) for path in others))


def by_script(characters: Iterable[str]) -> dict[str, list[str]]:
    """The characters by the name of the script that they are of (UAX 24). Signs that scripts have
    in common, such as the Arabic comma, are of the one among them whose letters are there; without
    one, each has a name of its own."""
    from fontTools.unicodedata import script, script_extension, script_name

    found: dict[str, list[str]] = {}
    given = [*characters]
    scripts = [*dict.fromkeys(map(script, given))]
    for character in given:
        code = script(character)
        if code.startswith("Z"):
            shared = script_extension(character)
            code = next((each for each in scripts if each in shared), code)
        name = describe(character) if code.startswith("Z") else script_name(code)
        found.setdefault(str(name), []).append(character)
    return found


def twins(folder: Path) -> Mapping[str, frozenset[str]]:
    """For each letter that shares a glyph with others in a font of the folder, those others.

    `Ə` of Azeri and `Ә` of Kazakh are one glyph in most fonts.
    """
    found: dict[str, frozenset[str]] = {}
    for glyphs in _read_fonts(folder, stamp(folder)):
        by_glyph: dict[str, set[str]] = {}
        for code, glyph in glyphs.items():
            if chr(code).isalpha():
                by_glyph.setdefault(glyph, set()).add(chr(code))
        for letters in by_glyph.values():
            for letter in letters if len(letters) > 1 else ():
                found[letter] = found.get(letter, frozenset()) | (letters - {letter})
    return found


@lru_cache(maxsize=4)
def _read_fonts(folder: Path, as_it_is: Stamp) -> tuple[Mapping[int, str], ...]:
    """The glyphs of each font in the folder."""
    files = sorted(folder.iterdir())
    return tuple(_glyphs(path) for path in files if path.suffix.lower() in SUFFIXES)


def _glyphs(path: Path) -> dict[int, str]:
    """For each code point that the font has, the name of its glyph."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        # Any names will do, and those in the file take long to read.
        font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
        return font.getBestCmap() or {}
