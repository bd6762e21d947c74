"""Lines of one row: plain words of one style, which need no layout to be set in another's place.

A line that was laid out says how: where its row begins, how wide that may be, how it is aligned.
Other words are shaped in its style and aligned like it. Words that might not fit the row, or
be broken or changed by a style, are not set here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from appeal_cli.writers.pdf.engine import Box, as_bytes, is_text, text_alignment
from appeal_cli.writers.pdf.imprint.eligible import plain_lines
from appeal_cli.writers.pdf.set_line import Piece, SetLine
from appeal_cli.writers.pdf.shaping import Shaper, is_shaped_alone

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from appeal_cli.writers.pdf.layout import Layout

_SPARE = 1.0
"""CSS pixels that a row must leave free, so that no rounding tells whether words fit it."""

_SHARES = {"start": 0.0, "center": 0.5, "end": 1.0}
"""How much of what a row leaves free stands before its words (CSS Text 3, 7.1)."""


@dataclass(frozen=True)
class OneRow:
    """A line of one row that was laid out: where it begins on its sheet and how wide it may be, in
    CSS pixels, which share of what it leaves free stands before its words, its text, and how that
    is set."""

    shaper: Shaper
    begin: float
    room: float
    share: float
    block: str
    own: SetLine

    def set(self, block: str, characters: frozenset[str]) -> SetLine | None:
        """The line with other words in its place, of those characters; None where it takes
        a layout to tell how they stand."""
        words = _plain_words(block, characters)
        if not words:
            return None
        width, drawn = self.shaper.shaped(words)
        x = self.x(width)
        if x is None:
            return None
        (place,) = as_bytes([x])
        (own,) = self.own.pieces
        return SetLine(self.own.height, (Piece(own.element, own.row, own.matrix, place, drawn),))

    def x(self, width: float) -> float | None:
        """Where words of that width begin; None where they might not fit."""
        if width > self.room - _SPARE:
            return None
        # In the order in which WeasyPrint adds, as the last digits depend on it.
        width = (self.begin + width) - self.begin
        return self.begin + (self.room - width) * self.share


def rows_in(
    layout: Layout, lines: Mapping[Element, tuple[str, SetLine]]
) -> Iterator[tuple[Element, OneRow]]:
    """The lines of one row among those that were laid out, by their elements; `lines` are their
    texts, and how each was set."""
    for box in (box for sheet in layout.sheets for box in plain_lines(sheet)):
        line = lines.get(box.element)
        if line and (row := _row(box, *line, layout)):
            yield box.element, row


def _row(box: Box, block: str, line: SetLine, layout: Layout) -> OneRow | None:
    if [(piece.element, piece.row) for piece in line.pieces] != [(0, 0)]:
        return None
    texts = _texts(box)
    if len(texts) != 1 or not is_shaped_alone(texts[0].style):
        return None
    (text,) = texts
    share = _SHARES.get(text_alignment(box))
    if share is None:
        return None
    shaper = Shaper(text, layout.document)
    row = OneRow(shaper, box.content_box_x(), box.width, share, block, line)
    return row if row.x(text.width) == text.position_x else None


def _texts(box: Box) -> Sequence[Any]:
    """The pieces of text of a line of one row, where it has nothing else in it."""
    if len(box.children) != 1:
        return ()
    (row,) = box.children
    return row.children if all(map(is_text, row.children)) else ()


def _plain_words(block: str, characters: frozenset[str]) -> str:
    """The words of a line that are drawn as they are written; none where they may not be."""
    words = unescape(block)
    is_plain = "<" not in block and characters.issuperset(words)
    has_odd_spaces = "  " in words or words != words.strip()
    return "" if not is_plain or has_odd_spaces else words
