"""Layout: what only paper shows. Text that is too wide for its line, box or page; too many
pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from appeal_cli.appeal.windows import WindowPlace
from appeal_cli.files.millimetres import MM_PER_PIXEL
from appeal_cli.page.narrow import too_narrow
from appeal_cli.page.page import Page
from appeal_cli.problems import Kind, Problem, shortened
from appeal_cli.writers.pdf.engine import Box, Sheet, holds_boxes, is_line_box, placed, root_of
from appeal_cli.writers.pdf.in_window import in_window, is_of_office, shown

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from appeal_cli.writers.pdf.layout import Layout

_TOLERANCE = 1.0  # CSS pixels, by which rounding may move a box


def overflows(layout: Layout) -> Iterator[Problem]:
    """What does not fit where it stands, each with its place in the appeal or the roster."""
    page, sheets = layout.page, layout.sheets
    limit = page.about.limit
    if limit and len(sheets) > limit.pages:
        yield replace(
            limit.place,
            message=f"the letter has {len(sheets)} pages, and `max_pages` is {limit.pages}",
            hint="shorten the letter, or allow more pages",
            kind=Kind.TOO_LONG,
        )
    yield from too_narrow(page, root_of(sheets[0]).width * MM_PER_PIXEL)
    numbers = _numbers(layout.html)
    for sheet in sheets:
        place = page.about.place if sheet is sheets[0] else None
        for found in dict.fromkeys((*_on_sheet(root_of(sheet)), *_in_window(sheet, place))):
            problem, words = _placed(page, found, *numbers.get(found.element, ("body", 0)))
            yield problem.saying(f"`{shortened(words, 40)}` {found.why}", found.hint, Kind.OVERFLOW)


def _placed(page: Page, found: Overflow, tag: str, number: int) -> tuple[Problem, str]:
    """Where it stands, and its words: of a box that holds several texts, those that fill it."""
    if (found.why, found.hint) not in (_BOX, _ABOVE):
        return page.place_of(tag, number, found.text), found.text
    place, words = page.place_of_most(tag, number)
    return place, words or found.text


def _numbers(html: Element) -> dict[Element, tuple[str, int]]:
    """The tag of each element, and its number among those of the tag."""
    counts: Counter[str] = Counter()
    found = {}
    for element in html.iter():
        tag = str(element.tag)
        found[element] = (tag, counts[tag])
        counts[tag] += 1
    return found


@dataclass(frozen=True)
class Overflow:
    """Something that does not fit: the element, its text (an image's is its alt), why, and what
    to do."""

    element: Element
    text: str
    why: str
    hint: str


_WIDE = "is too wide for its line"
_LINE, _CELL = "put a space into it, or shorten it", "shorten it, or give the table fewer columns"
_FOOT = ("goes past the bottom of its page", "make it smaller")
_ABOVE = ("does not fit above the window of the envelope, or beside it", "take another window")
_WINDOW = (
    "of the letterhead reaches into the window of the envelope",
    "move it, or take another window",
)
_BOX = ("does not fit its box on the page", "use fewer words, or shorter ones")


def overflows_in(box: Box) -> Iterator[Overflow]:
    """What does not fit in a box of the layout, however high its sheet is."""
    return _of_box(box, float("inf"))


def _on_sheet(root: Box) -> Iterator[Overflow]:
    foot = root.content_box_y() + root.height
    for child in root.children:
        if child.element is not None:  # a margin box has none
            yield from _of_box(child, foot)


def _in_window(sheet: Sheet, place: WindowPlace | None) -> Iterator[Overflow]:
    """What of the letterhead shows in the window, if there is one."""
    boxes = list(in_window(sheet, place)) if place else []
    if boxes:
        words = " ".join(filter(None, (getattr(box, "text", "") or _alt(box) for box in boxes)))
        yield Overflow(_home(boxes[0]), words or "a drawing", *_WINDOW)


def _of_box(box: Box, foot: float, hint: str = _LINE) -> Iterator[Overflow]:
    """What does not fit in the box, on a sheet whose content ends at `foot`; `hint` is for its
    lines."""
    hint = _CELL if box.element_tag in ("table", "th", "td") else hint
    left, right = box.content_box_x(), box.content_box_x() + box.width
    for child in box.children:
        is_row = is_line_box(child)
        if (is_row or child.is_table_wrapper) and (
            child.position_x < left - _TOLERANCE
            or child.position_x + child.margin_width() > right + _TOLERANCE
        ):
            yield Overflow(
                _home(child), _longest_word(child), _WIDE, _CELL if child.is_table_wrapper else hint
            )
        if is_row and child.position_y + child.height > foot + _TOLERANCE:
            yield Overflow(_home(child), _text(child), *_FOOT)
        if holds_boxes(child) or child.style["position"] == "absolute":
            flows = child.style["position"] in ("static", "relative")
            yield from _of_box(child, foot if flows else float("inf"), hint)
    if _is_full(box):
        yield Overflow(_home(box), _text(box), *(_ABOVE if is_of_office(box) else _BOX))


def _is_full(box: Box) -> bool:
    """Whether a box that has a height of its own has more in it than that; an empty line at its end
    or what has a place of its own is not in the way of anything."""
    sizes = (box.style["height"], box.style["max_height"])
    if all(size == "auto" or getattr(size, "value", size) == float("inf") for size in sizes):
        return False
    flowing = (child for child in box.children if child.style["position"] != "absolute")
    ends = (child.position_y + child.height for child in flowing if any(shown(placed(child))))
    lowest = max(ends, default=0)
    return bool(lowest > box.content_box_y() + box.height + _TOLERANCE)


def _home(box: Box) -> Any:
    """The element that the box is of: a line has that of what stands in it."""
    inner = (part.element for part in (box, *box.descendants()) if part.element is not None)
    return next(inner, None)


def _text(box: Box) -> str:
    """The text of the box, and what its images show, on one line."""
    return " ".join(_said(box).split())


def _said(box: Box) -> str:
    parts = [box, *box.descendants()]
    texts = (getattr(part, "text", None) or _alt(part) for part in parts)
    return " ".join(text for text in texts if text)


def _alt(box: Box) -> str:
    is_image = box.element is not None and box.element.tag == "img"
    return box.element.get("alt") or "" if is_image else ""


def _longest_word(box: Box) -> str:
    """The longest of what no line may part."""
    longest = max(re.split("[ \t\r\n]", _said(box)), key=len)
    return " ".join(longest.split())
