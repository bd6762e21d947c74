"""Faces: how wide text is in a template's fonts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from appeal_cli.page.fonts import SUFFIXES

_OTHER = 0.6
"""How wide a character is, in ems, that no font has: about that of a capital."""

_BOLD, _ITALIC = 1, 2
"""The bits of a font's `head.macStyle` (ISO/IEC 14496-22, 5.2.2)."""


class Faces:
    """The upright, bold, italic and bold italic fonts in a folder, read when one is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def width(self, text: str, *, bold: bool = False, italic: bool = False) -> float:
        """How wide the text is on one line, in ems, without kerning."""
        advances = self._advances.get(bold * _BOLD | italic * _ITALIC) or self._advances.get(0, {})
        return sum(advances.get(ord(each), _OTHER) for each in text)

    @cached_property
    def _advances(self) -> Mapping[int, Mapping[int, float]]:
        """For each style, the width of each code point that a font of that style has."""
        found: dict[int, dict[int, float]] = {}
        for path in sorted(self._folder.iterdir()):
            if path.suffix.lower() in SUFFIXES:
                style, widths = _read(path)
                found[style] = widths | found.get(style, {})
        return found


def _read(path: Path) -> tuple[int, dict[int, float]]:
    """The style of the font, and the width of each code point in ems."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
        units, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
        widths = {code: metrics[name][0] / units for code, name in font.getBestCmap().items()}
        return font["head"].macStyle & (_BOLD | _ITALIC), widths
