"""The unit of work: a chunk of letters of one appeal, made into bytes.

It is a plain function of values that can be pickled, so that it runs in any process on
any machine that has the package.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.isolation import foreseen, unforeseen
from appeal_cli.letter.language import Language
from appeal_cli.letter.letter import Letter, address
from appeal_cli.page.formats import HOLDS, is_on_paper
from appeal_cli.page.template import Template
from appeal_cli.pipeline import draft as draft_html
from appeal_cli.pipeline import written
from appeal_cli.problems import AppealError, Kind, Problem, strict
from appeal_cli.roster.deputy import Deputy
from appeal_cli.writers import writer_for
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.overflow import may_need_pages, may_overflow

if TYPE_CHECKING:
    from appeal_cli.writers.pdf.imprint import Imprint
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
    """One letter to be made: to whom, in which formats, and whether its PDF is to be
    compared with a full layout."""

    deputy: Deputy
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
        return LetterKey(order.deputy.id, self.language)


@dataclass(frozen=True)
class MadeFile:
    """A file's bytes, its pages (0 where it has none of its own), and whether it was made
    the quick way."""

    data: bytes
    pages: int = 0
    imprinted: bool = False


@dataclass(frozen=True)
class Made:
    """One letter: a file in each format, or the problems that kept it from being made."""

    key: LetterKey
    files: Mapping[str, MadeFile] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()

    @property
    def is_imprinted(self) -> bool:
        """Whether its PDF was made the quick way."""
        return any(file.imprinted for file in self.files.values())


@lru_cache(maxsize=10)
def opened(form: bytes) -> Form:
    """The pickled form; the same object for the same bytes, for what is cached by it."""
    found = pickle.loads(form)
    assert isinstance(found, Form)
    return found


def make(chunk: Chunk) -> Iterator[Made]:
    """Each letter of the chunk, in the order of its orders, as soon as it is made."""
    form = opened(chunk.form)
    drafts = [_draft(form, order) for order in chunk.orders]
    pdfs = _pdfs(form, [draft for draft in drafts if isinstance(draft, Draft) and draft.on_paper])
    for draft in drafts:
        yield draft if isinstance(draft, Made) else _made(form, draft, pdfs)


@dataclass(frozen=True)
class Draft:
    """A letter whose HTML can be made into files; it goes on paper where its PDF is wanted,
    is held by another file, or is needed to tell whether everything fits."""

    order: Order
    letter: Letter
    html: str
    on_paper: bool


def _draft(form: Form, order: Order) -> Draft | Made:
    def draft() -> Draft:
        letter = address(form.appeal, order.deputy, form.language)
        if form.strict and letter.notices:
            raise AppealError(*map(strict, letter.notices))
        html = draft_html(letter, form.template)
        is_wanted = any(map(is_on_paper, order.formats))
        on_paper = is_wanted or may_overflow(html, letter, form.template)
        return Draft(order, letter, html, on_paper)

    return _or_problems(LetterKey(order.deputy.id, form.appeal.language), draft)


def _made(form: Form, draft: Draft, pdfs: Iterator[MadeFile | Exception]) -> Made:
    key = LetterKey(draft.order.deputy.id, form.appeal.language)

    def made() -> Made:
        pdf = next(pdfs) if draft.on_paper else None
        if isinstance(pdf, Exception):
            raise pdf
        files = {format: _file(form, draft, format, pdf) for format in draft.order.formats}
        return Made(key, files, notices=draft.letter.notices)

    return _or_problems(key, made)


Result = TypeVar("Result")


def _or_problems(key: LetterKey, work: Callable[[], Result]) -> Result | Made:
    """What the work returns, or the problems of a letter that can't be made."""
    try:
        return work()
    except Exception as error:
        return Made(key, problems=foreseen(error) or (unforeseen(error, _REPORT),))


_REPORT = "please report it, with the appeal and the roster's row"


def _file(form: Form, draft: Draft, format: str, pdf: MadeFile | None) -> MadeFile:
    if format == "pdf" and pdf:
        return pdf
    data = written(draft.html, draft.letter, format, form.template, pdf.data if pdf else None)
    return MadeFile(data, imprinted=format in HOLDS and pdf is not None and pdf.imprinted)


def _pdfs(form: Form, drafts: Sequence[Draft]) -> Iterator[MadeFile | Exception]:
    """The PDF file of each draft, or what keeps it from being made."""
    done = 0
    while done < len(drafts):
        try:
            for pdf in _pressed(form, drafts[done:]):
                done += 1
                yield pdf
        except Exception as error:
            done += 1
            yield error


def _pressed(form: Form, drafts: Sequence[Draft]) -> Iterator[MadeFile | Exception]:
    press = _press(form.template, form.edition)
    if form.edition.attach_source or not form.imprints:
        for draft in drafts:
            yield _laid_out(form, draft)
        return
    letters = [(draft.letter, draft.html) for draft in drafts]
    for draft, made in zip(drafts, press.press(letters), strict=True):
        if isinstance(made, AppealError):
            yield made
        elif draft.order.is_verified and made.data != _laid_out(form, draft).data:
            yield AppealError(_UNLIKE)
        else:
            yield MadeFile(made.data, made.pages, made.is_imprinted)


_UNLIKE = Problem(
    "the imprint differs from the full layout, and was not saved",
    hint="use --no-imprint, and please report it with the template",
    kind=Kind.IMPRINT,
)


def _laid_out(form: Form, draft: Draft) -> MadeFile:
    sources = draft.letter.sources if form.edition.attach_source else ()
    press = _press(form.template, form.edition)
    made = press.in_full(draft.letter, draft.html, sources)
    return MadeFile(made.data, made.pages)


@lru_cache(maxsize=10)
def _press(template: Template, edition: Edition) -> Imprint:
    """The imprint of a template, which keeps what it laid out for later letters."""
    from appeal_cli.writers.pdf.imprint import Imprint

    return Imprint(template, edition)


def prepare(chunks: Iterable[Chunk]) -> None:
    """Imports what the chunks need, so that the processes forked from this one have it."""
    formats = {format for chunk in chunks for format in chunk.formats}
    forms = {chunk.form for chunk in chunks}
    if any(may_need_pages(opened(form).template) for form in forms):
        formats.add("pdf")
    with suppress(AppealError):  # of a missing library, which each letter reports
        for format in sorted(formats):
            writer_for(format)
            if is_on_paper(format):
                from appeal_cli.writers.pdf.engine import engine

                engine()
