"""Where the people stand in data of any shape: the largest list of objects with names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from appeal_cli.roster.columns import canonical, fields_of, plain
from appeal_cli.roster.deputy import FIELDS, NAME_PARTS
from appeal_cli.roster.lexicon import lexicon, words_in
from appeal_cli.roster.looks import are_people
from appeal_cli.roster.readers.document import Data, DataPath
from appeal_cli.roster.readers.list_words import OF_OTHER_THINGS, OF_PEOPLE
from appeal_cli.roster.readers.plain_fields import plain_fields, title_of
from appeal_cli.roster.readers.table import MAX_COLUMNS

_PERSONAL = frozenset(
    (
        *NAME_PARTS,
        *("gender", "group", "area", "role", "email", "honorific_prefix", "phone", "address"),
        *("birth_date", "language", "sort_name"),
    )
)
"""Fields that people have, and lists of parties or committees rarely do."""

_WRAPPERS = ("value", "properties", "attributes", "node", "item", "person", "member", "fields")
"""What an object may be called that holds all there is about one entry of a list."""

_TECHNICAL = ("type", "@type", "geometry", "bbox", "cursor", "__typename")
"""What such wrappers say of the data, and not of the person."""


_BESIDE_THE_PEOPLE = 3
"""How much a list of assistants is worth less than any of the people whom they assist."""


@dataclass
class People:
    """A list of objects: each with its path, in the order of the file.

    `at` is the path of the list, `named` how many of its objects have a name, `personal`
    how many of these have what only people have.
    """

    at: DataPath
    entries: list[tuple[DataPath, dict[str, Data]]] = field(default_factory=list)
    named: int = 0
    personal: int = 0

    @property
    def title(self) -> str:
        """The last name on the path."""
        return plain(next((str(key) for key in reversed(self.at) if isinstance(key, str)), ""))

    @property
    def holds_people(self) -> bool:
        """Whether most of the named have fields that only people have."""
        return bool(self.named) and self.personal * 2 > self.named

    @property
    def rank(self) -> tuple[bool, int, int, int]:
        """What the best list has most of."""
        title = self.title
        liking = (title in OF_PEOPLE) - (title in OF_OTHER_THINGS)
        if not lexicon().others.isdisjoint(words_in(title)):
            liking = -_BESIDE_THE_PEOPLE
        return self.named > 0, 2 * self.holds_people + liking, self.named, -len(self.at)


def lists_of_people(data: Data) -> list[People]:
    """Every list of objects in the data, the best first: that which is most likely people."""
    found: dict[tuple[object, ...], People] = {}
    for path, entries in _lists(data, ()):
        shape = tuple("*" if isinstance(step, int) else step for step in path)
        people = found.setdefault(shape, People(path))
        people.entries += entries
        for _, item in entries:
            is_named, is_personal = _looks(_written(item))
            people.named += is_named
            people.personal += is_named and is_personal
    return sorted(found.values(), key=lambda people: people.rank, reverse=True)


def beside(best: People, others: Sequence[People]) -> list[People]:
    """Those of the others that are read with the best: people too, in lists beside it, of
    which none is more likely to be meant than another (`government`, `opposition`)."""
    return [
        people
        for people in others
        if people.holds_people
        and best.holds_people
        and people.at[:-1] == best.at[:-1]
        and people.at[-1:] != best.at[-1:]
        and isinstance(people.at[-1], str)
        and people.title not in OF_OTHER_THINGS
        and (people.title in OF_PEOPLE) == (best.title in OF_PEOPLE)
    ]


Entries = list[tuple[DataPath, dict[str, Data]]]


def _lists(data: Data, path: DataPath) -> Iterator[tuple[DataPath, Entries]]:
    """Each list of objects in the data, with its path, those within entries that are no people
    among them."""
    entries = _entries(data, path)
    if entries and isinstance(data, (list, dict)):
        yield path, entries
        looks = [_looks(_written(item)) for _, item in entries]
        if sum(map(all, looks)) * 2 > len(entries):
            return
        title = str(path[-1]) if path else ""
        steps = enumerate(data) if isinstance(data, list) else data.items()
        for step, item in steps:
            if isinstance(item, dict):
                context = _context(title, item)
                for inner, more in _lists_within(item, (*path, step)):
                    yield inner, [(at, {**context, **found}) for at, found in more]
    elif isinstance(data, dict):
        yield from _lists_within(data, path)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _lists(value, (*path, index))


def _lists_within(item: Mapping[str, Data], path: DataPath) -> Iterator[tuple[DataPath, Entries]]:
    for key, value in item.items():
        if isinstance(value, (dict, list)):
            yield from _lists(value, (*path, key))


def _context(title: str, item: Mapping[str, Data]) -> dict[str, Data]:
    """What the members of a party's or a district's list have in common: its name."""
    word = plain(title)
    name = title_of(item)
    if not isinstance(name, str) or not word:
        return {}
    kinds = (canonical(singular) for singular in _singulars(word))
    return {next((kind for kind in kinds if kind in ("group", "area")), word): name}


_PLURALS = (
    *(("ies", "y"), ("ции", "ция"), ("тии", "тия"), ("ції", "ція"), ("тії", "тія")),
    *(("ern", "er"), ("en", ""), ("es", ""), ("er", ""), ("s", ""), ("e", ""), ("y", "")),
    *(
        (ending, "")
        for ending in ("лар", "лер", "дар", "дер", "тар", "тер", "lar", "ler", "а", "и")
    ),
    *(("ie", "ia"), ("je", "ja"), ("ы", "")),
)
"""Endings of several, and of one: of words for groups and districts in their languages."""


def _singulars(word: str) -> Iterator[str]:
    """The word, and what one of its things may be called."""
    yield word
    for plural, ending in _PLURALS:
        if word.endswith(plural):
            yield word.removesuffix(plural) + ending


def _entries(data: Data, path: DataPath) -> Entries:
    """The objects that the list, or the object with keys, or the table consists of."""
    if isinstance(data, list):
        if table := _table(data, path):
            return table
        objects = [(index, item) for index, item in enumerate(data) if isinstance(item, dict)]
        return [_entry((*path, index), item) for index, item in objects]
    if isinstance(data, dict):
        return _columns_and_rows(data, path) or _keyed(data, path)
    return []


def _entry(path: DataPath, item: Mapping[str, Data]) -> tuple[DataPath, dict[str, Data]]:
    """The object's fields, out of what it may be wrapped in."""
    written = tuple(key for key, value in item.items() if not isinstance(value, (dict, list)))
    if not _looks(written)[0]:
        for key, inner in item.items():
            if isinstance(inner, dict) and _wraps(key, item):
                within = plain_fields(inner)
                if _looks(within)[0]:
                    beside = {word: item[word] for word in item if word not in (key, *_TECHNICAL)}
                    return (*path, key), {**plain_fields(beside), **within}
    return path, plain_fields(item)


