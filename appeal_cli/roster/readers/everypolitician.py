"""What EveryPolitician's CSV files say in words of their own."""

from __future__ import annotations

from dataclasses import replace

from appeal_cli.roster.readers.table import Row, Table

_SIGNATURE = {"id", "name", "sort_name", "group_id", "area_id", "term"}
"""Columns that stand together only in a term's CSV file."""


def is_everypolitician(table: Table) -> bool:
    """Whether the headings are those of a term's CSV file."""
    return set(table.headings) >= _SIGNATURE


def without_placeholders(table: Table) -> Table:
    """The table with `unknown`, which stands for no group, left blank."""
    return replace(table, rows=[_known(row) for row in table.rows])


def _known(row: Row) -> Row:
    cells = {
        heading: cell
        for heading, cell in row.cells.items()
        if not (heading == "group" and cell.strip().casefold() == "unknown")
    }
    return replace(row, cells=cells)
