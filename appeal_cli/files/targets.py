"""The files that a command is asked to write: none may be an input, or somebody else's."""

from __future__ import annotations

import email
import os
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from appeal_cli.files.saving import place_problems
from appeal_cli.problems import Kind, Problem, raise_for

_HEAD = 1_000
"""How many bytes of a report or a mail say what it is."""


@dataclass(frozen=True)
class Target:
    """A file to write: its path as the user gave it, and which form it has, such as `pdf`."""

    path: Path
    form: str


def check_targets(
    targets: Sequence[Target], inputs: Iterable[Path], *, overwrite: bool = False
) -> None:
    """Raises AppealError with everything that keeps the targets from being written, before
    anything is made.

    A target is refused where it can't be written, where it is one of the inputs under whatever
    name, where another target has its place, and where there is a file that this tool did not
    make, unless it may `overwrite` that. Plain text and web pages say nothing of who made them:
    they are written anew.
    """
    raise_for(list(_problems(targets, Spared(inputs), overwrite)))


def _problems(targets: Sequence[Target], inputs: Spared, overwrite: bool) -> Iterator[Problem]:
    firsts: dict[tuple[int, int] | str, int] = {}
    for number, target in enumerate(targets):
        path = target.path
        first = firsts.setdefault(_identity(path), number)
        if broken := place_problems(path):
            yield from broken
        elif inputs.has(path):
            message = "this is what the letters are made from: it is not overwritten"
            hint = "name another file"
            yield Problem(message, str(path), hint=hint, kind=Kind.EXISTS)
        elif first != number:
            message = "two files would be written here"
            yield Problem(message, str(path), hint="name another file", kind=Kind.EXISTS)
        elif not overwrite and path.exists() and not is_ours(target):
            message = "there is a file here that this tool did not make, or that was changed since"
            hint = "name another file; `--overwrite` replaces this one"
            yield Problem(message, str(path), hint=hint, kind=Kind.EXISTS)


class Spared:
    """Files that are neither written nor deleted, under whatever name: what letters are made
    from."""

    def __init__(self, files: Iterable[Path] = ()) -> None:
        self._files = frozenset(map(_identity, files))
        self.are_there = not any(isinstance(each, str) for each in self._files)
        """Whether all of them are there: a file that is not is none of them, then."""

    def has(self, path: Path) -> bool:
        """Whether the file that is there, if one is, is one of them."""
        with suppress(OSError, ValueError):
            return bool(self._files) and _inode(path) in self._files
        if self.are_there and ".." not in path.parts:  # a path that winds may lead to one
            return False
        return _identity(path) in self._files


def _identity(path: Path) -> tuple[int, int] | str:
    """What two names of one file have in common; of a file that is not there, its path."""
    with suppress(OSError, ValueError):
        return _inode(path)
    resolved = _resolved(path)
    with suppress(OSError, ValueError):  # by way of a folder that is not there yet
        return _inode(Path(resolved))
    return resolved


def _inode(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _resolved(path: Path) -> str:
    """The path without links; as it is where the system can't even look for it."""
    try:
        return os.path.realpath(path)
    except ValueError:
        return str(path.absolute())


def is_ours(target: Target) -> bool:
    """Whether the file is one of its form as this tool makes it."""
    mark = _MARKS.get(target.form)
    if mark is None:
        return True
    try:
        return mark(target.path)
    except Exception:  # each form has errors of its own for a file that is broken
        return False


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _is_pdf(path: Path) -> bool:
    from pikepdf import Pdf

    with Pdf.open(path) as pdf:
        return str(pdf.docinfo.get("/Producer", "")).startswith("WeasyPrint ")


def _is_docx(path: Path) -> bool:
    with zipfile.ZipFile(path) as package:
        core = package.read("docProps/core.xml")
    # Whatever program saves it writes the time, and this tool the day of the letter twice.
    days = re.findall(rb"<dcterms:(?:created|modified)[^>]*>([0-9-]+)T00:00:00Z<", core)
    return len(days) == 2 and days[0] == days[1]


def _is_archive(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        items = archive.infolist()
    return bool(items) and all(
        item.date_time == (1980, 1, 1, 0, 0, 0) and item.create_system == 0 for item in items
    )


def _is_draft(path: Path) -> bool:
    # A program that sends or keeps the mail takes the mark away.
    return str(email.message_from_bytes(_head(path))["X-Unsent"]) == "1"


def _is_sums(path: Path) -> bool:
    return bool(re.match(rb"(?:[0-9a-f]{64}  [^\n]+\n|$)", _head(path)))


_INDEX = re.compile(rb"(?:\xef\xbb\xbf)?print_file[,;]letter[,;]first_page[,;]")
_TOOL = re.compile(rb'\s*\{\s*"tool": "appeal ')
_SUITE = re.compile(rb'<\?xml [^>]*\?>\s*<testsuites>\s*<testsuite name="appeal ')

_MARKS: dict[str, Callable[[Path], bool]] = {
    "pdf": _is_pdf,
    "docx": _is_docx,
    "eml": _is_draft,
    "zip": _is_archive,
    "sums": _is_sums,
    "index": lambda path: bool(_INDEX.match(_head(path))),
    "json": lambda path: bool(_TOOL.match(_head(path))),
    "xml": lambda path: bool(_SUITE.match(_head(path))),
}
"""By the form of a file, what tells that this tool made it and nobody changed it by hand."""
