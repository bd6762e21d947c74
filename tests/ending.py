"""What must end: work on hostile files, which is given far more time than it takes."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 60
"""Processor time in which anything ends that looks at each sign of a file a few times; what takes
longer looks through it again for each of its parts."""


@contextmanager
def that_ends() -> Iterator[None]:
    """Raises TimeoutError in what does not end. Systems without such a clock wait for it."""

    def too_long(*_: object) -> None:
        raise TimeoutError(f"no end after {SECONDS} seconds")

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
