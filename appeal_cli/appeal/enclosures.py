"""Enclosures: PDF files beside an appeal that go with its letters, looked at before they do."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from appeal_cli.files.pdf_file import MAX_BYTES, opened_pdf
from appeal_cli.files.reading import leads_out, objection_to, read_file
from appeal_cli.problems import AppealError, Kind, Problem, shortened


@dataclass(frozen=True)
class EnclosedFile:
    """A PDF file in the appeal's folder: its name there, where it is, how many pages and bytes it
    has, and their SHA-256."""

    name: str
    path: Path
    pages: int
    size: int
    digest: str

    @property
    def called(self) -> str:
        """What messages call it."""
        return f"the enclosure `{shortened(self.name)}`"

    @property
    def sent_as(self) -> str:
        """The name that it has in a mail."""
        return self.name.rpartition("/")[2]

    def read(self) -> bytes:
        """Its bytes. Raises AppealError, without a place, where they are others now."""
        data = _read(self.path, self.called)
        if hashlib.sha256(data).hexdigest() != self.digest:
            message = f"{self.called} was changed while letters were made"
            hint = "run the same command again"
            raise AppealError(Problem(message, hint=hint, kind=Kind.ENCLOSURE))
        return data


def enclosed_file(folder: Path, name: str) -> EnclosedFile:
    """The PDF file of that name in the folder or below it.

    Raises AppealError, without a place, for a name that leads elsewhere or to a hidden file, and
    for a file that is missing, too large, locked, broken or no PDF.
    """
    called = f"the enclosure `{shortened(name)}`"
    path = _found(folder, name)
    data = _read(path, called)
    with opened_pdf(data, called) as pdf:
        pages = len(pdf.pages)
    return EnclosedFile(name, path, pages, len(data), hashlib.sha256(data).hexdigest())


def _found(folder: Path, name: str) -> Path:
    """Where the file is, or would be: its letters may be joined in one of two ways, as systems
    write them."""
    ways = dict.fromkeys((name, *(unicodedata.normalize(form, name) for form in ("NFC", "NFD"))))
    for way in ways:
        _refuse_elsewhere(folder, way)
        if (folder / way).is_file():
            return folder / way
    return folder / name


def _refuse_elsewhere(folder: Path, name: str) -> None:
    called = f"the enclosure `{shortened(name)}`"
    message = hint = ""
    if "://" in name or objection_to(name, folder) or leads_out(folder / name, folder):
        message, hint = f"{called} is no file in the appeal's folder", "put it there"
    elif any(part.startswith(".") for part in name.split("/")):
        message, hint = f"{called} is hidden", "a file that is sent has a name that is seen"
    if message:
        raise AppealError(Problem(message, hint=hint, kind=Kind.ENCLOSURE))


def _read(path: Path, called: str) -> bytes:
    try:
        return read_file(path, MAX_BYTES)
    except AppealError as error:
        first = replace(error.problems[0], file="", kind=Kind.ENCLOSURE)
        said = first.message if first.message.startswith("can't") else f"is {first.message}"
        raise AppealError(replace(first, message=f"{called} {said}")) from None
