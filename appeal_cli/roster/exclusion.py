"""A do-not-write list: ids, names or e-mail addresses in a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from appeal_cli.files.reading import read_file
from appeal_cli.problems import AppealError, Kind, Problem, raise_for
from appeal_cli.roster.aside import told_by
from appeal_cli.roster.columns import fields_of
from appeal_cli.roster.deputy import NAME_PARTS
from appeal_cli.roster.looks import like_a_name
from appeal_cli.roster.matching import Finder, Match, mails_in
from appeal_cli.roster.names.beside import apart_from
from appeal_cli.roster.readers.headings import SEARCHED
from appeal_cli.roster.readers.table import Place, Row, Table, excerpt

_PLAIN = (".txt", ".csv", ".tsv", ".tab", ".list", ".lst", ".md", "")
_DATA = (".json", ".yaml", ".yml")

_REMARK = re.compile(r"(?:(?<=[\s;,|])|^)#.*$|\([^)]*\)|\[[^\]]*\]")
_BULLET = re.compile(r"^(?:[-*•–—]|\d{1,5}[.)])\s+")
_CELLS = re.compile(r"[;,|\t]")


_WORDS_OF_A_NAME = 2

LONGEST = 1_000
"""The most characters of a line that means somebody, or of a name in a table."""

NOWHERE = Place()


@dataclass(frozen=True)
class Entry:
    """One line of a list: what it says, and where. `name` and `id` are what a table says
    under such headings; a plain line has neither."""

    text: str
    file: str = ""
    place: Place = NOWHERE
    id: str = ""
    name: str = ""

    def problem(self, message: str, hint: str = "") -> Problem:
        """A problem at the line."""
        line, column, shown = self.place
        kind = Kind.UNKNOWN_DEPUTY
        return Problem(message, self.file, line, column, shown, hint=hint, kind=kind)


def is_list(word: str) -> bool:
    """Whether there is a file or folder of that name."""
    try:
        return Path(word).exists()
    except (OSError, ValueError):
        return False


def meant(entry: Entry, finder: Finder) -> Match:
    """Whom the entry means: never fewer than it says."""
    if entry.id or entry.name:
        exact = [finder.exactly(entry.name or entry.id), Match(_by(finder, entry.id))]
        exact += [finder.exactly(mail) for mail in mails_in(entry.text)]
        found = frozenset[str]().union(*(match.ids for match in exact))
        return Match(found) if found else finder.nearly(entry.name)
    whole = entry.text.strip().strip('"')
    plain = _BULLET.sub("", _REMARK.sub(" ", whole).strip()).strip(' ";,|')
    bare = apart_from(plain, _WORDS_OF_A_NAME)[0]  # `Ann Sample – asked not to be written to`
    for text in dict.fromkeys((whole, plain, bare)):
        if (match := finder.exactly(text)).ids:
            return match
    cells = [cell.strip(' "') for cell in _CELLS.split(plain)]
    first = plain.split(maxsplit=1)[:1]
    if len(cells) > 1 and (found := _all(finder.exactly(cell) for cell in cells if cell)):
        return Match(found)
    for text in dict.fromkeys((plain, bare, *filter(like_a_name, cells))):
        if (match := finder.nearly(text)).ids:
            return match
    if first and any(map(str.isdigit, first[0])):
        return Match(_by(finder, first[0]))
    return Match()


def _by(finder: Finder, key: str) -> frozenset[str]:
    found = finder.find(key) if key else None
    return frozenset([found] if found else [])


def _all(matches: Iterator[Match]) -> frozenset[str]:
    return frozenset(key for match in matches for key in match.ids)


def listed(file: str, finder: Finder) -> list[Entry]:
    """The entries of a list: one on each line, or those of a roster.

    Blank lines, and those that begin with `#`, are left out. Raises AppealError where the
    file can't be read, or lists nobody.
    """
    path = Path(file)
    if path.is_dir() or path.suffix.lower() not in (*_PLAIN, *_DATA):
        entries = _rows_of(_table(file))
    elif path.suffix.lower() in _DATA:
        entries = _words_of(path) or _rows_of(_table(file))
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


def _table(file: str) -> Table:
    from appeal_cli.roster.readers.formats import read_table

    return read_table(file)


def _words_of(path: Path) -> list[Entry]:
    """The texts of a JSON or YAML list of nothing else."""
    from appeal_cli.roster.readers.document import json_document, yaml_document
    from appeal_cli.roster.readers.formats import MAX_FILE_BYTES

    read = json_document if path.suffix.lower() == ".json" else yaml_document
    document = read(read_file(path, MAX_FILE_BYTES), str(path))
    data = document.data
    if not isinstance(data, list) or not all(isinstance(item, str) for item in data):
        return []
    places = (document.place((index,)) for index in range(len(data)))
    return [
        Entry(str(item), str(path), place)
        for item, place in zip(data, places, strict=True)
        if str(item).strip()
    ]


def _lines_of(path: Path, is_somebody: Callable[[str], bool]) -> list[Entry]:
    """The lines of a text file, or the rows of one whose first line is of headings."""
    from appeal_cli.roster.readers.delimited import read_delimited
    from appeal_cli.roster.readers.encodings import text_of
    from appeal_cli.roster.readers.formats import MAX_FILE_BYTES

    text, _ = text_of(read_file(path, MAX_FILE_BYTES), str(path))
    lines = ["" if line.lstrip(' "').startswith("#") else line for line in text.split("\n")]
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


def _is_sep(line: str) -> bool:
    return re.fullmatch(r'"?sep=.?"?\s*', line) is not None


def _are_headings(line: str) -> bool:
    """Whether the line says what stands in the columns below it."""
    from appeal_cli.roster.readers.delimited import delimiter_of

    if "@" in line or re.search(r"\d", line) or like_a_name(line):
        return False
    cells = [cell.strip(' "') for cell in line.split(delimiter_of(line))]
    return bool(_IDENTIFYING & {*fields_of(cells)})


_IDENTIFYING = frozenset(("id", "name", "email", *NAME_PARTS))


def _rows_of(table: Table) -> list[Entry]:
    """The rows of a roster; where its headings mean nothing, they are an entry too."""
    raise_for(table.problems)
    fields = dict(zip(table.headings, fields_of(table.headings), strict=True))
    if not _IDENTIFYING & {*fields.values()}:
        heading = table.places[0] if table.places else Place()
        above = Entry("; ".join(table.headings), table.file, Place(heading.line))
        return [above, *(_row(row, {}) for row in table.rows)]
    return [_row(row, fields) for row in table.rows if not _is_a_sum(row)]


def _is_a_sum(row: Row) -> bool:
    """Whether the row counts those above it, or says who made the list: `Total: 2`."""
    first = next(iter(row.cells.values()), "")
    return told_by(first.strip()) is not None and not any(map(like_a_name, row.cells.values()))


def _row(row: Row, fields: dict[str, str]) -> Entry:
    cells: dict[str, str] = {}
    for heading, cell in row.cells.items():
        cells.setdefault(fields.get(heading, heading), cell.strip())
    name = cells.get("name") or " ".join(cells[part] for part in NAME_PARTS if part in cells)
    place = Place(row.line, 0, row.locate("").excerpt)
    key = cells.get("id", "")
    if fields:
        name, key = _REMARK.sub(" ", name).strip(), key if key == "#" else _bare(key)
    return Entry("; ".join(cells.values()), row.file, place, *((key, name) if fields else ()))


def _bare(key: str) -> str:
    """The id without a remark behind it."""
    return re.sub(r"\s+(?:#.*|\(.*\))$", "", key)


def told(matches: Sequence[tuple[Entry, Match]], finder: Finder) -> Iterator[Problem]:
    """A notice of those lines that mean several people, and one of those that say less than
    a whole name."""
    several = [found for found in matches if len(found[1].ids) > 1]
    nearly = [found for found in matches if not found[1].is_exact]
    for kind, found in (
        ("means several people, and all are excluded", several),
        ("is taken for", nearly),
    ):
        if found:
            shown = "; ".join(_said(entry, match, finder, kind) for entry, match in found[:5])
            more = f"; and {len(found) - 5} more" if len(found) > 5 else ""
            file, line = found[0][0].file, found[0][0].place.line
            yield Problem(shown + more, file, line, severity="notice", kind=Kind.EXCLUDED)


def _said(entry: Entry, match: Match, finder: Finder, what: str) -> str:
    people = [f"{finder.by_id[key].name} ({key})" for key in sorted(match.ids)]
    shown = ", ".join(people[:3]) + (f" and {len(people) - 3} more" if len(people) > 3 else "")
    where = f" (line {entry.place.line})" if entry.place.line else ""
    joint = " " if what.endswith("for") else ": "
    return f"`{entry.text.strip()}`{where} {what}{joint}{shown}"
