"""The tag tree as it stands in a PDF: nodes, in the places of WeasyPrint's (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from pydyf import PDF, Array, Dictionary, String

from appeal_cli.appeal.marks import marks_in_page
from appeal_cli.writers.pdf.engine import Box
from appeal_cli.writers.pdf.objects import referred

if TYPE_CHECKING:
    from weasyprint import Document

_NUMBERINGS = {
    "1": "/Decimal",
    "a": "/LowerAlpha",
    "A": "/UpperAlpha",
    "i": "/LowerRoman",
    "I": "/UpperRoman",
    "а": "/LowerAlpha",
    "А": "/UpperAlpha",
}
"""How PDF calls each kind of marks (ISO 32000-1, 14.8.5.5); it has no word for Cyrillic."""

_POINTS = 0.75  # in a CSS pixel


@dataclass(frozen=True)
class Mark:
    """Marked content on a sheet: its number there, and the box that it shows."""

    sheet: int
    number: int
    box: Box


@dataclass(frozen=True)
class Annotation:
    """The place of a link on a sheet."""

    sheet: int
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


class TagTree:
    """Writes nodes into a PDF, in the places of the elements that WeasyPrint made."""

    def __init__(self, document: Document, pdf: PDF) -> None:
        self.pdf = pdf
        self.heights = [sheet.height for sheet in document.pages]
        self.marked: list[dict[int, bytes]] = [{} for _ in document.pages]
        self.annotated: list[bytes] = []
        self.notes = 0
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
                sheet = self.pdf.page_references[kid.sheet]
                yield Dictionary({"Type": "/OBJR", "Obj": kid.object.reference, "Pg": sheet})

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
        """The number of a mark, with its sheet where that is not the element's own."""
        sheet = self.pdf.page_references[mark.sheet]
        self.marked[mark.sheet][mark.number] = place.reference
        if place.setdefault("Pg", sheet) == sheet:
            return mark.number
        return Dictionary({"Type": "/MCR", "Pg": sheet, "MCID": mark.number})

    def numbers(self) -> Iterator[Any]:
        """The parent tree (14.7.4.4): which element each mark and annotation is in."""
        for sheet, references in enumerate(self.marked):
            yield sheet
            length = max(references, default=-1) + 1
            yield Array(references.get(number, "null") for number in range(length))
        for number, reference in enumerate(self.annotated, start=len(self.marked)):
            yield number
            yield reference

    def attributes(self, node: Node) -> dict[str, Any]:
        """What else is said of the element: how it looks and what it shows (14.8.5)."""
        if node.type == "L":
            return {"A": Dictionary({"O": "/List", "ListNumbering": _numbering(node)})}
        if node.type == "Note":  # each has a name of its own (ISO 14289-1, 7.9)
            self.notes += 1
            return {"ID": String(f"note-{self.notes}")}
        if node.type == "TH":
            return {"A": Dictionary({"O": "/Table", "Scope": "/Column"})}
        if node.type == "Figure":
            corners = [self.rectangle(mark) for mark in node.kids if isinstance(mark, Mark)]
            layout = Dictionary({"O": "/Layout", "Placement": "/Block", "BBox": corners[0]})
            return {"Alt": String(node.element.get("alt") or ""), "A": layout}
        return {}

    def rectangle(self, mark: Mark) -> Array:
        """The corners of a picture, in points from the sheet's lower left corner."""
        box = mark.box
        left, top = box.content_box_x(), box.content_box_y()
        bottom = self.heights[mark.sheet] - top - box.height
        corners = (left, bottom, left + box.width, bottom + box.height)
        return Array(round(corner * _POINTS, 3) for corner in corners)


def _numbering(items: Node) -> str:
    """How the items of a list are marked."""
    parts = (part for item in items.kids if isinstance(item, Node) for part in item.kids)
    if not any(isinstance(part, Node) and part.type == "Lbl" for part in parts):
        return "/None"
    kind = marks_in_page(items.element.get("data-marks")).kind
    return _NUMBERINGS[kind] if items.element.tag == "ol" else "/Disc"


def _is_spare(object: Any, first: Dictionary) -> bool:
    """Whether WeasyPrint's object was a part of its tree, less the first element."""
    kinds = ("/StructElem", "/OBJR")
    return object is not first and isinstance(object, dict) and object.get("Type") in kinds
