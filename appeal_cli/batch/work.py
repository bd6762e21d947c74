"""The unit of work: a chunk of letters of one appeal, made into bytes.

It is a plain function of values that can be pickled, so that it runs in any process on
any machine that has the package.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from typing import NamedTuple

from appeal_cli.batch.about import about_letter
from appeal_cli.batch.letters import LetterKey
from appeal_cli.batch.series import Chunk, Order, Series
from appeal_cli.isolation import foreseen, unforeseen
from appeal_cli.letter.addressing import Addresser
from appeal_cli.pipeline import Pipeline, Wanted
from appeal_cli.problems import AppealError, Problem, raise_for, strict
from appeal_cli.writers import prepare_writer
from appeal_cli.writers.paper import MadeFile
from appeal_cli.writers.pdf.risk import may_need_pages


class Part(NamedTuple):
    """A file that was written aside: its name there, and the digest of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Made:
    """One letter: a file in each format, or the problems that kept it from being made; `about` is
    what a manifest says of its files. Those that were written aside are `parts` too, and have no
    bytes here."""

    key: LetterKey
    files: Mapping[str, MadeFile] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    automatic: tuple[str, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, Part] = field(default_factory=dict)

    @property
    def is_imprinted(self) -> bool:
        """Whether its PDF was made the quick way."""
        return any(file.imprinted for file in self.files.values())

    @property
    def laid_out(self) -> str:
        """Why its PDF was not made so; nothing where it was, and where there is none."""
        return next((file.laid_out for file in self.files.values() if file.laid_out), "")


class Maker:
    """Makes chunks of letters in one process, and keeps what the letters of a run share."""

    def __init__(self) -> None:
        self._opened: dict[bytes, _Opened] = {}
        self._pipelines: dict[object, Pipeline] = {}

    def make(self, chunk: Chunk) -> Iterator[Made]:
        """Each letter of the chunk, in the order of its orders, as soon as it is made."""
        try:
            series = self._open(chunk.series)
        except Exception as error:
            yield from (_refused(chunk.key(order), error) for order in chunk.orders)
            return
        addressed = [_addressed(series, order) for order in chunk.orders]
        made = series.pipeline.made([each for each in addressed if isinstance(each, Wanted)])
        for order, wanted in zip(chunk.orders, addressed, strict=True):
            key = chunk.key(order)
            if isinstance(wanted, Exception):
                yield _refused(key, wanted)
                continue
            found, letter = next(made), wanted.letter
            if isinstance(found, Exception):
                yield _refused(key, found, letter.notices)
            else:
                about = about_letter(letter, order.outgoing) if found.files else {}
                yield Made(key, found.files, (), found.notices, letter.automatic, about)

    def _open(self, pickled: bytes) -> _Opened:
        if pickled not in self._opened:
            series: Series = pickle.loads(pickled)
            key = (series.template, series.edition, series.mailing, series.imprints)
            if key not in self._pipelines:
                self._pipelines[key] = Pipeline(
                    series.template, series.edition, series.mailing, imprints=series.imprints
                )
            addresser = Addresser(series.appeal, series.language)
            self._opened[pickled] = _Opened(addresser, self._pipelines[key], series.strict)
        return self._opened[pickled]


class _Opened(NamedTuple):
    """A series in the process that makes its letters: who addresses them, what makes them
    files, and whether one with a notice is not made."""

    addresser: Addresser
    pipeline: Pipeline
    is_strict: bool


def _addressed(series: _Opened, order: Order) -> Wanted | Exception:
    try:
        letter = series.addresser.letter(order.deputy, order.outgoing)
        if series.is_strict:
            raise_for([*map(strict, letter.notices)])
        return Wanted(letter, order.formats, is_verified=order.is_verified)
    except Exception as error:
        return error


def _refused(key: LetterKey, error: Exception, notices: tuple[Problem, ...] = ()) -> Made:
    """A letter that is not made, for the error."""
    return Made(key, {}, foreseen(error) or (unforeseen(error, _REPORT),), notices)


_REPORT = "please report it, with the appeal and the roster's row"


def prepare(chunks: Sequence[Chunk]) -> None:
    """Imports what the chunks need, so that the processes forked from this one have it."""
    formats = {format for chunk in chunks for format in chunk.formats}
    pickled = {chunk.series for chunk in chunks}
    if any(needs_pages(pickle.loads(each)) for each in pickled):
        formats.add("pdf")
    if sum(len(chunk.orders) for chunk in chunks) > 1:
        for name in _OF_SEVERAL:
            import_module(name)
    with suppress(AppealError):  # of a missing library, which each letter reports
        for format in sorted(formats):
            prepare_writer(format)


_OF_SEVERAL = ("appeal_cli.page.pattern", "fontTools.ttLib")
"""What is imported where letters are made: once for all processes, where there are several."""


def needs_pages(series: Series) -> bool:
    """Whether its letters are laid out, whatever they are made for, as far as that can be told."""
    appeal = series.appeal
    has_tables = any(block.table for block in (*appeal.body, *appeal.about))
    is_measured = appeal.max_pages is not None or appeal.addressee.window is not None
    return is_measured or has_tables or may_need_pages(series.template)
