"""Parts: files of others with their tags, each a part of its own in a file that is written."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

from pikepdf import String

from appeal_cli.writers.pdf.print_file.shape import PART, TAGS, Shape
from appeal_cli.writers.pdf.streams import plain_stream


class Out(ABC):
    """Where objects are written, each with a number of its own."""

    @abstractmethod
    def reserve(self, count: int = 1) -> int:
        """The first of so many numbers, whose objects are given later."""

    @abstractmethod
    def give(self, number: int, data: bytes) -> None:
        """Writes the object of a number that was reserved."""

    def add(self, data: bytes) -> int:
        """Writes an object, and returns its number."""
        number = self.reserve()
        self.give(number, data)
        return number

    def add_stream(self, head: bytes, data: bytes) -> int:
        """Writes a stream whose dictionary has those entries, and returns its number."""
        number = self.reserve()
        self._write_at(number, plain_stream(number, head, data))
        return number

    @abstractmethod
    def _write_at(self, number: int, data: bytes) -> None:
        """Writes the whole object of that number, and notes where it stands."""


class Around(NamedTuple):
    """What a part stands in: the number of the element above it, and its first key in the parent
    tree; what it is called; and the number of its record, or of the sheet that it is on, where it
    has one."""

    element: int
    key: int
    words: str
    beyond: int = 0


def write_part(out: Out, shape: Shape, contents: Sequence[int], around: Around) -> int:
    """Writes the objects of a file, less those that say what is around it, as a part of the tag
    tree (ISO 32000-1, 14.7) with its title and language; the number of the first.

    `contents` are the numbers of what its pages show.
    """
    base = out.reserve(shape.count)
    keys = range(around.key, around.key + shape.keys)
    numbers = [*range(base, base + shape.count), *contents, *keys, around.beyond]
    for place, gapped in enumerate(shape.objects, TAGS):
        out.give(base + place, gapped.filled(numbers))
    said = (around.element, String(around.words).unparse(), shape.language)
    kids = shape.kids.filled(numbers)
    out.give(
        base + PART, b"<</Type /StructElem/S /Part/P %d 0 R/T%b/Lang%b/K[%b]>>" % (*said, kids)
    )
    return base
