"""The pipeline: letters become files, each stage in its order, once.

letter → page → proof → overflow → writers. Rendering, checking, batches and the preview all
come through here, one letter as a run of one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from appeal_cli.letter.letter import Enclosed, Letter
from appeal_cli.made import MadeLetter, Wanted
from appeal_cli.page.formats import FORMATS, HOLDS, is_on_paper
from appeal_cli.page.memory import MOST_BYTES, Memory
from appeal_cli.page.page import Page
from appeal_cli.page.proof import Proof
from appeal_cli.page.rendering import Renderer
from appeal_cli.page.shown import Shown
from appeal_cli.page.template import Template, load_template
from appeal_cli.page.template_files import template_problems
from appeal_cli.problems import AppealError, Kind, Problem, raise_for, strict
from appeal_cli.writers import Writer, writer_of
from appeal_cli.writers.letterheads import Letterheads
from appeal_cli.writers.mail.mailing import Mailing
from appeal_cli.writers.paper import MadeFile, OnPaper, Paper, PaperOrder
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.risk import Risk

__all__ = ["MadeFile", "MadeLetter", "Pipeline", "Wanted", "check", "render"]


MOST_SMALLER = 3
"""By how many steps an address is set smaller at most: a tenth of its size each."""


class Pipeline:
    """Makes letters with one template; it reads the template's files as they are now.

    What letters have in common is made once, and kept in `memory_bytes` of memory; with 0,
    each letter is made by itself, and its bytes are the same. `imprints` allows the quick way
    of making many PDF files, which are the same too. `mailing` says how mails are made.
    """

    def __init__(
        self,
        template: Template,
        edition: Edition | None = None,
        mailing: Mailing | None = None,
        *,
        imprints: bool = True,
        memory_bytes: int = MOST_BYTES,
    ) -> None:
        self.template, self.edition = template, edition or Edition()
        self._mailing = mailing or Mailing()
        self._memory = Memory(memory_bytes)
        can_imprint = imprints and memory_bytes > 0 and not self.edition.attach_source
        self._paper = Paper(template, self.edition, self._memory, imprints=can_imprint)
        self._letterheads = Letterheads(template)
        self._problems = (*template_problems(template), *self._letterheads.errors)
        self._shown = Shown(template)
        self._of_template = tuple(self._shown.notices())
        self._renderer = Renderer(template, self._memory)
        self._proof = Proof(template, self._memory)
        self._risk = Risk(template, self._memory)
        self._writers: dict[str, Writer] = {}

    def made(self, wanted: Iterable[Wanted]) -> Iterator[MadeLetter | Exception]:
        """Each letter as files of its formats, in their order, or what keeps it from being made.

        Letters that are given together share the work on the lines that differ.
        """
        wanted = [*wanted]
        drafts = [self._draft(each) for each in wanted]
        orders = [each.order for each in drafts if isinstance(each, _Draft) and each.order]
        printed = self._paper.made(orders)
        for each, draft in zip(wanted, drafts, strict=True):
            try:
                yield draft if isinstance(draft, Exception) else self._files(draft, printed)
            except Exception as error:
                yield self._smaller(each, error)

    def page(
        self, letter: Letter, others: Sequence[Letter] = (), blanks: Collection[int] = ()
    ) -> Page:
        """The letter in its template, proofed: what every writer can take.

        Raises AppealError for whatever is wrong with the template or the letter in it.
        """
        page = self.rendered(letter, others, blanks)
        raise_for([*map(strict, self.proof(page)), *self.not_shown(letter, *others)])
        return page

    def rendered(
        self, letter: Letter, others: Sequence[Letter] = (), blanks: Collection[int] = ()
    ) -> Page:
        """The letter in its template, not proofed. Raises AppealError as `Renderer.page` does."""
        if self._problems:
            raise_for(self._problems)
        return self._renderer.page(letter, others, blanks)

    def proof(self, page: Page) -> list[Problem]:
        """What keeps the page from becoming a whole letter in every format."""
        return self._proof(page)

    def not_shown(self, *letters: Letter) -> list[Problem]:
        """What the letters have and the template has no place for."""
        if self._shown.is_everything:
            return []
        return [problem for each in letters for problem in self._shown.problems(each)]

    def is_cut(self, letter: Letter) -> bool:
        """Whether the template makes sheets of labels that are its labels, one beside the other:
        each can be made by itself. It is tried with labels for the reader of the letter."""
        return self.template.about.takes_several and self._paper.is_cut(self.rendered, letter)

    def written(
        self,
        page: Page,
        format: str,
        pdf: bytes = b"",
        enclosures: Sequence[tuple[str, bytes]] = (),
    ) -> bytes:
        """The file of a format that is not paper; `pdf` and `enclosures` are what a mail holds."""
        if format not in self._writers:
            self._writers[format] = writer_of(format, self.template, self._memory, self._mailing)
        return self._writers[format](page, pdf, enclosures)

    def _draft(self, wanted: Wanted) -> _Draft | Exception:
        try:
            self.template.check_formats(wanted.formats)
            raise_for([*self._letterheads.missing(wanted.letter, wanted.formats)])
            page = self.rendered(wanted.letter, wanted.others, wanted.blanks)
            wrong = [*self.proof(page), *self.not_shown(wanted.letter, *wanted.others)]
            undrawn = [_told(each) for each in wrong if each.severity == "warning"]
            if undrawn and wanted.formats and "pdf" not in wanted.formats:
                raise_for(wrong)
                return _Draft(wanted, page, False, None, tuple(undrawn))
            if wrong:
                raise_for([*map(strict, wrong)])
            enclosed = self._enclosed(wanted)
            if "pdf" in wanted.formats or not wanted.formats:
                self._paper.check(page, enclosed)
            is_wanted = any(map(is_on_paper, wanted.formats))
            is_printed = is_wanted or (not wanted.fits and self._risk(page))
            order = self._order(wanted, page, enclosed) if is_printed else None
            return _Draft(wanted, page, is_wanted, order)
        except Exception as error:
            return error

    def _order(self, wanted: Wanted, page: Page, enclosed: tuple[Enclosed, ...]) -> PaperOrder:
        """How the letter goes on paper."""
        return PaperOrder(
            page,
            "pdf" in wanted.formats,
            self._mailing.with_pdf and any(each in HOLDS for each in wanted.formats),
            enclosed,
            wanted.letter.sources if self.edition.attach_source else (),
            wanted.is_verified,
        )

    def _enclosed(self, wanted: Wanted) -> tuple[Enclosed, ...]:
        return wanted.letter.enclosed if self.template.about.encloses else ()

    def _files(self, draft: _Draft, printed: Iterator[OnPaper | Exception]) -> MadeLetter:
        pdf = _NO_PAPER
        notices = (*draft.wanted.letter.notices, *self._of_template, *draft.notices)
        heads = self._letterheads.notices(draft.wanted.letter, draft.wanted.formats or FORMATS)
        notices = (*notices, *heads)
        if draft.order:
            made = next(printed)
            if isinstance(made, OnPaper):
                pdf = made
            elif draft.needs_paper or not is_only(Kind.PANGO, made):
                raise made
            else:
                notices = (*notices, _unchecked(made))
        files = {format: self._file(draft, format, pdf) for format in draft.wanted.formats}
        return MadeLetter(files, notices, draft.wanted.letter.smaller)

    def _smaller(self, wanted: Wanted, error: Exception) -> MadeLetter | Exception:
        """The letter with its address set smaller, step by step, where that makes it fit; else
        the error."""
        letter = wanted.letter
        is_alone = letter.recipient and not wanted.others
        if is_alone and letter.smaller < MOST_SMALLER and is_only(Kind.OVERFLOW, error):
            smaller = letter.with_own(smaller=letter.smaller + 1)
            (made,) = self.made([replace(wanted, letter=smaller)])
            return made if isinstance(made, MadeLetter) else error
        return error

    def _file(self, draft: _Draft, format: str, pdf: OnPaper) -> MadeFile:
        if format == "pdf":
            return pdf.whole
        if format not in HOLDS:
            return MadeFile(self.written(draft.page, format))
        files = [each.file for each in self._enclosed(draft.wanted)]
        # Read once: a file is what its digest says, or its letters are not made.
        enclosures = [(file.sent_as, self._memory.kept(file, file.read)) for file in files]
        data = self.written(draft.page, format, pdf.alone.data, enclosures)
        return replace(pdf.alone, data=data, pages=0)


_NO_PAPER = OnPaper(MadeFile(b""), MadeFile(b""))


@dataclass(frozen=True)
class _Draft:
    """A page that can be made into files, and how it goes on paper; it does where its PDF is
    wanted, is held by another file (then it `needs_paper`), or is needed to tell whether everything
    fits; it does not where fonts lack letters, as `notices` say."""

    wanted: Wanted
    page: Page
    needs_paper: bool
    order: PaperOrder | None
    notices: tuple[Problem, ...] = ()


def is_only(kind: Kind, error: object) -> bool:
    """Whether it is an error, and nothing but problems of that kind keeps a letter from being
    made."""
    return isinstance(error, AppealError) and {each.kind for each in error.problems} == {kind}


def _told(undrawn: Problem) -> Problem:
    message = f"{undrawn.message}; readers see them in fonts of their own, and no PDF is made"
    return replace(undrawn, message=message)


def _unchecked(error: Exception) -> Problem:
    assert isinstance(error, AppealError)
    message = "whether everything fits its page could not be checked without Pango"
    return replace(error.problems[0], message=message, severity="notice")


# For one letter at a time


def render(
    letter: Letter,
    format: str,
    template: Template | None = None,
    edition: Edition | None = None,
) -> bytes:
    """The letter as a file of the format: `pdf`, `docx`, `html`, `txt` or `eml`.

    `edition` says how a PDF is made; without it, as PDF/A-3a and PDF/UA-1. It is made in this
    process, without limits of time and memory.

    Raises AppealError where the letter would not be complete in every format, whichever
    one is asked for, and ValueError for a format that does not exist.
    """
    if format not in FORMATS:
        raise ValueError(f"no format is called {format!r}")
    return _alone(Wanted(letter, (format,)), template, edition).files[format].data


def check(
    letter: Letter, template: Template | None = None, formats: Sequence[str] = ()
) -> list[Problem]:
    """What keeps the letter from being made in the formats, and what its writer may want to
    check."""
    try:
        return list(_alone(Wanted(letter, tuple(formats)), template, None).notices)
    except AppealError as error:
        return [*error.problems, *letter.notices]


def _alone(wanted: Wanted, template: Template | None, edition: Edition | None) -> MadeLetter:
    """One letter, by the pipeline that the last ones of its template came through."""
    template, edition = template or load_template(), edition or Edition()
    key = (template, edition, template.stamp())
    with _LOCK:
        pipeline = _LAST.pop(key, None) or Pipeline(template, edition)
        _LAST[key] = pipeline
        while len(_LAST) > _MOST_LAST:
            del _LAST[next(iter(_LAST))]
    (made,) = pipeline.made([wanted])
    if isinstance(made, Exception):
        raise made
    return made


_LAST: dict[object, Pipeline] = {}
_MOST_LAST = 4
_LOCK = Lock()
"""The pipelines of the last single letters, by their template and what its files were."""
