"""Whom a letter is for: the block of lines that names its one reader.

A block of another reader, or of those who get a copy, is true in the letter to nobody else, so
that it is left out, as is the way by which the letter came (`By email: …`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from appeal_cli.importing.document import Left, Paragraph, Run, cut, has_fields
from appeal_cli.importing.headlines import Headline, is_topic
from appeal_cli.importing.parts import Found
from appeal_cli.importing.people import name_in, named, people_in, together
from appeal_cli.letter.letter_words import alternatives, beginning, holding
from appeal_cli.letter.mentions import Named

_SHORT = 160
ANOTHER = "another addressee: a letter is for one"
COPY = "who gets a copy"
WAY = "by which way the letter came"
_AND = re.compile(r"\s(?:and|и|және|мен|&)\s|;")
_KAZAKH = re.compile("[әғқңөұүһі]")
_FROM = re.compile(r"(?:тан|дан|нан|тен|ден|нен)$")


@dataclass
class Addressing:
    """Takes the reader's lines out of those before the greeting: `lines` has the placeholder in
    the place of the name, `sender` who writes, where the block says so."""

    reader: Named | None
    lines: list[Paragraph] = field(default_factory=list)
    sender: list[Paragraph] = field(default_factory=list)
    rest: list[tuple[int, Headline]] = field(default_factory=list)
    last: int = -1
    found: list[Found] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    writes: bool = False  # the reader's block has come to who writes

    def read(self, lines: Sequence[Headline]) -> None:
        """Each line, as one of the reader's, of another's, or as none: those are `rest`."""
        groups = self._groups(lines)
        own = max(groups, key=lambda group: groups[group], default=None)
        own = own if own is not None and groups[own] > 1 else None
        others = _of_people(lines) - {own}
        copies = {each.group for each in lines if beginning("copy").match(each.text)}
        for index, each in enumerate(lines):
            if _is_title(each) or is_topic(each.text):
                self.rest.append((index, each))
            elif each.group in copies - {own}:
                self._leave(COPY, each)
            elif each.group in others:
                self._leave(ANOTHER, each)
            elif beginning("way").match(each.text) and (own is not None or self.reader):
                self._leave(WAY, each)
            elif each.group != own:
                self.rest.append((index, each))
            elif self._is_of_writer(each):
                self.sender.append(each.line)
            else:
                self.last = index
                self.lines.append(each.line)
        self._keep_reader()
        self._part()
        self._name()

    def _leave(self, what: str, each: Headline) -> None:
        self.left.append(Left(what, each.text, each.line.place))

    # The block

    def _groups(self, lines: Sequence[Headline]) -> dict[int, int]:
        """How much each block of lines looks like an address to somebody."""
        scores: dict[int, int] = {}
        for each in lines:
            if not each.line.heading:
                scores[each.group] = scores.get(each.group, 0) + self._score(each)
        return scores

    def _score(self, each: Headline) -> int:
        text = each.text
        if len(text) > _SHORT or is_topic(text) or beginning("writer").match(text):
            return 0
        score = 2 * (beginning("reader").match(text) is not None)
        score += holding("reader").search(text) is not None
        score += each.line.align == "right" and score > 0
        span = name_in(text, self.reader, is_sure=False)
        if span:
            score += 2
        if span and self.reader and next(self.reader.mentions(text, alone=True), None):
            score += 4
        return score

    def _is_of_writer(self, each: Headline) -> bool:
        """Whether the line, in the reader's block, is of who writes: `от Иванова И.И.`"""
        begun = beginning("writer").match(each.text)
        is_from = begun is not None and not holding("seat").search(each.text)
        self.writes = self.writes or is_from or self._is_from(each.text)
        return self.writes

    def _is_from(self, text: str) -> bool:
        """Whether a line behind the reader's name is Kazakh and says from whom: `«Әділ сөз»
        қорынан`."""
        last = self.lines[-1].text if self.lines else ""
        is_kazakh = _KAZAKH.search(text) and _FROM.search(text)
        return bool(is_kazakh) and name_in(last, self.reader, is_sure=False) is not None

    def _keep_reader(self) -> None:
        """Takes the lines back that were of who writes, where the reader is named among them:
        `депутату от партийного списка`."""
        texts = [line.text for line in self.sender]
        reader = self.reader
        if reader and any(next(reader.mentions(text, alone=True), None) for text in texts):
            self.lines, self.sender = [*self.lines, *self.sender], []

    def _part(self) -> None:
        """Leaves only the lines up to those of somebody else who stands in the same block."""
        spans = self._spans()
        names = [line.text[slice(*span)] if span else ""
                 for line, span in zip(self.lines, spans, strict=True)]  # fmt: skip
        first = next((at for at, name in enumerate(names) if name), len(names))
        for at in range(first + 1, len(self.lines)):
            text = self.lines[at].text.strip()
            is_copy = beginning("copy").match(text) is not None
            if not is_copy and (not names[at] or _is_one(names[first], names[at])):
                continue
            begins = at
            while not is_copy and begins > first + 1 and not beginning("reader").match(text):
                begins -= 1
                text = self.lines[begins].text.strip()
            is_writer = _FROM.search(self.lines[at].text.strip()) is not None
            self.lines, others = self.lines[:begins], self.lines[begins:]
            if is_writer:
                self.sender += others
            else:
                what = COPY if is_copy else ANOTHER
                self.left += (Left(what, each.text, each.place) for each in others)
            return

    # The name

    def _spans(self) -> list[tuple[int, int] | None]:
        """Where each line names somebody: by a shape that only names have, else by capitals."""
        spans = [name_in(line.text, self.reader, is_sure=False) for line in self.lines]
        if any(spans) or any(has_fields(line.runs) for line in self.lines):
            return spans
        return [name_in(line.text, self.reader, is_sure=True) for line in self.lines]

    def _name(self) -> None:
        """Puts the placeholder in the place of the name, in the lines of the reader."""
        is_placed = False
        for index, (line, span) in enumerate(zip(self.lines, self._spans(), strict=True)):
            self.found.append(Found("addressee", line.text.strip(), line.place))
            if span is None:
                continue
            name = line.text[span[0] : span[1]]
            bare = re.sub(rf"(?i)^(?:(?:{alternatives('honorific')})\.?\s+)+", "", name)
            if re.search(r"[^\W_]", bare):
                self.reader = together(self.reader, named(bare, is_titled=bare != name))
            between = () if is_placed else (Run(name, field="name_to"),)
            is_placed = True
            stop = self._stop(line, span[1])
            runs = (*cut(line.runs, 0, span[0]), *between, *cut(line.runs, span[1], stop))
            self.lines[index] = replace(line, runs=runs)

    def _stop(self, line: Paragraph, behind: int) -> int:
        """Where a line goes over to somebody else: `Jane Sample MP and John Pattern MP`."""
        for mark in _AND.finditer(line.text, behind):
            other = line.text[mark.end() :]
            is_person = next(people_in(other), None) or re.match(r"\W*\w+\s+[^\W\d_]", other)
            if is_person and other.strip()[:1].isupper():
                self.left.append(Left(ANOTHER, other, line.place))
                return mark.start()
        return len(line.text)


def _of_people(lines: Sequence[Headline]) -> set[int]:
    """The blocks of lines that hold a word of an address to somebody, and a name."""
    worded = {each.group for each in lines if holding("reader").search(each.text)}
    named = {each.group for each in lines if name_in(each.text, None, is_sure=False)}
    writing = {each.group for each in lines if beginning("writer").match(each.text)}
    return (worded & named) - writing


def _is_title(each: Headline) -> bool:
    return bool(each.line.heading) or (each.line.align == "center" and each.line.is_bold)


def _is_one(one: str, other: str) -> bool:
    """Whether both are names of one person, as far as they say."""
    known = named(one)
    return not one or next(known.mentions(other, alone=True), None) is not None
