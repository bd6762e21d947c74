"""Workers: processes of this machine that make letters, each within limits.

A worker answers with one letter after another. One that stays silent too long or dies is
replaced; what it had left is made again letter by letter, so that only the letter that
brought it down is lost.
"""

from __future__ import annotations

import gc
import pickle
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from appeal_cli.batch.parts import Parts
from appeal_cli.batch.series import Chunk, Order
from appeal_cli.batch.waiting import Waiting
from appeal_cli.batch.work import Made, Maker, prepare
from appeal_cli.isolation import (
    PATIENCE,
    brought_down,
    scratch_folder,
    stand_alone,
    too_late,
    within,
)
from appeal_cli.isolation.processes import PROCESSES, signals_held
from appeal_cli.problems import Problem

LETTERS = 20_000
"""How many letters a worker makes before a new one takes its place: WeasyPrint's memory
grows by some 10 kB with each."""

_YOUNG = 10_000
"""How many new values a worker has before it looks for garbage among them: a letter is made of
hundreds, which go with it."""

SECONDS_TOGETHER = 0.05
"""How long a worker gathers what it made before it sends that: letters that are made in less
than a millisecond are not worth a message each."""


def make_locally(
    chunks: Iterable[Chunk],
    *,
    jobs: int,
    seconds: float,
    memory: int,
    parts: str | None = None,
) -> Generator[Made, None, None]:
    """Each letter of the chunks as soon as it is made, by that many processes at once.

    `seconds` is the most processor time that one letter may take, `memory` the most bytes
    that a worker may have; `parts` is a folder that files are written aside into. The processes
    end with the iterator.
    """
    chunks = tuple(chunks)
    prepare(chunks)
    with scratch_folder() as scratch:  # last, since only a worker takes it away for a killed parent
        workers = _Workers(chunks, seconds, memory, scratch, parts)
        try:
            while workers.has_work:
                workers.hand_out(jobs)
                yield from workers.answers()
        finally:
            workers.close()


@dataclass
class _Worker:
    """One process: the chunk that it works on, and how many of it are answered."""

    process: BaseProcess
    answers: Connection
    orders: Connection
    chunk: Chunk | None = None
    answered: int = 0
    until: float = 0.0
    letters: int = 0

    @property
    def left(self) -> tuple[Order, ...]:
        """The orders of its chunk that it has not answered."""
        return self.chunk.orders[self.answered :] if self.chunk else ()


