"""Objects that are added to a file which is there, in the numbers behind its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Object

from appeal_cli.writers.pdf.objects import SharedFile
from appeal_cli.writers.pdf.print_file.parts import Out
from appeal_cli.writers.pdf.print_file.resources import direct, entries
from appeal_cli.writers.pdf.streams import object_stream


@dataclass
class Added(Out):
    """Objects behind others: `first` is the number of the first, and `start` its position.

    `streams` are the positions of those that stand by themselves, by their numbers; the others
    wait to be packed together, those among them that take the place of one that is there.
    """

    first: int
    start: int
    data: bytearray = field(default_factory=bytearray)
    streams: dict[int, int] = field(default_factory=dict)
    waiting: dict[int, bytes] = field(default_factory=dict)
    count: int = 0

    def reserve(self, count: int = 1) -> int:
        """The first of so many numbers, whose objects are given later."""
        number = self.first + self.count
        self.count += count
        return number

    def give(self, number: int, data: bytes) -> None:
        """Writes the object of a number that was reserved, or that is there."""
        self.waiting[number] = data

    def write_anew(self, holder: Any, others: Mapping[str, bytes]) -> None:
        """Writes a dictionary of the file with other entries in the place of its own."""
        self.give(holder.objgen[0], with_entries(holder, others))

    def behind(self, file: SharedFile) -> SharedFile:
        """The file with them behind what it shares: those that wait are packed as one stream."""
        number = self.reserve()
        packed = {each: (number, place) for place, each in enumerate(self.waiting)}
        self._write_at(number, object_stream(number, list(self.waiting.items())))
        return file.with_more(bytes(self.data), self.first + self.count, self.streams, packed)

    def _write_at(self, number: int, data: bytes) -> None:
        self.streams[number] = self.start + len(self.data)
        self.data += data


def with_entries(holder: Any, others: Mapping[str, bytes]) -> bytes:
    """A dictionary of the file, with other entries in the place of its own."""
    said = {str(key): as_it_stands(value) for key, value in holder.as_dict().items()}
    said |= others
    return b"<<" + entries(said, said, bytes) + b">>"


def as_it_stands(value: Any) -> bytes:
    """A value as it stands in the file to which others are added, whose numbers stay."""
    if isinstance(value, Object) and value.is_indirect:
        return b"%d 0 R" % value.objgen[0]
    return direct(value, as_it_stands)
