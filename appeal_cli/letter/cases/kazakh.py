"""Cases of Kazakh names."""

from __future__ import annotations

import re

from appeal_cli.letter.cases.rules import CaseForm, CaseRules, Piece
from appeal_cli.roster.deputy import Gender

_KAZAKH = re.compile(r"(?:[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]|['’ .-](?!$))+")


_BACK = "аоұыюя"


_FRONT = "әеёөүіэи"


_HARD_ENDINGS = "бвгдкқпстфхһцчшщ"


_POSSESSIVE = re.compile(r"(ұлы|улы|уулу|оглы|оғлы|қызы|кызы|гызы)$", re.I)


_RUSSIAN_ENDING = re.compile(r"(ов|ев|ёв)$", re.I)


_ENDINGS = (
    (re.compile(r"[рнлв][кг]$", re.I), "front"),  # Франк
    (re.compile(r"[ғқұы]\w{0,2}и$", re.I), "back"),  # Мұқағали
)


def kazakh_dative(name: str, piece: Piece, gender: Gender | None = None) -> str | None:
    """The dative (барыс септік) of a Kazakh name: the suffix goes on the last word only.

    -ға/-ге after vowels and voiced sounds, -қа/-ке after voiceless ones and б в г д,
    -на/-не after the possessive ending of -ұлы and -қызы; the vowel follows the last
    syllable, and is soft after ь, ё, э, рк, нк (Қазақ тілі орфографиясының негізгі
    ережелері, 1983, § 35, 36). A surname in -ов or -ев takes the vowel of its stem, and
    a name with ә in its last syllable a hard one: Әбдір|ов → Әбдіровке, Назарба|ев →
    Назарбаевқа, Күләш → Күләшқа (Жаңа әліпби негізіндегі қазақ тілі емлесінің ережелері,
    2018, § 53). None for a name in another script, or without a vowel to follow.
    """
    if not _KAZAKH.fullmatch(name):
        return None
    word = re.split(r"[ -]", name)[-1]
    if _POSSESSIVE.search(word):
        return name + _cased_as(word, "на")
    stem = _RUSSIAN_ENDING.sub("", word) if piece in ("family_name", "name") else word
    by_ending = next((vowel for ending, vowel in _ENDINGS if ending.search(word)), "")
    vowel = by_ending or _harmony(stem) or _harmony(word)
    if not vowel:
        return None
    is_hard = word.lower().rstrip("ь")[-1:] in _HARD_ENDINGS
    suffixes = {("back", True): "қа", ("front", True): "ке", ("back", False): "ға"}
    return name + _cased_as(word, suffixes.get((vowel, is_hard), "ге"))


def _harmony(word: str) -> str:
    """Whether the last syllable of the word is a back or a front one; у follows the one before."""
    if word.endswith("ь"):
        return "front"
    vowels = [letter for letter in word.lower() if letter in _BACK + _FRONT]
    if not vowels:
        return "back" if "у" in word.lower() else ""
    is_back = vowels[-1] in _BACK or (vowels[-1] == "ә" and len(vowels) > 1)
    return "back" if is_back else "front"


def _cased_as(word: str, suffix: str) -> str:
    return suffix.upper() if len(word) > 1 and word.isupper() else suffix


def form(name: str, piece: Piece, case: str, gender: Gender | None) -> CaseForm | None:
    """The form of a Kazakh name, which does not depend on the gender."""
    made = kazakh_dative(name, piece, gender)
    return CaseForm(made) if made else None


RULES = CaseRules(("kk",), ("dative",), form)
