"""What a dictionary of Russian says of a word: the second voice, where no ending is certain.

It is opened for the first word that is asked for: most names need none.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal, NamedTuple

Kind = Literal["noun", "adjective", "surname", "given name"]

_CASES = {
    "genitive": "gent",
    "dative": "datv",
    "accusative": "accs",
    "instrumental": "ablt",
    "prepositional": "loct",
}
_NO_PERSON = frozenset({"Geox", "Orgn", "Abbr", "Patr"})


class Reading(NamedTuple):
    """One word that the letters may be, in the nominative singular: what it is, whether it is
    feminine, and its forms by case, in which ё is е."""

    kind: Kind
    is_feminine: bool
    forms: dict[str, str]


@lru_cache(maxsize=2_000)
def readings(word: str) -> tuple[Reading, ...]:
    """The words that the dictionary knows by these letters; empty where it knows none."""
    word = word.lower()
    if not _dictionary().word_is_known(word):
        return ()
    found = []
    for parse in _dictionary().parse(word):
        kind = _kind(parse.tag) if parse.is_known else None
        if kind:
            marks = {case: parse.inflect({"sing", mark}) for case, mark in _CASES.items()}
            forms = {case: made.word.replace("ё", "е") for case, made in marks.items() if made}
            found.append(Reading(kind, parse.tag.gender != "masc", forms))
    return tuple(found)


def may_be(word: str, kind: Kind) -> bool:
    """Whether one of the words that the letters may be is of that kind."""
    return any(each.kind == kind for each in readings(word))


def instrumentals(word: str, *, men: bool = False) -> set[str]:
    """How those words end in the instrumental, by their last two letters, which tell where the
    stress is; with `men`, of those alone that are not feminine."""
    found = [each for each in readings(word) if not (men and each.is_feminine)]
    return {each.forms.get("instrumental", "")[-2:] for each in found}


def _kind(tag: Any) -> Kind | None:
    if tag.case != "nomn" or tag.number != "sing" or tag.gender == "neut":
        return None
    if _NO_PERSON & tag.grammemes or "Fixd" in tag:
        return None
    if tag.POS == "ADJF":
        return "adjective"
    if tag.POS != "NOUN":
        return None
    if "Surn" in tag:
        return "surname"
    return "given name" if "Name" in tag else "noun"


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")