def _wraps(key: str, item: Mapping[str, Data]) -> bool:
    """Whether what the object says of its person stands under the key."""
    is_of_people = bool(lexicon().people.intersection(words_in(key)))
    return plain(key) in _WRAPPERS or is_of_people or len(item) == 1


def _keyed(data: Mapping[str, Data], path: DataPath) -> Entries:
    """Objects under keys of their own, which are their ids, or their names."""
    objects = {key: item for key, item in data.items() if isinstance(item, dict)}
    if (
        not objects
        or len(objects) < len(data)
        or (not path and len(data) == 1 and not are_people(data))
    ):
        return []
    if any(canonical(key) in FIELDS for key in objects) or any(
        _keyed(item, (*path, key)) for key, item in objects.items()
    ):
        return []
    entries = [(key, *_entry((*path, key), item)) for key, item in objects.items()]
    looks = [_looks(fields) for _, _, fields in entries]
    own = ""
    if sum(named for named, _ in looks) * 2 > len(entries):
        own = "id"
    elif not any(named for named, _ in looks) and are_people(objects):
        is_other = plain(str(path[-1:])) in OF_OTHER_THINGS
        own = "" if is_other or not all(personal for _, personal in looks) else "name"
    return [
        (where, fields if any(canonical(one) == own for one in fields) else {own: key, **fields})
        for key, where, fields in entries
        if own
    ]


def _table(data: list[Data], path: DataPath) -> Entries:
    """Rows of a list of lists under the headings in its first."""
    if len(data) < 2 or not all(isinstance(row, list) for row in data):
        return []
    return _under(data[0], [((*path, index), row) for index, row in enumerate(data)][1:])


def _columns_and_rows(data: Mapping[str, Data], path: DataPath) -> Entries:
    """Rows whose headings stand beside them, as in `{"columns": […], "data": [[…]]}`."""
    lists = {key: value for key, value in data.items() if isinstance(value, list) and value}
    for key, rows in lists.items():
        if all(isinstance(row, list) for row in rows):
            for other in lists.values():
                numbered = [((*path, key, index), row) for index, row in enumerate(rows)]
                if found := _under(other, numbered):
                    return found
    return []


def _under(headings: Data, rows: Sequence[tuple[DataPath, Data]]) -> Entries:
    if not isinstance(headings, list) or not rows:
        return []
    words = [heading for heading in headings if isinstance(heading, str)]
    if len(words) < len(headings) or len({*words}) < len(words) or not _looks(words)[0]:
        return []
    entries = []
    for path, row in rows:
        if not isinstance(row, list) or len(row) > len(words):
            return []
        entries.append((path, plain_fields(dict(zip(words, row, strict=False)))))
    return entries


def has_name(fields: Mapping[str, Data]) -> bool:
    """Whether one of the fields is a name."""
    return _looks(fields)[0]


def _written(item: Mapping[str, Data]) -> list[str]:
    """The keys of the object without those for people that hold objects: `councillors` of a ward
    are no name of it."""
    people = lexicon().people
    return [
        key
        for key, value in item.items()
        if not isinstance(value, (dict, list)) or people.isdisjoint(words_in(key))
    ]


def _looks(keys: Iterable[str]) -> tuple[bool, bool]:
    """Whether one of the keys is a name, and whether one is what only people have."""
    return _looks_of(tuple(islice(keys, MAX_COLUMNS)))


@lru_cache(maxsize=5_000)
def _looks_of(keys: tuple[str, ...]) -> tuple[bool, bool]:
    known = set(fields_of(keys)) | {canonical(key) for key in keys}
    is_named = bool(known & {"name", "family_name", "given_name", "other_names"})
    return is_named, bool(known & _PERSONAL)
