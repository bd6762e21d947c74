"""Cases of Ukrainian names.

Given names, patronymics and nouns are declined by `shevchenko`. Surnames that are adjectives have
their endings here, as that package takes some of them for nouns; a surname of which only its
owner knows how it is declined says why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from appeal_cli.letter.cases.rules import CaseForm, CaseRules, Piece
from appeal_cli.roster.deputy import Gender

_NAME = re.compile(r"(?:[Ѐ-ӿ]|['’ʼ-](?!$))+")
_CASES = ("genitive", "dative", "accusative", "instrumental", "locative", "vocative")

_ADJECTIVE: Mapping[Gender, re.Pattern[str]] = {
    "male": re.compile("ий$"),
    "female": re.compile("([сцз]ьк|[аеєиіїоуюя].*[оеє]в|[аеєиіїоуюя].*[іїє]н)а$"),
}
_ADJECTIVE_ENDINGS: Mapping[Gender, tuple[str, ...]] = {
    "male": ("ого", "ому", "ого", "им", "ому", "ий"),
    "female": ("ої", "ій", "у", "ою", "ій", "а"),
}
_IN_IY = ("ія", "ію", "ія", "ієм", "ію", "ію")  # Палій
_NOUN = re.compile("(гол|кор|дібр|осн|пол|розм|обн|підк)ова$")
_UNCHANGED = re.compile("[иі]х$")
_FLEETING = re.compile("(ець|єць|ень|ок|ек|ел|іль|[^аеєиіїоуюя]і[^аеєиіїоуюя])$")
_SAME_FOR_WOMEN = re.compile("[^аяАЯ]$")

_MAY_DROP = "the surname may keep its last vowel or change it"
_MAY_BE_ADJECTIVE = "the surname may be a noun or an adjective"


def form(name: str, piece: Piece, case: str, gender: Gender | None) -> CaseForm | None:
    """The form of one part of a Ukrainian name (`Шевченко` → `Шевченку`), each part of a double
    one by itself; None for a whole name, in another script, and where the gender is not known."""
    if piece == "name" or not _NAME.fullmatch(name):
        return None
    if piece == "family_name" and all(map(_UNCHANGED.search, name.lower().split("-"))):
        return CaseForm(name)
    if gender is None:
        return None
    made = [_part(part, piece, case, gender) for part in name.split("-")]
    return CaseForm("-".join(each.text for each in made), next((x.why for x in made if x.why), ""))


def _part(name: str, piece: Piece, case: str, gender: Gender) -> CaseForm:
    if piece != "family_name":
        return CaseForm(_declined(name, piece, case, gender))
    plain, number = name.lower(), _CASES.index(case)
    if _ADJECTIVE[gender].search(plain) and not _NOUN.search(plain):
        ending = _ADJECTIVE_ENDINGS[gender][number]
        cut = 2 if gender == "male" else 1
        return CaseForm(name[:-cut] + _cased_as(name, ending))
    if gender == "male" and plain.endswith("ій"):
        return CaseForm(name[:-2] + _cased_as(name, _IN_IY[number]), _MAY_BE_ADJECTIVE)
    if gender == "female":
        if _SAME_FOR_WOMEN.search(name):
            return CaseForm(name)
        return CaseForm(_declined(name, piece, case, "male"), _MAY_BE_ADJECTIVE)
    why = _MAY_DROP if _FLEETING.search(plain) else ""
    return CaseForm(_declined(name, piece, case, gender), why)


def _cased_as(name: str, ending: str) -> str:
    return ending.upper() if name.isupper() and len(name) > 1 else ending


_MARKS = {
    "given_name": "givenName",
    "patronymic_name": "patronymicName",
    "family_name": "familyName",
    "male": "masculine",
    "female": "feminine",
    "instrumental": "ablative",
}
"""Words of `shevchenko` for those that are others here."""


# Of single names, of which many people have the same.
@lru_cache(maxsize=2_000)
def _declined(name: str, piece: Piece, case: str, gender: Gender) -> str:
    """The name as `shevchenko` declines it: by the first of its rules that the name fits."""
    for pattern, rule in _rules(piece, gender):
        if pattern.search(name):
            return str(rule.inflect(name, _MARKS.get(case, case)))
    return name


@lru_cache(maxsize=6)
def _rules(piece: Piece, gender: Gender) -> tuple[tuple[Any, Any], ...]:
    """The rules of `shevchenko` for such names, in its order, each with its pattern. The package
    has its patterns looked up anew for each rule and name, which takes twenty times as long."""
    import regex
    from shevchenko.word_declension.bootstrap import word_inflector
    from shevchenko.word_declension.declension_rule_inflector import DeclensionRuleInflector

    mark = _MARKS[piece]
    return tuple(
        (regex.compile(rule["pattern"]["find"], regex.IGNORECASE), DeclensionRuleInflector(rule))
        for rule in word_inflector.declension_rules
        if _MARKS[gender] in rule["gender"]
        and (mark in rule["applicationType"] or _is_for_any(rule, piece))
    )


def _is_for_any(rule: Mapping[str, Any], piece: Piece) -> bool:
    """Whether the rule is for given names and surnames alike; patronymics have their own."""
    return not rule["applicationType"] and piece != "patronymic_name"


RULES = CaseRules(("uk",), _CASES, form)
