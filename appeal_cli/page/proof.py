"""Proof: reading a letter's page before any writer does, so that every format of it
is complete or none is made."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from appeal_cli.files.characters import first_forbidden, forbidden
from appeal_cli.page.allowed import (
    MAX_CHARACTERS,
    MAX_WORD,
    refused,
    too_many_characters,
    too_much,
)
from appeal_cli.page.elements import ELEMENTS
from appeal_cli.page.fonts import all_drawn, by_script, missing_glyphs, safe
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page, words_in
from appeal_cli.page.stages import Inspection
from appeal_cli.page.template import Template
from appeal_cli.problems import Kind, Problem, did_you_mean


class Wrong(NamedTuple):
    """What is wrong with words: the first character that can't stand in a letter, those that no
    font can draw, why they can't be laid out, and which of them."""

    forbidden: str
    undrawn: tuple[str, ...]
    too_much: tuple[str, str]


class Words(NamedTuple):
    """What a proof finds in words: how many characters they are, and what is wrong with them."""

    length: int
    wrong: Wrong | None = None


class Build(NamedTuple):
    """What a proof finds in what letters share: problems, each with the element that has it (by
    its tag, and its number among those), why it can't be laid out, and its words."""

    found: tuple[tuple[Problem, str, int], ...]
    too_much: str
    words: Words


class Proof(Inspection[Build, Words, list[Problem]]):
    """What keeps pages from becoming whole letters in every format, each with its place."""

    def __init__(self, template: Template, memory: Memory) -> None:
        super().__init__(memory)
        self._template = template

    @cached_property
    def _drawn(self) -> frozenset[int]:
        """What the fonts can draw, which are read for the first page: by then they are known to
        be fonts."""
        others = (face.path for face in self._template.machine_fonts)
        return all_drawn(self._template.fonts, others)

    @cached_property
    def _safe(self) -> re.Pattern[str]:
        return safe(self._drawn)

    def of_common(self, page: Page) -> Build:
        """The proof of what the page is built of, and of its words that are in no plain line."""
        if not page.skeleton.strip():
            empty = Problem("the page is empty", kind=Kind.TEMPLATE)
            return Build(((empty, "html", 0),), "", Words(0))
        root = etree.fromstring(page.skeleton, etree.HTMLParser())
        words = self._words(visible_text(root), first_forbidden(page.skeleton))
        if reason := too_much(root):
            return Build((), reason, words)
        wrong = [
            *_unknown_elements(root),
            *refused(root, self._template, page.images),
            *_without_alt(root),
        ]
        return Build(tuple(_numbered(root, *each) for each in wrong), "", words)

    def of_line(self, block: str, context: Hashable) -> Words:
        """The proof of a plain line's words; those of any other are in the skeleton."""
        words = words_in(block) if context else ""
        return self._words(words, first_forbidden(words))

    def of_own_line(self, block: str, context: Hashable) -> Words:
        """The same, which is sooner made than found in a memory."""
        return self.of_line(block, context)

    @property
    def nothing(self) -> list[Problem]:
        """No problems."""
        return []

    def is_clear(self, page: Page) -> bool:
        """Whether the page's own words are few, and nothing is wrong with any."""
        own = page.own_words
        words = words_in(own) if "&" in own else own  # its tags are of signs that fonts have
        return len(words) <= MAX_WORD and self._safe.fullmatch(words) is not None

    def is_roomy(self, like: Page) -> bool:
        """Whether as many words more are not too many."""
        return len(like.html) <= MAX_CHARACTERS - MAX_WORD

    def join(self, page: Page, common: Build, parts: Sequence[Words]) -> list[Problem]:
        """What is wrong, each with its place."""
        length, wrong = 0, []
        for own, found in (common.words, *parts):
            length += own
            if found:
                wrong.append(found)
        in_head = self._head(page)
        if not (wrong or in_head or common.found or common.too_much) and length <= MAX_CHARACTERS:
            return []
        everywhere = (in_head, *(each.forbidden for each in wrong))
        if bad := next(filter(None, everywhere), ""):
            return [page.place_of_text(bad).saying(forbidden(bad).message)]
        long = "" if length <= MAX_CHARACTERS else _TOO_LONG
        reasons = ((long, ""), (common.too_much, ""), *(each.too_much for each in wrong))
        for reason, words in reasons:
            if reason:
                place = page.place_of_text(words) if words else page.place_of("body", 0)
                return [place.saying(reason, "shorten the letter", Kind.TOO_LARGE)]
        problems = [
            _placed(page.place_of(tag, number), problem) for problem, tag, number in common.found
        ]
        if undrawn := dict.fromkeys(character for each in wrong for character in each.undrawn):
            problems += [self._undrawn(page, *each) for each in by_script(undrawn).items()]
        return list(dict.fromkeys(problems))

    def _head(self, page: Page) -> str:
        """The first character that can't stand in what is before the body: there, letters that
        are alike differ in a few words."""
        if page.like is None:
            return first_forbidden(page.head)
        head = page.like.head
        usual = self._memory.kept((self, head), first_forbidden, head)
        is_looked_at = usual or any(map(first_forbidden, page.own_head))
        return first_forbidden(page.head) if is_looked_at else ""

    def _words(self, text: str, forbidden: str) -> Words:
        undrawn, too_much = missing_glyphs(text, self._drawn), too_many_characters(text)
        if forbidden or undrawn or too_much[0]:
            return Words(len(text), Wrong(forbidden, tuple(undrawn), too_much))
        return Words(len(text))

    def _undrawn(self, page: Page, script: str, characters: Sequence[str]) -> Problem:
        """That the fonts lack characters of the script, for which readers have fonts; or a sign
        of no script, which is an error in each format."""
        place = page.place_of_text(characters[0])
        shown = ", ".join(characters[:_SHOWN])
        more = f" and {len(characters) - _SHOWN} more" if len(characters) > _SHOWN else ""
        hint = f"write it another way, or add a font that has it to {self._template.fonts}"
        what = script
        if not script.startswith("U+"):
            what = f"{script} letters: {shown}{more}"
            hint = (
                "install a font that has them, and ask for it in a template.yaml: "
                f"`fonts: [{_FONTS.get(script, f'Noto Sans {script}')}]`, say; "
                "without it all but PDF can be made"
            )
        message = f"no font of the template has {what}"
        problem = place.saying(message, hint, Kind.MISSING_GLYPH)
        return problem if what == script else replace(problem, severity="warning")


