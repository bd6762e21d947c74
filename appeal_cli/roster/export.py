"""A roster as text: a tidy CSV file that is read back as it was, and JSON."""

from __future__ import annotations

import csv
import io
import json
import re

from appeal_cli.roster.deputy import NAME_PARTS, Roster

_FIRST = ("id", "name", *NAME_PARTS, "gender", "group", "area", "role", "email", "language")

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet could run as a formula, or what would look like a mark before one."""


def tidy_csv(roster: Roster) -> str:
    """The roster as CSV: Popolo's columns first, then the others that hold anything.

    A cell that a spreadsheet would run as a formula begins with `'`, which the reader
    of rosters drops again.
    """
    columns = _columns(roster)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(_neutral, columns))
    for deputy in roster:
        writer.writerow([_neutral(deputy.get(column)) for column in columns])
    return text.getvalue()


def as_json(roster: Roster) -> str:
    """The roster as a JSON list of objects, blank fields left out."""
    columns = _columns(roster)
    people = [
        {column: deputy.fields[column] for column in columns if column in deputy.fields}
        for deputy in roster
    ]
    return json.dumps(people, ensure_ascii=False, indent=2) + "\n"


def _columns(roster: Roster) -> list[str]:
    filled = {column for deputy in roster for column in deputy.fields}
    usual = [column for column in _FIRST if column in filled or column in ("id", "name")]
    others = [column for column in roster.columns if column in filled and column not in usual]
    return usual + others


def _neutral(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
