"""Layout: what only paper shows. Text that is too wide for its line, box or page; too many
pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from appeal_cli.files.resources import shipped
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.page.stages import Stage
from appeal_cli.page.template import Template
from appeal_cli.problems import Kind, Problem, raise_for, shortened
from appeal_cli.writers.pdf.edition import Edition

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from appeal_cli.writers.pdf.layout import Sheets

LONG_WORD = 60
"""Characters of which the widest still fit a line."""

_TOLERANCE = 1.0  # CSS pixels, by which rounding may move a box


def laid_out(page: Page, template: Template, edition: Edition) -> Sheets:
    """The letter on pages. Raises AppealError for whatever does not fit there."""
    from appeal_cli.writers.pdf.layout import lay_out

    sheets = lay_out(page, template, edition)
    raise_for(list(overflows(sheets, page)))
    return sheets


class Risk(Stage[bool, bool, bool]):
    """Whether something in a letter could fail to fit its page.

    The shipped look breaks every word that is too long for its line, except in a table and some
    that are only signs, so that only these need to be laid out before a Word file or a web page is
    made.
    """

    def __init__(self, template: Template, memory: Memory) -> None:
        super().__init__(memory)
        self._is_looked_at = may_need_pages(template)

    def of_common(self, page: Page) -> bool:
        """Whether more than plain lines stands in the letter."""
        return any(tag in page.skeleton for tag in ("<table", "<img")) or _has_long_word(
            page.skeleton
        )

    def of_line(self, block: str, context: Hashable) -> bool:
        """Whether a word of a plain line may be too long."""
        return bool(context) and _has_long_word(block)

    def join(self, page: Page, common: bool, parts: Sequence[bool]) -> bool:
        """Whether there is any risk."""
        needs_place = page.about.limit is not None or bool(page.about.window)
        return self._is_looked_at or needs_place or common or any(parts)


def _has_long_word(text: str) -> bool:
    """Whether a word of the text, or of what is left between tags, may be too long."""
    return re.search(rf"[^\s<>]{{{LONG_WORD}}}", text) is not None


def may_need_pages(template: Template) -> bool:
    """Whether any letter of the template has to be laid out to know: if its look is not the shipped
    one."""
    return template.folder != shipped("templates") / "letter"


def overflows(sheets: Sheets, page: Page) -> Iterator[Problem]:
    """What does not fit where it stands, each with its place in the appeal or the roster."""
    pages = sheets.document.pages
    limit = page.about.limit
    if limit and len(pages) > limit.pages:
        yield replace(
            limit.place,
            message=f"the letter has {len(pages)} pages, and `max_pages` is {limit.pages}",
            hint="shorten the letter, or allow more pages",
            kind=Kind.TOO_LONG,
        )
    numbers = _numbers(sheets.html)
    for sheet in pages:
        for found in dict.fromkeys(_of_page(sheet._page_box)):
            tag, number = numbers.get(found.element, ("body", 0))
            yield replace(
                page.place_of(tag, number, found.text),
                message=f"`{shortened(found.text, 40)}` {found.why}",
                hint=found.hint,
                kind=Kind.OVERFLOW,
            )


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


_LINE = ("is too wide for its line", "put a space into it, or shorten it")
_FOOT = ("goes past the bottom of its page", "make it smaller")
_BOX = ("does not fit its box on the page", "use fewer words, or shorter ones")


def overflows_in(box: Any) -> Iterator[Overflow]:
    """What does not fit in a box of the layout, however high its page is."""
    return _of_box(box, float("inf"))


def _of_page(page: Any) -> Iterator[Overflow]:
    foot = page.content_box_y() + page.height
    for child in page.children:
        if child.element is not None:  # a margin box has none
            yield from _of_box(child, foot)


def _of_box(box: Any, foot: float) -> Iterator[Overflow]:
    """What does not fit in the box, on a page whose content ends at `foot`."""
    from weasyprint.formatting_structure import boxes

    left, right = box.content_box_x(), box.content_box_x() + box.width
    for child in box.children:
        if (isinstance(child, boxes.LineBox) or child.is_table_wrapper) and (
            child.position_x < left - _TOLERANCE
            or child.position_x + child.margin_width() > right + _TOLERANCE
        ):
            yield Overflow(_home(child), _longest_word(child), *_LINE)
        if isinstance(child, boxes.LineBox) and child.position_y + child.height > foot + _TOLERANCE:
            yield Overflow(_home(child), _text(child), *_FOOT)
        if isinstance(child, boxes.ParentBox) or child.style["position"] == "absolute":
            flows = child.style["position"] in ("static", "relative")
            yield from _of_box(child, foot if flows else float("inf"))
    if _is_full(box):
        yield Overflow(_home(box), _text(box), *_BOX)


def _is_full(box: Any) -> bool:
    """Whether a box that has a height of its own has more in it than that."""
    sizes = (box.style["height"], box.style["max_height"])
    if all(size == "auto" or getattr(size, "value", size) == float("inf") for size in sizes):
        return False
    lowest = max((child.position_y + child.height for child in box.children), default=0)
    return bool(lowest > box.content_box_y() + box.height + _TOLERANCE)


def _home(box: Any) -> Any:
    """The element that the box is of: a line has that of what stands in it."""
    inner = (part.element for part in (box, *box.descendants()) if part.element is not None)
    return next(inner, None)


def _text(box: Any) -> str:
    """The text of the box, and what its images show, on one line."""
    parts = [box, *box.descendants()]
    texts = (getattr(part, "text", None) or _alt(part) for part in parts)
    return " ".join(" ".join(text for text in texts if text).split())


def _alt(box: Any) -> str:
    is_image = box.element is not None and box.element.tag == "img"
    return box.element.get("alt") or "" if is_image else ""


def _longest_word(box: Any) -> str:
    return max(_text(box).split(), key=len, default="")
