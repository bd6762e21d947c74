"""Columns that no heading explains: what their values say, and what may be missing in letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from appeal_cli.problems import Kind, Problem, quoted
from appeal_cli.roster.column_map import Columns
from appeal_cli.roster.columns import looks_like, meaning, plain
from appeal_cli.roster.degrees import FIELD as DEGREE
from appeal_cli.roster.deputy import NAME_PARTS, NAMING
from appeal_cli.roster.gender import civilities_of, folded
from appeal_cli.roster.gender_words import CIVILITIES, GENDERS, SPANISH
from appeal_cli.roster.lexicon import lexicon, without, words_in
from appeal_cli.roster.looks import are_running
from appeal_cli.roster.mails import mails_among, mails_of
from appeal_cli.roster.names.casing import PARTICLES
from appeal_cli.roster.names.generations import is_generation
from appeal_cli.roster.readers.table import Table, cells_under

_OF_A_NAME = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){0,2}")

_OF_GENDER = frozenset({"gender", "honorific_prefix"})
_PREFIX, NOBILITY = "family_name_prefix", "nobility"
CONTACTS = "email among others"
"""What a column holds that has addresses of mails beside phones and more."""

_OF_NOBILITY = frozenset(
    str.split(
        "freiherr freifrau freiin graf gräfin reichsgraf baron baronin ritter edler edle prinz "
        "prinzessin fürst fürstin herzog herzogin"
    )
)
_BEFORE_SURNAMES = PARTICLES | _OF_NOBILITY

Labels = Mapping[str, str]


def by_values(table: Table, labels: Labels, fields: Mapping[str, str]) -> dict[str, str]:
    """The columns that their values alone explain, where no heading says that one does: their
    fields by their headings. Words for genders, forms of address, addresses of mails, alone or
    among others, and the words before a surname (`von`)."""
    naming = {key for key, field in fields.items() if field in NAMING}
    people = [row.cells for row in table.rows if not naming.isdisjoint(row.cells)]
    found: dict[str, str] = {}
    phones = [key for key, field in fields.items() if field == "phone"]
    for key in (*_own(labels, fields), *phones):
        if fields[key] == DEGREE:  # as the tidy form has it
            continue
        field = _explained([cells[key] for cells in people if key in cells])
        taken = {*fields.values(), *found.values()}
        if key in phones:
            field = CONTACTS if field in ("email", CONTACTS) else ""
        if field in _OF_GENDER and not taken.isdisjoint(_OF_GENDER):
            continue
        if (
            field == _PREFIX
            and field in taken
            and _is_of_nobility(cells[key] for cells in people if key in cells)
        ):
            field = NOBILITY  # `ADEL` beside `PRAEFIX`: Freiherr, von
        if field in ("email", CONTACTS) and not lexicon().others.isdisjoint(words_in(labels[key])):
            continue
        is_lone = field in (_PREFIX, NOBILITY) and "family_name" not in taken
        if field and field not in taken and not is_lone:
            found[key] = field
    if "email" in {*fields.values(), *found.values()}:
        found = {key: field for key, field in found.items() if field != CONTACTS}
    mails = [key for key, field in found.items() if field in ("email", CONTACTS)]
    return found if len(mails) < 2 else {key: found[key] for key in found if key not in mails}


def without_heading(table: Table, key: str) -> tuple[str, list[Problem]]:
    """What a column without a heading holds, and the problem of one that holds neither nothing nor
    a running number."""
    values = [value.strip() for value in _values(table, key)]
    if not values or are_running(values):
        return ("a running number" if values else "blank"), []
    index = list(table.headings).index(key)
    letter = dict(enumerate(table.letters)).get(index, str(index + 1))
    message = f"column {letter} holds text and has no heading, such as `{values[0][:40]}`"
    hint = f"give it a heading, or say what it is: `--column note={letter}`"
    return "", [table.heading_problem(index, message, hint)]


def _explained(cells: Sequence[str]) -> str:
    """The field that all of the values are of by themselves, or ""."""
    values = {folded(cell) for cell in cells}
    if not values:
        return ""
    if values <= CIVILITIES.keys() and civilities_of(values):
        return "honorific_prefix"
    if values <= SPANISH.keys() and "d" in values and len(values) > 1:
        return "honorific_prefix"
    genders = {GENDERS.get(value): value for value in values}
    said = genders.keys() & {"male", "female"}
    # One word alone may be anything: `ЕР` is a party, and a man in Kazakh.
    if values <= GENDERS.keys() and said and (len(said) > 1 or len(max(values, key=len)) > 3):
        return "gender"
    if all(len(mails_of(cell)) == 1 for cell in cells):
        return "email"
    having = [cell for cell in cells if "@" in cell]
    if having and all(map(mails_among, having)):
        return CONTACTS
    before = [value for value in values if _BEFORE_SURNAMES.issuperset(value.split())]
    others = values.difference(before)
    return _PREFIX if before and all(map(is_generation, others)) else ""


def _is_of_nobility(cells: Iterable[str]) -> bool:
    return any(not _OF_NOBILITY.isdisjoint(folded(cell).split()) for cell in cells)


def told_of_unused(table: Table, labels: Labels, made: Columns) -> Iterator[Problem]:
    """A notice of columns that look like something the letters need, and are not used; a warning
    where one may hold the rest of the names."""
    found = []
    parts = {part for address in made.addresses for part in address}
    for key in [key for key in labels if made.fields[key] and made.fields[key] == plain(key)]:
        wanted = _looks_like(labels[key], _values(table, key))
        taken = {*made.fields.values(), *made.second.values(), *parts}
        is_refusal = without(words_in(labels[key]), lexicon().skipped) in lexicon().no_letters
        if wanted and not is_refusal and key not in made.ticked and wanted not in taken:
            heading = labels[key].strip()
            found.append(f"`{heading}` (`--column {wanted}={quoted(heading)}` reads it)")
            made.remarks[key] = f"looks like `{wanted}`, and is not used"
    for key, many in table.unread.items():
        wanted = looks_like(key)
        if wanted in ("email", "address") and wanted not in {*made.fields.values()}:
            found.append(f"`{key}` ({many})")
    if found:
        message = "not used, though it looks like what letters need: " + ", ".join(found)
        yield Problem(message, table.file, severity="notice", kind=Kind.HEADING)
    yield from _among_addresses(table, labels, made)
    yield from _rest_of_names(table, labels, made)


def _among_addresses(table: Table, labels: Labels, made: Columns) -> Iterator[Problem]:
    """A notice of a column between those of one address that no heading explains: it may be a part
    of it that is not printed."""
    order, own = list(labels), set(_own(labels, made.fields))
    told: set[str] = set()
    whole = [key for key in order if made.fields[key] == "address"]
    for address in made.addresses:
        at = sorted(order.index(key) for key in (*address.values(), *whole))
        for key in order[at[0] : at[-1]]:
            if key not in own - told - made.remarks.keys() or not _values(table, key):
                continue
            told.add(key)
            heading = labels[key].strip()
            message = (
                f"`{heading}` stands among the columns of an address, and is not printed in it"
            )
            hint = f"`--column unit={quoted(heading)}` has it printed behind the house, "
            hint += f"`--column supplement={quoted(heading)}` on a line below the street"
            found = table.heading_problem(order.index(key), message, hint, Kind.HEADING)
            yield replace(found, severity="notice")


def _looks_like(label: str, values: list[str]) -> str:
    """What letters need that the column may hold, besides names."""
    if not values:
        return ""
    if sum("@" in value for value in values) * 2 > len(values):
        return "email"
    wanted = looks_like(label)
    return "" if wanted in ("name", *NAME_PARTS) else wanted


def _rest_of_names(table: Table, labels: Labels, made: Columns) -> Iterator[Problem]:
    """A warning where names are one word each, and a column that is not used may be the rest."""
    naming = [key for key, field in made.fields.items() if field in NAMING]
    names = _values(table, naming[0]) if len(naming) == 1 else []
    if sum(len(name.split()) == 1 for name in names) * 2 <= len(names):
        return
    for key in _own(labels, made.fields):
        values = [value.strip() for value in _values(table, key)]
        like = [value[:1].isupper() and _OF_A_NAME.fullmatch(value) for value in values]
        if values and sum(map(bool, like)) * 2 > len(values):
            heading = labels[key].strip()
            message = f"names have one word each, such as `{names[0].strip()}`; "
            message += f"`{heading}` may hold the rest, such as `{values[0]}`"
            part = "family_name" if made.fields[naming[0]] != "family_name" else "given_name"
            hint = f"if it does, say so: `--column {part}={quoted(heading)}`"
            yield Problem(message, table.file, hint=hint, severity="warning", kind=Kind.NAME)
            return


def _own(labels: Labels, fields: Mapping[str, str]) -> Iterator[str]:
    """The columns that are only what their headings say."""
    for key, label in labels.items():
        if fields[key] and fields[key] == plain(key) and not meaning(label).field:
            yield key


def _values(table: Table, key: str) -> list[str]:
    return [*cells_under(table.rows, key)]
