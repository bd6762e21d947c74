"""The tag tree of a PDF: the letter's own elements, as a screen reader walks through them.

WeasyPrint's tree follows its layout. It cuts a paragraph in two where a sheet ends, says
nothing of languages, tags the page labels, and makes two links of one with emphasis in it.
So the tree is built anew from the HTML: one element for each of the letter's, whichever
sheets it stands on (ISO 32000-1, 14.7 and 14.8).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from appeal_cli.page.elements import INLINE
from appeal_cli.writers.pdf.engine import in_margins, numbers_in
from appeal_cli.writers.pdf.objects import referred
from appeal_cli.writers.pdf.tag_tree import Annotation, Mark, Node, TagTree

if TYPE_CHECKING:
    from pydyf import PDF, Dictionary
    from weasyprint import Document

_INLINE = (*INLINE, "img")

_TYPES = {
    **dict.fromkeys(("header", "footer", "div", "address", "figure"), "Div"),
    **dict.fromkeys(("main", "section"), "Sect"),
    **dict.fromkeys(("ul", "ol"), "L"),
    **{tag: tag.upper() for tag in ("p", "h1", "h2", "h3", "li", "tr", "th", "td")},
    **dict.fromkeys(("caption", "figcaption"), "Caption"),
    **dict.fromkeys(_INLINE, "Span"),
    "blockquote": "BlockQuote",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "img": "Figure",
    "a": "Link",
}
"""The standard structure type of each element (ISO 32000-1, 14.8.4)."""

_ROWS = ("thead", "tbody", "tr")

_RIGHT_TO_LEFT = {"R", "AL"}


def watch_painting(document: Document) -> list[Mark]:
    """The marks of the document, which are added while it is written."""
    marks: list[Mark] = []
    for number, sheet in enumerate(document.pages):
        sheet.paint = partial(_paint, sheet.paint, number, marks)
    return marks


def _paint(paint: Any, sheet: int, marks: list[Mark], stream: Any, scale: float = 1) -> None:
    paint(stream, scale)
    marks += (Mark(sheet, number, box) for box, number in numbers_in(stream).items())


def retag(html: Element, document: Document, pdf: PDF, marks: list[Mark]) -> None:
    """Puts a tree of the letter's elements in the place of WeasyPrint's.

    What is no part of the letter (a page's label, what stands in the margins of the sheets after
    the first, a table's header on its next sheets) becomes an artifact.
    """
    letter, repeated = _Letter(html), in_margins(document.pages[1:])
    read = letter.in_order([mark for mark in marks if mark.box not in repeated])
    for mark in read:
        letter.home(mark).kids.append(mark)
    for mark in set(marks).difference(read):
        _make_artifact(pdf, mark)
    for number, sheet in enumerate(document.pages):
        for _, _, _, box in sheet.links:
            if box.element.tag == "a":
                annotation = Annotation(number, box.link_annotation)
                letter.node(box.element).kids.append(annotation)
            else:  # emphasis in a link, whose own annotation reaches over it
                _drop_annotation(pdf, number, box.link_annotation)
    TagTree(document, pdf).replace(letter.top)


def _make_artifact(pdf: PDF, mark: Mark) -> None:
    sheet = referred(pdf, pdf.page_references[mark.sheet])
    operators = referred(pdf, sheet["Contents"]).stream
    place = operators.index({"MCID": mark.number})
    operators[place - 1 : place + 1] = ["/Artifact", "<</Type /Pagination>>"]


def _drop_annotation(pdf: PDF, sheet: int, annotation: Dictionary) -> None:
    referred(pdf, pdf.page_references[sheet])["Annots"].remove(annotation.reference)
    annotation.clear()


class _Letter:
    """The letter's elements, and the nodes that stand for them."""

    def __init__(self, html: Element) -> None:
        self.order = {element: index for index, element in enumerate(html.iter())}
        self.parents = {child: parent for parent in self.order for child in parent}
        self.top = Node("Document", html)
        self.nodes = dict.fromkeys((html, *html), self.top)
        self.items: dict[Element, Node] = {}

    def in_order(self, marks: list[Mark]) -> list[Mark]:
        """The marks that are read: block by block, and those of a block as they were painted."""
        first_sheets: dict[Element, int] = {}
        read: dict[Mark, tuple[int, int, int]] = {}
        for mark in marks:
            around = list(self.around(mark.box.element))
            headers = [each for each in around if each.tag == "thead"]
            if around and all(
                first_sheets.setdefault(each, mark.sheet) == mark.sheet for each in headers
            ):
                block = next(each for each in around if each.tag not in _INLINE)
                read[mark] = (self.order[block], mark.sheet, mark.number)
        return sorted(read, key=read.__getitem__)

    def around(self, element: Element | None) -> Iterator[Element]:
        """The element and those that it stands in, from the inside out."""
        while element is not None:
            yield element
            element = self.parents.get(element)

    def home(self, mark: Mark) -> Node:
        """The node that the mark belongs in."""
        element = mark.box.element
        home = self.node(element)
        if mark.box.element_tag == "span::footnote-call":
            home = self.node(self.parents[element])
        if mark.box.element_tag == "span::footnote-marker":
            home.kids.insert(0, home := Node("Lbl", element))
        if mark.box.element_tag == "li::marker":
            home = Node("Lbl", element)
            self.items[element].kids.insert(0, home)
        text = getattr(mark.box, "text", "")
        if _RIGHT_TO_LEFT.intersection(map(unicodedata.bidirectional, text)):
            home.kids.append(home := Node("Span", element, text=text))
        return home

    def node(self, element: Element) -> Node:
        """The node of what stands in the element, made where there is none yet."""
        if element not in self.nodes:
            around = self.node(self.parents[element])
            if element not in self.nodes:  # or it was made as a cell of its row
                self._add(element, around)
        return self.nodes[element]

    def _add(self, element: Element, around: Node) -> None:
        """Makes the node of the element, in that of what is around it."""
        is_note = element.get("class") == "footnote"
        made = Node("Note" if is_note else _TYPES.get(element.tag, "Span"), element)
        around.kids.append(made)
        if element.tag == "li":
            self.items[element] = made
            made.kids.append(made := Node("LBody", element))
        self.nodes[element] = made
        if element.tag in _ROWS:  # whose cells are there too that have no words
            for each in element:
                self.node(each)
