"""How much a PDF file draws: a form may draw another one twice, and that one the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Pdf

_SHOWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_NUMBERED = re.compile(rb"#([0-9A-Fa-f]{2})")  # a character of a name (ISO 32000-1, 7.3.5)

_Sizes = dict[tuple[int, int], int]


def drawn_size(pdf: Pdf) -> int:
    """How many bytes of drawing whoever shows all pages reads, those of a form each time that it
    is drawn. What draws itself counts once.

    Raises RecursionError where forms stand in more forms than Python makes calls.
    """
    known: _Sizes = {}
    return sum(_size(page.obj, page.obj.get("/Resources"), known) for page in pdf.pages)


def _size(holder: Any, resources: Any, known: _Sizes) -> int:
    """The same of a page or a form."""
    forms = dict(_forms(resources))
    data = _contents(holder) if forms else b""
    size = len(data)
    for name, count in _counts(data).items():
        if form := forms.get(name):
            size += count * _size_of_form(form, resources, known)
    return size


def _size_of_form(form: Any, around: Any, known: _Sizes) -> int:
    if form.objgen not in known:
        known[form.objgen] = 0  # for what draws itself
        own = _size(form, form.get("/Resources", around), known)
        known[form.objgen] = own or len(_contents(form))
    return known[form.objgen]


def _forms(resources: Any) -> Iterator[tuple[str, Any]]:
    """The forms among the resources, by their names."""
    from pikepdf import Dictionary, Stream

    held = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    for name, each in held.as_dict().items() if isinstance(held, Dictionary) else ():
        if isinstance(each, Stream) and each.get("/Subtype") == "/Form":
            yield str(name), each


def _contents(holder: Any) -> bytes:
    """What a page or a form draws, as far as it can be unpacked."""
    from pikepdf import Array, PdfError, Stream

    shown = holder if isinstance(holder, Stream) else holder.get("/Contents", ())
    streams = shown if isinstance(shown, Array) else [shown]
    data = list[bytes]()
    for each in streams:
        with suppress(PdfError):
            data += [each.read_bytes()] if isinstance(each, Stream) else []
    return b"\n".join(data)


def _counts(data: bytes) -> dict[str, int]:
    """How often each name is drawn."""
    counts: dict[str, int] = {}
    for found in _SHOWN.findall(data):
        name = _NUMBERED.sub(lambda code: bytes([int(code[1], 16)]), found).decode(
            "utf-8", "replace"
        )
        counts[f"/{name}"] = counts.get(f"/{name}", 0) + 1
    return counts
