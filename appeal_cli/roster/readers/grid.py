"""A sheet of cells, before it is known which of them are headings and which are people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from appeal_cli.problems import Kind, Problem
from appeal_cli.roster.readers.table import Place

NO_VALUE = "a formula without its value"
"""Why a cell with a formula that was never calculated has no value."""

Cell = tuple[int, int]
"""Row and column of a cell, both counted from 1."""


class Line(NamedTuple):
    """One row that is not blank: its number and its cells as the sheet shows them."""

    number: int
    cells: Sequence[str]

    @property
    def filled(self) -> list[int]:
        """The indexes of the cells that hold something, counted from 0."""
        return [index for index, cell in enumerate(self.cells) if cell and not cell.isspace()]

    @property
    def width(self) -> int:
        """How many cells there are up to the last that holds something."""
        filled = (cell and not cell.isspace() for cell in reversed(self.cells))
        return next((len(self.cells) - index for index, found in enumerate(filled) if found), 0)


@dataclass(frozen=True)
class Layout:
    """What a sheet says about its cells beside their values.

    `hidden` are rows that it does not show. `merged` are the blank cells of merged ones, with
    the cell that their value stands in. `links` are addresses of mails that cells lead to,
    `faults` say why cells have no value, and `struck` are cells that have words with a line
    through them.
    """

    hidden: frozenset[int] = frozenset()
    merged: Mapping[Cell, Cell] = field(default_factory=dict)
    links: Mapping[Cell, str] = field(default_factory=dict)
    faults: Mapping[Cell, str] = field(default_factory=dict)
    struck: frozenset[Cell] = frozenset()


@dataclass(frozen=True)
class Grid:
    """The rows of one sheet or of one file of delimited text.

    `locate` finds the place of a cell by the number of its row and its index, or of the row
    where that is -1.
    """

    file: str
    lines: Sequence[Line]
    locate: Callable[[int, int], Place]
    layout: Layout = field(default_factory=Layout)


def letter_of(column: int) -> str:
    """The letters of a column as sheets name it, counted from 1: `C`, `AB`."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def fault_at(file: str, cell: Cell, why: str) -> Problem:
    """The problem of a cell that has no value: its name is that which sheets give it."""
    row, column = cell
    hint = (
        "open the file in a spreadsheet program, let it calculate, and save it"
        if why == NO_VALUE
        else "correct the cell, or leave it blank"
    )
    message = f"{letter_of(column)}{row}: {why}"
    return Problem(message, file, row, column, hint=hint, kind=Kind.CELL_WITHOUT_VALUE)
