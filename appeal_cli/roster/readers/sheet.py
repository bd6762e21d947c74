"""Rows of a spreadsheet: XLSX or ODS."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from appeal_cli.files.characters import printable
from appeal_cli.files.office.zip_parts import MIMETYPE, pack, unpack
from appeal_cli.problems import AppealError, Kind, Problem, raise_for
from appeal_cli.roster.readers.grid import Grid, Layout, letter_of
from appeal_cli.roster.readers.headings import SEARCHED, has_names, table_of
from appeal_cli.roster.readers.number_formats import formats_in
from appeal_cli.roster.readers.sheet_check import Survey, damaged, survey
from appeal_cli.roster.readers.sheet_layout import Values, layout_of, plain_lines, shown_lines
from appeal_cli.roster.readers.table import Place, Table

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_HINTS = {
    "a formula without its value": "open the file in a spreadsheet program, "
    "let it calculate, and save it",
}


def read_sheet(data: bytes, file: str, named: Collection[str] = ()) -> Table:
    """The rows of the first visible sheet that has names, or else of the first that is not empty,
    under its headings.

    Each cell is the text that the sheet shows: `1`, not `1.0`; `01230` under such a format.
    Dates whose format depends on the computer are as `2013-10-17`. `named` are headings that
    the user names. Raises AppealError where the file is broken or too large, holds no rows,
    or a cell has no value to read.
    """
    parts = unpack(data, file)
    surveys = {name: survey(part, name, file) for name, part in parts.items() if name != MIMETYPE}
    sheet, found, notices = _first_sheet(parts, file, named)
    near = _surveyed(sheet, parts, surveys)
    raise_for([_cell_fault(file, *fault) for one in near for fault in one.faults])
    layout, lines = Layout(), plain_lines(found)
    if len(near) == 1:
        layout = layout_of(near[0], _relations(sheet, parts))
        lines = shown_lines(found, near[0], _formats(parts, file), layout)
    table = table_of(Grid(file, lines, _place, layout), named)
    if not table.rows:
        message = "a row of headings and nothing under it"
        first = table.places[0].line
        notices.append(Problem(message, file, first, hint="add a row for each deputy"))
    return replace(table, problems=(*notices, *table.problems))


def _formats(parts: Mapping[str, bytes], file: str) -> dict[int, str]:
    """The number formats of the styles that cells have; none where a workbook has no styles."""
    try:
        return formats_in(parts[_STYLES]) if _STYLES in parts else {}
    except ValueError:
        raise damaged(_STYLES, file) from None


_STYLES = "xl/styles.xml"


def _place(number: int, index: int) -> Place:
    return Place(number, index + 1)


def _first_sheet(
    parts: Mapping[str, bytes], file: str, named: Collection[str]
) -> tuple[str, list[Values], list[Problem]]:
    """The name of the sheet to read and its rows, with a notice where there are several."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        # Only what was looked at is handed on, whatever else the archive held.
        book = CalamineWorkbook.from_filelike(io.BytesIO(pack(parts)))
        names = _sheet_names(book)
        first = None
        for name in names:
            numbered = list(_numbered(book.get_sheet_by_name(name)))
            if numbered and has_names(plain_lines(numbered[:SEARCHED]), named):
                return name, numbered, _which(name, names, file)
            first = first or ((name, numbered) if numbered else None)
        if first:
            return *first, _which(first[0], names, file)
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


def _surveyed(
    sheet: str, parts: Mapping[str, bytes], surveys: Mapping[str, list[Survey]]
) -> list[Survey]:
    """What is known of the sheet of that name, or of all where it is not known which it is."""
    if "content.xml" in parts:
        names = [name for name, _ in _attributes(parts["content.xml"], "table", ("name", ""))]
        seen = dict(zip(names, surveys["content.xml"], strict=False))
        return [seen[sheet]] if sheet in seen else []
    part = _worksheet(sheet, parts)
    near = [surveys[part]] if part in surveys else surveys.values()
    return [surveyed for found in near for surveyed in found]


def _cell_fault(file: str, row: int, column: int, message: str) -> Problem:
    hint = _HINTS.get(message, "correct the cell, or leave it blank")
    name = f"{letter_of(column)}{row}"
    return Problem(f"{name}: {message}", file, row, column, hint=hint, kind=Kind.CELL_WITHOUT_VALUE)


def _numbered(sheet: CalamineSheet) -> Iterator[Values]:
    """The rows that are not blank, each with its number and its cells' values."""
    for number, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        if any(cell != "" and not (isinstance(cell, str) and cell.isspace()) for cell in cells):
            yield number, cells


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


def _relations(sheet: str, parts: Mapping[str, bytes]) -> dict[str, str]:
    """What the relations of the worksheet lead to, by their ids."""
    folder, _, name = _worksheet(sheet, parts).rpartition("/")
    relations = parts.get(f"{folder}/_rels/{name}.rels", b"<x/>")
    return dict(_attributes(relations, "Relationship", ("Id", "Target")))
