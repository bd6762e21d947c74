"""Desk: the letter that is looked at, made anew from its files when they change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from appeal_cli.appeal import Appeal, load_appeal
from appeal_cli.deputies import Deputy, Roster
from appeal_cli.errors import AppealError, Problem, errors_in
from appeal_cli.letter import Letter, address
from appeal_cli.pairing import appeals_for, check_languages
from appeal_cli.press import check, render
from appeal_cli.template import Template

DOTS_PER_POINT = 2.0
"""How sharp the pictures of pages are: 144 dots an inch."""


class Choice(NamedTuple):
    """Whose letter, in which language ("" for the deputy's own), in which template."""

    deputy: str = ""
    language: str = ""
    template: str = ""


@dataclass(frozen=True)
class Inputs:
    """The appeals and the roster as they are now, and what is wrong with them."""

    appeals: tuple[Appeal, ...] = ()
    roster: Roster | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Proof:
    """A letter that was made, or why it was not."""

    html: bytes = b""
    problems: tuple[Problem, ...] = ()


@dataclass
class Desk:
    """The files of a campaign, read when they are first asked for after a change.

    `read_roster` reads the roster where there is one. Not for several threads at once.
    """

    files: Sequence[str]
    read_roster: Callable[[], Roster] | None
    templates: Mapping[str, Template]
    version: int = 0
    _inputs: Inputs | None = None
    _proofs: dict[Choice, Proof] = field(default_factory=dict)
    _pdfs: dict[Choice, bytes] = field(default_factory=dict)

    def changed(self) -> None:
        """Forgets what was read and made: some file is another now."""
        self.version += 1
        self._inputs = None
        self._proofs.clear()
        self._pdfs.clear()

    @property
    def folders(self) -> set[Path]:
        """The folders in which a change may change a letter."""
        beside = {Path(name).resolve().parent for name in self.files}
        looks = {template.folder.resolve() for template in self.templates.values()}
        inner = {path for folder in beside | looks for path in folder.iterdir() if path.is_dir()}
        hidden = {path for path in inner if path.name.startswith((".", "__"))}
        return beside | looks | (inner - hidden)

    def inputs(self) -> Inputs:
        """The appeals and the roster as they are now."""
        if self._inputs is None:
            self._inputs = self._read()
        return self._inputs

    def _read(self) -> Inputs:
        appeals: list[Appeal] = []
        problems: list[Problem] = []
        roster = None
        for name in self.files:
            try:
                appeals.append(load_appeal(name))
                problems += appeals[-1].warnings
            except AppealError as error:
                problems += error.problems
        try:
            check_languages(appeals)
            roster = self.read_roster() if self.read_roster else None
            problems += roster.notices if roster else ()
        except AppealError as error:
            problems += error.problems
        return Inputs(tuple(appeals), roster, tuple(problems))

    def proof(self, choice: Choice) -> Proof:
        """The letter as a web page, and what is wrong with it."""
        if choice not in self._proofs:
            self._proofs[choice] = self._made(choice)
        return self._proofs[choice]

    def _made(self, choice: Choice) -> Proof:
        problems = list(self.inputs().problems)
        if errors_in(problems):
            return Proof(problems=tuple(problems))
        try:
            letter = self._letter(choice)
            problems += check(letter, self.templates[choice.template])
            if errors_in(problems):
                return Proof(problems=tuple(problems))
            html = render(letter, "html", self.templates[choice.template])
        except AppealError as error:
            return Proof(problems=(*problems, *error.problems))
        return Proof(html, tuple(problems))

    def _letter(self, choice: Choice) -> Letter:
        inputs = self.inputs()
        deputy = self._deputy(choice.deputy)
        languages = [choice.language] if choice.language else []
        return address(appeals_for(deputy, inputs.appeals, languages)[0], deputy)

    def _deputy(self, key: str) -> Deputy | None:
        if not key:
            return None
        roster = self.inputs().roster or ()
        found = next((deputy for deputy in roster if deputy.id == key), None)
        if found is None:
            raise AppealError(Problem(f"no deputy is `{key}`", name="unknown-deputy"))
        return found

    def pdf(self, choice: Choice) -> bytes:
        """The letter as a PDF. Raises AppealError where it can't be made."""
        if not self.proof(choice).html:
            raise AppealError(*self.proof(choice).problems)
        if choice not in self._pdfs:
            letter = self._letter(choice)
            self._pdfs[choice] = render(letter, "pdf", self.templates[choice.template])
        return self._pdfs[choice]


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has."""
    return len(_opened(pdf))


def page_picture(pdf: bytes, number: int) -> bytes:
    """The page of that number, counted from 0, as a PNG image."""
    picture = BytesIO()
    _opened(pdf)[number].render(scale=DOTS_PER_POINT).to_pil().save(picture, "PNG")
    return picture.getvalue()


@lru_cache(maxsize=2)
def _opened(pdf: bytes):  # type: ignore[no-untyped-def]
    import pypdfium2

    return pypdfium2.PdfDocument(pdf)
