"""Companions: the envelopes and labels that go with the letters of a batch, in their order.

The place of each counts: letter 57 meets envelope 57. So where an address does not fit, or is
missing, its envelope has the name alone and its label is blank, and the others keep their places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from appeal_cli.batch.letters import Piece
from appeal_cli.batch.sheets import fitted, made_together
from appeal_cli.files.saving import removed, saving
from appeal_cli.isolation import each
from appeal_cli.letter.addressing import address, title_for_all
from appeal_cli.letter.letter import Letter, Passage
from appeal_cli.page.stationery import LabelSheet
from appeal_cli.page.template import Template
from appeal_cli.pipeline import Pipeline, Wanted
from appeal_cli.problems import AppealError, Problem, raise_for
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.print_file import Bookmarked, write_print_file

_AT_ONCE = 50
"""How many envelopes are made within the limits of a letter."""


class Place(NamedTuple):
    """A letter, and its number in the print file; 0 where its envelope or label has none."""

    piece: Piece
    ordinal: int = 0

    @property
    def name(self) -> str:
        """Whom it is to."""
        return self.piece.deputy.name

    def letter(self) -> Letter:
        """The letter, which knows its number."""
        return replace(address(self.piece.appeal, self.piece.deputy), ordinal=self.ordinal)


@dataclass(frozen=True)
class _Part:
    """Some of them as PDF files, and what is wrong with those that are not whole."""

    files: tuple[Bookmarked, ...]
    problems: tuple[Problem, ...]


def write_companions(
    path: Path, template: Template, edition: Edition, places: Sequence[Place]
) -> list[Problem]:
    """Writes the envelopes or the labels of the letters into one PDF, in their order; what is
    wrong with those that are not whole. Nothing is written, and no older file stays, where there
    are none.

    Raises AppealError where something else than an address keeps one from being made.
    """
    problems: list[Problem] = []
    removed(path)
    files = _files(template, edition, places, problems)
    if first := next(files, None):
        title = " / ".join(dict.fromkeys(title_for_all(place.piece.appeal) for place in places))
        with saving(path) as file:
            write_print_file(file, chain([first], files), title)
    return problems


def _files(
    template: Template, edition: Edition, places: Sequence[Place], problems: list[Problem]
) -> Iterator[Bookmarked]:
    sheet = template.stationery if template.about.takes_several else None
    size = sheet.count if isinstance(sheet, LabelSheet) else _AT_ONCE
    chunks = [places[start : start + size] for start in range(0, len(places), size)]
    make = _labels if template.about.takes_several else _envelopes
    for outcome in each(partial(make, template, edition), chunks):
        raise_for(list(outcome.problems))
        if outcome.result:
            problems += outcome.result.problems
            yield from outcome.result.files


def _envelopes(template: Template, edition: Edition, places: Sequence[Place]) -> _Part:
    pipeline, files = Pipeline(template, edition), list[Bookmarked]()
    problems: list[Problem] = []
    letters = [place.letter() for place in places]
    made = list(pipeline.made(Wanted(letter, ("pdf",)) for letter in letters))
    for place, letter, found in zip(places, letters, made, strict=True):
        if isinstance(found, AppealError):
            problems += found.problems
            (found,) = pipeline.made([Wanted(_with_name_alone(letter), ("pdf",))])
        if isinstance(found, Exception):
            raise found
        files.append(Bookmarked(found.files["pdf"].data, place.name))
    return _Part(tuple(files), tuple(problems))


def _with_name_alone(letter: Letter) -> Letter:
    nothing = (Passage("\u00a0"),)
    recipient = letter.recipient and replace(letter.recipient, address=nothing)
    return replace(letter, addressee=letter.addressee[:1], recipient=recipient)


def _labels(template: Template, edition: Edition, places: Sequence[Place]) -> _Part:
    pipeline, problems = Pipeline(template, edition), list[Problem]()
    letters, blanks = list[Letter](), set[int]()
    every = (place.letter() for place in places)
    for index, found in enumerate(fitted(pipeline, every)):
        if isinstance(found, Letter):
            letters.append(found)
        else:
            problems += found.problems
            blanks.add(index)
    if not letters:
        return _Part((), tuple(problems))
    sheet = made_together(pipeline, letters, ("pdf",), frozenset(blanks))
    if isinstance(sheet, Exception):
        raise sheet
    names = f"{places[0].name} – {places[-1].name}"
    return _Part((Bookmarked(sheet.files["pdf"].data, names),), tuple(problems))
