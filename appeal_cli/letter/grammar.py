"""Grammar of names: initials, and the dative of Russian and Kazakh.

Nothing here guesses: what a rule does not cover comes back unchanged or as None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pytrovich.enums import NamePart
from appeal_cli.roster.deputy import Gender

Piece = Literal["given_name", "patronymic_name", "family_name", "name"]


def initial(name: str) -> str:
    """The initial of one name with its point: `Н.`; of a double name both: `А.-М.`."""
    letters = (part.lstrip("'’ʼ")[:1] for part in name.split("-"))
    return "-".join(f"{letter.upper()}." for letter in letters if letter)


def initials(given_name: str, patronymic_name: str = "") -> str:
    """The initials of the given name and the patronymic: `Н.М.`, without a space between
    (GOST R 7.0.97-2016, 5.15)."""
    return initial(given_name) + initial(patronymic_name)


# Russian ------------------------------------------------------------------------------

_INDECLINABLE_PATRONYMIC = re.compile(r"(ұлы|улы|уғлы|угли|оглы|қызы|кызы|гызы)$", re.I)


_RUSSIAN_SURNAME = re.compile(r"([её]в|ов|[иы]н|[сц]кий|ая|ва|на|о)$", re.I)


def russian_dative(name: str, piece: Piece, gender: Gender | None) -> str | None:
    """The dative of one part of a Russian name (`Абдиров` → `Абдирову`), or None where
    no rule is sure: an unknown gender, another script, a whole name.

    The rules are Petrovich's. Turkic patronymics in -улы and -кызы are not declined.
    """
    if not re.fullmatch(r"[А-Яа-яЁё'’.-]+(?: [А-Яа-яЁё'’.-]+)*", name) or piece == "name":
        return None
    if piece == "patronymic_name" and _INDECLINABLE_PATRONYMIC.search(name):
        return name
    if gender is None:
        return None
    if piece == "family_name" and not all(map(_RUSSIAN_SURNAME.search, name.split("-")[:-1])):
        return None
    # Petrovich looks at the ends of words in lower case: ALL CAPS come out wrong.
    cased = "-".join(part.capitalize() if part.isupper() else part for part in name.split("-"))
    return _petrovich(cased, piece, gender)


# Of single names, of which many people have the same.
@lru_cache(maxsize=2_000)
def _petrovich(name: str, piece: Piece, gender: Gender) -> str:
    from pytrovich.enums import Case
    from pytrovich.enums import Gender as PetrovichGender

    genders = {"male": PetrovichGender.MALE, "female": PetrovichGender.FEMALE}
    return str(_maker().make(_name_part(piece), genders[gender], Case.DATIVE, name))


@lru_cache(maxsize=1)
def _maker():  # type: ignore[no-untyped-def]  # pytrovich has no types
    from pytrovich.maker import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker()


def _name_part(piece: Piece) -> NamePart:
    from pytrovich.enums import NamePart

    parts = {
        "given_name": NamePart.FIRSTNAME,
        "patronymic_name": NamePart.MIDDLENAME,
        "family_name": NamePart.LASTNAME,
    }
    return parts[piece]


# Kazakh -------------------------------------------------------------------------------

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


DATIVES: dict[str, Callable[[str, Piece, Gender | None], str | None]] = {
    "russian": russian_dative,
    "kazakh": kazakh_dative,
}
"""The rules that a language file can name in `dative:`."""
