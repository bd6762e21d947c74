"""The inside of the engine: all of WeasyPrint that is private.

What the other modules need of WeasyPrint's and pydyf's insides they get here, by name (and in
`good_lines.py` how lines are set, in `shaping.py` how words are shaped, in `drawing/` how it
is imported), so that a new version has few places to be looked at.
`tests/writers/pdf/test_engine.py` says attribute by attribute what is relied on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from weasyprint import Document

Box: TypeAlias = Any
"""A box of WeasyPrint's layout."""

Sheet: TypeAlias = Any
"""A page of paper, as WeasyPrint laid it out."""

# Boxes


def root_of(sheet: Sheet) -> Box:
    """The box of the whole sheet, its margins included."""
    return sheet._page_box


def body_of(sheet: Sheet) -> Box:
    """The box of what stands on the sheet, within its margins."""
    return sheet._page_box.children[0]


def top_of_text(sheet: Sheet) -> float:
    """Where the text begins on the sheet, from its top, in CSS pixels."""
    return float(sheet._page_box.content_box_y())


def boxes_on(sheet: Sheet) -> Iterator[Box]:
    """All boxes of the sheet, those in boxes that a style gives a place among them."""
    boxes: Iterator[Box] = sheet._page_box.descendants(placeholders=True)
    return boxes


def in_margins(sheets: Sequence[Sheet]) -> set[Box]:
    """The boxes in the margins of the sheets."""
    margins = (box for sheet in sheets for box in sheet._page_box.children[1:])
    return {inner for box in margins if holds_boxes(box) for inner in box.descendants()}


def is_text(box: Box) -> bool:
    """Whether the box is a piece of text in a row."""
    from weasyprint.formatting_structure import boxes

    return type(box) is boxes.TextBox


def is_line_box(box: Box) -> bool:
    """Whether the box is a row of text."""
    from weasyprint.formatting_structure import boxes

    return isinstance(box, boxes.LineBox)


def is_plain_line_box(box: Box) -> bool:
    """Whether the box is a row of text, and nothing more than that."""
    from weasyprint.formatting_structure import boxes

    return type(box) is boxes.LineBox


def text_alignment(block: Box) -> str:
    """How the last row of a block is aligned, where it runs from left to right."""
    last = block.style["text_align_last"]
    alignment = str(block.style["text_align_all"] if last == "auto" else last)
    return {"left": "start", "right": "end"}.get(alignment, alignment)


def is_plain_block(box: Box) -> bool:
    """Whether the box is a block, and no table, column, flexible box or the like."""
    from weasyprint.formatting_structure import boxes

    return type(box) is boxes.BlockBox


def is_inline_block(box: Box) -> bool:
    """Whether the box is a block that stands in a row, as a letter does."""
    from weasyprint.formatting_structure import boxes

    return type(box) is boxes.InlineBlockBox


def holds_boxes(box: Box) -> bool:
    """Whether other boxes can stand in the box."""
    from weasyprint.formatting_structure import boxes

    return isinstance(box, boxes.ParentBox)


def placed(box: Box) -> Box:
    """The box itself, where a placeholder stands for one that a style gives a place."""
    from weasyprint.layout.absolute import AbsolutePlaceholder

    return box._box if isinstance(box, AbsolutePlaceholder) else box


# Painting


class Painted(NamedTuple):
    """What a sheet shows: its operators, and the number of each box's marked content."""

    operators: list[Any]
    numbers: Mapping[Box, int]


def paint_aside(document: Document, fonts: dict[Any, Any]) -> list[Painted]:
    """What each sheet of the document would show.

    The glyphs are added to those that the fonts will have.
    """
    painted = []
    for sheet in document.pages:
        stream = stream_for(document, fonts, sheet)
        sheet.paint(stream, 0.75)
        painted.append(Painted(stream.stream, numbers_in(stream)))
    return painted


def stream_for(document: Document, fonts: dict[Any, Any], sheet: Sheet) -> Any:
    """A new stream, as that of the document's sheet, that adds its glyphs to the fonts."""
    import pydyf
    from weasyprint.pdf.stream import Stream

    kinds = ("ExtGState", "Pattern", "Shading", "XObject")
    resources = pydyf.Dictionary({kind: pydyf.Dictionary() for kind in kinds})
    resources["ColorSpace"] = None
    extent = (0, 0, sheet.width, sheet.height)
    colors = (document.color_profiles, document.output_intent)
    return Stream(fonts, extent, resources, {}, {}, *colors)


def numbers_in(stream: Any) -> dict[Box, int]:
    """The number of each box's marked content in what was painted."""
    return {box: mark["mcid"] for box, mark in stream._tags.items()}


def fonts_in(document: Document) -> dict[Any, Any]:
    """The fonts that the document's file will have, with the glyphs that it needs so far."""
    fonts: dict[Any, Any] = document.fonts
    return fonts


def as_bytes(operators: Sequence[Any]) -> list[bytes]:
    """Each of the operators or objects as it stands in a file."""
    from pydyf import _to_bytes

    return [_to_bytes(each) for each in operators]
