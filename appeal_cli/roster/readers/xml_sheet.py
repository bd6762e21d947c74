"""Rows of a spreadsheet in Excel's XML of 2003 (SpreadsheetML), often under the name `.xls`."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.roster.readers.grid import Layout, Line
from appeal_cli.roster.readers.number_formats import shown
from appeal_cli.roster.readers.sheet_layout import Values, as_shown
from appeal_cli.roster.readers.sheet_survey import Survey, TooLarge
from appeal_cli.roster.readers.workbook import Book, broken

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_IN = "{urn:schemas-microsoft-com:office:spreadsheet}"
_NAMED_FORMATS = {"Percent": "0.00%", "Fixed": "0.00", "Standard": "#,##0.00"}
"""Formats that go by a name (XML Spreadsheet Reference, ss:Format), by what they are."""


def opened_xml_book(data: bytes, file: str, encoding: str | None = None) -> Book:
    """The workbook, whose sheets are read as those of a new one are.

    Raises AppealError where the file is broken, declares a document type, or is too large.
    """
    root = _parsed(data, file, encoding)
    formats = {
        style.get(f"{_IN}ID", ""): number.get(f"{_IN}Format", "")
        for style in root.iter(f"{_IN}Style")
        for number in style.iterchildren(f"{_IN}NumberFormat")
    }
    visible: dict[str, bool] = {}
    found: dict[str, tuple[list[Values], Survey]] = {}
    try:
        for number, sheet in enumerate(root.iterchildren(f"{_IN}Worksheet"), start=1):
            name = sheet.get(f"{_IN}Name") or f"Sheet{number}"
            hidden = (each.text for each in sheet.iter("{*}Visible"))
            visible[name] = not any(text and "Hidden" in text for text in hidden)
            found[name] = _rows(sheet, formats)
    except TooLarge as error:
        raise AppealError(Problem(str(error), file=file, kind=Kind.TOO_LARGE)) from None
    except (ValueError, OverflowError):
        raise broken(file, "the file is damaged: a sheet in it can't be read") from None

    def lines(name: str, rows: Sequence[Values]) -> tuple[list[Line], Layout]:
        return as_shown(rows, found[name][1])

    return Book(file, visible, lambda name: found[name][0], lines)


def _parsed(data: bytes, file: str, encoding: str | None) -> Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, encoding=encoding
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise broken(file, "the file is damaged: it is no well-formed XML") from None
    if root.getroottree().docinfo.internalDTD is not None:
        message = "it declares a document type, which no spreadsheet does"
        raise AppealError(Problem(message, file=file, kind=Kind.BROKEN_FILE))
    return root


def _rows(sheet: Element, formats: dict[str, str]) -> tuple[list[Values], Survey]:
    """The rows that are not blank, and how their cells lie; raises TooLarge, and ValueError where
    a number is none."""
    seen, rows, number = Survey(), list[Values](), 0
    for row in sheet.iterfind(f"{_IN}Table/{_IN}Row"):
        number = int(row.get(f"{_IN}Index", number + 1))
        values: dict[int, object] = {}
        column = 1
        for cell in row.iterchildren(f"{_IN}Cell"):
            column = int(cell.get(f"{_IN}Index", column))
            across, down = (int(cell.get(f"{_IN}Merge{way}", 0)) for way in ("Across", "Down"))
            value = _value(cell)
            if value != "":
                seen.reach(number, column)
                values[column] = value
                if across or down:
                    seen.merged.append((number, column, number + down, column + across))
            _look(cell, (number, column), value, formats, seen)
            column += 1 + across
        if row.get(f"{_IN}Hidden") == "1":
            seen.hidden.add(number)
        if values:
            rows.append((number, [values.get(at, "") for at in range(1, max(values) + 1)]))
    return rows, seen


def _value(cell: Element) -> object:
    """What the cell holds: a text, a number, a day, or "" where it is blank or an error."""
    data = cell.find(f"{_IN}Data")
    if data is None:
        return ""
    kind, text = data.get(f"{_IN}Type", "String"), "".join(map(str, data.itertext())).strip()
    if not text or kind == "Error":
        return text and "\u00a0"
    if kind == "Number":
        return float(text)
    if kind == "DateTime":
        return datetime.datetime.fromisoformat(text)
    return text == "1" if kind == "Boolean" else text


def _look(
    cell: Element, at: tuple[int, int], value: object, formats: dict[str, str], seen: Survey
) -> None:
    """Notes how the cell looks, where it leads to, and that it holds an error."""
    data = cell.find(f"{_IN}Data")
    if data is not None and data.get(f"{_IN}Type") == "Error":
        seen.faults[at] = f"the cell holds an error, {(data.text or 'without a name')[:20]}"
    code = formats.get(cell.get(f"{_IN}StyleID", ""), "")
    code = _NAMED_FORMATS.get(code, "" if code.isalpha() or " " in code.strip() else code)
    if code and not isinstance(value, str) and (look := shown(value, code)):
        seen.shown[at] = look
    if link := cell.get(f"{_IN}HRef"):
        seen.links[at] = link
