"""Saving files: the only place that writes. A file is there whole, or as it was."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from appeal_cli.errors import AppealError, Problem


def save(path: Path, data: bytes) -> None:
    """Puts the bytes into the file at once: readers see the old file or the new one.

    The folder is made where it is missing. Raises AppealError where it can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        raise AppealError(_unwritable(path, error)) from None


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> Problem:
    culprit = Path(error.filename) if error.filename else path
    folder = path.parent if culprit.name.endswith(".part") else culprit
    hints = {
        "FileExistsError": f"{folder} is a file; name a folder",
        "NotADirectoryError": f"{folder} is not in a folder",
        "IsADirectoryError": "this is a folder; add a file name",
        "PermissionError": "choose a folder that you may write to",
    }
    return Problem(
        f"can't be written: {error.strerror}",
        file=str(path),
        hint=hints.get(type(error).__name__, ""),
        name="unwritable",
    )
