"""PDF files of others: opened, as far as they are whole and nobody has locked them."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import TYPE_CHECKING

from appeal_cli.files.pdf_drawings import drawn_size
from appeal_cli.problems import AppealError, Kind, Problem

if TYPE_CHECKING:
    from pikepdf import Pdf, Stream

MAX_BYTES = 25_000_000
"""The largest file: what most mail servers let through."""

MAX_PAGES = 300

MAX_UNPACKED = 100_000_000
"""The most bytes of packed objects, which whoever opens the file unpacks at once, and of all that
draws its pages, pictures aside."""

_HINT = "save it again as PDF"


@contextmanager
def opened_pdf(data: bytes, name: str) -> Iterator[Pdf]:
    """The PDF file in the bytes; `name` is what messages call it.

    Raises AppealError, without a place, for what is no PDF, is cut short or broken, is locked
    or encrypted, or has no pages or more than MAX_PAGES, and where more memory is needed for it
    than there is.
    """
    from pikepdf import PasswordError, PdfError

    if unpacked_size(data) > MAX_UNPACKED:
        raise refused(name, "would unpack to more than any document", _HINT)
    try:
        with within_memory(name), _quietly_opened(data) as pdf:
            if pdf.is_encrypted:
                raise refused(name, "is encrypted", "save it without a password and restrictions")
            count = len(pdf.pages)
            if not count:
                raise refused(name, "has no pages", _HINT)
            if count > MAX_PAGES:
                raise refused(name, f"has {count} pages", f"send at most {MAX_PAGES}")
            if _drawing_size(pdf) > MAX_UNPACKED:
                raise refused(name, "would unpack to more than any document", _HINT)
            if drawn_size(pdf) > MAX_UNPACKED:
                raise refused(name, "draws the same again and again, without end", _PRINTED)
            yield pdf
    except PasswordError:
        raise refused(name, "is locked with a password", "save it without one") from None
    except (PdfError, *_OF_BROKEN_FILES):
        raise refused(name, *_torn(data)) from None


@contextmanager
def within_memory(name: str) -> Iterator[None]:
    """Names the file where it needs more memory than there is, or more calls than Python makes, by
    raising AppealError without a place."""
    try:
        yield
    except MemoryError:
        raise refused(name, "needs more memory than a letter may have", _PRINTED) from None
    except (RecursionError, SystemError):  # Python 3.11 raises this one where memory is short
        raise refused(name, "is nested too deep", _PRINTED) from None


_PRINTED = "print it into a PDF file, which keeps only what is seen"

_OF_BROKEN_FILES = (RuntimeError, ValueError, TypeError, AttributeError, LookupError)
"""What reading raises where an object of the file is another than it should be."""


_PACKED = re.compile(rb"/(?:ObjStm|XRef)\b.{0,2000}?stream\r?\n", re.DOTALL)
_AT_ONCE = 16_384


def unpacked_size(data: bytes) -> int:
    """How many bytes the packed objects of a file have (ISO 32000-1, 7.5.7), as far as
    MAX_UNPACKED."""
    size, view = 0, memoryview(data)
    for found in _PACKED.finditer(data):
        unpacker = zlib.decompressobj()
        with suppress(zlib.error):  # packed in another way, or not at all
            for place in range(found.end(), len(data), _AT_ONCE):
                size += len(unpacker.decompress(view[place : place + _AT_ONCE]))
                if unpacker.eof or size > MAX_UNPACKED:
                    break
        if size > MAX_UNPACKED:
            break
    return size


def _drawing_size(pdf: Pdf) -> int:
    """How many bytes its streams have, pictures aside, as far as MAX_UNPACKED."""
    from pikepdf import Stream

    size = 0
    for each in pdf.objects:
        if isinstance(each, Stream) and each.get("/Subtype") != "/Image":
            size += _stream_size(each)
        if size > MAX_UNPACKED:
            break
    return size


def _stream_size(stream: Stream) -> int:
    from pikepdf import Array

    filters, data = stream.get("/Filter", ""), stream.read_raw_bytes()
    for each in filters if isinstance(filters, Array) else [filters]:
        if each != "/FlateDecode":  # no other packs as tightly
            break
        with suppress(zlib.error):
            data = zlib.decompressobj().decompress(data, MAX_UNPACKED + 1)
    return len(data)


def refused(name: str, why: str, hint: str = "") -> AppealError:
    """The error of a PDF file that can't be used, without a place."""
    return AppealError(Problem(f"{name} {why}", hint=hint, kind=Kind.FOREIGN_PDF))


def _torn(data: bytes) -> tuple[str, str]:
    """What to say of bytes that can't be opened."""
    if b"%PDF-" not in data[:1024]:
        return "is not a PDF file", _other_kind(data) or _HINT
    if b"%%EOF" not in data[-1024:]:
        return "is cut short: its end is missing", "fetch or save it again"
    return "is broken", _HINT


def _other_kind(data: bytes) -> str:
    begin = data[:1024].lstrip().lower()
    if begin.startswith((b"\xff\xd8", b"\x89png")):
        return "it is an image: put it on a page, and save that as PDF"
    if begin.startswith((b"pk\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "it is an office document: save it as PDF, with tags"
    if begin.startswith((b"<!doctype", b"<html")):
        return "it is a web page: perhaps the file was not fetched, but a page about it"
    return ""


@contextmanager
def _quietly_opened(data: bytes) -> Iterator[Pdf]:
    """The file, opened without a word in the log, and not put together from its pieces: what is
    cut short would lack pages."""
    from pikepdf import Pdf

    log = logging.getLogger("pikepdf")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        with Pdf.open(BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            yield pdf
    finally:
        log.setLevel(level)
