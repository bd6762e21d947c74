"""The letter's HTML: the text of a line as a browser reads it, and what holds for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from lxml import etree
from lxml.etree import _Element

from appeal_cli.page import elements as vocabulary
from appeal_cli.problems import AppealError, Kind, Problem

Html: TypeAlias = _Element
"""An element of the letter's HTML, as `Element` is one of Word's."""

INLINE = frozenset((*vocabulary.INLINE, "img"))

MARK = "\ufdd0"
"""What stands where a letter's words are to be: a noncharacter, which no letter can hold
(Unicode, 23.7)."""

NUMBERED = re.compile(f"{MARK}([0-9]+){MARK}")
"""A number that stands in the place of words."""


def parsed(html: str) -> Html:
    """The HTML as a tree."""
    root: Html = etree.fromstring(html, etree.HTMLParser())
    return root


def numbered(number: int) -> str:
    """A number that stands in the place of words."""
    return f"{MARK}{number}{MARK}"


def number_of(words: str) -> int | None:
    """The number that stands in the place of the words, or None where they are words."""
    inside = words[1:-1]
    is_number = words == f"{MARK}{inside}{MARK}" and inside.isascii() and inside.isdecimal()
    return int(inside) if is_number else None


_OBJECT = "\ufffc"
"""What stands for something else than text in a line (Unicode, 23.8)."""


def _is_note(element: Html) -> bool:
    return element.tag == "span" and element.get("class") == "footnote"


@dataclass(frozen=True)
class Token:
    """A stretch of text and the element that it stands in; or a `br`, an `img` or a footnote
    itself."""

    text: str
    element: Html

    @property
    def is_break(self) -> bool:
        """Whether it is a `br`."""
        return self.element.tag == "br"

    @property
    def is_text(self) -> bool:
        """Whether it is neither a `br` nor an `img`, nor a footnote."""
        return self.element.tag not in ("br", "img") and not self.is_note

    @property
    def is_note(self) -> bool:
        """Whether it stands for a footnote, whose words are in its element."""
        return self.text == _OBJECT and _is_note(self.element)


Node: TypeAlias = "Token | Html"


def contents(element: Html) -> Iterator[Node]:
    """The text and the elements that stand directly in the element, in their order."""
    if element.text:
        yield Token(element.text, element)
    for child in element:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield Token(child.tail, element)


def line(nodes: Iterable[Node]) -> list[Token]:
    """The text of the nodes with its spaces collapsed as HTML does (CSS Text 3, 4.1)."""
    made: list[Token] = []
    after_space = True
    for token in _flat(nodes):
        text = collapsed(token.text) if token.is_text else token.text
        if token.is_break:
            _strip_end(made)
        if token.is_text and after_space:
            text = text.removeprefix(" ")
        if text:
            made.append(replace(token, text=text))
            after_space = token.is_break or text.endswith(" ")
    _strip_end(made)
    if made and made[-1].is_break:
        made.pop()
    return made


def collapsed(text: str) -> str:
    """The text with each stretch of spaces and line ends as one space."""
    for space in "\t\n\r\f":
        text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _flat(nodes: Iterable[Node]) -> Iterator[Token]:
    for node in nodes:
        if isinstance(node, Token):
            yield node
        elif node.tag in ("br", "img"):
            yield Token("\n" if node.tag == "br" else _OBJECT, node)
        elif _is_note(node):
            yield Token(_OBJECT, node)
        elif node.tag in INLINE:
            yield from _flat(contents(node))
        else:
            raise AppealError(
                Problem(f"Word has no rule for <{node.tag}> within a line", kind=Kind.VOCABULARY)
            )


def _strip_end(tokens: list[Token]) -> None:
    if tokens and tokens[-1].is_text and tokens[-1].text.endswith(" "):
        shorter = tokens[-1].text[:-1]
        tokens[-1:] = [replace(tokens[-1], text=shorter)] if shorter else []


def inline_ancestors(element: Html) -> Iterator[Html]:
    """The element and those around it, as far as they are parts of the line."""
    while element.tag in INLINE:
        yield element
        parent = element.getparent()
        if parent is None:
            return
        element = parent


def isolate_of(element: Html) -> Html | None:
    """The part of the line around the element whose direction is its own: a `bdi`, or one with a
    `dir`."""
    around = inline_ancestors(element)
    return next((each for each in around if each.tag == "bdi" or each.get("dir")), None)


def style_names(element: Html) -> list[str]:
    """The names of styles that the classes of an element stand for."""
    return [name.replace("-", " ").title() for name in (element.get("class") or "").split()]


def nearest(element: Html, attribute: str) -> str | None:
    """The attribute of the element or of the nearest one around it that has it."""
    chain = (element, *element.iterancestors())
    return next((found for each in chain if (found := each.get(attribute))), None)


_ALIGNED = re.compile(r"(?:^|;)\s*text-align:\s*(left|center|right)\s*(?:;|$)")


def alignment(element: Html) -> str:
    """Where the words of the element stand as its own style says, `left`, `center` or `right`;
    nothing where it says nothing."""
    found = _ALIGNED.search(element.get("style") or "")
    return found[1] if found else ""


def pieces(element: Html) -> Iterator[list[Node] | Html]:
    """Each block in the element, and each stretch of text between blocks."""
    text: list[Node] = []
    for node in contents(element):
        if isinstance(node, Token) or node.tag in INLINE:
            text.append(node)
        else:
            yield from (text,) if line(text) else ()
            text = []
            yield node
    yield from (text,) if line(text) else ()
