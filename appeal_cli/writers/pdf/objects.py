"""A PDF file put together from its objects, so that many files can share most of their bytes.

What is the same in all letters made from one master comes first and is made once: fonts, colour
profiles, the tag tree. After it come the pages' contents, the metadata and the title, which each
letter may have of its own (ISO 32000-1, 7.5: objects may stand in any order).
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydyf import PDF

ONCE, OFTEN = 9, 5
"""How hard zlib tries: for what is packed once for many files, and for what each has."""

_ROW = struct.Struct(">BIH")
"""A cross-reference: its kind, a position or the number of a stream, and a place in that
(7.5.8.3)."""

_FREE, _AT, _IN_STREAM = 0, 1, 2


@dataclass(frozen=True)
class Content:
    """What a page shows, as its operators, under the number of its object."""

    number: int
    operators: bytes
    packed: bytes


@dataclass(frozen=True)
class Forme:
    """A file ready to be filled for other letters: what they share, and what the first of them has.

    `references` are the rows of the cross-reference table, filled in for the objects in
    `shared`; `mark` is the digest of those. `metadata` has the title between its halves.
    """

    shared: bytes
    references: bytes
    mark: bytes
    contents: tuple[Content, ...]
    metadata_number: int
    metadata: tuple[bytes, bytes]
    info: tuple[tuple[str, Any], ...]
    catalog: bytes
    title: str

    def impression(self, title: str, operators: Sequence[bytes]) -> bytes:
        """The file with that title and those contents of its pages."""
        written = [self.shared]
        position = len(self.shared)
        references = bytearray(self.references)
        digest = hashlib.md5(self.mark, usedforsecurity=False)
        for number, object in self._own(title, operators):
            _ROW.pack_into(references, number * _ROW.size, _AT, position, 0)
            written.append(object)
            position += len(object)
            digest.update(object)
        references += _ROW.pack(_AT, position, 0)
        written.append(self._trailer(bytes(references), digest.hexdigest(), position))
        return b"".join(written)

    def _own(self, title: str, operators: Sequence[bytes]) -> list[tuple[int, bytes]]:
        objects = [
            (
                content.number,
                content.packed if content.operators == own else page_contents(content.number, own),
            )
            for content, own in zip(self.contents, operators, strict=True)
        ]
        before, after = self.metadata
        xmp = before + escape(title, quote=False).encode("utf-8") + after
        head = b"/Type /Metadata/Subtype /XML"
        objects.append((self.metadata_number, plain(self.metadata_number, head, xmp)))
        objects.append((self.info_number, _indirect(self.info_number, _info(self.info, title))))
        return objects

    @property
    def info_number(self) -> int:
        """The number of the information dictionary: the last but one of those in the table."""
        return len(self.references) // _ROW.size - 2

    def _trailer(self, references: bytes, identifier: str, position: int) -> bytes:
        count = len(references) // _ROW.size
        head = (
            f"/Type /XRef/Size {count}/W [1 4 2]/Root {self.catalog.decode()}"
            f"/Info {self.info_number} 0 R/ID [<{identifier}><{identifier}>]"
        )
        table = packed(count - 1, head.encode(), references, OFTEN)
        return table + f"startxref\n{position}\n%%EOF\n".encode()


def forme_of(pdf: PDF, title: str) -> Forme:
    """The file, ready to be filled, of a finished document of WeasyPrint's that has the title and
    metadata."""
    from pydyf import Stream

    pages = [referred(pdf, page) for page in pdf.page_references]
    numbers = [referred(pdf, page["Contents"]).number for page in pages]
    metadata = referred(pdf, pdf.catalog["Metadata"])
    apart = {*numbers, metadata.number}
    shared = [b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"]
    position = len(shared[0])
    references = [_ROW.pack(_FREE, 0, 0)] * (len(pdf.objects) + 1)
    for object in pdf.objects[1:]:
        if isinstance(object, Stream) and object.number not in apart:
            written = _stream(object)
            references[object.number] = _ROW.pack(_AT, position, 0)
            shared.append(written)
            position += len(written)
    plain_objects = [each for each in pdf.objects[1:] if not isinstance(each, Stream)]
    own = len(pdf.objects) + 1
    for index, object in enumerate(plain_objects):
        references[object.number] = _ROW.pack(_IN_STREAM, own, index)
    references.append(_ROW.pack(_AT, position, 0))
    shared.append(_object_stream(own, plain_objects))
    contents = tuple(
        Content(number, operators, page_contents(number, operators))
        for number, operators in ((number, joined(pdf.objects[number])) for number in numbers)
    )
    return Forme(
        b"".join(shared),
        b"".join(references),
        hashlib.md5(b"".join(shared), usedforsecurity=False).digest(),
        contents,
        metadata.number,
        _halves(joined(metadata), title),
        tuple(pdf.info.items()),
        pdf.catalog.reference,
        title,
    )


def joined(stream: Any) -> bytes:
    """What stands in a stream of pydyf's, before it is packed."""
    from pydyf import _to_bytes

    return b"\n".join(map(_to_bytes, stream.stream))


