"""The running line of a web page that a browser prints: boxes in the margins of its sheets, from
the second on. Chromium has such boxes since its version 131; other browsers print none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from appeal_cli.page.page import Page
from appeal_cli.page.running import running_parts

_COUNTED = re.compile(r"\{(pages?)\}")
_SAID = re.compile(r'["\\<&\x00-\x1f\x7f]')
"""What can't stand in a string of a stylesheet that is in HTML."""


def with_running_line(head: str, page: Page) -> str:
    """The head of the page with the style of its line, after all others: browsers let the last
    sheet of rules say what a margin has."""
    parts = running_parts(page)
    return head.replace("</head>", f"{_style(parts)}</head>", 1) if parts else head


def _style(parts: Mapping[str, str]) -> str:
    boxes = {_BOXES[place]: _content(words) for place, words in parts.items()}
    shown = "".join(f"\n  @{box} {{ content: {said}; {_LOOK} }}" for box, said in boxes.items())
    none = "".join(f" @{box} {{ content: none; }}" for box in boxes)
    rules = f"@page {{{shown}\n}}\n@page :first {{{none} }}"
    return f"<style>\n/* The running line, printed by a browser. */\n{rules}\n</style>\n"


def _content(words: str) -> str:
    """The words as CSS, with the numbers of pages counted."""
    pieces = _COUNTED.split(words)
    said = (
        f"counter({piece})" if at % 2 else f'"{_SAID.sub(_escape, piece)}"'
        for at, piece in enumerate(pieces)
    )
    return " ".join(each for each in said if each != '""')


def _escape(found: re.Match[str]) -> str:
    return f"\\{ord(found[0]):x} "


_BOXES = {"left": "top-left", "middle": "top-center", "right": "top-right"}
_LOOK = (
    "width: auto; padding-top: 0; padding-bottom: 0; margin-bottom: 5mm; vertical-align: bottom; "
    "font-size: 10pt; line-height: 1.2;"
)
"""As letter.css has it: right above the text."""
