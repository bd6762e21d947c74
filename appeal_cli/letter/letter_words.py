"""The words by which a letter's parts are recognised, from data/letter_words.yaml."""

from __future__ import annotations

import re
from functools import lru_cache

from appeal_cli.files.resources import read_words

UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁЄІЇҐЎӘҒҚҢӨҰҮҺ"
LETTERS = r"[^\W\d_]"


@lru_cache(maxsize=1)
def _told() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = read_words("letter_words.yaml")
    return found


@lru_cache(maxsize=50)
def alternatives(kind: str) -> str:
    """A pattern of all words of the kind, in any language, the longest first."""
    phrases = [phrase for phrases in _told()[kind].values() for phrase in phrases]
    return "|".join(map(_pattern, sorted(phrases, key=len, reverse=True)))


def _pattern(phrase: str) -> str:
    words = (re.escape(word).replace(r"\*", rf"{LETTERS}*") for word in phrase.split(" "))
    return r"[\s\u00a0]+".join(words)


@lru_cache(maxsize=50)
def beginning(kind: str) -> re.Pattern[str]:
    """What a text begins with that holds words of the kind: `with_words.match(text)`."""
    return re.compile(rf"\s*(?P<words>{alternatives(kind)})(?!\w)\.?", re.IGNORECASE)


@lru_cache(maxsize=50)
def holding(kind: str) -> re.Pattern[str]:
    """Words of the kind anywhere in a text."""
    return re.compile(rf"(?<!\w)(?P<words>{alternatives(kind)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=2)
def in_order(kind: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    """A pattern of each phrase of the kind, with its number in its own language, from 1."""
    return tuple(
        (re.compile(_pattern(phrase), re.IGNORECASE), number)
        for phrases in _told()[kind].values()
        for number, phrase in enumerate(phrases, 1)
    )


@lru_cache(maxsize=50)
def single_words(kind: str) -> frozenset[str]:
    """The single words of the kind, in lower case."""
    return frozenset(
        word for phrases in _told()[kind].values() for phrase in phrases for word in phrase.split()
    )


def words_in(kind: str, language: str) -> frozenset[str]:
    """The words of the kind in one language, as they are written in the file."""
    return frozenset(_told()[kind].get(language, ()))
