"""Lists: items by Word's own numbering, never by typed marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from appeal_cli.appeal.marks import marks_in_page
from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import Element, w
from appeal_cli.page.tree import Html, Node, Token, contents, line, pieces, style_names
from appeal_cli.writers.word.direct import mark, space, style_of
from appeal_cli.writers.word.numbering import BULLETS, LEVELS
from appeal_cli.writers.word.open_document import OpenDocument
from appeal_cli.writers.word.paragraphs import Rule, children, filled

_LIST_STYLES = {"ul": "List Bullet", "ol": "List Number"}
_LIST_SECTIONS = frozenset({"signatories", "enclosures"})
"""Classes of sections whose style is that of the items of their lists."""


@dataclass(frozen=True)
class List:
    """A list of the letter: its style, and its place in the document's numbering.

    `direct` is the numbering that its items name themselves: that of every `ol`, so
    that each counts for itself, and that of a `ul` whose style has no bullets or is that of a
    higher level, `deeper` levels above it.
    """

    style: str | None
    linked: tuple[int, int] | None
    direct: tuple[int, int] | None
    level: int
    deeper: int


class Stretch(NamedTuple):
    """Part of an item: the text of a paragraph, or another block as it is."""

    element: Html
    tokens: list[Token] | None


def items(element: Html, document: OpenDocument, block: Rule) -> Iterator[Element]:
    """The items of a list; `block` makes what stands in them besides paragraphs."""
    depth = sum(1 for _ in element.iterancestors("ul", "ol"))
    level = min(depth, LEVELS - 1)
    deeper = depth - level
    usual = document.styles.find("paragraph", _at_level(_LIST_STYLES[str(element.tag)], level))
    style = document.styles.find("paragraph", *_list_classes(element)) or usual
    linked = document.styles.list_of(style)
    if deeper and linked:
        linked = document.numbering.deepened(*linked, deeper)
    if element.tag == "ol":
        direct: tuple[int, int] | None = _counted(element, linked, (level, deeper), document)
    elif _is_bulleted(linked, document) if linked else style != usual:
        direct = linked if deeper else None
    else:
        direct = document.numbering.deepened(document.numbering.plain("bullet"), level, deeper)
    made = List(style, linked, direct, level, deeper)
    found = [
        each for item in children(element, "li") for each in _item(item, made, document, block)
    ]
    if found and not depth:
        _give_room_below(found[-1], document)
    if list(_sections(element)):
        _keep_ends(found)
    return iter(found)


def _keep_ends(found: list[Element]) -> None:
    """Lets neither the first of the items stand alone on a page, nor the last."""
    for end in {0, len(found) - 2} & set(range(len(found) - 1)):
        mark(found[end], "keepNext")


def _give_room_below(last: Element, document: OpenDocument) -> None:
    """The room below a list is that below a paragraph of text, where its items have some."""
    styles, style = document.styles, style_of(last)
    room = styles.room("after", styles.find("paragraph", "Body Text"))
    if 0 < styles.room("after", style) < room and last.tag == qn("w:p"):
        space(last, after=room)


def _list_classes(element: Html) -> Iterator[str]:
    """The names of the styles that the list's class, or its section's, stands for."""
    yield from style_names(element)
    for around in _sections(element):
        yield from style_names(around)


def _sections(element: Html) -> Iterator[Html]:
    """The sections around the list whose style is that of its items."""
    for around in element.iterancestors():
        if _LIST_SECTIONS.intersection((around.get("class") or "").split()):
            yield around


def _at_level(style: str, level: int) -> str:
    """The name that Word gives to the style on a level: `List Bullet`, `List Bullet 2`."""
    return f"{style} {level + 1}" if level else style


def _counted(
    element: Html, linked: tuple[int, int] | None, place: tuple[int, int], document: OpenDocument
) -> tuple[int, int]:
    """A numbering for this list alone, in the look of its style, with its own marks if it has
    some."""
    own = element.get("data-marks")
    marks = marks_in_page(own, element.get("start"))
    if linked is None or _is_bulleted(linked, document):
        linked = document.numbering.deepened(document.numbering.plain(marks.first), *place)
    elif own:
        linked = (document.numbering.marked(linked[0], marks.first), linked[1])
    num_id, level = linked
    return document.numbering.restarted(num_id, level, marks.start), level


def _is_bulleted(linked: tuple[int, int], document: OpenDocument) -> bool:
    return document.numbering.format(*linked) in BULLETS


def _item(item: Html, of: List, document: OpenDocument, block: Rule) -> Iterator[Element]:
    """The paragraphs of an item: the first is numbered, the others stand under it."""
    stretches = [_stretch(piece, item) for piece in pieces(item)]
    opens = bool(stretches) and stretches[0].tokens is not None
    first = stretches.pop(0) if opens else Stretch(item, [])
    own = document.styles.find("paragraph", *style_names(first.element), *style_names(item))
    style = own or of.style
    direct = of.direct or (of.linked if style != of.style else None)
    yield filled(
        first.element,
        first.tokens or [],
        style,
        document,
        w("numPr", w("ilvl", val=direct[1]), w("numId", val=direct[0])) if direct else None,
        document.styles.indent(style) if direct and not of.deeper else None,
    )
    for element, tokens in stretches:
        if tokens is None:
            yield from block(element, document)
        else:
            names = (*style_names(element), _at_level("List Continue", of.level))
            inner = document.styles.find("paragraph", *names)
            place = of.direct if of.deeper else None
            indent = w("ind", left=document.numbering.indent(*place)) if place else None
            yield filled(element, tokens, inner, document, indent=indent)


def _stretch(piece: list[Node] | Html, item: Html) -> Stretch:
    if isinstance(piece, list):
        return Stretch(item, line(piece))
    return Stretch(piece, line(contents(piece)) if piece.tag == "p" else None)
