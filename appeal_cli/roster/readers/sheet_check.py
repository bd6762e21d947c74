"""What the XML of a spreadsheet holds, checked before a spreadsheet library reads it.

The library makes a table as large as the furthest cell asks for, returns nothing for a
formula that was never calculated, and reports neither. So each part is parsed
here first, as a stream: how far its cells reach, and which of them have no value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar
from xml.parsers import expat

from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.roster.readers.grid import NO_VALUE
from appeal_cli.roster.readers.table import MAX_CELLS, MAX_COLUMNS

MAX_SHEET_ROWS = 20_000
MAX_DEPTH = 100

Attributes = Mapping[str, str]


@dataclass
class Survey:
    """How far the cells of one sheet reach, and which have no value that can be read.

    `faults` say what is wrong with a cell, by its row and column, counted from 1. `hidden` are
    rows that the sheet does not show, `merged` the first and last row and column of merged cells,
    `styles` the numbers of the styles that cells have, `shown` how numbers and dates look, and
    `links` what cells lead to: an address, or the id of a relation that holds it.
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    styles: dict[tuple[int, int], int] = field(default_factory=dict)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    links: dict[tuple[int, int], str] = field(default_factory=dict)

    def reach(self, row: int, column: int, cells: int = 1) -> None:
        """Notes that a cell with something in it stands there; raises TooLarge where that is
        further than a roster reaches."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        self.cells += cells
        if row > MAX_SHEET_ROWS or column > MAX_COLUMNS:
            raise TooLarge(
                f"a cell stands in row {row:,}, column {column:,}; a roster has at most "
                f"{MAX_SHEET_ROWS:,} rows and {MAX_COLUMNS} columns"
            )
        if self.cells > MAX_CELLS:
            raise TooLarge(f"more than {MAX_CELLS:,} cells")


class TooLarge(Exception):
    """A sheet that is larger than a roster may be; the words say how."""


class _Forbidden(Exception):
    pass


def survey(part: bytes, name: str, file: str) -> list[Survey]:
    """The sheets in one part: one in an XLSX worksheet, all in the content of an ODS.

    Raises AppealError where the part is broken, declares entities, or has too many
    rows, columns or cells.
    """
    surveyor = _Ods() if name == "content.xml" else _Xlsx()
    try:
        surveyor.parse(part)
    except TooLarge as error:
        raise AppealError(Problem(str(error), file=file, kind=Kind.TOO_LARGE)) from None
    except _Forbidden:
        message = f"`{name}` in it declares a document type, which no spreadsheet does"
        raise AppealError(Problem(message, file=file, kind=Kind.BROKEN_FILE)) from None
    except (expat.ExpatError, ValueError, LookupError):
        raise damaged(name, file) from None
    return surveyor.sheets


def damaged(name: str, file: str) -> AppealError:
    """What to raise where the part of that name can't be read."""
    message = f"the file is damaged: `{name}` in it can't be read"
    hint = "open it in a spreadsheet program and save it again, or as CSV"
    return AppealError(Problem(message, file=file, hint=hint, kind=Kind.BROKEN_FILE))


