"""A roster as a file that is read back as it was: tidy CSV, a workbook, JSON and YAML."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import PurePath

from appeal_cli.files.sheets import check_length, csv_text, workbook
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.roster.deputy import NAME_PARTS, Deputy, Roster

_FIRST = ("id", "name", *NAME_PARTS, "gender", "group", "area", "role", "email", "language")


def tidy_csv(roster: Roster, delimiter: str = ",", *, with_blank: bool = False) -> str:
    """The roster as CSV: Popolo's columns first, then the others that hold anything, or
    `with_blank` all that it has.

    What a spreadsheet would run as a formula is marked with `'`, which the reader of
    rosters drops again.
    """
    columns = _columns(roster, with_blank=with_blank)
    return csv_text(columns, (_cells(deputy, columns) for deputy in roster), delimiter)


def as_xlsx(roster: Roster) -> bytes:
    """The roster as a workbook of one sheet, whose cells are all text.

    Raises AppealError where Excel has no room for a cell.
    """
    columns = _columns(roster)
    for deputy in roster:
        for column in columns:
            check_length(deputy.get(column), column, deputy.file, deputy.line)
    return workbook("Deputies", columns, (_cells(deputy, columns) for deputy in roster))


def _cells(deputy: Deputy, columns: Sequence[str]) -> list[str]:
    return [deputy.get(column) for column in columns]


def as_json(roster: Roster) -> str:
    """The roster as a JSON list of objects, blank fields left out."""
    return json.dumps(_people(roster), ensure_ascii=False, indent=2) + "\n"


def as_yaml(roster: Roster) -> str:
    """The roster as a YAML list of mappings, blank fields left out."""
    import yaml

    return yaml.safe_dump(_people(roster), allow_unicode=True, sort_keys=False, width=100)


def _people(roster: Roster) -> list[dict[str, str]]:
    columns = _columns(roster)
    return [
        {column: deputy.fields[column] for column in columns if column in deputy.fields}
        for deputy in roster
    ]


def _with_mark(text: str) -> bytes:
    """The text in UTF-8 with a byte order mark, without which Excel takes it for something else."""
    return text.encode("utf-8-sig")


FORMS: dict[str, Callable[[Roster], bytes]] = {
    ".csv": lambda roster: _with_mark(tidy_csv(roster)),
    ".tsv": lambda roster: _with_mark(tidy_csv(roster, "\t")),
    ".xlsx": as_xlsx,
    ".json": lambda roster: as_json(roster).encode(),
    ".yaml": lambda roster: as_yaml(roster).encode(),
    ".yml": lambda roster: as_yaml(roster).encode(),
}
"""What a roster is written as, by the ending of the file's name."""


def written(roster: Roster, name: str) -> bytes:
    """The roster as the file of that name holds it; CSV where the name has no ending.

    Raises AppealError where its ending is that of no form that is written.
    """
    ending = PurePath(name).suffix.lower() or ".csv"
    if ending not in FORMS:
        message = f"rosters are not written as `{ending}`"
        hint = f"name a file that ends in {', '.join(FORMS)}"
        raise AppealError(Problem(message, name, hint=hint, kind=Kind.UNWRITABLE))
    return FORMS[ending](roster)


def _columns(roster: Roster, *, with_blank: bool = False) -> list[str]:
    filled = {column for deputy in roster for column in deputy.fields}
    if with_blank:
        filled |= set(roster.columns)
    usual = [column for column in _FIRST if column in filled or column in ("id", "name")]
    others = [column for column in roster.columns if column in filled and column not in usual]
    return usual + others
