"""Rosters: deputies read from the files that people have, and chosen among."""

from __future__ import annotations

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
) -> Roster:
    """The roster in a file, or in a folder of files with one person each.

    It reads CSV and TSV, XLSX and ODS, YAML and JSON: lists of deputies, Popolo,
    EveryPolitician, Open States and unitedstates' legislators. `encoding` is that of a
    CSV file, `term` the legislative period whose members are wanted, `name_order`
    how whole names are put where they don't show it ("family given patronymic").

    Raises AppealError with everything that is wrong with the roster.
    """
    from appeal_cli.roster.cleaning import tidy
    from appeal_cli.roster.names.parts import name_order as named_order
    from appeal_cli.roster.readers.formats import read_table

    order = named_order(name_order)
    return tidy(read_table(source, encoding), term, order)


def __getattr__(name: str) -> object:
    """The public name from its module, imported when it is first asked for (PEP 562)."""
    from importlib import import_module

    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
