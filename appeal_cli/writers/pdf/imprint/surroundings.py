"""What is around the lines of a page, so that others can be set in the same place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from appeal_cli.page.page import Page

_TAG = re.compile(r"<(/?)([a-z0-9]+)[^<>]*>")
_ALONE = frozenset({"html", "body", "br", "img", "meta", "link"})
"""Elements that are around everything, or around nothing."""


class Around(NamedTuple):
    """The tags around a line: those of the elements that it stands in, and its own."""

    opening: str
    own: str
    closing: str

    def filled(self, blocks: Iterable[str]) -> str:
        """The blocks, each as a line of its own, in the same elements."""
        lines = "".join(f"{self.own}{block}</{_name(self.own)}>" for block in blocks)
        return f"{self.opening}{lines}{self.closing}"


def surroundings(page: Page) -> list[Around]:
    """What is around each line of the letter."""
    found = []
    open_tags: list[str] = []
    numbers = [0]  # of the last item of each open element
    for line in page.lines:
        for tag in _TAG.finditer(line.before):
            if tag[1]:
                open_tags = open_tags[:-1]
            elif tag[2] not in _ALONE:
                del numbers[len(open_tags) + 1 :]
                numbers[-1] += 1
                open_tags.append(_numbered(tag[0], numbers[-1]) if tag[2] == "li" else tag[0])
                numbers.append(_before_first(tag[0]))
        if line.text is not None and open_tags:
            *around, own = open_tags
            closing = "".join(f"</{_name(each)}>" for each in reversed(around))
            found.append(Around("".join(around), own, closing))
        open_tags = open_tags[:-1]
    return found


def _before_first(tag: str) -> int:
    """The number before that of a list's first item."""
    start = _START.search(tag)
    return int(start[1]) - 1 if start else 0


_START = re.compile(r' start="(-?\d+)"')


def _numbered(item: str, number: int) -> str:
    """The tag of a list's item which has that number wherever it stands."""
    style = f' style="counter-reset: list-item {number - 1}'
    if ' style="' in item:
        return item.replace(' style="', f"{style}; ", 1)
    return f'{item[:-1]}{style}">'


def _name(tag: str) -> str:
    return tag[1:-1].split()[0]
