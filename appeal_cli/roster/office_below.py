"""Cells of names that have an office below the name."""

from __future__ import annotations

from appeal_cli.roster.gender import folded
from appeal_cli.roster.gender_words import CIVILITIES
from appeal_cli.roster.lexicon import lexicon, words_in
from appeal_cli.roster.names.parts import Clues, parts_of
from appeal_cli.roster.names.patronymics import is_patronymic
from appeal_cli.roster.names.several import on_one_line
from appeal_cli.roster.names.titles import apart


def name_and_office(cell: str) -> tuple[str, str]:
    """The name in a cell of several lines, and the office below it: `Claire MARTIN` and `Maire`.

    It is one where it begins with a small letter, a number or a word for a deputy, or where the
    name has a surname and a given name for certain; else the cell is the name.
    """
    first, _, rest = (part.strip() for part in cell.strip().partition("\n"))
    below, bare = " ".join(rest.split()), _bare(first)
    if len(bare.split()) < 2 or bare.endswith(",") or not below or is_patronymic(below):
        return cell, ""
    is_office = not below[0].isupper() or not lexicon().people.isdisjoint(words_in(below)[:1])
    if is_office or (parts_of(bare, Clues()) and " / " not in on_one_line(cell)):
        return first, below
    return cell, ""


def may_have_more(cell: str) -> bool:
    """Whether something else than a name may stand below one: its first line is whole."""
    lines = [" ".join(line.split()) for line in cell.strip().splitlines() if line.strip()]
    is_whole = len(lines) > 1 and len(_bare(lines[0]).split()) > 1
    is_one = lines[:1] and not lines[0].endswith(",") and " / " not in on_one_line(cell)
    return bool(is_whole and is_one) and not is_patronymic(lines[-1])


def _bare(line: str) -> str:
    """The name without titles and a form of address, though it has one word then: `M. Luc`."""
    name = apart(line).name
    first, _, rest = name.partition(" ")
    return rest if folded(first) in CIVILITIES and rest else name
