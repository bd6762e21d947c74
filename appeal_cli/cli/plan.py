"""`--dry-run`: what a batch would make, under which names and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appeal_cli.cli.problems import counted, show_problems

if TYPE_CHECKING:
    from appeal_cli.batch.batch import Batch
    from appeal_cli.batch.campaigns import Numbering
    from appeal_cli.problems import Problem


def foreseen(
    letters: Batch, folder: Path, numbering: Numbering | None
) -> tuple[Batch, Sequence[Problem]]:
    """The letters with the numbers that a run would give them, and what it would say of these."""
    from appeal_cli.batch.manifest import read_manifest
    from appeal_cli.batch.numbering import numbered, usual_numbering

    numbering = numbering or usual_numbering(letters, folder)
    return numbered(letters, numbering, read_manifest(folder), is_dry=True)


def show_plan(
    letters: Batch, folder: Path, numbering: Numbering | None, *, force: bool = False
) -> None:
    """Names each file of the batch, and says why it would be made."""
    from appeal_cli.batch.manifest import read_manifest

    letters, told = foreseen(letters, folder, numbering)
    show_problems(told)
    tasks = letters.plan(folder, read_manifest(folder), force=force)
    for task in tasks:
        click.echo(f"{task.file}\t{task.reason or 'unchanged'}")
    count = sum(bool(task.reason) for task in tasks)
    click.echo(f"{counted(count, 'file')} would be made, {len(tasks) - count} unchanged", err=True)
