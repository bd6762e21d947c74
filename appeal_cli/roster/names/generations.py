"""What tells a son from his father behind a name: `II`, `Jr`, `fils`."""

from __future__ import annotations

import re

_NUMERAL = re.compile("[IVX]{2,4}")
_WORDS = frozenset(("Jr", "Sr", "Jnr", "Snr", "Junior", "Senior", "fils", "père", "jun", "sen"))
_IN_CAPITALS = re.compile(r"\b(?:JR|SR|JNR|SNR|JUNIOR|SENIOR)\b")


def is_numeral(word: str) -> bool:
    """Whether the word is a number that stays in capitals: one letter may be an initial."""
    return _NUMERAL.fullmatch(word.rstrip(",.")) is not None


def is_generation(word: str) -> bool:
    """Whether the word tells a son from his father; it is a part of the name."""
    plain = word.rstrip(",.")
    return is_numeral(word) or plain in _WORDS or (plain.isupper() and plain.title() in _WORDS)


def generation_in(suffix: str) -> str:
    """The first of the words behind a name that tells a son from his father, or ""."""
    return next(filter(is_generation, suffix.replace(",", " ").split()), "")


def in_ordinary_letters(suffix: str) -> str:
    """The words behind a name as they are, but `Jr.` for `JR.`"""
    return _IN_CAPITALS.sub(lambda found: found[0].title(), suffix)
