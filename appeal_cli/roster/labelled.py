"""Numbered groups of columns, each row of which says of what kind it is: `E-mail 1 - Label`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from appeal_cli.roster.address_columns import is_home
from appeal_cli.roster.readers.table import Place, Row, Table

_NUMBERED = re.compile(r"(?P<what>[^\d]*[^\W\d_][^\d]*)(?P<number>\d{1,2})(?P<part>\D*)")
_KINDS = re.compile(r"\W*(?:label|type)\W*", re.IGNORECASE)

Group = dict[str, str]
"""The columns of one number, by what stands behind it: ` - Label`, ` - Value`."""


def homes_last(table: Table) -> Table:
    """The table with what each person has at home behind what is for letters: address books export
    `E-mail 1 - Label` as `Home` and `E-mail 2 - Label` as `Work`, in the order in which they were
    written down. The cells of the whole group change places."""
    families = [groups for groups in _families(table) if len(groups) > 1]
    if not families:
        return table
    rows = table.rows
    for groups in families:
        rows = [_reordered(row, groups) for row in rows]
    return replace(table, rows=rows)


def _families(table: Table) -> list[list[Group]]:
    """The groups that have a column for their kind, and the same columns as the first of them, in
    the order of their numbers."""
    found: dict[str, dict[int, Group]] = {}
    for key, label in zip(table.headings, table.labels or table.headings, strict=True):
        if match := _NUMBERED.fullmatch(label.strip()):
            numbers = found.setdefault(match["what"].casefold(), {})
            numbers.setdefault(int(match["number"]), {})[match["part"].casefold()] = key
    sorted_groups = ([group for _, group in sorted(each.items())] for each in found.values())
    return [
        [group for group in groups if group.keys() == groups[0].keys()]
        for groups in sorted_groups
        if any(map(_KINDS.fullmatch, groups[0]))
    ]


def _reordered(row: Row, groups: list[Group]) -> Row:
    filled = [group for group in groups if any(key in row.cells for key in group.values())]
    order = sorted(filled, key=lambda group: _is_of_home(row, group))
    if order == filled:
        return row
    before = {
        group[part]: source[part]
        for group, source in zip(filled, order, strict=True)
        for part in group
    }
    cells = {key: cell for key, cell in row.cells.items() if key not in before}
    cells |= {key: row.cells[old] for key, old in before.items() if old in row.cells}
    return replace(row, cells=cells, locate=partial(_place, row.locate, before))


def _is_of_home(row: Row, group: Group) -> bool:
    kinds = (row.cells.get(group[part], "") for part in group if _KINDS.fullmatch(part))
    return is_home(kinds)


def _place(locate: Callable[[str], Place], before: Mapping[str, str], heading: str) -> Place:
    """The place where the cell stood before."""
    return locate(before.get(heading, heading))
