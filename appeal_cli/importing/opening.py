"""The opening of a letter: letterhead, day, number, reader, title and greeting.

Nothing of it is guessed from one word alone: a line is the day's where it is nothing else, a
number's where it begins with the word for one, and a block is the reader's where it holds a word
of such an address or the name that the greeting has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from appeal_cli.importing.addressee import Addressing
from appeal_cli.importing.days import days_in
from appeal_cli.importing.document import (
    Block,
    Left,
    Line,
    Paragraph,
    Picture,
    Run,
    has_fields,
    is_blank,
    paragraphs_of,
    plain,
    stripped,
)
from appeal_cli.importing.greeting import capital, greeting_in
from appeal_cli.importing.headlines import (
    Headline,
    end_without,
    headlines,
    is_topic,
    without_subject,
)
from appeal_cli.importing.numbers import UNFILLED, is_blank_form, number_line
from appeal_cli.importing.parts import Found, Opening
from appeal_cli.importing.people import (
    first_greeted,
    is_for_many,
    without_greeting,
)
from appeal_cli.letter.letter_words import beginning, holding
from appeal_cli.letter.mentions import Named

ANSWERED = "the number of a letter that this one answers, which its writer alone has"
_LONG = 300
_HEADING = 80
_ENDS = (".", "!", "?", ":")


def opening_of(blocks: Sequence[Block], title: str) -> Opening:
    """The opening of the letter, and the blocks that follow it as its body; `title` is what the
    file says beside its words."""
    at, greeting, rest = greeting_in(blocks)
    stop = at if at is not None else end_without(blocks)
    reading = _Reading(blocks[:stop], " ".join(plain(greeting).split()))
    reading.read()
    after = list(blocks[stop + 1 :] if at is not None else blocks[stop:])
    if rest is not None:
        after.insert(0, capital(rest))
    elif at is not None:
        after = reading.take_greetings(after)
    if not reading.title:
        after = reading.take_title(after)
    body = (*reading.leftover, *after)
    found = list(reading.found)
    if greeting and at is not None:
        found.append(Found("salutation", reading.greeting, blocks[at].place))
    return Opening(
        tuple(reading.sender),
        reading.day,
        tuple(reading.reference),
        tuple(line.runs for line in reading.lines),
        greeting,
        reading.title or without_subject((Run(title),) if title else ()),
        reading.reader,
        tuple(body),
        reading.logo,
        tuple(found),
        tuple(reading.left),
    )


@dataclass
class _Reading:
    """Takes the lines before the greeting, each for the part that it is."""

    blocks: Sequence[Block]
    greeting: str
    sender: list[Paragraph] = field(default_factory=list)
    day: str = ""
    reference: list[str] = field(default_factory=list)
    lines: list[Paragraph] = field(default_factory=list)
    title: Line = ()
    reader: Named | None = None
    logo: Picture | None = None
    leftover: list[Block] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def read(self) -> None:
        lines, others = headlines(self.blocks)
        if self.greeting and not is_for_many(self.greeting):
            self.reader = first_greeted(without_greeting(self.greeting))
        for block in others:
            if isinstance(block, Picture) and self.logo is None:
                self.logo = block
            else:
                self.leftover.append(block)
        kept = [line for line in lines if not self._is_dated(line)]
        reader = Addressing(self.reader)
        reader.read(kept)
        self.reader, self.lines = reader.reader, reader.lines
        self.sender += reader.sender
        self.found += reader.found
        self.left += reader.left
        self._divide(reader.rest, reader.last)

    # Day and number

    def _is_dated(self, each: Headline) -> bool:
        """Whether the line is nothing but the day and the number, which are taken from it."""
        if each.line.heading or has_fields(each.line.runs):
            return False
        if is_blank_form(each.text):
            self.left.append(Left(UNFILLED, each.text, each.line.place))
            return True
        found = number_line(each.text)
        if found and found.is_answer:
            self.left.append(Left(ANSWERED, each.text, each.line.place))
            return True
        if found:
            self.reference.append(found.text)
            self.found.append(Found("reference", each.text, each.line.place))
            if found.day:
                self._take_day(found.day, each)
            if found.rest:
                self.left.append(Left("words beside the number", found.rest, each.line.place))
            return True
        day = next(days_in(each.text), None)
        if day is None:
            return False
        rest = (each.text[: day.start] + each.text[day.stop :]).strip(" ,.;:")
        label = re.sub(r"(?i)^(date|дата|күні|от)\b[: ]*", "", rest).strip(" ,.;:")
        if len(label.split()) > 3 or holding("reader").search(label) or re.search(r"\d", label):
            return False
        self._take_day(day.day.isoformat(), each)
        if label:
            self.left.append(Left("words beside the date", label, each.line.place))
        return True

    def _take_day(self, day: str, each: Headline) -> None:
        if not self.day:
            self.day = day
            self.found.append(Found("date", each.text, each.line.place))
        elif day != self.day:
            self.left.append(Left("another date", each.text, each.line.place))

    # Title and letterhead

    def _divide(self, rest: Sequence[tuple[int, Headline]], last_reader: int) -> None:
        """Title, letterhead, or neither: each of the other lines."""
        title = self._title_lines(rest, last_reader)
        for index, each in rest:
            if index in title:
                continue
            if not title or index < min(title) or index < last_reader:
                self.sender.append(each.line)
            else:
                self.leftover.append(each.line)
        lines = [each.line for index, each in rest if index in title]
        if lines:
            self._take_title(lines)

    def _take_title(self, lines: Sequence[Paragraph]) -> None:
        runs = [run for line in lines for run in (*line.runs, Run(" "))]
        self.title = without_subject(stripped(runs))
        words = " ".join(plain(runs).split())
        self.found.append(Found("title", words, lines[0].place))

    def _title_lines(self, rest: Sequence[tuple[int, Headline]], last_reader: int) -> set[int]:
        """The indexes of the lines that are the title."""
        headings = [index for index, each in rest if each.line.heading]
        if headings:
            return _run_of(headings)
        behind = [(index, each) for index, each in rest if index > last_reader]
        topics = [index for index, each in behind if is_topic(each.text)]
        above = {index for index, each in rest if is_topic(each.text)}
        if above and not topics and last_reader >= 0:
            return above
        if topics:
            return {index for index, each in behind if topics[0] <= index}
        bold = [i for i, each in behind if each.line.is_bold or each.line.align == "center"]
        has_marks = last_reader >= 0 or bool(self.reference) or bool(self.day)
        if bold and (has_marks or len(bold) == len(behind)):
            return set(bold)
        if last_reader >= 0 and behind and sum(len(each.text) for _, each in behind) < _LONG:
            return {index for index, _ in behind}
        if not self.lines and len(behind) == 1 and not _is_contact(behind[0][1].text):
            return {behind[0][0]}
        return set()

    def take_greetings(self, after: list[Block]) -> list[Block]:
        """The blocks without those that greet once more: each letter greets once."""
        at, greeting, rest = greeting_in(after[:1])
        if at is None or rest is not None:
            return after
        place = next(paragraphs_of(after[:1])).place
        self.left.append(Left("another greeting", plain(greeting), place))
        return self.take_greetings(after[1:])

    def take_title(self, after: list[Block]) -> list[Block]:
        """The title where it stands behind the greeting, taken from the blocks there."""
        index = next((at for at, block in enumerate(after) if not is_blank(block)), len(after))
        block = after[index] if index < len(after) else None
        if not isinstance(block, Paragraph) or (block.number is not None and not block.heading):
            return after
        text = " ".join(block.text.split())
        is_marked = (block.is_bold and block.align == "center") or block.heading > 0
        is_marked = is_marked or (block.is_bold and not text.endswith((".", ";")))
        is_subject = beginning("subject").match(text) is not None and ":" in text
        is_subject = is_subject or _heads(block, after[index + 1 :])
        if len(text) > _LONG or not (is_marked or is_subject or block.align == "center"):
            return after
        self._take_title([block])
        return after[:index] + after[index + 1 :]


def _heads(line: Paragraph, behind: Sequence[Block]) -> bool:
    """Whether a plain line behind the greeting is what the letter is about, as the British write
    it: short, no sentence, and before paragraphs that are none such."""
    text = line.text.strip()
    follows = next((each for each in behind if not is_blank(each)), None)
    is_short = len(text) <= _HEADING and "\n" not in text and text[:1].isupper()
    is_open = not text.endswith((*_ENDS, ",", ";", "…")) and not has_fields(line.runs)
    is_before_text = isinstance(follows, Paragraph) and follows.text.rstrip().endswith(_ENDS)
    return is_short and is_open and is_before_text


def _run_of(indexes: Sequence[int]) -> set[int]:
    """The first of the indexes, and those that follow it one by one."""
    found = {indexes[0]}
    for index in indexes[1:]:
        if index == max(found) + 1:
            found.add(index)
    return found


def _is_contact(text: str) -> bool:
    return re.search(r"@|www\.|https?:|\+\d|\d{5,}", text) is not None
