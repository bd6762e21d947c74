"""What is allowed: what no letter's HTML may hold, whoever wrote the template, and how much of it
there may be. What is refused here is refused in every format."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Collection, Iterator

from lxml.etree import _Element

from appeal_cli.appeal.markup_rules import LINK
from appeal_cli.appeal.pictures import picture_of
from appeal_cli.page.elements import ATTRIBUTES
from appeal_cli.page.stylesheets import fetch_refusal, fetches
from appeal_cli.page.template import Template
from appeal_cli.problems import AppealError, Kind, Problem, shortened

MAX_CHARACTERS = 150_000
MAX_BLOCKS = 3_000
MAX_DEPTH = 50
"""The most characters of text in a letter, paragraphs, entries and cells, and elements around
one another: what is laid out in some seconds, and some sixty pages."""

MAX_WORD = 1_000
"""The most letters of a word, except in scripts that are written without spaces."""

MAX_MARKS = 30
"""The most combining marks on one character (UAX 15, Stream-Safe Text Format)."""

_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACK = re.compile(f"{_MARK}{{{MAX_MARKS + 1},}}")

_LONG_WORD = re.compile(rf"[^\s\u2e80-\uffef]{{{MAX_WORD + 1}}}")

_BLOCKS = ("p", "li", "td", "th", "h1", "h2", "h3")

_IMAGE = re.compile(r"data:image/(png|jpeg);base64,")

_STYLESHEET = re.compile(r"[^/:?#\\]+\.css")


def too_much(root: _Element) -> str:
    """Why what the letter is built of is more than can be laid out, or nothing."""
    blocks = sum(1 for _ in root.iter(*_BLOCKS))
    if blocks > MAX_BLOCKS:
        return f"the letter is longer than {MAX_BLOCKS:,} paragraphs, entries of lists and cells"
    if _depth(root) > MAX_DEPTH:
        return f"elements are nested more than {MAX_DEPTH} levels deep"
    return ""


def too_many_characters(text: str) -> tuple[str, str]:
    """Why words of the letter can't be laid out, and those that can't; or nothing."""
    if len(text) > MAX_WORD and (found := _LONG_WORD.search(text)):
        return f"a word is longer than {MAX_WORD:,} characters", found[0]
    if len(text) > MAX_MARKS and (found := _STACK.search(text)):
        return f"more than {MAX_MARKS} marks stand on one character", found[0]
    return "", ""


def _depth(root: _Element) -> int:
    deepest = 0
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in element]
    return deepest


def refused(
    root: _Element, template: Template, images: Collection[str]
) -> Iterator[tuple[_Element, Problem]]:
    """What a template may not write, each with the element that has it; `images` are the names
    of the letter's own."""
    for element, reason in _reasons(root, template, images):
        yield element, Problem(reason, kind=Kind.REFUSED)


def _reasons(
    root: _Element, template: Template, images: Collection[str]
) -> Iterator[tuple[_Element, str]]:
    for element in root.iter("*"):
        for name, value in element.items():
            if reason := _refusal(str(element.tag), str(name), str(value), images):
                yield element, reason
    for link in root.iter("link"):
        name = link.get("href") or ""
        if link.get("rel") != "stylesheet" or not _STYLESHEET.fullmatch(name):
            yield link, "a `link` in a letter may only lead to a stylesheet of the template"
        elif not template.file(name).is_file():
            yield link, f"`{shortened(name)}` is missing from the template"
    for style in root.iter("style"):
        for _, _, address in fetches(style.text or ""):
            if reason := fetch_refusal(template.folder, address):
                yield style, reason


def _refusal(tag: str, name: str, value: str, images: Collection[str]) -> str:
    """Why the attribute can't stand in a letter, or nothing."""
    if name not in ATTRIBUTES and not name.startswith(("aria-", "data-")):
        return f"a letter may not have the attribute `{shortened(name)}`"
    if name == "style" and any(fetches(value)):
        return "a `style` attribute may not fetch anything"
    if (tag, name) == ("a", "href") and not LINK.fullmatch(value):
        return f"the link `{shortened(value)}` is neither https:, http: nor mailto:"
    if (tag, name) == ("img", "src") and value not in images:
        return _no_image(value)
    return ""


def _no_image(source: str) -> str:
    """Why the address is no image of the letter."""
    kind = _IMAGE.match(source)
    if not kind:
        return "the image is not one of the letter's own"
    try:
        picture_of(b64decode(source[kind.end() :], validate=True), "the image")
    except AppealError as error:
        return error.problems[0].message
    except ValueError:
        pass
    return "the image is broken"
