"""Memory: what was made of the parts of letters, kept for other letters that have them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from threading import Lock
from typing import Any, TypeVar

MOST_BYTES = 60_000_000
"""How much a memory holds, where nobody says otherwise."""

_OTHER = 100  # bytes, about what a small value takes that is no text
_OVERHEAD = 300  # bytes, about what Python needs for an entry besides its texts

Made = TypeVar("Made")


class Memory:
    """Keeps what was made, up to so many bytes, for as long as a run; with 0, nothing.

    What was not asked for since half of it was filled goes first. A value is what its key
    says and nothing else, so that a memory changes the time that work takes and not one byte
    of what comes of it.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._half = most_bytes // 2
        self._young: dict[Hashable, object] = {}
        self._old: dict[Hashable, object] = {}
        self._size = 0
        self._lock = Lock()

    @property
    def is_off(self) -> bool:
        """Whether it keeps nothing."""
        return self._half == 0

    def kept(self, key: Hashable, make: Callable[..., Made], *given: Any) -> Made:
        """What `make` returns for what it is given, made once for the key."""
        found = self._young.get(key, self)
        if found is self:
            found = self._old.get(key, self)
            if found is self:
                found = make(*given)
            self._keep(key, found)
        return found  # type: ignore[return-value]

    def _keep(self, key: Hashable, value: object) -> None:
        size = _OVERHEAD + _size(key) + _size(value)
        with self._lock:
            if self._size + size > self._half:
                self._old, self._young, self._size = self._young, {}, 0
            if size <= self._half:
                self._young[key] = value
                self._size += size


def _size(value: object) -> int:
    """About how many bytes the value takes: its texts, and theirs if it holds several."""
    kind = type(value)
    if kind is str or kind is bytes:
        return len(value)  # type: ignore[arg-type]
    if isinstance(value, (tuple, list, frozenset)):
        return sum(map(_size, value)) + 8 * len(value)
    if isinstance(value, Mapping):
        return sum(_size(each) for pair in value.items() for each in pair)
    return int(getattr(value, "size_in_memory", _OTHER))
