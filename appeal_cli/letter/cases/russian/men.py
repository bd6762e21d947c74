"""Surnames of men, by their ending.

Sure are the classes that have no exception: -ов and -ин with their like, -ский, -ый, words that
end in a consonant after а, и or у (Ким, Шмидт, Мицкевич), in -о and the other vowels that no
case changes. A dictionary is asked about the others, as most are ordinary words: a vowel drops
out of `купец` and stays in `кузнец`; `рабочий` is an adjective and `кий` is none.
"""

from __future__ import annotations

import re

from appeal_cli.letter.cases.russian.consonants import in_a_consonant
from appeal_cli.letter.cases.russian.declined import (
    A_WOMANS,
    POLISH,
    SHORT,
    STRESSED_LAST,
    Declined,
    declined_in_a,
    of_two,
)
from appeal_cli.letter.cases.russian.dictionary import instrumentals, may_be
from appeal_cli.letter.cases.russian.endings import (
    HUSHING,
    VOWELS,
    adjective,
    first,
    masculine,
    of_whom,
    possessive,
    syllables,
    unchanged,
)

_OF_WHOM = re.compile(rf"[{VOWELS}].*([оеёє]в|[иыії]н)$")
_ADJECTIVE_IN_OY = re.compile(rf"([сц]к|[{VOWELS}][^{VOWELS}]+[ое]в)ой$")
_ADJECTIVE_IN_IY = re.compile(r"([сц]ьк|[сцз]к|щ|[жш]н|[дт]ч)ий$")
_WOMANS = re.compile(rf"[{VOWELS}].*([оеёє]в|[иыії]н)а$")
_UKRAINIAN = re.compile("[іїєґ]")
_KOREAN_IN_OY = frozenset({"цой", "чой", "чхой", "хой", "шой"})
_ADJECTIVES = frozenset({"осадчий", "гончий", "ловчий", "садчий"})
"""Adjectives of Ukrainian, which no Russian dictionary has."""

_NOUNS = frozenset({"палий", "багрий"})
"""Nouns of Ukrainian, such as many have for a surname."""

_NOUN_OR_ADJECTIVE = "it may be an adjective or a noun"
_GERMAN_OR_RUSSIAN = "it may be German, or a Russian plural that no case changes"
_GEORGIAN = "Georgian surnames in -ая have -ае or stay"
_FOREIGN = "a surname that is not Russian has -ом"


def surname_of_a_man(word: str, case: str) -> Declined | None:
    """How the surname, one word of Cyrillic letters, is declined; None where nobody can know."""
    low = word.lower()
    if low[-1] in "ая":
        return _in_a(word, low, case)
    if low[-1] in "ўъ":
        return None
    if low.endswith(("ски", "цки")):
        return Declined(adjective(f"{word}й"), POLISH)
    if low[-1] in VOWELS:
        return Declined(unchanged(word))
    if low.endswith("ой"):
        return _in_oy(word, low)
    if low.endswith(("ый", "ий")):
        return _in_iy(word, low)
    if low.endswith(("ых", "их")):
        return _in_ykh(word, low)
    if _OF_WHOM.search(low):
        return _in_ov(word, case)
    return in_a_consonant(word, case)


def _in_a(word: str, low: str, case: str) -> Declined | None:
    if low in STRESSED_LAST or (low[-1] == "а" and low[-2:-1] in VOWELS):
        return Declined(unchanged(word))
    if len(low) == 2:
        return Declined(unchanged(word), SHORT)
    if low.endswith(("ая", "яя")):
        is_womans = low.endswith("яя") or may_be(low, "adjective")
        return None if is_womans else Declined(first(word), _GEORGIAN)
    if _WOMANS.search(low) and not may_be(low, "noun"):
        return Declined(first(word), A_WOMANS)
    return declined_in_a(word, case)


def _in_oy(word: str, low: str) -> Declined:
    if low in _KOREAN_IN_OY:
        return Declined(masculine(word))
    if _ADJECTIVE_IN_OY.search(low):
        return Declined(adjective(word))
    known = of_two(low, adjective(word), masculine(word))
    if known:
        return known
    is_adjective = syllables(low) > 1 and re.search(rf"(н|[^{VOWELS}][гкх])ой$", low)
    return Declined(adjective(word) if is_adjective else masculine(word), _NOUN_OR_ADJECTIVE)


def _in_iy(word: str, low: str) -> Declined:
    if _UKRAINIAN.search(low):
        return Declined(adjective(f"{word[:-2]}ый"))
    if low.endswith("ый") or _ADJECTIVE_IN_IY.search(low) or low in _ADJECTIVES:
        return Declined(adjective(word))
    if low in _NOUNS:
        return Declined(masculine(word))
    before = low[-3:-2]
    owned = possessive(word)
    if before not in f"{HUSHING}т" and of_two(low, owned):  # `Бабий` is a noun, `Третий` is none
        return Declined(masculine(word), _NOUN_OR_ADJECTIVE)
    known = of_two(low, adjective(word), owned, masculine(word))
    if known:
        return known
    if before in ("г", "к", "х") and syllables(low) > 1:
        return Declined(adjective(word))
    if before == "ц":
        return Declined(adjective(word), _NOUN_OR_ADJECTIVE)
    others = (f"{low[:-2]}ый", f"{low[:-2]}ой")
    is_doubtful = before in f"гкхн{HUSHING}" or any(may_be(other, "adjective") for other in others)
    return Declined(masculine(word), _NOUN_OR_ADJECTIVE if is_doubtful else "")


def _in_ykh(word: str, low: str) -> Declined:
    """`Черных`, `Долгих`, `Синих` are plurals of adjectives, which no case changes; `Эрлих` is
    a German name."""
    before = low[-3:-2]
    if low.endswith("ых") or before in ("г", "к", "х") or low.endswith(("жних", "шних")):
        is_plural = syllables(low) > 1
        return Declined(unchanged(word) if is_plural else masculine(word))
    if may_be(f"{low[:-1]}й", "adjective") or may_be(f"{low[:-2]}ой", "adjective"):
        return Declined(unchanged(word))
    if before in f"{HUSHING}ц":
        return Declined(unchanged(word), _GERMAN_OR_RUSSIAN)
    return Declined(masculine(word), _GERMAN_OR_RUSSIAN if before == "н" else "")


def _in_ov(word: str, case: str) -> Declined:
    """Sure but for the instrumental: `Ивановым`, and `Дарвином`."""
    if case != "instrumental":
        return Declined(of_whom(word))
    said = instrumentals(word, men=True)
    if not said or said == {"ым"}:
        return Declined(of_whom(word))
    is_foreign = said == {"ом"} and may_be(word, "surname")
    return Declined(masculine(word) if is_foreign else of_whom(word), _FOREIGN)
