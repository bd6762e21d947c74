"""The cells of an XLSX worksheet, as its XML has them."""

from __future__ import annotations

import re
from string import ascii_uppercase

from appeal_cli.roster.readers.grid import NO_VALUE
from appeal_cli.roster.readers.sheet_survey import (
    MAX_SHEET_ROWS,
    Attributes,
    Survey,
    Surveyor,
    local_names,
)
from appeal_cli.roster.readers.table import MAX_CELLS, MAX_COLUMNS


class XlsxSurveyor(Surveyor):
    """Office Open XML, ISO/IEC 29500-1, 18.3.1: `row`s of `c`s with `f`ormula and `v`alue."""

    def __init__(self) -> None:
        super().__init__()
        self.starts = {
            "c": self._cell,
            "v": self._start_value,
            "t": self._start_value,
            "f": self._start_formula,
            "row": self._start_row,
            "sheetData": self._start_sheet,
            "mergeCell": self._merge,
            "hyperlink": self._link,
        }
        self.ends = {
            "c": self._judge,
            "v": self._end_value,
            "t": self._end_value,
            "f": self._end_formula,
        }
        self.sheet = Survey()
        self.row = self.column = self.style = 0
        self.formula = self.valued = self.in_value = self.in_formula = False
        self.kind = self.value = ""

    def _start_sheet(self, _: Attributes) -> None:
        self.sheets.append(self.sheet)

    def _start_row(self, attributes: Attributes) -> None:
        self.row = int(attributes.get("r", self.row + 1))
        self.column = 0
        if attributes.get("hidden") in ("1", "true") and self.row <= MAX_SHEET_ROWS:
            self.sheet.hidden.add(self.row)

    def _cell(self, attributes: Attributes) -> None:
        self.column += 1
        if reference := attributes.get("r"):
            self.row, self.column = row_and_column(reference)
        self.formula = self.valued = False
        self.kind = attributes.get("t", "n")
        self.value = ""
        self.style = int(attributes.get("s", "0"))

    def _start_value(self, _: Attributes) -> None:
        self.in_value = True
        # Excel writes an empty <v> where a formula gives an empty text.
        self.valued = self.valued or self.kind == "str"

    def _end_value(self) -> None:
        self.in_value = False

    def _start_formula(self, _: Attributes) -> None:
        self.formula = self.in_formula = True

    def _end_formula(self) -> None:
        self.in_formula = False

    def _merge(self, attributes: Attributes) -> None:
        """Notes cells that are merged, as far as a roster may reach."""
        first, _, last = attributes.get("ref", "").partition(":")
        top, left = row_and_column(first)
        bottom, right = row_and_column(last or first)
        bottom, right = min(bottom, MAX_SHEET_ROWS), min(right, MAX_COLUMNS)
        self.sheet.merged.append((top, left, bottom, right))

    def _link(self, attributes: Attributes) -> None:
        """Notes what a cell leads to, by the id of its relation."""
        local = local_names(attributes)
        first = local.get("ref", "").partition(":")[0]
        if first and local.get("id"):
            self.sheet.links[row_and_column(first)] = local["id"]

    def _text(self, text: str) -> None:
        if self.in_value and text:
            self.valued = True
            self.value = text[:20]
        elif self.in_formula and len(self.sheet.links) < MAX_CELLS:
            self._linked(text)

    def _linked(self, text: str) -> None:
        """Notes the address that a formula leads to: `HYPERLINK("mailto:…","write")`."""
        if found := re.match(r'=?\s*HYPERLINK\("(mailto:[^"]{1,300})"', text, re.IGNORECASE):
            self.sheet.links[self.row, self.column] = found[1]

    def _judge(self) -> None:
        """Notes a cell that holds something; one that only has a style is none."""
        if self.valued or self.formula or self.kind == "e":
            self.sheet.reach(self.row, self.column)
            if self.style and self.kind == "n":
                self.sheet.styles[self.row, self.column] = self.style
        if self.kind == "e":
            message = f"the cell holds an error, {self.value or 'without a name'}"
            self.sheet.faults[self.row, self.column] = message
        elif self.formula and not self.valued:
            self.sheet.faults[self.row, self.column] = NO_VALUE


def row_and_column(reference: str) -> tuple[int, int]:
    """Row and column of a reference such as `AB12`."""
    letters = reference.rstrip("0123456789")
    column = _COLUMNS.get(letters)
    row = reference[len(letters) :]
    if column and len(row) <= 9 and row.strip("0"):
        return int(row), column
    match = re.fullmatch(r"\$?([A-Za-z]{1,7})\$?([0-9]{1,9})", reference)
    if not match or match[2].strip("0") == "":
        raise ValueError(reference)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


_COLUMNS = {letter: number for number, letter in enumerate(ascii_uppercase, 1)}
"""The first columns, in which most cells stand."""
