"""The running line: what stands above the text of each page of paper, from the second on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from appeal_cli.page.page import Page

PLACES = ("left", "middle", "right")
"""Where its parts stand, in their order."""

_PART = re.compile(r'<meta name="running-(left|middle|right)" content="([^"<>]*)">')


class RunningText(NamedTuple):
    """A part of the line on one sheet: where it stands, and its words."""

    sheet: int
    place: str
    words: str


def running_parts(page: Page) -> dict[str, str]:
    """The parts of the page's line by their places, in which `{page}` and `{pages}` stand for
    numbers."""
    return {place: unescape(words) for place, words in _PART.findall(page.head) if words}


def running_texts(page: Page, sheets: int) -> Iterator[RunningText]:
    """What stands on each of that many sheets, which are counted from 0."""
    parts = running_parts(page) if sheets > 1 else {}
    for sheet in range(1, sheets if parts else 0):
        for place in PLACES:
            if place in parts:
                words = parts[place].replace("{pages}", str(sheets))
                yield RunningText(sheet, place, words.replace("{page}", str(sheet + 1)))
