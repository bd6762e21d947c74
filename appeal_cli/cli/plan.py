"""`--dry-run`: what a batch would make, under which names and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from appeal_cli.cli.problems import counted, show_problems

if TYPE_CHECKING:
    from appeal_cli.batch.batch import Batch
    from appeal_cli.batch.campaigns import Numbering
    from appeal_cli.batch.manifest import Entry
    from appeal_cli.problems import Problem


class Foreseen(NamedTuple):
    """The letters with the numbers that a run would give them, what it would say of these, and
    what the folder has."""

    letters: Batch
    told: Sequence[Problem]
    entries: Mapping[str, Entry]


def foreseen(letters: Batch, folder: Path, numbering: Numbering | None) -> Foreseen:
    """What a run would begin with. Raises AppealError as `numbered` does."""
    from appeal_cli.batch.manifest import read_manifest
    from appeal_cli.batch.numbering import numbered, usual_numbering

    entries = read_manifest(folder)
    numbering = numbering or usual_numbering(letters, folder)
    return Foreseen(*numbered(letters, numbering, entries, is_dry=True), entries)


def show_plan(ahead: Foreseen, folder: Path, *, force: bool = False) -> None:
    """Names each file of the batch, and says why it would be made."""
    show_problems(ahead.told)
    tasks = ahead.letters.plan(folder, ahead.entries, force=force)
    for task in tasks:
        click.echo(f"{task.file}\t{task.reason or 'unchanged'}")
    count = sum(bool(task.reason) for task in tasks)
    click.echo(f"{counted(count, 'file')} would be made, {len(tasks) - count} unchanged", err=True)
