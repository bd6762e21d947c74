"""Old formats (.rtf, .doc) as Word documents, and these as PDF, by LibreOffice where it is
installed."""

from __future__ import annotations

from pathlib import Path

from appeal_cli.files.office.libreoffice import ConversionError, converted, program
from appeal_cli.importing.document import Document
from appeal_cli.importing.readers import word
from appeal_cli.problems import AppealError, Kind, Problem


def read(data: bytes, path: Path) -> Document:
    """The letter in the bytes of an .rtf or .doc.

    Raises AppealError where LibreOffice is not installed, or can't read the file.
    """
    return word.read(as_word(data, path, "letter"), path)


def as_word(data: bytes, path: Path, what: str) -> bytes:
    """The file as a Word document; `what` it is said to be. Raises AppealError as `read` does."""
    if program() is None:
        hint = f"install LibreOffice, or save the {what} as .docx"
        raise _refused(path, f"a {path.suffix} {what} is read through LibreOffice", hint)
    try:
        return converted(data, path.suffix, "docx")
    except ConversionError as error:
        raise _refused(path, str(error), "save it as .docx or .odt") from None


def as_pdf(document: bytes, path: Path) -> bytes:
    """The pages of a Word document as LibreOffice prints them; `path` is the file that it is of.

    Raises AppealError where LibreOffice is not installed, or can't print it.
    """
    if program() is None:
        message = "LibreOffice prints it as PDF, and is not installed"
        raise _refused(path, message, "install LibreOffice")
    try:
        return converted(document, ".docx", "pdf")
    except ConversionError as error:
        raise _refused(path, str(error), "save it as .docx or .odt") from None


def _refused(path: Path, message: str, hint: str) -> AppealError:
    return AppealError(Problem(message, file=str(path), hint=hint, kind=Kind.NOT_A_LETTER))
