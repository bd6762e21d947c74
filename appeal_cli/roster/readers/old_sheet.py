"""Rows of a spreadsheet in the format of Excel 97 to 2003: `.xls`."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.roster.readers.grid import Layout, Line
from appeal_cli.roster.readers.number_formats import format_code, shown
from appeal_cli.roster.readers.sheet_layout import Values, as_shown
from appeal_cli.roster.readers.sheet_survey import Survey, TooLarge
from appeal_cli.roster.readers.workbook import Book, broken

if TYPE_CHECKING:
    from xlrd.book import Book as XlsBook
    from xlrd.sheet import Cell, Sheet

_OTHER_FILES = {
    "EncryptedPackage": "a file with a password",
    "WordDocument": "a document of Word 97",
    "PowerPoint Document": "a presentation",
    "__properties_version1.0": "a message of Outlook",
}
"""What else the same container holds, by the names of its parts ([MS-CFB])."""

_DAMAGED = "the file is damaged: no sheet can be read from it"
_BROKEN = (LookupError, ValueError, TypeError, OverflowError)
"""What a sheet raises whose records speak of others that are not there."""

_FIRST_OWN = 164
"""The first number of the formats that a workbook spells out as its user has them."""


def opened_old_book(data: bytes, file: str, encoding: str | None = None) -> Book:
    """The workbook, whose sheets are read as those of a new one are, when they are asked for.

    `encoding` is that of a workbook older than Excel 97, which may not say it. Raises AppealError
    where the file is broken or has a password; so does a sheet that is broken or too large.
    """

    def rows_of(name: str) -> list[Values]:
        with _readable(file):
            return [*_rows(book, found[name])]

    def shown(name: str, rows: Sequence[Values]) -> tuple[list[Line], Layout]:
        with _readable(file):
            return as_shown(rows, _survey(book, found[name]))

    with _readable(file):
        book = _opened(data, file, encoding)
        found = {sheet.name: sheet for sheet in book.sheets()}
        visible = {name: sheet.visibility == 0 for name, sheet in found.items()}
    return Book(file, visible, rows_of, shown)


@contextmanager
def _readable(file: str) -> Iterator[None]:
    """Says of what the library can't read that it is damaged, or too large."""
    try:
        yield
    except TooLarge as error:
        raise AppealError(Problem(str(error), file=file, kind=Kind.TOO_LARGE)) from None
    except _BROKEN:
        raise broken(file, _DAMAGED) from None


def _opened(data: bytes, file: str, encoding: str | None) -> XlsBook:
    import xlrd
    from xlrd.biffh import XLRDError

    try:
        return xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            ragged_rows=True,
            encoding_override=encoding,
            logfile=io.StringIO(),
        )
    except XLRDError as error:
        raise _not_read(data, file, str(error)) from None
    except Exception:  # xlrd raises whatever a broken record leads to
        raise broken(file, _DAMAGED) from None


def _not_read(data: bytes, file: str, why: str) -> AppealError:
    """What to say of a file that is no workbook, or one with a password."""
    parts = (what for name, what in _OTHER_FILES.items() if name.encode("utf-16-le") in data)
    what = "a file with a password" if "encrypted" in why else next(parts, "")
    if not what:
        return broken(file, "this is no Excel file, or a damaged one")
    message = f"this is {what}, which can't be read as a roster"
    hint = "save the roster as XLSX without a password, as ODS or CSV (UTF-8)"
    return AppealError(Problem(message, file=file, hint=hint, kind=Kind.NOT_A_ROSTER))


def _rows(book: XlsBook, sheet: Sheet) -> Iterator[Values]:
    """The rows that are not blank, each with its number and its cells' values."""
    for index in range(sheet.nrows):
        cells = sheet.row(index)
        if any(str(cell.value).strip() for cell in cells):
            yield index + 1, [_value(book, cell) for cell in cells]


def _value(book: XlsBook, cell: Cell) -> object:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate.xldate_as_datetime(float(cell.value), book.datemode)
        except (ValueError, OverflowError):
            return cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return "" if cell.ctype == xlrd.XL_CELL_ERROR else cell.value


def _survey(book: XlsBook, sheet: Sheet) -> Survey:
    """What the sheet says beside its values; raises TooLarge where it is larger than a roster."""
    import xlrd

    seen = Survey()
    formats = {key: one.format_str for key, one in book.format_map.items() if key >= _FIRST_OWN}
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            at = row + 1, column + 1
            if cell.ctype == xlrd.XL_CELL_ERROR:
                name = xlrd.error_text_from_code.get(int(cell.value), "without a name")
                seen.faults[at] = f"the cell holds an error, {name}"
            elif cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or cell.value == "":
                continue
            seen.reach(*at)
            if not isinstance(cell.value, str) and cell.xf_index is not None:
                code = format_code(book.xf_list[cell.xf_index].format_key, formats)
                if code and (look := shown(_value(book, cell), code)):
                    seen.shown[at] = look
    seen.hidden = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
    seen.merged = [(top + 1, left + 1, end, right) for top, end, left, right in sheet.merged_cells]
    seen.links = {
        (row + 1, column + 1): link.url_or_path
        for (row, column), link in sheet.hyperlink_map.items()
        if isinstance(link.url_or_path, str)
    }
    return seen
