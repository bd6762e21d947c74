"""Rows of any roster as deputies: fields named, checked, merged and completed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from appeal_cli.problems import (
    MOST_PROBLEMS,
    AppealError,
    Kind,
    Problem,
    errors_in,
    raise_for,
)
from appeal_cli.roster.account import Account, Aside, Why
from appeal_cli.roster.aside import sorted_rows, told
from appeal_cli.roster.cells import Cells, whole_name
from appeal_cli.roster.column_map import Columns
from appeal_cli.roster.column_uses import uses_of
from appeal_cli.roster.columns import in_order
from appeal_cli.roster.deputy import NAME_PARTS, NAMING, Deputy, Roster
from appeal_cli.roster.duplicates import merged
from appeal_cli.roster.group_rows import told_of_doubtful
from appeal_cli.roster.handles import handles_of
from appeal_cli.roster.labelled import homes_last
from appeal_cli.roster.leaving import told_of_leaving
from appeal_cli.roster.located import Located, sources_of
from appeal_cli.roster.mapping import mapping_of
from appeal_cli.roster.name_columns import forms_in_languages
from appeal_cli.roster.name_orders import as_said, orders_of
from appeal_cli.roster.names.name_forms import forms_of, take_apart
from appeal_cli.roster.namesakes import identified
from appeal_cli.roster.outline import outlined
from appeal_cli.roster.readers.table import Row, Table, rows_said
from appeal_cli.roster.recipients import mails_apart
from appeal_cli.roster.terms import Record, of_term
from appeal_cli.roster.written_names import as_letters_write

_NO_LABEL = re.compile(r"Q\d+")
"""What Wikidata writes where it has no label."""


class Reading(NamedTuple):
    """How a roster is read where it does not say so itself.

    `term` is the legislative period that is wanted, `order` how whole names are put,
    `same_name` what rows of one name are, `columns` headings by the fields that they hold;
    `hidden_rows` takes those that a sheet hides.
    """

    term: str | None = None
    order: tuple[str, ...] = ()
    same_name: str | None = None
    columns: Mapping[str, str] = MappingProxyType({})
    hidden_rows: bool = False


def tidy(table: Table, reading: Reading | None = None) -> Roster:
    """The deputies of the table, with notices; raises AppealError with all that is wrong."""
    wanted = reading or Reading()
    table = homes_last(mails_apart(table, wanted.columns.values()))
    columns = mapping_of(table, wanted.columns)
    columns.forms |= forms_in_languages(table, columns)
    rows = sorted_rows(table, columns, hidden_rows=wanted.hidden_rows)
    problems = [*table.problems, *columns.problems, *told(table, rows.aside)]
    problems += told_of_doubtful(rows.doubtful)
    problems += told_of_leaving(table, columns.fields, rows.people)
    cells = Cells(columns, rows.people, problems)
    records = [(cells.read(row), row) for row in rows.people]
    problems += cells.told()
    given, reported = outlined(table, columns, rows.people)
    problems += reported
    for found, row in records:
        for field, text in (rows.given.get(id(row), {}) | given.get(id(row), {})).items():
            found.setdefault(field, text)
    has_ids = "id" in columns.fields.values()
    if errors_in(problems):
        read = [record for record in records if not record[1].faults]  # those are reported
        _check_each(_with_names(read, problems), has_ids, problems)
        raise_for(problems)
    records, reported = of_term(records, table, wanted.term)
    problems += reported
    named = _with_names(records, problems)
    nameless = [_nameless(row) for row in _left(records, named)]
    records = named
    _check_each(records, has_ids, problems)
    problems += as_letters_write(records, table)
    _in_their_languages(records, columns)
    if columns.heading("name") is None:
        for found, _ in records:
            found["name"] = whole_name(found)
    if records and not has_ids and not errors_in(problems):
        records, reported = identified(records, table.file, wanted.same_name)
        problems += reported
    raise_for(problems)
    records, reported = merged(records)
    problems += reported
    raise_for(problems)
    problems += _taken_apart(records, table, columns, wanted.order)
    account = Account(
        uses_of(table, columns, rows.people), (*rows.aside, *nameless), (*table.sheets,)
    )
    return replace(_roster(records, columns, table, _limited(problems)), account=account)


def _in_their_languages(records: Sequence[Record], columns: Columns) -> None:
    """Gives names that are for every letter to the language too that their heading says."""
    for key, form in columns.forms.items():
        columns.remarks.setdefault(key, f"and `{form}`")
        for found, row in records:
            if key in row.cells and (text := found.get(columns.fields[key])):
                found[form] = text


def _taken_apart(
    records: Sequence[Record], table: Table, columns: Columns, order: tuple[str, ...]
) -> list[Problem]:
    """Takes the names apart; what is told of their order and of what was corrected in them."""
    orders, problems = orders_of(table, columns, records)
    forms = forms_of([found for found, _ in records], order, orders)
    whole = [record for record in records if not any(map(_is_a_part, record[0]))]
    for found, row in records:
        notes = take_apart(found, forms)
        notices = [row.problem("", note, severity="notice", kind=Kind.NAME) for note in notes]
        problems += [replace(notice, subject=found["name"]) for notice in notices]
    as_said(whole, {**orders, **({"name": order} if order else {})}, table, columns)
    return problems


def _is_a_part(field: str) -> bool:
    return field.startswith(NAME_PARTS)


def _left(records: Sequence[Record], kept: Sequence[Record]) -> list[Row]:
    """The rows of the records that were not kept."""
    known = {id(row) for _, row in kept}
    return [row for _, row in records if id(row) not in known]


def _nameless(row: Row) -> Aside:
    words = " · ".join(cell.strip() for cell in row.cells.values())
    return Aside(row.line, words, Why.NAMELESS, row.path)


def _with_names(records: Sequence[Record], problems: list[Problem]) -> list[Record]:
    """Those who have a name; the others are reported, and a problem where nobody has one."""
    kept: list[Record] = []
    nameless: list[Record] = []
    for found, row in records:
        has_name = "name" in found and not _NO_LABEL.fullmatch(found["name"])
        is_named = has_name or row.flawed.intersection(NAMING)
        (kept if is_named else nameless).append((found, row))
    if nameless and not kept:
        message = "no name" if len(nameless) == 1 else f"no name, in none of {len(nameless)} rows"
        hint = "a letter needs somebody to go to"
        problems.append(nameless[0][1].problem("", message, hint=hint, kind=Kind.MISSING_NAME))
    elif nameless:
        rows = [row for _, row in nameless]
        many = "row has" if len(rows) == 1 else "rows have"
        message = f"{len(rows)} {many} no name, and no letter: {rows_said(rows)}"
        told = rows[0].problem("", message, severity="notice", kind=Kind.MISSING_NAME)
        problems.append(replace(told, message=message))
    return kept


def _check_each(records: Sequence[Record], has_ids: bool, problems: list[Problem]) -> None:
    """Notes each row without an id, where the roster has ids."""
    for found, row in records:
        if len(problems) > MOST_PROBLEMS:
            return
        if has_ids and "id" not in found and "id" not in row.flawed:
            hint = "give each person an id that no other has"
            problems.append(row.problem("", "no id", hint=hint, kind=Kind.MISSING_ID))


def _roster(
    records: Sequence[Record], columns: Columns, table: Table, notices: Sequence[Problem]
) -> Roster:
    named = [field for field in columns.fields.values() if field]
    added = [field for found, _ in records for field in found]
    ordered = in_order(["id", "name", *named, *dict.fromkeys(added)])
    handles = handles_of([found for found, _ in records])
    every, sources = frozenset(ordered), sources_of(columns)
    deputies = tuple(
        Deputy(
            MappingProxyType(found),
            every,
            row.file,
            row.line,
            handle,
            Located(sources, row),
        )
        for (found, row), handle in zip(records, handles, strict=True)
    )
    if not deputies:
        message = "nobody is in this roster"
        hint = "; ".join(told.message for told in notices if told.kind == Kind.SET_ASIDE)
        raise AppealError(Problem(message, file=table.file, hint=hint, kind=Kind.EMPTY_ROSTER))
    return Roster(deputies, ordered, table.file, tuple(notices))


def _limited(problems: Sequence[Problem]) -> list[Problem]:
    """The problems, of each kind only the first where there are very many."""
    counted: Counter[str] = Counter()
    kept = []
    for problem in problems:
        counted[problem.kind] += 1
        if counted[problem.kind] <= MOST_PROBLEMS:
            kept.append(problem)
        elif counted[problem.kind] == MOST_PROBLEMS + 1:
            kept.append(replace(problem, message="there are more problems like this from here on"))
    return kept
