"""What inline markup may hold: where links lead, how much there may be of it, and its error."""

from __future__ import annotations

import re

LINK_SCHEMES = ("https", "http", "mailto")
"""Where a link in a letter may lead."""

LINK = re.compile(r"https?://[^/?#\s]\S*|mailto:[^?\s]+@\S+", re.IGNORECASE)

ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
"""A backslash and the sign that it keeps from being markup (CommonMark, 2.4)."""

FOOTNOTE = {"class": "footnote", "style": "float: footnote"}
"""The attributes of a footnote, a `span` at the place that it belongs to (CSS GCPM 3, 2)."""

MAX_MARKS = 20_000
MAX_DEPTH = 10
"""The most characters of markup in one text, and how deep emphasis may be nested."""


class MarkupError(Exception):
    """Inline markup that no letter may hold: why, and the words it stands in."""

    def __init__(self, message: str, snippet: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.snippet = snippet
