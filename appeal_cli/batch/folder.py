"""The folder of a batch: one run at a time puts many files into it."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from appeal_cli.batch.locking import locked
from appeal_cli.files.holding import HeldFolder
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
    that leads out of it is refused, also by way of a link that is put there meanwhile. Files are
    written into the folder `parts` before they are put in their places.
    """

    LOCK = ".appeal-lock"
    PARTS = ".appeal-parts"

    def __init__(self, path: Path) -> None:
        """Opens the folder. Raises AppealError where it is not there."""
        self.path = path
        self.parts = str(path / self.PARTS)
        try:
            self._held = HeldFolder(path)
        except OSError as error:
            raise AppealError(unwritable(path, error)) from None

    def close(self) -> None:
        """Lets the folder go."""
        self._held.close()

    def put(self, name: str, data: bytes | Iterable[bytes], *, on_disk: bool = False) -> None:
        """Puts the bytes into the file, also piece by piece, and has them on the disk if asked to.
        Raises PlaceTaken where it can't be written, and another AppealError where no file can
        be."""
        with self._writing(name), self._held.spot(_PART) as (part, parts):
            with open(part, "wb", opener=partial(no_link, folder=parts)) as file:
                file.writelines((data,) if isinstance(data, bytes) else data)
                if on_disk:
                    file.flush()
                    os.fsync(file.fileno())
            self._place(name, part, parts)

    def put_part(self, name: str, part: str) -> None:
        """Puts the file of that name in `parts` in its place. Raises as `put` does."""
        with self._writing(name), self._held.spot(f"{self.PARTS}/{part}") as (own, parts):
            self._place(name, own, parts)

    def _place(self, name: str, part: str, parts: int | None) -> None:
        with self._held.spot(name, make=True) as (last, folder):
            os.replace(part, last, src_dir_fd=parts, dst_dir_fd=folder)

    @contextlib.contextmanager
    def _writing(self, name: str) -> Iterator[None]:
        self._refuse_outside(name)
        try:
            yield
        except (OSError, ValueError) as error:
            kind = AppealError if getattr(error, "errno", 0) in _NO_ROOM else PlaceTaken
            raise kind(unwritable(self.path / name, error)) from None

    def _refuse_outside(self, name: str) -> None:
        if objection := objection_to(name, self.path):
            raise PlaceTaken(Problem(objection, str(self.path), kind=Kind.UNWRITABLE))

    def has(self, name: str) -> bool:
        """Whether anything stands there, were it a link that leads nowhere. What can't be looked
        for may."""
        try:
            with self._held.spot(name) as (last, folder):
                os.stat(last, dir_fd=folder, follow_symlinks=False)
        except FileNotFoundError:
            return False
        except (OSError, ValueError):
            pass
        return True

    def record(self, name: str, lines: bytes, *, on_disk: bool = False) -> None:
        """Adds the lines to the end of a file, and has them on the disk if asked to.

        Raises AppealError where they can't be written, and where the file is a link.
        """
        self._refuse_outside(name)
        try:
            with (
                self._held.spot(name) as (last, folder),
                open(last, "ab", opener=partial(no_link, folder=folder)) as file,
            ):
                file.write(lines)
                if on_disk:
                    file.flush()
                    os.fsync(file.fileno())
        except OSError as error:
            raise AppealError(unwritable(self.path / name, error)) from None

    def remove(self, name: str) -> None:
        """Takes the file away, and the folders in this one that it leaves empty.

        Raises PlaceTaken for a name outside this folder, and where the file can't be deleted.
        """
        self._refuse_outside(name)
        path = self.path / name
        if not path.is_file() and not is_link(path):
            return
        try:
            with self._held.spot(name) as (last, folder):
                os.unlink(last, dir_fd=folder)
        except OSError as error:
            raise PlaceTaken(undeletable(path, error)) from None
        with contextlib.suppress(OSError):
            for above in PurePosixPath(name).parents[:-1]:
                with self._held.spot(str(above)) as (last, folder):
                    os.rmdir(last, dir_fd=folder)

    def make_parts(self) -> None:
        """Makes the place where files are written before they are put in theirs."""
        self.clear_parts()
        with self._held.spot(self.PARTS) as (last, folder):
            os.mkdir(last, dir_fd=folder)

    def clear_parts(self) -> None:
        """Takes away what a run left half-written."""
        with self._held.spot(self.PARTS) as (last, folder):
            if is_link(self.path / self.PARTS):
                os.unlink(last, dir_fd=folder)
            shutil.rmtree(last, ignore_errors=True, dir_fd=folder)


_PART = f"{OutputFolder.PARTS}/part"


@contextlib.contextmanager
def open_folder(path: Path, own: Iterable[str] = ()) -> Iterator[OutputFolder]:
    """The folder, made where it is missing, for this run alone.

    `own` are names of files that it will hold besides letters. Raises AppealError where it or
    one of them can't be written to, or another run is at work in it.
    """
    lock = path / OutputFolder.LOCK
    raise_for([problem for name in own for problem in place_problems(path / name)])
    message = "another run is writing into this folder"
    with (
        locked(lock, path, message, "wait until it is done, or name another folder"),
        contextlib.closing(OutputFolder(path)) as folder,
    ):
        try:
            _make_parts(folder)
            yield folder
        finally:
            folder.clear_parts()
            folder.remove(OutputFolder.LOCK)


def _make_parts(folder: OutputFolder) -> None:
    try:
        folder.make_parts()
    except OSError as error:
        raise AppealError(unwritable(folder.path / OutputFolder.PARTS, error)) from None
