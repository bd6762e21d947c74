"""A deputy, in Popolo's words, and the roster that lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, overload

from appeal_cli.problems import Problem
from appeal_cli.roster.account import Account

Gender = Literal["male", "female"]
Cell = tuple[int, int]
"""Line and column of a cell, both counted from 1."""


FIELDS = (
    "id",
    "name",
    "family_name",
    "given_name",
    "patronymic_name",
    "honorific_prefix",
    "gender",
    "group",
    "area",
    "role",
    "email",
    "language",
)
"""The fields that every deputy has, filled or blank, as Popolo names them."""

NAME_PARTS = ("family_name", "given_name", "patronymic_name")
"""What a whole name is taken apart into."""

NAMING = ("name", "family_name", "given_name")
"""The fields of which each names somebody by itself."""

A_NAME = re.compile(rf"(?:name|{'|'.join(NAME_PARTS)})(_[a-z]{{2,3}})?")
"""What the fields of a whole name and of its parts are called, in one language or in none."""


@dataclass(frozen=True)
class Deputy:
    """One person in a roster: each field as text, blank fields left out.

    `fields` holds Popolo's words (FIELDS), any other column of the roster under
    its own name, and forms in one language such as `name_ru` or `salutation_kk`.
    `columns` names every column of the roster, so that a blank cell can be told
    from a column that does not exist. `file` and `line` are where the person
    stands: the line of a text file, the row of a sheet. `handle` is a short readable
    name, unique in the roster and the same whatever the order of its lines. `cells` says where
    the cells of fields stand: line and column, counted from 1.
    """

    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    columns: frozenset[str] = frozenset()
    file: str = ""
    line: int = 0
    handle: str = ""
    cells: Mapping[str, Cell] = field(
        default_factory=lambda: MappingProxyType({}), compare=False, repr=False
    )

    @property
    def id(self) -> str:
        """The key that the roster gives the person."""
        return self.fields["id"]

    @property
    def name(self) -> str:
        """The whole name as the roster writes it, without titles; `Nowak Jan` under `Nazwisko i
        imię` is `Jan Nowak`."""
        return self.fields["name"]

    def get(self, column: str) -> str:
        """What stands in the column, or "" where it is blank or missing."""
        return self.fields.get(column, "")

    def problem(self, field: str = "") -> Problem:
        """A problem without a message that is about the person, at the cell of the field; at the
        row where the field is no cell of its own."""
        line, column = self.cells.get(field, (self.line, 0))
        return Problem("", self.file, line, column, subject=self.get("name"))

    def field_with(self, words: str) -> str:
        """The field that has the words, of several the shortest; "" where none has them."""
        sought = _alike(words)
        found = [field for field, text in self.fields.items() if sought in _alike(text)]
        return min(found, key=lambda field: len(self.fields[field]), default="") if sought else ""

    def __reduce__(self) -> tuple[object, ...]:
        """The parts to rebuild it from in another process: a mapping proxy can't go there."""
        place = (self.columns, self.file, self.line, self.handle)
        return _deputy, (dict(self.fields), *place, dict(self.cells))


def _alike(text: str) -> str:
    """The text on one line, in lower case: letters write a name in capitals otherwise."""
    return " ".join(text.split()).casefold()


def _deputy(
    fields: dict[str, str],
    columns: frozenset[str],
    file: str,
    line: int,
    handle: str,
    cells: dict[str, Cell],
) -> Deputy:
    proxies = MappingProxyType(fields), MappingProxyType(cells)
    return Deputy(proxies[0], columns, file, line, handle, proxies[1])


@dataclass(frozen=True)
class Roster(Sequence[Deputy]):
    """Deputies in the order of their file, each id once, with notices about the reading.

    `account` says what became of every column and of every row that is nobody, `excluded` how
    many a do-not-write list left out.
    """

    deputies: tuple[Deputy, ...]
    columns: tuple[str, ...]
    file: str = ""
    notices: tuple[Problem, ...] = ()
    account: Account = field(default_factory=Account)
    excluded: int = 0

    @overload
    def __getitem__(self, index: int) -> Deputy: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Deputy]: ...
    def __getitem__(self, index: int | slice) -> Deputy | Sequence[Deputy]:
        return self.deputies[index]

    def __len__(self) -> int:
        return len(self.deputies)

    def __iter__(self) -> Iterator[Deputy]:
        return iter(self.deputies)
