"""A process that works for the page, one thing after another."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import signal
import sys
import threading
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Generic, TypeVar

from appeal_cli.isolation import MEMORY, SECONDS, Outcome, brought_down, unforeseen
from appeal_cli.isolation.processes import end_with_parent, leave_signals_to_parent, signals_held

Item = TypeVar("Item")
Made = TypeVar("Made")

# A server has threads, with which a fork is not safe: the worker is a fresh process, which has
# none and forks for each letter.
_FRESH = multiprocessing.get_context("spawn")


_PATIENCE = 5
"""How many seconds a process has to end in order."""


class Worker(Generic[Item, Made]):
    """A process that works on items one after another. It is started when it is first asked, or
    before by `start`; then it does what `warm_up` does, so that the first item finds all ready."""

    def __init__(
        self,
        work: Callable[[Item], Outcome[Made]],
        warm_up: Callable[[], object] | None = None,
    ) -> None:
        self._work, self._warm_up = work, warm_up
        self._turn = asyncio.Lock()
        self._starting = threading.Lock()
        self._process: BaseProcess | None = None
        self._is_over = False

    def start(self) -> bool:
        """Starts the process, if it does not run; False where it is not to run any more: a question
        that is asked while the preview ends must not leave a process behind."""
        with self._starting:
            if self._is_over or (self._process and self._process.is_alive()):
                return not self._is_over
            self._questions, theirs = _FRESH.Pipe()
            arguments = (theirs, self._work, self._warm_up)
            self._process = _FRESH.Process(target=_answer, args=arguments)
            with signals_held(_FRESH):
                self._process.start()
            theirs.close()
            return True

    def __enter__(self) -> Worker[Item, Made]:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with self._starting:
            self._is_over = True
        if self._process:
            self._process.terminate()
            self._process.join(_PATIENCE)
            self._process.kill()  # where it lost the signal, as in a callback of a library
            self._process.join()
            self._questions.close()

    async def make(
        self, item: Item, is_wanted: Callable[[], Awaitable[bool]]
    ) -> Outcome[Made] | None:
        """What becomes of the item; None where nobody wants it any more when its turn comes."""
        async with self._turn:
            if not await is_wanted():
                return None
            return await asyncio.to_thread(self._ask, item)

    def _ask(self, item: Item) -> Outcome[Made]:
        if not self.start():
            return Outcome()
        assert self._process
        try:
            self._questions.send(item)
            answer: Outcome[Made] = self._questions.recv()
        except (EOFError, OSError):
            self._process.join()
            code = self._process.exitcode or 0
            return Outcome(problems=(brought_down(code, SECONDS, MEMORY),))
        return answer


def _answer(
    questions: Connection,
    work: Callable[[Any], Outcome[Any]],
    warm_up: Callable[[], object] | None,
) -> None:
    """The process's part: works until whoever gives the orders has gone."""
    leave_signals_to_parent()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit())
    end_with_parent()
    if warm_up:
        warm_up()
        gc.freeze()  # what all letters share is not looked through again, nor copied for that
    while True:
        try:
            item = questions.recv()
        except EOFError:
            return
        try:
            questions.send(work(item))
        except Exception as error:
            questions.send(Outcome(problems=(unforeseen(error),)))
