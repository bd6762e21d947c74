"""Shapes: what the files of letters that were made alike have in common, taken apart once.

The first file of a kind is read with pikepdf: its objects become texts with gaps for the
numbers that they get in the print file. A file that was made from the same master begins with
the same bytes (`SharedFile`); of that one only the contents of its pages are read.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from pikepdf import Pdf

from appeal_cli.writers.pdf.objects import positions_in, stream_at
from appeal_cli.writers.pdf.print_file.shape import Content, Shape

MOST_SHAPES = 64
"""How many shapes are kept for letters to come."""


class Shapes:
    """The shapes of the letters that were read, and the reading of further ones; `take` takes a
    file apart, whose bytes are given too."""

    def __init__(self, take: Callable[[Pdf, bytes], Shape]) -> None:
        self._take = take
        self._shapes: list[Shape] = []

    def read(self, data: bytes) -> tuple[Shape, list[Content]]:
        """The shape of a letter's file, and what its pages show."""
        positions = positions_in(data)
        for shape in self._shapes if positions else ():
            if positions and data.startswith(shape.begin):
                return shape, [
                    stream_at(data, positions[own]) if own else first
                    for own, (first, _) in zip(shape.own, shape.contents, strict=True)
                ]
        with Pdf.open(BytesIO(data)) as source:
            shape = self._take(source, data)
        if shape.begin:
            self._shapes = [shape, *self._shapes[: MOST_SHAPES - 1]]
        return shape, [first for first, _ in shape.contents]
