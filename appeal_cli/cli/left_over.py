"""Files of an earlier batch that belong to nobody any more: what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from appeal_cli.cli.problems import FEW, show_problems, some_of
from appeal_cli.problems import Kind, Problem

if TYPE_CHECKING:
    from appeal_cli.batch.report import Results


def show_left_over(results: Results, folder: Path, *, is_pruned: bool, verbose: bool) -> None:
    """Shows which of the folder's files are of nobody, and what became of them: a few each by
    itself, many as one."""
    why = ", as it was changed or can't be deleted" if is_pruned else "; --prune deletes it"
    kept = [file for file in results.stale if file not in results.pruned]
    deleted = [file for file in results.stale if file in results.pruned]
    for files, ending in ((kept, f"kept{why}"), (deleted, "deleted")):
        is_one = len(files) > FEW and not verbose
        show_problems([_many(folder, files, ending)] if is_one else _each(folder, files, ending))


def _each(folder: Path, files: Sequence[str], ending: str) -> list[Problem]:
    message = "its deputy is no longer in the roster or is excluded, or it has a new name"
    return [_stale(folder / file, f"{message}: {ending}") for file in files]


def _many(folder: Path, files: Sequence[str], ending: str) -> Problem:
    message = f"{len(files)} files of deputies who are no longer in the roster or are excluded, or "
    message += f"have a new name: {some_of(files)}"
    return _stale(folder, message, f"each is {ending}; `--verbose` lists all")


def _stale(path: Path, message: str, hint: str = "") -> Problem:
    return Problem(message, str(path), hint=hint, severity="warning", kind=Kind.STALE)
