"""Rows of a spreadsheet: XLSX or ODS."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from appeal_cli.files.office.zip_parts import MIMETYPE, pack, unpack
from appeal_cli.problems import raise_for
from appeal_cli.roster.readers.grid import Layout, Line, fault_at
from appeal_cli.roster.readers.number_formats import formats_in
from appeal_cli.roster.readers.sheet_check import damaged, survey
from appeal_cli.roster.readers.sheet_layout import Values, as_shown, plain_lines
from appeal_cli.roster.readers.sheet_survey import Survey
from appeal_cli.roster.readers.struck import struck_in
from appeal_cli.roster.readers.workbook import Book, broken

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


def opened_book(data: bytes, file: str) -> Book:
    """The workbook, whose sheets are read when they are asked for.

    Each cell is the text that the sheet shows: `1`, not `1.0`; `01230` under such a format.
    Dates whose format depends on the computer are as `2013-10-17`. Raises AppealError where the
    file is broken or too large; so does a sheet in which a cell has no value to read.
    """
    from python_calamine import CalamineWorkbook

    parts = unpack(data, file)
    surveys = {name: survey(part, name, file) for name, part in parts.items() if name != MIMETYPE}
    formats = _formats(parts, file)

    def rows_of(name: str) -> list[Values]:
        near = _surveyed(name, parts, surveys)
        faults = {row for row, _ in near[0].faults} if len(near) == 1 else set()
        with _readable(file):
            return list(_numbered(opened.get_sheet_by_name(name), faults))

    def shown(name: str, rows: Sequence[Values]) -> tuple[list[Line], Layout]:
        near = _surveyed(name, parts, surveys)
        if len(near) != 1:
            raise_for(
                [fault_at(file, cell, why) for one in near for cell, why in one.faults.items()]
            )
            return plain_lines(rows), Layout()
        near[0].struck |= struck_in(_worksheet(name, parts), parts)
        return as_shown(rows, near[0], formats, _relations(name, parts))

    with _readable(file):
        # Only what was looked at is handed on, whatever else the archive held.
        opened = CalamineWorkbook.from_filelike(io.BytesIO(pack(parts)))
        visible = _sheet_names(opened)
    return Book(file, visible, rows_of, shown)


@contextmanager
def _readable(file: str) -> Iterator[None]:
    """Says of a file that the library can't read that it is broken."""
    from python_calamine import CalamineError

    try:
        yield
    except (CalamineError, ValueError, OSError) as error:
        raise broken(file, f"no spreadsheet can be read from it: {error}") from None


def _formats(parts: Mapping[str, bytes], file: str) -> dict[int, str]:
    """The number formats of the styles that cells have; none where a workbook has no styles."""
    try:
        return formats_in(parts[_STYLES]) if _STYLES in parts else {}
    except ValueError:
        raise damaged(_STYLES, file) from None


_STYLES = "xl/styles.xml"


def _sheet_names(book: CalamineWorkbook) -> dict[str, bool]:
    """The names of the sheets of cells, and whether each is visible."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return {
        sheet.name: sheet.visible == SheetVisibleEnum.Visible
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
    }


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


def _numbered(sheet: CalamineSheet, faults: Set[int]) -> Iterator[Values]:
    """The rows that are not blank, each with its number and its cells' values; those with faults
    among them, though nothing else stands there."""
    number = 0
    for number, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        if number in faults or any(
            cell != "" and not (isinstance(cell, str) and cell.isspace()) for cell in cells
        ):
            yield number, cells
    yield from ((below, ()) for below in sorted(faults) if below > number)


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
