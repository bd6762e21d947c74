"""The entries of do-not-write lists, out of files of any format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from appeal_cli.files.reading import read_file
from appeal_cli.problems import AppealError, Kind, Problem, raise_for
from appeal_cli.roster.aside import told_by
from appeal_cli.roster.columns import fields_of
from appeal_cli.roster.deputy import NAME_PARTS
from appeal_cli.roster.exclusion import REMARK, Entry
from appeal_cli.roster.looks import like_a_name
from appeal_cli.roster.matching import Finder
from appeal_cli.roster.readers.encodings import certain_encodings, likely_encoding
from appeal_cli.roster.readers.headings import SEARCHED
from appeal_cli.roster.readers.table import Place, Row, Table, excerpt
from appeal_cli.roster.seats import allows, refusing

_PLAIN = (".txt", ".csv", ".tsv", ".tab", ".list", ".lst", ".md", "")
_DATA = (".json", ".yaml", ".yml")

LONGEST = 1_000
"""The most characters of a line that means somebody, or of a name in a table."""


def listed(file: str, finder: Finder) -> list[Entry]:
    """The entries of a list: one on each line, or those of a roster.

    Blank lines and comments are left out. Raises AppealError where the
    file can't be read, or lists nobody.
    """
    path = Path(file)
    if path.is_dir() or path.suffix.lower() not in (*_PLAIN, *_DATA):
        entries = _entries_of(file)
    elif path.suffix.lower() in _DATA:
        entries = _words_of(path) or _entries_of(file)
    else:
        entries = _lines_of(path, lambda line: bool(finder.exactly(line).ids))
    raise_for(_too_long(entries))
    if not entries:
        raise AppealError(Problem("nobody is listed here", file=file, kind=Kind.EMPTY_LIST))
    return entries


def _too_long(entries: Iterable[Entry]) -> list[Problem]:
    """That entries are longer than what anybody is called."""
    message = f"more than {LONGEST:,} characters, which nobody is called"
    hint = "write each person on a line of their own"
    return [
        entry.problem(message, hint)
        for entry in entries
        if len(entry.name or entry.id or entry.text) > LONGEST
    ]


def _entries_of(file: str) -> list[Entry]:
    """The rows of the file: of a workbook, those in all its sheets, and none is left out that is
    hidden or has no headings."""
    from appeal_cli.roster.readers.formats import read_tables

    people, *others = read_tables(file)
    of_others = [_rows_of(each) if each.rows else [_headings_of(each)] for each in others]
    return [*_rows_of(people), *(entry for entries in of_others for entry in entries)]


def _words_of(path: Path) -> list[Entry]:
    """The texts of a JSON or YAML list of nothing else."""
    from appeal_cli.roster.readers.document import json_document, yaml_document
    from appeal_cli.roster.readers.formats import MAX_FILE_BYTES

    read = json_document if path.suffix.lower() == ".json" else yaml_document
    document = read(read_file(path, MAX_FILE_BYTES), str(path))
    data = document.data
    lists = {(): data} if not isinstance(data, dict) else {(key,): data[key] for key in data}
    found: list[Entry] = []
    for at, texts in lists.items():
        if not isinstance(texts, list) or not all(isinstance(item, str) for item in texts):
            return []
        found += [
            Entry(str(item), str(path), document.place((*at, index)))
            for index, item in enumerate(texts)
            if str(item).strip()
        ]
    return found


def _lines_of(path: Path, is_somebody: Callable[[str], bool]) -> list[Entry]:
    """The lines of a text file, or the rows of one whose first line is of headings."""
    from appeal_cli.roster.readers.delimited import read_delimited
    from appeal_cli.roster.readers.encodings import text_of
    from appeal_cli.roster.readers.formats import MAX_FILE_BYTES

    data = read_file(path, MAX_FILE_BYTES)
    text, _ = text_of(data, str(path), _encoding(data))
    lines = ["" if _is_comment(line) else _out_of_table(line) for line in text.split("\n")]
    entries = [
        Entry(line, str(path), Place(number, 0, excerpt(line)))
        for number, line in enumerate(lines, start=1)
        if line.strip() and not _is_sep(line)
    ]
    first = [entry.text for entry in entries[:SEARCHED] if len(entry.text) <= LONGEST]
    above = list(takewhile(lambda line: not is_somebody(line), first))
    if any(map(_are_headings, above)):
        return _rows_of(read_delimited("\n".join(lines).encode(), str(path)))
    return entries


def _encoding(data: bytes) -> str | None:
    """An old encoding of Latin letters, where the bytes are no other: a line that it makes wrong
    means nobody, and is an error."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        is_other = data[:2] in (b"\xff\xfe", b"\xfe\xff") or certain_encodings(data)
        return None if is_other else likely_encoding(data) or None
    return None


