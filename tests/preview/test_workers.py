"""The processes that work for the page."""

from __future__ import annotations

import asyncio
import multiprocessing

from appeal_cli.isolation import Outcome
from appeal_cli.preview.workers import Worker


def doubled(number: int) -> Outcome[int]:
    """What the worker does here."""
    return Outcome(2 * number)


async def wanted() -> bool:
    return True


def test_whoever_asks_while_it_ends_leaves_no_process() -> None:
    """A page may ask for a letter in the moment in which the preview ends."""
    worker = Worker(doubled)
    with worker:
        assert asyncio.run(worker.make(2, wanted)) == Outcome(4)
        assert len(multiprocessing.active_children()) == 1
    assert asyncio.run(worker.make(2, wanted)) == Outcome()
    assert not worker.start()
    assert multiprocessing.active_children() == []
