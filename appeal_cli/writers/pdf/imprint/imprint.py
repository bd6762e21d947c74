"""The imprint of letters: masters of those that were laid out, and the files of all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from appeal_cli.drawing.engine import LOCK
from appeal_cli.letter.letter import Letter, SourceFile
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.page.stationery import LabelSheet
from appeal_cli.page.template import Template
from appeal_cli.problems import AppealError
from appeal_cli.writers.pdf.cutting import is_cut
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.imprint.alike import Alike
from appeal_cli.writers.pdf.imprint.master import Change, alone, master_of
from appeal_cli.writers.pdf.imprint.setting import LineSetter
from appeal_cli.writers.pdf.printing import PdfFile, PdfWriter

MOST_MASTERS = 128
"""The most masters that are kept, of some 100 kB each: one for each way in which the lines of
letters built alike take one row or several."""

MOST_WAYS = 32
"""The most ways of building for which any are: envelopes have one for each number of lines."""


@dataclass(frozen=True)
class Imprinted:
    """A letter that fits its pages, and how many these are; `laid_out` is why it was laid out in
    full, and nothing where it was imprinted. Its PDF file is written when it is asked for, with a
    change of what it shares."""

    write: Callable[[Change], bytes]
    pages: int
    laid_out: str = ""

    @property
    def is_imprinted(self) -> bool:
        """Whether it was made the quick way."""
        return not self.laid_out

    @property
    def data(self) -> bytes:
        """The file of the letter alone."""
        return self.write(alone)


class Imprint:
    """Makes the PDF files of letters, quickly where many have most of their text in common.

    It is used for one run: the template's files are read once. Several threads can use it. A
    template whose styles count lines (`:nth-child`) is never imprinted: a tall sheet has others
    than a letter's.
    """

    def __init__(self, template: Template, edition: Edition, memory: Memory) -> None:
        self._writer = PdfWriter(template, edition, memory)
        self._setter = LineSetter(self._writer)
        self._alike: dict[tuple[str, frozenset[str]], Alike] = {}
        files = template.files().values()
        css = (path.read_bytes() for path in files if path.suffix in (".css", ".j2"))
        self._never = _COUNTED if any(b":nth-" in styles for styles in css) else ""

    def made(self, pages: Sequence[Page]) -> Iterator[Imprinted | AppealError]:
        """The file of each page, in their order, or what keeps it from being made."""
        with LOCK:
            found = [self._alike_with(page) for page in pages]
        ahead: dict[int, list[Page]] = {}
        for alike, page in zip(found, pages, strict=True):
            ahead.setdefault(id(alike), []).append(page)
        for alike, page in zip(found, pages, strict=True):
            with LOCK:
                if alike.masters and id(alike) in ahead:
                    self._setter.set(alike, ahead.pop(id(alike)))
                made = self._made(alike, page)
            yield made

    def in_full(self, page: Page, attached: Sequence[SourceFile] = ()) -> Imprinted:
        """The file of one letter laid out in full, with the files that travel in it.

        Raises AppealError where something does not fit, or is missing.
        """
        return _whole(self._writer.file(page, attached), _ASKED)

    def is_cut(self, rendered: Callable[..., Page], letter: Letter, sheet: LabelSheet) -> bool:
        """Whether a sheet of labels is what its labels are one by one."""
        with LOCK:
            return is_cut(self._writer.layouter, rendered, letter, sheet)

    def _alike_with(self, page: Page) -> Alike:
        """What is kept of letters like this one: built alike, and with the same font."""
        lookalikes = self._writer.alphabet.lookalikes(page)
        if lookalikes and lookalikes.intersection(page.html):
            return Alike(never=_LOOK_ALIKE)  # which of them a glyph stands for differs
        key = (page.skeleton, lookalikes)
        alike = self._alike.pop(key, None) or Alike(never=self._never)
        while len(self._alike) >= MOST_WAYS:
            del self._alike[next(iter(self._alike))]
        self._alike[key] = alike  # behind those that were not met for longer
        return alike

    def _made(self, alike: Alike, page: Page) -> Imprinted | AppealError:
        try:
            return self._imprinted(alike, page) or self._laid_out(alike, page)
        except AppealError as error:
            return error

    def _imprinted(self, alike: Alike, page: Page) -> Imprinted | None:
        """The letter's file by the first master that can take its lines, if there is one."""
        for master in alike.masters:
            lines = alike.differing(page, master)
            sheets = len(master.operators)
            is_within = page.about.limit is None or sheets <= page.about.limit.pages
            if lines is not None and is_within and master.takes(lines):
                alike.masters.remove(master)
                alike.masters.insert(0, master)  # the next is often like this one
                return Imprinted(partial(master.file, page, lines), sheets)
        return None

    def _laid_out(self, alike: Alike, page: Page) -> Imprinted:
        """The letter laid out in full, which becomes a master."""
        file, why = self._writer.file(page), alike.laid_out(page)
        masters = sum(len(each.masters) for each in self._alike.values())
        if not alike.never and masters < MOST_MASTERS:
            alike.masters.append(master_of(page, file))
        return _whole(file, why)


def _whole(file: PdfFile, why: str) -> Imprinted:
    shared = file.shared
    return Imprinted(lambda change: change(shared).first(), len(file.layout.sheets), why)


_ASKED = "an option asks for it"
"""Why letters are laid out in full of which none may be imprinted."""

_COUNTED = "a style of its template counts lines (`:nth-`)"
_LOOK_ALIKE = "it has letters that look alike, such as Ə and Ә"
