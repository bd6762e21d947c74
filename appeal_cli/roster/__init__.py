"""Rosters: deputies read from the files that people have, and chosen among."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from appeal_cli.roster.deputy import FIELDS, Deputy, Roster
from appeal_cli.roster.handles import handle

if TYPE_CHECKING:
    from appeal_cli.roster.export import as_json, tidy_csv
    from appeal_cli.roster.names.parts import Parts, parts_of
    from appeal_cli.roster.selection import choose

__all__ = [
    "FIELDS",
    "Deputy",
    "Parts",
    "Roster",
    "as_json",
    "choose",
    "handle",
    "load_deputies",
    "parts_of",
    "tidy_csv",
]

_HOMES = {
    "as_json": "export",
    "tidy_csv": "export",
    "Parts": "names.parts",
    "parts_of": "names.parts",
    "choose": "selection",
}


def load_deputies(
    source: str | Path,
    *,
    encoding: str | None = None,
    term: str | None = None,
    name_order: str | None = None,
    same_name: str | None = None,
    columns: Mapping[str, str] | None = None,
    hidden_rows: bool = False,
    max_rows: int | None = None,
    sheets: Sequence[str] = (),
) -> Roster:
    """The roster in a file, or in a folder of files with one person each.

    It reads CSV and TSV, XLSX, XLS and ODS, YAML, JSON and JSON Lines, XML and vCard: lists of
    deputies, Popolo, EveryPolitician, Open States, unitedstates. `encoding` is that of a
    CSV file, `term` the legislative period whose members are wanted, `name_order`
    how whole names are put where they don't show it ("family given patronymic").
    `same_name` says what rows without an id are that have one name and differ in a phone
    or a remark alone: "one" person or "two". `columns` are headings by the fields that they
    hold, where the headings don't say it; `hidden_rows` takes rows that a sheet hides.
    `max_rows` is how many rows a CSV file may have, where 30,000 are too few, and `sheets` are
    the sheets of a workbook that are meant, by their names or by patterns such as "202*".

    Raises AppealError with everything that is wrong with the roster.
    """
    from appeal_cli.roster.cleaning import Reading, tidy
    from appeal_cli.roster.names.parts import name_order as named_order
    from appeal_cli.roster.readers.formats import read_table
    from appeal_cli.roster.readers.table import Size

    order = named_order(name_order)
    chosen, size = columns or {}, Size(max_rows) if max_rows else Size()
    reading = Reading(term, order, same_name, chosen, hidden_rows)
    return tidy(read_table(source, encoding, list(chosen.values()), size, sheets), reading)


def __getattr__(name: str) -> object:
    """The public name from its module, imported when it is first asked for (PEP 562)."""
    from importlib import import_module

    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
