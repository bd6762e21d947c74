"""Reading files that others wrote: no more than a limit, and nothing that is not a file."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import ModuleType

from appeal_cli.files.characters import printable
from appeal_cli.problems import AppealError, Kind, Problem, did_you_mean, shortened


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
        raise AppealError(
            Problem(f"larger than {max_bytes:,} bytes", str(path), kind=Kind.TOO_LARGE)
        )
    return data


def sha256_of(path: Path) -> str:
    """The digest of the file, as `sha256sum` writes it, read piece by piece; blank for what is
    not a file, a link to one included."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return ""
        with path.open("rb", buffering=0) as file:
            found = hashlib.sha256()
            while piece := file.read(_PIECE):
                found.update(piece)
            return found.hexdigest()
    except (OSError, ValueError):  # a name that the system has no characters for
        return ""


_PIECE = 1_000_000
"""Bytes of a file at a time: most letters are smaller."""

Stamp = tuple[tuple[str, int, int, int], ...]
"""The files of a folder, each with what changes when its contents do: inode, size, time."""


def stamp(folder: Path) -> Stamp:
    """What the files in the folder and below it are now, to tell later whether they changed;
    of a file, what it is itself."""
    found: list[tuple[str, int, int, int]] = []
    _add_stamps(str(folder), found)
    return tuple(sorted(found))


def _add_stamps(place: str, found: list[tuple[str, int, int, int]]) -> None:
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    _add_stamps(entry.path, found)
                elif not entry.name.startswith("."):
                    found.append(_stamp(entry.path))
    except NotADirectoryError:
        found.append(_stamp(place))
    except OSError:
        found.append((place, 0, 0, 0))  # what can't be read is reported by whoever reads it


def _stamp(path: str) -> tuple[str, int, int, int]:
    try:
        file = os.stat(path)  # noqa: PTH116  # it is a text, and many are asked for
    except OSError:
        return (path, 0, 0, 0)
    return (path, file.st_ino, file.st_size, file.st_mtime_ns)


def leads_out(path: Path, folder: Path) -> bool:
    """Whether the path, its links followed, is of something outside the folder."""
    if on_another_drive(str(path), str(folder)):
        return True
    home, place = os.path.realpath(folder), os.path.realpath(path)
    try:
        return os.path.commonpath([home, place]) != home
    except ValueError:  # on another drive
        return True


def on_another_drive(path: str, folder: str, rules: ModuleType = os.path) -> bool:
    """Whether the path names a drive or a share that the folder is not on, by the rules of a
    system: it need not be touched, which could tell a stranger's machine who reads."""
    drive, home = (rules.splitdrive(each)[0] for each in (path, rules.abspath(folder)))
    return bool(drive) and bool(rules.normcase(drive) != rules.normcase(home))


def is_link(path: Path) -> bool:
    """Whether the path itself is a symbolic link, or what Windows has in its place."""
    is_junction = getattr(os.path, "isjunction", None)  # from Python 3.12 on
    return path.is_symlink() or bool(is_junction and is_junction(path))


def objection_to(name: str, folder: Path) -> str:
    """Why the name is not that of a file inside the folder, or nothing.

    No folder on its way may be a link, wherever that leads. A file that is itself a link stands
    inside: it is deleted or replaced, never followed.
    """
    if _PLAINEST.fullmatch(name):
        return ""
    if not _is_plain(name):
        return f"`{shortened(name)}` is not the name of a file inside this folder"
    if any(is_link(folder / above) for above in PurePosixPath(name).parents[:-1]):
        return f"`{shortened(name)}` leads through a link"
    return ""


_PLAINEST = re.compile(r"[\w-]+(?:\.[\w-]+)*")
"""Names in the folder itself of which nobody need ask more, as those of most letters are: letters
of any script and digits have no other meaning on any system."""


def _is_plain(name: str) -> bool:
    """Whether the name is a path downwards, in one way of writing it, on every system."""
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    return (
        bool(posix.parts)
        and name == posix.as_posix()
        and windows.parts == posix.parts  # no backslash
        and not windows.anchor
        and ":" not in name  # a second stream of a file, on Windows
        # `..`, and what Windows takes for another name
        and not any(part.endswith((".", " ")) for part in posix.parts)
        and printable(name) == name
        and "\t" not in name
    )


def _nearest(path: Path) -> str:
    try:
        return did_you_mean(path.name, (entry.name for entry in path.parent.iterdir()))
    except OSError:
        return ""


def _unreadable(path: Path, reason: str, hint: str = "") -> AppealError:
    return AppealError(
        Problem(f"can't be read: {reason}", file=str(path), hint=hint, kind=Kind.UNREADABLE)
    )
