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
    name, unique in the roster and the same whatever the order of its lines.
    """

    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    columns: frozenset[str] = frozenset()
    file: str = ""
    line: int = 0
    handle: str = ""

    @property
    def id(self) -> str:
        """The key that the roster gives the person."""
        return self.fields["id"]

    @property
    def name(self) -> str:
        """The whole name, exactly as the roster writes it."""
        return self.fields["name"]

    def get(self, column: str) -> str:
        """What stands in the column, or "" where it is blank or missing."""
        return self.fields.get(column, "")

    def __reduce__(self) -> tuple[object, ...]:
        """The parts to rebuild it from in another process: a mapping proxy can't go there."""
        place = (self.columns, self.file, self.line, self.handle)
        return _deputy, (dict(self.fields), *place)


def _deputy(
    fields: dict[str, str], columns: frozenset[str], file: str, line: int, handle: str
) -> Deputy:
    return Deputy(MappingProxyType(fields), columns, file, line, handle)


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
