"""Names as a list writes them, made such as a letter does: without titles, not in capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from appeal_cli.roster.deputy import A_NAME, Gender
from appeal_cli.roster.gender import civilities_of, folded
from appeal_cli.roster.gender_words import BEHIND, CHOSEN, CIVILITIES, SPANISH
from appeal_cli.roster.names.casing import (
    PARTICLES,
    in_capitals,
    ordinary_case,
    surnames_in_capitals,
    turkish_cased,
)
from appeal_cli.roster.names.generations import in_ordinary_letters
from appeal_cli.roster.names.patronymics import is_patronymic, means_child
from appeal_cli.roster.names.peers import peer_in, title_in_front
from appeal_cli.roster.names.titles import Titled, apart, gender_of_title, like_a_title

Fields = dict[str, str]

_MOST_IN_CAPITALS = 0.8
_LEAST_WORDS, _ONE_LEFT = 2, 1
"""How many words a whole name has at least, and a part of one."""

_BICAMERAL = re.compile("[a-zà-ÿāăąćčďđēėęěğīįıłńňőřśşšťūůűųźżž\u0370-\u03ff\u0400-\u052f]")
"""Letters of alphabets whose names have capitals."""

_BESIDE_D = frozenset({"dª", "d.ª", "dña", "doña"})
"""Forms beside which `D.` is one: `D. Juan`, `D.ª Ana`."""

_NUMBER = re.compile(r"(?:№? ?\d{1,5}(?: ?[.)]| )|[^\w\s(\[{«“„\"'‘’†])\s*(?=[^\W\d_])")
"""What a list has before a name: a number, a bullet, a dash."""


def without_numbers(people: Sequence[Fields]) -> list[str]:
    """Takes the numbers and bullets of a list off its names (`1. Ann Sample`, `• Ann Sample`);
    the names as they were."""
    found = []
    for person in people:
        for field, text in person.items():
            if not text[:1].isalpha() and A_NAME.fullmatch(field) and _NUMBER.match(text):
                found.append(text)
                person[field] = _NUMBER.sub("", text, count=1)
    return found


class Taken(NamedTuple):
    """What is to be told of titles, each with the number of its person: those that state
    another gender than the rest of the row, and words that no list of titles has."""

    others: list[tuple[int, str]]
    unlisted: list[tuple[int, str]]


def titles_apart(people: Sequence[Fields]) -> Taken:
    """Takes titles and letters out of the names, and puts them where they belong.

    A title that states a gender gives it where nothing else does. No letter says those that
    state another than the rest of a row, and nobody there is of a known gender.
    """
    taken = Taken([], [])
    names = [person["name"] for person in people if "name" in person]
    doubtful = not surnames_in_capitals(_without_letters(names))
    civil = _forms_of_address(names)
    for index, person in enumerate(people):
        if civil and "name" in person:
            _take_address(person, civil)
        _take_address_behind(person)
        if "name" in person:
            _know_peer(person)
        for field in ("name", "family_name", "given_name"):
            if field not in person or " " not in person[field]:
                continue
            least = _LEAST_WORDS if field == "name" else _ONE_LEFT
            found = apart(person[field], doubtful=doubtful and field == "name", least=least)
            if other := _take(person, field, found):
                taken.others.append((index, other))
            if found.unlisted and found.name == person[field]:
                taken.unlisted.append((index, found.unlisted))
    return taken


def _without_letters(names: Sequence[str]) -> list[str]:
    """The names without letters after them, and without those that may be a surname too where
    several names end with them: all of `Ann O'Sample TD`, `Bob Test TD` are no surnames."""
    found = [apart(name, doubtful=True) for name in names]
    often = Counter(each.suffix for each in found)
    pairs = zip(names, found, strict=True)
    return [each.name if often[each.suffix] > 1 else apart(name).name for name, each in pairs]


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
    if not _BESIDE_D.isdisjoint(begun):
        return found | {"d": "male"}
    most: list[tuple[str, Gender]] = [
        (word, "male") for word in ("m", "d") if begun[word] > 2 and begun[word] * 2 > len(names)
    ]
    return found or dict(most)


def _take_address(person: Fields, civil: Mapping[str, Gender]) -> None:
    """Takes a form of address with a point (`M.`, `Hr.`) out of the name."""
    first, _, rest = person["name"].partition(" ")
    if " " in apart(person["name"]).prefix:  # `M. le Maire`
        return
    gender = civil.get(folded(first))
    is_one = first.endswith(".") and " " in rest
    if gender and is_one and person.setdefault("gender", gender) == gender:
        person["name"] = rest


def _take_address_behind(person: Fields) -> None:
    """Takes a form of address out of the end of the name: `Нұрланова Айгүл ханым`."""
    name, _, last = person.get("name", "").rpartition(" ")
    gender = BEHIND.get(last)
    if gender and " " in name and person.setdefault("gender", gender) == gender:
        person["name"] = name


def _know_peer(person: Fields) -> None:
    """Puts the title of a peer before the name, where lists have it behind, and gives the gender
    that it states."""
    name = person["name"] = title_in_front(person["name"])
    peer = peer_in(name)
    if peer and (gender := gender_of_title(" ".join(peer.title))):
        person.setdefault("gender", gender)


def _take(person: Fields, field: str, found: Titled) -> str:
    """Takes the titles out of the field; the title that states another gender than the row."""
    text = person[field]
    is_short = text.partition(" ")[0].endswith(".")
    if found.name == text or (field != "name" and not is_short):
        return ""
    person[field] = found.name
    if found.suffix:
        person.setdefault("honorific_suffix", in_ordinary_letters(found.suffix))
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
    own = (CIVILITIES.keys() | SPANISH.keys()) - CHOSEN
    return "" if folded(prefix) in own else prefix


def patronymics_apart(people: Sequence[Fields]) -> None:
    """Takes the patronymic out of a given name that has it behind: `Анна Петровна` under `Имя,
    отчество`."""
    for person in people:
        for field in [each for each in person if each.startswith("given_name")]:
            given, _, last = person[field].rpartition(" ")
            own = field.replace("given", "patronymic")
            if given and own not in person and is_patronymic(last):
                person[field], person[own] = given, last


def in_ordinary_case(people: Sequence[Fields]) -> list[str]:
    """Puts names that are all in capitals, or all in small letters, in ordinary case: whole columns
    of them, and whole names among others; the fields it did so to."""
    fields = dict.fromkeys(field for person in people for field in person)
    known = {field: part[1] for field in fields if (part := A_NAME.fullmatch(field))}
    found: list[str] = []
    for language in dict.fromkeys(known.values()):
        alike = [field for field in known if known[field] == language]
        others = [person for person in people if _is_unusual(person, alike)]
        if not others:
            continue
        texts = (person[each] for person in people for each in alike if each in person)
        turkish = turkish_cased(texts)
        shouting = [person for person in others if _is_whole(person, alike, _all_capitals)]
        small = [person for person in others if _is_whole(person, alike, _is_small)]
        for field in alike:
            wanted = people if _is_shouted(field, people) else shouting
            those = people if _are_small(field, people) else small
            changed = [*_cased(field, wanted, turkish=turkish), *_with_capitals(field, those)]
            found += [field] if any(changed) else []
    return found


def _is_unusual(person: Fields, fields: Sequence[str]) -> bool:
    """Whether any of the names is written in another way than most: `Ann Sample`."""
    return not all(person[field].istitle() for field in fields if field in person)


def _is_whole(person: Fields, fields: Sequence[str], is_so: Callable[[str], bool]) -> bool:
    """Whether it is so of the whole name: one word may be an abbreviation, or a surname."""
    texts = [person[field] for field in fields if field in person]
    return all(map(is_so, texts)) and " " in " ".join(texts)


def _is_shouted(field: str, people: Sequence[Fields]) -> bool:
    """Whether most of the names stand in capitals."""
    texts = [person[field] for person in people if field in person]
    if field.startswith("name"):
        texts = [text for text in texts if " " in text]  # one word may be an abbreviation
    shouted = sum(map(_all_capitals, texts))
    return shouted > 0 and shouted >= _MOST_IN_CAPITALS * len(texts)


def _are_small(field: str, people: Sequence[Fields]) -> bool:
    """Whether most of the names stand in small letters: `ann sample`."""
    names = [person[field] for person in people if field in person]
    small = sum(map(_is_small, names))
    return small > 0 and small >= _MOST_IN_CAPITALS * len(names)


def _with_capitals(field: str, people: Sequence[Fields]) -> Iterator[bool]:
    """Gives names in small letters their capitals, and says of each that it did."""
    for person in people:
        if _is_small(person.get(field, "")):
            person[field] = " ".join(
                word if word in PARTICLES or means_child(word) else _with_capital(word)
                for word in person[field].split(" ")
            )
            yield True


def _is_small(name: str) -> bool:
    return name.islower() and _BICAMERAL.match(name) is not None


def _with_capital(word: str) -> str:
    parts = re.split(r"(-|(?<=\b[od])['’])", word)
    return "".join(part[:1].upper() + part[1:] for part in parts)


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
