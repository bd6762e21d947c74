"""The appeals and the roster that a preview shows, as their files are now."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.appeal.loading import load_appeal
from appeal_cli.batch.campaigns import Numbering, reserved
from appeal_cli.files.reading import stamp
from appeal_cli.files.unfilled import as_written
from appeal_cli.letter.naming import fields_of
from appeal_cli.letter.outgoing import Outgoing
from appeal_cli.letter.pairing import appeals_for, check_languages
from appeal_cli.preview.making import Meant
from appeal_cli.problems import AppealError, Problem
from appeal_cli.roster import Deputy, choose, load_deputies
from appeal_cli.roster.account import Account

MOST_FOLDERS = 50
"""The most folders below an appeal's own that are watched."""


@dataclass(frozen=True)
class Look:
    """A template that the page offers: what `load_template` takes, the folders of its files, and
    which letters it takes, as its `template.yaml` says."""

    template: str
    folders: tuple[Path, ...]
    takes: str = "letter"

    @property
    def takes_several(self) -> bool:
        """Whether one sheet of it takes the letters to all."""
        return self.takes == "addressed letters"


@dataclass(frozen=True)
class Inputs:
    """The files that a preview is made of.

    `choice` is whom of the roster is meant, as `choose` takes it; `reading` is how the
    roster is read; `looks` are templates by the names that the page offers; `reference_doc` is the
    Word document that is filled in; `numbering` says where outgoing numbers stand that a batch
    gave out.
    """

    appeals: tuple[str, ...]
    roster: str | None
    choice: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], bool]
    reading: Mapping[str, Any]
    looks: Mapping[str, Look]
    reference_doc: Path | None = None
    numbering: Numbering | None = None

    @property
    def lists(self) -> tuple[str, ...]:
        """The roster, and the lists of those who are left out of it."""
        return (self.roster, *self.choice[2]) if self.roster else ()


class Sources:
    """What the files hold. For a file that can't be read, what it last held stays."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.account = Account()
        self._appeals: dict[str, Appeal] = {}
        self._deputies: dict[str, Deputy] = {}
        self._broken: dict[str, tuple[Problem, ...]] = {}
        self._fields: frozenset[str] | None = None
        self._notices: tuple[Problem, ...] = ()
        self._pairing: tuple[Problem, ...] = ()
        self._numbers: dict[str, Outgoing] = {}
        self._state: Hashable = None
        self.read()

    @property
    def appeals(self) -> tuple[Appeal, ...]:
        """The appeals, as they could be read last."""
        return tuple(self._appeals[name] for name in self.inputs.appeals if name in self._appeals)

    @property
    def deputies(self) -> Collection[Deputy]:
        """Those of the roster who are meant, in its order."""
        return self._deputies.values()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the files, and what to report about how they were read."""
        warnings = (
            problem
            for name, appeal in self._appeals.items()
            if name not in self._broken
            for problem in appeal.warnings
        )
        broken = (problem for problems in self._broken.values() for problem in problems)
        return tuple(dict.fromkeys((*broken, *self._pairing, *warnings, *self._notices)))

    def read(self, changed: Collection[Path] | None = None) -> bool:
        """Reads the appeals, and the roster if it is among the changed files (None is all).

        Returns whether anything that letters are made of is different from before: a file that was
        only written beside them is not.
        """
        lists = self.inputs.lists
        if self.inputs.roster and (changed is None or any(_touches(s, changed) for s in lists)):
            self._read_roster(self.inputs.roster)
        for name in self.inputs.appeals:
            self._read_appeal(name)
        self._read_numbers()
        try:
            check_languages(self.appeals)
            self._pairing = ()
        except AppealError as error:
            self._pairing = error.problems
        before, self._state = self._state, self._now()
        return self._state != before

    def _now(self) -> Hashable:
        """What the letters are made of, as it is now."""
        texts = tuple((appeal.text, appeal.pictures) for appeal in self.appeals)
        stamps = tuple(stamp(path) for path in dict.fromkeys(self._beside()))
        numbers = tuple(self._numbers.items())
        return texts, tuple(self._deputies.values()), self.problems, numbers, stamps

    def _beside(self) -> Iterator[Path]:
        """The files that are read only when a letter is made."""
        for appeal in self.appeals:
            yield appeal.folder / "languages"
            for enclosure in appeal.enclosures:
                name = as_written(enclosure.file) if enclosure.file else ""
                pattern = re.sub(r"\{[{%].*?[%}]\}", "*", name)
                if pattern and not Path(pattern).is_absolute():
                    yield from sorted(appeal.folder.glob(pattern))
        for look in self.inputs.looks.values():
            yield from look.folders
        if self.inputs.reference_doc:
            yield self.inputs.reference_doc

    def _read_appeal(self, name: str) -> None:
        self._broken.pop(name, None)
        try:
            self._appeals[name] = load_appeal(name, self._fields)
        except AppealError as error:
            self._broken[name] = error.problems

    def _read_roster(self, source: str) -> None:
        self._broken.pop(source, None)
        try:
            roster = choose(load_deputies(source, **self.inputs.reading), *self.inputs.choice)
        except AppealError as error:
            self._broken[source] = error.problems
            return
        self._deputies = {deputy.handle: deputy for deputy in roster}
        self._fields, self._notices = fields_of(roster), roster.notices
        self.account = roster.account

    def _read_numbers(self) -> None:
        numbering = self.inputs.numbering
        if numbering is None or not self.appeals:
            return
        self._broken.pop(str(numbering.file), None)
        try:
            self._numbers = reserved(self.appeals, self.deputies, numbering)
        except AppealError as error:
            self._broken[str(numbering.file)] = error.problems

    def letter(self, handle: str, language: str) -> Meant | None:
        """The appeal, the deputy and the number of a letter; None while its appeal can't be read.

        An empty handle is everyone, and an empty language the deputy's own. Raises KeyError
        for a deputy who is not in the roster.
        """
        return self._meant(self._deputies[handle] if handle else None, language)

    def letters(self, language: str = "") -> tuple[Meant, ...]:
        """The same for each deputy, as far as the appeals can be read."""
        meant = (self._meant(deputy, language) for deputy in self.deputies)
        return tuple(filter(None, meant))

    def _meant(self, deputy: Deputy | None, language: str) -> Meant | None:
        own = [appeal for appeal in self.appeals if appeal.language == language]
        paired = own or appeals_for(deputy, self.appeals)
        if not paired or paired[0].file in self._broken:
            return None
        return paired[0], deputy, self._numbers.get(deputy.id) if deputy else None

    def folders(self) -> frozenset[Path]:
        """The folders that hold what the letters are made of."""
        return frozenset(path for path in self._folders() if path.is_dir())

    def _folders(self) -> Iterator[Path]:
        for name in self.inputs.appeals:
            folder = Path(name).absolute().parent
            yield folder
            below = sorted(path for path in folder.glob("[!.]*") if path.is_dir())
            yield from below[:MOST_FOLDERS]
        for name in self.inputs.lists:
            yield from (Path(name).absolute(), Path(name).absolute().parent)
        numbering = self.inputs.numbering
        for path in (numbering.file if numbering else None, self.inputs.reference_doc):
            if path:
                yield path.absolute().parent
        for look in self.inputs.looks.values():
            for folder in look.folders:
                yield from (folder.absolute(), *folder.absolute().rglob("*"))


def _touches(source: str, changed: Collection[Path]) -> bool:
    roster = Path(source).resolve()
    return any(path.resolve().is_relative_to(roster) for path in changed)
