"""Processes that this one starts: that no signal is lost meanwhile, and that none outlives it."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.context import BaseContext
from types import FrameType

# A fork takes some milliseconds and needs nothing pickled. Elsewhere it is not safe (the
# system's libraries on macOS) or not there (Windows).
PROCESSES: multiprocessing.context.ForkContext | multiprocessing.context.SpawnContext
if sys.platform == "linux":
    PROCESSES = multiprocessing.get_context("fork")
else:
    PROCESSES = multiprocessing.get_context("spawn")


ENDING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""The signals that end a command: from the keyboard, from another program, and when the terminal
is closed."""


@contextmanager
def signals_held(processes: BaseContext = PROCESSES) -> Iterator[None]:
    """Lets the signals that end a command wait until the block ends, in which some of the
    `processes` are started: what a handler raises while a process is forked is lost, and a process
    that has just begun would take it for its own."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    if processes.get_start_method() == "spawn":
        resource_tracker.ensure_running()  # as it begins it lets signals through that were held
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def leave_signals_to_parent() -> None:
    """Lets Ctrl-C, which a terminal sends to all processes of a command, be the parent's business,
    and any other signal that ends a command end this process at once."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)


def end_with_parent(scratch: str | None = None) -> None:
    """Ends this process as soon as the one that started it has gone, however that ended, and takes
    the scratch folder away, as nobody else will."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def leave(number: int = 0, frame: FrameType | None = None) -> None:
        if scratch:
            shutil.rmtree(scratch, ignore_errors=True)
        os._exit(1)

    def wait() -> None:
        parent.join()
        leave()

    if sys.platform != "linux":
        threading.Thread(target=wait, daemon=True).start()
        return
    # A thread would take a part of the memory that a letter may have. The sentinel is a pipe that
    # is closed with the parent, and Linux says so by a signal.
    import fcntl

    signal.signal(signal.SIGIO, leave)
    sentinel = parent.sentinel
    fcntl.fcntl(sentinel, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(sentinel, fcntl.F_GETFL)
    fcntl.fcntl(sentinel, fcntl.F_SETFL, flags | os.O_ASYNC)
    if not parent.is_alive():
        leave()
