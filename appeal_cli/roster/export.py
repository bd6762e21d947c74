"""A roster as a file that is read back as it was: tidy CSV, a workbook, JSON and YAML."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Callable
from pathlib import PurePath

from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.roster.deputy import NAME_PARTS, Deputy, Roster

_FIRST = ("id", "name", *NAME_PARTS, "gender", "group", "area", "role", "email", "language")

_FORMULA = re.compile(r"(?:^|(?<=[;\n\r\t]))(?='*[=+\-@\t\r])")
"""Where a spreadsheet could begin to read a formula, also one that takes a semicolon or the end
of a line for the end of a cell; or where a mark before one would look like this tool's."""

_LONGEST_CELL = 32_767
"""The most characters that Excel keeps in a cell."""


def tidy_csv(roster: Roster, delimiter: str = ",", *, with_blank: bool = False) -> str:
    """The roster as CSV: Popolo's columns first, then the others that hold anything, or
    `with_blank` all that it has.

    What a spreadsheet would run as a formula is marked with `'`, which the reader of
    rosters drops again.
    """
    columns = _columns(roster, with_blank=with_blank)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(map(_neutral, columns))
    for deputy in roster:
        writer.writerow([_neutral(deputy.get(column)) for column in columns])
    return text.getvalue()


def as_xlsx(roster: Roster) -> bytes:
    """The roster as a workbook of one sheet, whose cells are all text: `01230` stays as it is,
    and nothing is a formula. Raises AppealError where Excel has no room for a cell.
    """
    from xlsxwriter import Workbook

    packed = io.BytesIO()
    book = Workbook(packed, {"in_memory": True})
    # The same roster is the same bytes, whenever it is written.
    book.set_properties({"created": datetime.datetime(2000, 1, 1)})
    # `@` is Excel's format of text; the prefix is its own mark that a cell is no formula.
    head, cell = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    guarded = book.add_format({"num_format": "@", "quote_prefix": True})
    sheet = book.add_worksheet("Deputies")
    sheet.freeze_panes(1, 0)
    columns = _columns(roster)
    sheet.set_column(0, len(columns) - 1, 20, cell)
    for index, column in enumerate(columns):
        sheet.write_string(0, index, column, head)
    for number, deputy in enumerate(roster, start=1):
        for index, column in enumerate(columns):
            if text := deputy.get(column):
                _check_length(text, column, deputy)
                form = guarded if _FORMULA.match(text) else cell
                sheet.write_string(number, index, text, form)
    book.close()
    return packed.getvalue()


def _check_length(text: str, column: str, deputy: Deputy) -> None:
    if len(text) > _LONGEST_CELL:
        message = f"`{column}` has more than {_LONGEST_CELL:,} characters: Excel has no room for it"
        raise AppealError(
            Problem(message, deputy.file, deputy.line, hint="write CSV", kind=Kind.TOO_LARGE)
        )


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


def _neutral(cell: str) -> str:
    return _FORMULA.sub("'", cell)
