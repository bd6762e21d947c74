"""Paper: pages as PDF files, the quick way where that gives the same, what lies under them and what
goes behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from appeal_cli.letter.letter import Enclosed, Letter, SourceFile
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.page.stationery import LabelSheet
from appeal_cli.page.template import Template
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.writers import enclosing_of, imprint_of, underlay_of
from appeal_cli.writers.pdf.edition import Edition

if TYPE_CHECKING:
    from appeal_cli.writers.pdf.enclosing import Enclosing
    from appeal_cli.writers.pdf.imprint import Imprint, Imprinted
    from appeal_cli.writers.pdf.objects import SharedFile
    from appeal_cli.writers.pdf.underlay import Underlay


@dataclass(frozen=True)
class MadeFile:
    """A file's bytes, its pages (0 where it has none of its own), whether it was made the quick
    way, and if its pages were laid out in full, why."""

    data: bytes
    pages: int = 0
    imprinted: bool = False
    laid_out: str = ""


@dataclass(frozen=True)
class PaperOrder:
    """A page that goes on paper: whether its file is wanted, and whether that of the letter alone
    is, as a mail holds it; what goes behind it, what it is made from where that is attached, and
    whether it is compared with a full layout."""

    page: Page
    is_wanted: bool
    is_held: bool
    enclosed: tuple[Enclosed, ...] = ()
    sources: tuple[SourceFile, ...] = ()
    is_verified: bool = False


class OnPaper(NamedTuple):
    """A letter's PDF file: of the letter alone, and with what goes behind it. What is not wanted
    has no bytes."""

    alone: MadeFile
    whole: MadeFile


class Paper:
    """Makes pages into PDF files, all with one template and edition; `imprints` allows the quick
    way."""

    def __init__(
        self, template: Template, edition: Edition, memory: Memory, *, imprints: bool
    ) -> None:
        self._template, self._edition, self._memory = template, edition, memory
        self._imprints = imprints

    def check(self, page: Page, enclosed: Sequence[Enclosed]) -> None:
        """Raises AppealError with what keeps the template's paper from lying under a letter, or the
        files from going behind it."""
        if self._underlay:
            self._underlay.check(page)
        if enclosed:
            self._enclosing.check(enclosed)

    def is_cut(self, rendered: Callable[..., Page], letter: Letter) -> bool:
        """Whether the template makes sheets of labels that can be put together of labels made one
        by one."""
        sheet, is_printed_on = self._template.stationery, self._template.about.printed_on
        if is_printed_on or not isinstance(sheet, LabelSheet):
            return False
        return self._imprint.is_cut(rendered, letter, sheet)

    def made(self, orders: Sequence[PaperOrder]) -> Iterator[OnPaper | Exception]:
        """The file of each page, in their order, or what keeps it from being made."""
        done = 0
        while done < len(orders):
            try:
                for made in self._each(orders[done:]):
                    done += 1
                    yield made
            except Exception as error:
                done += 1
                yield error

    def _each(self, orders: Sequence[PaperOrder]) -> Iterator[OnPaper | Exception]:
        if not self._imprints:
            for order in orders:
                yield self._written(order, self._in_full(order))
            return
        pages = [order.page for order in orders]
        for order, made in zip(orders, self._imprint.made(pages), strict=True):
            if isinstance(made, AppealError):
                yield made
            elif order.is_verified and made.data != self._in_full(order).data:
                yield AppealError(_UNLIKE)
            else:
                yield self._written(order, made)

    def _in_full(self, order: PaperOrder) -> Imprinted:
        return self._imprint.in_full(order.page, order.sources)

    def _written(self, order: PaperOrder, made: Imprinted) -> OnPaper:
        """The files that are wanted of the letter."""
        enclosed = order.enclosed
        is_alone = order.is_held or (order.is_wanted and not enclosed)
        alone = made.write(self._on_paper) if is_alone else b""
        whole = alone if order.is_wanted else b""
        if order.is_wanted and enclosed:
            whole = made.write(lambda file: self._enclosing.behind(self._on_paper(file), enclosed))
        pages = made.pages + sum(each.file.pages for each in enclosed)
        how = (made.is_imprinted, made.laid_out)
        return OnPaper(MadeFile(alone, made.pages, *how), MadeFile(whole, pages, *how))

    def _on_paper(self, file: SharedFile) -> SharedFile:
        return self._underlay.under(file) if self._underlay else file

    @cached_property
    def _underlay(self) -> Underlay | None:
        is_printed_on = self._template.about.printed_on
        return underlay_of(self._template, self._edition, self._memory) if is_printed_on else None

    @cached_property
    def _imprint(self) -> Imprint:
        return imprint_of(self._template, self._edition, self._memory)

    @cached_property
    def _enclosing(self) -> Enclosing:
        return enclosing_of(self._edition, self._memory)


_UNLIKE = Problem(
    "the imprint differs from the full layout, and was not saved",
    hint="use --no-imprint, and please report it with the template",
    kind=Kind.IMPRINT,
)
