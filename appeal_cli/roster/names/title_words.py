"""The words of data/titles.yaml, as they are compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from appeal_cli.files.resources import read_words
from appeal_cli.roster.deputy import Gender

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Titles:
    """The titles that are known, each as words without dots in lower case.

    `names_too` are titles that are names as well, and those `with_a_point` are so without one;
    `begin` has the words that those before a name begin with, and `end` those that letters after
    a name end with.
    """

    prefixes: frozenset[Phrase]
    names_too: frozenset[Phrase]
    with_a_point: frozenset[Phrase]
    suffixes: frozenset[Phrase]
    doubtful: frozenset[Phrase]
    genders: Mapping[Phrase, Gender]
    longest: int
    begin: frozenset[str]
    end: frozenset[str]


@lru_cache(maxsize=1)
def titles() -> Titles:
    """What data/titles.yaml says. A title that greetings have is one before a name too, unless
    it is a name as well (`Dean`)."""
    told = read_words("titles.yaml")
    greeted = (
        each.get(place, ())
        for each in told["greeted"].values()
        for place in ("given", "surname", "instead")
    )
    names_too = frozenset(_phrases([told["names_too"]]))
    said = frozenset(_phrases(greeted)) - names_too
    prefixes = frozenset(_phrases(told["prefixes"].values())) | said
    genders: dict[Phrase, Gender] = {}
    for gender in ("male", "female"):
        genders |= dict.fromkeys(_phrases([told["stated"][gender]]), gender)
    suffixes = frozenset(_phrases(told["suffixes"].values()))
    return Titles(
        prefixes,
        names_too,
        frozenset(_phrases([told["with_a_point"]])),
        suffixes,
        frozenset(_phrases([told["doubtful"]])),
        genders,
        max(map(len, prefixes)),
        frozenset(phrase[0] for phrase in prefixes),
        frozenset(phrase[-1] for phrase in suffixes),
    )


def _phrases(lists: Iterable[Iterable[str]]) -> Iterable[Phrase]:
    return (phrase_of(phrase.split()) for phrases in lists for phrase in phrases)


def phrase_of(words: Iterable[str]) -> Phrase:
    """The words as they are compared: `Maj-Gen` is `maj gen`."""
    return tuple(" ".join(map(_bare, words)).replace("-", " ").split())


def _bare(word: str) -> str:
    return word.casefold().replace(".", "").replace("’", "'").strip(",()")
