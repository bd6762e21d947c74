"""What is known of a folder's letters, kept up while a run saves and records them."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from appeal_cli.batch.failed import NAME as FAILED
from appeal_cli.batch.failed import read_failed, still_failed
from appeal_cli.batch.folder import OutputFolder, PlaceTaken, open_folder
from appeal_cli.batch.letters import LetterKey
from appeal_cli.batch.manifest import (
    JOURNAL,
    NAME,
    SUMS,
    Entry,
    Known,
    PrintFile,
    journal_lines,
    manifest_lines,
    read_known,
    sha256,
    shared,
    sums,
)
from appeal_cli.batch.parts import without_bytes
from appeal_cli.batch.plan import Task
from appeal_cli.batch.report import LetterResult
from appeal_cli.batch.work import Made, Part
from appeal_cli.files.reading import is_link, sha256_of
from appeal_cli.files.targets import Spared, Target, is_ours
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.roster.deputy import Roster
from appeal_cli.roster.export import tidy_csv

LINES_AT_ONCE = 50
"""How many files are made between two writings to the journal."""

SECONDS_OFF_DISK = 1.0
"""How long the journal may wait to be forced to the disk: as long as making what a power cut takes
with it. A line whose file did not reach the disk does no harm, as it says what the file holds."""


@dataclass(frozen=True)
class Changes:
    """What becomes of files that are there: made again though nothing changed, deleted where
    nobody in the roster is meant by them any more, replaced where this tool did not make them;
    and those that are spared whatever else is said."""

    force: bool = False
    prune: bool = False
    overwrite: bool = False
    spared: Spared = field(default_factory=Spared)


@dataclass
class Record:
    """What is known of a folder's files, kept up while they are made.

    `entries` are those of the manifest by file name, `print_files` what it knows of these;
    `pending` are entries that are in no journal yet. `changes` says which files of others may be
    replaced.
    """

    folder: OutputFolder
    entries: dict[str, Entry]
    changes: Changes
    print_files: list[PrintFile] = field(default_factory=list)
    pending: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._written = Known({**self.entries}, [*self.print_files])
        self._on_disk = time.monotonic()

    def add(self, entry: Entry, contents: bytes | Part) -> None:
        """Saves the file, or puts the part that holds it in its place, and records it. Raises
        PlaceTaken where it can't or may not be there."""
        self._refuse(entry.file, entry.format, entry.sha256)
        if isinstance(contents, Part):
            self.folder.put_part(entry.file, contents.name)
        else:
            self.folder.put(entry.file, contents)
        self.entries[entry.file] = entry
        self.pending.append(entry)
        if len(self.pending) >= LINES_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Writes to the journal what is not in it."""
        if self.pending:
            is_due = time.monotonic() - self._on_disk >= SECONDS_OFF_DISK
            self.folder.record(JOURNAL, journal_lines(self.pending), on_disk=is_due)
            self._on_disk = time.monotonic() if is_due else self._on_disk
            self.pending.clear()

    def drop(self, file: str) -> None:
        """Deletes the file and its entry. Raises PlaceTaken where it can't be deleted."""
        if self.changes.spared.has(self.folder.path / file):
            raise PlaceTaken(_input(self.folder.path / file))
        self.folder.remove(file)
        self.entries.pop(file, None)

    def drop_older(self, task: Task) -> None:
        """The same for the file of a letter that can't be made; where somebody else's is in its
        place, that stays."""
        try:
            self._refuse(task.file, task.format)
        except PlaceTaken:
            return
        self.drop(task.file)

    def _refuse(self, file: str, format: str, digest: str = "") -> None:
        """Raises PlaceTaken where an input is in the file's place, or what the batch did not make
        and may not replace: it may where it is the same already."""
        if self.changes.spared.are_there and not self.folder.has(file):
            return
        path = self.folder.path / file
        if self.changes.spared.has(path):
            raise PlaceTaken(_input(path))
        if file in self.entries or self.changes.overwrite or not path.is_file():
            return
        is_known = sha256_of(path) == digest or is_link(path)
        if not is_known and not is_ours(Target(path, format)):
            message = "there is a file here that this tool did not make, or that was changed since"
            hint = "name another folder; `--overwrite` replaces it"
            raise PlaceTaken(Problem(message, str(path), hint=hint, kind=Kind.EXISTS))

    def close(self) -> None:
        """Writes the manifest and the sums, which replace the journal once they are on the disk; a
        manifest that says the same already stays."""
        self.flush()
        path = self.folder.path
        is_there = path.joinpath(NAME).is_file() and not path.joinpath(JOURNAL).exists()
        if not is_there or Known(self.entries, self.print_files) != self._written:
            manifest = manifest_lines(self.entries.values(), self.print_files)
            self.folder.put(NAME, manifest, on_disk=True)
        self.folder.put(SUMS, sums(self.entries.values()), on_disk=True)
        self.folder.remove(JOURNAL)


