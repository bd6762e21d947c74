"""Risk: which letters have to be laid out to know whether everything in them fits."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence

from appeal_cli.files.millimetres import MM_PER_PIXEL
from appeal_cli.files.resources import shipped
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.page.stages import Inspection
from appeal_cli.page.template import Template

LONG_WORD = 60
"""Characters of which the widest still fit a line."""

TALL_MM = 100
"""Millimetres from which an image may not fit its page. None is wider than its line."""

_IMAGE = re.compile(r'<img src="(image:[^"]*)" alt="[^"]*"(?: style="width: ([0-9.]+)mm")?>')
"""An image as the shipped letter writes it: its name, and its width."""


class Risk(Inspection[bool, bool, bool]):
    """Whether something in a letter could fail to fit its page.

    The shipped look breaks every word that is too long for its line, except in a table and some
    that are only signs, and makes images as narrow as their lines, so that only these and tall
    images need to be laid out before a Word file or a web page is made.
    """

    def __init__(self, template: Template, memory: Memory) -> None:
        super().__init__(memory)
        self._is_looked_at = may_need_pages(template)

    def of_common(self, page: Page) -> bool:
        """Whether a table, a tall image or a long word stands among what letters share."""
        bare = _IMAGE.sub("", page.skeleton)
        tall = any(_height(page, *image) > TALL_MM for image in _IMAGE.findall(page.skeleton))
        return tall or any(tag in bare for tag in ("<table", "<img")) or _has_long_word(bare)

    def of_line(self, block: str, context: Hashable) -> bool:
        """Whether a word of a plain line may be too long."""
        return bool(context) and _has_long_word(block)

    def of_own_line(self, block: str, context: Hashable) -> bool:
        """The same, which is sooner made than found in a memory."""
        return self.of_line(block, context)

    @property
    def nothing(self) -> bool:
        """No risk."""
        return False

    def is_clear(self, page: Page) -> bool:
        """Whether no word of the page's own may be too long, and it may have any number of
        pages."""
        return not (_needs_place(page) or _has_long_word(page.own_words))

    def join(self, page: Page, common: bool, parts: Sequence[bool]) -> bool:
        """Whether there is any risk."""
        return self._is_looked_at or _needs_place(page) or common or any(parts)


def _needs_place(page: Page) -> bool:
    """Whether it matters how much place the letter takes."""
    return page.about.limit is not None or bool(page.about.place)


def _height(page: Page, name: str, width: str) -> float:
    """How high the image may be, in millimetres: as wide as is said, or a pixel by 1/96 inch."""
    image = page.images[name]
    return (float(width) if width else image.width * MM_PER_PIXEL) * image.height / image.width


def _has_long_word(text: str) -> bool:
    """Whether a word of the text, or of what is left between tags, may be too long."""
    is_long = len(text) >= LONG_WORD and max(map(len, text.split()), default=0) >= LONG_WORD
    return is_long and _LONG.search(text) is not None  # which takes ten times as long to see


_LONG = re.compile(rf"[^\s<>]{{{LONG_WORD}}}")


def may_need_pages(template: Template) -> bool:
    """Whether any letter of the template has to be laid out to know: if its look is not the shipped
    one."""
    return template.folder != shipped("templates") / "letter"
