"""The folder of a batch: one run at a time puts many files into it."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from appeal_cli.batch.locking import locked
from appeal_cli.files.reading import is_link, objection_to
from appeal_cli.files.saving import no_link, place_problems, undeletable, unwritable
from appeal_cli.problems import AppealError, Kind, Problem, raise_for

_NO_ROOM = frozenset(
    getattr(errno, name)
    for name in ("ENOSPC", "EDQUOT", "EROFS", "EIO", "ESTALE")
    if hasattr(errno, name)
)
"""The errors that every further file would meet too."""


class PlaceTaken(AppealError):
    """Raised where one file of the folder can't be written or deleted, and others may be."""


class OutputFolder:
    """A folder that one run at a time puts many files into, each there whole or not at all.

    Files are not forced to the disk one by one: `record` does that with a line that says
    what they hold, so that a later run can tell. Names are paths with `/` in the folder; one
    that leads out of it is refused. Files are written into the folder `parts` before they are put
    in their places.
    """

    LOCK = ".appeal-lock"
    PARTS = ".appeal-parts"

    def __init__(self, path: Path) -> None:
        self.path = path
        self._root = str(path)
        self.parts = str(path / self.PARTS)
        self._part = f"{self.parts}/part"
        self._folders: set[str] = set()

    def put(self, name: str, data: bytes) -> None:
        """Puts the bytes into the file. Raises PlaceTaken where it can't be written, and another
        AppealError where no file can be."""
        self._put(name, self._part, data)

    def put_part(self, name: str, part: str) -> None:
        """Puts what was written into a file in `parts` in its place. Raises as `put` does."""
        self._put(name, part, None)

    def _put(self, name: str, part: str, data: bytes | None) -> None:
        self._refuse_outside(name)
        path = f"{self._root}/{name}"
        try:
            self._make_folder(os.path.dirname(path))  # noqa: PTH120  # thousands of times
            if data is not None:
                with open(part, "wb", opener=no_link) as file:
                    file.write(data)
            os.replace(part, path)  # noqa: PTH105
        except (OSError, ValueError) as error:
            kind = AppealError if getattr(error, "errno", 0) in _NO_ROOM else PlaceTaken
            raise kind(unwritable(Path(path), error)) from None

    def _refuse_outside(self, name: str) -> None:
        if objection := objection_to(name, self.path):
            raise PlaceTaken(Problem(objection, str(self.path), kind=Kind.UNWRITABLE))

    def _make_folder(self, folder: str) -> None:
        if folder not in self._folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
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

        Raises PlaceTaken for a name outside this folder, and where the file can't be deleted.
        """
        self._refuse_outside(name)
        path = self.path / name
        if not path.is_file() and not is_link(path):
            return
        try:
            path.unlink()
        except OSError as error:
            raise PlaceTaken(undeletable(path, error)) from None
        with contextlib.suppress(OSError):
            for folder in path.relative_to(self.path).parents[:-1]:
                (self.path / folder).rmdir()

    def make_parts(self) -> None:
        """Makes the place where files are written before they are put in theirs."""
        self.clear_parts()
        (self.path / self.PARTS).mkdir()

    def clear_parts(self) -> None:
        """Takes away what a run left half-written."""
        parts = self.path / self.PARTS
        if is_link(parts):
            parts.unlink()
        shutil.rmtree(parts, ignore_errors=True)


@contextlib.contextmanager
def open_folder(path: Path, own: Iterable[str] = ()) -> Iterator[OutputFolder]:
    """The folder, made where it is missing, for this run alone.

    `own` are names of files that it will hold besides letters. Raises AppealError where it or
    one of them can't be written to, or another run is at work in it.
    """
    folder = OutputFolder(path)
    lock = path / OutputFolder.LOCK
    raise_for([problem for name in own for problem in place_problems(path / name)])
    message = "another run is writing into this folder"
    with locked(lock, path, message, "wait until it is done, or name another folder"):
        try:
            _make_parts(folder)
            yield folder
        finally:
            folder.clear_parts()
            with contextlib.suppress(OSError):
                lock.unlink()


def _make_parts(folder: OutputFolder) -> None:
    try:
        folder.make_parts()
    except OSError as error:
        raise AppealError(unwritable(folder.path / OutputFolder.PARTS, error)) from None
