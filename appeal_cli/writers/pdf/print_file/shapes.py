"""Shapes: what the files of letters that were made alike have in common, taken apart once.

The first file of a kind is read with pikepdf: its objects become texts with gaps for the
numbers that they get in the print file. A file that was made from the same master begins with
the same bytes (`SharedFile`); of that one only the contents of its pages are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from pikepdf import Pdf

from appeal_cli.writers.pdf.objects import positions_in, stream_at
from appeal_cli.writers.pdf.print_file.objects_out import ObjectsOut
from appeal_cli.writers.pdf.print_file.resources import Resources
from appeal_cli.writers.pdf.print_file.shape import Content, Shape
from appeal_cli.writers.pdf.print_file.taking_apart import shape_of

MOST_SHAPES = 16
"""How many shapes are kept for letters to come."""


class Shapes:
    """The shapes of the letters that were read, and the reading of further ones."""

    def __init__(
        self, out: ObjectsOut, resources: Resources, *, duplex: bool, records: bool
    ) -> None:
        self._out, self._resources = out, resources
        self._duplex, self._records = duplex, records
        self._shapes: list[Shape] = []

    def read(self, data: bytes) -> tuple[Shape, list[int]]:
        """The shape of a letter's file, and the numbers of what its pages show."""
        positions = positions_in(data)
        for shape in self._shapes if positions else ():
            if positions and data.startswith(shape.begin):
                shown = [stream_at(data, positions[each]) if each else None for each in shape.own]
                return shape, self._numbers(shape, shown)
        with Pdf.open(BytesIO(data)) as source:
            shape = shape_of(
                source, data, self._resources, duplex=self._duplex, records=self._records
            )
        if shape.begin:
            self._shapes = [shape, *self._shapes[: MOST_SHAPES - 1]]
        return shape, [number for _, number in shape.contents]

    def _numbers(self, shape: Shape, shown: Sequence[Content | None]) -> list[int]:
        """The number of each content: that of the kind's first letter where it is the same."""
        return [
            number if own is None or own == first else self._out.add_stream(*own)
            for own, (first, number) in zip(shown, shape.contents, strict=True)
        ]