def _input(path: Path) -> Problem:
    message = "this is what the letters are made from: it is neither replaced nor deleted"
    return Problem(message, str(path), hint="name another folder", kind=Kind.EXISTS)


@contextmanager
def at_work_in(path: Path, changes: Changes) -> Iterator[Record]:
    """What is known of the folder, for this run alone; it is written down at the end,
    however that comes.

    Raises AppealError where the folder can't be written to, another run is at work in it, or its
    manifest is not one.
    """
    with open_folder(path, (NAME, SUMS, JOURNAL, FAILED)) as folder:
        known = read_known(path)
        record = Record(folder, known.entries, changes, known.print_files)
        read_failed(path)  # what is wrong with it is said before letters are made
        try:
            yield record
        except BaseException:
            with suppress(AppealError):  # the first error is the one to report
                record.close()
            raise
        record.close()


def made_and_saved(
    tasks: Mapping[LetterKey, Sequence[Task]], made: Iterator[Made], record: Record
) -> Iterator[tuple[Made, list[str]]]:
    """Each letter without the bytes of its files, after they are saved, and their names.

    `tasks` are those of each letter.

    A letter that could not be made has no file afterwards: an older one would say what
    the appeal no longer says. One whose place is taken fails alone.
    """
    for letter in made:
        saved: list[str] = []
        problems = list(letter.problems)
        for task in tasks[letter.key]:
            try:
                if file := letter.files.get(task.format):
                    contents = letter.parts.get(task.format) or file.data
                    record.add(_entry(task, file.pages, contents, letter.about), contents)
                    saved.append(task.file)
                else:
                    record.drop_older(task)
            except PlaceTaken as error:
                record.entries.pop(task.file, None)
                problems += error.problems
        if problems or not letter.parts:
            files = without_bytes(letter.files)
            letter = replace(letter, files=files, problems=tuple(problems))
        yield letter, saved


def _entry(task: Task, pages: int, contents: bytes | Part, about: Mapping[str, str]) -> Entry:
    digest = contents.sha256 if isinstance(contents, Part) else sha256(contents)
    about = {name: shared(name, text) for name, text in about.items()}
    return Entry(task.file, *task.key, pages, digest, task.made_from, about)


def keep_failed(
    record: Record,
    roster: Roster,
    made: Mapping[LetterKey, LetterResult],
    known: Collection[str] | None,
) -> None:
    """Writes failed.csv, or deletes it where everybody has a letter.

    Who was listed before stays so until this run makes their letter, or until they are not among
    the `known` ids (None is all). Raises AppealError where the list that is there can't be read.
    """
    problems: dict[str, list[Problem]] = {}
    for key, letter in made.items():
        if letter.problems:
            problems.setdefault(key.deputy, []).extend(letter.problems)
    done = {key.deputy for key in made if key.deputy not in problems}
    before = read_failed(record.folder.path)
    gone = {deputy.id for deputy in before or () if known is not None and deputy.id not in known}
    failed = still_failed(before, roster, problems, done | gone)
    if failed:
        record.folder.put(FAILED, tidy_csv(failed, with_blank=True).encode("utf-8-sig"))
    else:
        record.folder.remove(FAILED)
