"""Who is who in a roster without ids: rows of one name as one person, or as several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations
from typing import Literal

from appeal_cli.problems import MOST_PROBLEMS, Kind, Problem, shortened
from appeal_cli.roster.handles import LONGEST, readable, slug, suffixed
from appeal_cli.roster.lexicon import lexicon, without, words_in
from appeal_cli.roster.names.generations import generation_in
from appeal_cli.roster.names.name_forms import forms_of, take_apart
from appeal_cli.roster.readers.table import Row, rows_said

Record = tuple[dict[str, str], Row]

SameName = Literal["one", "two"]
"""What `--same-name` says of rows that may be one person or two."""

_SEAT = ("area", "group", "role")
_OF_THE_PERSON = (*_SEAT, "patronymic_name", "middle_name", "gender")
"""What differs only between people, or between two seats, besides dates of birth: the readable
ones first."""

_OF_A_TIME = ("term", "start_date", "end_date")
"""Where these differ, one person may have changed group and district."""

_NAMES = ("id", "name", "family_name", "given_name", "sort_name", "sheet")

Key = tuple[str, ...]


def identified(
    records: Sequence[Record], file: str, same_name: str | None = None
) -> tuple[list[Record], list[Problem]]:
    """The records, each with an id made from its name, and what is to be reported about them.

    Two rows of one name are two people where something differs that only people differ in, and
    their ids say what. Rows that are alike in everything stand for one person. Where
    anything else differs, it is a problem, unless `same_name` says what they are.
    """
    return _Namesakes(records, file, same_name).sorted_out()


class _Namesakes:
    """Sorts out who is who, and notes what is to be reported."""

    def __init__(self, records: Sequence[Record], file: str, same_name: str | None) -> None:
        self.records = records
        self.file = file
        self.same_name = same_name
        self.problems: list[Problem] = []
        self.alike: list[Row] = []
        self.told_apart: list[str] = []
        self.taken: set[str] = set()
        born = [field for field in _fields(records) if _is_of_birth(field)]
        self.of_the_person = (*_OF_THE_PERSON, *born)
        known = {*self.of_the_person, *_OF_A_TIME, *_NAMES}
        others = [field for field in _fields(records) if field not in known]
        self.counting = {field for field in others if _counts(records, field)}

    def sorted_out(self) -> tuple[list[Record], list[Problem]]:
        bearers: dict[str, list[Record]] = {}
        for fields, record in zip(self.parted(), self.records, strict=True):
            key = readable(fields) or fields["name"]
            self.taken.add(key)
            found = {**record[0], **_patronymic(fields), "id": key}, record[1]
            bearers.setdefault(" ".join(sorted(key.split("-"))), []).append(found)
        ids = {id(row): key for same in bearers.values() for key, row in self.keyed(same)}
        kept = [
            ({**fields, "id": ids[id(row)]}, row) for fields, row in self.records if id(row) in ids
        ]
        return kept, [*self.problems[: MOST_PROBLEMS + 1], *self.notices(kept)]

    def parted(self) -> Iterator[dict[str, str]]:
        """The fields of each, with the name taken apart."""
        people = [dict(fields) for fields, _ in self.records]
        forms = forms_of(people)
        for person in people:
            take_apart(person, forms)
            yield person

    def keyed(self, same: Sequence[Record]) -> Iterator[tuple[str, Row]]:
        """The ids of those of one name; rows that only repeat another are left out."""
        name = same[0][0]["id"]
        if len(same) == 1:
            yield name, same[0][1]
            return
        distinct = self.distinct(same)
        people = self.people(distinct)
        if len(people) == 1:
            yield from ((name, row) for _, row in distinct)
            return
        words = self.words([rows[0][0] for rows in people])
        for word, rows in zip(words, people, strict=True):
            key = self.key(rows[0][0]["id"], word)
            yield from ((key, row) for _, row in rows)
        shown = ", ".join(f"`{shortened(word)}`" for word in words[:3])
        more = f" and {len(words) - 3} more" if len(words) > 3 else ""
        places = rows_said([row for rows in people for _, row in rows])
        self.told_apart.append(f"`{same[0][0]['name']}` ({shown}{more}; {places})")

    def distinct(self, same: Sequence[Record]) -> list[Record]:
        """The rows without those that repeat one before them in everything."""
        ignored = {*_NAMES, *self.counting}
        seen: set[frozenset[tuple[str, str]]] = set()
        found = []
        for fields, row in same:
            texts = {field: _folded(text) for field, text in fields.items() if field not in ignored}
            texts["name"] = _folded(fields["name"].replace(",", " "))
            all_of_it = frozenset(texts.items())
            if all_of_it in seen:
                self.alike.append(row)
            else:
                seen.add(all_of_it)
                found.append((fields, row))
        return found

    def people(self, rows: Sequence[Record]) -> list[list[Record]]:
        """The rows of each person; a problem is noted where it can't be known."""
        if self.same_name == "two":
            return [[row] for row in rows]
        apart: dict[Key, list[Record]] = {}
        for fields, row in rows:
            key = tuple(_folded(fields.get(field, "")) for field in self.of_the_person)
            key += (_folded(generation_in(fields.get("honorific_suffix", ""))),)
            apart.setdefault(key, []).append((fields, row))
        in_time = _in_time(rows)
        if _may_be_one(list(apart)) or (len(apart) > 1 and in_time):
            lasting = [key[len(_SEAT) :] if in_time else key for key in apart]
            if self.same_name != "one" or _surely_differ(lasting):
                self.doubt(rows)
            return [list(rows)]
        for same in apart.values():
            if len(same) > 1 and self.same_name != "one":
                self.doubt(same)
        return list(apart.values())

    def doubt(self, rows: Sequence[Record]) -> None:
        """Notes that the rows may be one person or several."""
        (first, place), (second, row) = rows[0], rows[1]
        differing = [
            field
            for field in _fields(rows)
            if field not in {*_NAMES, *self.counting}
            and len({_folded(fields.get(field, "")) for fields, _ in rows}) > 1
        ]
        told = " and ".join(f"`{field}`" for field in differing[:3]) or "the spelling"
        names = [shortened(fields["name"]) for fields in (first, second)]
        one, other = (sorted(_folded(name).split()) for name in names)
        if one == other:
            message = f"the same name as in {place.said}, `{names[0]}`, "
        else:
            message = f"`{names[1]}` is almost `{names[0]}` in {place.said}, "
        message += f"and only {told} differs: is it one person or two?"
        hint = "give each person an id in a column `id`, or say `--same-name two` or "
        hint += "`--same-name one`"
        self.problems.append(row.problem("", message, hint=hint, kind=Kind.SAME_NAME))

    def words(self, people: Sequence[dict[str, str]]) -> list[str]:
        """What tells each of the people from the others: one field, else all that differ."""
        differing = [
            field
            for field in dict.fromkeys((*self.of_the_person, "email", *_fields_of(people)))
            if field not in {*_NAMES, *self.counting}
            and len({_folded(person.get(field, "")) for person in people}) > 1
        ]
        for field in differing:
            words = [person.get(field, "") for person in people]
            if all(words) and len({slug(word) for word in words}) == len(words):
                return words
        return [
            ", ".join(filter(None, (person.get(field, "") for field in differing)))
            for person in people
        ]

    def key(self, name: str, word: str) -> str:
        """An id of the name and the word that no other has."""
        key = f"{name}-{slug(word)}".strip("-")
        if len(key) > LONGEST or key in self.taken:
            key = suffixed(name, word)
        number = 2
        while key in self.taken:
            key, number = suffixed(name, f"{word} {number}"), number + 1
        self.taken.add(key)
        return key

    def notices(self, kept: Sequence[Record]) -> Iterator[Problem]:
        if self.alike:
            many = "row repeats" if len(self.alike) == 1 else "rows repeat"
            message = f"{len(self.alike)} {many} another in everything, and counts once: "
            yield self.notice(message + rows_said(self.alike), Kind.MERGED)
        if self.told_apart:
            count = len(self.told_apart)
            message = "two people or more have the same name"
            message = f"{count} times {message}" if count > 1 else message
            more = f", and {count - 3} more" if count > 3 else ""
            hint = "where they are one person, give the rows one id in a column `id`"
            shown = ", ".join(self.told_apart[:3])
            yield self.notice(f"{message}: {shown}{more}", Kind.SAME_NAME, hint)
        message = "there is no column `id`: ids are made from the names, such as "
        yield self.notice(f"{message}`{kept[0][0]['id']}`", Kind.IDS_FROM_NAMES)

    def notice(self, message: str, kind: Kind, hint: str = "") -> Problem:
        return Problem(message, file=self.file, hint=hint, severity="notice", kind=kind)


