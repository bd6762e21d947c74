"""Proof: reading a letter's HTML before any writer does, so that every format of it
is complete or none is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from appeal_cli.files.characters import describe, first_forbidden, forbidden
from appeal_cli.files.text import problem_at
from appeal_cli.letter.letter import Letter
from appeal_cli.page.allowed import MAX_CHARACTERS, refused, too_many_characters, too_much
from appeal_cli.page.elements import ELEMENTS
from appeal_cli.page.fonts import missing_glyphs
from appeal_cli.page.page import copy_of, words_in
from appeal_cli.page.template import PAGE, Template, place_in_template
from appeal_cli.problems import Kind, Problem, did_you_mean


def proof(html: str, letter: Letter, template: Template) -> list[Problem]:
    """What keeps this HTML from becoming a whole letter in every format, with its place."""
    if not html.strip():
        return [Problem("the page is empty", str(template.folder / PAGE), kind=Kind.TEMPLATE)]
    copy = copy_of(html)
    build = _build(copy.skeleton, template)
    words = [build.words, *(_words(block, template.fonts) for block in copy.plain_blocks)]
    everywhere = (first_forbidden(copy.head), *(each.forbidden for each in words))
    if bad := next(filter(None, everywhere), ""):
        return [replace(place_of(bad, letter, template), message=forbidden(bad).message)]
    if reason := _too_much(build, words):
        file = letter.origins[0].file if letter.origins else ""
        return [Problem(reason, file, hint="shorten the letter", kind=Kind.TOO_LARGE)]
    undrawn = dict.fromkeys(character for each in words for character in each.undrawn)
    return [*build.problems, *(_undrawn(each, letter, template) for each in undrawn)]


class _Words(NamedTuple):
    """What a proof finds in words: how many characters they are, the first of them that can't
    stand in a letter, those that no font can draw, and why they can't be laid out."""

    length: int
    forbidden: str
    undrawn: tuple[str, ...]
    too_much: str


class _Build(NamedTuple):
    """What a proof finds in what letters share: problems with their places in the template,
    why it can't be laid out, and its words."""

    problems: tuple[Problem, ...]
    too_much: str
    words: _Words


@lru_cache(maxsize=8)
def _build(skeleton: str, template: Template) -> _Build:
    root = etree.fromstring(skeleton, etree.HTMLParser())
    words = _found(visible_text(root), template.fonts)
    words = words._replace(forbidden=first_forbidden(skeleton))
    if reason := too_much(root):
        return _Build((), reason, words)
    problems = (
        *_unknown_elements(root, template),
        *_refused(root, template),
        *_images(root, template),
    )
    return _Build(problems, "", words)


@lru_cache(maxsize=5_000)
def _words(block: str, fonts: Path) -> _Words:
    return _found(words_in(block), fonts)


def _found(text: str, fonts: Path) -> _Words:
    return _Words(
        len(text),
        first_forbidden(text),
        tuple(missing_glyphs(text, fonts)),
        too_many_characters(text),
    )


def _too_much(build: _Build, words: list[_Words]) -> str:
    """Why the letter is more than can be laid out, or nothing."""
    if sum(each.length for each in words) > MAX_CHARACTERS:
        return f"the letter is longer than {MAX_CHARACTERS:,} characters"
    return build.too_much or next(filter(None, (each.too_much for each in words)), "")


def _unknown_elements(root: etree._Element, template: Template) -> Iterator[Problem]:
    tags = dict.fromkeys(element.tag for element in root.iter("*"))
    for tag in (tag for tag in tags if tag not in ELEMENTS):
        yield replace(
            place_in_template(template, rf"<{tag}\b"),
            message=f"Word has no rule for <{tag}>",
            hint=did_you_mean(tag, ELEMENTS) or "use one of the elements listed in the README",
            kind=Kind.VOCABULARY,
        )


def _refused(root: etree._Element, template: Template) -> Iterator[Problem]:
    for message, pattern in dict.fromkeys(refused(root, template)):
        yield replace(place_in_template(template, pattern), message=message, kind=Kind.REFUSED)


def _images(root: etree._Element, template: Template) -> Iterator[Problem]:
    for image in root.iter("img"):
        if not (image.get("alt") or "").strip():
            yield replace(
                place_in_template(template, r"<img\b"),
                message="the image has no `alt` text",
                hint="say what it shows: some readers can't see it",
                kind=Kind.ALT,
            )


def visible_text(root: etree._Element) -> str:
    """All text that a reader sees, in its order."""
    return str(_TEXT(root))


_TEXT = etree.XPath("string(body)")


def _undrawn(character: str, letter: Letter, template: Template) -> Problem:
    return replace(
        place_of(character, letter, template),
        message=f"no font of the template has {describe(character)}",
        hint=f"write it another way, or add a font that has it to {template.fonts}",
        kind=Kind.MISSING_GLYPH,
    )


def place_of(text: str, letter: Letter, template: Template) -> Problem:
    """Where the text comes from, in the appeal, the roster or the template: no message yet."""
    for origin in letter.origins:
        index = origin.text.find(text)
        if index >= 0 and origin.line:
            return Problem("", file=origin.file, line=origin.line, excerpt=origin.text)
        if index >= 0:
            return problem_at(origin.text, index, origin.file, "")
    return place_in_template(template, re.escape(text))
