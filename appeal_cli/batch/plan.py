"""The plan: which files of a batch are to be made, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from appeal_cli.batch.letters import Key, LetterKey, Piece
from appeal_cli.batch.manifest import Entry
from appeal_cli.files.reading import sha256_of

_CHANGES = {
    "appeal": "the appeal changed",
    "language": "the language changed",
    "template": "the template changed",
    "deputy": "the deputy's row changed",
    "number": "the number changed",
    "enclosures": "an enclosure changed",
    "tool": "another version of the tool or of its options made it",
}
"""What to say of the part of a fingerprint that differs, the first that does."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file of a piece: its name, what it is made from, and why it is to be made.

    `reason` is blank for a file that is there as it should be.
    """

    piece: Piece
    format: str
    file: str
    made_from: Mapping[str, str]
    reason: str

    @property
    def key(self) -> Key:
        """Whom the file is for, in which language and format."""
        return self.piece.key(self.format)

    @property
    def letter(self) -> LetterKey:
        """Whose letter it is a file of, and in which language."""
        return self.piece.letter


def by_letter(tasks: Iterable[Task]) -> dict[LetterKey, list[Task]]:
    """The tasks of each letter, in the order of the letters' first ones."""
    letters: dict[LetterKey, list[Task]] = {}
    for task in tasks:
        letters.setdefault(task.letter, []).append(task)
    return letters


def plan(
    pieces: Sequence[Piece],
    formats: Sequence[str],
    names: Mapping[Key, str],
    made_from: Mapping[tuple[str, str], Mapping[str, str]],
    folder: Path,
    entries: Mapping[str, Entry],
    enclosed: Callable[[Piece], Mapping[str, str]],
    *,
    force: bool = False,
) -> list[Task]:
    """A task for each file of the pieces, in their order.

    `made_from` has, by language and format, the fingerprint of what all letters share;
    `entries` is what the manifest of the folder knows, and `enclosed` says the fingerprint of the
    files that go with a letter, if some do.
    """
    from appeal_cli.batch.fingerprint import deputy_fingerprint, number_fingerprint

    tasks = []
    for piece in pieces:
        own = {
            "deputy": deputy_fingerprint(piece.deputy),
            **number_fingerprint(piece.outgoing),
            **enclosed(piece),
        }
        for format in formats:
            file = names[piece.key(format)]
            parts = {**made_from[piece.appeal.language, format], **own}
            reason = "forced" if force else _reason(folder, file, parts, entries.get(file))
            tasks.append(Task(piece, format, file, parts, reason))
    return tasks


def _reason(folder: Path, file: str, parts: Mapping[str, str], entry: Entry | None) -> str:
    if entry is None:
        return "new"
    for part, change in _CHANGES.items():
        if entry.made_from.get(part) != parts.get(part):
            return change
    found = sha256_of(folder / file)
    if not found:
        return "the file is missing"
    return "" if found == entry.sha256 else "the file was altered"


def stale(
    entries: Iterable[Entry], wanted: Mapping[Key, str], deputies: Iterable[str]
) -> list[Entry]:
    """The entries whose deputy no longer gets a letter, or whose file has another
    name now.

    `wanted` are the names of all files of this batch, whatever its selection;
    `deputies` the ids of the whole roster, without those that are excluded. What goes with
    letters is nobody's alone (see beside.py).
    """
    known = {*deputies, ""}
    return [
        entry
        for entry in entries
        if entry.deputy not in known or wanted.get(entry.key, entry.file) != entry.file
    ]
