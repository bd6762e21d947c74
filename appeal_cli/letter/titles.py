"""How a greeting says the titles of a deputy, known by data/titles.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from appeal_cli.files.resources import read_words

Phrase = tuple[str, ...]
Place = Literal["given", "surname", "unsaid", "address"]
"""What a title stands before in a greeting. `unsaid` is one that a greeting leaves out, `address`
a form of address (`Herr`), which the language says by itself."""

_BRACKETED = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[\w'’]+\.?|[&+/]")


class Greeted(NamedTuple):
    """What a greeting says of the titles, before the surname and before the given name, and what
    an address has of them besides a form of address."""

    surname: str = ""
    given: str = ""
    degrees: str = ""


class _Title(NamedTuple):
    place: Place
    words: str = ""  # where it is not said as it is written
    written: str = ""


def greeted(prefix: str, language: str, own: Sequence[str] = ()) -> Greeted | None:
    """What a greeting in the language says of the titles `Rt Hon Sir`, `Lt Col`; nothing of those
    that no greeting has. None where one of them is not known in that language.

    `own` are titles before a surname that the language's file knows besides.
    """
    if not prefix:
        return Greeted()
    known = {**_known(language), **{phrase_in(title): _Title("surname") for title in own}}
    titles = _titles(prefix, known)
    if titles is None:
        return None
    said: dict[Place, list[str]] = {"given": [], "surname": [], "unsaid": [], "address": []}
    for title in titles:
        said[title.place].append(title.words or _in_ordinary_case(title.written))
    degrees = prefix
    for title in titles:
        if title.place == "address":
            degrees = " ".join(degrees.replace(title.written, "", 1).split())
    if _is_first_alone(language):
        del said["surname"][1:]
    if said["given"]:
        return Greeted("", said["given"][-1], degrees)
    return Greeted(" ".join(said["surname"]), "", degrees)


def _titles(prefix: str, known: Mapping[Phrase, _Title]) -> list[_Title] | None:
    """Each title in the words, the longest that is known; None where one is of no title. What
    stands in brackets is not said: `Col. (Ret.)`."""
    brackets = [found.span() for found in _BRACKETED.finditer(prefix)]
    words = [
        word
        for word in _WORD.finditer(prefix)
        if not any(start < word.start() < end for start, end in brackets)
    ]
    longest = max(map(len, known), default=0)
    found: list[_Title] = []
    while words:
        for length in range(min(longest, len(words)), 0, -1):
            written = prefix[words[0].start() : words[length - 1].end()]
            if title := known.get(phrase_in(written)):
                found.append(title._replace(written=written))
                del words[:length]
                break
        else:
            return None
    return found


def _in_ordinary_case(title: str) -> str:
    return title.title() if title.islower() or title.isupper() else title


def phrase_in(text: str) -> Phrase:
    """The words of a title as they are compared: `Lt.-Col.` is `lt col`."""
    words = (word.group().rstrip(".").casefold() for word in _WORD.finditer(text))
    return tuple(word.replace("’", "'") for word in words)


@lru_cache(maxsize=20)
def _is_first_alone(language: str) -> bool:
    """Whether of several titles a greeting says the first: `Professor` of `Prof. Dr.`."""
    return bool(greetings_of(language).get("several") == "first")


def greetings_of(language: str) -> Mapping[str, Any]:
    """What data/titles.yaml says of the language, or of that without its region."""
    told = read_words("titles.yaml")["greeted"]
    return told.get(language) or told.get(language.partition("-")[0]) or {}


@lru_cache(maxsize=20)
def _known(language: str) -> Mapping[Phrase, _Title]:
    """The titles that data/titles.yaml knows in greetings of the language, and marks of honour."""
    greetings = greetings_of(language)
    found: dict[Phrase, _Title] = {}
    for title in (*read_words("titles.yaml")["styles"], *greetings.get("unsaid", ())):
        found[phrase_in(title)] = _Title("unsaid")
    for title, words in greetings.get("instead", {}).items():
        found[phrase_in(title)] = _Title("surname", words)
    places: tuple[Place, ...] = ("given", "surname", "address")
    for place in places:
        found |= {phrase_in(title): _Title(place) for title in greetings.get(place, ())}
    return found
