"""Rows of one cell among the names, which may be a group's heading or a person of whom no more is
known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import factorial, prod
from typing import NamedTuple

from appeal_cli.problems import Kind, Problem, shortened
from appeal_cli.roster.looks import like_a_name, of_a_group, surely_a_name
from appeal_cli.roster.readers.table import Row, Table

_CHANCE = 24
"""In how many orders names may stand at least, of which a list has the one of the alphabet."""

_SHOWN = 3


class GroupRows(NamedTuple):
    """Whether a name alone in a row is a group's heading where it has no form of a person's name,
    and the rows of which that is not known: those are taken for people."""

    are_groups: bool
    doubtful: tuple[Row, ...] = ()


def group_rows(rows: Sequence[Row], naming: Collection[str]) -> GroupRows:
    """What rows of one cell are, of the rows of one sheet; `naming` are its columns of names.

    Where the first of them is one, such rows are groups if others fill three cells, if one is a
    group's for certain or the first has no form of a name, if all other names alone have the form
    of a person's, or if the names stand in the order of the alphabet below each of them, and not in
    all.
    """
    first = rows[0] if rows else None
    if first is None or len(first.cells) != 1 or first.links:
        return GroupRows(False)
    [(key, cell)] = first.cells.items()
    if key not in naming or of_a_group(cell):
        return GroupRows(False)
    is_sure = not like_a_name(cell.strip())
    several = sorted(len(row.cells) for row in rows if len(row.cells) > 1)
    alone = [row for row in rows if len(row.cells) == 1]
    texts = [text.strip() for row in alone for text in row.cells.values()]
    if (several and several[len(several) // 2] > 2) or any(map(of_a_group, texts)):
        return GroupRows(True)
    blocks = list(_blocks(rows, key))
    if not all(blocks):  # one heads nobody
        return GroupRows(False)
    names = [name for block in blocks for name in block]
    is_of_form = all(map(surely_a_name, names)) and not any(map(surely_a_name, texts))
    if is_of_form or is_sure or _are_sorted_apart(blocks):
        return GroupRows(True)
    return GroupRows(False, tuple(alone))


def head_of_the_first(table: Table, repeats_headings: Callable[[Row], bool]) -> str:
    """The heading of a group right above the headings, where each other group has the headings once
    more below its own; "" where there is none. It has a number or a word for a group: else it may
    be the title of the list."""
    if not (table.titles and table.places):
        return ""
    title = table.titles[-1]
    is_of_form = title.words[:1].isdecimal() or of_a_group(title.words)
    is_right_above = is_of_form and title.line == table.places[0].line - 1
    pairs = pairwise(table.rows) if is_right_above else ()
    others = any(len(one.cells) == 1 and repeats_headings(other) for one, other in pairs)
    return title.words if others else ""


def told_of_doubtful(rows: Sequence[Row]) -> Iterator[Problem]:
    """One notice of names alone that may be headings."""
    if not rows:
        return
    texts = [text.strip() for row in rows for text in row.cells.values()]
    said = ", ".join(f"`{shortened(text)}`" for text in texts[:_SHOWN])
    more = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
    verb = "stands" if len(texts) == 1 else "stand"
    message = f"{said}{more} {verb} alone above people, and may head them: taken as people"
    hint = "if they are no people, write a word for a group there, such as `Party`, or leave them "
    hint += "out with `--exclude`"
    told = rows[0].problem("", message, hint=hint, severity="notice", kind=Kind.SET_ASIDE)
    yield replace(told, message=message)


def _blocks(rows: Sequence[Row], key: str) -> Iterator[list[str]]:
    """The names below each row of one cell."""
    names: list[str] = []
    for number, row in enumerate(rows):
        if len(row.cells) > 1:
            names.append(row.cells.get(key, "").strip())
        elif number:
            yield names
            names = []
    yield names


def _are_sorted_apart(blocks: Sequence[Sequence[str]]) -> bool:
    """Whether the names of each block stand in the order of the alphabet, which is hardly by
    chance, and those of all do not."""
    by_chance = prod(factorial(min(len(block), 9)) for block in blocks)
    together = [name for block in blocks for name in block]
    return (
        len(blocks) > 1
        and by_chance >= _CHANCE
        and not _is_sorted(together)
        and all(map(_is_sorted, blocks))
    )


def _is_sorted(names: Sequence[str]) -> bool:
    """Whether the names stand in the order of the alphabet, by their first word or their last."""
    first = [name.casefold() for name in names]
    last = [name.casefold().split()[-1:] for name in names]
    return any(
        all(one <= other for one, other in pairwise(keys))  # type: ignore[operator]
        for keys in (first, last)
    )
