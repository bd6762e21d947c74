"""How a word is declined, and how sure that is."""

from __future__ import annotations

from typing import NamedTuple

from appeal_cli.letter.cases.rules import CaseForm
from appeal_cli.letter.cases.russian.dictionary import instrumentals, readings
from appeal_cli.letter.cases.russian.endings import (
    HUSHING,
    Pattern,
    first,
    stressed,
    stressed_in_a,
)

A_WOMANS = "the ending is a woman's: is the gender right?"
A_MANS = "the ending is a man's: is the gender right?"

POLISH = "a Polish surname without й is declined as an adjective, or is not"
SHORT = "so short a surname is declined, or is not"

STRESSED_LAST = frozenset(str.split("золя дюма тома петипа дега люка труайя колла ферма"))
"""French surnames, whose last vowel has the stress: no case changes them."""

_OTHER_WORD = "another word with the same letters is declined otherwise"
_STRESS = "after this consonant it is -ом with the stress and -ем without"
_STRESS_IN_A = "after this consonant it is -ой with the stress and -ей without"


class Declined(NamedTuple):
    """How a word changes, and why that is not certain: "" where it is."""

    pattern: Pattern
    why: str = ""

    def form(self, case: str) -> CaseForm:
        """The word in the case."""
        return CaseForm(self.pattern.form(case), self.why)


def plain(word: str) -> str:
    """The word as it is compared with those of the dictionary."""
    return word.lower().replace("ё", "е")


def datives(word: str) -> set[str]:
    """The datives of what a man's surname may be: nouns of both genders, and masculine words."""
    found = [each for each in readings(word) if each.kind == "noun" or not each.is_feminine]
    return {each.forms["dative"] for each in found if "dative" in each.forms}


def of_two(word: str, *patterns: Pattern) -> Declined | None:
    """The first of the patterns that the dictionary has; not sure where it has others too."""
    known = datives(word)
    fitting = [each for each in patterns if plain(each.form("dative")) in known]
    if not fitting:
        return None
    return Declined(fitting[0], _OTHER_WORD if len(known) > 1 else "")


def after_hushing(word: str, pattern: Pattern, case: str) -> Declined:
    """The pattern, with the ending of the instrumental that the stress asks for: `Ткачом`,
    `Мицкевичем`."""
    low = word.lower()
    is_plain = low[-1] not in HUSHING or low.endswith("ич")
    if case != "instrumental" or is_plain:
        return Declined(pattern)
    said = instrumentals(low, men=True)
    if len(said) != 1:
        return Declined(pattern, _STRESS)
    return Declined(stressed(pattern) if said == {"ом"} else pattern)


def declined_in_a(word: str, case: str) -> Declined:
    """A surname in -а or -я, with the ending of the instrumental that the stress asks for after a
    hushing sound: `Квашей`, `Каланчой`."""
    pattern = first(word)
    if case != "instrumental" or word[-2:-1].lower() not in f"{HUSHING}ц":
        return Declined(pattern)
    said = instrumentals(word)
    if len(said) != 1:
        return Declined(pattern, _STRESS_IN_A)
    return Declined(stressed_in_a(word) if said == {"ой"} else pattern)
