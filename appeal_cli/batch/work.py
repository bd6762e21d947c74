"""The unit of work: a chunk of letters of one appeal, made into bytes.

It is a plain function of values that can be pickled, so that it runs in any process on
any machine that has the package.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.isolation import foreseen, unforeseen
from appeal_cli.letter.language import Language
from appeal_cli.letter.letter import address
from appeal_cli.page.template import Template
from appeal_cli.pipeline import MadeFile, Pipeline, Wanted
from appeal_cli.problems import AppealError, Problem, strict
from appeal_cli.roster.deputy import Deputy
from appeal_cli.writers import prepare_writer
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.overflow import may_need_pages

if TYPE_CHECKING:
    pass
from appeal_cli.batch.letters import LetterKey


@dataclass(frozen=True)
class Form:
    """What all letters of one appeal in a batch share.

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
    """Letters of one form, made together. The form is pickled, once for all its chunks."""

    language: str
    form: bytes
    orders: tuple[Order, ...]

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats of its letters, each once."""
        return tuple(dict.fromkeys(name for order in self.orders for name in order.formats))

    def key(self, order: Order) -> LetterKey:
        """Whom the letter of one of its orders is for, and in which language."""
        return LetterKey(order.deputy.id if order.deputy else "", self.language)


@dataclass(frozen=True)
class Made:
    """One letter: a file in each format, or the problems that kept it from being made."""

    key: LetterKey
    files: Mapping[str, MadeFile] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    automatic: tuple[str, ...] = ()

    @property
    def is_imprinted(self) -> bool:
        """Whether its PDF was made the quick way."""
        return any(file.imprinted for file in self.files.values())


class Maker:
    """Makes chunks of letters in one process, and keeps what the letters of a run share."""

    def __init__(self) -> None:
        self._forms: dict[bytes, tuple[Form, Pipeline]] = {}
        self._pipelines: dict[object, Pipeline] = {}

    def make(self, chunk: Chunk) -> Iterator[Made]:
        """Each letter of the chunk, in the order of its orders, as soon as it is made."""
        form, pipeline = self._opened(chunk.form)
        addressed = [_addressed(form, order) for order in chunk.orders]
        made = pipeline.made([each for each in addressed if isinstance(each, Wanted)])
        for order, wanted in zip(chunk.orders, addressed, strict=True):
            key = chunk.key(order)
            found = next(made) if isinstance(wanted, Wanted) else wanted
            if isinstance(found, Exception):
                yield Made(key, problems=foreseen(found) or (unforeseen(found, _REPORT),))
            elif isinstance(wanted, Wanted):
                yield Made(key, found.files, (), found.notices, wanted.letter.automatic)

    def _opened(self, pickled: bytes) -> tuple[Form, Pipeline]:
        if pickled not in self._forms:
            form: Form = pickle.loads(pickled)
            key = (form.template, form.edition, form.imprints)
            if key not in self._pipelines:
                self._pipelines[key] = Pipeline(form.template, form.edition, imprints=form.imprints)
            self._forms[pickled] = form, self._pipelines[key]
        return self._forms[pickled]


def _addressed(form: Form, order: Order) -> Wanted | Exception:
    try:
        letter = address(form.appeal, order.deputy, form.language)
        if form.strict and letter.notices:
            raise AppealError(*map(strict, letter.notices))
        return Wanted(letter, order.formats, is_verified=order.is_verified)
    except Exception as error:
        return error


_REPORT = "please report it, with the appeal and the roster's row"


def prepare(chunks: Iterable[Chunk]) -> None:
    """Imports what the chunks need, so that the processes forked from this one have it."""
    formats = {format for chunk in chunks for format in chunk.formats}
    forms = {chunk.form for chunk in chunks}
    if any(may_need_pages(pickle.loads(form).template) for form in forms):
        formats.add("pdf")
    with suppress(AppealError):  # of a missing library, which each letter reports
        for format in sorted(formats):
            prepare_writer(format)
