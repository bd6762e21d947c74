"""The ending of a letter: closing words, who signs, what is enclosed, what follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from appeal_cli.importing.days import days_in
from appeal_cli.importing.document import (
    Block,
    Left,
    Line,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
    cut,
    has_fields,
    joined,
    lines_of,
    plain,
    stripped,
)
from appeal_cli.importing.enclosures import (
    begins_enclosures,
    enclosed,
    first_enclosures,
    is_item,
)
from appeal_cli.importing.parts import Ending, Found
from appeal_cli.importing.people import people_in, signed_name
from appeal_cli.letter.letter_words import beginning

_MOST_BEHIND = 40
_MOST_SIGNED = 6
_LONG = 120


def ending_of(blocks: Sequence[Block]) -> Ending:
    """The ending of the letter whose blocks behind the greeting these are; the rest is its
    body."""
    reading = _Reading()
    at = _closing(blocks)
    if at is not None:
        block = blocks[at]
        assert isinstance(block, Paragraph)
        reading.close(block)
        behind = list(blocks[at + 1 :])
    else:
        at = _signature(blocks)
        behind = list(blocks[at:])
    body = reading.enclosures_before(list(blocks[:at]))
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


def _closing(blocks: Sequence[Block]) -> int | None:
    """Which block closes the letter: the last that begins with words that do."""
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if not isinstance(block, Paragraph) or len(blocks) - index > _MOST_BEHIND:
            continue
        first = block.text.strip().split("\n")[0]
        found = beginning("closing").match(first)
        if found and block.number is None and len(first) <= _LONG:
            rest = first[found.end() :].strip(" ,.!")
            is_sentence = re.search(r"[.!?]\s+\S", rest) and not signed_name(rest)
            if len(rest.split()) <= 8 and not is_sentence:
                return index
    return None


def _signature(blocks: Sequence[Block]) -> int:
    """Which block signs a letter without closing words: a last line with a name behind a gap."""
    index = len(blocks)
    while index:
        block = blocks[index - 1]
        is_blank = isinstance(block, Paragraph) and not block.text.strip()
        if is_blank or isinstance(block, PageBreak):
            index -= 1
            continue
        if isinstance(block, (Paragraph, Table)) and _is_signed(block):
            return index - 1
        if isinstance(block, Paragraph) and (
            beginning("enclosure").match(block.text) or beginning("after").match(block.text)
        ):
            index -= 1
            continue
        break
    return len(blocks)


def _is_signed(block: Paragraph | Table) -> bool:
    lines = _signature_lines(block)
    if not lines or len(lines) > _MOST_SIGNED or sum(len(plain(line)) for line in lines) > 250:
        return False
    if isinstance(block, Table) and block.has_borders:
        return False
    if not any(next(people_in(plain(line)), None) for line in lines):
        return False
    return any(re.search(r"\t| {3,}|_{3,}", plain(line)) for line in lines)


def _signature_lines(block: Block) -> list[Line]:
    """The lines of a paragraph, or the rows of a table that only sets them apart."""
    if isinstance(block, Paragraph):
        return [line.runs for line in lines_of(block) if line.text.strip()]
    lines: list[Line] = []
    if isinstance(block, Table):
        for row in block.rows:
            cells = [[run for each in cell.paragraphs for run in (*each.runs, Run(" "))]
                     for cell in row]  # fmt: skip
            words: list[Run] = []
            for cell in cells:
                words += [Run("\t"), *cell] if words else cell
            lines.append(joined(words))
    return [line for line in lines if plain(line).strip()]


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
        found = beginning("closing").match(first.text)
        stop = len(first.text)
        if found:
            rest = first.text[found.end() :]
            comma = re.match(r"[^,\t]*,", rest)
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
            elif isinstance(block, Table) and not self.name and _signed_table(block):
                for line in _signature_lines(block):
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
            self._enclose(first_enclosures(block), block)
            return
        if self.lists and is_item(block):
            self._enclose(enclosed(block), block)
            return
        self.lists = False
        if self.is_over or block.number is not None or len(block.text) > 300:
            self.is_over = True
            self._after(block)
            return
        for line in lines_of(block):
            if line.text.strip():
                self._signed(line)

    def _signed(self, line: Paragraph) -> None:
        """A line of the signature, or the first that is none."""
        text = line.text.strip()
        day = next(days_in(text), None)
        if day and not self.day and not re.search(r"\w", text[: day.start] + text[day.stop :]):
            self.day = day.day.isoformat()
            self.found.append(Found("date", text, line.place))
            return
        is_other = beginning("after").match(text) or re.search(r"@|https?:|www\.", text)
        is_second = bool(self.name) and signed_name(text) is not None
        is_over = self.is_over or len(text) > _LONG or has_fields(line.runs)
        if is_over or is_other or is_second:
            self.is_over = True
            self._after(line)
            return
        self.found.append(Found("signature", text, line.place))
        span = signed_name(line.text) if not self.name else None
        if span is None:
            self._positioned(text)
            return
        self.name = " ".join(line.text[span[0] : span[1]].split())
        self._positioned(line.text[: span[0]])
        self._positioned(line.text[span[1] :])

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


def _signed_table(block: Table) -> bool:
    lines = _signature_lines(block)
    is_small = len(lines) <= _MOST_SIGNED and not block.has_borders
    return is_small and any(signed_name(plain(line)) for line in lines)


def _together(lines: Sequence[str]) -> str:
    """The lines of a position as one: one that begins small goes on with that before it."""
    made = ""
    for line in lines:
        made += ("" if not made else " " if line[:1].islower() else ", ") + line
    return made
