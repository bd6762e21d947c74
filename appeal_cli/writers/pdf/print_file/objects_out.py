"""Objects of a PDF file, written one after another (ISO 32000-1, 7.5)."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

from appeal_cli.writers.pdf.print_file.parts import Out
from appeal_cli.writers.pdf.streams import OFTEN, object_stream, packed_stream

_ROW = struct.Struct(">BQH")
"""A cross-reference: its kind, a position or the number of a stream, and a place in that
(7.5.8.3)."""

_AT, _IN_STREAM = 1, 2

_MOST_TOGETHER = 250
"""How many objects are packed into one stream (7.5.7)."""


@dataclass
class ObjectsOut(Out):
    """The objects of a file that is being written; the small ones wait to be packed together."""

    target: BinaryIO
    position: int = 0
    rows: bytearray = field(default_factory=lambda: bytearray(_ROW.size))
    waiting: list[tuple[int, bytes]] = field(default_factory=list)
    digest: hashlib._Hash = field(
        default_factory=lambda: hashlib.md5(usedforsecurity=False), repr=False
    )

    def __post_init__(self) -> None:
        self._write(b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n")

    def reserve(self, count: int = 1) -> int:
        """The first of so many numbers, whose objects are given later."""
        first = len(self.rows) // _ROW.size
        self.rows.extend(bytes(_ROW.size * count))
        return first

    def give(self, number: int, data: bytes) -> None:
        """Writes the object of a number that was reserved."""
        self.waiting.append((number, data))
        if len(self.waiting) >= _MOST_TOGETHER:
            self._pack()

    def finish(self, catalog: int, info: int) -> None:
        """Ends the file, after all objects (7.5.8)."""
        self._pack()
        number, start = self.reserve(), self.position
        _ROW.pack_into(self.rows, number * _ROW.size, _AT, start, 0)
        identifier = self.digest.hexdigest()
        head = (
            f"/Type /XRef/Size {number + 1}/W [1 8 2]/Root {catalog} 0 R"
            f"/Info {info} 0 R/ID [<{identifier}><{identifier}>]"
        )
        self._write(packed_stream(number, head.encode(), bytes(self.rows), OFTEN))
        self._write(f"startxref\n{start}\n%%EOF\n".encode())

    def _pack(self) -> None:
        if not self.waiting:
            return
        number = self.reserve()
        for place, (own, _) in enumerate(self.waiting):
            _ROW.pack_into(self.rows, own * _ROW.size, _IN_STREAM, number, place)
        self._write_at(number, object_stream(number, self.waiting, OFTEN))
        self.waiting.clear()

    def _write_at(self, number: int, data: bytes) -> None:
        _ROW.pack_into(self.rows, number * _ROW.size, _AT, self.position, 0)
        self._write(data)

    def _write(self, data: bytes) -> None:
        self.target.write(data)
        self.digest.update(data)
        self.position += len(data)


def references(numbers: Iterable[int]) -> str:
    """References to the objects of those numbers, as they stand in an array."""
    return " ".join(f"{number} 0 R" for number in numbers)
