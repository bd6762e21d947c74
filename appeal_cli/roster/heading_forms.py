"""Headings whose words have other forms than those of the table: endings, and abbreviations."""

from __future__ import annotations

import re
from typing import NamedTuple

from appeal_cli.roster.endings import forms_of
from appeal_cli.roster.lexicon import Meaning, Words, lexicon, without, words_in

_PIECES = re.compile(r"[^\s,;/|()]+")
_LEAST = 3
"""How many letters of a word are left at least where it is abbreviated."""

_DATIVE = {
    **dict.fromkeys(("дательном", "дательный", "дательного", "дат", "датп"), "ru"),
    **{"давальному": "uk", "давальний": "uk", "барыс": "kk"},
}
_NOMINATIVE = frozenset(("именительном", "именительный", "им", "называний", "називному", "атау"))
_OF_CASES = frozenset(
    ("в", "у", "падеже", "падеж", "п", "відмінку", "відмінок", "септік", "септігі")
)
"""The words with which headings say cases."""


class Case(NamedTuple):
    """The words of a heading without those that say a case; `dative` is the code of the language in
    which it is the dative, or ""."""

    left: Words
    dative: str


def case_in(words: Words) -> Case | None:
    """The case that a heading says, or None."""
    dative = next((code for word, code in _DATIVE.items() if word in words), "")
    if not dative and _NOMINATIVE.isdisjoint(words):
        return None
    return Case(without(words, _OF_CASES | _NOMINATIVE | _DATIVE.keys()), dative)


def by_stems(words: Words) -> Meaning | None:
    """What words with other endings than those of the table mean: `Ауданы`, `избирательных
    округов`; and words of it in Latin letters, `Lauazymy`."""
    known = lexicon()
    left = without(words, known.skipped | known.beside)
    return next(filter(None, map(known.stems.get, forms_of(left))), None)


def by_abbreviations(heading: str) -> Meaning | None:
    """What a heading means whose words stop with a point before their end: `парт. принадл.`,
    `служ. тел.`; None where the table has words of two fields that begin so."""
    begun = [words_in(piece.rstrip(".")) for piece in _PIECES.findall(heading)]
    words = [word for piece in begun for word in piece]
    cut = {
        word
        for piece, found in zip(_PIECES.findall(heading), begun, strict=True)
        for word in found[-1:]
        if piece.endswith(".") and len(word) >= _LEAST
    }
    if not cut:
        return None
    known = lexicon()
    beside = known.beside | known.skipped
    left = [word for word in words if word not in beside and not _begins(word, cut, beside)]
    fitting = [
        meaning
        for phrase, meaning in known.fields.items()
        if len(phrase) == len(left or words)
        and all(
            whole == word or (word in cut and whole.startswith(word))
            for word, whole in zip(left or words, phrase, strict=True)
        )
    ]
    fields = {meaning.field for meaning in fitting}
    return fitting[0] if len(fields) == 1 else None


def _begins(word: str, cut: set[str], wholes: frozenset[str]) -> bool:
    """Whether a word that is cut is the beginning of one of those."""
    return word in cut and any(whole.startswith(word) for whole in wholes)
