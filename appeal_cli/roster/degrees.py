"""Titles that are a form of address in one language and a degree in another: `mr.` is Mister in
English, and in Dutch or Croatian a degree, of women and of men."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from appeal_cli.files.resources import read_words
from appeal_cli.roster.column_map import Columns
from appeal_cli.roster.deputy import A_NAME
from appeal_cli.roster.names.title_words import Phrase, phrase_of
from appeal_cli.roster.readers.table import Row

HELD_IN = re.compile(rf"{A_NAME.pattern}|honorific_prefix|gender")
"""Fields whose cells may have titles in them."""

FIELD = "name_degree"
"""What such a degree is kept as: a title that no letter in another language says."""

_FIRST = 4
"""How many of the first words of a cell may be titles."""


class _Degree(NamedTuple):
    """The languages in which a title is a degree, the titles that stand beside it there, and the
    forms of address that stand beside it where it is none."""

    languages: frozenset[str]
    beside: frozenset[Phrase]
    otherwise: frozenset[Phrase]


@lru_cache(maxsize=1)
def _degrees() -> dict[str, _Degree]:
    """The `degrees` of data/titles.yaml."""
    return {
        word: _Degree(
            frozenset(told["languages"]),
            frozenset(phrase_of(each.split()) for each in told["beside"]),
            frozenset(phrase_of(each.split()) for each in told["otherwise"]),
        )
        for word, told in read_words("titles.yaml")["degrees"].items()
    }


def degrees_in(columns: Columns, rows: Sequence[Row]) -> frozenset[str]:
    """The titles that are degrees in this list: those beside which a title of such a language
    stands, or a heading of one and no form of address of the other."""
    keys = [key for key, field in columns.fields.items() if HELD_IN.fullmatch(field)]
    cells = {row.cells[key] for row in rows for key in keys if key in row.cells}
    known = {word: found for word, found in _degrees().items() if _holds(cells, word)}
    said = {phrase for cell in cells for phrase in _begun(cell)} if known else set()
    headings = [own for own in columns.languages.values() if own]
    return frozenset(
        word
        for word, degree in known.items()
        if said & degree.beside
        or (not said & degree.otherwise and any(own <= degree.languages for own in headings))
    )


def _holds(cells: Collection[str], word: str) -> bool:
    return re.search(rf"\b{word}\b", "\n".join(cells), re.IGNORECASE) is not None


def _begun(cell: str) -> Iterator[Phrase]:
    """What stands among the first words of a cell, and behind its last comma."""
    for part in {cell, cell.rpartition(",")[2]}:
        first = phrase_of(part.split()[:_FIRST])
        for start in range(len(first)):
            yield from (first[start:stop] for stop in range(start + 1, len(first) + 1))


def without_degrees(text: str, degrees: frozenset[str]) -> tuple[str, str]:
    """The text without those titles, and the titles."""
    words = text.split(" ")
    found = [word for word in words if not degrees.isdisjoint(phrase_of([word])[:1])]
    if not found:
        return text, ""
    left = " ".join(word for word in words if word not in found)
    return left.strip(" ,"), " ".join(found).strip(",")
