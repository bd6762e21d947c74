"""Names that stand with the address of a mail in one cell: `Ann Sample <ann@example.org>`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from appeal_cli.roster.columns import meaning
from appeal_cli.roster.deputy import NAMING
from appeal_cli.roster.looks import like_a_name
from appeal_cli.roster.mails import named_mail
from appeal_cli.roster.readers.table import Row, Table


def mails_apart(table: Table, named: Collection[str]) -> Table:
    """The table without the addresses in its cells of names, which lead to them as links do;
    `named` are headings that the user gives."""
    labels = dict(zip(table.headings, table.labels or table.headings, strict=True))
    naming = [
        key
        for key, label in labels.items()
        if meaning(label).field in NAMING or label.strip() in named
    ]
    if not any("@" in row.cells.get(key, "") for row in table.rows for key in naming):
        return table
    return replace(table, rows=[_apart(row, naming) for row in table.rows])


def _apart(row: Row, naming: Collection[str]) -> Row:
    found = {key: named_mail(row.cells[key]) for key in naming if key in row.cells}
    mails = {key: pair for key, pair in found.items() if pair and like_a_name(pair[0])}
    if not mails:
        return row
    cells = {**row.cells, **{key: name for key, (name, _) in mails.items()}}
    links = {**(row.links or {}), **{key: mail for key, (_, mail) in mails.items()}}
    return replace(row, cells=cells, links=links)
