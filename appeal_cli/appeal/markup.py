"""Inline markup: `*emphasis*`, `**strong**`, `++underlined++`, `[links](https://…)`, `^raised^`,
`~lowered~`, `^[a footnote]`, and web addresses as they are.

It is CommonMark's inline syntax with the asterisk alone for emphasis, so that
`snake_case` and `__init__` print as they are written, and without HTML or entities.
"""

from __future__ import annotations

import re
from html import escape as escape_html

from appeal_cli.appeal.markup_rules import MAX_MARKS, MarkupError

_SPECIAL = re.compile(r"([\\*\[\]()^!<>&_`~]|\+(?=\+)|(?<=\+)\+)")
_MARKED = re.compile(r"[\\*\[^~\r\n]|\+\+|https?:", re.IGNORECASE)
"""Without one of these there is no markup in a text."""


def escape(text: str) -> str:
    """The text as inline markup that prints as the text itself (CommonMark 0.31, 2.4)."""
    return _SPECIAL.sub(r"\\\1", text)


def to_html(text: str) -> str:
    """The inline markup as HTML: strong, em, u, a, sup, sub and br, everything else as text. A
    footnote is a span of the class `footnote`.

    Line ends are spaces, as in CommonMark; one with a backslash before it is a `br`.
    Raises MarkupError for a link that leads elsewhere than LINK_SCHEMES, that has no text
    or a title, which paper can't show; for an image; and for more markup than a letter
    can need.
    """
    if not _MARKED.search(text):
        return escape_html(text.strip(" \t"), quote=False).replace('"', "&quot;")
    if sum(text.count(mark) for mark in "*[^~+") > MAX_MARKS:
        raise MarkupError("there is too much markup in this text")
    from appeal_cli.appeal.markup_reading import read

    return read(text)
