"""The alphabet that the font in every letter's file has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from appeal_cli.page.fonts import coverage, twins
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.page.running import running_parts
from appeal_cli.page.template import Template
from appeal_cli.writers.pdf.layout import Layouter

if TYPE_CHECKING:
    from weasyprint import Document

ALPHABET = "".join(
    chr(code)
    for first, last in (
        (0x21, 0x7E),  # ASCII
        (0xC0, 0x17F),  # Latin letters with marks
        (0x400, 0x45F),  # Cyrillic
        (0x490, 0x493), (0x49A, 0x49B), (0x4A2, 0x4A3), (0x4AE, 0x4B1), (0x4BA, 0x4BB),
        (0x4D8, 0x4D9), (0x4E8, 0x4E9),  # the letters that Kazakh adds
        (0x2010, 0x2014), (0x2018, 0x201E), (0x2026, 0x2026), (0xAB, 0xAB), (0xB7, 0xB7),
        (0xBB, 0xBB), (0x2116, 0x2116),  # hyphens, dots, dashes, quotation marks, the numero sign
    )
    for code in range(first, last + 1)
)  # fmt: skip
"""The characters that names and greetings are usually written with."""


class Alphabet:
    """The alphabet of one template, in the face of its letters' paragraphs.

    Every file's font has it, so that the letters of one appeal have the same fonts
    inside, whatever their names are written with. `characters` are those that the template's
    fonts have.
    """

    def __init__(self, template: Template, layouter: Layouter, memory: Memory) -> None:
        self._layouter, self._memory = layouter, memory
        drawn = coverage(template.fonts)
        self.characters = "".join(each for each in ALPHABET if ord(each) in drawn)
        self._twins = twins(template.fonts)
        self._with_twins = re.compile(f"[{re.escape(''.join(self._twins))}]")

    def document(self, page: Page) -> Document:
        """The alphabet laid out with the page's styles, less the page's lookalikes."""
        head, without = head_of(page), self.lookalikes(page)
        laid_out = self._memory.kept(
            (Alphabet, head, without), lambda: self._laid_out(head, without)
        )
        return laid_out.document

    def lookalikes(self, page: Page) -> frozenset[str]:
        """The characters that share a glyph with others that the letter has: a glyph stands for
        one character in a file (ISO 32000-1, 9.10.3), and for the letter's own."""
        if not self._twins:
            return frozenset()
        text = page.skeleton
        common = self._memory.kept((Alphabet, text), lambda: self._like_those_in(text))
        own = (*page.plain_blocks, *running_parts(page).values())
        return common | self._like_those_in("".join(own))

    def _like_those_in(self, text: str) -> frozenset[str]:
        found = set(self._with_twins.findall(text))
        return frozenset().union(*(self._twins[each] for each in found))

    def _laid_out(self, head: str, without: frozenset[str]) -> _LaidOut:
        characters = " ".join(escape(each) for each in self.characters if each not in without)
        html = f"{head}<body><main><p>{characters}</p></main></body></html>"
        return _LaidOut(self._layouter.layout(Page.of(html)).document)


@dataclass(frozen=True)
class _LaidOut:
    """A document, which a memory can hold."""

    document: Document
    size_in_memory: int = 1_000_000
    """About: some hundreds of boxes with their styles."""


def head_of(page: Page) -> str:
    """The head of a letter, less its title and its reader: the same for letters built alike."""
    head = page.skeleton.partition("<body")[0]
    return re.sub("<title>.*?</title>", "", head, flags=re.DOTALL)
