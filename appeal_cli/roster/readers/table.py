"""What every reader returns: rows of text under headings, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from appeal_cli.files.characters import printable
from appeal_cli.problems import Kind, Problem, Severity
from appeal_cli.roster.account import Aside, SheetUse

MAX_ROWS = 30_000
"""The most rows that a roster may have."""

MAX_COLUMNS = 500
"""The most columns that a roster may have."""

MAX_CELLS = 1_000_000
"""The most cells that a roster may have, so that it stays within memory and time."""


class Size(NamedTuple):
    """How large a roster may be: its rows, and with them its bytes, lines and cells."""

    rows: int = MAX_ROWS

    def times(self, most: int) -> int:
        """So many of what a roster of MAX_ROWS may have `most` of; no fewer, where it may have
        fewer rows than that."""
        return most * max(self.rows, MAX_ROWS) // MAX_ROWS


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
    values were refused, and reported, before there was a cell. `hidden` says whether the sheet does
    not show the row, `sheet` in which of several it stands, `covered` under which headings its
    value is that of a merged cell above, `links` which addresses of mails cells lead to, `faults`
    why cells have no value, `struck` which cells have words with a line through them.
    """

    cells: Mapping[str, str]
    file: str
    line: int
    locate: Callable[[str], Place]
    path: str = ""
    flawed: frozenset[str] = frozenset()
    hidden: bool = False
    sheet: str = ""
    covered: frozenset[str] = frozenset()
    links: Mapping[str, str] | None = None
    faults: Mapping[str, str] | None = None
    struck: frozenset[str] = frozenset()

    @property
    def said(self) -> str:
        """The row as messages name it: `line 5`, or its path where lines do not tell it."""
        return f"`{self.path}`" if self.sheet else f"line {self.line}"

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
        path = "" if self.sheet else self.path  # the file names the sheet
        where = f"{path}.{heading}: " if path and heading else ""
        if path and not heading:
            where = f"{path}: "
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


def rows_said(rows: Sequence[Row], most: int = 10) -> str:
    """The rows as messages name them: `rows 4, 9, 12`, or by their paths."""
    named = [row.path or str(row.line) for row in rows[:most]]
    more = f" and {len(rows) - most} more" if len(rows) > most else ""
    noun = "" if rows[0].path else "row " if len(rows) == 1 else "rows "
    return noun + ", ".join(named) + more


@dataclass(frozen=True)
class Term:
    """A legislative period: its id and other words that name it, and when it starts."""

    id: str
    names: tuple[str, ...] = ()
    start: str = ""


def cells_under(rows: Iterable[Row], heading: str) -> Iterator[str]:
    """What stands under the heading, in those of the rows that have something there."""
    return (row.cells[heading] for row in rows if heading in row.cells)


@dataclass(frozen=True)
class Table:
    """One roster as it was read: rows, and the headings in their order, as written.

    `places` are where the headings stand, `terms` the legislative periods that the
    file describes. `problems` are what was wrong with the file and what is to be reported about how
    it was read; rows with problems are left out. `nameless` is what to say where no heading means a
    name, if the reader knows better than its headings. A sheet has `labels`, the headings as they
    are written where those differ to be told apart or are blank, `letters` of its columns and
    `titles` above its headings. `unread` are lists inside the people that are not read, each with
    what it holds; `sheets` what became of each of several sheets.
    """

    file: str
    headings: Sequence[str]
    rows: Sequence[Row]
    places: Sequence[Place] = ()
    terms: tuple[Term, ...] = ()
    problems: tuple[Problem, ...] = ()
    nameless: Problem | None = None
    labels: Sequence[str] = ()
    letters: Sequence[str] = ()
    titles: Sequence[Aside] = ()
    unread: Mapping[str, str] = field(default_factory=dict)
    sheets: Sequence[SheetUse] = ()

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
