"""The shapes that a roster has in YAML and JSON, and the rows of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from appeal_cli.files.json_source import said
from appeal_cli.problems import AppealError, Kind, Problem, shortened
from appeal_cli.roster.columns import canonical
from appeal_cli.roster.deputy import FIELDS
from appeal_cli.roster.lexicon import lexicon, words_in
from appeal_cli.roster.mails import mails_of
from appeal_cli.roster.readers.document import Data, Document, no_roster
from appeal_cli.roster.readers.names_alone import names_alone
from appeal_cli.roster.readers.openstates import is_openstates, openstates_folder, openstates_table
from appeal_cli.roster.readers.people import Entries, People, beside, lists_of_people
from appeal_cli.roster.readers.person import NESTED, person_cells
from appeal_cli.roster.readers.popolo import is_popolo, popolo_table
from appeal_cli.roster.readers.table import MAX_COLUMNS, MAX_ROWS, Table
from appeal_cli.roster.readers.unitedstates import is_unitedstates, unitedstates_table


def shaped_table(document: Document) -> Table:
    """The rows of the document, read as the first shape that it has.

    Raises AppealError where it has none.
    """
    for shape in _SHAPES:
        if shape.fits(document.data):
            return shape.table(document)
    raise no_roster(document)


def folder_table(folder: str, documents: Sequence[Document], problems: list[Problem]) -> Table:
    """The rows of one-person files, with the problems of those that could not be read."""
    kept = []
    for document in documents:
        if isinstance(document.data, dict) and not is_popolo(document.data):
            kept.append(document)
        else:
            problems.append(
                Problem("not one person", file=document.file, kind=Kind.NOT_A_ROSTER, line=1)
            )
    table = openstates_folder(folder, kept)
    return Table(folder, table.headings, table.rows, problems=(*table.problems, *problems))


def _has_objects(data: Data) -> bool:
    return isinstance(data, (list, dict))


def _list_table(document: Document) -> Table:
    """A row for each entry of the largest list of objects with names, at any depth."""
    data = document.data
    if data == []:
        document.complain((), "nobody is listed here", kind=Kind.EMPTY_ROSTER)
        return Table(document.file, (), [], problems=tuple(document.problems))
    if names := names_alone(data):
        return _table(document, People((), names, len(names)), ())
    lists = lists_of_people(data)
    if isinstance(data, list) and not any(isinstance(item, list) for item in data):
        list(document.objects((), data))
    if not lists and not document.problems:
        raise no_roster(document)
    if not lists:
        raise AppealError(*document.problems)
    if lists[0].named:
        return _table(document, lists[0], lists[1:])
    best = max(lists, key=lambda people: (people.rank, len(people.entries)))
    return replace(_table(document, best, ()), nameless=_nameless(document, best))


def _table(document: Document, best: People, others: Sequence[People]) -> Table:
    more = beside(best, others)
    entries = best.entries
    if more:
        parts = [best, *more]
        entries = [
            (path, {**item, "list": str(part.at[-1])})
            for part in parts
            for path, item in part.entries
        ]
    if len(entries) > MAX_ROWS:
        message, hint = f"more than {MAX_ROWS:,} deputies", "split the roster"
        raise AppealError(Problem(message, document.file, hint=hint, kind=Kind.TOO_LARGE))
    if len({key for _, item in entries for key in item}) > MAX_COLUMNS:
        message = f"more than {MAX_COLUMNS} columns"
        raise AppealError(Problem(message, document.file, kind=Kind.TOO_LARGE))
    notices = _told(document.file, best, more, [one for one in others if one not in more])
    rows = [
        document.row(path, _with_mail(person_cells(document, path, item), item))
        for path, item in entries
    ]
    # A field that nobody fills is still a field, so that a blank id is told from none.
    known = dict.fromkeys(key for _, item in entries for key in item if canonical(key) in FIELDS)
    headings = tuple(known | dict.fromkeys(heading for row in rows for heading in row.cells))
    problems = (*document.problems, *notices)
    return Table(
        document.file, headings, rows, problems=problems, unread=_unread(entries, headings)
    )


def _with_mail(cells: dict[str, str], item: Mapping[str, Data]) -> dict[str, str]:
    """The cells with the only address of a mail that lies somewhere inside the entry, where they
    have none: parliaments have it among ways to reach somebody."""
    if any(canonical(key) == "email" for key in cells):
        return cells
    mails = {
        mail
        for key, value in item.items()
        if isinstance(value, (list, dict)) and not _is_of_others(key)
        for mail in _mails_inside(value)
    }
    return {**cells, "email": mails.pop()} if len(mails) == 1 else cells


def _mails_inside(value: Data) -> Iterator[str]:
    if isinstance(value, dict):
        value = [inner for key, inner in value.items() if not _is_of_others(key)]
    if isinstance(value, list):
        for inner in value:
            yield from _mails_inside(inner)
    elif isinstance(value, str) and "@" in value:
        yield from mails_of(value)


def _is_of_others(key: str) -> bool:
    return not lexicon().others.isdisjoint(words_in(key))


def _unread(entries: Entries, headings: Collection[str]) -> dict[str, str]:
    """The lists and objects inside the entries that no heading stands for, as they are said."""
    found: dict[str, str] = {}
    for _, item in entries:
        for key, value in item.items():
            if value and isinstance(value, (list, dict)) and key not in NESTED:
                many = f"a list of {len(value)}" if isinstance(value, list) else "an object"
                found.setdefault(key, many)
    return {key: said for key, said in found.items() if key not in headings}


def _told(
    file: str, best: People, more: Sequence[People], others: Sequence[People]
) -> Iterator[Problem]:
    """A notice where several lists hold people."""
    if more:
        message = f"there are several lists of people, and all are read: {_listed([best, *more])}"
        hint = f'`--where "list={best.at[-1]}"` chooses one'
        yield Problem(message, file, hint=hint, severity="notice", kind=Kind.LISTS)
    if left := [people for people in others if people.holds_people]:
        message = f"{_listed([best])} is read as the people, and not {_listed(left[:5])}"
        yield Problem(message, file, severity="notice", kind=Kind.LISTS)


def _listed(lists: Sequence[People]) -> str:
    return ", ".join(
        f"a list of {len(people.entries)}" + (f" under `{said(people.at)}`" if people.at else "")
        for people in lists
    )


def _nameless(document: Document, best: People) -> Problem:
    """What was found where no list of objects has names."""
    place = document.place(best.at)
    fields = dict.fromkeys(key for _, item in best.entries for key in item)
    shown = ", ".join(f"`{shortened(key)}`" for key in [*fields][:10])
    hint = f"their fields are {shown}; " if fields else ""
    return Problem(
        f"the largest list is {_listed([best])}, whose entries have no name",
        document.file,
        place.line,
        place.column,
        place.excerpt,
        hint=f"{hint}a name is in `name`, or in `family_name` and `given_name`",
        kind=Kind.MISSING_NAME,
    )


class _Shape(NamedTuple):
    fits: Callable[[Data], bool]
    table: Callable[[Document], Table]


_SHAPES = (
    _Shape(is_unitedstates, unitedstates_table),
    _Shape(is_popolo, popolo_table),
    _Shape(is_openstates, openstates_table),
    _Shape(_has_objects, _list_table),
)
