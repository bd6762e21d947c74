"""Lists whose columns spaces align, as in what is copied from a page."""

from __future__ import annotations

import re

from appeal_cli.roster.readers.headings import SEARCHED, score

_ALIGNED = re.compile(" {2,}")
_BEGINNING = 2_000
"""In so many characters it is seen how a list is divided."""

_SURELY_HEADINGS = 2
"""How many fields a line names at least that is of headings for certain."""


def divided(text: str) -> str:
    """The text with tabs for the spaces that align its columns, where nothing else divides
    them."""
    first = text[:_BEGINNING].split("\n")[:SEARCHED]
    if any(delimiter in line for line in first for delimiter in ";\t|"):
        return text
    if any(score(_ALIGNED.split(line.strip())) >= _SURELY_HEADINGS for line in first):
        return "\n".join(_ALIGNED.sub("\t", line.strip()) for line in text.split("\n"))
    return text
