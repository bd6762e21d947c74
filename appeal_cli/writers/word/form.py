"""Forms: a letter without its words, made into Word once for all letters that share it.

Letters to many people differ in a few words. The words of each line are taken out of the HTML,
what is left is the same for all and becomes a Word document with gaps, and the words of each
letter are put into the gaps. Words stay where they are when Word is told more about them than
their letters: in tables, whose columns are as wide as their words, and in lines that hold
characters of right-to-left scripts or optional hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from xml.sax.saxutils import escape

from lxml import etree

from appeal_cli.writers.word.archive import archive, member
from appeal_cli.writers.word.directions import RTL_SCRIPTS
from appeal_cli.writers.word.html import INLINE, Html, collapsed

CORE, DOCUMENT = "docProps/core.xml", "word/document.xml"
"""The parts of the file that differ from letter to letter."""

_LINES = ("p", "h1", "h2", "h3", "li", "figcaption")
_PLAIN = INLINE - {"bdi"}

_LEVEL = 4  # twice as fast as 9 for Cyrillic, and 4 % larger

_MARK = "\ufdd0"  # a noncharacter, which no letter can hold (Unicode, 23.7)
_GAP = re.compile(f"{_MARK}([0-9]+){_MARK}".encode())


@dataclass(frozen=True)
class Skeleton:
    """The HTML of a letter without its words. Two are the same when their markup is."""

    markup: bytes
    root: Html = field(compare=False)


class Stretch(NamedTuple):
    """A stretch of text: its words as XML, and the spaces before and after them."""

    before: str
    words: bytes
    after: str


def taken_apart(root: Html) -> tuple[Skeleton, list[bytes]]:
    """The letter's skeleton, which keeps the tree, and the words that were taken out of it."""
    words: list[bytes] = []
    for title in root.findall("head/title"):
        title.text = None  # which stands in the properties
    for reader in root.findall("head/meta[@name='mail-to']"):
        reader.attrib.clear()  # who is none of Word's business
    apart = {line for place in _places_apart(root) for line in place.iter(*_LINES)}
    for line in root.iter(*_LINES):
        if line not in apart:
            _take_out(line, words)
    return Skeleton(etree.tostring(root, encoding="utf-8"), root), words


def _places_apart(root: Html) -> list[Html]:
    """Where Word is told more about words: in tables, and where a direction is given."""
    return [element for element in root.iter("*") if element.tag == "table" or element.get("dir")]


def _take_out(line: Html, words: list[bytes]) -> None:
    """Puts gaps in place of the words of the line, if Word is told nothing but these."""
    within = list(line.iterdescendants())
    if not all(element.tag in _PLAIN and not element.get("dir") for element in within):
        return
    places = [(line, "text"), *((element, side) for element in within for side in ("text", "tail"))]
    stretches = [_stretch(getattr(element, side)) for element, side in places]
    if None in stretches:
        return
    for (element, side), stretch in zip(places, stretches, strict=True):
        if stretch and stretch.words:
            gap = f"{stretch.before}{_MARK}{len(words)}{_MARK}{stretch.after}"
            setattr(element, side, gap)
            words.append(stretch.words)


@lru_cache(maxsize=2_000)
def _stretch(text: str | None) -> Stretch | None:
    """The text, or None where Word is told more than its words."""
    if not text or not text.strip():
        return Stretch(text or "", b"", "")
    if "\u00ad" in text or RTL_SCRIPTS.search(text):
        return None
    words = text.strip()
    before, _, after = text.partition(words)
    return Stretch(before, escape(collapsed(words)).encode(), after)


class Form:
    """The Word document of a skeleton: its parts, those without gaps compressed already."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._members = {
            name: None if name in (CORE, DOCUMENT) else member(name, content)
            for name, content in parts.items()
        }
        # Between the pieces stand the numbers of the words that fill the gaps.
        self._pieces = _GAP.split(parts[DOCUMENT])
        self._gaps = [int(number) for number in self._pieces[1::2]]

    def filled_in(self, words: Sequence[bytes], core: bytes) -> bytes:
        """The file with the words in its gaps, and with those core properties."""
        pieces = self._pieces.copy()
        pieces[1::2] = [words[gap] for gap in self._gaps]
        own = {CORE: core, DOCUMENT: b"".join(pieces)}
        return archive(
            made or member(name, own[name], _LEVEL) for name, made in self._members.items()
        )
