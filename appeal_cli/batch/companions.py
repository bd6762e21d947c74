"""Companions: the envelopes and labels that go with the letters of a batch, in their order.

The place of each counts: letter 57 meets envelope 57. So where an address does not fit, or is
missing, its envelope has the name alone and its label is blank, and the others keep their places.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from appeal_cli.batch.letters import Piece
from appeal_cli.batch.report import Companion
from appeal_cli.batch.sheets import Label, labels_of, made_together
from appeal_cli.files.saving import removed, saving
from appeal_cli.isolation import each as isolated
from appeal_cli.letter.addressing import Addresser, language_of, title_for_all
from appeal_cli.letter.letter import Letter, Passage
from appeal_cli.page.stationery import LabelSheet
from appeal_cli.page.template import Template
from appeal_cli.pipeline import Pipeline, Wanted
from appeal_cli.problems import AppealError, Problem, raise_for
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.print_file import Bookmarked, write_labels, write_print_file

_AT_ONCE = 100
"""About how many of them are made within the limits of a letter: sheets of labels are whole."""

_NOT_CUT = "a sheet of its template shows other things than its labels do one by one"


class Place(NamedTuple):
    """A letter, and its number in the print file; 0 where its envelope or label has none."""

    piece: Piece
    ordinal: int = 0

    @property
    def name(self) -> str:
        """Whom it is to."""
        return self.piece.deputy.name


@dataclass(frozen=True)
class _Part:
    """Some of them: PDF files, with nothing for a label that stays blank; for each that was made,
    why it was laid out in full, and nothing where it was not; and what is wrong with those that
    are not whole. `are_sheets` says that each file is a sheet of labels."""

    files: tuple[Bookmarked | None, ...]
    laid_out: tuple[str, ...]
    problems: tuple[Problem, ...]
    are_sheets: bool = False


def write_companions(
    path: Path,
    template: Template,
    edition: Edition,
    places: Sequence[Place],
    *,
    imprints: bool = True,
) -> Companion:
    """Writes the envelopes or the labels of the letters into one PDF, in their order, and says what
    became of them. Nothing is written, and no older file stays, where there are none.

    Raises AppealError where something else than an address keeps one from being made.
    """
    started = time.monotonic()
    removed(path)
    maker = _Maker(template, edition, imprints)
    chunks = [places[start : start + maker.size] for start in range(0, len(places), maker.size)]
    parts = list[_Part]()
    written = _written(maker, chunks, parts)
    begin = list(_up_to_one(written))
    if any(begin):
        title = " / ".join(dict.fromkeys(title_for_all(place.piece.appeal) for place in places))
        with saving(path) as file:
            if maker.sheet and not parts[-1].are_sheets:
                write_labels(file, chain(begin, written), maker.sheet, title)
            else:
                write_print_file(file, filter(None, chain(begin, written)), title)
    return Companion(
        str(path) if any(begin) else "",
        tuple(why for part in parts for why in part.laid_out),
        tuple(problem for part in parts for problem in part.problems),
        time.monotonic() - started,
    )


def _written(
    maker: _Maker, chunks: Sequence[Sequence[Place]], parts: list[_Part]
) -> Iterator[Bookmarked | None]:
    """The files of all of them, made in a process of its own; of each part, all else is noted."""
    for outcome in isolated(maker, chunks):
        raise_for(list(outcome.problems))
        if outcome.result:
            parts.append(replace(outcome.result, files=()))
            yield from outcome.result.files


def _up_to_one(files: Iterator[Bookmarked | None]) -> Iterator[Bookmarked | None]:
    """The labels that stay blank before the first that does not, and that one."""
    for each in files:
        yield each
        if each:
            return


@dataclass
class _Maker:
    """Makes envelopes or labels of one template, in one process."""

    template: Template
    edition: Edition
    imprints: bool
    are_cut: bool | None = field(default=None, init=False)
    addressers: dict[str, Addresser] = field(default_factory=dict, init=False)

    @property
    def sheet(self) -> LabelSheet | None:
        """The sheet that its labels are on; None for envelopes."""
        sheet = self.template.stationery if self.template.about.takes_several else None
        return sheet if isinstance(sheet, LabelSheet) else None

    @property
    def size(self) -> int:
        """How many are made together."""
        count = self.sheet.count if self.sheet else 1
        return count * max(_AT_ONCE // count, 1)

    @cached_property
    def pipeline(self) -> Pipeline:
        """What makes them, in the process that does."""
        return Pipeline(self.template, self.edition, imprints=self.imprints)

    def letter(self, place: Place) -> Letter:
        """The letter, which knows its number."""
        appeal = place.piece.appeal
        if appeal.language not in self.addressers:
            self.addressers[appeal.language] = Addresser(appeal, language_of(appeal))
        letter = self.addressers[appeal.language].letter(place.piece.deputy)
        return letter.with_own(ordinal=place.ordinal)

    def __call__(self, places: Sequence[Place]) -> _Part:
        """Those of the places."""
        return self.labels(places) if self.template.about.takes_several else self.envelopes(places)

    def envelopes(self, places: Sequence[Place]) -> _Part:
        """An envelope for each of the places."""
        files, laid_out, problems = list[Bookmarked](), list[str](), list[Problem]()
        letters = [*map(self.letter, places)]
        made = list(self.pipeline.made(Wanted(letter, ("pdf",)) for letter in letters))
        for place, letter, found in zip(places, letters, made, strict=True):
            if isinstance(found, AppealError):
                problems += found.problems
                (found,) = self.pipeline.made([Wanted(_with_name_alone(letter), ("pdf",))])
            if isinstance(found, Exception):
                raise found
            files.append(Bookmarked(found.files["pdf"].data, place.name))
            laid_out.append(found.files["pdf"].laid_out)
        return _Part(tuple(files), tuple(laid_out), tuple(problems))

    def labels(self, places: Sequence[Place]) -> _Part:
        """A label for each of the places, or sheets of them where no label can be by itself."""
        letters = [*map(self.letter, places)]
        found = list(labels_of(self.pipeline, letters, ("pdf",)))
        errors = (each for each in found if isinstance(each, AppealError))
        problems = tuple(problem for error in errors for problem in error.problems)
        labels = [each for each in found if isinstance(each, Label)]
        if self.are_cut is None and labels:
            self.are_cut = self.pipeline.is_cut(labels[0].letter)
        if labels and not self.are_cut:
            sheets = tuple(self.whole_sheets(places, found))
            return _Part(sheets, (_NOT_CUT,) * len(labels), problems, are_sheets=True)
        files = tuple(
            Bookmarked(each.made.files["pdf"].data, place.name) if isinstance(each, Label) else None
            for place, each in zip(places, found, strict=True)
        )
        laid_out = tuple(each.made.files["pdf"].laid_out for each in labels)
        return _Part(files, laid_out, problems)

    def whole_sheets(
        self, places: Sequence[Place], found: Sequence[Label | AppealError]
    ) -> Iterator[Bookmarked]:
        """Sheets that are laid out with all their labels."""
        count = self.sheet.count if self.sheet else len(found)
        for start in range(0, len(found), count):
            on_it = found[start : start + count]
            letters = [each.letter for each in on_it if isinstance(each, Label)]
            blanks = (place for place, each in enumerate(on_it) if not isinstance(each, Label))
            if letters:
                made = made_together(self.pipeline, letters, ("pdf",), frozenset(blanks))
                own = places[start : start + count]
                names = f"{own[0].name} – {own[-1].name}"
                yield Bookmarked(made.files["pdf"].data, names)


def _with_name_alone(letter: Letter) -> Letter:
    nothing = (Passage("\u00a0"),)
    recipient = letter.recipient and replace(letter.recipient, address=nothing)
    return replace(letter, addressee=letter.addressee[:1], recipient=recipient)
