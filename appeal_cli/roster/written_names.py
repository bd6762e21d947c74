"""Names as letters write them, out of what a list has where names stand; what changed is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from appeal_cli.problems import Kind, Problem, Severity, shortened
from appeal_cli.roster.deputy import NAME_PARTS
from appeal_cli.roster.genders import Other, told_of
from appeal_cli.roster.names.beside import without_marks, without_remarks
from appeal_cli.roster.names.listed import (
    in_ordinary_case,
    patronymics_apart,
    titles_apart,
    unknown_titles,
    without_numbers,
)
from appeal_cli.roster.names.several import in_two_alphabets, several_in
from appeal_cli.roster.readers.table import Row, Table, rows_said
from appeal_cli.roster.terms import Record

Found = tuple[int, str]
"""Words in a name, with the number of their person."""

_MANY = 3
"""One of so many names has one word at most, where those are not how all are written."""

_DASH = re.compile(r" [-–—] ")

_ONE_NAME = 2
"""How many words a whole name has at least."""


def as_letters_write(records: Sequence[Record], table: Table) -> Iterator[Problem]:
    """Leaves numbers and remarks out of the names, takes titles apart and puts capitals in
    ordinary case; a notice of each, and a problem of a cell that holds several people."""
    people = [found for found, _ in records]
    rows = [row for _, row in records]
    if numbered := without_numbers(people):
        message = f"numbers before names are left out, such as that of `{numbered[0]}`"
        yield Problem(message, table.file, severity="notice", kind=Kind.NAME)
    if found := without_marks(people):
        yield _told(found, rows, "the marks of footnotes are left out")
    if found := [*in_two_alphabets(people)]:
        message = "a name in two alphabets, of which the Latin one is `name_en`"
        yield _told(found, rows, message)
    titles = titles_apart(people)
    yield from told_of([Other(rows[at], title) for at, title in titles.others])
    if titles.unlisted:
        yield _told(titles.unlisted, rows, "read as a title before the name")
    if found := without_remarks(people, _ONE_NAME):
        message = "beside the name, and kept as `{{ deputy.name_remark }}`"
        yield _told(found, rows, message)
        titles_apart([people[index] for index, _ in found])
    patronymics_apart(people)
    if found := [
        (index, each["name"]) for index, each in _named(people) if several_in(each["name"])
    ]:
        hint = (
            "give each person a row: copy the row, and leave one name in each; one person's name "
        )
        hint += "in two languages needs a column for each: `name_ru`, `name_kk`"
        yield _told(found, rows, "several names in one cell", hint, severity="error")
    if found := _of_one_word(people):
        yield _told(found, rows, "one word, where the other names have several: is it somebody?")
    if found := unknown_titles(people):
        hint = "if it is a title, a column `honorific_prefix` or `honorific_suffix` holds it"
        yield _told(found, rows, "is printed as a part of the name", hint)
    if found := [
        (index, each["name"]) for index, each in _named(people) if _DASH.search(each["name"])
    ]:
        hint = "if it is no part of the name, put it into a column of its own"
        yield _told(found, rows, "what stands behind the dash is printed", hint)
    if changed := in_ordinary_case(people):
        fields = ", ".join(f"`{field}`" for field in changed)
        message = f"names in capitals or small letters are put in ordinary case: {fields}"
        hint = "check a few, such as those of several words"
        yield Problem(message, table.file, hint=hint, severity="notice", kind=Kind.NAME)


def _of_one_word(people: Sequence[dict[str, str]]) -> list[Found]:
    """The few names of one word among others of several: they may be what is left of a sum."""
    found = [
        (index, each["name"])
        for index, each in _named(people)
        if " " not in each["name"] and each.keys().isdisjoint(NAME_PARTS)
    ]
    return found if len(found) * _MANY <= len(people) else []


def _named(people: Iterable[dict[str, str]]) -> Iterator[tuple[int, dict[str, str]]]:
    return ((index, each) for index, each in enumerate(people) if "name" in each)


def _told(
    found: Sequence[Found],
    rows: Sequence[Row],
    message: str,
    hint: str = "",
    severity: Severity = "notice",
) -> Problem:
    """One problem of all that was found: its words, the message and the rows."""
    those = [rows[index] for index, _ in found]
    words = [*dict.fromkeys(words for _, words in found)]
    more = f" and {len(words) - 5} more" if len(words) > 5 else ""
    said = ", ".join(f"`{shortened(word)}`" for word in words[:5]) + more
    kind = Kind.ROSTER if severity == "error" else Kind.NAME
    told = those[0].problem("", message, hint=hint, severity=severity, kind=kind)
    return replace(told, message=f"{said}: {message}, in {rows_said(those)}")
