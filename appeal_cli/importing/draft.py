"""Draft: a letter that somebody has, as far as an appeal can hold it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from lxml.html import fragment_fromstring

from appeal_cli.appeal.markup import to_html
from appeal_cli.appeal.markup_rules import MarkupError
from appeal_cli.files.characters import FORBIDDEN, is_blank
from appeal_cli.problems import Kind, Problem, shortened

MAX_BYTES = 20_000_000
"""The largest letter that is read."""

_LINK = re.compile(r"(https?://[^\s<>/][^\s<>]*|mailto:[^\s<>?]+@[^\s<>]+)", re.IGNORECASE)
_GREETING = re.compile(r"(Dear|Уважаем\w+|Құрметті)\s[^\n]{1,200}[,!:]", re.IGNORECASE)


@dataclass(frozen=True)
class Span:
    """Words that look the same."""

    text: str
    strong: bool = False
    emphasis: bool = False
    raised: bool = False
    link: str = ""


Line = Sequence[Span]


@dataclass(frozen=True)
class Draft:
    """The parts of an appeal that a letter gave, in the words of the YAML.

    `pictures` are the files to put beside it. `notices` say what could not be kept, and what to
    check.
    """

    title: str
    body: tuple[Any, ...]
    salutation: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    notices: tuple[Problem, ...] = ()


class Drafting:
    """Takes a letter's parts in their order, and keeps what to report about them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.title = ""
        self.salutation = ""
        self.body: list[Any] = []
        self.before_title = 0
        self.pictures: dict[str, bytes] = {}
        self.notes: list[str] = []

    def report(self, message: str) -> None:
        """Notes something to check, once."""
        if message not in self.notes:
            self.notes.append(message)

    def heading(self, level: int, line: Line) -> None:
        """A heading; the first one is the title of the appeal."""
        text = self.marked(line)
        if not text:
            return
        if not self.title:
            self.title = _braces(" ".join(_plain(line).split()))
            self.before_title = len(self.body)
            return
        if level > 3:
            self.report("headings below the third level became subheadings")
        self.body.append({"heading" if level <= 2 else "subheading": text})

    def paragraph(self, line: Line) -> None:
        """A paragraph; one that greets is the salutation of the open letter."""
        text = self.marked(line)
        if not text:
            return
        is_early = len(self.body) < self.before_title + 6
        if not self.salutation and is_early and _GREETING.fullmatch(_plain(line).strip()):
            self.salutation = _braces(" ".join(_plain(line).split()))
            self.report(
                f"`{shortened(self.salutation)}` became the salutation of the open letter; "
                "a deputy is greeted by name"
            )
            return
        self.body.append(text)

    def items(self, lines: Iterable[Line], *, numbered: bool) -> None:
        """A list."""
        texts = [text for text in map(self.marked, lines) if text]
        if texts:
            self.body.append({"numbered" if numbered else "list": texts})

    def quote(self, lines: Iterable[Line]) -> None:
        """Somebody else's words, a line each paragraph."""
        texts = [text for text in map(self.marked, lines) if text]
        if texts:
            self.body.append({"quote": "\n\n".join(texts)})

    def table(self, rows: Sequence[Sequence[Line]]) -> None:
        """A table, its first row the header."""
        cells = [[self.marked(cell) for cell in row] for row in rows]
        if len({len(row) for row in cells}) > 1 or len(cells) < 2:
            self.report("a table with one row or with merged cells became paragraphs")
            lines = (" | ".join(filter(None, row)) for row in cells)
            self.body += [line for line in lines if line]
            return
        if not all(map(all, cells)):
            self.report("blank cells of a table became `–`")
        header, *filled = [[cell or "–" for cell in row] for row in cells]
        self.body.append({"table": {"header": header, "rows": filled}})

    def picture(self, data: bytes, alt: str) -> None:
        """A picture in its place."""
        endings = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg"}
        ending = next((name for mark, name in endings.items() if data.startswith(mark)), "")
        if not ending:
            self.report("a picture that is neither PNG nor JPEG was left out")
            return
        name = f"picture-{len(self.pictures) + 1}.{ending}"
        self.pictures[name] = data
        if not alt.strip():
            self.report(f"{name} has no words for those who can't see it: write its `alt`")
        described = _braces(" ".join(alt.split())) or name
        self.body.append({"figure": {"file": name, "alt": described}})

    def marked(self, line: Line) -> str:
        """The line as inline markup, read back to make sure of it; "" where it prints nothing."""
        spans = [self._checked(span) for span in _merged(line)]
        if is_blank(_plain(spans)):
            return ""
        spans = _trimmed(spans)
        text = "".join(map(_markup, spans))
        try:
            if _text_of(text) == " ".join(_plain(spans).split()):
                return _braces(text)
        except MarkupError:
            pass
        plain = [Span(span.text) for span in spans]
        self.report(f"emphasis could not be kept in `{shortened(_plain(plain).strip(), 40)}`")
        return _braces("".join(map(_markup, plain)))

    def _checked(self, span: Span) -> Span:
        text = FORBIDDEN.sub("", span.text)
        if text != span.text:
            self.report("characters that no letter can hold were left out")
        if span.link and not _LINK.fullmatch(span.link):
            self.report(f"the link to `{shortened(span.link)}` was left out")
            span = replace(span, link="")
        return replace(span, text=text)

    def draft(self, fallback: str) -> Draft:
        """What was taken; `fallback` is the title where there was no heading."""
        if not self.title:
            self.title = _braces(fallback)
            self.report(
                f"there is no heading: the title is `{shortened(fallback)}`; write your own"
            )
        elif self.before_title:
            self.report(
                "what was before the title is now after it: delete what the tool prints itself"
            )
        notices = [
            Problem(message, file=self.file, severity="notice", kind=Kind.DRAFT)
            for message in self.notes
        ]
        return Draft(self.title, tuple(self.body), self.salutation, self.pictures, tuple(notices))


