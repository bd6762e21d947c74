"""Folders held open: a name in one leads nowhere else, whatever is put in its folders' places."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

CAN_HOLD = {os.open, os.mkdir, os.rename, os.unlink, os.rmdir, os.stat} <= os.supports_dir_fd
"""Whether this system lets a file be named by a folder that is open; Windows does not."""

_FOLDER = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_PATH", os.O_RDONLY)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)

Spot = tuple[str, int | None]
"""The name of a file, and the open folder that it is in; where none is held, its path and None. The
functions of `os` take both."""


class HeldFolder:
    """A folder that is open until it is closed. Its names are paths with `/` downwards."""

    def __init__(self, path: Path, *, may_be_link: bool = True) -> None:
        """Opens it. Raises OSError where there is no such folder, or only a link that may not
        stand for it."""
        self._root = str(path)
        flags = _FOLDER if may_be_link else _FOLDER | _NO_LINK
        self._held = os.open(path, flags) if CAN_HOLD else None

    def close(self) -> None:
        """Lets it go."""
        if self._held is not None:
            os.close(self._held)

    @contextmanager
    def spot(self, name: str, *, make: bool = False) -> Iterator[Spot]:
        """The spot of that name; `make` makes the folders on the way that are missing.

        Raises OSError where a folder on the way is not there, is no folder, or is a link.
        """
        *above, last = name.split("/")
        if self._held is None:
            path = f"{self._root}/{name}"
            if make and above:
                Path(path).parent.mkdir(parents=True, exist_ok=True)
            yield path, None
            return
        # Each is closed once and at the end, so that a signal in between finds none closed twice.
        with ExitStack() as opened:
            folder = self._held
            for number, each in enumerate(above, start=1):
                folder = self._deeper(folder, "/".join(above[:number]), each, make=make)
                opened.callback(os.close, folder)
            yield last, folder

    def _deeper(self, folder: int, path: str, name: str, *, make: bool) -> int:
        """The folder of that name in the open one."""
        if make:
            with suppress(FileExistsError):
                os.mkdir(name, dir_fd=folder)
        try:
            return os.open(name, _FOLDER | _NO_LINK, dir_fd=folder)
        except NotADirectoryError:
            code = errno.EEXIST
            raise FileExistsError(code, os.strerror(code), f"{self._root}/{path}") from None
