"""Set lines: a letter's lines as they are drawn, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from appeal_cli.writers.pdf.engine import as_bytes

_TEXT_MATRIX = re.compile(rb"(\S+ \S+ \S+ \S+) (\S+) (\S+) Tm")
_GLYPHS = re.compile(rb"<([0-9a-f]+)>")
_FONT = re.compile(rb"/(\S+) \S+ Tf")
_DRAWN = re.compile(rb"/(\S+) \S+ Tf|<([0-9a-f]+)>")


NO_ROW = -1
"""The row of spaces between two elements, of which nothing is drawn."""


@dataclass(frozen=True)
class Piece:
    """One piece of text in a row of a line: the element that it is in, as its number in the
    line, the number of its row, its horizontal place, and how it is drawn."""

    element: int
    row: int
    matrix: bytes
    x: bytes
    drawn: bytes


@dataclass(frozen=True)
class SetLine:
    """A line as it is drawn: its height in CSS pixels, and its pieces in the order of drawing."""

    height: float
    pieces: tuple[Piece, ...]

    @property
    def shape(self) -> tuple[object, ...]:
        """What must be the same for it to take another one's place."""
        return (self.height, *((piece.element, piece.row) for piece in self.pieces))


@dataclass(frozen=True)
class DrawnText:
    """A piece of text in the contents of a sheet: from its matrix up to its end. Of spaces alone
    nothing is drawn, and it has no matrix."""

    start: int
    end: int
    matrix: bytes
    x: bytes
    y: bytes
    drawn: bytes


def text_in(operators: Sequence[Any], begin: int) -> DrawnText | None:
    """The one piece of text in the marked content that begins there; None for other contents."""
    end = operators.index(b"EMC", begin)
    try:
        start = operators.index(b"BT", begin, end) + 1
        stop = operators.index(b"ET", start, end)
    except ValueError:
        return None
    if start == stop:
        return DrawnText(start, stop, b"", b"", b"", b"")
    matrix, *drawn = as_bytes(operators[start:stop])
    found = _TEXT_MATRIX.fullmatch(matrix)
    if not found:
        return None
    return DrawnText(start, stop, found[1], found[2], found[3], b"\n".join(drawn))


def begins(operators: Sequence[Any]) -> dict[int, int]:
    """Where each marked content begins, by its number."""
    return {
        each["MCID"]: place + 1
        for place, each in enumerate(operators)
        if isinstance(each, dict) and "MCID" in each
    }


def set_line(height: float, texts: Sequence[tuple[int, DrawnText | None]]) -> SetLine | None:
    """The line whose texts are in the elements of those numbers; None where one is no text."""
    pieces: list[Piece] = []
    rows = list(dict.fromkeys(text.y for _, text in texts if text and text.drawn))
    for element, text in texts:
        if text is None:
            return None
        row = rows.index(text.y) if text.drawn else NO_ROW
        pieces.append(Piece(element, row, text.matrix, text.x, text.drawn))
    return SetLine(round(height, 3), tuple(pieces))


def is_drawn_with(line: SetLine, glyphs: Mapping[bytes, frozenset[bytes]]) -> bool:
    """Whether all of it is drawn with those glyphs, by the names of their fonts."""
    for piece in line.pieces:
        if piece.row == NO_ROW:
            continue
        fonts = _FONT.findall(piece.drawn)
        if len(fonts) != 1 or fonts[0] not in glyphs:
            return False
        if not glyphs[fonts[0]].issuperset(_codes(piece.drawn)):
            return False
    return True


def glyphs_in(operators: Sequence[Any]) -> dict[bytes, frozenset[bytes]]:
    """The glyphs that the operators draw, by the names of the fonts that they draw them with."""
    found: dict[bytes, set[bytes]] = {}
    font = b""
    for name, run in _DRAWN.findall(b"\n".join(as_bytes(operators))):
        font = name or font
        found.setdefault(font, set()).update(_CODE.findall(run))
    return {name: frozenset(codes) for name, codes in found.items()}


def _codes(drawn: bytes) -> list[bytes]:
    """Each glyph that is drawn, as four digits."""
    return _CODE.findall(b"".join(_GLYPHS.findall(drawn)))


_CODE = re.compile(rb"....")
