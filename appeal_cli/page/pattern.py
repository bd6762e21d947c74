"""Patterns: pages of letters that a template writes alike, known without rendering them.

Letters to many people differ in a few words. Where a template does nothing with these but print
them, the page of one letter is that of another with other words. That is proved, and not
assumed: the template is rendered once with sealed words (see `sealed`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from appeal_cli.appeal.pictures import Picture
from appeal_cli.letter.letter import Letter
from appeal_cli.page.alike import Comparison
from appeal_cli.page.page import About, Line, Page
from appeal_cli.page.sealed import Looked, Sealed
from appeal_cli.page.tree import MARK, NUMBERED

_MOST_PATTERNS = 8
"""The most patterns of a run: a letter is compared with each."""

_MOST_TRIES = 40
"""How often two letters are compared, before a run has all the patterns that it will have."""

_MOST_WAITING = 4


class _Text(NamedTuple):
    """A text with words of a letter in it: what is around them, as a form to fill in, and their
    numbers."""

    form: str
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Text:
        numbers = tuple(map(int, NUMBERED.findall(text)))
        return cls(NUMBERED.sub("%s", text.replace("%", "%%")), numbers)

    def own(self, words: Sequence[str]) -> tuple[str, ...]:
        """Those of the words that stand in it."""
        return tuple([words[number] for number in self.numbers])


class Pattern:
    """The page of a letter, known from `page`, that of another. `marked` is the same with
    numbers in the place of the words that each letter has for itself."""

    def __init__(self, comparison: Comparison, marked: Page, page: Page) -> None:
        self._comparison, self._page = comparison, page
        self._head = _Text.of(marked.head)
        texts = {
            index: _Text.of(line.text)
            for index, line in enumerate(marked.lines)
            if line.text and MARK in line.text
        }
        own = [index for index, line in enumerate(marked.lines) if line.text is not None]
        self._lines = [
            (own.index(index), index, marked.lines[index], text) for index, text in texts.items()
        ]
        self._added = marked.images  # those that the template itself has

    def page(self, letter: Letter, images: Mapping[str, Picture], about: About) -> Page | None:
        """The letter's page; None where it is not one of these."""
        words = self._comparison.words(letter)
        if words is None:
            return None
        like, lines = self._page, list(self._page.lines)
        own_head = self._head.own(words)
        head = self._head.form % own_head
        differing = []
        for number, index, line, text in self._lines:
            own = text.form % text.own(words)
            if _IMAGE in own:
                return None  # words that make an image of what is around them
            differing.append((number, own))
            lines[index] = Line(line.before, own, line.after, line.is_plain)
        if _IMAGE in head:
            return None
        images = {**images, **self._added} if self._added else images
        return Page(
            like.skeleton, head, tuple(lines), like.tail, images, about,
            like, tuple(differing), own_head,
        )  # fmt: skip


_IMAGE = "data:image/"


class Patterns:
    """The patterns of a template, found as letters are rendered.

    `write` renders what it is given in the place of a letter: its HTML without its images.
    """

    def __init__(self, write: Callable[[Sealed], str]) -> None:
        self._write = write
        self._known: list[Pattern] = []
        self._waiting: list[tuple[Letter, Page]] = []
        self._tries = 0

    def page(self, letter: Letter, images: Mapping[str, Picture], about: About) -> Page | None:
        """The letter's page by one of the patterns; None where it is like none of them."""
        pages = (pattern.page(letter, images, about) for pattern in self._known)
        return next(filter(None, pages), None)

    def learn(self, letter: Letter, page: Page) -> None:
        """Looks for the pattern of a letter that was rendered, and of one like it before."""
        is_enough = len(self._known) >= _MOST_PATTERNS or self._tries >= _MOST_TRIES
        if is_enough or MARK in page.html:
            return
        for other, its_page in self._waiting:
            self._tries += 1
            if pattern := self._pattern(other, its_page, letter, page):
                self._known.append(pattern)
                self._waiting = [each for each in self._waiting if each[0] is not other]
                return
        self._waiting = [*self._waiting, (letter, page)][-_MOST_WAITING:]

    def _pattern(self, one: Letter, its: Page, other: Letter, page: Page) -> Pattern | None:
        """The pattern of two letters, which gives the pages that they have."""
        comparison = Comparison(one, other)
        try:
            html = self._write(comparison.sealed_letter())
        except (Looked, Exception):  # whatever goes wrong with sealed words, the letters have none
            return None
        marked = Page.of(html, {})
        if MARK in marked.skeleton or MARK in marked.tail or marked.skeleton != page.skeleton:
            return None
        pattern = Pattern(comparison, marked, page)
        for letter, rendered in ((one, its), (other, page)):
            made = pattern.page(letter, rendered.images, rendered.about)
            if made is None or _all_of(made) != _all_of(rendered):
                return None
        return pattern


def _all_of(page: Page) -> tuple[object, ...]:
    return page.skeleton, page.head, page.title, page.lines, page.tail, dict(page.images)
