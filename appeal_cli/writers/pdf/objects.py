"""A PDF file put together from its objects, so that many files can share most of their bytes.

What is the same in all of them comes first and is made once: fonts, colour profiles, the tag
tree. Behind it stand the contents of the sheets, the metadata and the title, which each file
has of its own (ISO 32000-1, 7.5: objects may stand in any order).
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

from appeal_cli.writers.pdf.engine import as_bytes
from appeal_cli.writers.pdf.streams import (
    OFTEN,
    block,
    indirect,
    object_stream,
    packed_stream,
    parts,
    plain_stream,
    sheet_contents,
)

if TYPE_CHECKING:
    from pydyf import PDF

_ROW = struct.Struct(">BIH")
"""A cross-reference: its kind, a position or the number of a stream, and a place in that
(7.5.8.3)."""

_FREE, _AT, _IN_STREAM = 0, 1, 2


@dataclass(frozen=True)
class Content:
    """What a sheet shows, as its operators, under the number of its object."""

    number: int
    operators: bytes
    packed: bytes


@dataclass(frozen=True)
class SharedFile:
    """A file of which others share the most: what they share, and what the first has of its own.

    `references` are the rows of the cross-reference table, filled in for the objects in
    `shared`; `digest` is that of those. `metadata` has the title between its halves; a file without
    any has none, and no number for it. `info` has it between its parts, where it has two. `blocks`
    are parts of the first one's contents, as they are packed.
    """

    shared: bytes
    references: bytes
    digest: bytes
    contents: tuple[Content, ...]
    metadata_number: int
    metadata: tuple[bytes, bytes]
    info_number: int
    info: tuple[bytes, ...]
    catalog: bytes
    title: str
    blocks: Mapping[bytes, bytes]

    def first(self) -> bytes:
        """The file that it was made from."""
        operators = [content.operators for content in self.contents]
        return self.file(self.title, operators)

    def file(self, title: str, operators: Sequence[bytes]) -> bytes:
        """The file with that title, whose sheets show what the operators say."""
        written = [self.shared]
        position = len(self.shared)
        references = bytearray(self.references)
        digest = hashlib.md5(self.digest, usedforsecurity=False)
        for number, object in self._own(title, operators):
            _ROW.pack_into(references, number * _ROW.size, _AT, position, 0)
            written.append(object)
            position += len(object)
            digest.update(object)
        references += _ROW.pack(_AT, position, 0)
        written.append(self._trailer(bytes(references), digest.hexdigest(), position))
        return b"".join(written)

    def _own(self, title: str, operators: Sequence[bytes]) -> Iterator[tuple[int, bytes]]:
        from pydyf import String

        for content, own in zip(self.contents, operators, strict=True):
            is_first = content.operators == own
            number = content.number
            yield number, content.packed if is_first else sheet_contents(number, own, self.blocks)
        if self.metadata_number:
            before, after = self.metadata
            xmp = before + escape(title, quote=False).encode("utf-8") + after
            head = b"/Type /Metadata/Subtype /XML"
            yield self.metadata_number, plain_stream(self.metadata_number, head, xmp)
        info = bytes(String(title).data).join(self.info)
        yield self.info_number, indirect(self.info_number, info)

    @property
    def count(self) -> int:
        """The first number that none of its objects has."""
        return len(self.references) // _ROW.size

    @property
    def begin(self) -> tuple[bytes, bytes, bytes]:
        """What it shares, the rows of that, and its digest."""
        return self.shared, self.references, self.digest

    def with_begin(self, begin: tuple[bytes, bytes, bytes]) -> SharedFile:
        """The file with more that it shares: the beginning of one with the same."""
        shared, references, digest = begin
        return replace(self, shared=shared, references=references, digest=digest)

    def with_more(
        self,
        data: bytes,
        count: int,
        streams: Mapping[int, int],
        packed: Mapping[int, tuple[int, int]],
    ) -> SharedFile:
        """The file with more objects behind those that it shares: their bytes, the first number
        that no object has then, the positions of streams, and of objects packed in one of these
        its number and their place in it. Objects with numbers that are there replace them."""
        references = bytearray(self.references.ljust(count * _ROW.size, b"\0"))
        for number, position in streams.items():
            _ROW.pack_into(references, number * _ROW.size, _AT, position, 0)
        for number, (stream, place) in packed.items():
            _ROW.pack_into(references, number * _ROW.size, _IN_STREAM, stream, place)
        digest = hashlib.md5(self.digest + data, usedforsecurity=False).digest()
        shared = self.shared + data
        return self.with_begin((shared, bytes(references), digest))

    def _trailer(self, references: bytes, identifier: str, position: int) -> bytes:
        count = len(references) // _ROW.size
        head = (
            f"/Type /XRef/Size {count}/W [1 4 2]/Root {self.catalog.decode()}"
            f"/Info {self.info_number} 0 R/ID [<{identifier}><{identifier}>]"
        )
        table = packed_stream(count - 1, head.encode(), references, OFTEN)
        return table + f"startxref\n{position}\n%%EOF\n".encode()


def positions_in(data: bytes) -> list[int] | None:
    """Where each object of a SharedFile's file stands, by its number, and 0 for those that are
    packed in a stream; None for a file that was written otherwise."""
    end = re.search(rb"startxref\n(\d+)\n%%EOF\n\Z", data[-40:])
    if not end:
        return None
    head, _, packed = data[int(end[1]) :].partition(b"stream\n")
    if b"/W [1 4 2]" not in head:
        return None
    rows = zlib.decompressobj().decompress(packed)
    return [place if kind == _AT else 0 for kind, place, _ in _ROW.iter_unpack(rows)]


def stream_at(data: bytes, position: int) -> tuple[bytes, bytes]:
    """The stream that stands there, as `plain_stream` wrote it: the entries of its dictionary,
    and its bytes."""
    found = _STREAM.match(data, position)
    assert found
    return found[1], data[found.end() : found.end() + int(found[2])]


_STREAM = re.compile(rb"\d+ 0 obj\n<<(.*?)/Length (\d+)>>\nstream\n", re.DOTALL)


def shared_file_of(pdf: PDF, title: str) -> SharedFile:
    """What a finished document of WeasyPrint's, with that title, shares."""
    from pydyf import Stream

    sheets = [referred(pdf, sheet) for sheet in pdf.page_references]
    numbers = [referred(pdf, sheet["Contents"]).number for sheet in sheets]
    metadata = referred(pdf, pdf.catalog["Metadata"]) if "Metadata" in pdf.catalog else None
    apart = {*numbers, metadata.number if metadata else 0}
    streams = [each for each in pdf.objects[1:] if isinstance(each, Stream)]
    others = [each for each in pdf.objects[1:] if not isinstance(each, Stream)]
    kept = [each for each in streams if each.number not in apart]
    shared, references = _shared(kept, others, len(pdf.objects) + 1)
    contents = [(number, joined(pdf.objects[number])) for number in numbers]
    blocks = {part: block(part) for _, shown in contents for part in parts(shown)}
    return SharedFile(
        shared,
        references,
        hashlib.md5(shared, usedforsecurity=False).digest(),
        tuple(Content(*each, sheet_contents(*each, blocks)) for each in contents),
        metadata.number if metadata else 0,
        _halves(joined(metadata), title) if metadata else (b"", b""),
        len(pdf.objects),
        _info(pdf.info),
        pdf.catalog.reference,
        title,
        blocks,
    )


