"""Names as a list writes them, made such as a letter does: without titles, not in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appeal_cli.roster.deputy import NAME_PARTS
from appeal_cli.roster.names.casing import (
    PARTICLES,
    in_capitals,
    ordinary_case,
    surnames_in_capitals,
    turkish_cased,
)
from appeal_cli.roster.names.patronymics import means_child
from appeal_cli.roster.names.titles import apart, gender_of_title

Fields = dict[str, str]

_PARTS = re.compile(rf"(?:name|{'|'.join(NAME_PARTS)})(?:_[a-z]{{2,3}})?")
_MOST_IN_CAPITALS = 0.8
_ONE_LEFT = 1


def titles_apart(people: Sequence[Fields]) -> None:
    """Takes titles and letters out of the names, and puts them where they belong.

    A title that states a gender gives it where nothing else does.
    """
    bare = [apart(person["name"]).name for person in people if "name" in person]
    doubtful = not surnames_in_capitals(bare)
    for person in people:
        for field in ("name", "family_name", "given_name"):
            if field in person:
                _take(person, field, doubtful=doubtful)


def _take(person: Fields, field: str, *, doubtful: bool) -> None:
    text = person[field]
    if " " not in text:
        return
    whole = field == "name"
    found = apart(text, doubtful=doubtful) if whole else apart(text, least=_ONE_LEFT)
    if found.name == text or (not whole and not text.partition(" ")[0].endswith(".")):
        return
    person[field] = found.name
    if found.prefix:
        person.setdefault("honorific_prefix", found.prefix)
        gender = gender_of_title(found.prefix)
        if gender and "gender" not in person:
            person["gender"] = gender
    if found.suffix:
        person.setdefault("honorific_suffix", found.suffix)


def in_ordinary_case(people: Sequence[Fields]) -> list[str]:
    """Puts columns of names that are all in capitals in ordinary case; the fields it did so to."""
    fields = dict.fromkeys(field for person in people for field in person)
    return [field for field in fields if _PARTS.fullmatch(field) and any([*_cased(field, people)])]


def _cased(field: str, people: Sequence[Fields]) -> Iterator[bool]:
    """Whether each name was changed, once most of them stand in capitals."""
    texts = [person[field] for person in people if field in person]
    if field.startswith("name"):
        texts = [text for text in texts if " " in text]  # one word may be an abbreviation
    shouted = sum(map(_all_capitals, texts))
    if not shouted or shouted < _MOST_IN_CAPITALS * len(texts):
        return
    turkish = turkish_cased(texts)
    for person in people:
        text = person.get(field, "")
        if text and (" " in text or not field.startswith("name")):
            person[field] = ordinary_case(text, turkish=turkish)
            yield person[field] != text


def _all_capitals(text: str) -> bool:
    """Whether each word stands in capitals, but for initials, particles and `уулу`."""
    words = text.replace(",", " ").split()
    return any(map(in_capitals, words)) and all(
        in_capitals(word) or len(word.strip(".")) < 2 or word in PARTICLES or means_child(word)
        for word in words
    )
