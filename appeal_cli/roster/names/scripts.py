"""Which alphabets a text is in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def scripts_of(text: str) -> frozenset[str]:
    """The scripts of the letters, by the first word of their Unicode names.

    Those of Japanese, which one name mixes, are one.
    """
    if text.isascii():
        return _LATIN if any(map(str.isalpha, text)) else _NONE
    if _OF_CYRILLIC.fullmatch(text):
        return _CYRILLIC
    return frozenset(map(_script, text)) - _OF_NO_LETTER


_LATIN, _NONE, _OF_NO_LETTER = frozenset({"LATIN"}), frozenset[str](), frozenset({""})
_CYRILLIC = frozenset({"CYRILLIC"})
_OF_CYRILLIC = re.compile("[\u0400-\u0481\u048a-\u0523][\u0400-\u0481\u048a-\u0523 .,'-]*")
"""A name in Cyrillic letters alone."""


@lru_cache(maxsize=10_000)
def _script(character: str) -> str:
    """The script of a letter; "" for what is none."""
    if not character.isalpha():
        return ""
    name = unicodedata.name(character, "?").partition(" ")[0]
    return "CJK" if name in ("HIRAGANA", "KATAKANA") else name
