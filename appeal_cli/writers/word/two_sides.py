"""A line of two parts, one at each side of the text: who signs, beside the name.

A tab stands between the two where one line holds them. Where it does not, each has a cell of its
own, so that the first is broken into lines beside the second, as on the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from appeal_cli.files.office.wordml import EMU_PER_TWIP, Element, w
from appeal_cli.page.tree import Html, contents, line
from appeal_cli.writers.word.columns import extent_of
from appeal_cli.writers.word.direct import put, space
from appeal_cli.writers.word.directions import is_rtl
from appeal_cli.writers.word.open_document import OpenDocument
from appeal_cli.writers.word.paragraphs import filled, paragraph, paragraph_styles
from appeal_cli.writers.word.pictures import size_of

_GAP = 454
"""The room between the two parts, in twips: 8 mm, as letter.css has it."""

_SPARE = 10
"""What a line may need besides the measured width of its words, in twips."""


def line_of_text(element: Html, document: OpenDocument) -> Iterator[Element]:
    """The paragraph of a `p`; a table of two cells for two parts that one line does not hold."""
    style = document.styles.find("paragraph", *paragraph_styles(element))
    if len(element) != 2 or not may_have_two_sides(element, document):
        return paragraph(element, document)
    one, other = (_width(part, style, document) for part in element)
    whole = document.width // EMU_PER_TWIP
    right = other + _SPARE
    if one + _GAP + right <= whole or right + 2 * _GAP > whole:
        return paragraph(element, document)
    return iter([_table(element, style, (whole - right, right), document)])


def may_have_two_sides(element: Html, document: OpenDocument) -> bool:
    """Whether the line is in a style whose tab leads to the right edge."""
    style = document.styles.find("paragraph", *paragraph_styles(element))
    return document.styles.ends_at_right(style)


def _width(part: Html, style: str | None, document: OpenDocument) -> int:
    """How wide the part is on one line, in twips."""
    styles = document.styles
    size = styles.size(style) * 10  # from half-points
    words = extent_of(part, document.faces, size, bold=styles.is_on(style, "w:b")).most
    pictures = (size_of(img, document)[0] / EMU_PER_TWIP for img in part.iter("img"))
    return ceil(words + sum(pictures))


def _table(
    element: Html, style: str | None, widths: tuple[int, int], document: OpenDocument
) -> Element:
    """The parts of the element in two cells, their last lines at one height."""
    cells = [
        w(
            "tc",
            w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val="bottom")),
            filled(part, line(contents(part)), style, document),
        )
        for part, width in zip(element, widths, strict=True)
    ]
    for cell in cells:  # LibreOffice adds the room in a cell to that above it
        space(cell[-1], before=0)
    put(cells[0][-1], w("ind", right=_GAP))
    put(cells[1][-1], w("jc", val="right"))
    return w(
        "tbl",
        w(
            "tblPr",
            w("bidiVisual") if is_rtl(element) else None,
            w("tblW", w=sum(widths), type="dxa"),
            w("tblInd", w=0, type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblCellMar", *(w(side, w=0, type="dxa") for side in ("left", "right"))),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        w("tr", w("trPr", w("cantSplit")), *cells),
    )
