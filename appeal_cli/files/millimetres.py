"""Millimetres: lengths on paper as YAML files have them, and those of data/sizes.yaml."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from appeal_cli.files.resources import read_words
from appeal_cli.problems import shortened

MM = 25.4 / 72
"""How many millimetres a point is."""

MM_PER_PIXEL = 25.4 / 96
"""How many millimetres a pixel of CSS is (CSS Values 4, 6.2)."""

_UNITS = {"": 1.0, "mm": 1.0, "cm": 10.0, "in": 25.4}
_LENGTH = re.compile(r"\s*(\d{1,4}(?:\.\d{1,4})?)\s*(mm|cm|in|)\s*")
MOST = 2000.0
"""The longest that anything on paper is."""


def millimetres(value: object) -> float:
    """The length: a number is of millimetres, and `cm` and `in` may follow it.

    Raises PydanticCustomError for anything else.
    """
    found = _LENGTH.fullmatch(str(value)) if isinstance(value, (str, int, float)) else None
    length = float(found[1]) * _UNITS[found[2]] if found else -1.0
    if not 0 <= length <= MOST:
        raise PydanticCustomError("length", "must be millimetres, such as 176 or 17.6cm")
    return length


_SCHEMA = {
    "anyOf": [
        {"type": "number", "minimum": 0, "maximum": MOST},
        {"type": "string", "pattern": r"^\s*[0-9]+(\.[0-9]+)?\s*(mm|cm|in)?\s*$"},
    ]
}

Millimetres = Annotated[float, BeforeValidator(millimetres), WithJsonSchema(_SCHEMA)]


@lru_cache(maxsize=1)
def sizes() -> Any:
    """What data/sizes.yaml says, every value of it a text: of `pages` and so on by their names."""
    return read_words("sizes.yaml")


def known(kind: str, name: str) -> str:
    """The name of a size of that kind as data/sizes.yaml writes it, however it is written here:
    `c5/6`, `#10`, `Avery L7160`, `3 × 8`.

    Raises PydanticCustomError with those that are known.
    """
    names: dict[str, str] = {}
    for each, found in sizes()[kind].items():
        names |= dict.fromkeys(map(_plain, (each, *found.get("also", ()))), each)
    if _plain(name) not in names:
        told = {"name": shortened(name, 40), "known": ", ".join(sizes()[kind])}
        raise PydanticCustomError("size", "no `{name}` is known, but {known}", told)
    return names[_plain(name)]


def measured(kind: str, value: Any) -> Any:
    """What a file says of a size, over what data/sizes.yaml knows of the one that it names.

    Raises PydanticCustomError for a name that is not known.
    """
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        return value
    name = known(kind, value["name"])
    measures = {key: each for key, each in sizes()[kind][name].items() if key not in _ABOUT}
    return {**measures, **value, "name": name}


_ABOUT = ("also", "source")
"""What data/sizes.yaml says of a size besides its measures."""


def width_and_height(kind: str, name: str) -> tuple[float, float]:
    """The measures of the page or the envelope that data/sizes.yaml calls so."""
    found = sizes()[kind][name]
    return float(found["width"]), float(found["height"])


def _plain(name: str) -> str:
    """The letters and digits of the name, without its maker's."""
    words = name.casefold().replace("×", "x").replace("avery", "").replace("zweckform", "")
    return "".join(filter(str.isalnum, words))
