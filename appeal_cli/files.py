"""Reading files that others wrote: no more than a limit, and nothing that is not a file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from appeal_cli.errors import AppealError, Problem, did_you_mean


def read_file(path: Path, max_bytes: int) -> bytes:
    """The bytes of the file.

    Raises AppealError where there is none, with the nearest name; where it can't be
    read; where it is not a file (a folder, a pipe, a device), which is never waited for;
    and where it is larger than max_bytes.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _unreadable(path, "it is not a file")
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise _unreadable(path, error.strerror or str(error), _nearest(path)) from None
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from None
    except ValueError:
        raise _unreadable(path, "its name holds a NUL") from None
    if len(data) > max_bytes:
        raise AppealError(Problem(f"larger than {max_bytes:,} bytes", str(path), name="too-large"))
    return data


def leads_out(path: Path, folder: Path) -> bool:
    """Whether the path, its links followed, is of something outside the folder."""
    home = os.path.realpath(folder)
    return os.path.commonpath([home, os.path.realpath(path)]) != home


def _nearest(path: Path) -> str:
    try:
        return did_you_mean(path.name, (entry.name for entry in path.parent.iterdir()))
    except OSError:
        return ""


def _unreadable(path: Path, reason: str, hint: str = "") -> AppealError:
    return AppealError(
        Problem(f"can't be read: {reason}", file=str(path), hint=hint, name="unreadable")
    )
