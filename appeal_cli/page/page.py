"""Page: the HTML of a letter taken apart into its lines and all that is around them.

Letters to many people differ in a few lines. What a line says is looked at, set and written
once for all letters that have it, and what is around the lines once for all letters that are
built alike. Images stand beside the page, by name.

What is taken out must be words and nothing else, whoever wrote the template. So HTML is taken
apart only where each `<` begins a tag that every reader reads alike; other HTML stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape, unescape
from types import MappingProxyType
from typing import NamedTuple

from appeal_cli.appeal.pictures import Picture
from appeal_cli.appeal.windows import WindowPlace
from appeal_cli.letter.letter import Party
from appeal_cli.letter.paper import PageLimit, Paper
from appeal_cli.page.elements import ELEMENTS, INLINE
from appeal_cli.page.memory import Memory
from appeal_cli.page.pictures import lifted
from appeal_cli.page.places import Nowhere, Places
from appeal_cli.page.stationery import Stationery
from appeal_cli.problems import Problem

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
class About:
    """What is known of a letter besides its HTML: who writes and who reads, what shows of it in
    the window of its envelope, what is said of its paper and what is usual in its language, the
    envelope or the sheet of labels that it is, how many pages it may have, and where its words
    come from."""

    sender: Party | None = None
    recipient: Party | None = None
    window: str = ""
    place: WindowPlace | None = None
    paper: Paper | None = None
    usual_paper: Paper | None = None
    stationery: Stationery | None = None
    limit: PageLimit | None = None
    places: Places = field(default_factory=Nowhere, repr=False)


@dataclass(frozen=True)
class Page:
    """One letter: what it has in common with others, its lines and its images.

    `skeleton` is the HTML without the title and without the words of plain lines; two
    pages are the same that are built alike. `lines` are in the order of the letter, `head`
    is what stands before its body, and `tail` what stands after the last line. `images` are
    by the name that the HTML has in their `src`. `like` is a page that has the same lines, where
    one is known; but those that are `differing`, with their numbers, and `own_head`, the words of
    its head that the other's has not.
    """

    skeleton: str
    head: str = field(compare=False)
    lines: tuple[Line, ...] = field(compare=False)
    tail: str = field(compare=False)
    images: Mapping[str, Picture] = field(default_factory=dict, compare=False)
    about: About = field(default_factory=About, compare=False)
    like: Page | None = field(default=None, compare=False, repr=False)
    differing: tuple[tuple[int, str], ...] = field(default=(), compare=False, repr=False)
    own_head: tuple[str, ...] = field(default=(), compare=False, repr=False)

    @classmethod
    def of(
        cls,
        html: str,
        images: Mapping[str, Picture] = MappingProxyType({}),
        about: About = About(),  # frozen
        memory: Memory | None = None,
    ) -> Page:
        """The letter taken apart, as far as that can be done.

        An image that stands in the HTML itself, as a `data:` URL, is put beside the page like
        those of the letter.
        """
        memory = memory or Memory(0)
        html, images = lifted(html, images)
        begin = max(html.find("<body"), 0)
        head = html[:begin]
        bare = _UNPRINTED.sub(_without_values, _TITLE.sub("<title></title>", head, count=1))
        *parts, tail = _CLOSING.split(html[begin:])
        taken = [
            memory.kept((_taken, text, name), _taken, text, name)
            for text, name in zip(parts[::2], parts[1::2], strict=True)
        ]
        if None in taken or not all(map(_is_plainly_written, (bare, tail))):
            return cls(html, "", (), html, images, about)
        lines = [each for each in taken if each]
        skeleton = "".join((bare, *(around for _, around in lines), tail))
        skeleton = memory.kept((Page, skeleton), lambda: skeleton)  # one text for all of them
        own = tuple(line for line, _ in lines)
        return cls(skeleton, head, own, tail, images, about)

    @cached_property
    def title(self) -> str:
        """The words of its title."""
        title = _TITLE.search(self.head)
        return " ".join(unescape(title[1]).split()) if title else ""

    @cached_property
    def own_words(self) -> str:
        """The texts in which it differs from the page that it is like, all of them together."""
        return " ".join((*self.own_head, *(text for _, text in self.differing)))

    @property
    def is_whole(self) -> bool:
        """Whether it could not be taken apart: the skeleton is the HTML with all its words."""
        return self.skeleton == self.tail

    @property
    def html(self) -> str:
        """The letter's HTML."""
        return self.filled(self.blocks)

    @cached_property
    def blocks(self) -> tuple[str, ...]:
        """The text of each line."""
        return tuple(line.text for line in self.lines if line.text is not None)

    @property
    def plain_blocks(self) -> Iterator[str]:
        """The text of each line whose words the skeleton lacks."""
        return (line.text for line in self.lines if line.is_plain and line.text is not None)

    def place_of(self, tag: str, number: int, words: str = "") -> Problem:
        """Where the element of that number among those of its tag was written: a problem
        without a message, at the words in it where they are given. Words that are not found as
        they stand, since a line or a tag parts them, are in the longest text there."""
        html = self.html
        start, end = _extent(html, tag, number)
        if not words:
            return self.about.places.at(start)
        texts = [
            (" ".join(words_in(html[begin:stop]).split()), origin)
            for origin, begin, stop in self.about.places.within(start, end)
        ]
        for text, origin in texts:
            if words in text:
                return origin(words)
        own = html.find(escape(words, quote=False), start, end)
        if own < 0 and texts:
            _, origin = max(texts, key=lambda each: len(each[0]))
            return origin(words)
        return self.about.places.at(max(own, start), words)

    def place_of_most(self, tag: str, number: int) -> tuple[Problem, str]:
        """Where most of what stands in the element was written, and those words: in one file,
        the appeal or the roster; the element's own place where it has no words of the letter."""
        html, said = self.html, dict[str, list[tuple[str, Problem]]]()
        for origin, start, end in self.about.places.within(*_extent(html, tag, number)):
            words = words_in(html[start:end])
            place = origin(words)
            said.setdefault(place.file, []).append((words, place))
        if not said:
            return self.place_of(tag, number), ""
        most = max(said.values(), key=lambda found: sum(len(words) for words, _ in found))
        _, place = max(most, key=lambda found: len(found[0]))
        return place, " ".join(words for words, _ in most)

    def place_of_text(self, words: str) -> Problem:
        """Where the words were written: those that are read in the body, else those in one of
        its tags or in the head."""
        html = self.html
        body = max(html.find("<body"), 0)
        numbers = "".join(f"&#(?:{ord(each)}|x0*{ord(each):x});" for each in words)
        form = "|".join((*map(re.escape, (words, escape(words))), f"(?i:{numbers})"))
        for sought, start in ((f"(?:{form})(?![^<>]*>)", body), (form, body), (form, 0)):
            if found := re.compile(sought).search(html, start):
                return self.about.places.at(found.start(), words)
        return self.about.places.at(0, words)

    def filled(self, blocks: Iterable[str]) -> str:
        """The letter's HTML with other texts for its lines, as many as it has."""
        others = iter(blocks)
        body = (
            part
            for line in self.lines
            for part in (line.before, "" if line.text is None else next(others), line.after)
        )
        return "".join((self.head, *body, self.tail))