def _patronymic(fields: dict[str, str]) -> dict[str, str]:
    return {"patronymic_name": fields["patronymic_name"]} if "patronymic_name" in fields else {}


def _fields(records: Sequence[Record]) -> list[str]:
    return _fields_of([fields for fields, _ in records])


def _fields_of(people: Sequence[dict[str, str]]) -> list[str]:
    return list(dict.fromkeys(field for fields in people for field in fields))


def _counts(records: Sequence[Record], field: str) -> bool:
    """Whether the field only counts the rows: 1, 2, 3, also anew in each part."""
    texts = [fields[field] for fields, _ in records if field in fields]
    if not all(text.isdecimal() and len(text) < 7 for text in texts):
        return False
    numbers = [0, *map(int, texts)]
    return all(after == 1 or 0 < after - before < 5 for before, after in pairwise(numbers))


def _is_of_birth(field: str) -> bool:
    """Whether the column holds a date or a year of birth."""
    return without(words_in(field), lexicon().skipped) in lexicon().born


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _in_time(rows: Sequence[Record]) -> bool:
    """Whether the rows may be one person at several times."""
    return any(
        len({fields[field] for fields, _ in rows if field in fields}) > 1 for field in _OF_A_TIME
    )


def _may_be_one(keys: Sequence[Key]) -> bool:
    """Whether two of the keys differ only where one of them is blank."""
    shapes: dict[tuple[bool, ...], list[Key]] = {}
    for key in keys:
        shapes.setdefault(tuple(map(bool, key)), []).append(key)
    for shape, other in permutations(shapes, 2):
        both = [index for index, filled in enumerate(shape) if filled and other[index]]
        seen = {tuple(key[index] for index in both) for key in shapes[shape]}
        if any(tuple(key[index] for index in both) in seen for key in shapes[other]):
            return True
    return False


def _surely_differ(keys: Sequence[Key]) -> bool:
    """Whether some field has two values among the keys."""
    return any(len({word for word in column if word}) > 1 for column in zip(*keys, strict=True))
