"""Postal addresses in one cell: the house of another column, and parts with spaces between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from appeal_cli.roster.postal import country_code, joined
from appeal_cli.roster.street_lines import ROOMS, street_lines

_ENDS_WITH_HOUSE = re.compile(r"\d+ ?[^\W\d_]?(?:[/-]\d+)?$")
_WORDS = re.compile(r"[\w/]+")
_APART = re.compile(r" {2,}")
_FEWEST, _MOST = 4, 7
"""How many parts such an address has: a street, a town, a postcode and a country at least."""

_SLASHED = frozenset({"pl", "nl"})
"""Languages in which the number of a flat needs no word: `ul. Polna 12/3`, `Dorpsstraat 5 B`."""


def with_house(
    address: str, parts: Mapping[str, str], languages: Collection[str]
) -> tuple[str, dict[str, str]]:
    """The address with the house and the flat of their own columns, where it is a street without a
    number, or with one and no flat; and the parts that it does not say then."""
    left = dict(parts)
    if "\n" in address:
        return address, left
    said = {word.casefold() for word in _WORDS.findall(address)}
    ends = _ENDS_WITH_HOUSE.search(address) is not None
    house, unit = left.get("house", "").casefold(), left.get("unit", "").casefold()
    own = {"street": address}
    if any(map(str.isdecimal, house)) and house not in said and not ends:
        own |= {part: left.pop(part) for part in ("house", *ROOMS) if part in left}
    elif unit and ends and not _SLASHED.isdisjoint(languages) and " " not in unit:
        is_said = unit in said or address.casefold().endswith(f"/{unit}")
        own |= {} if is_said else {"unit": left.pop("unit")}
    return (street_lines(own, languages) if len(own) > 1 else address), left


def on_lines(address: str) -> str:
    """An address whose parts have two spaces between them and end with a postcode and a country, as
    Mailchimp exports them, on lines; any other as it is."""
    parts = [part for part in _APART.split(address.strip()) if part]
    if not _FEWEST <= len(parts) <= _MOST or not country_code(parts[-1]):
        return address
    *street, place, postcode, country = parts
    if not any(map(str.isdecimal, postcode)) or any(part.endswith((",", ";")) for part in parts):
        return address
    named = {"postcode": postcode, "country": country}
    if len(street) > 1:  # a state or a region stands behind the town
        named |= {"region": place, "city": street.pop()}
    else:
        named["city"] = place
    return joined({**named, "street": "\n".join(street)}, ("en",)) or address
