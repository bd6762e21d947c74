"""Folders that a command fills with what it made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from appeal_cli.cli.streams import say
from appeal_cli.problems import AppealError, Kind, Problem


def refuse_full(folder: Path) -> None:
    """Raises AppealError for a folder that is not new, or empty."""
    if folder.is_dir() and any(folder.iterdir()):
        hint = "name a new one, so that nothing of yours is overwritten"
        raise AppealError(
            Problem("this folder is not empty", file=str(folder), hint=hint, kind=Kind.UNWRITABLE)
        )


def save_into(folder: Path, files: Mapping[str, bytes]) -> None:
    """Saves the files under their names in the folder, and names each."""
    from appeal_cli.files.saving import save

    for name, data in files.items():
        save(folder / name, data)
        say(folder / name)