def _shared(streams: Sequence[Any], others: Sequence[Any], count: int) -> tuple[bytes, bytes]:
    """The beginning of the file with those objects, and the rows of the cross-reference table,
    up to that of the stream that holds the others: the one numbered `count`."""
    written = [b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"]
    position = len(written[0])
    references = [_ROW.pack(_FREE, 0, 0)] * count
    for stream in streams:
        written.append(_stream(stream))
        references[stream.number] = _ROW.pack(_AT, position, 0)
        position += len(written[-1])
    for index, object in enumerate(others):
        references[object.number] = _ROW.pack(_IN_STREAM, count, index)
    references.append(_ROW.pack(_AT, position, 0))
    written.append(object_stream(count, [(each.number, bytes(each.data)) for each in others]))
    return b"".join(written), b"".join(references)


def joined(stream: Any) -> bytes:
    """What stands in a stream of pydyf's, before it is packed."""
    return b"\n".join(as_bytes(stream.stream))


def referred(pdf: PDF, reference: bytes) -> Any:
    """The object that a reference such as `7 0 R` is to."""
    return pdf.objects[int(reference.split()[0])]


def _halves(xmp: bytes, title: str) -> tuple[bytes, bytes]:
    if not title:
        return xmp, b""
    before, found, after = xmp.partition(
        b">" + escape(title, quote=False).encode("utf-8") + b"</rdf:li>"
    )
    assert found
    return before + b">", b"</rdf:li>" + after


def _info(items: Mapping[str, Any]) -> tuple[bytes, ...]:
    """What is said of the document, parted where its title stands, if it has one."""
    from pydyf import Dictionary

    marked = {key: _TITLE if key == "Title" else value for key, value in items.items()}
    return tuple(bytes(Dictionary(marked).data).split(_TITLE))


_TITLE = b"\0title\0"
"""What stands for a title, in which it can't stand itself."""


def _stream(stream: Any) -> bytes:
    from pydyf import Dictionary

    head = bytes(Dictionary(stream.extra).data)[2:-2]
    if stream.compress:
        return packed_stream(stream.number, head, joined(stream))
    return plain_stream(stream.number, head, joined(stream))
