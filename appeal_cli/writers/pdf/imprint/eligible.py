"""Which lines can be set apart: those that are plain rows of text in plain blocks.

What a template's styles may ask for besides, such as a running head that repeats a
salutation, reaches from a line to other places of the letter. It is looked for in
WeasyPrint's boxes, where every style has become what it means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from appeal_cli.page.elements import INLINE
from appeal_cli.writers.pdf.engine import (
    Box,
    Sheet,
    body_of,
    boxes_on,
    is_inline_block,
    is_plain_block,
    is_plain_line_box,
    placed,
)
from appeal_cli.writers.pdf.overflow import overflows_in

_SET_APART = ("p", "li")
"""The elements of which it is looked at."""

_ELSEWHERE = ("target-", "string(")
"""What takes text from elsewhere, in the value of `content` (CSS Generated Content 3). `element()`
takes a whole element into the margins of pages, where no line is set apart."""


_DRAWING_TEXT = "|".join(tag for tag in INLINE if tag != "a")  # a link has an area besides
_INLINE_TAG = re.compile(rf"</?(?:{_DRAWING_TEXT})(?:\s[^>]*)?>")

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI"})


def can_be_set_apart(block: str) -> bool:
    """Whether a line is plain enough by its text: inline elements that draw nothing but text, and
    text that runs from left to right."""
    if "<" in block and "<" in _INLINE_TAG.sub("", block):
        return False
    text = unescape(block)
    return text.isascii() or _RIGHT_TO_LEFT.isdisjoint(map(unicodedata.bidirectional, set(text)))


def heights_of_plain_lines(sheets: Sequence[Sheet]) -> dict[Any, float | None]:
    """The height of each plain line, by its element; None for one that sheets part, or with
    text that does not fit it.

    There are none where something in the letter takes text from another place, and none beside
    what moves others aside.
    """
    if any(_reaches_beyond(box) for sheet in sheets for box in boxes_on(sheet)):
        return {}
    found: dict[Any, float | None] = {}
    for sheet in sheets:
        floats = [_extent(box) for box in boxes_on(sheet) if box.is_floated()]
        for box in plain_lines(sheet):
            top, bottom = _extent(box)
            is_beside = any(top < end and begin < bottom for begin, end in floats)
            is_new = box.element not in found and not is_beside
            is_whole = is_new and not any(overflows_in(box))
            found[box.element] = box.height if is_whole else None
    return found


def plain_lines(sheet: Sheet) -> Iterator[Box]:
    """The boxes of lines on the sheet in which, and around which, is nothing but plain blocks."""
    return _in_plain_blocks(body_of(sheet))


def _in_plain_blocks(box: Box) -> Iterator[Box]:
    box = placed(box)  # of a width of its own, as _is_plain sees to
    if not (is_plain_block(box) or is_inline_block(box)) or not _is_plain(box):
        return
    rows = [is_plain_line_box(child) for child in box.children if not child.is_outside_marker]
    if box.element_tag in _SET_APART and all(rows):
        if rows and not box.bookmark_label and not _is_target(box.element):
            yield box
        return
    for child in box.children:
        for inner in child.children if is_plain_line_box(child) else (child,):
            yield from _in_plain_blocks(inner)


def _is_plain(box: Box) -> bool:
    """Whether nothing in the style of the block asks for more than rows in their order."""
    style = box.style
    flows = style["position"] == "static" and not is_inline_block(box)
    return bool(
        box.first_letter_style is None
        and box.first_line_style is None
        and (flows or style["width"] != "auto")
        and style["column_width"] == "auto"
        and style["column_count"] == "auto"
        and style["max_lines"] == "none"
        and not style["transform"]
    )


def _extent(box: Box) -> tuple[float, float]:
    """Where the box begins and ends on its sheet, from the top."""
    return box.position_y, box.position_y + box.margin_height()


def _reaches_beyond(box: Box) -> bool:
    if box.is_footnote():
        return True
    if box.string_set and box.string_set != "none":
        return True
    tag = (box.element_tag or "") if box.element is not None else ""
    content = box.style["content"] if "::" in tag or "@" in tag or not tag else ()
    return any(word in str(content) for word in _ELSEWHERE)


def _is_target(element: Any) -> bool:
    """Whether something in the line may be the end of a link, and its text repeated."""
    return any(part.get("id") or part.get("name") for part in element.iter())


_TEXT_ONLY = (
    *(b"BT", b"ET", b" Tm", b" Tf", b" TJ", b" Ts"),  # ISO 32000-1, 9.4
    *(b"BDC", b"BMC", b"EMC", b"/Span", b"/Artifact", b">>"),  # 14.6
    *(b"q", b"Q", b" cm", b" rg", b" gs", b" cs", b" scn"),  # 8.4
)


def draws_text_only(operators: Sequence[bytes]) -> bool:
    """Whether the operators draw text, and no lines, areas or images."""
    return all(operator.endswith(_TEXT_ONLY) for operator in operators)
