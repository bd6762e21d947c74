"""The cells of the sheets in an ODS file, as its XML has them."""

from __future__ import annotations

import re
from typing import ClassVar

from appeal_cli.roster.readers.grid import NO_VALUE
from appeal_cli.roster.readers.sheet_survey import (
    MAX_SHEET_ROWS,
    Attributes,
    Survey,
    Surveyor,
    TooLarge,
    local_names,
)
from appeal_cli.roster.readers.table import MAX_COLUMNS


class OdsSurveyor(Surveyor):
    """OpenDocument 1.3, part 3, 9.1: `table-row`s of `table-cell`s, each of which may repeat."""

    HOLDERS: ClassVar = ("value-type", "formula")

    def __init__(self) -> None:
        super().__init__()
        self.starts = {
            "table-cell": self._start_cell,
            "covered-table-cell": self._start_cell,
            "table-row": self._start_row,
            "table": self._start_sheet,
            "a": self._link,
            "style": self._start_style,
            "text-properties": self._look_of_style,
            "span": self._start_span,
        }
        self.ends = {"table-cell": self._judge, "covered-table-cell": self._judge}
        self.row = self.column = self.rows = self.columns = 0
        self.cell: dict[str, str] | None = None
        self.shown = self.style = ""
        self.struck: set[str] = set()
        self.is_struck = False

    def _start_style(self, attributes: Attributes) -> None:
        self.style = local_names(attributes).get("name", "")

    def _look_of_style(self, attributes: Attributes) -> None:
        """Notes a style that puts a line through words (OpenDocument 1.3, part 3, 20.380)."""
        local = local_names(attributes)
        lines = (local.get(f"text-line-through-{name}", "none") for name in ("style", "type"))
        if any(line != "none" for line in lines):
            self.struck.add(self.style)

    def _start_span(self, attributes: Attributes) -> None:
        self.is_struck |= local_names(attributes).get("style-name", "") in self.struck

    def _start_sheet(self, _: Attributes) -> None:
        self.sheets.append(Survey())
        self.row = self.rows = 0

    def _start_row(self, attributes: Attributes) -> None:
        local = local_names(attributes)
        self.row += self.rows
        self.rows = _repeats(local, "number-rows-repeated", 2**20)
        if local.get("visibility") in ("collapse", "filter") and self.sheets:
            last = min(self.row + self.rows, MAX_SHEET_ROWS)
            self.sheets[-1].hidden.update(range(self.row + 1, last + 1))
        self.column = self.columns = 0

    def _start_cell(self, attributes: Attributes) -> None:
        local = local_names(attributes)
        self.column += self.columns
        self.columns = _repeats(local, "number-columns-repeated", 2**14)
        self.cell, self.shown = local, ""
        self.is_struck = local.get("style-name", "") in self.struck

    def _link(self, attributes: Attributes) -> None:
        address = local_names(attributes).get("href", "")
        if address.startswith("mailto:") and self.sheets:
            self.sheets[-1].links[self.row + 1, self.column + 1] = address[:300]

    def _text(self, text: str) -> None:
        if self.cell is not None:
            self.shown += text[:60]

    def _judge(self) -> None:
        """Notes a cell that holds something, and the cells that are the same beside and below."""
        if self.cell is None:
            return
        cell, self.cell = self.cell, None
        shown = self.shown.strip()
        if not (shown or any(key in cell for key in self.HOLDERS)) or not self.sheets:
            return
        sheet = self.sheets[-1]
        row, column = self.row + 1, self.column + 1
        last = self.row + self.rows, self.column + self.columns
        sheet.reach(*last, cells=self.rows * self.columns)
        self._look(sheet, cell, shown)
        if self.is_struck and shown:
            sheet.struck.add((row, column))
        valued = any(value and key.endswith("value") for key, value in cell.items())
        if "formula" in cell and not (shown or valued):
            sheet.faults[row, column] = NO_VALUE
        elif cell.get("value-type") == "error" or re.match(r"#[A-Z/0!?]+|Err:\d", shown):
            sheet.faults[row, column] = f"the cell holds an error, {shown}"

    def _look(self, sheet: Survey, cell: Attributes, shown: str) -> None:
        """Notes how a number or a date looks, and how far a merged cell reaches."""
        row, column = self.row + 1, self.column + 1
        if cell.get("value-type") in _NUMBERS and shown:
            for other in range(self.columns):
                sheet.shown[row, column + other] = shown
        down = _repeats(cell, "number-rows-spanned", 2**20)
        right = _repeats(cell, "number-columns-spanned", 2**14)
        if down > 1 or right > 1:
            last = min(row + down - 1, MAX_SHEET_ROWS), min(column + right - 1, MAX_COLUMNS)
            sheet.merged.append((row, column, *last))


_NUMBERS = ("float", "percentage", "currency", "date", "time")


def _repeats(attributes: Attributes, name: str, most: int) -> int:
    times = int(attributes.get(name, 1))
    if times > most:
        raise TooLarge(f"`{name}` is {times:,}")
    return max(times, 1)
