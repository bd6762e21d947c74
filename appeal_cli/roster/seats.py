"""Seats that nobody holds, and people who no longer hold theirs: no letter goes to either."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from appeal_cli.roster.account import Why
from appeal_cli.roster.lexicon import Words, lexicon, without, words_in

_CROSS = re.compile("[†✝✞☦🕆⚰]")
_APART = re.compile(r"[()\[\]{};:–—†]| - |, ")
_LONGEST = 80
"""The longest remark that says no more, in characters."""


def empty_seat(name: str) -> Why | None:
    """Why nobody is to be written to by what stands where the name does, or None: `Vacant since
    May`, `Ann Sample †`, `Иванов И.И. (полномочия прекращены)`."""
    if not name:
        return None
    known = lexicon()
    words = words_in(name)
    if words in known.vacant:
        return Why.VACANT
    if _CROSS.search(name):
        return Why.ENDED
    if not (words and not known.of_seats.isdisjoint(words)):
        return None
    pieces = [piece for piece in _APART.split(name) if words_in(piece)]
    behind = [words_in(piece) for piece in pieces[1:]]
    if any(_begins(piece, known.ended) for piece in behind) or _is(name, known.ended):
        return Why.ENDED
    is_vacant = any(_is(piece, known.vacant) for piece in pieces)
    return Why.VACANT if is_vacant and not _is_a_name(name) else None


def _is_a_name(name: str) -> bool:
    """Whether the text is a name in two words: somebody may be called `Vago, João`."""
    return re.fullmatch(r"[^\W\d_]+,? [^\W\d_]+", name) is not None and name.title() == name


@lru_cache(maxsize=10_000)
def says_ended(cell: str) -> bool:
    """Whether a remark says that somebody no longer holds the seat: `resigned`, `умер 3 марта`."""
    return len(cell) < _LONGEST and _is(cell, lexicon().ended)


@lru_cache(maxsize=10_000)
def says_vacant(cell: str) -> bool:
    """Whether a remark says that nobody holds the seat: `seat vacant`, `мандат вакантен с мая`."""
    return len(cell) < _LONGEST and _is(cell, lexicon().vacant)


def are_remarks(heading: str) -> bool:
    """Whether the column is for whatever there is to say: `Notes`, `Статус`."""
    known = lexicon()
    return without(words_in(heading), known.skipped) in known.remarks


def is_of_the_person(heading: str) -> bool:
    """Whether a column that no letter reads may say such a thing of the person: not of others."""
    return lexicon().others.isdisjoint(words_in(heading))


def _begins(words: Words, phrases: Iterable[Words]) -> int:
    lengths = [len(phrase) for phrase in phrases if words[: len(phrase)] == phrase]
    return max(lengths, default=0)


def _is(text: str, phrases: Iterable[Words]) -> bool:
    """Whether the text is one of the phrases, with no more behind it than a time."""
    words = words_in(text)
    length = _begins(words, phrases)
    left = words[length:]
    times = lexicon().times
    others = [word for word in left if word not in times]
    is_dated = re.search(r"\d", text) is not None or (bool(left) and left[0] in times)
    return bool(length) and (not others or (len(others) == 1 and is_dated))  # a month