def _without_values(tag: re.Match[str]) -> str:
    return _VALUE.sub(r'\1=""', tag[0])


def _is_plainly_written(text: str) -> bool:
    """Whether the text is words and whole tags, of which none can be taken for another."""
    rest = _PLAINLY_WRITTEN.sub("", text)
    return "<" not in rest and ">" not in rest


def _taken(text: str, name: str) -> tuple[Line, str] | None:
    """The line that ends where an element of that name closes, and what is around its words;
    None where that can't be told for certain."""
    if not _is_plainly_written(text):
        return None
    last = next(reversed(list(_OPENING.finditer(text))), None)
    if last is None or last[1] != name:
        line = Line(text, None, f"</{name}>", is_plain=False)
    else:
        own = text[last.end() :]
        is_plain = "<" not in _INLINE_TAG.sub("", own)
        line = Line(text[: last.end()], own, f"</{name}>", is_plain)
    return line, line.around


def _extent(html: str, tag: str, number: int) -> tuple[int, int]:
    """Where the element of that number among those of its tag begins and ends."""
    tags = re.compile(rf"<(/?){re.escape(tag)}(?=[\s/>])[^<>]*>")
    inside = list(tags.finditer(html))
    opening = [at for at, found in enumerate(inside) if not found[1]]
    if number >= len(opening):
        return 0, 0
    if tag == "img":
        return inside[opening[number]].span()
    depth, start = 0, inside[opening[number]].start()
    for found in inside[opening[number] :]:
        depth += -1 if found[1] else 1
        if depth == 0:
            return start, found.end()
    return start, len(html)


def words_in(block: str) -> str:
    """What a reader sees of a plain line's text."""
    return unescape(TAG.sub("", block))
