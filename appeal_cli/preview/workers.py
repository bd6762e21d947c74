"""Making a letter for the page: as HTML, and as pictures of its printed pages."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.isolation import MEMORY, SECONDS, Outcome, brought_down, each, unforeseen
from appeal_cli.isolation.processes import end_with_parent, leave_signals_to_parent, signals_held
from appeal_cli.letter.outgoing import Outgoing
from appeal_cli.problems import Problem
from appeal_cli.roster.deputy import Deputy

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 20
"""The most pages that are shown."""

DOTS = 2
"""Pixels of a page's picture for each point of the page: sharp on present screens."""


@dataclass(frozen=True)
class Asked:
    """The letter that is to be made."""

    appeal: Appeal
    deputy: Deputy | None
    outgoing: Outgoing | None
    template: Path


@dataclass(frozen=True)
class Shown:
    """A letter's file, pictures of its first pages (PNG), and what to report about it."""

    data: bytes
    pages: tuple[bytes, ...] = ()
    page_count: int = 0
    problems: tuple[Problem, ...] = ()


def make_web(asked: Asked) -> Shown:
    """The letter as one HTML file, however much is wrong with it."""
    from appeal_cli.letter.addressing import address
    from appeal_cli.page.template import load_template
    from appeal_cli.pipeline import Pipeline

    letter = address(asked.appeal, asked.deputy, outgoing=asked.outgoing)
    pipeline = Pipeline(load_template(asked.template))
    page = pipeline.rendered(letter)
    problems = (*pipeline.proof(page), *pipeline.not_shown(letter), *letter.notices)
    return Shown(pipeline.written(page, "html"), problems=problems)


def make_paper(asked: Asked) -> Shown:
    """The letter as PDF, and its pages."""
    from appeal_cli.letter.addressing import address
    from appeal_cli.page.template import load_template
    from appeal_cli.pipeline import render

    letter = address(asked.appeal, asked.deputy, outgoing=asked.outgoing)
    pdf = render(letter, "pdf", load_template(asked.template))
    return Shown(pdf, *_pictures(pdf))


def _pictures(pdf: bytes) -> tuple[tuple[bytes, ...], int]:
    """PNGs of the first pages, and how many pages there are."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        shown = [document[number] for number in range(min(len(document), MOST_PAGES))]
        return tuple(_png(page.render(scale=DOTS).to_pil()) for page in shown), len(document)


def _png(image: Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG", compress_level=1)
    return file.getvalue()


# A server has threads, with which a fork is not safe: the maker is a fresh process, which has
# none and forks for each letter.
_FRESH = multiprocessing.get_context("spawn")


class MakerProcess:
    """A process that makes letters one after another, each within the limits of a letter."""

    def __init__(self, work: Callable[[Asked], Shown]) -> None:
        self._work = work
        self._turn = asyncio.Lock()
        self._start()

    def _start(self) -> None:
        self._questions, theirs = _FRESH.Pipe()
        self._process = _FRESH.Process(target=_answer, args=(theirs, self._work))
        with signals_held():
            self._process.start()
        theirs.close()

    def __enter__(self) -> MakerProcess:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.join()
        self._questions.close()

    async def make(
        self, asked: Asked, is_wanted: Callable[[], Awaitable[bool]]
    ) -> Outcome[Shown] | None:
        """What becomes of the asked; None where nobody wants it any more when its turn comes."""
        async with self._turn:
            if not await is_wanted():
                return None
            try:
                return await asyncio.to_thread(self._ask, asked)
            except (EOFError, OSError):
                self._process.join()
                code = self._process.exitcode or 0
                self._start()
                return Outcome(problems=(brought_down(code, SECONDS, MEMORY),))

    def _ask(self, asked: Asked) -> Outcome[Shown]:
        self._questions.send(asked)
        answer: Outcome[Shown] = self._questions.recv()
        return answer


def _answer(questions: Connection, work: Callable[[Asked], Shown]) -> None:
    """The process's part: works until whoever gives the orders has gone."""
    leave_signals_to_parent()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit())
    end_with_parent()
    while True:
        try:
            asked = questions.recv()
        except EOFError:
            return
        questions.send(_outcome(asked, work))


def _outcome(asked: Asked, work: Callable[[Asked], Shown]) -> Outcome[Shown]:
    try:
        (outcome,) = each(work, [asked])
        return outcome
    except Exception as error:
        return Outcome(problems=(unforeseen(error),))
