"""Beside the letters: the files that go with those which can't hold them.

A Word file holds no PDF, so that what it is sent with lies in the folder too, once for all letters
that name it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from appeal_cli.appeal.enclosures import EnclosedFile
from appeal_cli.batch.batch import Batch
from appeal_cli.batch.manifest import Entry
from appeal_cli.batch.plan import Task
from appeal_cli.batch.record import Record
from appeal_cli.files.reading import sha256_of
from appeal_cli.problems import AppealError, Kind, Problem

FOLDER = "enclosures"
FORMAT = "enclosure"
"""What the manifest has as the format of such a file; it is for nobody alone."""

_HOLDS_NONE = "docx"


def put_beside(
    batch: Batch, tasks: Sequence[Task], record: Record
) -> tuple[list[str], list[Problem]]:
    """Puts what goes with the letters into the folder; the names there, and what is wrong with
    others. What no Word letter in the folder needs any more is deleted."""
    wanted = dict(_wanted(batch, tasks, record.entries))
    names, problems = [], list[Problem]()
    for name, file in wanted.items():
        entry = Entry(name, "", "", FORMAT, file.pages, file.digest, {})
        try:
            if not _is_there(entry, record):
                record.add(entry, file.read())
            names.append(name)
        except AppealError as error:
            problems += error.problems
    if _has_all(tasks, record.entries.values()):
        for entry in [each for each in record.entries.values() if each.format == FORMAT]:
            if entry.file not in wanted:
                record.drop(entry.file)
    return names, problems


def _is_there(entry: Entry, record: Record) -> bool:
    """Whether the file is there as it should be. Raises AppealError where a letter has its name."""
    known = record.entries.get(entry.file, entry)
    if known.format != FORMAT:
        message = f"`{entry.file}` is a letter, and cannot be an enclosure too"
        raise AppealError(Problem(message, hint="change --name", kind=Kind.FILE_NAME))
    is_recorded = record.entries.get(entry.file) == entry
    return is_recorded and sha256_of(record.folder.path / entry.file) == entry.sha256


def _wanted(
    batch: Batch, tasks: Sequence[Task], there: Mapping[str, object]
) -> Iterator[tuple[str, EnclosedFile]]:
    for task in tasks:
        if task.format == _HOLDS_NONE and task.file in there:
            for file in filter(None, batch.enclosed(task.piece)):
                yield f"{FOLDER}/{file.name}", file


def _has_all(tasks: Sequence[Task], entries: Iterable[Entry]) -> bool:
    """Whether the run is of all Word letters that are in the folder: others may be of another
    language, or to those who are not in its roster."""
    own = {task.file for task in tasks}
    return all(entry.file in own for entry in entries if entry.format == _HOLDS_NONE)
