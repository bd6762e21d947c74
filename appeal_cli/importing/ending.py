"""The ending of a letter: closing words, who signs, what is enclosed, what follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from appeal_cli.importing.days import days_in
from appeal_cli.importing.document import (
    SIGNED_FILE,
    Block,
    Left,
    Line,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    cut,
    has_fields,
    lines_of,
    paragraphs_of,
    plain,
    stripped,
    words_of,
)
from appeal_cli.importing.enclosures import (
    begins_enclosures,
    enclosed,
    first_enclosures,
    is_item,
    without_copies,
)
from appeal_cli.importing.numbers import UNFILLED, is_blank_form
from appeal_cli.importing.parts import Ending, Found
from appeal_cli.importing.people import signed_name
from appeal_cli.importing.signing import (
    LONG,
    closing_at,
    is_day,
    is_signed_table,
    signature_at,
    signature_lines,
    without_stamps,
)
from appeal_cli.letter.letter_words import beginning

_CONTACT = re.compile(
    r"(?i)(?<=\w),\s*(?=(?:тел|моб|tel|phone|e-?mail|ұялы)(?!\w)|\+?\d[\d ()-]{6})"
)
"""What parts a name from how to reach its owner: `И. Шаблонов, тел. 00-00-00`."""


def ending_of(blocks: Sequence[Block]) -> Ending:
    """The ending of the letter whose blocks behind the greeting these are; the rest is its
    body."""
    reading = _Reading()
    blocks, stamps = without_stamps(blocks)
    if stamps:
        reading.left.append(Left(SIGNED_FILE, words_of(stamps), next(paragraphs_of(stamps)).place))
    at = closing_at(blocks)
    if at is not None:
        block = blocks[at]
        assert isinstance(block, Paragraph)
        reading.close(block)
        behind = list(blocks[at + 1 :])
    else:
        at = signature_at(blocks)
        behind = list(blocks[at:])
    body = reading.enclosures_before(reading.without_day(list(blocks[:at])))
    reading.read(behind)
    return Ending(
        tuple(body),
        reading.closing,
        reading.name,
        _together(reading.position),
        reading.image,
        tuple(reading.enclosures),
        tuple(reading.about),
        reading.day,
        tuple(reading.found),
        tuple(reading.left),
    )


@dataclass
class _Reading:
    """Takes the lines behind the body, each for the part that it is."""

    closing: Line = ()
    name: str = ""
    position: list[str] = field(default_factory=list)
    image: Picture | None = None
    enclosures: list[Line] = field(default_factory=list)
    about: list[Block] = field(default_factory=list)
    day: str = ""
    found: list[Found] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    lists: bool = False  # the lines are those of the enclosures
    is_over: bool = False  # the signature is whole

    def close(self, block: Paragraph) -> None:
        """The closing words, and what of the signature stands in their paragraph."""
        lines = list(lines_of(block))
        first = lines[0]
        found = beginning("closing").match(first.text) or beginning("short_closing").match(
            first.text
        )
        stop = len(first.text)
        if found:
            rest = first.text[found.end() :]
            comma = re.match(r":|[^,\t]*,", rest)
            if comma and comma.end() < len(rest.rstrip()):
                stop = found.end() + comma.end()
            elif "\t" in rest:
                stop = found.end() + rest.index("\t")
            elif not comma and signed_name(rest):
                stop = found.end()  # "С уважением Директор И.И. Шаблонов"
        self.closing = stripped(cut(first.runs, 0, stop))
        self.found.append(Found("closing", plain(self.closing), block.place))
        left = [replace(first, runs=stripped(cut(first.runs, stop))), *lines[1:]]
        for line in left:
            if line.text.strip():
                self._signed(line)

    # Enclosures

    def enclosures_before(self, body: list[Block]) -> list[Block]:
        """The body without the enclosures that are its last paragraphs, which are taken."""
        for index in range(len(body) - 1, -1, -1):
            block = body[index]
            if not isinstance(block, Paragraph) or len(body) - index > 15:
                return body
            if begins_enclosures(block) and not block.heading:
                behind = body[index + 1 :]
                if all(is_item(each) for each in behind):
                    self._enclose(first_enclosures(block), block)
                    for each in behind:
                        if isinstance(each, Paragraph) and each.text.strip():
                            self._enclose(enclosed(each), each)
                    return body[:index]
            if not is_item(block):
                return body
        return body

    def _enclose(self, lines: Iterable[Line], block: Paragraph) -> None:
        self.enclosures += lines
        self.found.append(Found("enclosures", block.text.strip(), block.place))

    def without_day(self, body: list[Block]) -> list[Block]:
        """The body without a day that is its last paragraph, which is taken."""
        last = next((each for each in reversed(body) if words_of([each])), None)
        if not isinstance(last, Paragraph):
            return body
        is_blank = is_blank_form(last.text)
        if is_blank:
            self.left.append(Left(UNFILLED, last.text, last.place))
        return (
            [each for each in body if each is not last] if is_blank or self._dated(last) else body
        )

    def _dated(self, line: Paragraph) -> bool:
        """Takes the line as the day, where it is nothing else."""
        if self.day or not is_day(line):
            return False
        self.day = next(days_in(line.text)).day.isoformat()
        self.found.append(Found("date", line.text.strip(), line.place))
        return True

    # The signature, and what follows it

    def read(self, behind: Sequence[Block]) -> None:
        """Each block behind the closing words."""
        for index, block in enumerate(behind):
            if self.is_over and not self.lists and self._is_annex(block):
                self.about += behind[index:]
                self._follows(behind[index:])
                return
            if isinstance(block, Picture) and not self.is_over and self.image is None:
                self.image = block
                self.found.append(Found("signature", "a picture of it", block.place))
            elif isinstance(block, Paragraph):
                self._paragraph(block)
            elif isinstance(block, Table) and not self.name and is_signed_table(block):
                for line in signature_lines(block):
                    self._signed(Paragraph(line, block.place))
            else:
                self.about.append(block)
                self._follows([block])
        if self.lists and not self.enclosures:
            self.left.append(Left("a word for enclosures without any", "", 0))

    def _is_annex(self, block: Block) -> bool:
        return isinstance(block, PageBreak) or (isinstance(block, Paragraph) and block.heading > 0)

    def _paragraph(self, block: Paragraph) -> None:
        if not block.text.strip():
            self.is_over = self.is_over or bool(self.name)
            if self.enclosures:
                self.lists = False
            return
        if begins_enclosures(block):
            self.is_over = self.lists = True
            block, copies = without_copies(block)
            self._enclose(first_enclosures(block), block)
            if copies:
                self.lists = False
                self._after(copies)
            return
        if self.lists and is_item(block):
            self._enclose(enclosed(block), block)
            return
        self.lists = False
        if self._dated(block):
            return
        if self.is_over or block.number is not None or len(block.text) > 300:
            self.is_over = True
            self._after(block)
            return
        for line in lines_of(block):
            if line.text.strip():
                self._signed(line)

    def _signed(self, line: Paragraph) -> None:
        """A line of the signature, or the first that is none."""
        if self._dated(line):
            return
        line = self._without_day(line)
        if contact := _CONTACT.search(line.text):
            self._signed(replace(line, runs=cut(line.runs, 0, contact.start())))
            line = replace(line, runs=stripped(cut(line.runs, contact.end())))
        text = line.text.strip()
        is_other = beginning("after").match(text) or re.search(r"@|https?:|www\.|\d{2}", text)
        is_second = bool(self.name) and signed_name(text) is not None
        is_over = self.is_over or len(text) > LONG or has_fields(line.runs)
        if is_over or is_other or is_second:
            self.is_over = True
            self._after(line)
            return
        self.found.append(Found("signature", text, line.place))
        span = signed_name(line.text) if not self.name else None
        if span is None:
            self._positioned(text)
            self.is_over = text.endswith(":")  # names of those who support it follow
            return
        if title := re.match(r"\s*\([^)]{1,8}\)", line.text[span[1] :]):  # `J. Muster (Ms)`
            span = (span[0], span[1] + title.end())
        self.name = " ".join(line.text[span[0] : span[1]].split())
        self._positioned(line.text[: span[0]])
        self._positioned(line.text[span[1] :])

    def _without_day(self, line: Paragraph) -> Paragraph:
        """The line without a day that stands beside a name: `12 марта 2026 г.      Иванов И.И.`"""
        day = next(days_in(line.text), None)
        if day is None or line.text[: day.start].strip():
            return line
        behind = replace(line, runs=stripped(cut(line.runs, day.stop)))
        is_apart = re.match(r"[\s.]*(?:\t|\s{3,})", line.text[day.stop :]) and signed_name(
            behind.text
        )
        only = replace(line, runs=cut(line.runs, 0, day.stop))
        return behind if is_apart and self._dated(only) else line

    def _positioned(self, text: str) -> None:
        words = " ".join(re.sub(r"_{2,}|\([^\w)]*\)|/", " ", text).split()).strip(" ,;–—-")
        if words and not re.fullmatch(r"(?i)\(?(подпись|signature|signed|қолы)\)?", words):
            self.position.append(words)

    def _after(self, block: Paragraph) -> None:
        self.about.append(block)
        self._follows([block])

    def _follows(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if isinstance(block, Paragraph) and block.text.strip():
                self.found.append(Found("about", block.text.strip(), block.place))


def _together(lines: Sequence[str]) -> str:
    """The lines of a position as one: one that begins small goes on with that before it."""
    made = ""
    for line in lines:
        made += ("" if not made else " " if line[:1].islower() else ", ") + line
    return made
