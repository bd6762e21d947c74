"""Cases of Russian names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pytrovich.enums import NamePart
from appeal_cli.letter.cases.rules import CaseForm, CaseRules, Piece
from appeal_cli.roster.deputy import Gender

_INDECLINABLE_PATRONYMIC = re.compile(r"(ұлы|улы|уғлы|угли|оглы|қызы|кызы|гызы)$", re.I)


_RUSSIAN_SURNAME = re.compile(r"([её]в|ов|[иы]н|[сц]кий|ая|ва|на|о)$", re.I)


def form(name: str, piece: Piece, case: str, gender: Gender | None) -> CaseForm | None:
    """The form of one part of a Russian name (`Абдиров` → `Абдирову`), or None where
    no rule is sure: an unknown gender, another script, a whole name.

    The rules are Petrovich's. Turkic patronymics in -улы and -кызы are not declined.
    """
    if not re.fullmatch(r"[А-Яа-яЁё'’.-]+(?: [А-Яа-яЁё'’.-]+)*", name) or piece == "name":
        return None
    if piece == "patronymic_name" and _INDECLINABLE_PATRONYMIC.search(name):
        return CaseForm(name)
    if gender is None:
        return None
    if piece == "family_name" and not all(map(_RUSSIAN_SURNAME.search, name.split("-")[:-1])):
        return None
    # Petrovich looks at the ends of words in lower case: ALL CAPS come out wrong.
    cased = "-".join(part.capitalize() if part.isupper() else part for part in name.split("-"))
    return CaseForm(_petrovich(cased, piece, gender, case))


# Of single names, of which many people have the same.
@lru_cache(maxsize=2_000)
def _petrovich(name: str, piece: Piece, gender: Gender, case: str) -> str:
    from pytrovich.enums import Case
    from pytrovich.enums import Gender as PetrovichGender

    genders = {"male": PetrovichGender.MALE, "female": PetrovichGender.FEMALE}
    return str(_maker().make(_name_part(piece), genders[gender], Case[case.upper()], name))


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


RULES = CaseRules(
    ("ru",), ("genitive", "dative", "accusative", "instrumental", "prepositional"), form
)
