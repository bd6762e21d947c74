"""Rows of any roster as deputies: fields named, checked, merged and completed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from appeal_cli.files.characters import DIRECTION_OVERRIDE, FORBIDDEN, direction_override, forbidden
from appeal_cli.problems import (
    MOST_PROBLEMS,
    AppealError,
    Kind,
    Problem,
    errors_in,
    raise_for,
    shortened,
)
from appeal_cli.roster.columns import fields_of, in_order
from appeal_cli.roster.deputy import Deputy, Roster
from appeal_cli.roster.duplicates import merged
from appeal_cli.roster.gender import gender_word
from appeal_cli.roster.handles import handles_of
from appeal_cli.roster.names.name_forms import forms_of, take_apart
from appeal_cli.roster.names.scripts import scripts_of
from appeal_cli.roster.readers.table import MAX_COLUMNS, Row, Table
from appeal_cli.roster.terms import Record, of_term

_LANGUAGES = {
    **dict.fromkeys(("english", "eng", "английский"), "en"),
    **dict.fromkeys(("russian", "rus", "русский", "орысша"), "ru"),
    **dict.fromkeys(("kazakh", "kaz", "қазақша", "қазақ", "казахский"), "kk"),
}
"""Words for the languages of this tool's own letters; others stay as they are written."""

_INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*")
_NAMING = ("name", "family_name", "given_name")


def tidy(table: Table, term: str | None = None, order: tuple[str, ...] = ()) -> Roster:
    """The deputies of the table, with notices; raises AppealError with all that is wrong."""
    problems = list(table.problems)
    fields = _named_fields(table, problems)
    records = [(_cleaned(row, fields, problems), row) for row in table.rows]
    if errors_in(problems):
        _check_each(records, "id" in fields.values(), problems)
        raise_for(problems)
    records, told = of_term(records, table, term)
    problems += told
    _check_each(records, "id" in fields.values(), problems)
    if "id" not in fields.values() and not errors_in(problems):
        problems += _ids_from_names(records, table)
    raise_for(problems)
    records, told = merged(records)
    problems += told
    raise_for(problems)
    forms = forms_of([found for found, _ in records], order)
    for found, row in records:
        notes = take_apart(found, forms)
        problems += [row.problem("", note, severity="notice", kind=Kind.NAME) for note in notes]
    return _roster(records, fields, table, _limited(problems))


def _named_fields(table: Table, problems: list[Problem]) -> dict[str, str]:
    """What each heading means, as long as no two mean the same and one is a name."""
    if len(table.headings) > MAX_COLUMNS:
        raise AppealError(
            table.heading_problem(
                MAX_COLUMNS, f"more than {MAX_COLUMNS} columns", kind=Kind.TOO_LARGE
            )
        )
    named = fields_of(table.headings)
    first: dict[str, int] = {}
    for index, (heading, field) in enumerate(zip(table.headings, named, strict=True)):
        if field == "" and any(heading in row.cells for row in table.rows):
            message = f"column {index + 1} holds text and has no heading"
            hint = "give it a heading, or delete it"
            problems.append(table.heading_problem(index, message, hint))
        elif field and field in first:
            message = f"a second column is headed `{heading.strip()}`"
            hint = f"the first is column {first[field] + 1}; keep or rename one"
            problems.append(table.heading_problem(index, message, hint, Kind.DUPLICATE_HEADING))
        first.setdefault(field, index)
    if table.rows and not any(field in first for field in _NAMING):
        headings = ", ".join(f"`{heading.strip()}`" for heading in table.headings[:10])
        message = f"no column holds names; the headings are {shortened(headings, 200)}"
        hint = "the first row holds the headings: `name`, or `family_name` and `given_name`"
        problems.append(table.heading_problem(0, message, hint, Kind.MISSING_NAME))
        raise_for(problems)
    return _names_and_surnames(table, dict(zip(table.headings, named, strict=True)), problems)


def _names_and_surnames(
    table: Table, fields: dict[str, str], problems: list[Problem]
) -> dict[str, str]:
    """The same, with `name` for a given name where surnames have their own column and are in no
    name, and for a surname where given names have one (`Name` and `Vorname`).
    """
    headings = {field: heading for heading, field in fields.items()}
    name = headings.get("name")
    known = {"family_name", "given_name"} & {*headings}
    if name is None or len(known) != 1 or headings.get("given_name") == "given_name":
        return fields
    part = known.pop()
    other = "given_name" if part == "family_name" else "family_name"
    pairs = [(row.cells.get(name, ""), row.cells.get(headings[part], "")) for row in table.rows]
    both = [(whole.casefold(), word.casefold()) for whole, word in pairs if whole and word]
    if not both or any(word.strip() in whole for whole, word in both):
        return fields
    words = {"given_name": "the given name", "family_name": "the family name"}
    message = f"`{name.strip()}` is read as {words[other]}: it never holds {words[part]}"
    problems.append(Problem(message, file=table.file, severity="notice", kind=Kind.HEADING))
    return {**fields, name: other}


