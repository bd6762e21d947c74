"""A page: the HTML of a letter taken apart into its lines and all that is around them.

Letters to many people differ in a few lines. What a line says is checked, set and written once for
all letters that have it, and what is around the lines once for all letters that are built alike.
Whoever takes a letter's HTML may ask for its page: the last few are remembered.

What is taken out must be words and nothing else, whoever wrote the template. So HTML is taken
apart only where each `<` begins a tag that every reader reads alike; other HTML stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from appeal_cli.page.elements import ELEMENTS, INLINE
from appeal_cli.page.keeping import kept

LINES = ("p", "li", "h1", "h2", "h3", "figcaption")
"""The elements whose words are taken out, where no other of them is inside."""

_NAMES = "|".join(LINES)
_CLOSING = re.compile(rf"</({_NAMES})>")
_OPENING = re.compile(rf"<({_NAMES})(?:\s[^<>]*)?>")
_INLINE_TAG = re.compile(rf"</?(?:{'|'.join(INLINE)})(?:\s[^<>]*)?>")

TAG = re.compile(r"(<[^<>]*>)")
"""A tag in a plain line, at which its text can be split."""

_RAW = ("style", "title")
"""Elements in which tags are only text (HTML, 13.1.2)."""

_ATTRIBUTES = r'(?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*\s*'
_PLAINLY_WRITTEN = re.compile(
    rf"<!doctype html>|<({'|'.join(_RAW)}){_ATTRIBUTES}>[^<]*</\1>"
    rf"|</?(?:{'|'.join(sorted(ELEMENTS.difference(_RAW)))}){_ATTRIBUTES}>"
)

_TITLE = re.compile(r"<title>([^<]*)</title>")
_UNPRINTED = re.compile(
    r'<meta name="(?!author"|description"|keywords"|generator"|page-label"|dcterms\.)[^<>]*>'
)
_VALUE = re.compile(r'\b(content|data-[a-z-]+)="[^"]*"')
"""What the head says that stands in no file but the mail and the web page."""

MOST_COPIES = 100
"""How many pages are remembered: those of the letters that are made together."""


class Line(NamedTuple):
    """A line, between what stands before it (from the line before on) and its closing tag.

    `is_plain` is one of text and of elements within a line alone: only its words can be
    taken out. A piece that closes an element and is not a line has no text.
    """

    before: str
    text: str | None
    after: str
    is_plain: bool

    @property
    def around(self) -> str:
        """What is left when the words are taken out."""
        left = "".join(TAG.findall(self.text or "")) if self.is_plain else self.text or ""
        return f"{self.before}{left}{self.after}"


@dataclass(frozen=True)
class Copy:
    """One letter: what it has in common with others, its title, and its lines.

    `skeleton` is the HTML without the title and without the words of plain lines; two pages that
    are built alike have the same one. `lines` are in the order of the letter, `head` is what stands
    before its body, and `tail` what stands after the last line.
    """

    skeleton: str
    head: str = field(compare=False)
    title: str = field(compare=False)
    lines: tuple[Line, ...] = field(compare=False)
    tail: str = field(compare=False)

    @property
    def is_whole(self) -> bool:
        """Whether it could not be taken apart: the skeleton is the HTML with all its words."""
        return self.skeleton == self.tail

    @property
    def html(self) -> str:
        """The letter's HTML."""
        return self.filled(self.blocks)

    @property
    def blocks(self) -> tuple[str, ...]:
        """The text of each line."""
        return tuple(line.text for line in self.lines if line.text is not None)

    @property
    def plain_blocks(self) -> Iterator[str]:
        """The text of each line whose words the skeleton lacks."""
        return (line.text for line in self.lines if line.is_plain and line.text is not None)

    def filled(self, blocks: Iterable[str]) -> str:
        """The letter's HTML with other texts for its lines, as many as it has."""
        others = iter(blocks)
        body = (
            part
            for line in self.lines
            for part in (line.before, "" if line.text is None else next(others), line.after)
        )
        return "".join((self.head, *body, self.tail))


@kept(MOST_COPIES, 1)
def copy_of(html: str) -> Copy:
    """The letter taken apart, as far as that can be done."""
    begin = max(html.find("<body"), 0)
    head = html[:begin]
    bare = _UNPRINTED.sub(_without_values, _TITLE.sub("<title></title>", head, count=1))
    *parts, tail = _CLOSING.split(html[begin:])
    texts, names = parts[::2], parts[1::2]
    if not all(map(_is_plainly_written, (bare, *texts, tail))):
        return Copy(_same(html), "", "", (), html)
    lines = list(map(_line, texts, names))
    skeleton = "".join((bare, *(around for _, around in lines), tail))
    title = _TITLE.search(head)
    words = " ".join(unescape(title[1]).split()) if title else ""
    return Copy(_same(skeleton), head, words, tuple(line for line, _ in lines), tail)


def _without_values(tag: re.Match[str]) -> str:
    return _VALUE.sub(r'\1=""', tag[0])


@kept(5_000, 8)
def _is_plainly_written(text: str) -> bool:
    """Whether the text is words and whole tags, of which none can be taken for another."""
    rest = _PLAINLY_WRITTEN.sub("", text)
    return "<" not in rest and ">" not in rest


@lru_cache(maxsize=8)
def _same(skeleton: str) -> str:
    """The one text that all pages with this skeleton share."""
    return skeleton


@kept(5_000, 8)
def _line(text: str, name: str) -> tuple[Line, str]:
    """The line that ends where an element of that name closes, and what is around its words."""
    last = next(reversed(list(_OPENING.finditer(text))), None)
    if last is None or last[1] != name:
        line = Line(text, None, f"</{name}>", is_plain=False)
    else:
        own = text[last.end() :]
        is_plain = "<" not in _INLINE_TAG.sub("", own)
        line = Line(text[: last.end()], own, f"</{name}>", is_plain)
    return line, line.around


def words_in(block: str) -> str:
    """What a reader sees of a plain line's text."""
    return unescape(TAG.sub("", block))
