"""Remarks of whether somebody holds a seat, by the words of data/headings.yaml."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from appeal_cli.roster.lexicon import Words, lexicon, without, words_in

PIECES = re.compile(r"[()\[\]{};:–—†]| - |, ")
"""What stands between the pieces of a name or a remark."""

_FEW_WORDS = 3
"""How many words a remark of a time has at most: `до 3 марта`."""

_MOST_WORDS = 8
"""How many words a phrase of the data has at most."""

_LONGEST = 80
"""The longest remark that says no more, in characters."""


@lru_cache(maxsize=10_000)
def says(cell: str, phrases: frozenset[Words]) -> bool:
    """Whether a remark is one of the phrases."""
    return len(cell) < _LONGEST and is_one_of(cell, phrases)


@lru_cache(maxsize=10_000)
def of_a_seat(cell: str, phrases: frozenset[Words]) -> bool:
    """Whether a role or a remark says it of somebody whom it calls no more than a deputy:
    `Member (resigned)`, `Vereador licenciado`."""
    words = words_in(cell)
    return len(cell) < _LONGEST and without(words, lexicon().people) in phrases


def is_former(cell: str) -> bool:
    """Whether it says that somebody held the seat before, and not in which years: those tell of
    another seat (`Former MP (2010-2015)`)."""
    return words_in(cell) in lexicon().former and not any(map(str.isdecimal, cell))


@lru_cache(maxsize=10_000)
def says_more(cell: str) -> bool:
    """Whether a remark says that somebody has left or does not sit, and says more, so that it may
    be of something else: `resigned as chair`, `Chair (suspended)`."""
    known = lexicon()
    words = words_in(cell)
    if known.of_seats.isdisjoint(words) and not any(map(str.isdecimal, cell)):
        return False
    if any(says(cell, each) or of_a_seat(cell, each) for each in (known.ended, known.away)):
        return False
    is_short = len(words) <= _FEW_WORDS and any(map(str.isdecimal, cell))
    if is_short and (begins_with(words, known.until) or words[-1:] in known.until):
        return True  # `bis 31.12.2025`
    if begins_with(without_times(words), known.ended):
        return True
    pieces = PIECES.split(cell)
    every = pieces if len(pieces) > 1 else []
    return any(is_one_of(each, known.ended) or is_one_of(each, known.away) for each in every)


def may_be_absent(cell: str) -> bool:
    """Whether a remark says that letters may not reach somebody, who holds the seat all the same:
    `on maternity leave`."""
    return says(cell, lexicon().absent)


def are_statuses(cells: Sequence[str]) -> bool:
    """Whether each of the cells says that somebody sits or does not: those under `Estado`, which
    heads regions too."""
    known = lexicon()
    every = known.holding | known.ended | known.away | known.absent | known.former | known.vacant
    return bool(cells) and all(words_in(cell) in every or says(cell, every) for cell in cells)


def is_one_of(text: str, phrases: frozenset[Words]) -> bool:
    """Whether the text is one of the phrases, with no more behind it than a time."""
    times, every = lexicon().times, words_in(text)
    if lexicon().of_remarks.isdisjoint(every):
        return False
    words = without_times(every)
    length = begins_with(words, phrases)
    left = words[length:]
    others = [word for word in left if word not in times]
    is_dated = re.search(r"\d", text) is not None or (bool(left) and left[0] in times)
    is_one = bool(length) and (not others or (len(others) == 1 and is_dated))  # a month
    return is_one or every in phrases  # `в отпуске` begins like a time


def begins_with(words: Words, phrases: frozenset[Words]) -> int:
    """How many of the words are the longest of the phrases that they begin with."""
    longest = min(len(words), _MOST_WORDS)
    return next((length for length in range(longest, 0, -1) if words[:length] in phrases), 0)


def without_times(words: Words) -> Words:
    """The words without those at their beginning that say when: `досрочно прекращены`."""
    times = lexicon().times
    first = next((at for at, word in enumerate(words) if word not in times), len(words))
    return words[first:]
