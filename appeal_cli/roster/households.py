"""Rows that are no single person: firms, families and couples; and forms of address for either
gender."""

from __future__ import annotations

import re

from appeal_cli.roster.gender import folded
from appeal_cli.roster.gender_words import CIVILITIES
from appeal_cli.roster.lexicon import lexicon, words_in
from appeal_cli.roster.looks import is_title

_DIGIT = re.compile(r"\d")
_AND = re.compile(r"\s*[&+]\s*|\s+(?:and|und|et|y|e|en|i|og|och|ve|и|та|й|және)\s+")
_OR = re.compile(r"\s*[/|]\s*|\s+(?:or|oder|ou|o|of|lub|veya|или|або|немесе)\s+")


def may_name_no_person(words: frozenset[str]) -> bool:
    """Whether any name that has some of the words may be that of a firm or a family; not so in
    most lists."""
    known = lexicon()
    ends = {phrase[0] for phrase in known.households if len(phrase) == 1}
    return not (known.firms | ends).isdisjoint(words)


def names_no_person(name: str) -> bool:
    """Whether the name is that of a firm or a family: `Muster GmbH`, `Familie Krause`, `The Jones
    Family`."""
    known = lexicon()
    words = words_in(name)
    ends = [words[:1], words[-1:]] if len(words) > 1 and not _DIGIT.search(name) else []
    return not known.firms.isdisjoint(words) or any(end in known.households for end in ends)


def addresses_no_person(cell: str) -> bool:
    """Whether a form of address, or what stands for a gender, is for no single person: `Firma`,
    `Eheleute`, `Mr & Mrs`."""
    known = lexicon()
    words = words_in(cell)
    return words in known.no_person | known.households or _are_forms(_AND.split(cell))


def leaves_gender_open(cell: str) -> bool:
    """Whether the form of address is for either gender: `Herr/Frau`, `Mr or Ms`."""
    return _are_forms(_OR.split(cell))


def _are_forms(pieces: list[str]) -> bool:
    """Whether there are several pieces, each a form of address or a title, of which one states a
    gender."""
    said = [piece.strip() for piece in pieces if piece.strip()]
    if len(said) < 2 or not all(map(is_title, said)):
        return False
    return any(folded(word) in CIVILITIES for piece in said for word in piece.split())
