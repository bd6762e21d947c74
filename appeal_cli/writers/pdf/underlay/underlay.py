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
from appeal_cli.writers.pdf.underlay.fitting import not_for, sheets_in
from appeal_cli.writers.pdf.underlay.under import with_paper_under

_LANGUAGE = "und"
"""That of the file by itself; in a letter, its words are in the letter's."""


class Underlay:
    """Lays the template's paper under letters, where it names one."""

    def __init__(self, template: Template, edition: Edition, memory: Memory) -> None:
        self._template, self._edition, self._memory = template, edition, memory

    def check(self, page: Page) -> None:
        """Raises AppealError with what keeps the paper from lying under the letter."""
        about = page.about
        if self._template.about.printed_on:
            key = (self, about.paper, about.place)
            raise_for(self._memory.kept(key, self._problems, about.paper, about.place))

    def under(self, file: SharedFile) -> SharedFile:
        """The file with the paper under its pages."""
        if not self._template.about.printed_on:
            return file
        return file.with_begin(self._memory.kept((self, file.digest), self._begin, file))

    def _problems(self, paper: Paper | None, window: WindowPlace | None) -> list[Problem]:
        """Why the paper can't be that of a letter on such a page, with such a window."""
        (found, *_) = sheets_in(self._paper().data)
        problem = not_for(found, paper or Paper(), window)
        return [replace(problem, file=self._file)] if problem else []

    def _begin(self, file: SharedFile) -> tuple[bytes, bytes, bytes]:
        said = self._template.about.printed_on
        assert said
        try:
            return with_paper_under(file, self._paper(), said.words).begin
        except AppealError as error:
            raise self._placed(error) from None

    def _paper(self) -> Foreign:
        return self._memory.kept((self,), self._taken)

    def _taken(self) -> Foreign:
        said = self._template.about.printed_on
        assert said
        wish = Wish("the paper", _LANGUAGE, gray=self._edition.gray)
        try:
            data = self._template.read(self._template.folder / said.file)
            return taken_as_figures(data, said.words, wish)
        except AppealError as error:
            raise self._placed(error) from None

    def _placed(self, error: AppealError) -> AppealError:
        return AppealError(*(replace(each, file=self._file) for each in error.problems))

    @property
    def _file(self) -> str:
        said = self._template.about.printed_on
        return str(self._template.folder / said.file) if said else ""
