"""The reference document as it is opened: a Word document or template that can be filled in."""

from __future__ import annotations

import zipfile
from io import BytesIO

from appeal_cli.files.office.docx_engine import DocumentPart, main_part
from appeal_cli.files.office.wordml import find
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.writers.word.archive import TYPES, archive, member

MAX_BYTES = 100_000_000
"""How large a reference document may be when it is unpacked."""


def opened(data: bytes) -> DocumentPart:
    """The main part of a Word document or template (.docx, .dotx).

    Raises AppealError where it is none.
    """
    try:
        part = main_part(_as_document(data))
    except AppealError:
        raise
    except Exception:  # python-docx, zipfile and lxml have no error in common for these
        raise _refused("the reference document is not a Word file, or is damaged") from None
    if not isinstance(part, DocumentPart) or find(part.element, "w:body") is None:
        raise _refused("the reference document is not a Word file")
    return part


def _as_document(data: bytes) -> bytes:
    """The same package as a .docx, where it is a Word template."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refused("the reference document is a .doc, or protected by a password")
    with zipfile.ZipFile(BytesIO(data)) as package:
        if sum(item.file_size for item in package.infolist()) > MAX_BYTES:
            raise _refused(f"the reference document unpacks to more than {MAX_BYTES:,} bytes")
        types = package.read(TYPES)
        if b"macroEnabled" in types:
            raise _refused("the reference document has macros")
        if b"wordprocessingml.template.main" not in types:
            return data
        parts = {name: package.read(name) for name in package.namelist()}
    parts[TYPES] = types.replace(b"template.main+xml", b"document.main+xml")
    return archive(member(name, content) for name, content in parts.items())


def _refused(message: str) -> AppealError:
    return AppealError(
        Problem(message, hint="save it in Word as a .docx", kind=Kind.REFERENCE_DOC),
    )
