"""Text: a line of HTML as Word's runs, each of one look, language and direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import quote, urlsplit, urlunsplit

from appeal_cli.appeal.markup_rules import LINK_SCHEMES
from appeal_cli.files.office.docx_engine import RT, qn
from appeal_cli.files.office.wordml import Element, w
from appeal_cli.page.tree import (
    Html,
    Token,
    contents,
    inline_ancestors,
    line,
    nearest,
    style_names,
)
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.writers.word.directions import directed, is_rtl
from appeal_cli.writers.word.languages import language_attribute, word_language
from appeal_cli.writers.word.notes import add_note, mark_style
from appeal_cli.writers.word.open_document import OpenDocument
from appeal_cli.writers.word.pictures import drawing
from appeal_cli.writers.word.whole_words import WHOLE_WORD, cut

_MARKS = {"strong": ("w:b", "Strong"), "em": ("w:i", "Emphasis")}
_RAISED = {"sup": "superscript", "sub": "subscript"}
_KEPT_HYPHEN = "\u2011"
"""Stands for a hyphen after which no line may end."""

_OWN_SIGNS = {"\u00ad": "softHyphen", _KEPT_HYPHEN: "noBreakHyphen", "\t": "tab"}
"""Word's elements for signs that it prints otherwise than they are."""

_NO_LANGUAGE = ("val", "zxx")
"""That of addresses, codes and names, in which Word looks for no faults, so that it hyphenates none
of them. LibreOffice hyphenates nothing that is of no language."""

_SIGN = re.compile(f"([{''.join(_OWN_SIGNS)}])")


@dataclass(frozen=True)
class Look:
    """What the characters of one run share."""

    style: str | None
    bold: bool
    italic: bool
    underlined: bool
    raised: str | None
    language: tuple[str, str] | None
    rtl: bool
    link: str | None


def runs(
    tokens: list[Token], style: str | None, document: OpenDocument, *, hyphenates: bool = True
) -> Iterator[Element]:
    """The runs of a line, links around theirs, in a paragraph of the style with that id."""
    pieces = [
        (token, rtl, stays)
        for whole, rtl in directed(tokens)
        for token, stays in (_cut(whole, document) if hyphenates else [(whole, False)])
    ]
    looks = [(_look(token, rtl, stays, style, document), token) for token, rtl, stays in pieces]
    for link, linked in groupby(looks, key=lambda pair: pair[0].link):
        made = [
            _run(look, [token for _, token in same], document)
            for look, same in groupby(linked, key=lambda pair: pair[0])
        ]
        if link is None:
            yield from made
        else:
            yield _hyperlink(link, made, document)


def _cut(token: Token, document: OpenDocument) -> Iterator[tuple[Token, bool]]:
    """The token cut into words that are not to be hyphenated, and what is between them."""
    if not token.is_text or _is_whole(token.element):
        yield token, False
    elif token.element.get("class") == WHOLE_WORD:
        yield token, True
    else:
        for text, stays in cut(token.text, document.own_words):
            yield replace(token, text=text), stays


def _look(
    token: Token, rtl: bool, stays: bool, paragraph_style: str | None, document: OpenDocument
) -> Look:
    around = list(inline_ancestors(token.element))
    tags = [element.tag for element in around]
    style_tag = "a" if "a" in tags else next((tag for tag in tags if tag in _MARKS), None)
    style = (
        mark_style(document.styles)
        if token.is_note
        else _character_style(style_tag, around, document)
    )

    def direct(tag: str) -> bool:
        """Whether the run says it itself: its style does not, or undoes the paragraph's."""
        toggle, _ = _MARKS[tag]
        alone = document.styles.is_on(style, toggle) and not document.styles.is_on(
            paragraph_style, toggle
        )
        return tag in tags and not alone

    return Look(
        style=style,
        bold=direct("strong"),
        italic=direct("em"),
        underlined="u" in tags and "a" not in tags,
        raised=next((_RAISED[tag] for tag in tags if tag in _RAISED), None),
        language=_NO_LANGUAGE if stays else _run_language(token.element, document),
        rtl=rtl,
        link=next((_target(element) for element in around if element.tag == "a"), None),
    )


