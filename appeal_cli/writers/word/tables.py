"""Tables: rows that stay whole, under a header that each page repeats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import (
    EMU_PER_TWIP,
    Element,
    w,
)
from appeal_cli.page.tree import Html, style_names
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.writers.word.columns import Extent, column_widths, extent_of
from appeal_cli.writers.word.direct import line_of_nothing, mark, space, style_of
from appeal_cli.writers.word.directions import is_rtl
from appeal_cli.writers.word.open_document import OpenDocument
from appeal_cli.writers.word.paragraphs import Rule, children, filled, paragraph, paragraph_styles

_LOOK = {"firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
_ROUNDED = 2  # twips

_PARTED = 6
"""How many lines a row has at least that is parted at a page's end: three on each side."""

_P, _TBL = qn("w:p"), qn("w:tbl")


def table(element: Html, document: OpenDocument, blocks: Rule) -> Iterator[Element]:
    """The caption and the table; `blocks` makes what stands in a cell."""
    rows = list(_rows(element))
    for caption in element.findall("caption"):
        yield from paragraph(caption, document)
    if not rows:
        return
    style = document.styles.find("table", *style_names(element), "Table Grid")
    extents = _extents(rows, document.styles.beside_cells(style), document)
    widths = column_widths(extents, document.width // EMU_PER_TWIP)
    made = [
        _row(*row, widths, _is_short(row_extents, widths), document, blocks)
        for row, row_extents in zip(rows, extents, strict=True)
    ]
    if "short-rows" in (element.get("class") or "").split():
        _keep_ends(made, [is_header for _, is_header in rows].count(True))
    yield w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val=style) if style else None,
            w("bidiVisual") if is_rtl(element) else None,
            w("tblW", w=5000, type="pct"),
            w("tblLook", val="0620", **_LOOK),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *made,
    )


def _keep_ends(rows: list[Element], headers: int) -> None:
    """Lets neither the header stand alone on a page, nor the first of the rows or the last."""
    for at in {*range(headers), headers, len(rows) - 2} & set(range(len(rows) - 1)):
        for each in rows[at].iter(_P):
            mark(each, "keepNext")


def _rows(table: Html) -> Iterator[tuple[list[Html], bool]]:
    """The cells of each row, and whether the row is repeated on the table's next pages."""
    for part in children(table, "caption", "thead", "tbody", "tr"):
        rows = (part,) if part.tag == "tr" else children(part, "tr")
        for row in rows if part.tag != "caption" else ():
            cells = list(children(row, "th", "td"))
            if any(cell.get("rowspan", "1") != "1" for cell in cells):
                raise AppealError(Problem("Word has no rule for `rowspan`", kind=Kind.VOCABULARY))
            if cells:
                yield cells, part.tag == "thead"


def _span(cell: Html) -> int:
    written = cell.get("colspan") or "1"
    return max(1, min(int(written), 63)) if written.isdigit() else 1


def _extents(
    rows: list[tuple[list[Html], bool]], beside: int, document: OpenDocument
) -> list[list[tuple[int, Extent]]]:
    """The number of columns and the extent of each cell."""
    return [[(_span(cell), _extent(cell, beside, document)) for cell in cells] for cells, _ in rows]


def _is_short(row: list[tuple[int, Extent]], widths: list[int]) -> bool:
    """Whether the row has so few lines that it is not parted where a page ends."""
    column = lines = 0
    for span, extent in row:
        lines = max(lines, ceil(extent.most / max(1, sum(widths[column : column + span]))))
        column += span
    return lines < _PARTED


def _extent(cell: Html, beside: int, document: OpenDocument) -> Extent:
    """The extent of a cell in twips, with what is beside its words."""
    style = document.styles.find("paragraph", *paragraph_styles(cell))
    twips = document.styles.size(style) * 10  # from half-points
    is_bold = document.styles.is_on(style, "w:b")
    extent = extent_of(cell, document.faces, twips, bold=is_bold)
    return Extent(extent.least + beside + _ROUNDED, extent.most + beside)


def _row(
    cells: list[Html],
    is_header: bool,
    widths: list[int],
    is_short: bool,
    document: OpenDocument,
    blocks: Rule,
) -> Element:
    missing = len(widths) - sum(map(_span, cells))
    properties = w(
        "trPr",
        w("gridAfter", val=missing) if missing else None,
        w("cantSplit") if is_short or is_header else None,
        w("tblHeader") if is_header else None,
    )
    made, column = w("tr", properties if len(properties) else None), 0
    for cell in cells:
        span = _span(cell)
        made.append(_cell(cell, sum(widths[column : column + span]), span, document, blocks))
        column += span
    return made


def _cell(cell: Html, width: int, span: int, document: OpenDocument, blocks: Rule) -> Element:
    within = list(roomy(blocks(cell, document), document))
    if not within:  # a cell has at least a paragraph (17.4.65)
        style = document.styles.find("paragraph", *paragraph_styles(cell))
        within.append(filled(cell, [], style, document))
    properties = w(
        "tcPr", w("tcW", w=width, type="dxa"), w("gridSpan", val=span) if span > 1 else None
    )
    return w("tc", properties, *within)


def roomy(blocks: Iterable[Element], document: OpenDocument) -> Iterator[Element]:
    """The blocks with room below each table, which Word gives only to paragraphs."""
    below_table = False
    for block in blocks:
        if below_table and block.tag == _TBL:
            yield w("p")  # or Word would join the two
        elif below_table:
            _give_room_above(block, document)
        below_table = block.tag == _TBL
        yield block
    if below_table:
        yield line_of_nothing()  # as Word wants at the end of a cell, and of a letter


def _give_room_above(paragraph: Element, document: OpenDocument) -> None:
    """The room below a table is that below a paragraph of text."""
    styles = document.styles
    room = styles.room("after", styles.find("paragraph", "Body Text"))
    if styles.room("before", style_of(paragraph)) < room:
        space(paragraph, before=room)