class _Workers:
    """The workers, and the chunks that wait for one.

    A worker that is forked has the chunks already, as this process has them, and is told their
    numbers; any other, and one that takes what another has left, is sent the chunk itself.
    """

    def __init__(
        self,
        chunks: tuple[Chunk, ...],
        seconds: float,
        memory: int,
        scratch: str | None,
        parts: str | None,
    ) -> None:
        self.waiting = Waiting(chunks)
        self.known = chunks if PROCESSES.get_start_method() == "fork" else ()
        self.numbers = {id(chunk): number for number, chunk in enumerate(self.known)}
        self.seconds = seconds
        self.memory = memory
        self.scratch = scratch
        self.parts = parts
        self.workers: list[_Worker] = []

    @property
    def has_work(self) -> bool:
        return bool(self.waiting) or any(worker.chunk for worker in self.workers)

    def hand_out(self, jobs: int) -> None:
        """Gives each idle worker a chunk, as long as there are any."""
        idle = [worker for worker in self.workers if not worker.chunk]
        while self.waiting and (idle or len(self.workers) < jobs):
            worker = idle.pop() if idle else self.start()
            chunk = self.waiting.next()
            worker.chunk, worker.answered = chunk, 0
            worker.until = self.latest()
            try:
                worker.orders.send_bytes(pickle.dumps(self.numbers.get(id(chunk), chunk)))
            except OSError:
                self.retire(worker)
                self.waiting.put_back(chunk)

    def latest(self) -> float:
        """Until when a worker has to answer that goes on with a letter now."""
        return time.monotonic() + self.seconds * PATIENCE

    def start(self) -> _Worker:
        # Two pipes of one way each: one of both ways would be a socket, and none is opened.
        answers, theirs_out = PROCESSES.Pipe(duplex=False)
        theirs_in, orders = PROCESSES.Pipe(duplex=False)
        others = (pipe for worker in self.workers for pipe in (worker.answers, worker.orders))
        inherited = [answers, orders, *others]
        if PROCESSES.get_start_method() != "fork":
            inherited = []
        limits = (self.seconds, self.memory, self.scratch)
        arguments = (theirs_in, theirs_out, inherited, self.known, *limits, self.parts)
        process = PROCESSES.Process(target=_serve, args=arguments, daemon=True)
        worker = _Worker(process, answers, orders)
        with signals_held():
            process.start()
            self.workers.append(worker)
        theirs_in.close()
        theirs_out.close()
        return worker

    def answers(self) -> Iterator[Made]:
        """The letters that have come in, once there are some or a worker has to be replaced."""
        busy = {worker.answers: worker for worker in self.workers if worker.chunk}
        first = min(worker.until for worker in busy.values())
        ready = wait(list(busy), timeout=max(first - time.monotonic(), 0))
        for pipe in ready:
            yield from self.answer(busy[pipe])  # type: ignore[index]
        now = time.monotonic()
        for worker in self.workers[:]:
            if worker.chunk and worker.until < now and worker.answers not in ready:
                yield from self.failed(worker, too_late(self.seconds * PATIENCE))

    def answer(self, worker: _Worker) -> Iterator[Made]:
        try:
            letters: list[Made] = pickle.loads(worker.answers.recv_bytes())
        except (EOFError, OSError):
            worker.process.join()
            problem = brought_down(worker.process.exitcode or 0, self.seconds, self.memory)
            yield from self.failed(worker, problem)
            return
        worker.answered += len(letters)
        worker.letters += len(letters)
        worker.until = self.latest()
        if not worker.left:
            worker.chunk = None
            if worker.letters >= LETTERS:
                self.retire(worker)
        yield from letters

    def failed(self, worker: _Worker, problem: Problem) -> Iterator[Made]:
        """Replaces a worker; what it had left waits again, unless it is one to give up."""
        chunk, left = worker.chunk, worker.left
        self.retire(worker)
        if chunk is not None:
            yield from self.waiting.failed(replace(chunk, orders=left), problem)

    def retire(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.answers.close()
        worker.orders.close()

    def close(self) -> None:
        for worker in self.workers[:]:
            self.retire(worker)


def _serve(
    orders: Connection,
    answers: Connection,
    inherited: list[Connection],
    known: tuple[Chunk, ...],
    seconds: float,
    memory: int,
    scratch: str | None,
    parts: str | None,
) -> None:
    """A worker's own part: makes each chunk that comes, until nobody sends any more.

    What a chunk's letters have in common is made in the time of its first letter.

    `inherited` are the parent's own ends, which a fork has too: open, they would keep a
    worker waiting for a parent that is gone. A number that comes is that of one of the `known`
    chunks. What goes through the pipes is pickled plainly: the
    pickler that they have looks each value up in Python.
    """
    for pipe in inherited:
        pipe.close()
    stand_alone(scratch, memory)
    gc.freeze()  # what the parent has is not looked through again, nor copied for that
    gc.set_threshold(_YOUNG)
    maker, aside = Maker(), Parts(parts).aside if parts else None
    with suppress(EOFError, OSError):
        while True:
            order = pickle.loads(orders.recv_bytes())
            made = maker.make(known[order] if isinstance(order, int) else order)
            made = map(aside, made) if aside else made
            for letters in _gathered(within(made, seconds)):
                answers.send_bytes(pickle.dumps(letters))


def _gathered(made: Iterator[Made]) -> Iterator[list[Made]]:
    """The letters in groups, each of those that were made in SECONDS_TOGETHER."""
    group: list[Made] = []
    until = time.monotonic() + SECONDS_TOGETHER
    for letter in made:
        group.append(letter)
        if time.monotonic() >= until:
            yield group
            group, until = [], time.monotonic() + SECONDS_TOGETHER
    if group:
        yield group
