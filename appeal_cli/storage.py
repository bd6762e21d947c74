"""Saving files: the only place that writes. A file is there whole, or as it was."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from appeal_cli.errors import AppealError, Problem
from appeal_cli.files import NamesIn


def save(path: Path, data: bytes) -> None:
    """Puts the bytes into the file at once: readers see the old file or the new one.

    The folder is made where it is missing. Raises AppealError where it can't be written,
    and where there is something in its place that is not a file: a folder or a device.
    """
    with saving(path) as file:
        file.write(data)


@contextlib.contextmanager
def saving(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of `path` when the block ends, and is deleted where
    it ends with an error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _refuse_what_is_no_file(path)
        with _part(path) as file:
            yield file
    except (OSError, ValueError) as error:
        raise AppealError(_unwritable(path, error)) from None


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
            raise AppealError(_unwritable(Path(path), error)) from None

    def _refuse_outside(self, name: str) -> None:
        if objection := self._names.objection(name):
            raise AppealError(Problem(objection, str(self.path), name="unwritable"))

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
            with open(path, "ab", opener=_no_link) as file:  # takes an opener
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise AppealError(_unwritable(path, error)) from None

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
        raise AppealError(Problem(message, str(path), hint=hint, name="locked")) from None
    except OSError as error:
        raise AppealError(_unwritable(path, error)) from None
    try:
        folder.clear_parts()
        yield folder
    finally:
        folder.clear_parts()
        with contextlib.suppress(OSError):
            (path / OutputFolder.LOCK).unlink()
        lock.release()


def _no_link(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def _refuse_what_is_no_file(path: Path) -> None:
    # A rename puts the file in the place of a device, such as /dev/null, for good.
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.EINVAL, "it is not a file", str(path))


@contextlib.contextmanager
def _part(path: Path) -> Iterator[BinaryIO]:
    """A file beside `path` that replaces it, on the disk, when the block ends well."""
    part = path.with_name(f".{path.name[:50]}.{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            yield file
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
