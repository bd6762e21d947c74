"""Which field of a deputy each heading of a roster means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from appeal_cli.roster.deputy import FIELDS, NAME_PARTS

_SYNONYMS = {
    "id": "person_id member_id deputy_id mp_id bioguide_id uuid identifier идентификатор",
    "name": (
        "full_name fullname display_name official_full official_name фио ф_и_о полное_имя "
        "аты_жөні тегі_аты_әкесінің_аты піб nom"
    ),
    "family_name": (
        "last_name lastname surname family фамилия прізвище тегі фамилиясы nachname "
        "familienname apellidos apellido cognome sobrenome efternamn etternavn efternavn "
        "soyadı nazwisko příjmení sukunimi perekonnanimi"
    ),
    "given_name": (
        "first_name firstname forename given имя ім_я аты есімі vorname prénom prenom "
        "nombre nombres nome förnamn fornavn imię jméno etunimi eesnimi"
    ),
    "patronymic_name": "patronymic отчество по_батькові әкесінің_аты",
    "honorific_prefix": "title honorific prefix",
    "honorific_suffix": "suffix name_suffix",
    "gender": "sex пол жынысы стать geschlecht sexe sexo kön kon",
    "group": (
        "party faction party_name political_party political_group parliamentary_group "
        "current_party фракция партия фракциясы партиясы фракція партія partei fraktion "
        "parti partido partito groupe grupo"
    ),
    "area": (
        "constituency district electoral_district current_district округ "
        "избирательный_округ сайлау_округі"
    ),
    "role": "position post должность лауазымы посада",
    "email": (
        "e_mail mail email_address e_mail_address электронная_почта эл_почта электрондық_пошта"
    ),
    "language": "lang preferred_language язык тілі мова",
}

SYNONYMS = {word: field for field, words in _SYNONYMS.items() for word in words.split()}
"""What other headings mean, in Popolo's words. Of two that mean the same the first counts."""

_RANK = {word: rank for rank, word in enumerate(SYNONYMS)}

_IN_LANGUAGE = ("name", *NAME_PARTS, "honorific_prefix")

_GIVEN_OR_WHOLE = ("имя", "ім_я", "аты", "есімі", "nombre", "nome", "jméno")
"""Headings that mean the given name beside a family name, and the whole name alone."""


@lru_cache(maxsize=10_000)
def plain(heading: str) -> str:
    """The heading in lower case with `_` between its words: `Given-Name` is `given_name`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", "_", heading.strip(" \t\r\n\ufeff"))
    return re.sub(r"[\W_]+", "_", words).strip("_").casefold()


@lru_cache(maxsize=10_000)
def canonical(heading: str) -> str:
    """The field that the heading means by itself, or its plain form where it means none."""
    word = plain(heading)
    if word in SYNONYMS:
        return SYNONYMS[word]
    base, _, language = word.rpartition("_")
    if re.fullmatch("[a-z]{2,3}", language) and SYNONYMS.get(base) in _IN_LANGUAGE:
        return f"{SYNONYMS[base]}_{language}"
    return word


def fields_of(headings: Sequence[str]) -> list[str]:
    """The field that each of the headings means beside the others.

    A heading in Popolo's own words beats another word for it, and of several other
    words the first in SYNONYMS does; those beaten keep their plain form. A blank
    heading gives "".
    """
    words = [plain(heading) for heading in headings]
    taken = {word for word in words if word not in SYNONYMS}
    fields = {word: word for word in words}
    for word in sorted({*words} - taken, key=lambda word: _RANK[word]):
        wanted = _beside(word, words)
        if wanted not in taken:
            fields[word] = wanted
            taken.add(wanted)
    for word in words:
        wanted = canonical(word)
        if word not in SYNONYMS and wanted not in taken:
            fields[word] = wanted
            taken.add(wanted)
    numbered = enumerate(zip(words, headings, strict=True), start=1)
    return [
        fields[word] if word else (f"column_{number}" if heading.strip() else "")
        for number, (word, heading) in numbered
    ]


def _beside(word: str, words: Sequence[str]) -> str:
    field = SYNONYMS[word]
    alone = not any(canonical(other) in ("family_name", "name") for other in words)
    return "name" if word in _GIVEN_OR_WHOLE and alone else field


def in_order(fields: Sequence[str]) -> tuple[str, ...]:
    """The fields, Popolo's own first, each once."""
    known = [field for field in FIELDS if field in fields]
    return tuple(dict.fromkeys([*known, *fields]))
