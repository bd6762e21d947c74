"""Saving files: the only place that writes. A file is there whole, or as it was."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path

from appeal_cli.errors import AppealError, Problem


def save(path: Path, data: bytes) -> None:
    """Puts the bytes into the file at once: readers see the old file or the new one.

    The folder is made where it is missing. Raises AppealError where it can't be written,
    and where something stands in its place that is no file: a folder or a device.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _refuse_what_is_no_file(path)
        _replace(path, data)
    except (OSError, ValueError) as error:
        raise AppealError(_unwritable(path, error)) from None


def _refuse_what_is_no_file(path: Path) -> None:
    # A rename puts the file in the place of a device, such as /dev/null, for good.
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.EINVAL, "it is not a file", str(path))


def _replace(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name[:50]}.{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _unwritable(path: Path, error: OSError | ValueError) -> Problem:
    # ValueError: a name with a NUL in it.
    reason = getattr(error, "strerror", None) or str(error)
    culprit = Path(getattr(error, "filename", None) or path)
    folder = path.parent if culprit.name.endswith(".part") else culprit
    hints = {
        "FileExistsError": f"{folder} is a file; name a folder",
        "NotADirectoryError": f"{folder} is not in a folder",
        "IsADirectoryError": "this is a folder; add a file name",
        "PermissionError": "choose a folder that you may write to",
    }
    return Problem(
        f"can't be written: {reason}",
        file=str(path),
        hint=hints.get(type(error).__name__, ""),
        name="unwritable",
    )
