"""The columns of names, and of what stands before names, as they are beside each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from appeal_cli.problems import AppealError, Kind, Problem, quoted
from appeal_cli.roster.chosen_columns import keyed, listed
from appeal_cli.roster.column_map import Columns
from appeal_cli.roster.columns import meaning, plain
from appeal_cli.roster.deputy import NAME_PARTS, NAMING
from appeal_cli.roster.gender import folded
from appeal_cli.roster.gender_words import CIVILITIES
from appeal_cli.roster.lexicon import lexicon, without, words_in
from appeal_cli.roster.looks import are_people, looks_like_names
from appeal_cli.roster.readers.table import Table, cells_under

_SAID = {"given_name": "the given name", "family_name": "the family name"}

_GIVEN_OR_WHOLE = frozenset(
    words_in(word)
    for word in (
        *("имя", "імя", "аты", "есімі", "adı", "isim", "имена", "име", "ismi", "нэр"),
        *("imię", "nombre", "nombres", "nome", "jméno", "meno", "ime", "vardas", "vārds"),
        *("όνομα", "სახელი", "անուն"),
    )
)
"""Headings that mean the given name beside a family name, and the whole name alone."""

_LIKELY = 0.4
"""How much a column looks like names at least that is proposed as theirs."""


def is_whole_name(label: str, labels: Mapping[str, str], chosen: Mapping[str, str]) -> bool:
    """Whether a word for a given name stands where there is no other name: `Имя`."""
    others = {meaning(other).field for other in labels.values()} | {*chosen.values()}
    words = without(words_in(label), lexicon().skipped)
    return words in _GIVEN_OR_WHOLE and not others & {"family_name", "name"}


def names_and_surnames(table: Table, made: Columns) -> Iterator[tuple[str, str]]:
    """Takes `Name` for the given name where surnames stand apart and in no name, and for the
    surname where given names do (`Name` and `Vorname`); what is to be told, by its column."""
    name = made.heading("name")
    known = [part for part in _SAID if made.heading(part)]
    if name is None or not known:
        return
    part = known[-1]
    key = made.heading(part) or ""
    cells = [row.cells for row in table.rows if name in row.cells and key in row.cells]
    both = [(row[name].casefold(), row[key].casefold().strip()) for row in cells]
    if len(known) > 1:
        yield from _beside_both(both, name, made)
        return
    if not both or key == "given_name" or any(word in whole for whole, word in both):
        return
    [other] = _SAID.keys() - {part}
    made.fields[name] = other
    yield name, f"`{name.strip()}` is read as {_SAID[other]}: it never holds {_SAID[part]}"


def of_no_language(labels: Mapping[str, str]) -> dict[str, str]:
    """The columns in a language that are for every letter, where no other is: of `ФИО (рус.)` and
    `ФИО (каз.)` the first. Each with its field."""
    meant = {key: meaning(label).field for key, label in labels.items()}
    found: dict[str, str] = {}
    if {"name", *NAME_PARTS}.isdisjoint(meant.values()):  # all that there is
        dative = (key for key, field in meant.items() if re.fullmatch("name_.._to", field))
        found |= dict.fromkeys(list(dative)[:1], "name")
    for group in (("name", *NAME_PARTS), ("address",)):
        if group[0] in meant.values() or {*group[1:3]} & {*meant.values()}:
            continue
        forms = {key: field.rpartition("_") for key, field in meant.items()}
        of_group = {key: form for key, form in forms.items() if form[0] in group}
        language = next((form[2] for form in of_group.values()), "")
        for key, form in of_group.items():
            if form[2] == language and form[0] not in found.values():
                found[key] = form[0]
    return found


def forms_in_languages(table: Table, made: Columns) -> dict[str, str]:
    """The columns that are read for every letter and whose headings say a language, with the field
    in it: of `ФИО (каз.)` and `ФИО (рус.)` the first is both `name` and `name_kk`, or letters in
    Kazakh would take the other."""
    meant = {key: meaning(label).field for key, label in keyed(table)}
    return {
        key: field
        for key, field in meant.items()
        if re.fullmatch("[a-z]{2,3}", field.removeprefix(f"{made.fields[key]}_"))
        and made.fields[key] in ("name", *NAME_PARTS)
        and any(other.startswith(f"{made.fields[key]}_") for other in made.fields.values())
    }


def forms_of_address(columns: Mapping[str, Sequence[str]]) -> str:
    """Of several columns before a name that with forms of address alone (`Anrede` beside `Titel`),
    which states the gender; "" where there is none."""
    for key, values in columns.items():
        words = {folded(value) for value in values}
        if words and words <= CIVILITIES.keys() and len(columns) > 1:
            return key
    return ""


def by_civility(
    keys: Sequence[str], chosen: Mapping[str, str], values: Callable[[str], Sequence[str]]
) -> list[str]:
    """The columns before a name, that with forms of address in most cells (`Salutation`) before
    others (`Title`), but behind what the user chooses."""

    def place(key: str) -> tuple[bool, bool]:
        cells = values(key)
        civil = sum(folded(cell) in CIVILITIES for cell in cells)
        return key not in chosen, civil * 2 < len(cells)

    return sorted(keys, key=place)


def _beside_both(
    both: list[tuple[str, str]], name: str, made: Columns
) -> Iterator[tuple[str, str]]:
    """Leaves a column to itself where it has one word and no surname: `Preferred Name`, which is
    how somebody is called."""
    whole = [text for text, family in both if " " in text.strip() or family in text]
    if both and len(whole) * 2 < len(both):
        made.fields[name] = f"called_{plain(name)}"
        made.remarks[name] = "holds no surnames, and is not used"
        yield name, f"`{name.strip()}` {made.remarks[name]}"


def check_names(table: Table, values: Mapping[str, Sequence[str]], made: Columns) -> None:
    """Raises AppealError where no column holds names, and where several hold a person each."""
    has_names = any(made.heading(part) for part in NAMING)
    alike: dict[str, list[str]] = {}
    for key, label in keyed(table):
        if made.fields[key] == "name" or meaning(label).field in ("", "name"):
            alike.setdefault(plain(_NUMBERED.sub("", label)), []).append(key)
    for word, keys in alike.items():
        is_meant = not has_names or made.heading("name") in keys
        if word and is_meant and len(keys) > 1 and _are_of_several(table, keys):
            raise AppealError(_of_several(table, keys))
    if table.rows and not has_names:
        raise _nameless(table, values, made)


_NUMBERED = re.compile(r"[\W_]*(?:\d+|\b[IVX]+|\b[A-ZА-Я])\W*$")
"""What tells columns apart that hold the same: `Seat 1`, `Councillor A`."""


def _are_of_several(table: Table, keys: Sequence[str]) -> bool:
    """Whether the columns hold names of people, who differ in one row."""
    labels = dict(keyed(table))
    if len({plain(labels[key]) for key in keys}) < len(keys):  # one heading twice
        return False
    columns = [[*cells_under(table.rows, key)] for key in keys]
    people = [sum(are_people([cell.strip()]) for cell in cells) for cells in columns]
    if any(many * 2 <= len(cells) for many, cells in zip(people, columns, strict=True)):
        return False
    return any(
        len({row.cells[key].strip() for key in keys if key in row.cells}) > 1 for row in table.rows
    )


def _of_several(table: Table, keys: Sequence[str]) -> Problem:
    """What to do about columns of which each holds a person."""
    labels = dict(keyed(table))
    index = [*table.headings].index(keys[0])
    many = sum(key in row.cells for row in table.rows for key in keys)
    message = (
        f"{listed([labels[key] for key in keys])} hold a person each, and a row is one letter: "
    )
    message += f"there are {many} people in {len(table.rows)} rows"
    hint = "give each person a row: copy the row for each, leave one name in it, under `Name`, and "
    hint += "only what is that person's own, such as the e-mail address"
    return table.heading_problem(index, message, hint, Kind.ROSTER)


def _nameless(table: Table, values: Mapping[str, Sequence[str]], made: Columns) -> AppealError:
    """What to say where no column has a part of a name: the column that looks most like names,
    by its values, is proposed."""
    if table.nameless:
        return AppealError(table.nameless)
    labels = dict(keyed(table))
    message = f"no column holds names; the headings are {listed([*labels.values()])}"
    likely = max(labels, key=lambda key: looks_like_names(values[key]), default="")
    best = looks_like_names(values[likely]) if likely else 0
    heading = labels.get(likely, "").strip() or "HEADING"
    shown = quoted(heading) if re.search(r"\W", heading) else heading
    hint = "the headings may be `name`, or `family_name` and `given_name`"
    if best > _LIKELY:
        hint = "if these are the names, say so"
    hint += f": `--column name={shown if best > _LIKELY else 'HEADING'}`"
    found = table.heading_problem(0, message, hint, Kind.MISSING_NAME)
    return AppealError(found, *(one for one in made.problems if one.severity == "error"))
