"""The tag tree of a PDF: the letter's own elements, as a screen reader walks through them.

WeasyPrint's tree follows its layout. It cuts a paragraph in two where a page ends, says nothing
about languages, tags the page labels, and makes two links of one with emphasis in it. So the tree
is built again from the HTML: one element for each of the letter's, whichever pages it stands on
(ISO 32000-1, 14.7 and 14.8).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias
from xml.etree.ElementTree import Element

from pydyf import PDF, Array, Dictionary, String

from appeal_cli.page.elements import INLINE
from appeal_cli.writers.pdf.objects import referred

if TYPE_CHECKING:
    from weasyprint import Document

Box: TypeAlias = Any
"""A box of WeasyPrint's layout."""

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

_RIGHT_TO_LEFT = {"R", "AL"}
_POINTS = 0.75  # in a CSS pixel


@dataclass(frozen=True)
class Mark:
    """Marked content on a page: its number there, and the box that it shows."""

    page: int
    number: int
    box: Box


@dataclass(frozen=True)
class Annotation:
    """The place of a link on a page."""

    page: int
    object: Dictionary


@dataclass
class Node:
    """An element of the tree to be, and what is in it.

    `text` is what to read where the glyphs stand in another order.
    """

    type: str
    element: Element
    kids: list[Node | Mark | Annotation] = field(default_factory=list)
    text: str = ""


def watch_painting(document: Document) -> list[Mark]:
    """The marks of the document, which are added while it is written."""
    marks: list[Mark] = []
    for number, page in enumerate(document.pages):
        page.paint = partial(_paint, page.paint, number, marks)
    return marks


def _paint(paint: Any, page: int, marks: list[Mark], stream: Any, scale: float = 1) -> None:
    paint(stream, scale)
    marks += (Mark(page, mark["mcid"], box) for box, mark in stream._tags.items())


def retag(html: Element, document: Document, pdf: PDF, marks: list[Mark]) -> None:
    """Puts a tree of the letter's elements in the place of WeasyPrint's.

    What is no part of the letter (a page's label, a table's header on its next pages)
    becomes an artifact.
    """
    letter = _Letter(html)
    read = letter.in_order(marks)
    for mark in read:
        letter.home(mark).kids.append(mark)
    for mark in set(marks).difference(read):
        _make_artifact(pdf, mark)
    for number, page in enumerate(document.pages):
        for _, _, _, box in page.links:
            if box.element.tag == "a":
                annotation = Annotation(number, box.link_annotation)
                letter.node(box.element).kids.append(annotation)
            else:  # emphasis in a link, whose own annotation reaches over it
                _drop_annotation(pdf, number, box.link_annotation)
    _Tree(document, pdf).replace(letter.top)


def _make_artifact(pdf: PDF, mark: Mark) -> None:
    page = referred(pdf, pdf.page_references[mark.page])
    operators = referred(pdf, page["Contents"]).stream
    place = operators.index({"MCID": mark.number})
    operators[place - 1 : place + 1] = ["/Artifact", "<</Type /Pagination>>"]


def _drop_annotation(pdf: PDF, page: int, annotation: Dictionary) -> None:
    referred(pdf, pdf.page_references[page])["Annots"].remove(annotation.reference)
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
        first_pages: dict[Element, int] = {}
        read: dict[Mark, tuple[int, int, int]] = {}
        for mark in marks:
            around = list(self.around(mark.box.element))
            headers = [each for each in around if each.tag == "thead"]
            if around and all(
                first_pages.setdefault(each, mark.page) == mark.page for each in headers
            ):
                block = next(each for each in around if each.tag not in _INLINE)
                read[mark] = (self.order[block], mark.page, mark.number)
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
            made = Node(_TYPES.get(element.tag, "Span"), element)
            self.node(self.parents[element]).kids.append(made)
            if element.tag == "li":
                self.items[element] = made
                made.kids.append(made := Node("LBody", element))
            self.nodes[element] = made
        return self.nodes[element]


