"""The running line in PDF: set apart from the letter, and put above the text of its sheets.

Its look is that of `p.running` with the class of its place; it stands right above the text, with
its margins between. It is no part of what is read (ISO 32000-1, 14.8.2.2: an artifact).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from appeal_cli.page.page import Page
from appeal_cli.page.running import RunningText, running_texts
from appeal_cli.writers.pdf.alphabet import head_of
from appeal_cli.writers.pdf.engine import (
    as_bytes,
    boxes_on,
    fonts_in,
    is_plain_block,
    paint_aside,
    top_of_text,
)
from appeal_cli.writers.pdf.layout import Layout, Layouter
from appeal_cli.writers.pdf.objects import referred
from appeal_cli.writers.pdf.set_line import DrawnText, begins, text_in
from appeal_cli.writers.pdf.tall_sheet import tall_sheet

if TYPE_CHECKING:
    from pydyf import PDF

HEADER = b"<</Type /Pagination /Subtype /Header>>"
"""What marks a piece of the line in the contents of a sheet."""


@dataclass(frozen=True)
class RunningPiece:
    """A piece of text of the line: the number of its part among all of the letter, its sheet, how
    far below the top of that it stands, and how high its part is, in CSS pixels."""

    part: int
    sheet: int
    y: float
    height: float
    drawn: DrawnText


def tag_of(text: RunningText) -> str:
    """The tag of the element that the part is set in."""
    return f'<p class="running {text.place}">'


def words_of(text: RunningText) -> str:
    """The part's words as HTML."""
    return escape(text.words, quote=False)


def running_pieces(layouter: Layouter, layout: Layout) -> list[RunningPiece]:
    """What stands above the text of the letter's sheets, drawn in the letter's own fonts, which
    get its glyphs."""
    texts = list(running_texts(layout.page, len(layout.sheets)))
    if not texts:
        return []
    body = "".join(f"{tag_of(text)}{words_of(text)}</p>" for text in texts)
    html = tall_sheet(head_of(layout.page), body, layout.sheets[0].width, len(texts))
    aside = layouter.layout(Page.of(html))
    (painted,) = paint_aside(aside.document, fonts_in(layout.document))
    starts = begins(painted.operators)
    numbers = {element: number for number, element in enumerate(aside.html.iter("p"))}
    blocks = {box.element: box for box in boxes_on(aside.sheets[0]) if is_plain_block(box)}
    pieces = []
    for box, mark in painted.numbers.items():
        part, block = numbers[box.element], blocks[box.element]
        drawn = text_in(painted.operators, starts[mark])
        if drawn and drawn.drawn:
            sheet = texts[part].sheet
            foot = block.position_y + block.margin_height()
            y = top_of_text(layout.sheets[sheet]) - foot + float(drawn.y)
            pieces.append(RunningPiece(part, sheet, y, block.height, drawn))
    return pieces


def put(pieces: Sequence[RunningPiece], pdf: PDF) -> None:
    """Puts the pieces on the sheets of a finished document."""
    for piece in pieces:
        sheet = referred(pdf, pdf.page_references[piece.sheet])
        operators = referred(pdf, sheet["Contents"]).stream
        own = piece.drawn
        (y,) = as_bytes([round(piece.y, 6)])
        matrix = b" ".join((own.matrix, own.x, y, b"Tm"))
        # Before the end of what is drawn in CSS pixels.
        operators[-1:-1] = [b"/Artifact", HEADER, b"BDC", b"0 0 0 rg", b"BT", matrix, own.drawn]
        operators[-1:-1] = [b"ET", b"EMC"]


def places_of(
    pieces: Sequence[RunningPiece], contents: Sequence[list[Any]]
) -> Mapping[int, list[tuple[int, DrawnText]]]:
    """Where the pieces of each part stand in the contents of the sheets."""
    headers = [
        iter([at + 1 for at, operator in enumerate(operators) if operator == HEADER])
        for operators in contents
    ]
    found: dict[int, list[tuple[int, DrawnText]]] = {}
    for piece in pieces:
        text = text_in(contents[piece.sheet], next(headers[piece.sheet]))
        assert text
        found.setdefault(piece.part, []).append((piece.sheet, text))
    return found
