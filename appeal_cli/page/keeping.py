"""Keeping what was made of a text, for the next letters that have it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import TypeVar

LONG = 100_000
"""How many characters make a text long, such as one with an image in it."""

Made = TypeVar("Made")
Work = Callable[..., Made]


def kept(most: int, most_long: int) -> Callable[[Work[Made]], Work[Made]]:
    """Keeps what the function made of its last texts: of so many, and of fewer long ones, which
    would fill the memory."""

    def decorate(work: Work[Made]) -> Work[Made]:
        short, long = lru_cache(maxsize=most)(work), lru_cache(maxsize=most_long)(work)

        @wraps(work)
        def keeping(text: str, *more: Hashable) -> Made:
            return (short if len(text) < LONG else long)(text, *more)

        return keeping

    return decorate
