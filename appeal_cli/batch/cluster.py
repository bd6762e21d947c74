"""A Dask cluster in place of this machine's workers (extra `dask`)."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Any

from appeal_cli.batch.series import Chunk
from appeal_cli.batch.waiting import Waiting
from appeal_cli.batch.work import Made, Maker
from appeal_cli.isolation import PATIENCE, too_late
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.version import __version__

CONNECT_SECONDS = 10


def make_on_cluster(
    chunks: Iterable[Chunk], address: str, *, seconds: float
) -> Generator[Made, None, None]:
    """Each letter of the chunks as soon as its chunk is made by a worker of the cluster.

    Its workers have threads, so the clock alone counts. A chunk whose worker is lost, or that
    takes longer than its letters may together, is made again letter by letter. Raises
    AppealError where no scheduler answers at the address, or its workers have
    another version of this package.
    """
    with _connected(address) as client:
        yield from _Handed(client, Waiting(chunks), seconds).answers()


_MAKER = Maker()
"""Of a worker of the cluster, which makes letters of many runs, perhaps in several threads."""


def make_chunk(chunk: Chunk) -> list[Made]:
    """The letters of the chunk: what a worker does."""
    return list(_MAKER.make(chunk))


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        hint = 'install it: pip install "appeal-cli[dask]"'
        raise _refused("--dask needs the package `distributed`", hint) from None
    try:
        client = Client(address, timeout=CONNECT_SECONDS)
        versions = client.run(_version)
    except (OSError, ValueError, ImportError) as error:
        hint = "such as tcp://127.0.0.1:8786; the workers need this package too"
        raise _refused(f"--dask: no cluster answers at {address}: {error}", hint) from None
    others = sorted(set(versions.values()) - {__version__})
    if others or not versions:
        client.close()
        have = f"the workers have appeal {', '.join(others)}" if others else "there is no worker"
        raise _refused(f"--dask: {have}; this machine has appeal {__version__}")
    return client


def _version() -> str:
    return __version__


def _refused(message: str, hint: str = "") -> AppealError:
    return AppealError(Problem(message, hint=hint, kind=Kind.CLUSTER))


class _Handed:
    """The chunks on the cluster, and those that wait."""

    def __init__(self, client: Any, waiting: Waiting, seconds: float) -> None:
        self.client = client
        self.waiting = waiting
        self.seconds = seconds
        self.running: dict[Any, Chunk] = {}

    def answers(self) -> Generator[Made, None, None]:
        from distributed import wait

        while self.waiting or self.running:
            self.hand_out()
            longest = max(len(chunk.orders) for chunk in self.running.values())
            most = self.seconds * max(longest, PATIENCE)
            try:
                done = wait(
                    list(self.running),
                    timeout=most,
                    return_when="FIRST_COMPLETED",
                ).done
            except TimeoutError:
                done = list(self.running)
            for future in done:
                yield from self.answer(future)

    def hand_out(self) -> None:
        """Sends out enough chunks to keep every thread of the cluster busy."""
        threads = sum(self.client.nthreads().values()) or 1
        while self.waiting and len(self.running) < 2 * threads:
            chunk = self.waiting.next()
            future = self.client.submit(make_chunk, chunk, pure=False)
            self.running[future] = chunk

    def answer(self, future: Any) -> Generator[Made, None, None]:
        chunk = self.running.pop(future)
        if future.status == "finished":
            yield from future.result()
            return
        is_late = future.status == "pending"
        problem = too_late(self.seconds * PATIENCE) if is_late else _lost(future)
        future.cancel()
        yield from self.waiting.failed(chunk, problem)


def _lost(future: Any) -> Problem:
    error = future.exception()
    hint = "look at the logs of the cluster's workers"
    message = f"the cluster lost the letter: {type(error).__name__}"
    return Problem(message, hint=hint, kind=Kind.CRASH)
