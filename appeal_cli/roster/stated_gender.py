"""The gender that the names in a row state: by a patronymic, or a "son of" inside a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from appeal_cli.roster.deputy import Gender
from appeal_cli.roster.names.patronymics import gender_in, gender_of

_STATING = re.compile(r"(?:(patronymic_)|family_)?name(?:_[a-z]{2,3})?")


Stating = tuple[tuple[str, Callable[[str], Gender | None]], ...]
"""Columns whose names may state a gender, each with what finds it."""


def stating(columns: Iterable[str]) -> Stating:
    """Those of the columns that may state a gender: no given name does."""
    found = ((column, _STATING.fullmatch(column)) for column in columns)
    return tuple((column, gender_of if own[1] else gender_in) for column, own in found if own)


def genders_stated(fields: Mapping[str, str], columns: Stating) -> set[Gender]:
    """The genders that the names in those columns of a row state; both where they differ."""
    return {gender for column, find in columns if (gender := find(fields[column]))}
