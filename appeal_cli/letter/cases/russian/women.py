"""Surnames of women, by their ending.

Most end in -ова or -ина and are sure, but for those that are nouns (`Сова`, `Калина`), or in a
consonant, and no case changes them. Adjectives are told from Georgian surnames in -ая by a
dictionary.
"""

from __future__ import annotations

import re

from appeal_cli.letter.cases.russian.declined import (
    A_MANS,
    SHORT,
    STRESSED_LAST,
    Declined,
    declined_in_a,
)
from appeal_cli.letter.cases.russian.dictionary import may_be, readings
from appeal_cli.letter.cases.russian.endings import (
    HUSHING,
    VOWELS,
    first,
    syllables,
    unchanged,
    woman_adjective,
    woman_of_whom,
    woman_possessive,
)

_OF_WHOM = re.compile(r"([оеёє]в|[иыії]н)а$")
_SURE_IN_INA = re.compile(r"([кгх]и|ы)на$")
_ADJECTIVE = re.compile(r"([сц]к|[оея]в|н|щ)ая$")
_SHORT_ADJECTIVE = re.compile(r"[сц]ка$")
_UKRAINIAN_ADJECTIVE = re.compile(r"[сц]ька$")
_UKRAINIAN = re.compile("[іїєґ]")
_MANS = re.compile(rf"[{VOWELS}].*([оеё]в|[сц]кий|ый)$")
_NOUNS = frozenset(
    str.split(
        "вдова голова корова подкова обнова основа полова дуброва диброва ендова бечева синева "
        "умова розмова"
    )
)
"""Nouns in -ова and -ева, which are few; no dictionary is asked about so many women."""

_NOUN = "it may be a noun (-е), or the feminine of a man's surname (-ой)"
_FOREIGN_ADJECTIVE = "it may be a noun (-е), or a Polish or Ukrainian adjective (-ой)"
_GEORGIAN = "it may be an adjective, or a Georgian surname"


def surname_of_a_woman(word: str, case: str) -> Declined | None:
    """How the surname, one word of Cyrillic letters, is declined; None where nobody can know."""
    low = word.lower()
    if low.endswith(("ая", "яя")):
        return _in_aya(word, low)
    if low.endswith("ья") and may_be(low, "adjective"):
        return Declined(woman_possessive(word))
    if low[-1] in "ая" and len(low) == 2:
        return Declined(unchanged(word), SHORT)
    if low[-1] == "я":
        return Declined(unchanged(word) if low in STRESSED_LAST else first(word))
    if low[-1] == "а":
        return _in_a(word, low, case)
    return Declined(unchanged(word), A_MANS if _MANS.search(low) else "")


def _in_a(word: str, low: str, case: str) -> Declined:
    if low in STRESSED_LAST or low[-2:-1] in VOWELS:
        return Declined(unchanged(word))
    if _OF_WHOM.search(low):
        return _in_ova(word, low)
    if _UKRAINIAN_ADJECTIVE.search(low):
        return Declined(woman_of_whom(word), _FOREIGN_ADJECTIVE)
    if _UKRAINIAN.search(low):
        return Declined(first(word), _FOREIGN_ADJECTIVE)
    is_like_an_adjective = low.endswith("на") and may_be(f"{low}я", "adjective")
    if is_like_an_adjective or _SHORT_ADJECTIVE.search(low):
        return Declined(first(word), _FOREIGN_ADJECTIVE)
    return declined_in_a(word, case)


def _in_ova(word: str, low: str) -> Declined:
    """A woman's form of -ов or -ин, unless a noun has the same letters (`Калина`) or there is no
    vowel before it (`Сова`, `Рева`): no man is called `Сов`."""
    stem = low[:-3]
    if not syllables(stem) and stem != "льв":
        return Declined(first(word), _NOUN)
    is_noun = low in _NOUNS
    if low.endswith("ина") and not _SURE_IN_INA.search(low):
        found = {each.kind for each in readings(low)}
        if "given name" in found and "surname" not in found:
            return Declined(woman_of_whom(word), _NOUN)
        is_noun = "noun" in found
    return Declined(first(word), _NOUN) if is_noun else Declined(woman_of_whom(word))


def _in_aya(word: str, low: str) -> Declined | None:
    if low.endswith("яя") or _ADJECTIVE.search(low):
        return Declined(woman_adjective(word))
    said = {each.forms.get("dative", "") for each in readings(low) if each.is_feminine}
    if any(form.endswith("ае") for form in said):
        return Declined(first(word), _GEORGIAN)
    if said:
        return Declined(woman_adjective(word, is_stressed=any(each[-2:] == "ой" for each in said)))
    if low[-3:-2] in f"{HUSHING}ц":
        return Declined(woman_adjective(word), _GEORGIAN)
    return None
