"""Saving files: the only place that writes. A file is there whole, or as it was."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from appeal_cli.problems import AppealError, Kind, Problem


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
        raise AppealError(unwritable(path, error)) from None


def no_link(path: str, flags: int, *, folder: int | None = None) -> int:
    """Opens the file for writing, in the folder if one is held open, and neither a link that
    stands in its place nor a file that has another name somewhere."""
    flags_here = (flags & ~os.O_TRUNC) | getattr(os, "O_NOFOLLOW", 0)
    opened = os.open(path, flags_here, 0o666, dir_fd=folder)
    if os.fstat(opened).st_nlink > 1:
        os.close(opened)
        raise OSError(errno.EMLINK, "it has another name somewhere", path)
    if flags & os.O_TRUNC:
        os.ftruncate(opened, 0)
    return opened


def write_new(path: str, data: bytes, *, folder: int | None = None) -> None:
    """Writes the bytes into a file that is not there yet, in the folder if one is held open.
    Raises OSError where it is, and where it can't be written, in part or at all."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    file = os.open(path, flags, 0o666, dir_fd=folder)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
    finally:
        os.close(file)


def removed(path: Path) -> None:
    """Removes the file where there is one. Raises AppealError where it can't be removed."""
    try:
        _refuse_what_is_no_file(path)
        path.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        raise AppealError(unwritable(path, error)) from None


def place_problems(path: Path) -> list[Problem]:
    """Why no file can be saved there, as far as that can be told without writing anything."""
    try:
        _refuse_what_is_no_file(path)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        folder = _nearest_there(path.parent)
        if not folder.is_dir():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
        if not os.access(folder, os.W_OK | os.X_OK):
            code = errno.EROFS if _is_read_only(folder) else errno.EACCES
            raise OSError(code, os.strerror(code), str(folder))
    except (OSError, ValueError) as error:
        return [unwritable(path, error)]
    return []


def _is_read_only(folder: Path) -> bool:
    """Whether the disk takes no files at all, where the system can tell."""
    return hasattr(os, "statvfs") and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def _nearest_there(folder: Path) -> Path:
    """The folder itself, or the nearest above it that exists."""
    return next(
        (each for each in (folder, *folder.parents) if each.exists() or each.is_symlink()), folder
    )


def _refuse_what_is_no_file(path: Path) -> None:
    # A rename puts the file in the place of a device, such as /dev/null, for good.
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.EINVAL, "it is not a file", str(path))


@contextlib.contextmanager
def _part(path: Path) -> Iterator[BinaryIO]:
    """A file beside `path` that replaces it, on the disk, when the block ends well."""
    part = path.with_name(f".{path.name[:50]}.{os.urandom(8).hex()}.part")
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


def unwritable(path: Path, error: OSError | ValueError) -> Problem:
    """The problem of a file that can't be written."""
    # ValueError: a name with a NUL in it.
    if isinstance(error, UnicodeEncodeError):
        return unnameable(path)
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
        kind=Kind.UNWRITABLE,
    )


def unnameable(name: object) -> Problem:
    """The problem of a name that the system, as it is set up, has no characters for."""
    encoding = sys.getfilesystemencoding()
    message = f"can't be written: names of files are in `{encoding}` here, which has not all of it"
    hint = "set PYTHONUTF8=1, or a locale such as C.UTF-8"
    return Problem(message, file=str(name), hint=hint, kind=Kind.UNWRITABLE)


def undeletable(path: Path, error: OSError) -> Problem:
    """The problem of a file that is to be deleted, and can't be."""
    message = f"can't be deleted: {error.strerror or error}"
    hint = "close it where it is open, and run again"
    return Problem(message, file=str(path), hint=hint, kind=Kind.UNWRITABLE)