_FONTS = {
    "Han": "Noto Sans SC",
    "Hiragana": "Noto Sans JP",
    "Katakana": "Noto Sans JP",
    "Hangul": "Noto Sans KR",
}
"""Free fonts of scripts whose fonts have other names than their script."""

_SHOWN = 3
"""How many letters of a script a message shows."""

_TOO_LONG = f"the letter is longer than {MAX_CHARACTERS:,} characters"


def _placed(place: Problem, problem: Problem) -> Problem:
    return place.saying(problem.message, problem.hint, problem.kind)


def _numbered(
    root: etree._Element, element: etree._Element, problem: Problem
) -> tuple[Problem, str, int]:
    """The problem with its element's tag and number among those of the tag."""
    tag = str(element.tag)
    return problem, tag, next(n for n, each in enumerate(root.iter(tag)) if each is element)


def _unknown_elements(root: etree._Element) -> Iterator[tuple[etree._Element, Problem]]:
    tags = {str(element.tag): element for element in reversed(list(root.iter("*")))}
    for tag, element in reversed(tags.items()):
        if tag not in ELEMENTS:
            hint = did_you_mean(tag, ELEMENTS) or "use one of the elements listed in the README"
            message = f"Word has no rule for <{tag}>"
            yield element, Problem(message, hint=hint, kind=Kind.VOCABULARY)


def _without_alt(root: etree._Element) -> Iterator[tuple[etree._Element, Problem]]:
    hint = "say what it shows: some readers can't see it"
    for image in root.iter("img"):
        if not (image.get("alt") or "").strip():
            yield image, Problem("the image has no `alt` text", hint=hint, kind=Kind.ALT)


def visible_text(root: etree._Element) -> str:
    """All text that a reader sees, in its order."""
    return str(_TEXT(root))


_TEXT = etree.XPath("string(body)")