def _plain(line: Line) -> str:
    return "".join(span.text for span in line)


def _merged(line: Line) -> list[Span]:
    """The line with neighbours that look the same put together."""
    spans = (span for span in line if span.text)
    groups = groupby(spans, key=lambda span: replace(span, text=""))
    merged: list[Span] = []
    for _, group in groups:
        same = list(group)
        merged.append(replace(same[0], text="".join(span.text for span in same)))
    return [span if span.text.strip() else Span(span.text) for span in merged]


def _escaped(text: str) -> str:
    """The text with the marks of inline markup made plain, and line ends kept."""
    return re.sub(r"([\\*\[\]^])", r"\\\1", text).replace("\n", "\\\n")


def _trimmed(spans: list[Span]) -> list[Span]:
    """The spans without the space and the line ends around their words, of which there are some."""
    wordy = [index for index, span in enumerate(spans) if span.text.strip()]
    spans = spans[wordy[0] : wordy[-1] + 1]
    spans[0] = replace(spans[0], text=spans[0].text.lstrip())
    spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip())
    return spans


def _braces(text: str) -> str:
    """The text with what would begin a placeholder printed as it stands."""
    return re.sub(r"\{(?=[{%#])", '{{ "{" }}', text)


def _markup(span: Span) -> str:
    lead, words, tail = re.fullmatch(r"(\s*)(.*?)(\s*)", span.text, re.DOTALL).groups()  # type: ignore[union-attr]
    if not words:
        return _escaped(span.text)
    text = _escaped(words)
    if span.raised and re.fullmatch(r"[^\s^\\*\[\]]{1,20}", words):
        text = f"^{words}^"
    marks = "*" * (2 * span.strong + span.emphasis)
    text = f"{marks}{text}{marks}"
    if span.link:
        target = f"<{span.link}>" if re.search(r"[()]", span.link) else span.link
        text = f"[{text}]({target})"
    return f"{_escaped(lead)}{text}{_escaped(tail)}"


def _text_of(markup: str) -> str:
    html = to_html(markup).replace("<br />", " ").replace("<br>", " ")
    return " ".join(fragment_fromstring(html, create_parent="p").text_content().split())
