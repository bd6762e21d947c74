"""Tables of headers and footers as HTML: what a table does not say itself, its style does
(ISO/IEC 29500-1, 17.7.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from appeal_cli.files.millimetres import MM
from appeal_cli.files.office.wordml import TWIPS_PER_MM, Element, find, find_all, number, value
from appeal_cli.importing.letterheads.looks import border, css
from appeal_cli.importing.letterheads.spots import Room
from appeal_cli.importing.readers.word_styles import Styles

_ALIGNED = {"center": "0 auto", "right": "0 0 0 auto", "end": "0 0 0 auto"}
_VERTICALLY = {"center": "middle", "bottom": "bottom"}
_SIDES = ("top", "right", "bottom", "left")
_BESIDE = 108
"""The room on the left and the right in cells, in twips, where nothing says it (17.4.41)."""


@dataclass(frozen=True)
class _Cell:
    """A cell: its row, the first of its columns, and how many columns and rows it takes."""

    element: Element
    row: int
    column: int
    columns: int
    rows: int = 1


class StripTable:
    """A table of a strip; `blocks` makes the HTML of what stands in a cell."""

    def __init__(self, table: Element, styles: Styles, blocks: Callable[[Element], str]) -> None:
        self._table, self._styles, self._blocks = table, styles, blocks
        said = [number(each, ".", "w:w") or 0 for each in find_all(table, "w:tblGrid/w:gridCol")]
        self._columns = said if any(said) else [1]
        self._rows = find_all(table, "w:tr")

    @property
    def width(self) -> float:
        """How wide it is, in millimetres."""
        return sum(self._columns) / TWIPS_PER_MM

    def html(self, room: Room) -> str:
        """The table in its room."""
        cells = list(self._cells())
        rows = "".join(
            f"<tr>{''.join(self._cell(each) for each in cells if each.row == row)}</tr>\n"
            for row in range(len(self._rows))
        )
        shift = (number(self._table, "w:tblPr/w:tblInd", "w:w") or 0) / TWIPS_PER_MM
        shift -= self._room_in(None)[3] * MM if room.tables_reach_out else 0
        aligned = value(self._table, "w:tblPr/w:jc") or ""
        placed = _ALIGNED.get(aligned, f"0 0 0 {shift:.4g}mm")
        style = f"width: {self.width:.5g}mm; margin: {placed}; table-layout: fixed"
        return f'<table style="{style}">\n<tbody>{rows}</tbody></table>\n'

    def _cells(self) -> Iterator[_Cell]:
        """The cells, but those that go on from the row above (17.4.84)."""
        going_on = [set(_going_on(row)) for row in self._rows]
        for at, row in enumerate(self._rows):
            for column, columns, cell in _in_columns(row):
                if column not in going_on[at]:
                    rows = 1
                    while at + rows < len(self._rows) and column in going_on[at + rows]:
                        rows += 1
                    yield _Cell(cell, at, column, columns, rows)

    def _cell(self, cell: _Cell) -> str:
        element = cell.element
        end = cell.column + cell.columns
        looks = {
            "width": f"{sum(self._columns[cell.column : end]) / TWIPS_PER_MM:.5g}mm",
            "box-sizing": "border-box",
            **self._borders(cell),
            "padding": " ".join(f"{each:g}pt" for each in self._room_in(element)),
            "vertical-align": _VERTICALLY.get(value(element, "w:tcPr/w:vAlign") or "", "top"),
        }
        fill = value(element, "w:tcPr/w:shd", "w:fill") or _fill(self._said("w:shd"))
        if fill and fill != "auto":
            looks["background-color"] = f"#{fill}"
        if height := number(self._rows[cell.row], "w:trPr/w:trHeight"):
            looks["height"] = f"{height / 20:g}pt"
        spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        return f'<td{spans} style="{css(looks)}">{self._blocks(element)}</td>'

    def _borders(self, cell: _Cell) -> dict[str, str]:
        """The borders of a cell: its own, else those of the table around it and between cells."""
        is_edge = {
            "top": cell.row == 0,
            "right": cell.column + cell.columns >= len(self._columns),
            "bottom": cell.row + cell.rows >= len(self._rows),
            "left": cell.column == 0,
        }
        made = {"border": "none"}
        for side in _SIDES:
            own = find(cell.element, f"w:tcPr/w:tcBorders/w:{side}")
            inside = "insideH" if side in ("top", "bottom") else "insideV"
            of_table = f"w:tblBorders/w:{side if is_edge[side] else inside}"
            said = self._said(of_table) if own is None else own
            if said is not None and (line := border(said)):
                made[f"border-{side}"] = line
        return made

    def _room_in(self, cell: Element | None) -> list[float]:
        """The room around the words of a cell, in points, from above on; without one, of all."""
        made = []
        for side, usual in zip(_SIDES, (0, _BESIDE, 0, _BESIDE), strict=True):
            own = None if cell is None else number(cell, f"w:tcPr/w:tcMar/w:{side}", "w:w")
            said = self._said(f"w:tblCellMar/w:{side}")
            of_table = None if said is None else number(said, ".", "w:w")
            made.append(next(each for each in (own, of_table, usual) if each is not None) / 20)
        return made

    def _said(self, path: str) -> Element | None:
        """What the table says of itself, else its style."""
        name = value(self._table, "w:tblPr/w:tblStyle")
        for each in (self._table, *self._styles.chain(name)):
            if (found := find(each, f"w:tblPr/{path}")) is not None:
                return found
        return None


def _in_columns(row: Element) -> Iterator[tuple[int, int, Element]]:
    """The cells of a row, each with its first column and how many it takes."""
    at = number(row, "w:trPr/w:gridBefore") or 0
    for cell in find_all(row, "w:tc"):
        columns = number(cell, "w:tcPr/w:gridSpan") or 1
        yield at, columns, cell
        at += columns


def _going_on(row: Element) -> Iterator[int]:
    """The columns in which a cell of the row above goes on."""
    for column, _, cell in _in_columns(row):
        merged = find(cell, "w:tcPr/w:vMerge")
        if merged is not None and value(merged) != "restart":
            yield column


def _fill(shade: Element | None) -> str:
    return "" if shade is None else value(shade, ".", "w:fill") or ""