class _Tree:
    """Writes nodes into a PDF, in the places of the elements that WeasyPrint made."""

    def __init__(self, document: Document, pdf: PDF) -> None:
        self.pdf = pdf
        self.heights = [page.height for page in document.pages]
        self.marked: list[dict[int, bytes]] = [{} for _ in document.pages]
        self.annotated: list[bytes] = []
        self.places: list[Dictionary] = []

    def replace(self, top: Node) -> None:
        """Makes the node the top of the tree, under the root that there is."""
        root = referred(self.pdf, self.pdf.catalog["StructTreeRoot"])
        first = referred(self.pdf, root["K"][0])
        self.places = [each for each in self.pdf.objects if _is_spare(each, first)]
        for place in self.places:
            place.clear()
        first["K"] = Array(self.kids(top, first, top.element.get("lang") or ""))
        referred(self.pdf, root["ParentTree"])["Nums"] = Array(self.numbers())

    def kids(self, node: Node, place: Dictionary, language: str) -> Iterator[Any]:
        """What goes into the `K` of a node that is written into a place."""
        for kid in node.kids:
            if isinstance(kid, Node):
                yield self.write(kid, place, language)
            elif isinstance(kid, Mark):
                yield self.mark(kid, place)
            else:
                kid.object["StructParent"] = len(self.marked) + len(self.annotated)
                self.annotated.append(place.reference)
                page = self.pdf.page_references[kid.page]
                yield Dictionary({"Type": "/OBJR", "Obj": kid.object.reference, "Pg": page})

    def write(self, node: Node, parent: Dictionary, around: str) -> bytes:
        """Writes the node, which stands in text of a language, and returns its reference."""
        place = self.place()
        place.update({"Type": "/StructElem", "S": f"/{node.type}", "P": parent.reference})
        language = node.element.get("lang") or around
        if language != around:
            place["Lang"] = String(language)
        if node.text:
            place["ActualText"] = String(node.text)
        place.update(self.attributes(node))
        place["K"] = Array(self.kids(node, place, language))
        reference: bytes = place.reference
        return reference

    def place(self) -> Dictionary:
        """An object for an element: one of WeasyPrint's, as far as they go."""
        if not self.places:
            self.places.append(Dictionary())
            self.pdf.add_object(self.places[-1])
        return self.places.pop()

    def mark(self, mark: Mark, place: Dictionary) -> int | Dictionary:
        """The number of a mark, with its page where that is not the element's own."""
        page = self.pdf.page_references[mark.page]
        self.marked[mark.page][mark.number] = place.reference
        if place.setdefault("Pg", page) == page:
            return mark.number
        return Dictionary({"Type": "/MCR", "Pg": page, "MCID": mark.number})

    def numbers(self) -> Iterator[Any]:
        """The parent tree (14.7.4.4): which element each mark and annotation is in."""
        for page, references in enumerate(self.marked):
            yield page
            length = max(references, default=-1) + 1
            yield Array(references.get(number, "null") for number in range(length))
        for number, reference in enumerate(self.annotated, start=len(self.marked)):
            yield number
            yield reference

    def attributes(self, node: Node) -> dict[str, Any]:
        """What else is said of the element: how it looks and what it shows (14.8.5)."""
        if node.type == "L":
            return {"A": Dictionary({"O": "/List", "ListNumbering": _numbering(node)})}
        if node.type == "TH":
            return {"A": Dictionary({"O": "/Table", "Scope": "/Column"})}
        if node.type == "Figure":
            corners = [self.rectangle(mark) for mark in node.kids if isinstance(mark, Mark)]
            layout = Dictionary({"O": "/Layout", "Placement": "/Block", "BBox": corners[0]})
            return {"Alt": String(node.element.get("alt") or ""), "A": layout}
        return {}

    def rectangle(self, mark: Mark) -> Array:
        """The corners of a picture, in points from the page's lower left corner."""
        box = mark.box
        left, top = box.content_box_x(), box.content_box_y()
        bottom = self.heights[mark.page] - top - box.height
        corners = (left, bottom, left + box.width, bottom + box.height)
        return Array(round(corner * _POINTS, 3) for corner in corners)


def _numbering(items: Node) -> str:
    """How the items of a list are marked."""
    parts = (part for item in items.kids if isinstance(item, Node) for part in item.kids)
    if not any(isinstance(part, Node) and part.type == "Lbl" for part in parts):
        return "/None"
    return "/Decimal" if items.element.tag == "ol" else "/Disc"


def _is_spare(object: Any, first: Dictionary) -> bool:
    """Whether WeasyPrint's object was a part of its tree, and not the first element."""
    kinds = ("/StructElem", "/OBJR")
    return object is not first and isinstance(object, dict) and object.get("Type") in kinds
