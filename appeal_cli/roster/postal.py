"""A postal address joined of the parts that a roster has it in, in the order of its country."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from appeal_cli.roster.lexicon import words_in
from appeal_cli.roster.street_lines import BESIDE, ROOMS, care_of_apart, street_lines

_STREET_POSTCODE_CITY = "{street}\n{postcode} {city}\n{country}"
_EAST = "{street}\n{city}\n{region}\n{postcode}\n{country}"
_UNITED_STATES = "{street}\n{city}, {region} {postcode}\n{country}"
_BRITISH = "{street}\n{city}\n{region}\n{postcode}\n{country}"

_BY_COUNTRY = {
    **dict.fromkeys(
        ("DE", "AT", "CH", "FR", "PL", "PT", "NL", "BE", "CZ", "SK", "DK", "NO", "SE", "FI", "KG"),
        _STREET_POSTCODE_CITY,
    ),
    **dict.fromkeys(("BG", "EE", "GR", "HR", "IS", "LT", "LU", "RO", "RS"), _STREET_POSTCODE_CITY),
    "HU": "{city}\n{street}\n{postcode}\n{country}",
    **dict.fromkeys(("ES", "IT"), "{street}\n{postcode} {city} {region}\n{country}"),
    **dict.fromkeys(("RU", "UA"), _EAST),
    **dict.fromkeys(("US", "CA", "AU"), "{street}\n{city} {region} {postcode}\n{country}"),
    "US": _UNITED_STATES,
    "GB": "{street}\n{city}\n{postcode}\n{country}",
    "IE": _BRITISH,
    "KZ": "{postcode}\n{region}\n{city}\n{street}\n{country}",
    "TR": "{street}\n{postcode} {city}/{region}\n{country}",
    "BR": "{street}\n{city}-{region}\n{postcode}\n{country}",
    "MX": "{street}\n{postcode} {city}, {region}\n{country}",
    "IN": "{street}\n{city} {postcode}\n{region}\n{country}",
}
"""The order of an address below the name, as libaddressinput's data has it ("fmt")."""

_OF_LANGUAGE = {
    **dict.fromkeys(("de", "fr", "pl", "nl", "cs", "da", "no", "sv", "fi", "sk", "ro", "bg"), "DE"),
    **dict.fromkeys(("el", "hr", "sr", "lt", "et"), "DE"),
    "hu": "HU",
    **dict.fromkeys(("es", "it"), "ES"),
    **{"ru": "RU", "uk": "UA", "kk": "KZ", "pt": "PT", "tr": "TR"},
}
"""The country whose habit the language of the headings stands for, where none is named."""

_BY_WORD = {"cep": "BR", "uf": "BR", "state": "US", "zip": "US"}

_NAMED = {
    **dict.fromkeys(("usa", "u.s.a.", "u.s.", "united states of america", "сша"), "US"),
    **dict.fromkeys(("uk", "u.k.", "great britain", "england", "scotland", "wales"), "GB"),
    **dict.fromkeys(("россия", "рф", "российская федерация", "russian federation"), "RU"),
    **dict.fromkeys(("республика казахстан", "рк", "қазақстан республикасы"), "KZ"),
}
_ADJECTIVES = (
    (re.compile("[А-ЯІЇЄҐ][а-яёіїєґ’'-]+(?:ская|ська)"), "обл."),
    (re.compile("[А-ЯІЇЄҐ][а-яёіїєґ’'-]+(?:ский|ской|ський)"), "р-н"),
)
_BARE_PLACE = re.compile(r"\d[\d -]*|\b[^\W\d_]{1,6}\.|\bгород\b|\bқаласы\b")
"""What stands beside a town in a line of an address: `г. Омск`, `00184 Roma`."""

_LANGUAGES = ("en", "ru", "kk", "uk", "de", "fr", "es", "pl", "pt", "tr", "it")


def joined(parts: Mapping[str, str], languages: Collection[str], *, country: str = "") -> str:
    """The lines of the address; "" where the parts say no more than a place.

    `languages` are those of the headings, `country` the code that their words stand for; a
    country in the parts goes before both.
    """
    parts = _with_post_town(parts)
    place = "city" in parts or "postcode" in parts
    if not place or not ({"street", "box"} & parts.keys() or {"city", "postcode"} <= parts.keys()):
        return ""
    values = {key: parts.get(key, "") for key in ("postcode", "city", "region", "country")}
    code = country_code(values["country"]) or country
    layout = _BY_COUNTRY.get(code, "") or _by_language(languages)
    values["region"] = _region(parts, largest_first=layout.startswith("{postcode}"))
    street = street_lines(parts, languages)
    if not values["region"]:
        layout = re.sub(r"[,/-] ?\{region\}", "", layout)
    filled = layout.format(street=street, **values)
    return "\n".join(filter(None, map(_tidy, filled.split("\n"))))


