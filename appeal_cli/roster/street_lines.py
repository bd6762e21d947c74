"""The lines of an address at its street: for whom it is, the house, and the rooms in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from appeal_cli.roster.lexicon import words_in

ROOMS = ("block", "unit", "door")
"""What stands behind the house in one line, in this order."""

BESIDE = ("care_of", "building", *ROOMS, "supplement")
"""What an address may have beside its street and house."""

_CARE_OF = re.compile(
    r"(?:c/o|c\.o\.|care of|p/a|per adres|chez|bei|z\.\s?hd\.|zu händen)\W", re.IGNORECASE
)
"""What a line begins with that says at whose place somebody gets letters: it stands above the
street (DIN 5008)."""

_A_NUMBER = re.compile(r"№? ?[^\W\d_]?\d+[^\W\d_]?|[IVX]+|[^\W\d_]")
_LEAST_NAME = 4
"""How many letters the name of a house has at least: `б/н` is that of none."""

_UNITS = {
    **{"flat": "Flat", "apartment": "Apt", "apt": "Apt", "suite": "Suite", "office": "Office"},
    **{"room": "Room", "unit": "Unit", "квартира": "кв.", "квартиры": "кв.", "кв": "кв."},
    **{"кабинет": "каб.", "кабинета": "каб.", "каб": "каб.", "кабінет": "каб.", "офис": "офис"},
    **{"офиса": "офис", "офіс": "офіс", "квартири": "кв.", "пәтер": "пәтер", "пәтері": "пәтер"},
    **{"кабинеті": "каб.", "daire": "Daire", "wohnung": "Whg.", "andar": "andar"},
    **{"apartamento": "apto.", "anexo": "Anexo", "gabinete": "Gabinete", "sala": "sala"},
    **{"appartement": "appt", "appt": "appt", "interno": "int.", "int": "int."},
    **{"boite": "bte", "bte": "bte"},
    **{"корпус": "корп.", "корп": "корп.", "строение": "стр.", "литера": "лит.", "литер": "лит."},
    **{"блок": "блок", "blok": "Blok", "block": "Block", "bloque": "bloque", "escalera": "esc."},
    **{"bloco": "bloco", "scala": "scala", "escalier": "esc.", "bloc": "bl.", "scara": "sc."},
    **{"etaj": "et.", "apartament": "ap.", "вход": "вх.", "етаж": "ет.", "апартамент": "ап."},
}
"""What a number of a flat or a room is called, by the words of its heading."""

_WITH_COMMA = frozenset({"ru", "uk", "kk", "es", "pt"})

_EASTERN = frozenset({"ru", "uk", "kk"})


def street_lines(parts: Mapping[str, str], languages: Collection[str]) -> str:
    """The lines from `c/o` down to the box at the post office, in a habit of the languages."""
    parts = _with_building(care_of_apart(parts))
    street = _with_unit(_with_house(parts, languages), parts, languages)
    street = _with_neighbourhood(street, parts, languages)
    above, below = (parts.get(part, "") for part in ("building", "supplement"))
    lines = (parts.get("care_of", ""), above, street, below, _box(parts, languages))
    return "\n".join(filter(None, lines))


def _with_building(parts: Mapping[str, str]) -> Mapping[str, str]:
    """The parts with a house that has a name and no number as a building, on a line above the
    street: `Shire Hall`."""
    house = parts.get("house", "")
    if "street" not in parts or len(house) < _LEAST_NAME or any(map(str.isdigit, house)):
        return parts
    named = "\n".join(filter(None, (parts.get("building", ""), house)))
    return {part: text for part, text in parts.items() if part != "house"} | {"building": named}


def care_of_apart(parts: Mapping[str, str]) -> dict[str, str]:
    """The parts with `c/o` before who is meant, and with what says so in an additional line."""
    left = {**parts}
    own = left.pop("care_of", "")
    found = [own if _CARE_OF.match(own) else f"c/o {own}"] if own else []
    for part in ("unit", "supplement"):
        lines = left.pop(part, "").split("\n")
        found += [line for line in lines if _CARE_OF.match(line)]
        if other := [line for line in lines if line and not _CARE_OF.match(line)]:
            left[part] = "\n".join(other)
    return {**left, "care_of": "\n".join(found)} if found else left


def with_word(unit: str, heading: str) -> str:
    """The flat or the room with its word, where a list has the number alone: `Apt 5`."""
    words = (_UNITS[word] for word in words_in(heading) if word in _UNITS)
    word = next(words, "") if _A_NUMBER.fullmatch(unit) else ""
    return f"{word} {unit}".strip()


def _with_house(parts: Mapping[str, str], languages: Collection[str]) -> str:
    """The street with its number: before it in English and French, after a comma in Russian and
    Spanish, and else after a space."""
    street, house = parts.get("street", ""), parts.get("house", "")
    if not (street and house):
        return street or house
    if languages and {*languages} <= {"en", "fr"}:
        return f"{house} {street}"
    return f"{street}{', ' if _WITH_COMMA.intersection(languages) else ' '}{house}"


def _with_unit(street: str, parts: Mapping[str, str], languages: Collection[str]) -> str:
    """The street with the block, the flat or the floor: after a stroke in Polish, after a space in
    Dutch, and else after a comma."""
    unit, door = parts.get("unit", ""), parts.get("door", "")
    unit = f"{unit}{', ' if ' ' in unit else ' '}{door}" if unit and door else unit or door
    if street and unit and not {"pl", "nl"}.isdisjoint(languages) and "block" not in parts:
        return f"{street}{'/' if 'pl' in languages else ' '}{unit}"
    return ", ".join(filter(None, (street, parts.get("block", ""), unit)))


def _with_neighbourhood(street: str, parts: Mapping[str, str], languages: Collection[str]) -> str:
    """The street with the part of the town: before it in Turkish, Russian, Ukrainian and Kazakh,
    and else on a line below it."""
    place = parts.get("neighbourhood", "")
    if not (street and place):
        return street or place
    if "tr" in languages:
        return f"{place} {street}"
    return f"{place}, {street}" if _EASTERN.intersection(languages) else f"{street}\n{place}"


_BOXES = {
    **{"ru": "а/я", "kk": "а/ж", "uk": "а/с", "de": "Postfach", "fr": "BP", "es": "Apartado"},
    **{"pl": "skr. poczt.", "pt": "Caixa Postal", "tr": "PK"},
}
"""What a box at the post office is called where a list has its number alone."""


def _box(parts: Mapping[str, str], languages: Collection[str]) -> str:
    box = parts.get("box", "")
    if not box[:1].isdecimal():
        return box
    known = [_BOXES[language] for language in languages if language in _BOXES]
    return f"{known[0] if len(known) == 1 else 'PO Box'} {box}"
