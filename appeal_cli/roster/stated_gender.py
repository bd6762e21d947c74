"""The gender that the names in a row state: by a patronymic, or a "son of" inside a name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from appeal_cli.roster.deputy import Gender
from appeal_cli.roster.names.patronymics import gender_in, gender_of

_STATING = re.compile(r"(?:(patronymic_)|family_)?name(?:_[a-z]{2,3})?")
"""The columns that may state a gender: no given name does."""


def genders_stated(fields: Mapping[str, str]) -> set[Gender]:
    """The genders that the names in the fields of a row state; both where they differ."""
    found: set[Gender] = set()
    for column, text in fields.items():
        if "name" in column and (stating := _STATING.fullmatch(column)):
            gender = gender_of(text) if stating[1] else gender_in(text)
            if gender:
                found.add(gender)
    return found
