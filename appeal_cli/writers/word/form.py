"""Forms: a letter without its words, made into Word once for all letters that share it.

Letters to many people differ in a few words. What their pages have in common becomes a Word
document with gaps, and the words of each letter are put into the gaps. Words stay where they are
when the document says more about them than their characters: in tables, whose columns are as wide
as their words, and in lines that hold characters of right-to-left scripts or optional hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape, unescape
from itertools import count
from typing import NamedTuple

from lxml import etree

from appeal_cli.files.characters import first_forbidden, forbidden
from appeal_cli.page.page import LINES, TAG, Page
from appeal_cli.page.tree import Html, collapsed
from appeal_cli.problems import AppealError, Problem
from appeal_cli.writers.word.archive import archive, member
from appeal_cli.writers.word.directions import RTL_SCRIPTS
from appeal_cli.writers.word.properties import CORE, Properties, core_xml

DOCUMENT = "word/document.xml"

_LEVEL = 4  # twice as fast as 9 for Cyrillic, and 4 % larger

_MARK = "\ufdd0"  # a noncharacter, which no letter can hold (Unicode, 23.7)
_GAP = re.compile(f"{_MARK}([0-9]+){_MARK}".encode())

_DIRECTED = re.compile(r"<bdi|\sdir\b")


class Gapped(NamedTuple):
    """A line's HTML with a mark in the place of each stretch of words, and those words as XML."""

    html: str
    words: tuple[bytes, ...]


def taken_apart(page: Page) -> tuple[tuple[str, ...], list[bytes]]:
    """The HTML of each line of the page with marks for its words, and the words.

    Raises AppealError where a character can't stand in a letter.
    """
    refuse_forbidden(page.title)
    lines: list[str] = []
    words: list[bytes] = []
    for block, is_open in zip(page.blocks, _open_lines(page), strict=True):
        gapped = _gapped(block, is_open)
        lines.append(gapped.html)
        words += gapped.words
    return tuple(lines), words


def _open_lines(page: Page) -> tuple[bool, ...]:
    """Of each line, whether Word is told no more of it than its words: not of one in a table,
    or where a direction is given."""
    plain = [line.is_plain for line in page.lines if line.text is not None]
    root = parsed(page.filled(map(_numbered, range(len(plain)))))
    places = [each for each in root.iter("*") if each.tag == "table" or each.get("dir")]
    apart = {line for place in places for line in place.iter(*LINES)}
    found = {line.text for line in root.iter(*LINES) if line not in apart}
    return tuple(each and _numbered(number) in found for number, each in enumerate(plain))


def _numbered(number: int) -> str:
    return f"{_MARK}{number}{_MARK}"


@lru_cache(maxsize=5_000)
def _gapped(block: str, is_open: bool) -> Gapped:
    """The line with marks, if it is open and Word is told no more than its words."""
    refuse_forbidden(unescape(block))
    if not is_open or _DIRECTED.search(block):
        return Gapped(block, ())
    parts = TAG.split(block)
    stretches = [_stretch(unescape(text)) for text in parts[::2]]
    if None in stretches:
        return Gapped(block, ())
    parts[::2] = [
        f"{each.before}{_MARK if each.words else ''}{each.after}" for each in stretches if each
    ]
    return Gapped("".join(parts), tuple(each.words for each in stretches if each and each.words))


class _Stretch(NamedTuple):
    """A stretch of text: its words as XML, and the spaces before and after them."""

    before: str
    words: bytes
    after: str


def _stretch(text: str) -> _Stretch | None:
    """The text, or None where Word is told more than its words."""
    if not text.strip():
        return _Stretch(text, b"", "")
    if "\u00ad" in text or RTL_SCRIPTS.search(text):
        return None
    words = text.strip()
    before, _, after = text.partition(words)
    return _Stretch(before, escape(collapsed(words), quote=False).encode(), after)


def with_gaps(page: Page, lines: Sequence[str]) -> Html:
    """The letter that has those lines, with a numbered gap in the place of each mark."""
    refuse_forbidden(page.skeleton)
    numbers = count()
    html = (re.sub(_MARK, lambda _: _numbered(next(numbers)), line) for line in lines)
    return parsed(page.filled(html))


def parsed(html: str) -> Html:
    """The HTML as a tree."""
    root: Html = etree.fromstring(html, etree.HTMLParser())
    return root


def refuse_forbidden(text: str) -> None:
    """Raises AppealError where a character of the text can't stand in a letter."""
    if bad := first_forbidden(text):
        raise AppealError(Problem(forbidden(bad).message))


class Form:
    """The Word document of a skeleton: its parts, those without gaps compressed already."""

    def __init__(self, parts: Mapping[str, bytes], properties: Properties) -> None:
        self._members = {
            name: None if name in (CORE, DOCUMENT) else member(name, content)
            for name, content in parts.items()
        }
        # Between the pieces stand the numbers of the words that fill the gaps.
        self._pieces = _GAP.split(parts[DOCUMENT])
        self._gaps = [int(number) for number in self._pieces[1::2]]
        self._properties = properties

    def filled_in(self, words: Sequence[bytes], title: str | None) -> bytes:
        """The file with the words in its gaps, and with that title; None is the form's own."""
        pieces = self._pieces.copy()
        pieces[1::2] = [words[gap] for gap in self._gaps]
        core = core_xml(self._properties, self._properties.title if title is None else title)
        own = {CORE: core, DOCUMENT: b"".join(pieces)}
        return archive(
            made or member(name, own[name], _LEVEL) for name, made in self._members.items()
        )
