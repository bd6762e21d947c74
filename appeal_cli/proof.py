"""Proof: reading a letter's HTML before any writer does, so that every format of it
is complete or none is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from appeal_cli.characters import FORBIDDEN, describe, problem_at
from appeal_cli.errors import Problem, did_you_mean
from appeal_cli.fonts import missing_glyphs
from appeal_cli.letter import Letter
from appeal_cli.screening import refused, too_much
from appeal_cli.template import PAGE, Template, place_in_template
from appeal_cli.vocabulary import ELEMENTS


def proof(html: str, letter: Letter, template: Template) -> list[Problem]:
    """What keeps this HTML from becoming a whole letter in every format, with its place."""
    if forbidden := FORBIDDEN.search(html):
        problem = place_of(forbidden[0], letter, template)
        return [replace(problem, message=f"{describe(forbidden[0])} can't stand in a letter")]
    if not html.strip():
        return [Problem("the page is empty", str(template.folder / PAGE), name="template")]
    root = etree.fromstring(html, etree.HTMLParser())
    if reason := too_much(root, visible_text(root)):
        file = letter.origins[0].file if letter.origins else ""
        return [Problem(reason, file, hint="shorten the letter", name="too-large")]
    return [
        *_unknown_elements(root, template),
        *_refused(root, template),
        *_images(root, template),
        *_missing_glyphs(root, letter, template),
    ]


def _unknown_elements(root: etree._Element, template: Template) -> Iterator[Problem]:
    tags = dict.fromkeys(element.tag for element in root.iter("*"))
    for tag in (tag for tag in tags if tag not in ELEMENTS):
        yield replace(
            place_in_template(template, rf"<{tag}\b"),
            message=f"Word has no rule for <{tag}>",
            hint=did_you_mean(tag, ELEMENTS) or "use an element of the vocabulary in the README",
            name="vocabulary",
        )


def _refused(root: etree._Element, template: Template) -> Iterator[Problem]:
    for message, pattern in dict.fromkeys(refused(root, template)):
        yield replace(place_in_template(template, pattern), message=message, name="refused")


def _images(root: etree._Element, template: Template) -> Iterator[Problem]:
    for image in root.iter("img"):
        if not (image.get("alt") or "").strip():
            yield replace(
                place_in_template(template, r"<img\b"),
                message="the image has no `alt` text",
                hint="say what it shows: some readers can't see it",
                name="alt",
            )


def visible_text(root: etree._Element) -> str:
    """All text that a reader sees, in its order."""
    return str(_TEXT(root))


_TEXT = etree.XPath("string(body)")


def _missing_glyphs(root: etree._Element, letter: Letter, template: Template) -> Iterator[Problem]:
    text = visible_text(root)
    for character in missing_glyphs(text, template.fonts):
        yield replace(
            place_of(character, letter, template),
            message=f"no font of the template has {describe(character)}",
            hint=f"write it another way, or add a font that has it to {template.fonts}",
            name="missing-glyph",
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
