"""Own words: those of a language that may be hyphenated.

A name is never hyphenated, nor a word of another language. Both are told by their letters: a name
begins with a capital, as a sentence does, and other languages have other letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import normalize


class OwnWords:
    """The words in small letters that a language is written with."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._letters = frozenset("".join(patterns))

    @classmethod
    def of_language(cls, tag: str) -> OwnWords:
        """Those of a language by its tag; none where there are no patterns to hyphenate it by."""
        from pyphen import Pyphen, language_fallback

        known = language_fallback(tag)
        return cls(Pyphen(lang=known).hd.patterns if known else ())

    def has(self, word: str) -> bool:
        """Whether the word is one of them."""
        bare = "".join(filter(str.isalpha, normalize("NFD", word)))  # patterns may lack marks: ё
        return word.islower() and self._letters.issuperset(bare)
