"""How far the cells of a sheet reach, and what its XML says of them: a walk through one part of
a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

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
    `links` what cells lead to: an address, or the id of a relation that holds it, and `struck`
    those with words that have a line through them.
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
    struck: set[tuple[int, int]] = field(default_factory=set)

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


class Forbidden(Exception):
    """A document type, which no spreadsheet declares."""


class Surveyor:
    """Walks the elements of one part. Nothing outside the part is ever looked up.

    `starts` and `ends` are what to do where elements of those names begin, with their attributes,
    and end.
    """

    def __init__(self) -> None:
        self.sheets: list[Survey] = []
        self.depth = 0
        self.local = _LocalNames()
        self.starts: dict[str, Callable[[Attributes], None]] = {}
        self.ends: dict[str, Callable[[], None]] = {}

    def parse(self, part: bytes) -> None:
        """Walks the part; raises TooLarge, Forbidden, ExpatError, and ValueError of numbers."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._started
        parser.EndElementHandler = self._ended
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._forbid
        parser.Parse(part, True)

    def _forbid(self, *_: object) -> None:
        raise Forbidden

    def _started(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TooLarge(f"nested more than {MAX_DEPTH} levels deep")
        start = self.starts.get(self.local[name])
        if start:
            start(attributes)

    def _ended(self, name: str) -> None:
        self.depth -= 1
        end = self.ends.get(self.local[name])
        if end:
            end()

    def _text(self, text: str) -> None: ...


class _LocalNames(dict[str, str]):
    """The names of elements without their namespace."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(" ")[2]
        return local


def local_names(attributes: Attributes) -> dict[str, str]:
    """The attributes by their names without a namespace."""
    return {name.rpartition(" ")[2]: value for name, value in attributes.items()}
