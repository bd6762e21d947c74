"""Limits: work whose size a stranger's file decides, done in its own process.

A template may loop for ever, and a layout may want more memory than there is. Such a
letter ends its own process and no other, and is reported like any other problem.
"""

from __future__ import annotations

import os
import signal
import tempfile
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from appeal_cli.isolation.limits import limit_memory, limit_processor
from appeal_cli.isolation.processes import (
    PROCESSES,
    end_with_parent,
    leave_signals_to_parent,
    signals_held,
)
from appeal_cli.problems import AppealError, Kind, Problem

SECONDS = 30
"""The most seconds of processor time that one letter may take."""

PATIENCE = 10 if hasattr(signal, "setitimer") else 1
"""How many times as long it may take by the clock, for what waits; where the system can't limit
processor time (Windows), the clock alone counts."""

MEMORY = 1_000_000_000
"""The most bytes of memory that the process of a letter may take besides those that it begins
with, where the system enforces that (Linux)."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class UnexpectedError(Exception):
    """What no part of the program foresaw, raised while an item was worked on; its note is
    the traceback."""


@dataclass(frozen=True)
class Outcome(Generic[Result]):
    """What the work returned for one item, or the problems that kept it from returning."""

    result: Result | None = None
    problems: tuple[Problem, ...] = ()


def each(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> Iterator[Outcome[Result]]:
    """What becomes of each item, worked on one after another in a process of their own.

    `seconds` are of processor time; what waits has PATIENCE times as long by the clock.
    An item that runs into a limit, or that brings the process down, has a problem named
    `limit` or `crash`, and the next one begins in a new process. AppealErrors become
    problems; any other exception is raised here.
    """
    waiting = deque(items)
    while waiting:
        with (
            scratch_folder() as scratch,
            _worker(work, waiting, scratch, seconds, memory) as worker,
        ):
            is_alive = True
            while waiting and is_alive:
                is_alive, outcome = _next_outcome(*worker, seconds, memory)
                waiting.popleft()
                yield outcome


@contextmanager
def scratch_folder() -> Iterator[str | None]:
    """A folder for what libraries write down while they work, taken away however that ends;
    None where the system has no place for one."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="appeal-", ignore_cleanup_errors=True)
    except OSError:
        yield None
    else:
        with folder as name:
            yield name


@contextmanager
def _worker(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    scratch: str | None,
    seconds: float,
    memory: int,
) -> Iterator[tuple[Connection, BaseProcess]]:
    """A process that works on the items, and our end of the pipe that it answers through."""
    ours, theirs = PROCESSES.Pipe(duplex=False)
    arguments = (theirs, work, tuple(items), scratch, seconds, memory)
    process = PROCESSES.Process(target=_serve, args=arguments, daemon=True)
    try:
        with signals_held():
            process.start()
        theirs.close()
        yield ours, process
    finally:
        if process.pid is not None:
            process.kill()
            process.join()
        ours.close()


def _next_outcome(
    ours: Connection, process: BaseProcess, seconds: float, memory: int
) -> tuple[bool, Outcome[Any]]:
    """Whether the process goes on to the item after this one, and what became of this one."""
    try:
        if not ours.poll(seconds * PATIENCE):
            return False, Outcome(problems=(too_late(seconds * PATIENCE),))
        answer = ours.recv()
    except (EOFError, OSError):
        process.join()
        return False, Outcome(problems=(brought_down(process.exitcode or 0, seconds, memory),))
    if isinstance(answer, Outcome):
        return True, answer
    raise answer


def _serve(
    theirs: Connection,
    work: Callable[[Item], Result],
    items: Iterable[Item],
    scratch: str | None,
    seconds: float,
    memory: int,
) -> None:
    """The child's part: works, and answers with an outcome or an unexpected exception."""
    stand_alone(scratch, memory)
    for outcome in within((_outcome(work, item, memory) for item in items), seconds):
        theirs.send(outcome)


