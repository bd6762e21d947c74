"""Objects that are added to a file which is there, in the numbers behind its own."""

from __future__ import annotations

from dataclasses import dataclass, field

from appeal_cli.writers.pdf.print_file.parts import Out
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

    def pack(self) -> int:
        """Writes those that wait as one stream, behind all others, and returns its number."""
        number = self.reserve()
        self._write_at(number, object_stream(number, list(self.waiting.items())))
        return number

    def _write_at(self, number: int, data: bytes) -> None:
        self.streams[number] = self.start + len(self.data)
        self.data += data
