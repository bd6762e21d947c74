"""Words without the endings that headings give them: of `Ауданы`, `аудана` and `Audany` one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from appeal_cli.roster.names.transliteration import in_rough_latin

_CYRILLIC = re.compile("[\u0400-\u052f]")
_ENDINGS = re.compile(
    "(?:(?:л|д|т)[ае]р(?:ы|і)?|(?:н|д|т)[ыі]ң|с[ыі]|"  # Kazakh: plural, genitive, possessive
    "[ая]ми|[ое]го|[ое]му|[ыи]ми|[ая]я|[ое]е|[ыи]е|[ыиоеі]й|[ыи]х|[ыиоеая]м|[ая]х|"
    "[оеії]в|и[яюией]|ії|[аяоеыиуюьйії])$"  # Russian, Ukrainian and Bulgarian: cases
)
_TURKIC = re.compile("(?:[ldt][ae]ri?|[ndt][iu]n|s[iu]|[iu])$")
"""Those of Turkish, Uzbek and Kazakh, in rough Latin letters."""

_SAME = re.compile("i{2,}")
"""`ия` is spelt in two ways: `partiasy`, `partııasy`."""

_LEAST = 4
"""How many letters are left of a word at least."""

_FOREIGN = re.compile("[xw]")
"""Letters that stand for no Cyrillic one: `Index` is no `индекс`."""


_LEAST_IN_LATIN = 5
"""How many letters a word has at least that is known in another alphabet than its own."""


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """The word without its endings, in rough Latin letters if it is in any of those."""
    if _CYRILLIC.search(word):
        return _without(word, _ENDINGS)
    return _without(in_latin(word), _TURKIC)


def in_latin(word: str) -> str:
    """The word in rough Latin letters, with its endings; "" where it has others than those."""
    return "" if _FOREIGN.search(word) else _SAME.sub("i", in_rough_latin(word))


def forms_of(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What the words of a heading are looked up as: those in Latin letters as they are, and all
    of them without endings, if they have any."""
    if not any(map(_CYRILLIC.search, words)):
        latin = tuple(map(in_latin, words))
        if len("".join(latin)) >= _LEAST_IN_LATIN:
            yield latin
    stems = tuple(map(stem, words))
    if any(map(_CYRILLIC.search, words)) or stems != tuple(map(in_latin, words)):
        yield stems


def listed_as(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What words of the table are found by: without endings, and in Latin letters; of Kazakh ones
    `у` is `y` in the alphabet of 2018 (`saılaý`)."""
    yield tuple(map(stem, words))
    yield tuple(map(in_latin, words))
    yield tuple(in_latin(word.replace("у", "ы")) for word in words)


def _without(word: str, endings: re.Pattern[str]) -> str:
    while (left := endings.sub("", word)) != word and len(left) >= _LEAST:
        word = left
    return word
