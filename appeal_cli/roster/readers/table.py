"""What every reader returns: rows of text under headings, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from appeal_cli.files.characters import printable
from appeal_cli.problems import Kind, Problem, Severity

MAX_ROWS = 30_000
"""The most rows that a roster may have."""

MAX_COLUMNS = 500
"""The most columns that a roster may have."""

MAX_CELLS = 1_000_000
"""The most cells that a roster may have, so that it stays within memory and time."""

MOST_SHOWN = 200
"""The longest line that a message repeats, in characters."""


class Place(NamedTuple):
    """Where something stands: line and column from 1 (0 where there is none), and the line."""

    line: int = 0
    column: int = 0
    excerpt: str = ""


def excerpt(line: str) -> str:
    """The line as a message can show it, or nothing where it is too long to help."""
    return printable(line) if len(line) <= MOST_SHOWN else ""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row under their headings, blank ones left out.

    `locate` finds the place of a cell, or of the row where it has no such cell.
    `path` names the row in messages where lines do not (`persons[3]`). `flawed` are headings whose
    values were refused, and reported, before there was a cell.
    """

    cells: Mapping[str, str]
    file: str
    line: int
    locate: Callable[[str], Place]
    path: str = ""
    flawed: frozenset[str] = frozenset()

    def problem(
        self,
        heading: str,
        message: str,
        *,
        hint: str = "",
        kind: Kind = Kind.ROSTER,
        severity: Severity = "error",
    ) -> Problem:
        """A problem at the cell under the heading, or at the row."""
        place = self.locate(heading)
        where = f"{self.path}.{heading}: " if self.path and heading else ""
        if self.path and not heading:
            where = f"{self.path}: "
        return Problem(
            where + message,
            file=self.file,
            line=place.line,
            column=place.column,
            excerpt=place.excerpt,
            hint=hint,
            severity=severity,
            kind=kind,
        )


@dataclass(frozen=True)
class Term:
    """A legislative period: its id and other words that name it, and when it starts."""

    id: str
    names: tuple[str, ...] = ()
    start: str = ""


@dataclass(frozen=True)
class Table:
    """One roster as it was read: rows, and the headings in their order, as written.

    `places` are where the headings stand, `terms` the legislative periods that the
    file describes. `problems` are what was wrong with the file and what is to be reported about how
    it was read; rows with problems are left out.
    """

    file: str
    headings: Sequence[str]
    rows: Sequence[Row]
    places: Sequence[Place] = ()
    terms: tuple[Term, ...] = ()
    problems: tuple[Problem, ...] = ()

    def heading_problem(
        self, index: int, message: str, hint: str = "", kind: Kind = Kind.HEADING
    ) -> Problem:
        """A problem at the heading of that number, counted from 0."""
        place = self.places[index] if index < len(self.places) else Place()
        return Problem(
            message,
            file=self.file,
            line=place.line,
            column=place.column,
            excerpt=place.excerpt,
            hint=hint,
            kind=kind,
        )
