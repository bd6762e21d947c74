"""The pipeline: letters become files, each stage in its order, once.

letter → page → proof → overflow → writers. Rendering, checking, batches and the preview all
come through here, one letter as a run of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING

from appeal_cli.letter.letter import Letter
from appeal_cli.page.formats import FORMATS, HOLDS, is_on_paper
from appeal_cli.page.memory import MOST_BYTES, Memory
from appeal_cli.page.page import Page
from appeal_cli.page.proof import Proof
from appeal_cli.page.rendering import Renderer
from appeal_cli.page.shown import Shown
from appeal_cli.page.template import Template, load_template
from appeal_cli.page.template_files import template_problems
from appeal_cli.problems import AppealError, Kind, Problem, raise_for
from appeal_cli.writers import Writer, imprint_of, writer_of
from appeal_cli.writers.letterheads import Letterheads
from appeal_cli.writers.mail.mailing import Mailing
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.overflow import Risk

if TYPE_CHECKING:
    from appeal_cli.writers.pdf.imprint import Imprint


@dataclass(frozen=True)
class Wanted:
    """A letter and the formats that it is wanted in.

    `others` are letters on the same pages, with a template that takes several. One that
    `is_verified` is laid out in full besides, and compared.
    """

    letter: Letter
    formats: tuple[str, ...] = ()
    others: tuple[Letter, ...] = ()
    is_verified: bool = False


@dataclass(frozen=True)
class MadeFile:
    """A file's bytes, its pages (0 where it has none of its own), and whether it was made
    the quick way."""

    data: bytes
    pages: int = 0
    imprinted: bool = False


@dataclass(frozen=True)
class MadeLetter:
    """A letter's files by format, and what is to be checked about it."""

    files: Mapping[str, MadeFile] = field(default_factory=dict)
    notices: tuple[Problem, ...] = ()


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
        self._imprints = imprints and memory_bytes > 0 and not self.edition.attach_source
        self._letterheads = Letterheads(template)
        self._problems = (*template_problems(template), *self._letterheads.errors)
        self._shown = Shown(template)
        self._renderer = Renderer(template, self._memory)
        self._proof = Proof(template, self._memory)
        self._risk = Risk(template, self._memory)
        self._writers: dict[str, Writer] = {}
        self._imprint: Imprint | None = None

    def made(self, wanted: Iterable[Wanted]) -> Iterator[MadeLetter | Exception]:
        """Each letter as files of its formats, in their order, or what keeps it from being made.

        Letters that are given together share the work on the lines that differ.
        """
        drafts = [self._draft(each) for each in wanted]
        printed = self._printed([draft for draft in drafts if isinstance(draft, _Draft)])
        for draft in drafts:
            try:
                yield draft if isinstance(draft, Exception) else self._files(draft, printed)
            except Exception as error:
                yield error

    def page(self, letter: Letter, others: Sequence[Letter] = ()) -> Page:
        """The letter in its template, proofed: what every writer can take.

        Raises AppealError for whatever is wrong with the template or the letter in it.
        """
        page = self.rendered(letter, others)
        raise_for([*self.proof(page), *self.not_shown(letter, *others)])
        return page

    def rendered(self, letter: Letter, others: Sequence[Letter] = ()) -> Page:
        """The letter in its template, not proofed. Raises AppealError as `Renderer.page` does."""
        raise_for(self._problems)
        return self._renderer.page(letter, others)

    def proof(self, page: Page) -> list[Problem]:
        """What keeps the page from becoming a whole letter in every format."""
        return self._proof(page)

    def not_shown(self, *letters: Letter) -> list[Problem]:
        """What the letters have and the template has no place for."""
        return [problem for each in letters for problem in self._shown.problems(each)]

    def written(self, page: Page, format: str, pdf: bytes = b"") -> bytes:
        """The file of a format that is not paper; `pdf` is what a mail holds."""
        if format not in self._writers:
            self._writers[format] = writer_of(format, self.template, self._memory, self._mailing)
        return self._writers[format](page, pdf)

    def _draft(self, wanted: Wanted) -> _Draft | Exception:
        try:
            self._check_formats(wanted.formats)
            raise_for([*self._letterheads.missing(wanted.letter, wanted.formats)])
            page = self.page(wanted.letter, wanted.others)
            is_wanted = any(map(is_on_paper, wanted.formats))
            return _Draft(wanted, page, is_wanted, is_wanted or self._risk(page))
        except Exception as error:
            return error

    def _check_formats(self, formats: Iterable[str]) -> None:
        known = self.template.about.formats
        for format in formats:
            if format not in known:
                message = f"it does not make {format}, but {', '.join(known)}"
                file = str(self.template.folder)
                raise AppealError(Problem(message, file=file, kind=Kind.TEMPLATE))

    def _files(self, draft: _Draft, printed: Iterator[MadeFile | Exception]) -> MadeLetter:
        pdf = MadeFile(b"")
        notices = (*draft.wanted.letter.notices, *self._shown.notices())
        heads = self._letterheads.notices(draft.wanted.letter, draft.wanted.formats or FORMATS)
        notices = (*notices, *heads)
        if draft.on_paper:
            made = next(printed)
            if isinstance(made, MadeFile):
                pdf = made
            elif draft.needs_paper or not _lacks_pango(made):
                raise made
            else:
                notices = (*notices, _unchecked(made))
        files = {format: self._file(draft.page, format, pdf) for format in draft.wanted.formats}
        return MadeLetter(files, notices)

    def _file(self, page: Page, format: str, pdf: MadeFile) -> MadeFile:
        if format == "pdf":
            return pdf
        data = self.written(page, format, pdf.data if format in HOLDS else b"")
        return MadeFile(data, imprinted=format in HOLDS and pdf.imprinted)

    def _printed(self, drafts: Iterable[_Draft]) -> Iterator[MadeFile | Exception]:
        """The PDF file of each draft that goes on paper, or what keeps it from being made."""
        on_paper = [draft for draft in drafts if draft.on_paper]
        done = 0
        while done < len(on_paper):
            try:
                for made in self._imprinted(on_paper[done:]):
                    done += 1
                    yield made
            except Exception as error:
                done += 1
                yield error

    def _imprinted(self, drafts: Sequence[_Draft]) -> Iterator[MadeFile | Exception]:
        imprint = self._imprint = self._imprint or imprint_of(
            self.template, self.edition, self._memory
        )
        if not self._imprints:
            for draft in drafts:
                yield self._in_full(imprint, draft)
            return
        for draft, made in zip(drafts, imprint.made([each.page for each in drafts]), strict=True):
            if isinstance(made, AppealError):
                yield made
            elif draft.wanted.is_verified and made.data != self._in_full(imprint, draft).data:
                yield AppealError(_UNLIKE)
            else:
                data = made.data if draft.needs_paper else b""
                yield MadeFile(data, made.pages, made.is_imprinted)

    def _in_full(self, imprint: Imprint, draft: _Draft) -> MadeFile:
        sources = draft.wanted.letter.sources if self.edition.attach_source else ()
        made = imprint.in_full(draft.page, sources)
        return MadeFile(made.data, made.pages)


@dataclass(frozen=True)
class _Draft:
    """A page that can be made into files. It goes on paper where its PDF is wanted, is held by
    another file (then it `needs_paper`), or is needed to tell whether everything fits."""

    wanted: Wanted
    page: Page
    needs_paper: bool
    on_paper: bool


_UNLIKE = Problem(
    "the imprint differs from the full layout, and was not saved",
    hint="use --no-imprint, and please report it with the template",
    kind=Kind.IMPRINT,
)


def _lacks_pango(error: Exception) -> bool:
    return isinstance(error, AppealError) and error.problems[0].kind == Kind.PANGO


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
