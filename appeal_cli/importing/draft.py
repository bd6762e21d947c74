"""Draft: a letter that somebody has, as an appeal with an account of everything in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from appeal_cli.appeal.habits import blanks
from appeal_cli.importing.account import BLANK, NO_TITLE, ONE_OFFICE, SAID_OFFICE, account
from appeal_cli.importing.body import Body
from appeal_cli.importing.document import (
    Document,
    Leaving,
    Left,
    Line,
    Paragraph,
    Picture,
    Run,
    has_fields,
    lines_of,
    paragraphs_of,
    plain,
    words_of,
)
from appeal_cli.importing.ending import ending_of
from appeal_cli.importing.gendered import GENDERED, gendered
from appeal_cli.importing.greeting import ANOTHER_GREETING, greets_somebody
from appeal_cli.importing.inline import Inline
from appeal_cli.importing.letterhead import letterhead
from appeal_cli.importing.opening import opening_of
from appeal_cli.importing.parts import Ending, Found, Opening
from appeal_cli.importing.people import is_for_many, people_in
from appeal_cli.importing.placing import KNOWN, Placing, completed
from appeal_cli.importing.spoken import OTHER_LANGUAGE, is_in, language_of
from appeal_cli.letter.letter_words import holding
from appeal_cli.letter.mentions import stem
from appeal_cli.problems import AppealError, Kind, Problem


@dataclass(frozen=True)
class Draft:
    """The keys of an appeal that a letter gave, in the words of its YAML.

    `day` is the letter's date, "" where it has none. `pictures` are the files to put beside the
    appeal, and `problems` the account: what each part was, and what is not in it.
    """

    language: str
    day: str
    data: Mapping[str, Any]
    pictures: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()


def draft_of(
    document: Document,
    language: str | None = None,
    known: Collection[str] = KNOWN,
    *,
    verbose: bool = False,
) -> Draft:
    """The letter as a draft; `known` are the fields that placeholders can read.

    Raises AppealError where no paragraph is a letter's body.
    """
    opening = opening_of(document.blocks, document.title)
    ending = ending_of(opening.body)
    made = _Draft(document, opening, ending, known)
    words = words_of(document.blocks)
    spoken = language_of(words)
    if language and spoken and spoken != language:
        made.change(f"the words look like another language, `{spoken}`: see --language")
    if not is_in(words, spoken):
        made.change(OTHER_LANGUAGE)
    data = made.data()
    problems = account(document.file, document.unit, made.found, made.all_left(), verbose=verbose)
    day = opening.day or ending.day or document.day
    return Draft(language or spoken or "en", day, data, made.body.pictures, tuple(problems))


@dataclass
class _Draft(Leaving):
    document: Document
    opening: Opening
    ending: Ending
    known: Collection[str]
    left: list[Left] = field(default_factory=list)
    place: int = 0
    found: list[Found] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.inline = Inline(self.left)
        self.body = Body(self.inline)
        reader = completed(self.opening.reader, [each.text for each in self._paragraphs()])
        self.placing = Placing(reader, self.known, self.left)
        self.found = [*self.opening.found, *self.ending.found]

    def _paragraphs(self) -> list[Paragraph]:
        return list(paragraphs_of(self.ending.body))

    def all_left(self) -> list[Left]:
        """What readers, recognisers and writers left out, in this order."""
        parts = (self.document.left, self.opening.left, self.ending.left, self.left)
        return [each for part in parts for each in part]

    def data(self) -> dict[str, Any]:
        """The keys of the appeal, in the order in which people write them."""
        body = self.body.blocks(list(self.placing.body(self.ending.body)))
        if not body:
            message = "there is no paragraph in this letter"
            raise AppealError(Problem(message, self.document.file, kind=Kind.NOT_A_LETTER))
        self._name_others()
        made: dict[str, Any] = {
            "letterhead": self._letterhead(),
            "reference": self._reference(),
            "addressee": self._addressee(),
            "title": self._title(),
            "salutation": self._salutation(),
            "body": body,
            "closing": self._marked(self.ending.closing),
            "signature": self._signature(),
            "about": self.body.blocks(list(self.placing.blocks(self.ending.about))),
            "enclosures": [text for line in self.ending.enclosures if (text := self._marked(line))],
        }
        self._left_feet()
        return {key: value for key, value in made.items() if value}

    def _marked(self, line: Line) -> str:
        return self.inline.marked(self.placing.line(line, 0), 0)

    def _plain(self, line: Line) -> str:
        return self.inline.text(self.placing.line(line, 0), 0)

    # The parts of the opening

    def _letterhead(self) -> dict[str, Any] | None:
        sender = self.opening.sender
        logo = self.opening.logo
        if not sender:
            sender = tuple(paragraphs_of(self.document.head))
            pictures = (each for each in self.document.head if isinstance(each, Picture))
            logo = logo or next(pictures, None)
        elif self.document.head:
            self.leave("the words above the pages", words_of(self.document.head))
        lines = [line for each in sender for line in lines_of(each)]
        placed = [self.placing.line(line.runs, line.place, alone=False) for line in lines]
        shown = [(self.inline.text(runs, 0), line.place)
                 for runs, line in zip(placed, lines, strict=True)]  # fmt: skip
        shown = [(text, place) for text, place in shown if text]
        self.found += [Found("letterhead", text, place) for text, place in shown]
        if not shown:
            if logo:
                self.leave("a picture above the letter, with no name beside it", logo.alt)
            return None
        made = letterhead([text for text, _ in shown])
        if logo:
            name = self.body.picture(logo)
            alt = {"alt": self.inline.text(Paragraph(()).runs, 0) or logo.alt} if logo.alt else {}
            made["logo"] = {"file": name} | alt
            self.found.append(Found("letterhead", f"the picture {name}", logo.place))
        return made

    def _reference(self) -> str:
        lines = [line.replace("\\", "\\\\") for line in self.opening.reference]
        return "; ".join(lines)

    def _addressee(self) -> dict[str, Any] | None:
        lines = self.opening.lines
        words = "; ".join(plain(line).strip() for line in lines)
        if not any(has_fields(line) for line in lines):
            if lines:
                self.change("the addressee names nobody: each letter names its own deputy", words)
            return None
        offices = [line for line in lines if holding("office").search(plain(line))]
        is_merged = any(run.field not in ("", "name_to") for line in lines for run in line)
        if offices and not is_merged:
            self.change(ONE_OFFICE, words)
            return None
        for line in offices:
            self.change(SAID_OFFICE, plain(line))
        return {"lines": [text for line in lines if (text := self._plain(line))]}

    def _title(self) -> str:
        title = self._plain(self.opening.title)
        if not title:
            title = Path(self.document.file).stem
            self.change(NO_TITLE, title)
        elif not any(each.key == "title" for each in self.found):
            self.found.append(Found("title", title))
        return title

    def _salutation(self) -> dict[str, str] | None:
        greeting = self.opening.greeting
        text = self._plain(greeting) if has_fields(greeting) else ""
        if text:
            return {"deputy": text}
        words = self.inline.text(greeting, 0)
        if words and is_for_many(words) and next(people_in(words), None) is None:
            return {"everyone": words}
        if words:
            self.change("each deputy is greeted by name, in the language's own words, where this "
                       "letter had", words)  # fmt: skip
        return None

    # The parts of the ending

    def _signature(self) -> dict[str, Any] | None:
        name, position = self.ending.name, self.ending.position
        image = self.ending.image
        if not name and not position:
            if image:
                self.leave("a picture behind the closing words", image.alt)
            return None
        made: dict[str, Any] = {"name": self._bare(name or position)}
        if name and position:
            made["position"] = self._bare(position)
        if image:
            made["image"] = {"file": self.body.picture(image)}
        return made

    def _bare(self, text: str) -> str:
        return self.inline.text([Run(text)], 0)

    def _left_feet(self) -> None:
        foot = words_of(self.document.foot)
        if foot:
            self.leave("the words below the pages", foot)
        for each in self.document.foot:
            if isinstance(each, Picture):
                self.leave("a picture below the pages", each.alt)

    def _name_others(self) -> None:
        """Notes who else is named behind the greeting, which office and gender the reader has,
        and what is to be filled in: every letter says it alike."""
        reader = self.placing.reader
        offices = self._offices()
        for paragraph in [*self._paragraphs(), *paragraphs_of(self.ending.about)]:
            text = paragraph.text
            if offices and any(stem(word) in offices for word in re.findall(r"[\w-]+", text)):
                self.change(SAID_OFFICE, text, paragraph.place)
            for words in blanks(text):
                self.change(BLANK, words, paragraph.place)
            for words in gendered(text, reader):
                self.change(GENDERED, words, paragraph.place)
            taken = [each[:2] for each in reader.mentions(text, alone=True)] if reader else []
            if greets_somebody(text) and not taken:
                self.change(ANOTHER_GREETING, text.split("\n")[0], paragraph.place)
            for start, stop in people_in(text):
                if not any(start < last and first < stop for first, last in taken):
                    self.change("somebody is named, in each letter alike", text[start:stop],
                               paragraph.place)  # fmt: skip

    def _offices(self) -> frozenset[str]:
        """The beginnings of the words for the reader's office, which the address says."""
        lines = (plain(line) for line in self.opening.lines)
        words = (word for line in lines for word in holding("office").findall(line))
        return frozenset(stem(word) for phrase in words for word in phrase.split()[:1])
