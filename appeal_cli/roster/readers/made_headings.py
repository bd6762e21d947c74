"""Headings for a list that has none: the names under each other, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from appeal_cli.problems import Kind, Problem
from appeal_cli.roster.looks import like_a_name
from appeal_cli.roster.mails import mails_of
from appeal_cli.roster.readers.grid import Line, letter_of

_NUMBER = re.compile(r"\W*\d{0,5}\s?[.)]?\s*")
_MOST = 0.8
"""How many of the cells of a column that are not blank are names at least."""

_LEAST = 0.5
"""How many of its cells are names at least, blank ones among them."""


class Made(NamedTuple):
    """The headings that were made, and the index of the first line below them; `column` is
    that of the names."""

    cells: list[str]
    first: int
    column: int

    def told(self, file: str, line: int) -> Problem:
        """A notice of what was taken for the names."""
        message = "there is no row of headings"
        if len(self.cells) > 1:
            message += f": column {letter_of(self.column + 1)} is read as the names"
        hint = "write what each column holds above it, such as `name`"
        return Problem(message, file, line, hint=hint, severity="notice", kind=Kind.HEADING)


def made_headings(lines: Sequence[Line]) -> Made | None:
    """Headings by what the columns hold, where one holds names from its first cell on; None where
    there is no such column. In a list of one column a title may stand above them."""
    width = max(line.width for line in lines)
    for column in range(min(width, _SEARCHED)):
        cells = [line.cells[column] if column < len(line.cells) else "" for line in lines]
        named = [_is_name(cell) for cell in cells]
        first = named.index(True) if True in named else len(named)
        filled = sum(map(bool, map(str.strip, cells[first:])))
        is_few = sum(named) < max(2, _MOST * filled, _LEAST * len(cells[first:]))
        if (first and width > 1) or first > 2 or is_few:
            continue
        return Made([_heading(lines, at, column) for at in range(width)], first, column)
    return None


_SEARCHED = 20


def _is_name(cell: str) -> bool:
    return like_a_name(_NUMBER.sub("", cell.strip(), count=1))


def _heading(lines: Sequence[Line], column: int, names: int) -> str:
    cells = [line.cells[column].strip() for line in lines if column < len(line.cells)]
    filled = [cell for cell in cells if cell]
    if column == names:
        return "name"
    if not filled or all(cell.rstrip(".)").isdecimal() for cell in filled):
        return ""
    if all(len(mails_of(cell)) == 1 for cell in filled):
        return "email"
    return f"column {letter_of(column + 1)}"
