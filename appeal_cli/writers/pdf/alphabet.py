"""The alphabet that the font in every letter's file has."""

from __future__ import annotations

import atexit
import re
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from appeal_cli.page.fonts import coverage, twins
from appeal_cli.page.page import Page
from appeal_cli.page.template import Template
from appeal_cli.writers.pdf.edition import Edition

if TYPE_CHECKING:
    from weasyprint import Document

from appeal_cli.writers.pdf.layout import lay_out

ALPHABET = "".join(
    chr(code)
    for first, last in (
        (0x21, 0x7E),  # ASCII
        (0xC0, 0x17F),  # Latin letters with marks
        (0x400, 0x45F),  # Cyrillic
        (0x490, 0x493), (0x49A, 0x49B), (0x4A2, 0x4A3), (0x4AE, 0x4B1), (0x4BA, 0x4BB),
        (0x4D8, 0x4D9), (0x4E8, 0x4E9),  # the letters that Kazakh adds
        (0x2010, 0x2014), (0x2018, 0x201E), (0x2026, 0x2026), (0xAB, 0xAB), (0xBB, 0xBB),
        (0x2116, 0x2116),  # hyphens, dashes, quotation marks, the numero sign
    )
    for code in range(first, last + 1)
)  # fmt: skip
"""The letters and signs that names and greetings are usually written with."""


def alphabet(page: Page, template: Template, edition: Edition) -> Document:
    """The alphabet in the face of a letter's paragraphs.

    Every file's font has it, so that the letters of one appeal have the same fonts
    inside, whatever their names are written with.
    """
    return _alphabet(head_of(page), strangers(page, template), template, edition)


def strangers(page: Page, template: Template) -> frozenset[str]:
    """The letters that share a glyph with others that this letter has: a glyph stands for one
    character in a file (ISO 32000-1, 9.10.3), and for the letter's own."""
    texts = (page.skeleton, *page.plain_blocks)
    return frozenset().union(*(_strangers(text, template.fonts) for text in texts))


@lru_cache(maxsize=5_000)
def _strangers(text: str, fonts: Path) -> frozenset[str]:
    shared = twins(fonts)
    return frozenset().union(*(shared[each] for each in shared.keys() & set(text)))


@lru_cache(maxsize=8)
def _alphabet(head: str, without: frozenset[str], template: Template, edition: Edition) -> Document:
    drawn = [each for each in ALPHABET if ord(each) in coverage(template.fonts)]
    letters = " ".join(escape(each) for each in drawn if each not in without)
    html = f"{head}<body><main><p>{letters}</p></main></body></html>"
    return lay_out(Page.of(html), template, edition).document


# WeasyPrint's fonts can't be let go of after Python's modules are gone.
atexit.register(_alphabet.cache_clear)


def head_of(page: Page) -> str:
    """The head of a letter, less its title and its reader: the same for all letters of a kind."""
    head = page.skeleton.partition("<body")[0]
    return re.sub("<title>.*?</title>", "", head, flags=re.DOTALL)