class _Surveyor:
    """Walks the elements of one part. Nothing outside the part is ever looked up."""

    def __init__(self) -> None:
        self.sheets: list[Survey] = []
        self.depth = 0

    def parse(self, part: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self.started
        parser.EndElementHandler = self.ended
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = self.forbid
        parser.Parse(part, True)

    def forbid(self, *_: object) -> None:
        raise _Forbidden

    def started(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TooLarge(f"nested more than {MAX_DEPTH} levels deep")
        self.start(name.rpartition(" ")[2], attributes)

    def ended(self, name: str) -> None:
        self.depth -= 1
        self.end(name.rpartition(" ")[2])

    def start(self, name: str, attributes: Attributes) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, text: str) -> None: ...


class _Xlsx(_Surveyor):
    """Office Open XML, ISO/IEC 29500-1, 18.3.1: `row`s of `c`s with `f`ormula and `v`alue."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = Survey()
        self.row = self.column = self.style = 0
        self.formula = self.valued = self.in_value = self.in_formula = False
        self.kind = self.value = ""

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheetData":
            self.sheets.append(self.sheet)
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
            if attributes.get("hidden") in ("1", "true") and self.row <= MAX_SHEET_ROWS:
                self.sheet.hidden.add(self.row)
        elif name == "c":
            self.cell(attributes)
        elif name == "f":
            self.formula = self.in_formula = True
        elif name == "mergeCell":
            self.merge(attributes.get("ref", ""))
        elif name == "hyperlink":
            self.link(attributes)
        elif name in ("v", "t"):
            self.in_value = True
            # Excel writes an empty <v> where a formula gives an empty text.
            self.valued = self.valued or self.kind == "str"

    def cell(self, attributes: Attributes) -> None:
        self.column += 1
        if reference := attributes.get("r"):
            self.row, self.column = _numbers(reference)
        self.formula = self.valued = False
        self.kind = attributes.get("t", "n")
        self.value = ""
        self.style = int(attributes.get("s", "0"))

    def merge(self, reference: str) -> None:
        """Notes cells that are merged, as far as a roster may reach."""
        first, _, last = reference.partition(":")
        top, left = _numbers(first)
        bottom, right = _numbers(last or first)
        bottom, right = min(bottom, MAX_SHEET_ROWS), min(right, MAX_COLUMNS)
        self.sheet.merged.append((top, left, bottom, right))

    def link(self, attributes: Attributes) -> None:
        """Notes what a cell leads to, by the id of its relation."""
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        first = local.get("ref", "").partition(":")[0]
        if first and local.get("id"):
            self.sheet.links[_numbers(first)] = local["id"]

    def text(self, text: str) -> None:
        if self.in_value and text:
            self.valued = True
            self.value = text[:20]
        elif self.in_formula and len(self.sheet.links) < MAX_CELLS:
            self.linked(text)

    def linked(self, text: str) -> None:
        """Notes the address that a formula leads to: `HYPERLINK("mailto:…","write")`."""
        if found := re.match(r'=?\s*HYPERLINK\("(mailto:[^"]{1,300})"', text, re.IGNORECASE):
            self.sheet.links[self.row, self.column] = found[1]

    def end(self, name: str) -> None:
        if name == "f":
            self.in_formula = False
        if name in ("v", "t"):
            self.in_value = False
        elif name == "c":
            self.judge()

    def judge(self) -> None:
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


class _Ods(_Surveyor):
    """OpenDocument 1.3, part 3, 9.1: `table-row`s of `table-cell`s, each of which may repeat."""

    HOLDERS: ClassVar = ("value-type", "formula")

    def __init__(self) -> None:
        super().__init__()
        self.row = self.column = self.rows = self.columns = 0
        self.cell: dict[str, str] | None = None
        self.shown = ""
        self.cells_in_row = 0

    def start(self, name: str, attributes: Attributes) -> None:
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name == "table":
            self.sheets.append(Survey())
            self.row = self.rows = 0
        elif name == "table-row":
            self.row += self.rows
            self.rows = _repeats(local, "number-rows-repeated", 2**20)
            if local.get("visibility") in ("collapse", "filter") and self.sheets:
                last = min(self.row + self.rows, MAX_SHEET_ROWS)
                self.sheets[-1].hidden.update(range(self.row + 1, last + 1))
            self.column = self.columns = self.cells_in_row = 0
        elif name in ("table-cell", "covered-table-cell"):
            self.column += self.columns
            self.columns = _repeats(local, "number-columns-repeated", 2**14)
            self.cell, self.shown = local, ""
        elif name == "a" and local.get("href", "").startswith("mailto:") and self.sheets:
            self.sheets[-1].links[self.row + 1, self.column + 1] = local["href"][:300]

    def text(self, text: str) -> None:
        if self.cell is not None:
            self.shown += text[:60]

    def end(self, name: str) -> None:
        if name not in ("table-cell", "covered-table-cell") or self.cell is None:
            return
        cell, self.cell = self.cell, None
        shown = self.shown.strip()
        if not (shown or any(key in cell for key in self.HOLDERS)) or not self.sheets:
            return
        sheet = self.sheets[-1]
        row, column = self.row + 1, self.column + 1
        last = self.row + self.rows, self.column + self.columns
        sheet.reach(*last, cells=self.rows * self.columns)
        self.look(sheet, cell, shown)
        valued = any(value and key.endswith("value") for key, value in cell.items())
        if "formula" in cell and not (shown or valued):
            sheet.faults[row, column] = NO_VALUE
        elif cell.get("value-type") == "error" or re.match(r"#[A-Z/0!?]+|Err:\d", shown):
            sheet.faults[row, column] = f"the cell holds an error, {shown}"

    def look(self, sheet: Survey, cell: Attributes, shown: str) -> None:
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


def _numbers(reference: str) -> tuple[int, int]:
    """Row and column of a reference such as `AB12`."""
    match = re.fullmatch(r"\$?([A-Za-z]{1,7})\$?([0-9]{1,9})", reference)
    if not match or match[2].strip("0") == "":
        raise ValueError(reference)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def _repeats(attributes: Attributes, name: str, most: int) -> int:
    times = int(attributes.get(name, 1))
    if times > most:
        raise TooLarge(f"`{name}` is {times:,}")
    return max(times, 1)
