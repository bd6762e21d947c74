"""Columns that say a group or an area once, above people for whom their cells are blank."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from appeal_cli.problems import Kind, Problem
from appeal_cli.roster.column_map import Columns
from appeal_cli.roster.deputy import NAMING
from appeal_cli.roster.lexicon import lexicon
from appeal_cli.roster.readers.table import Row, Table, rows_said

_FIELDS = ("group", "area")
_SHOWN = 3


class _Block(NamedTuple):
    """A row that says something, and those below it that are blank."""

    first: Row
    below: list[Row]


def outlined(
    table: Table, columns: Columns, people: Sequence[Row]
) -> tuple[dict[int, dict[str, str]], list[Problem]]:
    """What blank cells of a group or an area stand for, by the row, and what is told of them.

    A blank is the same as above where the column is to the left of the names, as in an outline:
    the first row is filled, each value stands once (in a second column once for each of the first),
    there are several, and as many cells are blank as are filled. Where it only may be one, a notice
    says that those rows have none.
    """
    given: dict[int, dict[str, str]] = {}
    problems: list[Problem] = []
    heads: set[int] = set()
    keys = [key for key in table.headings if columns.fields[key] in _FIELDS]
    for key in keys if table.letters else ():
        if all(key in row.cells for row in people):  # no cell is blank
            continue
        filled: list[Row] = []
        left: list[Row] = []
        for _, rows in groupby(people, lambda row: row.sheet):
            parts = [_blocks(part, key) for part in _parted([*rows], heads)]
            blocks = [block for part in parts for block in part]
            below = [row for block in blocks for row in block.below]
            is_outline = all(_are_different(part, key) for part in parts)
            if is_outline and 1 < len(blocks) <= len(below) and _before_names(table, columns, key):
                filled += below
                heads |= {id(block.first) for block in blocks}
                given |= _given(given, blocks, key, columns.fields[key])
            elif is_outline or len(blocks) <= len(below):
                left += below
        if filled:
            columns.remarks[key] = "a blank cell is as the one above it"
        problems += _told(table, key, filled, left)
    return given, problems


def _parted(rows: Sequence[Row], heads: Collection[int]) -> list[list[Row]]:
    """The rows below each head of a column to the left, with that."""
    parts: list[list[Row]] = [[]]
    for row in rows:
        if id(row) in heads and parts[-1]:
            parts.append([])
        parts[-1].append(row)
    return parts


def _blocks(rows: Sequence[Row], key: str) -> list[_Block]:
    """The blocks of a column; none where its first cell is blank. A word for nothing is no block:
    it is nothing in that row alone."""
    blocks: list[_Block] = []
    for row in rows:
        if row.cells.get(key, "").strip().casefold() in lexicon().empty:
            continue
        if key in row.cells and key not in row.covered:
            blocks.append(_Block(row, []))
        elif not blocks:
            return []
        elif key not in row.cells:
            blocks[-1].below.append(row)
    return blocks


def _given(
    known: Mapping[int, Mapping[str, str]], blocks: Sequence[_Block], key: str, field: str
) -> dict[int, dict[str, str]]:
    """The value of each block for the rows below its first."""
    return {
        id(row): {**known.get(id(row), {}), field: " ".join(block.first.cells[key].split())}
        for block in blocks
        for row in block.below
    }


def _are_different(blocks: Sequence[_Block], key: str) -> bool:
    """Whether there are blocks, and each says something else."""
    values = [block.first.cells[key].strip().casefold() for block in blocks]
    return bool(values) and len({*values}) == len(values)


def _before_names(table: Table, columns: Columns, key: str) -> bool:
    """Whether the column stands to the left of the names."""
    keys = [*table.headings]
    named = [keys.index(each) for each, field in columns.fields.items() if field in NAMING]
    return keys.index(key) < min(named)


def _told(table: Table, key: str, filled: Sequence[Row], left: Sequence[Row]) -> Iterator[Problem]:
    index = [*table.headings].index(key)
    heading = (table.labels or table.headings)[index].strip()
    if filled:
        message = f"is written once for several people: {rows_said(filled, _SHOWN)} "
        message += f"{_are(filled)} as the row above"
        hint = "write `none` into a cell that is blank because there is none"
        yield _notice(table, filled[0], f"`{heading}` {message}", hint)
    if left:
        message = f"is blank in {rows_said(left, _SHOWN)}, and is none there"
        hint = "if it is as in the row above, write it there too, or merge the cells"
        yield _notice(table, left[0], f"`{heading}` {message}", hint)


def _are(rows: Sequence[Row]) -> str:
    return "are" if len(rows) > 1 else "is"


def _notice(table: Table, row: Row, message: str, hint: str) -> Problem:
    return Problem(message, table.file, row.line, hint=hint, severity="notice", kind=Kind.HEADING)
