"""Paragraphs: the lines of the letter, each in the style that its class or element names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from appeal_cli.files.office.wordml import Element, w
from appeal_cli.page.tree import Html, Node, Token, alignment, contents, line, style_names
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.writers.word.direct import mark, put
from appeal_cli.writers.word.directions import is_rtl
from appeal_cli.writers.word.open_document import OpenDocument
from appeal_cli.writers.word.text import is_long_code, runs

Rule: TypeAlias = Callable[[Html, OpenDocument], Iterator[Element]]
"""How an element becomes paragraphs and tables."""


_STYLES = {
    "h1": "Heading 1",
    "h2": "Heading 2",
    "h3": "Heading 3",
    "blockquote": "Block Text",
    "th": "Table Heading",
    "td": "Table Text",
    "caption": "Caption",
    "figure": "Picture",
    "figcaption": "Figure Caption",
}
"""The style of the paragraphs of an element, where no class between says another."""


def no_rule(tag: str, where: str = "") -> AppealError:
    """The error that names an element which does not become part of a Word document."""
    return AppealError(Problem(f"Word has no rule for <{tag}>{where}", kind=Kind.VOCABULARY))


def paragraph(
    element: Html, document: OpenDocument, nodes: Iterable[Node] | None = None
) -> Iterator[Element]:
    """The paragraph of an element, or of some of what stands in it; none for an empty one."""
    tokens = line(contents(element) if nodes is None else nodes)
    if tokens:
        style = document.styles.find("paragraph", *paragraph_styles(element))
        yield filled(element, tokens, style, document)


def filled(
    element: Html,
    tokens: list[Token],
    style: str | None,
    document: OpenDocument,
    numbering: Element | None = None,
    indent: Element | None = None,
) -> Element:
    """The paragraph with the tokens in it: in a style and a numbering, by their ids."""
    properties = w(
        "pPr",
        w("pStyle", val=style) if style else None,
        document.styles.frame(style),
        numbering,
        w("bidi") if is_rtl(element) else None,
        indent,
        _aligned(element),
    )
    made = w("p", properties if len(properties) else None)
    if document.styles.has_tabs(style):
        tokens = _with_tabs(element, tokens)
    if _is_ragged(element) and document.styles.is_justified(style):
        mark(made, "suppressAutoHyphens")
        put(made, w("jc", val="left"))
    elif any(map(is_long_code, tokens)) and document.styles.is_justified(style):
        put(made, w("jc", val="left"))
    hyphenates = hyphenates_in(element, style, document)
    made.extend(runs(tokens, style, document, hyphenates=hyphenates))
    return made


def may_hyphenate(element: Html, document: OpenDocument) -> bool:
    """Whether a line of the page may become a paragraph in which words are parted: that of an
    entry of a list has its style from the list."""
    if element.tag == "li" or next(element.iterancestors("li"), None) is not None:
        return True
    style = document.styles.find("paragraph", *paragraph_styles(element))
    return hyphenates_in(element, style, document)


def hyphenates_in(element: Html, style: str | None, document: OpenDocument) -> bool:
    """Whether words are parted in the paragraph of an element in a style."""
    return document.hyphenates(style) and not _is_ragged(element)


def _is_ragged(element: Html) -> bool:
    """Whether no words are broken: in a letter whose language has no patterns for it, and in a
    passage of another language."""
    if element.tag in ("p", "li") and element.get("lang"):
        return True
    return any(
        "ragged" in (each.get("class") or "").split() for each in element.iterancestors("main")
    )


def _with_tabs(element: Html, tokens: list[Token]) -> list[Token]:
    """The line with a tab in the place of the space after the picture that it begins with, and of
    what stands between the parts of a line."""
    match tokens:
        case [picture, words, *others] if picture.element.tag == "img" and words.text[:1] == " ":
            after = replace(words, text=f"\t{words.text[1:]}")
            tokens = [picture, after, *others]
    return [
        replace(token, text="\t") if token.text == " " and token.element is element else token
        for token in tokens
    ]


def _aligned(element: Html) -> Element | None:
    """Where the words stand, as the element's own style or that of its cell says."""
    around = (element, *element.iterancestors("td", "th"))
    found = next(filter(None, map(alignment, around)), "")
    if is_rtl(element):  # where Word means by left the side on which a line begins
        found = {"left": "right", "right": "left"}.get(found, found)
    return w("jc", val=found) if found else None


def paragraph_styles(element: Html) -> Iterator[str]:
    """The names of the styles that fit the paragraph, the fittest first."""
    for around in (element, *element.iterancestors()):
        yield from style_names(around)
        if around.tag in _STYLES:
            yield _STYLES[str(around.tag)]
            break
    yield "Body Text"


def children(element: Html, *allowed: str) -> Iterator[Html]:
    """The elements in one that holds no text of its own. Raises AppealError for any other."""
    for node in contents(element):
        if isinstance(node, Token):
            if node.text.strip(" \t\n\r\f"):
                raise AppealError(
                    Problem(f"Word has no rule for text in <{element.tag}>", kind=Kind.VOCABULARY)
                )
        elif node.tag not in allowed:
            raise no_rule(str(node.tag), f" in <{element.tag}>")
        else:
            yield node
