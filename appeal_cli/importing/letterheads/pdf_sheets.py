"""The sheets of a letterhead that is a PDF: how large they are, what they say, and where a letter's
text has room on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from appeal_cli.files.millimetres import MM, sizes, width_and_height
from appeal_cli.writers.pdf.foreign.blank import CELLS, Place, blank_place, seen

_ABOUT = 0.5
"""By how many millimetres a page may differ from a size with a name."""

_ENOUGH, _LOWEST = 0.25, 0.4
"""How much of a sheet a letter's text needs at least, and how far down it may begin: what stands
lower than that is a letter of its own."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper as it is drawn: its width and height, the room for a letter's text, and what
    it says above, beside and below that. Measures are millimetres from the left and the upper
    edge."""

    size: tuple[float, float]
    room: Place
    said: tuple[str, ...]
    is_on_pale: bool = False

    @property
    def has_room(self) -> bool:
        """Whether a letter's text has enough room on it."""
        is_enough = self.room.area >= _ENOUGH * self.size[0] * self.size[1]
        return is_enough and self.room.top <= _LOWEST * self.size[1]

    @property
    def head(self) -> list[str]:
        """The lines that stand above and beside the room."""
        return [line for each in self.said[:-1] for line in each.splitlines()]

    @property
    def foot(self) -> list[str]:
        """The lines that stand below it."""
        return self.said[-1].splitlines()


def sheets_of(data: bytes) -> Iterator[Sheet]:
    """The sheets of the PDF file, which can be opened."""
    from pypdfium2 import PdfDocument

    with PdfDocument(data) as document:
        yield from map(_sheet, document)


def _sheet(page: Any) -> Sheet:
    width, height = (each * MM for each in page.get_size())
    drawn = seen(page)
    image = drawn.to_pil()
    room, is_on_pale = blank_place(image), False
    if room.area < width * height / 2:
        other = blank_place(image, pale_is_blank=True)
        if other.area > room.area * 1.5:  # a watermark was in the way
            room, is_on_pale = other, True
    said = tuple(_said(page, drawn, room))
    return Sheet(_named((width, height)), room, said, is_on_pale)


def _named(size: tuple[float, float]) -> tuple[float, float]:
    """The size that has a name, where the page's is as good as that."""
    for name in sizes()["pages"]:
        known = width_and_height("pages", name)
        if all(abs(one - other) < _ABOUT for one, other in zip(size, known, strict=True)):
            return known
    return round(size[0], 1), round(size[1], 1)


def _said(page: Any, drawn: Any, room: Place) -> Iterator[str]:
    """What stands above the room, on its left, on its right and below it, however the page is
    turned."""
    text, places = page.get_textpage(), drawn.get_posconv(page)
    width, height = drawn.width, drawn.height
    left, top, right, bottom = (round(each * CELLS) for each in room)
    for box in (
        (0, 0, width, top),
        (0, top, left, bottom),
        (right, top, width, bottom),
        (0, bottom, width, height),
    ):
        one, other = places.to_page(*box[:2]), places.to_page(*box[2:])
        (low, high), (near, far) = (sorted(each) for each in zip(one, other, strict=True))
        lines = text.get_text_bounded(low, near, high, far).splitlines()
        yield "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
