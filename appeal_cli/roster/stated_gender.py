"""The gender that the names in a row state: by a patronymic, or a "son of" inside a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from appeal_cli.roster.deputy import Gender
from appeal_cli.roster.names.patronymics import gender_in, gender_of

_STATING = re.compile(r"(?:(patronymic_)|family_)?name(?:_[a-z]{2,3})?")


@lru_cache(maxsize=1_000)
def _stated_by(column: str) -> Callable[[str], Gender | None] | None:
    """What finds the gender that the names in the column state: no given name does."""
    stating = _STATING.fullmatch(column)
    if not stating:
        return None
    return gender_of if stating[1] else gender_in


def genders_stated(fields: Mapping[str, str]) -> set[Gender]:
    """The genders that the names in the fields of a row state; both where they differ."""
    found: set[Gender] = set()
    for column, text in fields.items():
        if (stated := _stated_by(column)) and (gender := stated(text)):
            found.add(gender)
    return found
