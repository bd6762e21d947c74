"""Which columns of a table hold postal addresses: their lines, and their parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from appeal_cli.roster.columns import ADDRESS_PARTS, meaning, parted_words, plain, whose
from appeal_cli.roster.contact_persons import of_a_contact_person
from appeal_cli.roster.lexicon import lexicon, without, words_in
from appeal_cli.roster.looks import are_whole_addresses
from appeal_cli.roster.street_lines import BESIDE

_AT_HOME = frozenset(
    (
        *("home", "private", "personal", "residential", "residence", "privat", "heim"),
        *("personnel", "personnelle", "prive", "privee", "domicile", "particular", "privada"),
        *("privado", "casa", "residencial", "residencia", "pessoal", "privato", "privata"),
        *("prywatny", "prywatna", "domowy", "domowa", "zamieszkania", "thuis"),
        *("домашний", "домашняя", "домашние", "личный", "личная", "проживания", "жительства"),
        *("прописки", "домашня", "домашній", "проживання"),
    )
)
"""Words for where somebody lives: a letter goes there only where there is no other address."""

_ADDRESS = frozenset(
    (
        *("address", "adresse", "direccion", "endereco", "indirizzo", "adres", "adresi"),
        *("адрес", "адреса", "мекенжай", "мекенжайы"),
    )
)
_HOUSES = frozenset(("дом", "үй", "ev"))
"""Words for a house, which mean where somebody lives before one for an address alone."""

_HOME = frozenset(("home",))
"""The owner of an address at home, whatever word says so."""

_CONTINUED = re.compile(
    r"\d+\W*$|\W*\b(?:cont|continued|continua[çc][ãa]o|continuaci[óo]n|complement(?:o|ary)|suite|"
    r"fortsetzung|продолжение|жалғасы|продовження|ciąg dalszy|cd|devam[ıi])\b\W*$",
    re.IGNORECASE,
)
"""What the heading of a further line has behind that of the first."""

_PLACES = ("street", "box", "city", "post_town", "neighbourhood", "postcode")
_NUMBERED_GROUP = re.compile(r"\d+(?=[\W_]*[^\W\d_])")
"""The number of one of several addresses: `Address 2 - Street`."""

SECOND_CITY = "city 2"
"""The part that a second column of towns holds: `Село` beside `Город`."""

Labels = Mapping[str, str]
Parts = dict[str, str]


def lines_of(labels: Labels) -> Iterator[tuple[str, str]]:
    """The columns with a further line of an address, each with that of its first: those of
    `Street` and `Street 2`, whose headings differ in a number or "continued" at their end alone."""
    first: dict[str, str] = {}
    for key, label in labels.items():
        if meaning(label).field not in ("address", "street"):
            continue
        alike = plain(_CONTINUED.sub("", label))
        if alike in first and plain(label) != plain(labels[first[alike]]):
            yield key, first[alike]
        first.setdefault(alike, key)


_OF_NUMBERS = frozenset(("n", "no", "nr", "num", "nro", "numero", "nbr", "number"))


_BESIDE_HOUSES = {
    **dict.fromkeys(("блок", "blok", "bloc", "block", "bloque", "bloco", "portal", "bl"), "block"),
    **dict.fromkeys(("ap", "int", "bus", "кв"), "unit"),
}
"""What words mean beside a street or a house alone: a `Bloc` elsewhere is a group."""

_AT_A_HOUSE = ("street", "house", "block", "unit", "door")


def beside_others(labels: Labels, values: Callable[[str], Sequence[str]]) -> dict[str, str]:
    """What columns are by the columns beside them: offices, numbers of houses, their blocks and
    flats, and lines below a street."""
    found = _offices(labels, values) | _below_streets(labels)
    found |= of_a_contact_person(labels, values)
    meant = {key: found.get(key, meaning(label).field) for key, label in labels.items()}
    for key, other in [*pairwise(labels), *pairwise([*labels][::-1])]:
        word = "".join(words_in(labels[other]))
        wanted = _BESIDE_HOUSES.get(word, "") if all(map(_short, values(other))) else ""
        if meant[key] == "street" and word in _OF_NUMBERS and "house" not in meant.values():
            wanted = "house" if _are_numbers(labels, other, values(other)) else ""
        if word == "cp" and meant[key] == "street" and "postcode" in _beside(meant, other):
            wanted = "house"  # `Ulice, č.p., PSČ`: no code postal
        is_state = word == "st" and meant[key] == "city"  # `City, ST, ZIP`
        wanted = "region" if is_state else wanted
        if wanted and (is_state or meant[key] in _AT_A_HOUSE) and other not in found:
            found[other] = meant[other] = wanted
    return found


def _beside(meant: Labels, key: str) -> list[str]:
    """What the other columns mean."""
    return [field for other, field in meant.items() if other != key]


def _short(value: str) -> bool:
    """Whether the value may tell a house or a flat from others: `2`, `B`, `корп. 3`."""
    return len(value.strip()) < 3 or any(map(str.isdecimal, value))


def _are_numbers(labels: Labels, key: str, values: Sequence[str]) -> bool:
    """Whether the values are numbers, and not those of the rows in the first column."""
    is_count = key == next(iter(labels)) and _count_rows(values)
    return not is_count and any(any(map(str.isdecimal, value)) for value in values)


def _below_streets(labels: Labels) -> dict[str, str]:
    """The columns with a further line of an address whose first has another heading: `Address 2`
    behind `Street Address`."""
    further = {key for key, _ in lines_of(labels)}
    found: dict[str, str] = {}
    has_street = has_address = False
    for key, label in labels.items():
        field = meaning(label).field
        number = re.search(r"\d+(?=\W*$)", label)
        is_further = number is not None and int(number[0][:3]) > 1 and key not in further
        if field == "address" and is_further and has_street and not has_address:
            found[key] = "supplement"
        has_street, has_address = has_street or field == "street", has_address or field == "address"
    return found


def _count_rows(values: Sequence[str]) -> bool:
    """Whether the values are 1, 2, 3 and so on, or there are none."""
    return [value.strip(" .)") for value in values] == [*map(str, range(1, len(values) + 1))]


def _offices(labels: Labels, values: Callable[[str], Sequence[str]]) -> dict[str, str]:
    """What the columns headed by a word for an office are: of those that hold whole addresses the
    first is the address, where no other heading means one; each other keeps its own name, though
    `Constituency office` has the word for an area."""
    known = lexicon()
    meant = {key: meaning(label).field for key, label in labels.items()}
    named = {key: without(words_in(label), known.skipped) for key, label in labels.items()}
    are = [key for key in labels if named[key] in known.offices and meant[key] in ("", "area")]
    has_address = any(field in ("address", *ADDRESS_PARTS) for field in meant.values())
    whole = [] if has_address else [key for key in are if are_whole_addresses(values(key))]
    return {key: "address" if key in whole[:1] else plain(labels[key]) for key in are}


def is_at_home(label: str) -> bool:
    """Whether the heading is that of where somebody lives."""
    words = parted_words(label)
    is_of_a_house = not (_HOUSES.isdisjoint(words) or _ADDRESS.isdisjoint(words))
    return is_of_a_house or not _AT_HOME.isdisjoint(words)


def is_home(values: Iterable[object]) -> bool:
    """Whether one of the values says that the others are of where somebody lives: `home`."""
    said = (frozenset(words_in(str(value))) - _ADDRESS for value in values)
    return any(words and words <= _AT_HOME for words in said)


def by_language(keys: Sequence[str], labels: Labels) -> dict[str, str]:
    """Of several columns of addresses those for letters in one language, with its code: `Address`
    beside `Адрес`. That whose heading most languages have is for all other letters."""
    spoken = {key: meaning(labels[key]).languages for key in keys if not is_at_home(labels[key])}
    if len(spoken) < 2:
        return {}
    common = max(spoken, key=lambda key: len(spoken[key]))
    found: dict[str, str] = {}
    for key, languages in spoken.items():
        if len(languages) == 1 and languages != spoken[common]:
            found.setdefault(next(iter(languages)), key)
    return {key: language for language, key in found.items()}


def addresses_of(labels: Labels, fields: Labels, filled: Mapping[str, int]) -> list[Parts]:
    """The columns of each address in parts, that to write to first: at work rather than at
    home, the first of those with numbers, and else the fuller.

    `fields` are those that the columns are taken as, where they are not what their headings mean.
    """
    sets: dict[tuple[frozenset[str], str], Parts] = {}
    further = {key for key, _ in lines_of({**labels, **dict.fromkeys(fields, "")})}
    for key, label in labels.items():
        part = fields.get(key) or meaning(label).field
        if part in ADDRESS_PARTS and key not in further:
            number = _NUMBERED_GROUP.search(label)
            owner = (_HOME if is_at_home(label) else whose(label), number[0] if number else "")
            parts = sets.setdefault(owner, {})
            name = _free_in(parts, part)
            if name == SECOND_CITY and "locality" in words_in(labels[parts["city"]]):
                parts["city"], key = key, parts["city"]  # a village beside its town
            parts.setdefault(name, key)

    def order(owner: tuple[frozenset[str], str]) -> tuple[bool, int, int]:
        parts = sets[owner]
        fullness = sum(filled.get(parts[part], 0) for part in _PLACES if part in parts)
        at_home = any(is_at_home(labels[key]) for key in parts.values())
        return at_home, int(owner[1][:9] or 0), -fullness

    general = sets.get((frozenset(), ""), {})
    alone = len(sets) == 2
    listed = map(sets.__getitem__, sorted(sets, key=order))
    return [_completed(parts, general, alone=alone) for parts in listed]


def _free_in(parts: Parts, part: str) -> str:
    """The name of the part among those before it: a second `Address Line` is a supplement, and of
    what stands beside a street there may be several."""
    if part == "city" and part in parts:
        return SECOND_CITY
    if part == "street" and part in parts:
        part = "supplement"
    many = sum(part_of(each) == part for each in parts)
    return f"{part} {many + 1}" if many and part in BESIDE else part


def part_of(part: str) -> str:
    """What the part is one of several of: `unit 2` is a unit."""
    word, _, number = part.partition(" ")
    return word if number and word in BESIDE else part


def _completed(parts: Parts, general: Parts, *, alone: bool) -> Parts:
    """The parts with those that no heading says the owner of, as far as they lack them: all where
    the address is `alone`."""
    is_whole = "street" in parts and not parts.keys().isdisjoint(("city", "postcode")) and not alone
    shared = {part for part in general if part in ("region", "country") or not is_whole}
    return {part: general[part] for part in general if part in shared} | parts


def is_place(parts: Mapping[str, str]) -> bool:
    """Whether the parts say more than a region or a country."""
    return any(part in parts for part in _PLACES)


def rooms_of(parts: Parts) -> Parts:
    """What stands beside a street among the parts, such as a house or a flat, which a whole address
    may lack."""
    return {part: key for part, key in parts.items() if part_of(part) in (*BESIDE, "house")}
