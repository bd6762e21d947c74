"""Initials in names that a list has: `N.`, `Н.М.`, `J.-P.`."""

from __future__ import annotations

import re

_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,3}")


def are_initials(word: str) -> bool:
    """Whether a word is nothing but one to three initials, each with its full stop."""
    return _INITIALS.fullmatch(word) is not None
