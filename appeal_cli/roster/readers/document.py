"""A YAML or JSON file as data with places, and what shape of roster it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias, cast

from appeal_cli.files.json_source import Number, key_place, read_json, said
from appeal_cli.files.text import Lines
from appeal_cli.files.yaml_reading import read_yaml
from appeal_cli.problems import MOST_PROBLEMS, AppealError, Kind, Problem, shortened
from appeal_cli.roster.columns import canonical
from appeal_cli.roster.deputy import FIELDS
from appeal_cli.roster.readers.table import Place, Row, excerpt

Data: TypeAlias = "str | Number | bool | list[Data] | dict[str, Data] | None"
DataPath: TypeAlias = tuple[str | int, ...]

MAX_YAML_BYTES = 10_000_000
MAX_YAML_NODES = 300_000

_TEXTS = frozenset({*FIELDS, "sort_name", "term", "start_date", "end_date"})
"""Fields whose values may be nothing but text, or a number."""

_MUST_BE_WORDS = ("name", "family_name", "given_name", "patronymic_name")


@dataclass
class Document:
    """The data of one file; `index_of` finds where a path stands in its text.

    `problems` are what its readers noted about it, `flawed` the paths of the values
    that were refused.
    """

    file: str
    text: str
    data: Data
    index_of: Callable[[DataPath], int]
    problems: list[Problem] = field(default_factory=list)
    flawed: set[DataPath] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._lines = Lines(self.text)

    def place(self, path: DataPath) -> Place:
        """The line and column of what the path leads to, or of what holds it."""
        line, column = self._lines.place(self.index_of(path))
        return Place(line, column, excerpt(self._lines.line(line)))

    def complain(
        self, path: DataPath, message: str, hint: str = "", kind: Kind = Kind.DATA
    ) -> None:
        """Notes a problem at the path, which its message names."""
        if len(self.problems) >= MOST_PROBLEMS:
            return
        place = self.place(path)
        prefix = f"{said(path)}: " if path else ""
        found = Problem(
            prefix + message,
            self.file,
            place.line,
            place.column,
            place.excerpt,
            hint=hint,
            kind=kind,
        )
        self.problems.append(found)

    def row(self, path: DataPath, cells: Mapping[str, str]) -> Row:
        """A row with the cells, which stand in the object that the path leads to."""
        filled = {heading: cell for heading, cell in cells.items() if cell and not cell.isspace()}
        line = self.place(path).line
        refused = frozenset(str(flaw[-1]) for flaw in self.flawed if flaw[: len(path)] == path)
        return Row(filled, self.file, line, partial(self._cell, path), said(path), refused)

    def _cell(self, path: DataPath, heading: str) -> Place:
        return self.place((*path, heading) if heading else path)

    def objects(self, path: DataPath, value: Data) -> Iterator[tuple[DataPath, dict[str, Data]]]:
        """Each object in the list, with its path; anything else in it is noted."""
        if value is None:
            return
        if not isinstance(value, list):
            self.complain(
                path, f"a list belongs here, not {_said_kind(value)}", kind=Kind.WRONG_TYPE
            )
            return
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield (*path, index), item
            else:
                message = f"an object with fields belongs here, not {_said_kind(item)}"
                self.complain((*path, index), message, kind=Kind.WRONG_TYPE)

    def word(self, path: DataPath, value: Data, field: str = "") -> str:
        """The value as text; one that can't be the text of the field is noted."""
        if value is None:
            return ""
        field = field or canonical(str(path[-1]) if path else "")
        is_number, is_text = isinstance(value, Number), isinstance(value, str)
        if is_text and not (is_number and field in _MUST_BE_WORDS):
            return "" if value in ("null", "~") and self._is_bare(path) else str(value)
        if field in _TEXTS or isinstance(value, str):
            message = f"text belongs here, not {_said_kind(value)}"
            self.complain(path, message, "put text in quotes", Kind.WRONG_TYPE)
            self.flawed.add((*path, field))
            return ""
        return str(value).lower() if isinstance(value, bool) else ""

    def _is_bare(self, path: DataPath) -> bool:
        """Whether the value stands without quotes: YAML's own word for nothing."""
        index = self.index_of(path)
        return self.text[index : index + 1] in "n~"


def _said_kind(value: Data) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "an object"
    if value is None:
        return "nothing"
    return f"`{shortened(str(value).lower() if isinstance(value, bool) else value)}`"


def json_document(data: bytes, file: str, *, lines: bool = False) -> Document:
    """The JSON file as a document; with `lines`, one of JSON Lines."""
    value, reader = read_json(data, file, lines=lines)

    def index_of(path: DataPath) -> int:
        above = path
        while above not in reader.starts and above:
            above = above[:-1]
        start = reader.starts.get(above, 0)
        beyond = path[len(above) :]
        return key_place(reader, start, str(beyond[0])) if beyond else start

    return Document(file, reader.text, value, index_of)


def yaml_document(data: bytes, file: str) -> Document:
    """The YAML file as a document."""
    source = read_yaml(data, file, max_bytes=MAX_YAML_BYTES, max_nodes=MAX_YAML_NODES)
    document = Document(
        file, source.text, cast(Data, source.data), lambda path: source.span(path).start
    )
    document.problems.extend(source.warnings)
    return document


def no_roster(document: Document) -> AppealError:
    """What to say about data that is not a roster of any known shape."""
    place = document.place(())
    return AppealError(
        Problem(
            "no roster can be read from this: it is neither Popolo nor a list of deputies",
            document.file,
            place.line,
            hint="what is read is a list of objects, each with a `name`",
            kind=Kind.NOT_A_ROSTER,
        )
    )
