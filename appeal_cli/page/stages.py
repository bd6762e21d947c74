"""Stages: work on a page in two parts, on what letters share and on the lines that differ.

Letters to many people differ in a few lines. A stage does its work on a page once for all
pages that are built alike, once for each line whatever page it stands on, and joins the two.
Both are pure functions, so that a memory may keep what they return; without one, the stage
returns the same.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page

Common = TypeVar("Common")
Part = TypeVar("Part")
Whole = TypeVar("Whole")


class Stage(ABC, Generic[Common, Part, Whole]):
    """Work on pages, each as what it shares with others and the lines that it has.

    What `of_common` is given of a page must be the same for all pages that have its key. What
    `of_line` returns must depend on nothing but its arguments, and what the stage was made with:
    a memory keeps it for this stage alone.
    """

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def __call__(self, page: Page) -> Whole:
        """What the stage makes of the page."""
        common = self._memory.kept((self, self.key(page)), self.of_common, page)
        return self.join(page, common, self.parts(common, page))

    def parts(self, common: Common, page: Page) -> Sequence[Part]:
        """What is made of each line, once for all pages that have it."""
        if page.like is None:
            return self._parts(common, page)[1]
        key = (self, self.key(page), page.like.blocks)
        contexts, parts = self._memory.kept(key, self._parts, common, page.like)
        own = [*parts]
        for number, block in page.differing:
            own[number] = self.of_own_line(block, contexts[number])
        return own

    def _parts(self, common: Common, page: Page) -> tuple[Sequence[Hashable], Sequence[Part]]:
        """What `of_line` is told of each line, and what it makes of it."""
        contexts = self.contexts(common, page)
        kept, of_line = self._memory.kept, self.of_line
        parts = [
            kept((self, block, context), of_line, block, context)
            for block, context in zip(page.blocks, contexts, strict=True)
        ]
        return contexts, parts

    def of_own_line(self, block: str, context: Hashable) -> Part:
        """What is made of a line that the page does not share with others like it."""
        return self._memory.kept((self, block, context), self.of_line, block, context)

    def key(self, page: Page) -> Hashable:
        """What pages have alike for which `of_common` returns the same: how they are built, and
        the images that they have by their names."""
        return (page.skeleton, frozenset(page.images))

    def contexts(self, common: Common, page: Page) -> Sequence[Hashable]:
        """For each line of the page, what `of_line` has to know besides its text."""
        return [line.is_plain for line in page.lines if line.text is not None]

    @abstractmethod
    def of_common(self, page: Page) -> Common:
        """What is made of what the page shares with others."""

    @abstractmethod
    def of_line(self, block: str, context: Hashable) -> Part:
        """What is made of the text of one line."""

    @abstractmethod
    def join(self, page: Page, common: Common, parts: Sequence[Part]) -> Whole:
        """The page's own result."""


class Inspection(Stage[Common, Part, Whole]):
    """A stage that finds nothing on most pages.

    Where it found nothing on a page, it looks at no more of one like it than at the words that
    only the other has, all of them together; in full where these may be wrong.
    """

    def __call__(self, page: Page) -> Whole:
        """What the stage finds on the page."""
        like = page.like
        if like is not None and like.images.keys() == page.images.keys() and self.is_clear(page):
            key = (self, Inspection, like.skeleton, like.blocks)
            if self._memory.kept(key, self._is_empty, like):
                return self.nothing
        return super().__call__(page)

    def _is_empty(self, like: Page) -> bool:
        return super().__call__(like) == self.nothing and self.is_roomy(like)

    @property
    @abstractmethod
    def nothing(self) -> Whole:
        """What it returns where it finds nothing."""

    @abstractmethod
    def is_clear(self, page: Page) -> bool:
        """Whether there is surely nothing in the page's own words, and in what is known about it;
        that there is something in them need not be sure."""

    def is_roomy(self, like: Page) -> bool:
        """Whether a page that has nothing could have own words that are clear in the place of
        others, and still have nothing."""
        return True
