"""The folder of a batch: one run at a time puts many files into it."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from appeal_cli.files.reading import NamesIn
from appeal_cli.files.saving import no_link, unwritable
from appeal_cli.problems import AppealError, Kind, Problem


class OutputFolder:
    """A folder that one run at a time puts many files into, each there whole or not at all.

    Files are not forced to the disk one by one: `record` does that with a line that says
    what they hold, so that a later run can tell. Names are paths with `/` in the folder; one
    that leads out of it is refused.
    """

    LOCK = ".appeal-lock"
    PARTS = ".appeal-parts"

    def __init__(self, path: Path) -> None:
        self.path = path
        self._root = str(path)
        self._part = str(path / self.PARTS / "part")
        self._folders: set[str] = set()
        self._names = NamesIn(path)

    def put(self, name: str, data: bytes) -> None:
        """Puts the bytes into the file. Raises AppealError where it can't be written."""
        self._refuse_outside(name)
        path = f"{self._root}/{name}"
        try:
            self._make_folder(os.path.dirname(path))  # noqa: PTH120  # thousands of times
            with open(self._part, "wb") as file:  # noqa: PTH123
                file.write(data)
            os.replace(self._part, path)  # noqa: PTH105
        except (OSError, ValueError) as error:
            raise AppealError(unwritable(Path(path), error)) from None

    def _refuse_outside(self, name: str) -> None:
        if objection := self._names.objection(name):
            raise AppealError(Problem(objection, str(self.path), kind=Kind.UNWRITABLE))

    def _make_folder(self, folder: str) -> None:
        if folder not in self._folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
            (self.path / self.PARTS).mkdir(exist_ok=True)
            self._folders.add(folder)

    def record(self, name: str, lines: bytes) -> None:
        """Adds the lines to the end of a file, and has them on the disk before it returns.

        Raises AppealError where they can't be written, and where the file is a link.
        """
        self._refuse_outside(name)
        path = self.path / name
        try:
            with open(path, "ab", opener=no_link) as file:  # takes an opener
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise AppealError(unwritable(path, error)) from None

    def remove(self, name: str) -> None:
        """Takes the file away, and the folders in this one that it leaves empty.

        Raises AppealError for a name outside this folder.
        """
        self._refuse_outside(name)
        path = self.path / name
        with contextlib.suppress(OSError):
            path.unlink()
            for folder in path.relative_to(self.path).parents[:-1]:
                (self.path / folder).rmdir()

    def clear_parts(self) -> None:
        """Takes away what a run that was killed left half-written."""
        parts = self.path / self.PARTS
        if parts.is_symlink():
            parts.unlink()
        shutil.rmtree(parts, ignore_errors=True)


@contextlib.contextmanager
def open_folder(path: Path) -> Iterator[OutputFolder]:
    """The folder, made where it is missing, for this run alone.

    Raises AppealError where it can't be written to, or another run is at work in it.
    """
    from filelock import FileLock, Timeout

    folder = OutputFolder(path)
    lock = FileLock(path / OutputFolder.LOCK, blocking=False)
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        hint = "wait until it is done, or name another folder"
        message = "another run is writing into this folder"
        raise AppealError(Problem(message, str(path), hint=hint, kind=Kind.LOCKED)) from None
    except OSError as error:
        raise AppealError(unwritable(path, error)) from None
    try:
        folder.clear_parts()
        yield folder
    finally:
        folder.clear_parts()
        with contextlib.suppress(OSError):
            (path / OutputFolder.LOCK).unlink()
        lock.release()
