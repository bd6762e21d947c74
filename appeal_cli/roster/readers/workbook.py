"""Workbooks of any format: the sheet to read among several, and the table in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from appeal_cli.files.characters import printable
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.roster.readers.grid import Grid, Layout, Line
from appeal_cli.roster.readers.headings import SEARCHED, has_names, table_of
from appeal_cli.roster.readers.sheet_layout import Values, plain_lines
from appeal_cli.roster.readers.table import Place, Table


class Found(NamedTuple):
    """The sheet that is read: its name, its rows, and what is to be reported about the choice."""

    name: str
    rows: list[Values]
    notices: list[Problem]


def first_sheet(
    names: Sequence[str],
    rows_of: Callable[[str], list[Values]],
    file: str,
    named: Collection[str],
) -> Found:
    """The first sheet that has names, or else the first that is not empty.

    Raises AppealError where all of them are empty.
    """
    first = None
    for name in names:
        rows = rows_of(name)
        if rows and has_names(plain_lines(rows[:SEARCHED]), named):
            return Found(name, rows, _which(name, names, file))
        first = first or ((name, rows) if rows else None)
    if first:
        return Found(*first, _which(first[0], names, file))
    message, hint = "the file is empty", "it needs a row of headings"
    raise AppealError(Problem(message, file=file, hint=hint, kind=Kind.EMPTY_FILE))


def _which(read: str, names: Sequence[str], file: str) -> list[Problem]:
    if len(names) == 1:
        return []
    others = ", ".join(f"`{name}`" for name in names if name != read)
    message = printable(f"the sheet `{read}` was read, and not {others}")
    return [Problem(message, file=file, severity="notice", kind=Kind.SHEET)]


def sheet_table(
    file: str,
    lines: Sequence[Line],
    layout: Layout,
    named: Collection[str],
    told: Sequence[Problem],
) -> Table:
    """The table in a sheet, with what was told of the sheet before its own problems."""
    table = table_of(Grid(file, lines, _place, layout), named)
    problems = [*told, *table.problems]
    if not table.rows:
        message = "a row of headings and nothing under it"
        first = table.places[0].line
        problems.append(Problem(message, file, first, hint="add a row for each deputy"))
    return replace(table, problems=tuple(problems))


def _place(number: int, index: int) -> Place:
    return Place(number, index + 1)


def broken(file: str, message: str) -> AppealError:
    """What to say of a workbook that no library can read."""
    hint = "open it in a spreadsheet program and save it again, or as CSV"
    return AppealError(Problem(message, file=file, hint=hint, kind=Kind.BROKEN_FILE))
