"""Tables of headers and footers as HTML: what a table does not say itself, its style does
(ISO/IEC 29500-1, 17.7.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from appeal_cli.files.millimetres import MM
from appeal_cli.files.office.wordml import (
    TWIPS_PER_MM,
    Element,
    find,
    find_all,
    number,
    switched_on,
    value,
)
from appeal_cli.importing.letterheads.borders import border, shade_css
from appeal_cli.importing.letterheads.looks import css
from appeal_cli.importing.letterheads.made import Made
from appeal_cli.importing.letterheads.spots import Room
from appeal_cli.importing.letterheads.table_styles import Place, TableStyle
from appeal_cli.importing.readers.word_styles import Styles

_ALIGNED = {"center": "0 auto", "right": "0 0 0 auto", "end": "0 0 0 auto"}
_MIRRORED = {"center": "0 auto", "right": "0 auto 0 0", "end": "0 auto 0 0"}
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
    """A table of a strip; `blocks` makes the HTML of what stands in a cell, and `room_below` says
    how many points are kept below that."""

    def __init__(
        self,
        table: Element,
        styles: Styles,
        blocks: Callable[[Element], str],
        room_below: Callable[[Element], float],
        made: Made,
    ) -> None:
        self._table, self._styles, self._made = table, styles, made
        self._blocks, self._room_below = blocks, room_below
        self._style = TableStyle(table, styles)
        said = [number(each, ".", "w:w") or 0 for each in find_all(table, "w:tblGrid/w:gridCol")]
        self._columns = said if any(said) else [1]
        self._rows = find_all(table, "w:tr")

    @property
    def width(self) -> float:
        """How wide it is, in millimetres."""
        return sum(self._columns) / TWIPS_PER_MM

    @property
    def _is_from_right(self) -> bool:
        """Whether its first column is on the right (17.4.1)."""
        return switched_on(find(self._table, "w:tblPr/w:bidiVisual"))

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
        placed, direction = _ALIGNED.get(aligned, f"0 0 0 {shift:.4g}mm"), ""
        if self._is_from_right:
            placed = _MIRRORED.get(aligned, f"0 {shift:.4g}mm 0 auto")
            direction = "; direction: rtl"
        style = f"width: {self.width:.5g}mm; margin: {placed}; table-layout: fixed{direction}"
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
        element, place = cell.element, self._place(cell)
        self._made.left += self._style.not_shown(place)
        end = cell.column + cell.columns
        looks = {
            "width": f"{sum(self._columns[cell.column : end]) / TWIPS_PER_MM:.5g}mm",
            "box-sizing": "border-box",
            **({"direction": "ltr"} if self._is_from_right else {}),
            **self._borders(cell, place),
            "padding": " ".join(f"{each:g}pt" for each in self._room_in(element)),
            "vertical-align": self._vertically(element, place),
        }
        of_place = _fill(self._style.said(place, "w:tcPr/w:shd")) or _fill(self._said("w:shd"))
        fill = value(element, "w:tcPr/w:shd", "w:fill") or of_place
        looks |= {**shade_css(fill), **self._style.words(place)}
        if height := number(self._rows[cell.row], "w:trPr/w:trHeight"):
            looks["height"] = f"{height / 20:g}pt"
        spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        below = self._room_below(element)
        room = f'<div class="below-cell" style="height: {below:.4g}pt"></div>\n' if below else ""
        inner = f"{self._blocks(element)}{room}"
        if height and value(self._rows[cell.row], "w:trPr/w:trHeight", "w:hRule") == "exact":
            cut = f"max-height: {height / 20:g}pt; overflow: hidden"
            inner = f'<div style="{cut}">\n{inner}</div>\n'
        return f'<td{spans} style="{css(looks)}">{inner}</td>'

    def _place(self, cell: _Cell) -> Place:
        bottom, right = cell.row + cell.rows, cell.column + cell.columns
        return Place(cell.row, cell.column, bottom, right, len(self._rows), len(self._columns))

    def _vertically(self, cell: Element, place: Place) -> str:
        of_place = self._style.said(place, "w:tcPr/w:vAlign")
        usual = "" if of_place is None else value(of_place)
        return _VERTICALLY.get(value(cell, "w:tcPr/w:vAlign") or usual or "", "top")

    def _borders(self, cell: _Cell, place: Place) -> dict[str, str]:
        """The borders of a cell: its own, else those that the style has for its place, else those
        of the table around it and between cells."""
        made = {"border": "none"}
        for side in _SIDES:
            inside = "insideH" if side in ("top", "bottom") else "insideV"
            of_table = f"w:tblBorders/w:{side if place.is_edge(side) else inside}"
            own = find(cell.element, f"w:tcPr/w:tcBorders/w:{side}")
            of_place = self._style.border(place, side) if own is None else own
            said = self._said(of_table) if of_place is None else of_place
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
