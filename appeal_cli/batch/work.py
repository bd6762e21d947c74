"""The unit of work: a chunk of letters of one appeal, made into bytes.

It is a plain function of values that can be pickled, so that it runs in any process on
any machine that has the package.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from appeal_cli.appeal import Appeal
from appeal_cli.deputies.deputy import Deputy
from appeal_cli.errors import AppealError, Problem, strict
from appeal_cli.language import Language
from appeal_cli.letter import Letter, address
from appeal_cli.press import proofed_html
from appeal_cli.template import Template
from appeal_cli.writers import writer_for


@dataclass(frozen=True)
class Form:
    """What all letters of one appeal in a batch share.

    With `strict`, a letter whose naming has something to look over is not made.
    `imprint` allows the quick way of making many PDF files.
    """

    appeal: Appeal
    language: Language
    template: Template
    strict: bool = False
    imprint: bool = True


@dataclass(frozen=True)
class Order:
    """One letter to be made: to whom, and in which formats."""

    deputy: Deputy
    formats: tuple[str, ...]


@dataclass(frozen=True)
class Chunk:
    """Letters of one form, made together. The form is pickled, once for all its chunks."""

    language: str
    form: bytes
    orders: tuple[Order, ...]

    def singly(self, orders: tuple[Order, ...]) -> list[Chunk]:
        """A chunk for each of the orders."""
        return [replace(self, orders=(order,)) for order in orders]


@dataclass(frozen=True)
class MadeFile:
    """A file's bytes, its pages (0 where it has none of its own), and how it was set."""

    data: bytes
    pages: int = 0
    imprinted: bool = False


class LetterKey(NamedTuple):
    """Whom a letter is for, and in which language."""

    deputy: str
    language: str


@dataclass(frozen=True)
class Made:
    """One letter: a file in each format, or the problems that kept it from being made."""

    key: LetterKey
    files: Mapping[str, MadeFile] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()


@lru_cache(maxsize=10)
def opened(form: bytes) -> Form:
    """The pickled form; the same object for the same bytes, for what is cached by it."""
    found = pickle.loads(form)
    assert isinstance(found, Form)
    return found


def make(chunk: Chunk) -> Iterator[Made]:
    """Each letter of the chunk, in the order of its orders, as soon as it is made."""
    form = opened(chunk.form)
    for order in chunk.orders:
        yield _made(form, order)


def _made(form: Form, order: Order) -> Made:
    key = LetterKey(order.deputy.id, form.appeal.language)
    try:
        letter = address(form.appeal, order.deputy, form.language)
        if form.strict and letter.notices:
            raise AppealError(*map(strict, letter.notices))
        files = _files(letter, order.formats, form.template)
    except AppealError as error:
        return Made(key, problems=error.problems)
    except MemoryError:
        return Made(key, problems=(_OUT_OF_MEMORY,))
    except Exception as error:
        return Made(key, problems=(_unexpected(error),))
    return Made(key, files, notices=letter.notices)


_OUT_OF_MEMORY = Problem("the letter needs more memory than it may have", name="limit")


def _unexpected(error: Exception) -> Problem:
    hint = "please report it, with the appeal and the roster's row"
    message = f"this should not happen: {type(error).__name__}: {error}"
    return Problem(message, hint=hint, name="crash")


def _files(letter: Letter, formats: tuple[str, ...], template: Template) -> dict[str, MadeFile]:
    html = proofed_html(letter, template)
    return {format: _file(html, format, template) for format in formats}


def _file(html: str, format: str, template: Template) -> MadeFile:
    data = writer_for(format)(html, template)
    return MadeFile(data, _pages(data) if format == "pdf" else 0)


def _pages(pdf: bytes) -> int:
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)
