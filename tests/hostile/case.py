"""A hostile file, what stands around it, and what must be said of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import SMALL_APPEAL

APPEAL = "appeal.yaml"


@dataclass(frozen=True)
class Link:
    """A symbolic link."""

    target: str


class Pipe:
    """A named pipe, which nobody ever writes to."""


Content = str | bytes | Link | Pipe | Callable[[], "str | bytes"]
"""A file's text or bytes, or what makes them where they are many."""


@dataclass(frozen=True)
class Case:
    """Files by their paths, how the command is given them, and what it says.

    Without `says` the letter is made; with it the status is 1 and the message holds it.
    """

    says: str = ""
    files: Mapping[str, Content] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    status: int | None = None

    @property
    def verdict(self) -> int:
        """The exit status that every command must end with."""
        return (1 if self.says else 0) if self.status is None else self.status

    def lay(self, folder: Path) -> None:
        """Puts the files into the folder, with a small appeal where none is given."""
        for name, content in {APPEAL: SMALL_APPEAL, **self.files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, Link):
                path.symlink_to(content.target)
            elif isinstance(content, Pipe):
                os.mkfifo(path)
            else:
                made = content() if callable(content) else content
                path.write_bytes(made if isinstance(made, bytes) else _encoded(made))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def appeal(content: Content, says: str = "") -> Case:
    """An appeal that is given alone."""
    return Case(says, {APPEAL: content})
