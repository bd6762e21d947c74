"""Peers and bishops, whose titles are a part of what they are called: data/titles.yaml."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from appeal_cli.files.resources import read_words
from appeal_cli.roster.names.title_words import Phrase, phrase_of, titles

_BRACKETS = re.compile(r" ?\([^()]*\)")
_LONGEST = 4
"""How many words a title before another has at most that is looked for: `the right honourable`."""


class Peer(NamedTuple):
    """A name with the title of a peer or a bishop, and what is left of it. `of_place` says whether
    `of` stood between them, and `alone` whether greetings have the title without the rest."""

    title: Phrase
    rest: tuple[str, ...]
    of_place: bool
    alone: bool


def peer_in(name: str) -> Peer | None:
    """The title in a whole name, behind other titles alone: `earl` in `The Rt Hon the Earl of
    Probe`; None where it is none for certain, as in `Earl Sample` and `Lord Justice Sample`."""
    known = _known()
    if known.words.isdisjoint(name.casefold().split()):
        return None
    words = _BRACKETS.sub("", name).split()
    start, stop = _title_in(words)
    title, rest = phrase_of(words[start:stop]), words[stop:]
    if not title or not rest or phrase_of(rest[:1]) in known.others:
        return None
    of_place = rest[0] == "of" and len(rest) > 1
    alone = title in known.alone
    is_behind = words[max(start - 1, 0)].casefold() == "the"
    is_sure = of_place if alone else is_behind or "of" in rest or title not in titles().names_too
    return Peer(title, tuple(rest[of_place:]), of_place, alone) if is_sure else None


def title_in_front(name: str) -> str:
    """The name of a peer as it is said: `Sample of Probe, Lord` as `Lord Sample of Probe`."""
    rest, _, title = name.partition(", ")
    words = title.removesuffix(" of").split()
    is_title = bool(rest and words) and _title_in(words)[1] == len(words)
    return f"{title} {rest}" if is_title else name


def is_of_an_office(words: Phrase) -> bool:
    """Whether the words are `Lord` and an office that a woman may have: `Lord Mayor`."""
    known = _known()
    return words[:1] == ("lord",) and (words[:2] in known.alone or words[1:2] in known.others)


def _title_in(words: Sequence[str]) -> tuple[int, int]:
    """Where the title of a peer begins and ends, behind other titles alone; or 0, 0."""
    start, known = 0, _known()
    while start < len(words):
        for length in range(min(_LONGEST, len(words) - start), 0, -1):
            phrase = phrase_of(words[start : start + length])
            if phrase in known.alone or phrase in known.ranks:
                return start, start + length
            if phrase in known.before or phrase in titles().prefixes:
                start += length
                break
        else:
            return 0, 0
    return 0, 0


class _Peers(NamedTuple):
    ranks: frozenset[Phrase]
    alone: frozenset[Phrase]
    before: frozenset[Phrase]
    others: frozenset[Phrase]
    words: frozenset[str]


@lru_cache(maxsize=1)
def _known() -> _Peers:
    told = read_words("titles.yaml")["peers"]
    places = (told[place] for place in ("ranks", "alone", "before", "others"))
    phrases = [frozenset(phrase_of(title.split()) for title in each) for each in places]
    ranks, alone, before, others = phrases
    words = frozenset(phrase[-1] for phrase in ranks | alone)
    return _Peers(ranks, alone, before, others, words)
