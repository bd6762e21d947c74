"""Given names and patronymics."""

from __future__ import annotations

import re

from appeal_cli.letter.cases.russian.declined import Declined
from appeal_cli.letter.cases.russian.endings import (
    VOWELS,
    first,
    masculine,
    stressed,
    third,
    unchanged,
)
from appeal_cli.roster.names.patronymics import ends_in_child

_STEMS = {"лев": "Льв", "павел": "Павл", "пётр": "Петр", "петр": "Петр"}
_IN_O = frozenset(str.split("павло петро дмитро михайло данило гаврило марко левко кирило"))
_THIRD = frozenset(str.split("любовь руфь юдифь эсфирь рахиль нинель агарь суламифь есфирь"))

_SON = re.compile(r"[иы]ч$")
_DAUGHTER = re.compile(r"(вна|ична)$")
_STRESSED = frozenset(str.split("ильич кузьмич лукич фомич"))

_MODERN_OR_NOT = "some decline such a name of a woman (-и), and some do not"
_MEN_IN_O = "men's names in -о are declined, or are not"
_AFTER_A_VOWEL = "names in -а after a vowel are declined, or are not"


def given_name_of_a_man(word: str, case: str) -> Declined:
    """How the name, one word, is declined."""
    low = word.lower()
    if low in _STEMS:
        return Declined(masculine(word, _STEMS[low]))
    if low in _IN_O:
        return Declined(masculine(word, word[:-1]), _MEN_IN_O)
    if low[-1] not in VOWELS:
        return Declined(masculine(word))
    return _in_a_vowel(word, low)


def given_name_of_a_woman(word: str, case: str) -> Declined:
    """How the name, one word, is declined."""
    low = word.lower()
    if low[-1] == "ь":
        return Declined(third(word), "" if low in _THIRD else _MODERN_OR_NOT)
    if low == "любов":  # Ukrainian
        return Declined(unchanged(word), _MODERN_OR_NOT)
    return _in_a_vowel(word, low)


def _in_a_vowel(word: str, low: str) -> Declined:
    if low[-1] not in "ая":
        return Declined(unchanged(word))
    is_doubtful = low[-1] == "а" and low[-2:-1] in VOWELS
    return Declined(first(word), _AFTER_A_VOWEL if is_doubtful else "")


def patronymic(word: str) -> Declined | None:
    """How the patronymic is declined, whatever the gender: it states its own; None where the
    word is none."""
    low = word.lower()
    if ends_in_child(low):
        return Declined(unchanged(word))
    if _DAUGHTER.search(low):
        return Declined(first(word))
    if not _SON.search(low):
        return None
    return Declined(stressed(masculine(word)) if low in _STRESSED else masculine(word))
