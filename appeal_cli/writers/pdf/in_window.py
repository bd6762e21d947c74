"""What shows of a letterhead in the window of an envelope: what has a place of its own and, where
the window is beside the letterhead, its lines. That these fit above other windows is seen with all
boxes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from appeal_cli.appeal.windows import WindowPlace
from appeal_cli.files.millimetres import MM_PER_PIXEL
from appeal_cli.writers.pdf.engine import Box, Sheet, boxes_on, holds_boxes, is_text, placed

_LETTERHEAD, _OFFICE = "above-window", "office"
"""The class of what stands above a window or beside it, and that of what an office has so."""

_SIDES = ("top", "right", "bottom", "left")
_THIN = 0.1
"""How wide a border is at most that nobody sees, in CSS pixels."""


class _Area(NamedTuple):
    """A part of a sheet, in CSS pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Area) -> bool:
        """Whether the two have more in common than an edge."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 1 and down > 1


def in_window(sheet: Sheet, place: WindowPlace) -> Iterator[Box]:
    """The boxes of the letterhead on the sheet, the letter's first, that show in the window; what
    lies behind the text, such as a watermark, may do so."""
    left, top, width, height = (
        each / MM_PER_PIXEL for each in (place.left, place.top, place.width, place.height)
    )
    window = _Area(left, top, left + width, top + height)
    for box in map(placed, boxes_on(sheet)):
        if _LETTERHEAD in _classes(box):
            children = map(placed, box.children)
            pieces = shown if place.is_beside else _placed_in
            found = (each for child in children for each in pieces(child))
            yield from (each for each in found if _area(each).meets(window))
            return


def is_of_office(box: Box) -> bool:
    """Whether it is the box of an office's letterhead for a window."""
    return {_LETTERHEAD, _OFFICE} <= _classes(box)


def _classes(box: Box) -> set[str]:
    return set() if box.element is None else set((box.element.get("class") or "").split())


def _placed_in(box: Box) -> Iterator[Box]:
    """The same as `shown`, of what has a place of its own in the box."""
    if box.style["position"] == "absolute":
        yield from shown(box)
    elif holds_boxes(box):
        for child in box.children:
            yield from _placed_in(placed(child))


def shown(box: Box) -> Iterator[Box]:
    """The pieces of text, the images and the coloured areas in the box, but those behind it."""
    if not holds_boxes(box):
        if not is_text(box) or box.text.strip():
            yield box
        return
    if box.style["z_index"] == -1:
        return
    if box.style["background_color"].alpha or _has_border(box):
        yield box
    for child in box.children:
        yield from shown(placed(child))


def _has_border(box: Box) -> bool:
    return any(getattr(box, f"border_{side}_width") > _THIN for side in _SIDES)


def _area(box: Box) -> _Area:
    """Where the box is on its sheet, without its margins."""
    left, top = box.border_box_x(), box.border_box_y()
    return _Area(left, top, left + box.border_width(), top + box.border_height())
