"""Chunks: the letters of a run in groups that are made together."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from appeal_cli.batch.series import Chunk, Order, Series

if TYPE_CHECKING:
    from appeal_cli.batch.plan import Task

LETTERS_AT_ONCE = 100
"""The most letters in a chunk: enough to share what they have in common."""


def chunks_of(
    tasks: Iterable[Task], series: Mapping[str, Series], jobs: int, verify: int = 0
) -> list[Chunk]:
    """The tasks as chunks, small enough for all jobs to have some.

    `verify` is how many of the letters are laid out in full too, spread evenly.
    """
    letters = [(piece, list(own)) for piece, own in groupby(tasks, key=lambda task: task.piece)]
    step = max(1, len(letters) // verify) if verify else 0
    orders: dict[str, list[Order]] = {}
    for number, (piece, own) in enumerate(letters):
        formats = tuple(task.format for task in own)
        is_verified = bool(step) and number % step == 0 and number // step < verify
        order = Order(piece.deputy, formats, is_verified, piece.outgoing)
        orders.setdefault(piece.appeal.language, []).append(order)
    return chunked(orders, series, jobs)


def chunked(
    orders: Mapping[str, Sequence[Order]], series: Mapping[str, Series], jobs: int
) -> list[Chunk]:
    """The orders, by the language of their series, as chunks for so many jobs."""
    share = -(-sum(map(len, orders.values())) // (jobs * 2))
    size = max(1, min(LETTERS_AT_ONCE, share))
    return [
        chunk for language, own in orders.items() for chunk in _chunks(series[language], own, size)
    ]


def _chunks(series: Series, orders: Sequence[Order], size: int) -> Iterator[Chunk]:
    pickled = pickle.dumps(series)
    for start in range(0, len(orders), size):
        yield Chunk(series.appeal.language, pickled, tuple(orders[start : start + size]))
