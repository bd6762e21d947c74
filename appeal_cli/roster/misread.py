"""Text in UTF-8 that a program read in an older encoding, and saved so: `MÃ¼ller`, `РРІР°РЅ`."""

from __future__ import annotations

import re

_OLD = ("cp1252", "cp1251")
_LATER = "".join(
    re.escape(bytes(range(0x80, 0xC0)).decode(encoding, "ignore")) for encoding in _OLD
)
_FIRST = "".join(bytes(range(0xC2, 0xF4)).decode(encoding) for encoding in _OLD)
_MAY_BE = re.compile(f"[{_FIRST}][{_LATER}\x80-\x9f]")
"""What the first and the second byte of a letter look like in those encodings."""

_MARKS = "\u00a0–—’‘“”„«»…№·"
"""What else than letters the text may have been."""

_FEWEST = 2
"""How many such letters there are at least: one may be a word of its own."""


def as_meant(text: str) -> str:
    """The text that was meant, or "" where the text is no such text.

    Hardly anything else that people write in those encodings is UTF-8 by chance: each letter of
    another alphabet is then two characters, of which the second is rarely a letter.
    """
    if text.isascii() or not _MAY_BE.search(text):
        return ""
    for encoding in _OLD:
        try:
            meant = b"".join(_byte(letter, encoding) for letter in text).decode("utf-8")
        except UnicodeError:
            continue
        lost = len(text) - len(meant)
        if all(letter.isascii() or letter.isalpha() or letter in _MARKS for letter in meant) and (
            lost >= _FEWEST or (lost and encoding == "cp1252")
        ):
            return meant
    return ""


def _byte(letter: str, encoding: str) -> bytes:
    """The byte of the letter; of those that the encoding lacks, the one of its number."""
    return bytes([ord(letter)]) if "\x80" <= letter < "\xa0" else letter.encode(encoding)
