"""Where a sheet of paper is blank: the largest place without anything on it, in millimetres."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from appeal_cli.files.millimetres import MM

if TYPE_CHECKING:
    from PIL.Image import Image

CELLS = 2
"""How many rows and columns of cells a millimetre has in which a mark is looked for."""

_SEEN, _DARK = 16, 80
"""By how much a mark differs from the ground, of 255: one that is seen at all, and one that a text
could not be read on."""


class Place(NamedTuple):
    """A rectangle on a page: how far its sides are from the left and the upper edge of that."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """How large it is."""
        return (self.right - self.left) * (self.bottom - self.top)


def seen(page: Any) -> Any:
    """The page of a PDF as it is drawn, with CELLS dots a millimetre."""
    return page.render(scale=CELLS * MM)


def blank_place(sheet: Image, *, pale_is_blank: bool = False) -> Place:
    """The largest rectangle of the sheet, an image of CELLS dots a millimetre, in which nothing
    is seen; with `pale_is_blank`, nothing but a watermark that a text can be read on."""
    marked = _marks(sheet, _DARK if pale_is_blank else _SEEN)
    found = max(_rectangles(marked), key=lambda each: each.area, default=Place(0, 0, 0, 0))
    return Place(*(each / CELLS for each in found))


def is_blank(sheet: Image, place: Place, *, pale_is_blank: bool = False) -> bool:
    """Whether nothing is seen in that place of the sheet, or nothing but a watermark."""
    left, top, right, bottom = (round(each * CELLS) for each in place)
    marked = _marks(sheet, _DARK if pale_is_blank else _SEEN)
    return not any(any(row[left:right]) for row in marked[top:bottom])


def _marks(sheet: Image, least: int) -> list[list[bool]]:
    """Row by row, whether each dot differs from the ground, the colour of most of the sheet."""
    from PIL import Image, ImageChops

    whole = sheet.convert("RGB")
    colours = whole.getcolors(whole.width * whole.height) or []
    _, ground = max(colours, key=lambda each: each[0])
    plain = Image.new("RGB", whole.size, ground)  # type: ignore[arg-type]
    lights = ImageChops.difference(whole, plain).split()
    most = ImageChops.lighter(ImageChops.lighter(lights[0], lights[1]), lights[2])
    data, width = most.tobytes(), whole.width
    return [
        [each >= least for each in data[start : start + width]]
        for start in range(0, len(data), width)
    ]


def _rectangles(marked: Sequence[Sequence[bool]]) -> Iterator[Place]:
    """The rectangles without a mark that no row below could make longer: for each row, those over
    the heights of what is free above it."""
    heights = [0] * (len(marked[0]) if marked else 0)
    for number, row in enumerate(marked, 1):
        heights = [0 if mark else high + 1 for mark, high in zip(row, heights, strict=True)]
        waiting: list[tuple[int, int]] = []
        for at, height in enumerate([*heights, 0]):
            start = at
            while waiting and waiting[-1][1] >= height:
                start, high = waiting.pop()
                if high:
                    yield Place(start, number - high, at, number)
            waiting.append((start, height))