def _is_comment(line: str) -> bool:
    """Whether the line begins with `#`, and is not `#12`, which may be an id."""
    bare = line.lstrip(' "')
    return bare.startswith("#") and not bare[1:2].isdigit()


def _out_of_table(line: str) -> str:
    """The line of a table in Markdown without what draws it."""
    bare = line.strip()
    if not (bare.startswith("|") and bare.endswith("|") and len(bare) > 2):
        return line
    return "" if not bare.strip("|-: ") else bare.strip("|").strip()


def _is_sep(line: str) -> bool:
    return re.fullmatch(r'"?sep=.?"?\s*', line) is not None


def _are_headings(line: str) -> bool:
    """Whether the line says what stands in the columns below it."""
    from appeal_cli.roster.readers.delimited import delimiter_of

    if "@" in line or re.search(r"\d", line):
        return False
    cells = [cell.strip(' "') for cell in line.split(delimiter_of(line))]
    if len(cells) == 1 and like_a_name(line):
        return False
    return bool(_IDENTIFYING & {*_fields(cells)})


_IN_LANGUAGE = re.compile(r"(?<=name)_[a-z]{2,3}$")
_IDENTIFYING = frozenset(("id", "name", "email", *NAME_PARTS))


def _fields(headings: Sequence[str]) -> list[str]:
    """The fields of the headings, those in a language as those in none."""
    return [_IN_LANGUAGE.sub("", field) for field in fields_of(headings)]


def _rows_of(table: Table) -> list[Entry]:
    """The rows of a roster; where its headings mean nothing, they are an entry too. A list may
    say no of somebody under `do not contact`."""
    raise_for(table.problems)
    fields = dict(zip(table.headings, _fields(table.headings), strict=True))
    if not _IDENTIFYING & {*fields.values()}:
        return [_headings_of(table), *(_row(row, {}) for row in table.rows)]
    keys = refusing(table)
    return [
        replace(_row(row, fields), is_allowed=allows(row, keys))
        for row in table.rows
        if not _is_a_sum(row)
    ]


def _headings_of(table: Table) -> Entry:
    """The first row, which nothing else says to be headings."""
    heading = table.places[0] if table.places else Place()
    return Entry("; ".join(table.headings), table.file, Place(heading.line))


def _is_a_sum(row: Row) -> bool:
    """Whether the row counts those above it, or says who made the list: `Total: 2`."""
    first = next(iter(row.cells.values()), "")
    return told_by(first.strip()) is not None and not any(map(like_a_name, row.cells.values()))


def _row(row: Row, fields: dict[str, str]) -> Entry:
    cells: dict[str, str] = {}
    for heading, cell in row.cells.items():
        cells.setdefault(fields.get(heading, heading), cell.strip())
    named = ("name", *NAME_PARTS) if "family_name" not in cells else NAME_PARTS
    name = cells.get("name", "")
    if not name or " " not in name:  # `Nom` beside `Prénom` is a surname
        name = " ".join(cells[part] for part in named if part in cells)
    place = Place(row.line, 0, row.locate("").excerpt)
    key = cells.get("id", "")
    if fields:
        name, key = REMARK.sub(" ", name).strip(), key if key == "#" else _bare(key)
    return Entry("; ".join(cells.values()), row.file, place, *((key, name) if fields else ()))


def _bare(key: str) -> str:
    """The id without a remark behind it."""
    return re.sub(r"\s+(?:#.*|\(.*\))$", "", key)
