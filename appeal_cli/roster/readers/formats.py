"""The formats of rosters: how a file is recognised, and what reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from appeal_cli.files.reading import read_file
from appeal_cli.problems import AppealError, Kind, Problem, shortened
from appeal_cli.roster.readers.table import Size, Table

if TYPE_CHECKING:
    from appeal_cli.roster.readers.document import Document
    from appeal_cli.roster.readers.workbook import Book

MAX_FILE_BYTES = 20_000_000
MAX_FOLDER_BYTES = 6_000_000
MAX_FILES = 5_000

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
        return _read_folder(path)
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


def _html(data: bytes, file: str, encoding: str | None) -> Table:
    raise _not_read(file, "a web page")


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
    (b"<?xml", _xml),
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
    ".vcf": _vcard,
    ".vcard": _vcard,
    ".yaml": _yaml,
    ".yml": _yaml,
}

_FIRST_CHARACTERS: dict[bytes, Reader] = {b"{": _json, b"[": _json, b"<": _xml}
"""What a file seems to be whose name says nothing."""


def _reader(path: Path, data: bytes) -> Reader:
    begin = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for beginning, reader in _BEGINNINGS:
        if begin.startswith(beginning.lower()):
            return reader
    ending = path.suffix.lower()
    return _ENDINGS.get(ending) or _FIRST_CHARACTERS.get(begin[:1], _delimited)


def _read_folder(folder: Path) -> Table:
    """The persons in the YAML and JSON files of the folder, in the order of their names."""
    from appeal_cli.roster.readers.document import json_document, yaml_document
    from appeal_cli.roster.readers.structured import folder_table

    documents: list[Document] = []
    problems: list[Problem] = []
    size = 0
    for path in _files(folder):
        try:
            data = read_file(path, MAX_FILE_BYTES)
            size += len(data)
            if size > MAX_FOLDER_BYTES:
                message = f"more than {MAX_FOLDER_BYTES:,} bytes of files"
                raise AppealError(Problem(message, file=str(folder), kind=Kind.TOO_LARGE))
            read = json_document if path.suffix.lower() == ".json" else yaml_document
            documents.append(read(data, str(path)))
        except AppealError as error:
            problems += error.problems
            if size > MAX_FOLDER_BYTES:
                break
    return folder_table(str(folder), documents, problems)


def _files(folder: Path) -> Iterator[Path]:
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        message = f"can't be read: {error.strerror}"
        raise AppealError(Problem(message, file=str(folder), kind=Kind.UNREADABLE)) from None
    wanted = [
        path
        for path in paths
        if path.suffix.lower() in (".yml", ".yaml", ".json") and not path.name.startswith(".")
    ]
    if not wanted:
        message = "no YAML file in this folder"
        within = ", ".join(path.name for path in paths if path.is_dir())
        hint = "a folder is read in the form of Open States: one file for each person"
        hint = f"name one of the folders in it: {shortened(within)}" if within else hint
        raise AppealError(Problem(message, file=str(folder), hint=hint, kind=Kind.EMPTY_ROSTER))
    if len(wanted) > MAX_FILES:
        message = f"more than {MAX_FILES:,} files"
        raise AppealError(Problem(message, file=str(folder), kind=Kind.TOO_LARGE))
    home = folder.resolve()
    for path in wanted:
        if not path.resolve().is_relative_to(home):
            message = "it is a link that leads out of the folder"
            raise AppealError(Problem(message, file=str(path), kind=Kind.UNREADABLE))
        yield path
