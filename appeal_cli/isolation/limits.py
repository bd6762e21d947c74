"""Limits of this process, as the system keeps them."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from math import ceil
from pathlib import Path


def limit_memory(most: int) -> None:
    """Lets this process take no more bytes of memory than that, where the system can. What it has
    now does not count: a fork begins with all that its parent has."""
    _limit("RLIMIT_AS", _held() + most)


def _held() -> int:
    """The bytes of address space that this process has now, where the system tells (proc(5));
    else none."""
    with suppress(OSError, ValueError):
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * _PAGE
    return 0


_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0


def limit_processor(seconds: float) -> None:
    """Ends this process once it has worked for so many seconds from now, where the system can.

    The timer is exact. The limit of the system counts whole seconds, and holds for a process
    that this one starts too.
    """
    _limit("RLIMIT_CPU", ceil(time.process_time() + seconds))
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit(name: str, most: int) -> None:
    """Sets a soft limit of the system; the hard one stays."""
    with suppress(ImportError, AttributeError, OSError, ValueError):
        import resource

        kind = getattr(resource, name)
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, hard))
