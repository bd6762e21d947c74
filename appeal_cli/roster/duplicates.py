"""One deputy from the several rows in which a roster may list a person."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from appeal_cli.problems import MOST_PROBLEMS, Kind, Problem
from appeal_cli.roster.handles import LETTERS
from appeal_cli.roster.names.scripts import scripts_of
from appeal_cli.roster.readers.table import Row

Record = tuple[dict[str, str], Row]

_LETTERS = str.maketrans(LETTERS)

OF_A_SEAT = ("group", "group_id", "area", "area_id", "role", "term", "start_date", "end_date")
"""Fields of a membership, not of the person: those of the latest row stand together."""


_LONGEST_SPELT = 200
"""The longest name, in letters, whose spelling is compared letter by letter."""

_MOST_SPELLINGS = 50
"""The most spellings of one person's name: more are as many people."""


def merged(records: Iterable[Record]) -> tuple[list[Record], list[Problem]]:
    """Each person once, in the order in which they first stand, and what is to be reported.

    Rows with one id are one person: the latest row counts (the one without an end
    date, else the one that ends or starts last, else the last), and its blanks are
    filled from the others. `groups` lists the groups that the person has been in.
    Two clearly different names under one id are an error.
    """
    people: dict[str, list[Record]] = {}
    for fields, row in records:
        people.setdefault(fields["id"], []).append((fields, row))
    problems: list[Problem] = []
    kept = []
    for rows in people.values():
        if len(rows) > 1:
            clash = _clash(rows)
            problems += clash or _undecided(rows)
            kept.append(rows[0] if clash else _merged(rows))
        else:
            kept.append(rows[0])
    return kept, problems[: MOST_PROBLEMS + 1]


def _merged(rows: Sequence[Record]) -> Record:
    in_time = sorted(rows, key=_when)
    latest = in_time[-1][0]
    dated = any("start_date" in fields or "end_date" in fields for fields, _ in rows)
    result: dict[str, str] = {}
    for fields, _ in in_time:
        result |= fields
    if dated:
        for field in OF_A_SEAT:
            result.pop(field, None)
        result |= {field: latest[field] for field in OF_A_SEAT if field in latest}
    groups = list(dict.fromkeys(fields["group"] for fields, _ in in_time if "group" in fields))
    if len(groups) > 1:
        result["groups"] = "; ".join(groups)
    return result, _together(rows[0][1], [row for _, row in in_time])


def _together(first: Row, rows: Sequence[Row]) -> Row:
    """The first row with the cells of all, each in the place where it stands."""
    owners = {heading: row for row in rows for heading in row.cells}
    cells = {heading: row.cells[heading] for heading, row in owners.items()}
    return replace(
        first, cells=cells, locate=lambda heading: owners.get(heading, first).locate(heading)
    )


def _when(record: Record) -> tuple[bool, str, str]:
    """What sorts the present membership last; sorting keeps the file's order of equals."""
    end, start = record[0].get("end_date", ""), record[0].get("start_date", "")
    return not end, end, start


def _undecided(rows: Sequence[Record]) -> list[Problem]:
    """A notice where rows differ in what the letter may say, and no date says which is later."""
    times = [_when(record) for record in rows]
    if len(set(times)) == len(times):
        return []
    differing = [
        field
        for field in ("group", "area", "role")
        if len({fields[field] for fields, _ in rows if field in fields}) > 1
    ]
    if not differing:
        return []
    lines = ", ".join(row.path or str(row.line) for _, row in rows)
    words = " and ".join(f"`{field}`" for field in differing)
    key = rows[0][0]["id"]
    message = f"`{key}` is in lines {lines} with different {words}: the last is used"
    return [rows[-1][1].problem("", message, severity="notice", kind=Kind.MERGED)]


def _clash(rows: Sequence[Record]) -> list[Problem]:
    """An error where rows with one id can't be one person."""
    first, place = rows[0]
    spellings = {(first.get("name", ""), first.get("gender", ""))}
    for fields, row in rows[1:]:
        spelling = fields.get("name", ""), fields.get("gender", "")
        if spelling in spellings:
            continue
        spellings.add(spelling)
        names = first.get("name", ""), fields.get("name", "")
        where = (
            f"in line {place.line} of {place.file}"
            if place.file != row.file
            else (f"in {place.said}" if place.line else "before")
        )
        hint = "give each person a different id"
        if len(spellings) > _MOST_SPELLINGS or not one_name(*names):
            message = f"the id `{fields['id']}` belongs to `{names[0]}` {where}"
            message += f", and here to `{names[1]}`"
            return [row.problem("id", message, hint=hint, kind=Kind.REPEATED_ID)]
        genders = {fields.get("gender", ""), first.get("gender", "")} - {""}
        if len(genders) > 1:
            message = f"`{names[1]}` has another gender {where}"
            return [row.problem("gender", message, hint=hint, kind=Kind.REPEATED_ID)]
    return []


def one_name(name: str, other: str) -> bool:
    """Whether the names may be one person's: the same words in any order, case and spacing.

    One may lack words that the other has, and a word may be spelt a little differently.
    """
    words, others = words_of(name), words_of(other)
    if words <= others or others <= words:
        return True
    if not scripts_of(name) & scripts_of(other):
        return False
    one, two = "".join(sorted(words)), "".join(sorted(others))
    if max(len(one), len(two)) > _LONGEST_SPELT:
        return False
    if difflib.SequenceMatcher(None, one, two).ratio() < 0.85:
        return False
    return all(difflib.get_close_matches(word, others, 1, 0.75) for word in words - others)


@lru_cache(maxsize=50_000)
def words_of(name: str) -> frozenset[str]:
    """The words of the name in lower case, without accents."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return frozenset(re.findall(r"\w+", bare))
