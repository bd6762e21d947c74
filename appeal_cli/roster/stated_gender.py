"""The gender that the names in a row state: by a patronymic, or a "son of" inside a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, cast

from appeal_cli.roster.deputy import Gender
from appeal_cli.roster.names.patronymics import gender_in, gender_of, may_name_child

_STATING = re.compile(r"(?:(patronymic_)|family_)?name(?:_[a-z]{2,3})?")


class Stating(NamedTuple):
    """Columns whose names may state a gender: those of patronymics, and those of whole names and
    surnames."""

    patronymics: tuple[str, ...]
    names: tuple[str, ...]


def stating(columns: Iterable[str]) -> Stating:
    """Those of the columns that may state a gender: no given name does."""
    found = [(column, own) for column in columns if (own := _STATING.fullmatch(column))]
    return Stating(
        tuple(column for column, own in found if own[1]),
        tuple(column for column, own in found if not own[1]),
    )


def genders_stated(fields: Mapping[str, str], columns: Stating) -> set[Gender]:
    """The genders that the names in those columns of a row state; both where they differ."""
    stated = {gender_of(fields[column]) for column in columns.patronymics}
    names = [fields[column] for column in columns.names]
    if may_name_child("\n".join(names)):
        stated.update(map(gender_in, names))
    stated.discard(None)
    return cast(set[Gender], stated)
