"""Grammar of names: gender, initials, and the dative of Russian and Kazakh.

Nothing here guesses: what a rule does not cover comes back unchanged or as None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pytrovich.enums import NamePart

Gender = Literal["male", "female"]
Piece = Literal["given_name", "patronymic_name", "family_name", "name"]

_MALE_PATRONYMIC = re.compile(
    r"(ович|евич|ұлы|улы|уғлы|угли|оглы|oglu|ovich|evich|uly|ogly)$", re.I
)
_FEMALE_PATRONYMIC = re.compile(r"(овна|евна|қызы|кызы|гызы|ovna|evna|qyzy|kyzy|gyzy)$", re.I)
_SHORT_PATRONYMIC = re.compile(
    r"^(?:(ильич|лукич|кузьмич|фомич)|(ильинична|кузьминична|фоминична|лукинична))$", re.I
)


def gender_of(patronymic: str) -> Gender | None:
    """The gender that a patronymic states (-ович/-овна, -ұлы/-қызы), or None.

    These endings mean "son of" and "daughter of" in the East Slavic and Turkic
    languages of Kazakhstan's rosters; no other part of a name is asked.
    """
    patronymic = patronymic.strip()
    if len(patronymic) < 5:
        return None
    short = _SHORT_PATRONYMIC.match(patronymic)
    if _MALE_PATRONYMIC.search(patronymic) or (short and short[1]):
        return "male"
    if _FEMALE_PATRONYMIC.search(patronymic) or (short and short[2]):
        return "female"
    return None


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
    # Petrovich looks at the ends of words in lower case: ALL CAPS come out wrong.
    cased = "-".join(part.capitalize() if part.isupper() else part for part in name.split("-"))
    return _petrovich(cased, piece, gender)


@lru_cache(maxsize=50_000)
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

_BACK = "аоұыяюё"
_FRONT = "әеөүіэи"
_HARD_ENDINGS = "бвгдкқпстфхһцчшщ"
_POSSESSIVE = re.compile(r"(ұлы|улы|қызы|кызы)$", re.I)
_RUSSIAN_ENDING = re.compile(r"(ов|ев|ёв)$", re.I)


def kazakh_dative(name: str, piece: Piece, gender: Gender | None = None) -> str | None:
    """The dative (барыс септік) of a Kazakh name: the suffix goes on the last word only.

    -ға/-ге after vowels and voiced sounds, -қа/-ке after voiceless ones and б в г д,
    -на/-не after the possessive ending of -ұлы and -қызы; the vowel follows the last
    syllable (сингармонизм). A surname in -ов or -ев takes the vowel of its stem, as its
    Kazakh reader says it: Әбдір|ов → Әбдіровке, Назарба|ев → Назарбаевқа. None for a
    name in another script, or without a vowel to follow.
    """
    if not re.fullmatch(r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі'’ .-]+", name):
        return None
    word = re.split(r"[ -]", name)[-1]
    if _POSSESSIVE.search(word):
        return name + "на"
    stem = _RUSSIAN_ENDING.sub("", word) if piece in ("family_name", "name") else word
    vowel = _harmony(stem) or _harmony(word)
    if not vowel:
        return None
    last = word[-1].lower()
    if last == "ь":
        last, vowel = word[-2:-1].lower(), "front"
    hard = last in _HARD_ENDINGS
    suffixes = {("back", True): "қа", ("front", True): "ке", ("back", False): "ға"}
    return name + suffixes.get((vowel, hard), "ге")


def _harmony(word: str) -> str:
    """Whether the last vowel of the word is a back or a front one; у follows the one before."""
    vowels = [letter for letter in word.lower() if letter in _BACK + _FRONT]
    if not vowels:
        return "back" if "у" in word.lower() else ""
    return "back" if vowels[-1] in _BACK else "front"


DATIVES: dict[str, Callable[[str, Piece, Gender | None], str | None]] = {
    "russian": russian_dative,
    "kazakh": kazakh_dative,
}
"""The rules that a language file can name in `dative:`."""