def within(made: Iterator[Result], seconds: float) -> Iterator[Result]:
    """What the iterator makes: this process ends where one takes more processor time than that,
    or, as setting a limit takes time too, than nearly that."""
    limit_processor(seconds)
    limited = time.monotonic()
    for result in made:
        if time.monotonic() - limited > seconds * _NEARLY:
            limit_processor(seconds)
            limited = time.monotonic()
        yield result


_NEARLY = 0.01
"""How much of its time may be gone when the next one begins."""


def _outcome(
    work: Callable[[Item], Result], item: Item, memory: int
) -> Outcome[Result] | Exception:
    try:
        return Outcome(work(item))
    except Exception as error:
        if problems := foreseen(error, memory):
            return Outcome(problems=problems)
        unexpected = UnexpectedError(f"{type(error).__name__}: {error}")
        unexpected.add_note(traceback.format_exc())
        return unexpected


def foreseen(error: Exception, memory: int | None = None) -> tuple[Problem, ...]:
    """The problems of a letter whose making ended with the error; none for one that no part of
    the program foresaw. `memory` is how many bytes it could have, where that is known."""
    if isinstance(error, AppealError):
        return error.problems
    if isinstance(error, MemoryError):
        return (too_large(memory),)
    # Python 3.11 raises a SystemError where there is no memory for another call.
    if isinstance(error, (RecursionError, SystemError)):
        return (Problem("something is nested too deep", kind=Kind.LIMIT),)
    return ()


def unforeseen(error: Exception, hint: str = "") -> Problem:
    """The problem of an error that no part of the program foresaw."""
    message = f"this should not happen: {type(error).__name__}: {error}"
    return Problem(message, hint=hint, kind=Kind.CRASH)


def stand_alone(scratch: str | None, memory: int) -> None:
    """Makes this process one that works within limits: with a folder for what is written down
    meanwhile, and no more bytes of memory than that besides those that it has.

    It leaves signals to the parent, ends with it, and says nothing: where memory is short,
    libraries print what no user should see.
    """
    end_with_parent(scratch)
    for number in _OUT_OF_TIME:
        signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _OUT_OF_TIME)
    leave_signals_to_parent()
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    os.close(silence)
    tempfile.tempdir = scratch
    limit_memory(memory)


def too_slow(seconds: float) -> Problem:
    """The problem of a letter that ran into its limit of processor time."""
    message = f"the letter took more than {seconds:g} s of processor time"
    hint = "shorten the letter, or look for a loop in the template"
    return Problem(message, hint=hint, kind=Kind.LIMIT)


def too_late(seconds: float) -> Problem:
    """The problem of a letter that was not made within so many seconds by the clock."""
    message = f"the letter took more than {seconds:g} s, waiting included"
    hint = "the machine may be too busy, or a disk too slow; else look for a loop in the template"
    return Problem(message, hint=hint, kind=Kind.LIMIT)


def too_large(memory: int | None) -> Problem:
    """The problem of a letter that ran into its memory limit, of so many bytes if that is known."""
    most = (
        f"more than {memory / 1e9:g} GB of memory" if memory else "more memory than it could have"
    )
    message = f"the letter needed {most}"
    return Problem(message, hint="shorten the letter, or simplify the template", kind=Kind.LIMIT)


# How a process ends that worked for too long, be it in Python or in C.
_OUT_OF_TIME = [number for number in signal.Signals if number.name in ("SIGPROF", "SIGXCPU")]

# How a process ends whose libraries in C got no memory: glib and harfbuzz abort.
_OUT_OF_MEMORY = (signal.SIGABRT, getattr(signal, "SIGTRAP", signal.SIGABRT))


def brought_down(exit_code: int, seconds: float, memory: int) -> Problem:
    """The problem of a letter whose process ended with that code (of a signal: below 0)."""
    if -exit_code in _OUT_OF_TIME:
        return too_slow(seconds)
    if -exit_code in _OUT_OF_MEMORY:
        return too_large(memory)
    names = {-number: number.name for number in signal.Signals}
    how = names.get(exit_code, f"exit status {exit_code}")
    hint = "please report it, with the appeal, the roster and the template"
    return Problem(f"making the letter crashed ({how})", hint=hint, kind=Kind.CRASH)
