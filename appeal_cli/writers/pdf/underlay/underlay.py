"""Underlay: the paper that a template names, taken in once for all letters."""

from __future__ import annotations

from dataclasses import replace

from appeal_cli.appeal.windows import WindowPlace
from appeal_cli.letter.paper import Paper
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.page.template import Template
from appeal_cli.problems import AppealError, Problem, raise_for
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.foreign import Foreign, Wish, taken_as_figures
from appeal_cli.writers.pdf.objects import SharedFile
from appeal_cli.writers.pdf.underlay.fitting import first_sheet, not_for
from appeal_cli.writers.pdf.underlay.under import with_paper_under

_LANGUAGE = "und"
"""That of the file by itself; in a letter, its words are in the letter's."""


class Underlay:
    """Lays the paper that the template names under letters."""

    def __init__(self, template: Template, edition: Edition, memory: Memory) -> None:
        assert template.about.printed_on
        self._template, self._edition, self._memory = template, edition, memory
        self._words = template.about.printed_on.words
        self._path = template.folder / template.about.printed_on.file

    def check(self, page: Page) -> None:
        """Raises AppealError with what keeps the paper from lying under the letter."""
        about = page.about
        key = (self, about.paper, about.place)
        raise_for(self._memory.kept(key, self._problems, about.paper, about.place))

    def under(self, file: SharedFile) -> SharedFile:
        """The file with the paper under its pages."""
        return file.with_begin(self._memory.kept((self, file.digest), self._begin, file))

    def _problems(self, paper: Paper | None, window: WindowPlace | None) -> list[Problem]:
        """Why the paper can't be that of a letter on such a page, with such a window."""
        problem = not_for(first_sheet(self._paper().data), paper or Paper(), window)
        return [replace(problem, file=str(self._path))] if problem else []

    def _begin(self, file: SharedFile) -> tuple[bytes, bytes, bytes]:
        try:
            return with_paper_under(file, self._paper(), self._words).begin
        except AppealError as error:
            raise self._placed(error) from None

    def _paper(self) -> Foreign:
        return self._memory.kept((self,), self._taken)

    def _taken(self) -> Foreign:
        wish = Wish("the paper", _LANGUAGE, gray=self._edition.gray)
        try:
            return taken_as_figures(self._template.read(self._path), self._words, wish)
        except AppealError as error:
            raise self._placed(error) from None

    def _placed(self, error: AppealError) -> AppealError:
        return AppealError(*(replace(each, file=str(self._path)) for each in error.problems))
