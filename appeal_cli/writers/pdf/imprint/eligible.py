"""Which paragraphs can be set on a sheet of their own: plain lines of text in plain blocks.

Other things that a template's styles may ask for, such as a running head that repeats a
salutation, reach from a paragraph to other places of the letter. They are looked for in
WeasyPrint's boxes, where every style has become what it means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from typing import Any

from appeal_cli.page.elements import INLINE

Box = Any
"""A box of WeasyPrint's layout."""

PARAGRAPHS = ("p", "li")

_ELSEWHERE = ("target-", "string(", "element(")
"""What takes text from elsewhere, in the value of `content` (CSS Generated Content 3)."""


_DRAWING_TEXT = "|".join(tag for tag in INLINE if tag != "a")  # a link has an area besides
_INLINE_TAG = re.compile(rf"</?(?:{_DRAWING_TEXT})(?:\s[^>]*)?>")

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI"})


@lru_cache(maxsize=5_000)
def can_be_set_apart(block: str) -> bool:
    """Whether the paragraph is plain enough: inline elements that draw nothing but text, and
    text that runs from left to right."""
    if "<" in _INLINE_TAG.sub("", block):
        return False
    text = unescape(block)
    return text.isascii() or not any(
        unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in set(text)
    )


def plain_paragraphs(pages: Sequence[Any]) -> dict[Any, float | None]:
    """The height of each plain paragraph, by its element; None for one that is divided between
    pages, or with a line that does not fit it.

    There are none where something in the letter moves others aside, or takes text from
    another place.
    """
    if any(_reaches_beyond(box) for page in pages for box in page._page_box.descendants()):
        return {}
    found: dict[Any, float | None] = {}
    for page in pages:
        for box in _in_plain_blocks(page._page_box.children[0]):
            is_whole = box.element not in found and not _overflows(box)
            found[box.element] = box.height if is_whole else None
    return found


def _in_plain_blocks(box: Box) -> Iterator[Box]:
    """The boxes of paragraphs in which, and around which, is nothing but plain blocks."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder

    if isinstance(box, AbsolutePlaceholder):
        box = box._box  # of a width of its own, as _is_plain sees to
    if type(box) is not boxes.BlockBox or not _is_plain(box):
        return
    lines = [type(child) is boxes.LineBox for child in box.children if not child.is_outside_marker]
    if box.element_tag in PARAGRAPHS and all(lines):
        if lines and not box.bookmark_label and not _is_target(box.element):
            yield box
        return
    for child in box.children:
        yield from _in_plain_blocks(child)


def _is_plain(box: Box) -> bool:
    """Whether the style of the block asks only for lines in their order."""
    style = box.style
    return bool(
        box.first_letter_style is None
        and box.first_line_style is None
        and (style["position"] == "static" or style["width"] != "auto")
        and style["column_width"] == "auto"
        and style["column_count"] == "auto"
        and style["max_lines"] == "none"
        and not style["transform"]
    )


def _reaches_beyond(box: Box) -> bool:
    if box.is_floated() or box.is_footnote() or box.is_running():
        return True
    if box.string_set and box.string_set != "none":
        return True
    tag = (box.element_tag or "") if box.element is not None else ""
    content = box.style["content"] if "::" in tag or "@" in tag or not tag else ()
    return any(word in str(content) for word in _ELSEWHERE)


def _is_target(element: Any) -> bool:
    """Whether something in the paragraph may be the end of a link, and its text repeated."""
    return any(part.get("id") or part.get("name") for part in element.iter())


def _overflows(box: Box) -> bool:
    from appeal_cli.writers.pdf.overflow import overflows_in

    return any(overflows_in(box))


_TEXT_ONLY = (
    *(b"BT", b"ET", b" Tm", b" Tf", b" TJ", b" Ts"),  # ISO 32000-1, 9.4
    *(b"BDC", b"BMC", b"EMC", b"/Span", b"/Artifact", b">>"),  # 14.6
    *(b"q", b"Q", b" cm", b" rg", b" gs", b" cs", b" scn"),  # 8.4
)


def draws_text_only(operators: Sequence[bytes]) -> bool:
    """Whether the operators draw text, and no lines, areas or images."""
    return all(operator.endswith(_TEXT_ONLY) for operator in operators)
