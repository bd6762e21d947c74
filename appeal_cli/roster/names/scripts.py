"""Which alphabets a text is in."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=50_000)
def scripts_of(text: str) -> frozenset[str]:
    """The scripts of the letters, by the first word of their Unicode names.

    Those of Japanese, which one name mixes, are one.
    """
    letters = {letter for letter in text if letter.isalpha()}
    names = (unicodedata.name(letter, "?").partition(" ")[0] for letter in letters)
    return frozenset("CJK" if name in ("HIRAGANA", "KATAKANA") else name for name in names)
