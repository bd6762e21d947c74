"""The formats of rosters: how a file is recognised, and what reads it."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from appeal_cli.files.reading import read_file
from appeal_cli.problems import AppealError, Kind, Problem, shortened
from appeal_cli.roster.readers.table import Size, Table

if TYPE_CHECKING:
    from appeal_cli.roster.readers.workbook import Book

MAX_FILE_BYTES = 20_000_000

_EVERY = "*"
"""The pattern that chooses each sheet of a workbook that lists people; other files have none."""

Reader = Callable[[bytes, str, str | None], "Table | Book"]


def read_table(
    source: str | Path,
    encoding: str | None = None,
    named: Sequence[str] = (),
    size: Size = Size(),  # noqa: B008  # a tuple
    sheets: Sequence[str] = (),
) -> Table:
    """The rows of the roster in a file, or in a folder of one-person files.

    `named` are headings that the user names, to find the row of headings by, `size` is how
    large a CSV file may be, and `sheets` are those of a workbook that the user chooses.

    Raises AppealError where there is no such file, or nothing in it can be read.
    """
    found = _read(Path(source), encoding, named, size)
    if isinstance(found, Table):
        _check_sheets(str(source), sheets)
        return found
    from appeal_cli.roster.readers.workbook import workbook_table

    return workbook_table(found, named, sheets)


def read_tables(source: str | Path) -> list[Table]:
    """Each table in the file: of a workbook as `every_table` has them; any other file is one.

    Raises AppealError where there is no such file, or nothing in it can be read.
    """
    found = _read(Path(source))
    if isinstance(found, Table):
        return [found]
    from appeal_cli.roster.readers.workbook import every_table

    return every_table(found)


def _read(
    path: Path,
    encoding: str | None = None,
    named: Sequence[str] = (),
    size: Size = Size(),  # noqa: B008  # a tuple
) -> Table | Book:
    """The table in the file or the folder, or the workbook, of which the sheets are to choose."""
    if _is_folder(path):
        from appeal_cli.roster.readers.folder import read_folder

        return read_folder(path)
    data = read_file(path, size.times(MAX_FILE_BYTES))
    reader = _reader(path, data)
    if reader is _delimited:
        return _delimited(data, str(path), encoding, named, size)
    if len(data) > MAX_FILE_BYTES:
        message = f"larger than {MAX_FILE_BYTES:,} bytes"
        hint = "a CSV file may be larger, with `--max-rows N`"
        raise AppealError(Problem(message, str(path), hint=hint, kind=Kind.TOO_LARGE))
    return reader(data, str(path), encoding)


def _check_sheets(file: str, sheets: Sequence[str]) -> None:
    """Raises AppealError where sheets are chosen in what has none."""
    if sheets and _EVERY not in sheets:
        message = f"--sheet: there is no sheet `{shortened(sheets[0])}` in this: it is no workbook"
        hint = "leave `--sheet` out"
        raise AppealError(Problem(message, file, hint=hint, kind=Kind.SHEET))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _delimited(
    data: bytes,
    file: str,
    encoding: str | None,
    named: Sequence[str] = (),
    size: Size = Size(),  # noqa: B008  # a tuple
) -> Table:
    from appeal_cli.roster.readers.delimited import read_delimited
    from appeal_cli.roster.readers.everypolitician import is_everypolitician, without_placeholders

    table = read_delimited(data, file, encoding, named, size)
    return without_placeholders(table) if is_everypolitician(table) else table


def _sheet(data: bytes, file: str, encoding: str | None) -> Book:
    from appeal_cli.roster.readers.sheet import opened_book

    other = next((what for part, what in _OTHER_PACKAGES.items() if part in data), "")
    if other and b"xl/workbook.xml" not in data:
        raise _not_read(file, other)
    return opened_book(data, file)


def _json(data: bytes, file: str, encoding: str | None) -> Table:
    from appeal_cli.roster.readers.document import json_document
    from appeal_cli.roster.readers.structured import shaped_table

    return shaped_table(json_document(data, file))


def _json_lines(data: bytes, file: str, encoding: str | None) -> Table:
    from appeal_cli.roster.readers.document import json_document
    from appeal_cli.roster.readers.structured import shaped_table

    return shaped_table(json_document(data, file, lines=True))


def _xml(data: bytes, file: str, encoding: str | None) -> Table:
    from appeal_cli.roster.readers.structured import shaped_table
    from appeal_cli.roster.readers.xml_document import xml_document

    return shaped_table(xml_document(data, file, encoding))


def _vcard(data: bytes, file: str, encoding: str | None) -> Table:
    from appeal_cli.roster.readers.vcard import read_vcards

    return read_vcards(data, file, encoding)


def _yaml(data: bytes, file: str, encoding: str | None) -> Table:
    from appeal_cli.roster.readers.document import yaml_document
    from appeal_cli.roster.readers.structured import shaped_table

    return shaped_table(yaml_document(data, file))


def _old_sheet(data: bytes, file: str, encoding: str | None) -> Book:
    from appeal_cli.roster.readers.old_sheet import opened_old_book

    return opened_old_book(data, file, encoding)


def _xml_sheet(data: bytes, file: str, encoding: str | None) -> Book:
    from appeal_cli.roster.readers.xml_sheet import opened_xml_book

    return opened_xml_book(data, file, encoding)


def _html(data: bytes, file: str, encoding: str | None) -> Book:
    from appeal_cli.roster.readers.web_tables import opened_page

    return opened_page(data, file, encoding)


def _archive(data: bytes, file: str, encoding: str | None) -> Table:
    raise _not_read(file, "a web page in one file (MHTML)")


def _document(data: bytes, file: str, encoding: str | None) -> Table:
    raise _not_read(file, "a document")


def _not_read(file: str, what: str) -> AppealError:
    hint = "save the roster as XLSX, ODS or CSV (UTF-8)"
    message = f"this is {what}, which can't be read as a roster"
    return AppealError(Problem(message, file=file, hint=hint, kind=Kind.NOT_A_ROSTER))


_OTHER_PACKAGES = {
    b"xl/workbook.bin": "a binary workbook (XLSB)",
    b"Index/Document.iwa": "a file of Numbers",
    b"word/document.xml": "a Word document",
    b"ppt/presentation.xml": "a presentation",
    b"mimetypeapplication/vnd.oasis.opendocument.text": "a document",
}
"""What else is packed as workbooks are, by the name of a part."""

_BEGINNINGS: tuple[tuple[bytes, Reader], ...] = (
    (b"PK\x03\x04", _sheet),
    (b"PK\x05\x06", _sheet),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _old_sheet),
    (b"%PDF-", _document),
    (b"{\\rtf", _document),
    (b"<!doctype html", _html),
    (b"<html", _html),
    (b"<table", _html),
    (b"<head", _html),
    (b"<meta", _html),
    (b"<style", _html),
    (b"<body", _html),
    (b"<div", _html),
    (b"mime-version:", _archive),
    (b"begin:vcard", _vcard),
)
"""What a file is for certain, whatever its name says."""

_ENDINGS: dict[str, Reader] = {
    ".csv": _delimited,
    ".tsv": _delimited,
    ".tab": _delimited,
    ".txt": _delimited,
    ".xlsx": _sheet,
    ".xlsm": _sheet,
    ".ods": _sheet,
    ".json": _json,
    ".geojson": _json,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".xml": _xml,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".vcf": _vcard,
    ".vcard": _vcard,
    ".yaml": _yaml,
    ".yml": _yaml,
}

_FIRST_CHARACTERS: dict[bytes, Reader] = {b"{": _json, b"[": _json, b"<": _xml}
"""What a file seems to be whose name says nothing."""


_IN_XML: tuple[tuple[bytes, Reader], ...] = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", _xml_sheet),
    (b"<html", _html),
)
"""What XML is that is no list of elements, by what stands at its beginning."""

_BEGINNING = 2_000


def _reader(path: Path, data: bytes) -> Reader:
    begin = _beginning(data)
    if begin.startswith(b"<?xml") or begin.startswith(b"<workbook"):
        return next((reader for mark, reader in _IN_XML if mark in begin), _xml)
    for beginning, reader in _BEGINNINGS:
        if begin.startswith(beginning.lower()):
            return reader
    ending = path.suffix.lower()
    return _ENDINGS.get(ending) or _FIRST_CHARACTERS.get(begin[:1], _delimited)


def _beginning(data: bytes) -> bytes:
    """The first characters in small letters, without the mark of their encoding."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data[:_BEGINNING].decode("utf-16", "ignore").encode("utf-8", "ignore")
    return data[:_BEGINNING].removeprefix(codecs.BOM_UTF8).lstrip().lower()