def _region(parts: Mapping[str, str], *, largest_first: bool) -> str:
    """The region and the district in it, each with its word where it is an adjective alone: without
    those that are called as the town is."""
    named = (_with_its_word(parts.get(part, "")) for part in ("district", "region"))
    city = parts.get("city", "").casefold()
    found = [name for name in named if name and name.casefold() != city]
    return ", ".join(reversed(found) if largest_first else found)


def _with_its_word(name: str) -> str:
    """`Омская обл.`, `Бориспільський р-н`."""
    for ending, word in _ADJECTIVES:
        if ending.fullmatch(name):
            return f"{name} {word}"
    return name


def has_no_place(address: str, parts: Mapping[str, str]) -> bool:
    """Whether the parts have a postcode or a town that the address lacks: `Via Roma 1` lacks
    `Roma`."""
    address = address.casefold()
    postcode, city = parts.get("postcode", ""), parts.get("city", "").casefold()
    if not (postcode or city) or (postcode and postcode.casefold() in address):
        return False
    if not city:
        return True
    pieces = [_BARE_PLACE.sub("", piece).strip() for piece in re.split("[,;\n]", address)]
    return city not in pieces and not address.rstrip(" .").endswith(f" {city}")


def beside_whole(address: str, parts: Mapping[str, str]) -> dict[str, str]:
    """The parts with an address in the place of their street, which it may say too."""
    folded, street = address.casefold(), parts.get("street", "").casefold()
    if street and street not in folded and folded not in street:
        return {**parts, "street": f"{address}\n{parts['street']}"}
    said = ("box", "neighbourhood") if "city" in parts else ("box",)
    inner = ("house", *BESIDE, *(part for part in said if parts.get(part, "").casefold() in folded))
    kept = {part: text for part, text in parts.items() if part not in inner}
    return {**kept, **_besides(folded, parts), "street": address}


def with_rooms(address: str, parts: Mapping[str, str]) -> str:
    """A whole address with what stands at a street above it, such as a flat, where it has none."""
    beside = care_of_apart(_besides(address.casefold(), parts))
    rooms = ", ".join(beside[part] for part in ROOMS if part in beside)
    above = (beside.get(part, "") for part in ("care_of", "building", "supplement"))
    return "\n".join(filter(None, (*above, rooms, address)))


def _besides(folded: str, parts: Mapping[str, str]) -> dict[str, str]:
    """What an address does not say of a building and the rooms in it: rooms with their words."""
    return {
        part: parts[part]
        for part in BESIDE
        if part in parts
        and parts[part].casefold() not in folded
        and (part not in ROOMS or " " in parts[part])
    }


def _with_post_town(parts: Mapping[str, str]) -> Mapping[str, str]:
    """The parts with the town of the post office beside the postcode, and the village that it
    serves above it."""
    town, village = parts.get("post_town", ""), parts.get("city", "")
    if not town and not village and "neighbourhood" in parts:  # an Australian suburb
        town = parts["neighbourhood"]
        return {key: text for key, text in parts.items() if key != "neighbourhood"} | {"city": town}
    if not town:
        return parts
    is_other = village and village.casefold() not in town.casefold()
    own = {"neighbourhood": village} if is_other and "neighbourhood" not in parts else {}
    return {**parts, **own, "city": town}


def country_of(headings: Iterable[str]) -> str:
    """The code of the country that has such parts of an address alone, or "": a `State`, a
    `CEP`."""
    words = {word for heading in headings for word in words_in(heading)}
    return next((code for word, code in _BY_WORD.items() if word in words), "")


def _by_language(languages: Collection[str]) -> str:
    countries = {_OF_LANGUAGE[language] for language in languages if language in _OF_LANGUAGE}
    if len(countries) == 1:
        return _BY_COUNTRY[countries.pop()]
    return _BRITISH


def _tidy(line: str) -> str:
    """The line without the marks that stood beside parts that are not there."""
    return re.sub(r"^[ ,/-]+|[ ,/-]+$", "", re.sub(r" +", " ", line).replace(" ,", ","))


@lru_cache(maxsize=1_000)
def country_code(name: str) -> str:
    """The code of a country that is named, or ""."""
    word = name.strip().casefold()
    if not word:
        return ""
    if word in _NAMED:
        return _NAMED[word]
    return _codes().get(word, "")


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found |= {name.casefold(): code, code.casefold(): code}
    return found