def _character_style(tag: str | None, around: list[Html], document: OpenDocument) -> str | None:
    """The id of the style of the nearest class; else that of the link, strong or em."""
    names = [name for element in around for name in style_names(element)]
    names += {"a": ["Hyperlink"]}.get(tag or "", [])
    names += [_MARKS[tag][1]] if tag in _MARKS else []
    return document.styles.find("character", *names)


def _run(look: Look, tokens: list[Token], document: OpenDocument) -> Element:
    language = {look.language[0]: look.language[1]} if look.language else {}
    properties = w(
        "rPr",
        w("rStyle", val=look.style) if look.style else None,
        *((w("b"), w("bCs")) if look.bold else ()),
        *((w("i"), w("iCs")) if look.italic else ()),
        w("noProof") if look.language == _NO_LANGUAGE else None,  # Word breaks no word that has it
        w("u", val="single") if look.underlined else None,
        w("vertAlign", val=look.raised) if look.raised else None,
        w("rtl") if look.rtl else None,
        w("lang", **language) if language else None,
    )
    run = w("r", properties if len(properties) else None)
    for is_text, same in groupby(tokens, key=lambda token: token.is_text):
        if is_text:
            run.extend(_text("".join(map(_words, same))))
        else:
            run.extend(_object(token, document) for token in same)
    return run


def _object(token: Token, document: OpenDocument) -> Element:
    """What is no text in a line: the end of a row, a footnote, a picture."""
    if token.is_break:
        return w("br")
    if not token.is_note:
        return drawing(token.element, document)
    notes = document.notes
    inside = line(contents(token.element))
    there = replace(document, writes_in=notes)
    words = runs(inside, None, there, hyphenates=document.hyphenates(None))
    return add_note(notes.element, words, document.styles, is_rtl=is_rtl(token.element))


def _words(token: Token) -> str:
    """The words of the token, whose hyphens stay where nothing is to be parted."""
    return token.text.replace("-", _KEPT_HYPHEN) if _is_whole(token.element) else token.text


def _is_whole(element: Html) -> bool:
    return element.tag == "span" and element.get("class") == "whole"


def is_long_code(token: Token) -> bool:
    """Whether the token is an address or a code that Word parts nowhere, and before which it would
    stretch a line far."""
    return token.element.get("lang") == _NO_LANGUAGE[1] and len(token.text) >= LONG_CODE


LONG_CODE = 20
"""How many letters and signs of a code are as wide as the widest gaps of an even line together."""


def _text(text: str) -> Iterator[Element]:
    """The text with Word's own hyphens, optional ones and those that end no line, and tabs."""
    for part in _SIGN.split(text):
        if part in _OWN_SIGNS:
            yield w(_OWN_SIGNS[part])
        elif part:
            made = w("t")
            made.text = part
            made.set(qn("xml:space"), "preserve")
            yield made


def _run_language(element: Html, document: OpenDocument) -> tuple[str, str] | None:
    """The language of a passage, where it is not the letter's."""
    written = nearest(element, "lang")
    tag = word_language(written) if written else document.language
    return None if tag == document.language else (language_attribute(tag), tag)


# Links


def _target(element: Html) -> str | None:
    """Where the link leads, in the characters that a URI may have (RFC 3986)."""
    written = element.get("href")
    if written is None:
        return None
    try:
        parts = urlsplit(written.strip())
    except ValueError:
        parts = None
    if parts is None or parts.scheme not in LINK_SCHEMES or not (parts.netloc or parts.path):
        raise AppealError(
            Problem(
                f"the link `{written[:200]}` is neither https:, http: nor mailto:", kind=Kind.LINK
            )
        )
    rest = (quote(part, safe="%/:?@!$&'()*+,;=-._~") for part in parts[2:])
    return urlunsplit((parts.scheme, quote(parts.netloc, safe="%[]:@!$&'()*+,;=-._~"), *rest))


def _hyperlink(target: str, linked: list[Element], document: OpenDocument) -> Element:
    made = w("hyperlink", *linked, history=1)
    made.set(qn("r:id"), document.writes_in.rels.get_or_add_ext_rel(RT.HYPERLINK, target))
    return made
