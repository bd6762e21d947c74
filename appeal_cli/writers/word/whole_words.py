"""Whole words: names and words of other languages, which Word is not to hyphenate.

Word has one switch that keeps a word whole: nobody looks for faults in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from appeal_cli.page.own_words import OwnWords

WHOLE_WORD = "whole-word"
"""The class of what stands in the place of such a word."""

_WORD = re.compile("([^\\W\\d_](?:[^\\W\\d_]|[\u0300-\u036f]){4,})")
"""A word that is long enough to be hyphenated."""


def cut(text: str, own: OwnWords) -> Iterator[tuple[str, bool]]:
    """The stretches of the text, and whether each is a word that is none of the language's own.

    Letters that are neither small nor capital are left as they are: their scripts have no hyphens.
    """
    begun = ""
    for number, piece in enumerate(_WORD.split(text)):
        if number % 2 and piece.lower() != piece.upper() and not own.has(piece):
            if begun:
                yield begun, False
            yield piece, True
            begun = ""
        else:
            begun += piece
    if begun:
        yield begun, False
