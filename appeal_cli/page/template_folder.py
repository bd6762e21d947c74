"""The folder of a template: which of its files belong to it, and what none of them may be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from appeal_cli.files.reading import leads_out
from appeal_cli.problems import Kind, Problem

MAX_FILES = 1_000
MAX_BYTES = 20_000_000
MAX_TEXT_BYTES = 1_000_000
"""The most files in a template folder, and the most bytes of one of them and of a text."""

_TEXTS = (".j2", ".css")


def is_hidden(name: str) -> bool:
    """Whether a name in the folder, with `/` between its parts, is no part of the template: such
    files are what systems and editors put there."""
    return any(part.startswith(".") for part in name.split("/"))


def files_in(folder: Path) -> dict[str, Path]:
    """The files of the template in the folder by their names in it, hidden ones left out."""
    names = ((path.relative_to(folder).as_posix(), path) for path in _everything(folder))
    return {name: path for name, path in names if not is_hidden(name) and path.is_file()}


def file_problems(folder: Path) -> Iterator[Problem]:
    """What no file of the template may be: a link out of it, also a hidden one, a pipe, or very
    large."""
    count = 0
    for path in _everything(folder):
        most = MAX_TEXT_BYTES if path.suffix.lower() in _TEXTS else MAX_BYTES
        if path.is_symlink() and leads_out(path, folder):
            message = "it is a link that leads out of the template's folder"
            yield Problem(message, str(path), hint="copy the file there", kind=Kind.BLOCKED)
        elif is_hidden(path.relative_to(folder).as_posix()):
            continue
        elif path.exists() and not path.is_file():
            yield Problem("can't be read: it is not a file", str(path), kind=Kind.UNREADABLE)
        elif path.is_file() and path.stat().st_size > most:
            yield Problem(f"larger than {most:,} bytes", str(path), kind=Kind.TOO_LARGE)
        count += 1
        if count > MAX_FILES:
            hint = "name the folder of one template"
            message = f"this folder has more than {MAX_FILES:,} files"
            yield Problem(message, str(folder), hint=hint, kind=Kind.TOO_LARGE)
            return


def _everything(folder: Path) -> Iterator[Path]:
    """All that is in the folder and is not itself a folder, in the order of names; links to
    folders too, which are not followed."""
    for name, folders, files in os.walk(folder):
        place = Path(name)
        folders.sort()
        yield from (place / inner for inner in folders if (place / inner).is_symlink())
        yield from (place / file for file in sorted(files))
