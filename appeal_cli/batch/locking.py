"""Locks: what no two runs do at once."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Iterator
from pathlib import Path

from appeal_cli.files.saving import unwritable
from appeal_cli.problems import AppealError, Kind, Problem


@contextlib.contextmanager
def locked(lock: Path, place: Path, message: str, hint: str, patience: int = 0) -> Iterator[None]:
    """Nobody else holds the lock meanwhile; its folder is made where it is missing.

    Waits so many seconds for it. Raises AppealError, at the place that it is for, with the message
    where another run goes on holding it, and where it can't be written. The lock's file stays.
    """
    from filelock import FileLock, Timeout

    held = FileLock(lock, timeout=patience)
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        _refuse_what_is_no_lock(lock)
        held.acquire()
    except Timeout:
        raise AppealError(Problem(message, str(place), hint=hint, kind=Kind.LOCKED)) from None
    except OSError as error:
        raise AppealError(unwritable(place, error)) from None
    try:
        yield
    finally:
        held.release()


def _refuse_what_is_no_lock(path: Path) -> None:
    """Raises AppealError where something else stands in the lock's place: it would be emptied."""
    with contextlib.suppress(FileNotFoundError):
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size or found.st_nlink > 1:
            message = "can't be written: what stands there is not the lock of a batch"
            raise AppealError(Problem(message, str(path), kind=Kind.UNWRITABLE))
