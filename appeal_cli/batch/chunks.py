"""Chunks: letters of one appeal that are made together, as values that can be sent anywhere."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.batch.letters import LetterKey
from appeal_cli.batch.plan import Task
from appeal_cli.letter.language import Language
from appeal_cli.page.template import Template
from appeal_cli.roster.deputy import Deputy
from appeal_cli.writers.pdf.edition import Edition

LETTERS_AT_ONCE = 100
"""The most letters in a chunk: enough to share what they have in common."""


@dataclass(frozen=True)
class Series:
    """What all letters of one appeal in a batch share: a series.

    With `strict`, a letter with a name that should be checked is not made.
    `imprints` allows the quick way of making many PDF files.
    """

    appeal: Appeal
    language: Language
    template: Template
    edition: Edition
    strict: bool = False
    imprints: bool = True


@dataclass(frozen=True)
class Order:
    """One letter to be made: to whom (None is everyone), in which formats, and whether its PDF
    is to be compared with a full layout."""

    deputy: Deputy | None
    formats: tuple[str, ...]
    is_verified: bool = False


@dataclass(frozen=True)
class Chunk:
    """Letters of one series, made together. The series is pickled, once for all its chunks."""

    language: str
    series: bytes
    orders: tuple[Order, ...]

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats of its letters, each once."""
        return tuple(dict.fromkeys(name for order in self.orders for name in order.formats))

    def key(self, order: Order) -> LetterKey:
        """Whom the letter of one of its orders is for, and in which language."""
        return LetterKey(order.deputy.id if order.deputy else "", self.language)


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
        order = Order(piece.deputy, formats, is_verified)
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
