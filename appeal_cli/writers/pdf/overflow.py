"""Layout: what only paper shows. Text that is too wide for its line, box or page; too many
pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from appeal_cli.files.resources import shipped
from appeal_cli.letter.letter import Letter
from appeal_cli.page.page import copy_of
from appeal_cli.page.proof import place_of
from appeal_cli.page.template import Template
from appeal_cli.problems import AppealError, Kind, Problem, raise_for, shortened
from appeal_cli.writers.pdf.edition import Edition

if TYPE_CHECKING:
    from appeal_cli.writers.pdf.layout import Sheets

LONG_WORD = 60
"""Characters of which the widest still fit a line."""

_TOLERANCE = 1.0  # CSS pixels, by which rounding may move a box


def layout_problems(html: str, letter: Letter, template: Template) -> list[Problem]:
    """What is wrong with the letter on paper; a notice where Pango is missing to tell."""
    if not may_overflow(html, letter, template):
        return []
    try:
        laid_out(html, letter, template, Edition())
        return []
    except AppealError as error:
        first = error.problems[0]
        if first.kind != Kind.PANGO:
            return list(error.problems)
        message = "whether everything fits its page could not be checked without Pango"
        return [replace(first, message=message, severity="notice")]


def laid_out(html: str, letter: Letter, template: Template, edition: Edition) -> Sheets:
    """The letter on pages. Raises AppealError for whatever does not fit there."""
    from appeal_cli.writers.pdf.layout import lay_out

    sheets = lay_out(html, template, edition)
    raise_for(list(overflows(sheets, letter, template)))
    return sheets


def may_overflow(html: str, letter: Letter, template: Template) -> bool:
    """Whether something in the letter may not fit.

    The shipped look breaks every word that is too long for its line, except in a table and some
    that are only signs, so that only these need to be laid out before a Word file or a web page is
    made.
    """
    needs_place = letter.page_limit is not None or bool(letter.window)
    copy = copy_of(html)
    return (
        may_need_pages(template)
        or needs_place
        or _holds_more_than_lines(copy.skeleton)
        or any(map(_has_long_word, copy.plain_blocks))
    )


@lru_cache(maxsize=8)
def _holds_more_than_lines(skeleton: str) -> bool:
    return "<table" in skeleton or "<img" in skeleton or _has_long_word(skeleton)


@lru_cache(maxsize=5_000)
def _has_long_word(text: str) -> bool:
    """Whether a word of the text, or of what is left between tags, may be too long."""
    return re.search(rf"[^\s<>]{{{LONG_WORD}}}", text) is not None


def may_need_pages(template: Template) -> bool:
    """Whether any letter of the template has to be laid out to know: if its look is not the shipped
    one."""
    return template.folder != shipped("templates") / "letter"


def overflows(sheets: Sheets, letter: Letter, template: Template) -> Iterator[Problem]:
    """What does not fit where it stands, each with its place in the appeal or the roster."""
    pages = sheets.document.pages
    limit = letter.page_limit
    if limit and len(pages) > limit.pages:
        yield replace(
            limit.place,
            message=f"the letter has {len(pages)} pages, and `max_pages` is {limit.pages}",
            hint="shorten the letter, or allow more pages",
            kind=Kind.TOO_LONG,
        )
    for page in pages:
        for found in dict.fromkeys(_of_page(page._page_box)):
            yield replace(
                place_of(found.text, letter, template),
                message=f"`{shortened(found.text, 40)}` {found.why}",
                hint=found.hint,
                kind=Kind.OVERFLOW,
            )


@dataclass(frozen=True)
class Overflow:
    """Something that does not fit: its text (an image's is its alt), why, and what to do."""

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
            yield Overflow(_longest_word(child), *_LINE)
        if isinstance(child, boxes.LineBox) and child.position_y + child.height > foot + _TOLERANCE:
            yield Overflow(_text(child), *_FOOT)
        if isinstance(child, boxes.ParentBox) or child.style["position"] == "absolute":
            flows = child.style["position"] in ("static", "relative")
            yield from _of_box(child, foot if flows else float("inf"))
    if _is_full(box):
        yield Overflow(_text(box), *_BOX)


def _is_full(box: Any) -> bool:
    """Whether a box that has a height of its own has more in it than that."""
    sizes = (box.style["height"], box.style["max_height"])
    if all(size == "auto" or getattr(size, "value", size) == float("inf") for size in sizes):
        return False
    lowest = max((child.position_y + child.height for child in box.children), default=0)
    return bool(lowest > box.content_box_y() + box.height + _TOLERANCE)


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
