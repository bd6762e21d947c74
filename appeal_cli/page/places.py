"""Places: where the words of a page come from, in the appeal, the roster or the template.

Nobody asks as long as nothing is wrong. When something is, the letter is rendered once more
with a mark around each of its passages and before each tag of the template, and the marks
say what stands where. They are noncharacters (Unicode, 23.7), which no letter can hold.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from appeal_cli.letter.letter import Entry, Image, Letter, Origin, Party, Passage, PrintedDate
from appeal_cli.problems import Problem

_BEGIN, _END, _TAG, _STOP = "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
_MARK = re.compile(
    f"{_BEGIN}([0-9]+){_STOP}|{_END}|{_TAG}([^{_STOP}]*):([0-9]+):(<?[a-z0-9]*){_STOP}"
)

_WORDS = {Passage: "html", Entry: "html", Party: "name", Image: "alt", PrintedDate: "text"}
"""Which field of a part of a letter has the words that its `origin` knows the place of."""


class Places(Protocol):
    """Says where the words of a page come from."""

    def at(self, index: int, words: str = "") -> Problem:
        """The place of what stands at the index in the page's HTML: a problem without a
        message. `words` are those that are wrong, to find their column."""

    def within(self, start: int, end: int) -> Sequence[tuple[Origin, int, int]]:
        """The texts of the letter in that part of the page's HTML: where each comes from, and
        where it begins and ends."""


class Nowhere:
    """The places of a page that was made of nothing but HTML."""

    def at(self, index: int, words: str = "") -> Problem:
        """A problem without any place."""
        return Problem("")

    def within(self, start: int, end: int) -> Sequence[tuple[Origin, int, int]]:
        """Nothing."""
        return ()


class Marked:
    """The places of a rendered letter. `render` makes its HTML again of marked letters, with
    the tags of the template marked too."""

    def __init__(
        self, letters: Sequence[Letter], render: Callable[[Sequence[Letter]], str], file: str
    ) -> None:
        self._letters, self._render, self._file = letters, render, file
        self._stretches: list[_Stretch] | None = None

    def at(self, index: int, words: str = "") -> Problem:
        """The place of what stands at the index in the page's HTML."""
        stretches = self._found()
        number = bisect_right(stretches, index, key=lambda stretch: stretch.start) - 1
        if number < 0:
            return Problem("", file=self._file)
        stretch = stretches[number]
        return stretch.origin(words) if stretch.origin else _in_template(stretch)

    def within(self, start: int, end: int) -> Sequence[tuple[Origin, int, int]]:
        """The texts of the letter in that part of the page's HTML."""
        return [
            (stretch.origin, stretch.start, after.start)
            for stretch, after in pairwise(self._found())
            if stretch.origin and start <= stretch.start < end
        ]

    def _found(self) -> Sequence[_Stretch]:
        if self._stretches is None:
            origins: list[Origin] = []
            marked = [_marked(letter, origins) for letter in self._letters]
            self._stretches = list(_stretches(self._render(marked), origins))
        return self._stretches


class _Stretch(NamedTuple):
    """What stands from an index on: words of a passage, or of a line of the template."""

    start: int
    origin: Origin | None
    file: str
    line: int
    tag: str


def _in_template(stretch: _Stretch) -> Problem:
    try:
        lines = Path(stretch.file).read_text("utf-8", "replace").split("\n")
    except (OSError, ValueError):
        lines = []
    excerpt = lines[stretch.line - 1].strip("\r") if 0 < stretch.line <= len(lines) else ""
    column = excerpt.find(stretch.tag) + 1 if stretch.tag else 0
    return Problem("", stretch.file, stretch.line, column, excerpt)


def _stretches(html: str, origins: Sequence[Origin]) -> Iterator[_Stretch]:
    """What stands where in the HTML without its marks."""
    file, line, tag, taken = "", 0, "", 0
    inside: list[Origin] = []
    for mark in _MARK.finditer(html):
        if mark[1]:
            inside.append(origins[int(mark[1])])
        elif mark[3]:
            file, line, tag = mark[2], int(mark[3]), mark[4]
        else:
            inside = inside[:-1]
        start = mark.start() - taken
        taken += mark.end() - mark.start()
        yield _Stretch(start, inside[-1] if inside else None, file, line, tag)


def _marked(value: Any, origins: list[Origin]) -> Any:
    """The letter with a mark around each text whose origin is known."""
    if isinstance(value, tuple) and value and not hasattr(value, "_fields"):
        return tuple(_marked(each, origins) for each in value)
    if not is_dataclass(value) or isinstance(value, (type, Problem)):
        return value
    changed = {
        field.name: marked
        for field in fields(value)
        if field.init
        and (marked := _marked(getattr(value, field.name), origins))
        is not getattr(value, field.name)
    }
    for name, origin in _known(value):
        if getattr(value, name):
            changed[name] = _around(getattr(value, name), origin, origins)
    return replace(value, **changed) if changed else value


def _known(value: Any) -> Iterable[tuple[str, Origin | None]]:
    """The fields of the part that are text, and where they come from."""
    if isinstance(value, Letter):
        return value.origins.items()
    return [(_WORDS[type(value)], value.origin)] if type(value) in _WORDS else []


def _around(text: str, origin: Origin | None, origins: list[Origin]) -> str:
    if origin is None:
        return text
    origins.append(origin)
    return f"{_BEGIN}{len(origins) - 1}{_STOP}{text}{_END}"


class TagMarks(Extension):
    """Marks each tag that a template writes with its file and line, before it is compiled."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The template's tokens, with marks before the tags in its text."""
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", _with_marks(token, stream.filename or ""))
            else:
                yield token


def _with_marks(token: Token, file: str) -> str:
    """The text with a mark before each tag, and at its beginning."""
    made, line = [], token.lineno
    for part in re.split(r"(?=<[a-zA-Z!])", token.value):
        tag = re.match("<?[a-z0-9]*", part)
        made.append(f"{_TAG}{file}:{line}:{tag[0] if tag else ''}{_STOP}{part}")
        line += part.count("\n")
    return "".join(made)


def marking(environment: Environment) -> Environment:
    """The same environment, in which the tags of templates are marked."""
    return environment.overlay(extensions=[TagMarks])
