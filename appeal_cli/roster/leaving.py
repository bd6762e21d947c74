"""What is told of people who may not hold their seats, where it is not sure: they get letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from appeal_cli.problems import Kind, Problem, quoted, shortened
from appeal_cli.roster.chosen_columns import keyed
from appeal_cli.roster.columns import plain
from appeal_cli.roster.lexicon import lexicon, without, words_in
from appeal_cli.roster.readers.table import Row, Table, rows_said
from appeal_cli.roster.seat_words import are_statuses, may_be_absent, says_more
from appeal_cli.roster.seats import of_roles


def told_of_leaving(
    table: Table, fields: Mapping[str, str], people: Sequence[Row]
) -> Iterator[Problem]:
    """One warning or notice for each column of the table that may say of some of the people that
    they have left or can't be reached; `fields` are what its columns were read as."""
    known = lexicon()
    yield from _told_of_lines(fields, people)
    for key, label in keyed(table):
        words = without(words_in(label), known.skipped)
        if words in known.leaving:
            yield from _by_days(key, label.strip(), people)
        if words[-1:] in known.remarks:
            yield from _by_statuses(key, label.strip(), people)
        if words in known.remarks or of_roles(key, fields[key]):
            yield from _by_words(key, label.strip(), fields[key] or plain(key), people)


def _told_of_lines(fields: Mapping[str, str], people: Sequence[Row]) -> Iterator[Problem]:
    """A warning of what letters may print, though it has a line through it."""
    found = [(row, key) for row in people for key in fields if fields[key] and key in row.struck]
    if found:
        row, key = found[0]
        said = shortened(" ".join(row.cells.get(key, "").split()))
        message = f"`{said}` has a line through it in {rows_said([each for each, _ in found])}"
        hint = "delete what no longer holds"
        told = row.problem(key, "", hint=hint, severity="warning", kind=Kind.ROSTER)
        yield replace(told, message=f"{message}, and is read all the same")


def _by_days(key: str, heading: str, people: Sequence[Row]) -> Iterator[Problem]:
    """A warning of a column that says when some have left: where others have no day in it, or most
    have one and those another. What day it is, nothing here asks."""
    days = [row.cells.get(key, "").strip(" -–—") for row in people]
    usual, many = Counter(days).most_common(1)[0] if days else ("", 0)
    common = usual if many * 2 > len(days) else ""
    rows = [row for row, day in zip(people, days, strict=True) if day not in ("", common)]
    if not 0 < len(rows) < len(people):
        return
    message = f"`{heading}` is filled in {rows_said(rows)}, and those get letters too"
    if common:
        message = f"`{heading}` is `{shortened(common)}` for most, and another in "
        message += f"{rows_said(rows)}, and those get letters too"
    hint = f"`--where {quoted(f'{plain(key)}={common}')}` leaves them out, if they have left"
    told = rows[0].problem(key, "", hint=hint, severity="warning", kind=Kind.ROSTER)
    yield replace(told, message=message)


def _by_statuses(key: str, heading: str, people: Sequence[Row]) -> Iterator[Problem]:
    """A warning of what a column says of some people in words that are not known, where it says
    of others that they sit: `Deleted` beside `Active` may mean that somebody has left."""
    filled = [row for row in people if key in row.cells and not says_more(row.cells[key])]
    unknown = [row for row in filled if not are_statuses([row.cells[key]])]
    sitting = [row for row in filled if words_in(row.cells[key]) in lexicon().holding]
    if not (unknown and sitting):
        return
    values = dict.fromkeys(" ".join(row.cells[key].split()) for row in unknown)
    said = ", ".join(f"`{shortened(value)}`" for value in [*values][:5])
    where = quoted(f"{plain(key)}!={next(iter(values))}")
    hint = f"`--where {where}` leaves out whoever no longer sits"
    message = f"`{heading}` says {said} in {rows_said(unknown)}, and `"
    message += f"{shortened(sitting[0].cells[key].strip())}` of others: all of them get letters"
    told = unknown[0].problem(key, "", hint=hint, severity="warning", kind=Kind.ROSTER)
    yield replace(told, message=message)


def _by_words(key: str, heading: str, field: str, people: Sequence[Row]) -> Iterator[Problem]:
    """A warning of remarks and roles that may say that somebody has left, and a notice of those
    that say that letters may not reach somebody."""
    if rows := [row for row in people if says_more(row.cells.get(key, ""))]:
        hint = "leave the row out, or keep the words that say so alone: `resigned`"
        told = rows[0].problem(key, "", hint=hint, severity="warning", kind=Kind.ROSTER)
        message = f"{_said_in(heading, key, rows)}: whoever has left gets a letter"
        yield replace(told, message=message)
    if rows := [row for row in people if may_be_absent(row.cells.get(key, ""))]:
        which = quoted(f"{field}!={rows[0].cells[key].strip()}")
        hint = f"`--where {which}` leaves those out"
        told = rows[0].problem(key, "", hint=hint, severity="notice", kind=Kind.ROSTER)
        who = "who gets a letter" if len(rows) == 1 else "who get letters"
        yield replace(told, message=f"{_said_in(heading, key, rows)}, {who} all the same")


def _said_in(heading: str, key: str, rows: Sequence[Row]) -> str:
    said = shortened(" ".join(rows[0].cells[key].split()))
    return f"`{heading}` says `{said}` in {rows_said(rows)}"
