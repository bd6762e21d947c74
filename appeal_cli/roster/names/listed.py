"""Names as a list writes them, made such as a letter does: without titles, not in capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from appeal_cli.roster.deputy import NAME_PARTS, Gender
from appeal_cli.roster.gender import CHOSEN, CIVILITIES, civilities_of, folded
from appeal_cli.roster.names.casing import (
    PARTICLES,
    in_capitals,
    ordinary_case,
    surnames_in_capitals,
    turkish_cased,
)
from appeal_cli.roster.names.patronymics import means_child
from appeal_cli.roster.names.titles import apart, gender_of_title, like_a_title

Fields = dict[str, str]

_PARTS = re.compile(rf"(?:name|{'|'.join(NAME_PARTS)})(_[a-z]{{2,3}})?")
_MOST_IN_CAPITALS = 0.8
_ONE_LEFT = 1

_NUMBER = re.compile(r"\d{1,5} ?[.)]\s*(?=[^\W\d_])")


def without_numbers(people: Sequence[Fields]) -> list[str]:
    """Takes the numbers of a list off its names (`1. Ann Sample`); the names as they were."""
    found = []
    for person in people:
        for field, text in person.items():
            if text[:1].isdigit() and _PARTS.fullmatch(field) and _NUMBER.match(text):
                found.append(text)
                person[field] = _NUMBER.sub("", text, count=1)
    return found


def titles_apart(people: Sequence[Fields]) -> list[tuple[int, str]]:
    """Takes titles and letters out of the names, and puts them where they belong.

    A title that states a gender gives it where nothing else does. Those that state another than
    the rest of a row are returned, with the number of the row among the people: no letter says
    them, and nobody there is of a known gender.
    """
    others: list[tuple[int, str]] = []
    names = [person["name"] for person in people if "name" in person]
    doubtful = not surnames_in_capitals([apart(name, doubtful=False).name for name in names])
    civil = _forms_of_address(names)
    for index, person in enumerate(people):
        if civil and "name" in person:
            _take_address(person, civil)
        for field in ("name", "family_name", "given_name"):
            if field in person and (other := _take(person, field, doubtful=doubtful)):
                others.append((index, other))
    return others


def unknown_titles(people: Sequence[Fields]) -> list[tuple[int, str]]:
    """What may be a title in the names, though no list has it, with the numbers of their rows."""
    found = ((index, like_a_title(each.get("name", ""))) for index, each in enumerate(people))
    return [(index, title) for index, title in found if title]


def _forms_of_address(names: Sequence[str]) -> dict[str, Gender]:
    """The short forms of address that the names begin with (`M.` beside `Mme`), and the genders
    that they state. One alone is one where half of the names begin with it: no initial is so
    common."""
    begun = Counter(folded(name.partition(" ")[0]) for name in names if name.count(" ") > 1)
    found = civilities_of(begun)
    if not found and begun["m"] > 2 and begun["m"] * 2 > len(names):
        return {"m": "male"}
    return found


def _take_address(person: Fields, civil: Mapping[str, Gender]) -> None:
    """Takes a form of address with a point (`M.`, `Hr.`) out of the name."""
    first, _, rest = person["name"].partition(" ")
    gender = civil.get(folded(first))
    is_one = first.endswith(".") and " " in rest
    if gender and is_one and person.setdefault("gender", gender) == gender:
        person["name"] = rest


def _take(person: Fields, field: str, *, doubtful: bool) -> str:
    """Takes the titles out of the field; the title that states another gender than the row."""
    text = person[field]
    if " " not in text:
        return ""
    whole = field == "name"
    found = apart(text, doubtful=doubtful) if whole else apart(text, least=_ONE_LEFT)
    if found.name == text or (not whole and not text.partition(" ")[0].endswith(".")):
        return ""
    person[field] = found.name
    if found.suffix:
        person.setdefault("honorific_suffix", found.suffix)
    if not found.prefix:
        return ""
    gender = gender_of_title(found.prefix) or CIVILITIES.get(folded(found.prefix))
    if gender and person.get("gender", gender) != gender:
        person["gender"] = ""
        return found.prefix
    if gender:
        person["gender"] = gender
    if left := _without_address(found.prefix):
        person.setdefault("honorific_prefix", left)
    return ""


def _without_address(prefix: str) -> str:
    """The title, unless it is a form of address alone, of which the letter's language has its
    own; English ones are what somebody chose."""
    return "" if folded(prefix) in CIVILITIES.keys() - CHOSEN else prefix


def in_ordinary_case(people: Sequence[Fields]) -> list[str]:
    """Puts columns of names that are all in capitals in ordinary case; the fields it did so to."""
    fields = dict.fromkeys(field for person in people for field in person)
    known = {field: part[1] for field in fields if (part := _PARTS.fullmatch(field))}
    found = []
    for field, language in known.items():
        if not _is_shouted(field, people):
            continue
        alike = {other for other in known if known[other] == language}
        texts = (person[each] for person in people for each in alike & person.keys())
        turkish = turkish_cased(texts)
        if any([*_cased(field, people, turkish=turkish)]):
            found.append(field)
    return found


def _is_shouted(field: str, people: Sequence[Fields]) -> bool:
    """Whether most of the names stand in capitals."""
    texts = [person[field] for person in people if field in person]
    if field.startswith("name"):
        texts = [text for text in texts if " " in text]  # one word may be an abbreviation
    shouted = sum(map(_all_capitals, texts))
    return shouted > 0 and shouted >= _MOST_IN_CAPITALS * len(texts)


def _cased(field: str, people: Sequence[Fields], *, turkish: bool) -> Iterator[bool]:
    """Puts each name in ordinary case, and says whether that changed it."""
    for person in people:
        text = person.get(field, "")
        if text and (" " in text or not field.startswith("name")):
            person[field] = ordinary_case(text, turkish=turkish)
            yield person[field] != text


def _all_capitals(text: str) -> bool:
    """Whether each word stands in capitals, but for initials, particles and `уулу`."""
    if text.istitle():
        return False
    words = text.replace(",", " ").split()
    return any(map(in_capitals, words)) and all(
        in_capitals(word) or len(word.strip(".")) < 2 or word in PARTICLES or means_child(word)
        for word in words
    )
