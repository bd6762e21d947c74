"""Text in UTF-8 that a program read in an older encoding, and saved so: `MÃ¼ller`, `РРІР°РЅ`."""

from __future__ import annotations

import re

_OLD = ("cp1252", "cp1251")
_LATER = "".join(
    re.escape(bytes(range(0x80, 0xC0)).decode(encoding, "ignore")) for encoding in _OLD
)
_FIRST = "".join(bytes(range(0xC2, 0xF4)).decode(encoding) for encoding in _OLD)
_LATER += "\x80-\x9f"
_MAY_BE = re.compile(f"[{_LATER}](?<=[{_FIRST}][{_LATER}])")
"""What the second byte of a letter looks like in those encodings, behind the first: it is looked
for, since it is rarely a letter."""

_MARKS = "\u00a0–—’‘“”„«»…№·"
"""What else than letters the text may have been."""

_FEWEST = 2
"""How many such letters there are at least: one may be a word of its own."""


def may_be_misread(text: str) -> bool:
    """Whether there may be such text in it; not so in most."""
    return not text.isascii() and _MAY_BE.search(text) is not None


def as_meant(text: str) -> str:
    """The text that was meant, or "" where the text is no such text.

    Hardly anything else that people write in those encodings is UTF-8 by chance: each letter of
    another alphabet is then two characters, of which the second is rarely a letter.
    """
    if not may_be_misread(text):
        return ""
    for encoding in _OLD:
        try:
            meant = _bytes(text, encoding).decode("utf-8")
        except UnicodeError:
            continue
        lost = len(text) - len(meant)
        if all(letter.isascii() or letter.isalpha() or letter in _MARKS for letter in meant) and (
            lost >= _FEWEST or (lost and encoding == "cp1252")
        ):
            return meant
    return ""


def _bytes(text: str, encoding: str) -> bytes:
    """The bytes of the text; of letters that the encoding lacks, those of their numbers."""
    if not _LACKED.search(text):
        return text.encode(encoding)
    return b"".join(
        bytes([ord(letter)]) if _LACKED.match(letter) else letter.encode(encoding)
        for letter in text
    )


_LACKED = re.compile("[\x80-\x9f]")
