"""Rows of a spreadsheet: XLSX or ODS."""

from __future__ import annotations

import datetime
import io
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from appeal_cli.files.characters import printable
from appeal_cli.files.office.zip_parts import MIMETYPE, pack, unpack
from appeal_cli.problems import AppealError, Kind, Problem, raise_for
from appeal_cli.roster.readers.sheet_check import Survey, survey
from appeal_cli.roster.readers.table import Place, Row, Table

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_HINTS = {
    "a formula without its value": "open the file in a spreadsheet program, "
    "let it calculate, and save it",
}


def read_sheet(data: bytes, file: str, encoding: str | None = None) -> Table:
    """The rows of the first visible sheet that is not empty, under its first row's headings.

    Each cell is the text that was typed: `1`, not `1.0`; dates as `2013-10-17`.
    Raises AppealError where the file is broken or too large, holds no rows, or a cell
    has no value to read.
    """
    parts = unpack(data, file)
    surveys = {name: survey(part, name, file) for name, part in parts.items() if name != MIMETYPE}
    sheet, numbered, notices = _first_sheet(parts, file)
    raise_for([_cell_fault(file, *fault) for fault in _faults(sheet, parts, surveys)])
    first, headings = numbered[0]
    rows = [_row(headings, cells, file, number) for number, cells in numbered[1:]]
    if not rows:
        message = "a row of headings and nothing under it"
        notices.append(Problem(message, file, first, hint="add a row for each deputy"))
    places = [Place(first, column) for column in range(1, len(headings) + 1)]
    return Table(file, headings, rows, places, problems=tuple(notices))


Numbered = list[tuple[int, list[str]]]


def _first_sheet(parts: Mapping[str, bytes], file: str) -> tuple[str, Numbered, list[Problem]]:
    """The name of the sheet to read and its rows, with a notice where there are several."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        # Only what was looked at is handed on, whatever else the archive held.
        book = CalamineWorkbook.from_filelike(io.BytesIO(pack(parts)))
        names = _sheet_names(book)
        for name in names:
            if numbered := list(_numbered(book.get_sheet_by_name(name))):
                return name, numbered, _which(name, names, file)
    except (CalamineError, ValueError, OSError) as error:
        message = f"no spreadsheet can be read from it: {error}"
        hint = "open it in a spreadsheet program and save it again, or as CSV"
        raise AppealError(Problem(message, file=file, hint=hint, kind=Kind.BROKEN_FILE)) from None
    message, hint = "the file is empty", "it needs a row of headings"
    raise AppealError(Problem(message, file=file, hint=hint, kind=Kind.EMPTY_FILE))


def _sheet_names(book: CalamineWorkbook) -> list[str]:
    """The names of the visible sheets of cells, or of all where none is visible."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    cells = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    visible = [sheet.name for sheet in cells if sheet.visible == SheetVisibleEnum.Visible]
    return visible or [sheet.name for sheet in cells]


def _which(read: str, names: Sequence[str], file: str) -> list[Problem]:
    if len(names) == 1:
        return []
    others = ", ".join(f"`{name}`" for name in names if name != read)
    message = printable(f"the sheet `{read}` was read, and not {others}")
    return [Problem(message, file=file, severity="notice", kind=Kind.SHEET)]


def _faults(
    sheet: str, parts: Mapping[str, bytes], surveys: Mapping[str, list[Survey]]
) -> list[tuple[int, int, str]]:
    """The cells without a value in the sheet of that name."""
    if "content.xml" in parts:
        names = [name for name, _ in _attributes(parts["content.xml"], "table", ("name", ""))]
        seen = dict(zip(names, surveys["content.xml"], strict=False))
        return seen[sheet].faults if sheet in seen else []
    part = _worksheet(sheet, parts)
    near = [surveys[part]] if part in surveys else surveys.values()
    return [fault for surveyed in near for found in surveyed for fault in found.faults]


def _cell_fault(file: str, row: int, column: int, message: str) -> Problem:
    hint = _HINTS.get(message, "correct the cell, or leave it blank")
    name = _reference(row, column)
    return Problem(f"{name}: {message}", file, row, column, hint=hint, kind=Kind.CELL_WITHOUT_VALUE)


def _numbered(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with its number and its cells as text."""
    for number, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        texts = [_text(cell) for cell in cells]
        if any(text and not text.isspace() for text in texts):
            yield number, texts


def _text(cell: object) -> str:
    """The cell as it was typed."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return str(cell)


def _row(headings: Sequence[str], cells: Sequence[str], file: str, number: int) -> Row:
    filled = {
        heading: cell
        for heading, cell in zip(headings, cells, strict=False)
        if cell and not cell.isspace()
    }
    return Row(filled, file, number, partial(_place, tuple(headings), number))


def _place(headings: tuple[str, ...], number: int, heading: str) -> Place:
    return Place(number, headings.index(heading) + 1 if heading in headings else 0)


def _worksheet(sheet: str, parts: Mapping[str, bytes]) -> str:
    """The name of the part that holds the worksheet, as the workbook's relations have it."""
    book = parts.get("xl/workbook.xml", b"<x/>")
    ids = dict(_attributes(book, "sheet", ("name", "id")))
    relations = parts.get("xl/_rels/workbook.xml.rels", b"<x/>")
    targets = dict(_attributes(relations, "Relationship", ("Id", "Target")))
    target = targets.get(ids.get(sheet, ""), "")
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _attributes(part: bytes, element: str, wanted: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """The values of two attributes of each such element, whatever their namespaces.

    The part was surveyed before: it is well-formed and declares no entities.
    """
    for found in ElementTree.fromstring(part).iterfind(f".//{{*}}{element}"):
        local = {key.rpartition("}")[2]: value for key, value in found.items()}
        yield local.get(wanted[0], ""), local.get(wanted[1], "")


def _reference(row: int, column: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"
