"""Sheets: rows of text under headings, as CSV and as a workbook, none of it a formula."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Sequence

from appeal_cli.problems import AppealError, Kind, Problem

LONGEST_CELL = 32_767
"""The most characters that Excel keeps in a cell."""

_START = r"(?:^|(?<=[;\n\r\t]))"
_FORMULA = re.compile(_START + r"(?='*[=+\-@\t\r])")
"""Where a spreadsheet could begin to read a formula, also one that takes a semicolon or the end
of a line for the end of a cell; or where a mark before one would look like this tool's."""

_GUARDED = re.compile(_START + r"'(?='*[=+\-@\t\r])")
"""The mark that spreadsheets, and this tool, put before what is not a formula."""


def guarded(cell: str) -> str:
    """The cell with a `'` before what a spreadsheet would run as a formula."""
    return _FORMULA.sub("'", cell)


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return _GUARDED.sub("", cell) if "'" in cell else cell


def delimiter_in(language: str) -> str:
    """What spreadsheets expect between the cells of CSV where that language is set: a semicolon
    where the comma stands in numbers."""
    from babel import Locale, UnknownLocaleError

    try:
        symbols = Locale.parse(language, sep="-").number_symbols
    except (UnknownLocaleError, ValueError):
        return ","
    return ";" if symbols["latn"]["decimal"] == "," else ","


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    """The rows as CSV below their headings, guarded."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    for row in (headings, *rows):
        writer.writerow(map(guarded, row))
    return text.getvalue()


def workbook(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as a workbook of one sheet, whose cells are all text: `01230` stays as it is,
    and nothing is a formula. The same rows are the same bytes, whenever they are written.

    Raises AppealError where Excel has no room for a cell.
    """
    from xlsxwriter import Workbook

    packed = io.BytesIO()
    book = Workbook(packed, {"in_memory": True})
    book.set_properties({"created": datetime.datetime(2000, 1, 1)})
    # `@` is Excel's format of text; the prefix is its own mark that a cell is no formula.
    head, usual = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    marked = book.add_format({"num_format": "@", "quote_prefix": True})
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings) - 1, 20, usual)
    for index, heading in enumerate(headings):
        sheet.write_string(0, index, heading, head)
    for number, row in enumerate(rows, start=1):
        for index, text in enumerate(row):
            if text:
                check_length(text, headings[index])
                form = marked if _FORMULA.match(text) else usual
                sheet.write_string(number, index, text, form)
    book.close()
    return packed.getvalue()


def check_length(text: str, heading: str, file: str = "", line: int = 0) -> None:
    """Raises AppealError where the cell is longer than a workbook can hold."""
    if len(text) > LONGEST_CELL:
        message = f"`{heading}` has more than {LONGEST_CELL:,} characters: Excel has no room for it"
        raise AppealError(Problem(message, file, line, hint="write CSV", kind=Kind.TOO_LARGE))