def _cleaned(row: Row, fields: dict[str, str], problems: list[Problem]) -> dict[str, str]:
    """The cells under the fields that they mean, each checked and, except addresses, on one
    line."""
    found = {}
    for heading, cell in row.cells.items():
        field = fields[heading]
        text = cell if cell.isalnum() else _folded(cell, field)
        if not text.isascii() or not text.isprintable():
            _check_characters(row, heading, text, problems)
            if _INVISIBLE.fullmatch(text):
                continue
        if field in _WORDED:
            text = _WORDED[field](row, heading, text, problems)
        if text and field:
            found[field] = text
    if "name" not in found and ("family_name" in found or "given_name" in found):
        found["name"] = _whole_name(found)
    return found


def _whole_name(found: dict[str, str]) -> str:
    """The parts as one name: in East Asian scripts the family name first, without a space."""
    if scripts_of(found.get("family_name", "")) & {"CJK", "HANGUL"}:
        return found["family_name"] + found.get("given_name", "")
    parts = ("given_name", "middle_name", "patronymic_name", "family_name", "honorific_suffix")
    return " ".join(found[part] for part in parts if part in found)


def _folded(cell: str, field: str) -> str:
    """The cell on one line; a postal address keeps its lines."""
    if field.startswith("address") and "\n" in cell:
        return "\n".join(filter(None, (_folded(line, "") for line in cell.splitlines())))
    return re.sub("[ \t\r\n]+", " ", cell).strip()


def _check_characters(row: Row, heading: str, text: str, problems: list[Problem]) -> None:
    checks = ((FORBIDDEN, forbidden), (DIRECTION_OVERRIDE, direction_override))
    for pattern, problem_of in checks:
        match = pattern.search(text)
        if match and len(problems) <= MOST_PROBLEMS:
            found = problem_of(match[0])
            told = {(problem.line, problem.kind) for problem in problems}
            if (row.locate(heading).line, found.kind) not in told:
                problems.append(
                    row.problem(
                        heading,
                        found.message,
                        hint=found.hint,
                        kind=found.kind,
                        severity=found.severity,
                    )
                )


def _gender(row: Row, heading: str, text: str, problems: list[Problem]) -> str:
    word = gender_word(text)
    if word is None and len(problems) <= MOST_PROBLEMS:
        message = f"`{shortened(text)}` is not a known gender"
        hint = "write male, female or other; until then the wording is neutral"
        problems.append(
            row.problem(heading, message, hint=hint, severity="warning", kind=Kind.GENDER)
        )
    return word or ""


def _language(row: Row, heading: str, text: str, problems: list[Problem]) -> str:
    return _LANGUAGES.get(text.casefold(), text)


_WORDED = {"gender": _gender, "language": _language}


def _check_each(records: Sequence[Record], has_ids: bool, problems: list[Problem]) -> None:
    """Notes each row without a name or, where the roster has ids, without one."""
    for found, row in records:
        if len(problems) > MOST_PROBLEMS:
            return
        if "name" not in found and not row.flawed.intersection(_NAMING):
            hint = "a letter needs somebody to go to; delete the row if there is nobody"
            problems.append(row.problem("", "no name", hint=hint, kind=Kind.MISSING_NAME))
        if has_ids and "id" not in found and "id" not in row.flawed:
            hint = "give each person an id that no other has"
            problems.append(row.problem("", "no id", hint=hint, kind=Kind.MISSING_ID))


def _ids_from_names(records: Sequence[Record], table: Table) -> Iterator[Problem]:
    """Gives each deputy an id made from the name, and says so, or that two are alike."""
    people = [dict(found) for found, _ in records]
    forms = forms_of(people)
    for person in people:
        take_apart(person, forms)
        person["id"] = ""
    keys = _plain_handles(people)
    count = Counter(keys)
    lines: dict[str, int] = {}
    for key, (found, row) in zip(keys, records, strict=True):
        found["id"] = key
        if count[key] > 1 and key in lines:
            message = f"the same name as in line {lines[key]}, and no id to tell them apart"
            hint = "add a column `id`"
            yield row.problem("", message, hint=hint, kind=Kind.MISSING_ID)
        lines.setdefault(key, row.line)
    message = f"there is no column `id`: ids are made from the names, such as `{keys[0]}`"
    yield Problem(message, file=table.file, severity="notice", kind=Kind.IDS_FROM_NAMES)


def _plain_handles(people: Sequence[dict[str, str]]) -> list[str]:
    from appeal_cli.roster.handles import readable

    return [readable(person) or person["name"] for person in people]


def _roster(
    records: Sequence[Record], fields: dict[str, str], table: Table, notices: Sequence[Problem]
) -> Roster:
    named = [field for field in fields.values() if field]
    added = [field for found, _ in records for field in found]
    columns = in_order(["id", "name", *named, *dict.fromkeys(added)])
    handles = handles_of([found for found, _ in records])
    every = frozenset(columns)
    deputies = tuple(
        Deputy(MappingProxyType(found), every, row.file, row.line, handle)
        for (found, row), handle in zip(records, handles, strict=True)
    )
    if not deputies:
        message = "nobody is in this roster"
        raise AppealError(Problem(message, file=table.file, kind=Kind.EMPTY_ROSTER))
    return Roster(deputies, columns, table.file, tuple(notices))


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
