"""The order of the parts of whole names, as the heading of their column says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from appeal_cli.problems import Kind, Problem, shortened
from appeal_cli.roster.chosen_columns import keyed
from appeal_cli.roster.column_map import Columns
from appeal_cli.roster.columns import meaning
from appeal_cli.roster.deputy import NAME_PARTS
from appeal_cli.roster.name_words import parts_in_turn
from appeal_cli.roster.names.name_forms import OF_A_FORM
from appeal_cli.roster.names.parts import Clues, Parts, parts_of
from appeal_cli.roster.names.patronymics import units
from appeal_cli.roster.readers.table import Row, Table, rows_said
from appeal_cli.roster.terms import Record

Order = tuple[str, ...]

_FAMILY, _GIVEN = "family_name", "given_name"
_FAMILY_FIRST = frozenset({"hu", "ja", "ko", "vi", "zh"})
"""Languages in which the family name stands first wherever names are written."""

_FEWEST = 3
"""How many names say the other order before a heading is not believed."""


def order_said(heading: str) -> Order:
    """The fields in the order in which the heading has them: `Nazwisko i imię` has the family name
    first. Empty where it says none.

    A word for names of any kind (`Nom et prénom`) is the part that no other word is.
    """
    found = meaning(heading)
    parts = parts_in_turn(heading)
    if _FAMILY in parts and _GIVEN in parts:
        parts = [part for part in parts if part != "name"]
    elif len(parts) == 2 and _GIVEN in parts:
        parts = [part if part == _GIVEN else _FAMILY for part in parts]
    elif len(parts) == 2 and _FAMILY in parts:
        parts = [part if part == _FAMILY else _GIVEN for part in parts]
    elif parts in ([], ["name"]) and is_own_order(heading):
        parts = [_FAMILY, _GIVEN]
    if not found.field.startswith("name"):  # `Имя, отчество`
        return ()
    is_order = {_FAMILY, _GIVEN} <= {*parts} and len({*parts}) == len(parts)
    return tuple(parts) if is_order else ()


def is_own_order(heading: str) -> bool:
    """Whether the heading is in a language in which people themselves put their family name
    first: its names stay as they are."""
    languages = meaning(heading).languages
    return bool(languages) and languages <= _FAMILY_FIRST


def orders_of(
    table: Table, columns: Columns, records: Sequence[Record]
) -> tuple[dict[str, Order], list[Problem]]:
    """The order for each column of whole names whose heading says one, and what is told of
    headings that the names themselves contradict: those are not believed."""
    orders: dict[str, Order] = {}
    problems: list[Problem] = []
    people = [found for found, _ in records]
    for number, (key, label) in enumerate(keyed(table)):
        field = columns.fields[key]
        order = order_said(label) if OF_A_FORM.fullmatch(field) else ()
        if not order:
            continue
        names = [each[field] for each in people if field in each]
        if _are_otherwise(names, order):
            told = table.heading_problem(number, _otherwise(label, order))
            hint = f"if the heading is right, say so: `--name-order '{_words(order)}'`"
            problems.append(replace(told, hint=hint, severity="notice", kind=Kind.NAME))
            continue
        orders[field] = order
        if field == "name" and (found := _first_divided(people, order)):
            family, given = found.family_name, found.given_name
            message = f"`{family}` of `{label.strip()}` is read as a family name and `{given}` as a"
            message += " given name, as the heading says"
            if _is_by_surname(order) and not is_own_order(label):
                message += f": letters have `{given} {family}`"
            told = table.heading_problem(number, message)
            hint = f"if they are not, say so: `--name-order '{_words(order[::-1])}'`"
            problems.append(replace(told, hint=hint, severity="notice", kind=Kind.NAME))
        if field == "name":
            problems += _longer(records, order, label.strip())
    return orders, problems


def as_said(
    records: Sequence[Record], orders: Mapping[str, Order], table: Table, columns: Columns
) -> None:
    """Puts whole names that a list has by the family name in the order in which they are said:
    `Nowak Jan` as `Jan Nowak`, as columns of the parts would be put together. Those with a
    patronymic stay, as documents have them: letters write their parts. The records are those whose
    parts no column has, where the name may be as its owner writes it."""
    labels = dict(keyed(table))
    for field, order in orders.items():
        own = is_own_order(labels.get(columns.heading(field) or "", ""))
        if own or not _is_by_surname(order):
            continue
        parts = [part + field.removeprefix("name") for part in (_FAMILY, _GIVEN)]
        for found, _ in records:
            family, given = (found.get(part, "") for part in parts)
            if family and given and found.get(field) == f"{family} {given}":
                found[field] = f"{given} {family}"


def _longer(records: Sequence[Record], order: Order, label: str) -> Iterator[Problem]:
    """A notice of the names of more words than the heading has parts, which nothing divides."""
    rows: list[Row] = []
    names: list[str] = []
    for found, row in records:
        name = found.get("name", "")
        is_whole = found.keys().isdisjoint(NAME_PARTS) and len(units(name)) > len(order)
        if is_whole and not parts_of(name, Clues(order=order)):
            rows.append(row)
            names.append(name)
    if names:
        message = (
            f"`{shortened(names[0])}` has more words than `{label}` has parts: it stays whole,"
        )
        message += " as it stands, in letters and greetings"
        more = f"; so do those of {rows_said(rows)}" if len(rows) > 1 else ""
        hint = "a comma behind the family name divides them, and so do two columns"
        told = rows[0].problem("", "", hint=hint, severity="notice", kind=Kind.NAME)
        yield replace(told, message=message + more)


def _is_by_surname(order: Order) -> bool:
    return order.index(_FAMILY) < order.index(_GIVEN)


def _words(order: Order) -> str:
    """The order as `--name-order` takes it."""
    return " ".join(part.removesuffix("_name") for part in order if part in (_FAMILY, _GIVEN))


def _first_divided(people: Sequence[Mapping[str, str]], order: Order) -> Parts | None:
    """The parts of the first name that nothing else but that order divides."""
    for each in people:
        name = each.get("name", "")
        is_whole = each.keys().isdisjoint(NAME_PARTS) and not parts_of(name, Clues())
        if is_whole and (found := parts_of(name, Clues(order=order))):
            return found
    return None


def _otherwise(label: str, order: Order) -> str:
    first = "family" if _is_by_surname(order) else "given"
    return (
        f"`{label.strip()}` says that {first} names stand first, and the names do not look like "
        "it: they are not divided into parts by it"
    )


def _are_otherwise(names: Sequence[str], order: Order) -> bool:
    """Whether the names have another order than the heading says: by capitals, a comma or a
    patronymic, or as given names are repeated more than surnames in any list."""
    votes = list(_votes(names, order))
    if votes:
        return votes.count(False) > votes.count(True)
    pairs = [name.casefold().split() for name in names if name.count(" ") == 1]
    first, last = (len(pairs) - len({pair[at] for pair in pairs}) for at in (0, 1))
    family, given = (first, last) if _is_by_surname(order) else (last, first)
    return family >= _FEWEST and family > 2 * given


def _votes(names: Sequence[str], order: Order) -> Iterator[bool]:
    """For each name that is clear by itself, whether the parts stand as the heading says."""
    clues = Clues()
    for name in names:
        found = parts_of(name, clues) if "," not in name else None
        if found and found.family_name != found.given_name:
            begins = name.casefold().startswith(found.family_name.casefold())
            yield begins == _is_by_surname(order)