def referred(pdf: PDF, reference: bytes) -> Any:
    """The object that a reference such as `7 0 R` is to."""
    return pdf.objects[int(reference.split()[0])]


def _halves(xmp: bytes, title: str) -> tuple[bytes, bytes]:
    before, found, after = xmp.partition(
        b">" + escape(title, quote=False).encode("utf-8") + b"</rdf:li>"
    )
    assert found
    return before + b">", b"</rdf:li>" + after


def _info(items: Sequence[tuple[str, Any]], title: str) -> bytes:
    from pydyf import Dictionary, String

    own = {key: String(title) if key == "Title" else value for key, value in items}
    return bytes(Dictionary(own).data)


def _indirect(number: int, data: bytes) -> bytes:
    return f"{number} 0 obj\n".encode() + data + b"\nendobj\n"


def plain(number: int, head: bytes, data: bytes) -> bytes:
    """A stream that is not packed; `head` are the entries of its dictionary.

    After data that ends with a carriage return, a line's end is two characters: a reader
    would take the last of the data for a part of a shorter one (ISO 19005-3, 6.1.7.1).
    """
    length = f"/Length {len(data)}>>\nstream\n".encode()
    end = b"\r\nendstream" if data.endswith(b"\r") else b"\nendstream"
    return _indirect(number, b"<<" + head + length + data + end)


def packed(number: int, head: bytes, data: bytes, level: int = ONCE) -> bytes:
    """A stream that is packed."""
    return plain(number, head + b"/Filter /FlateDecode", zlib.compress(data, level))


LINES_TOGETHER = 16
"""How many lines of a page are packed together."""


def page_contents(number: int, operators: bytes) -> bytes:
    """What a page shows, packed some lines at a time: of a page that is mostly the same as
    another's, only those with a difference are packed again.

    It is one stream of zlib (RFC 1950) whose blocks begin and end at whole bytes.
    """
    lines = operators.split(b"EMC\n")
    starts = range(0, len(lines), LINES_TOGETHER)
    parts = [b"EMC\n".join(lines[start : start + LINES_TOGETHER]) for start in starts]
    blocks = [_block(part + b"EMC\n") for part in parts[:-1]]
    checksum = zlib.adler32(operators).to_bytes(4, "big")
    data = b"".join((b"\x78\x5e", *blocks, _block(parts[-1]), b"\x03\x00", checksum))
    return plain(number, b"/Filter /FlateDecode", data)


@lru_cache(maxsize=200)
def _block(data: bytes) -> bytes:
    packer = zlib.compressobj(OFTEN, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)


def _stream(stream: Any) -> bytes:
    from pydyf import Dictionary

    head = bytes(Dictionary(stream.extra).data)[2:-2]
    if stream.compress:
        return packed(stream.number, head, joined(stream))
    return plain(stream.number, head, joined(stream))


def _object_stream(number: int, objects: Sequence[Any]) -> bytes:
    """The objects as one stream (7.5.7)."""
    datas = [bytes(object.data) for object in objects]
    index, position = [], 0
    for object, data in zip(objects, datas, strict=True):
        index.append(f"{object.number} {position}")
        position += len(data) + 1
    first = " ".join(index).encode()
    head = f"/Type /ObjStm/N {len(objects)}/First {len(first) + 1}".encode()
    return packed(number, head, b"\n".join([first, *datas]))
