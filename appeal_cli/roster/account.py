"""What became of every column and row of a roster that was read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why a row is nobody: the words that stand for it in reports."""

    TITLE = "above the headings"
    NUMBERS = "the numbers of the columns"
    HEADINGS = "the headings once more"
    GROUP = "a heading for the rows below it"
    TOTAL = "a total"
    SIGNATURE = "a signature or a note"
    ALONE = "one cell, where other rows fill several"
    HIDDEN = "hidden, or left out by a filter"
    STRUCK = "a name with a line through it"
    CONTINUED = "more of the person above it"
    NAMELESS = "no name"
    VACANT = "a seat that nobody holds"
    NO_PERSON = "an organisation or a household, and no person"
    UNWANTED = "marked as somebody who gets no letter"
    ENDED = "somebody who no longer holds the seat"
    AWAY = "somebody who does not sit at present"


@dataclass(frozen=True)
class Aside:
    """A row that is nobody: its line or its path, its words and why it was set aside."""

    line: int
    words: str
    why: Why
    path: str = ""

    @property
    def place(self) -> str:
        """The row as people name it."""
        return self.path or f"row {self.line}"


@dataclass(frozen=True)
class ColumnUse:
    """What one column was taken as.

    `letter` is its place in a sheet, `heading` what is written over it. `taken` is the field,
    or "" for a column that only its own placeholder reads. `placeholder` is that, and
    `example` the first value in it. `remark` is what to know beside that.
    """

    letter: str
    heading: str
    taken: str
    placeholder: str = ""
    example: str = ""
    remark: str = ""


@dataclass(frozen=True)
class SheetUse:
    """A sheet of a workbook: its name, and whether it was read or why it was not."""

    name: str
    taken: str


READ = "read"
"""What is said of a sheet that was read."""


@dataclass(frozen=True)
class Account:
    """Every column with what it was taken as, and every row that became nobody; of a workbook with
    several sheets, what became of each."""

    columns: tuple[ColumnUse, ...] = ()
    aside: tuple[Aside, ...] = ()
    sheets: tuple[SheetUse, ...] = ()
