"""Structure: the tags of a file of others, in the standard's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from appeal_cli.writers.pdf.foreign.walking import items

_STANDARD = frozenset(
    {
        *("/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/TOC"),
        *("/TOCI", "/Index", "/NonStruct", "/Private", "/P", "/H", "/H1", "/H2", "/H3", "/H4"),
        *("/H5", "/H6", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/THead"),
        *("/TBody", "/TFoot", "/Span", "/Quote", "/Note", "/Reference", "/BibEntry", "/Code"),
        *("/Link", "/Annot", "/Ruby", "/RB", "/RT", "/RP", "/Warichu", "/WT", "/WP", "/Figure"),
        *("/Formula", "/Form"),
    }
)
"""What every reader knows (ISO 32000-1, 14.8.4)."""

_LATER = {
    "/Title": "/H1", "/Em": "/Span", "/Strong": "/Span", "/Sub": "/Span", "/FENote": "/Note",
    "/Aside": "/Note", "/DocumentFragment": "/Part",
}  # fmt: skip
"""What PDF 2.0 has besides (ISO 32000-2, 14.8.4), in the words before it."""

_OF_AN_ELEMENT = ("/Type", "/S", "/P", "/Pg", "/K", "/A", "/ID", "/Lang", "/Alt", "/E",
                  "/ActualText")  # fmt: skip
_OWNERS = ("/Layout", "/List", "/Table")
"""Whose attributes every reader knows (14.8.5)."""

MOST_ELEMENTS = 100_000


def is_tagged(pdf: Pdf) -> bool:
    """Whether the file has tags."""
    root = pdf.Root.get("/StructTreeRoot")
    return isinstance(root, Dictionary) and bool(items(root.get("/K")))


def restructure(pdf: Pdf, mark: str) -> list[set[int]]:
    """Puts the tags under one element, in the standard's words, and finds anew what each of them
    is of; returns, page by page, the numbers of the contents that have a tag. `mark` begins the
    names of its notes, which no other file may have.

    Raises ValueError for tags that lead in a circle, or are too many.
    """
    structure = _Structure(pdf, mark)
    structure.rebuild()
    return [set(marked) for marked in structure.marked]


def new_top(pdf: Pdf) -> Object:
    """An element that can become the top of a tag tree, under a new root."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    return pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))


def put_tags(pdf: Pdf, top: Object, numbers: Iterable[Any]) -> None:
    """Makes the tags under the top, and its root, those of the file; `numbers` are what stands in
    the parent tree (14.7.4.4)."""
    root = top.P
    root.K = Array([top])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


@dataclass
class _Structure:
    """Tags that are being put in order."""

    pdf: Pdf
    mark: str
    level: int = 0
    names: int = 0
    parents: dict[int, Any] = field(default_factory=dict)

    def rebuild(self) -> None:
        old = self.pdf.Root.StructTreeRoot
        self.roles = _named(old.get("/RoleMap"))
        self.classes = _named(old.get("/ClassMap"))
        self.pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.marked: list[dict[int, Any]] = [{} for _ in self.pages]
        self.annotated = {
            link.objgen for page in self.pdf.pages for link in items(page.obj.get("/Annots"))
        }
        for page in self.pdf.pages:
            if "/StructParents" in page.obj:
                del page.obj["/StructParents"]
        top = new_top(self.pdf)
        root = top.P
        top.K = Array(items(old.get("/K")))
        self._walk(top)
        if len(top.K) == 1 and isinstance(top.K[0], Dictionary) and top.K[0].S == "/Document":
            top = top.K[0]
            top.P = root
        put_tags(self.pdf, top, self._numbers())

    def _walk(self, top: Object) -> None:
        """Looks at all elements in their order, each with its kids."""
        waiting: list[tuple[Any, Any]] = [(top, top.P)]
        seen: set[tuple[int, int]] = set()
        while waiting:
            element, parent = waiting.pop()
            if element.objgen in seen or len(seen) > MOST_ELEMENTS:
                raise ValueError
            seen.add(element.objgen)
            element.P = parent
            if element is not top:
                self._tidy(element)
            kids = [self._kid(kid, element) for kid in items(element.get("/K"))]
            element.K = Array(kid for kid in kids if kid is not None)
            elements = [kid for kid in element.K if _is_element(kid)]
            waiting += [(kid, element) for kid in reversed(elements)]

    def _kid(self, kid: Any, element: Object) -> Any:
        """What goes into the element; None for what is not there any more."""
        if isinstance(kid, int):
            return kid if self._mark(element.get("/Pg"), kid, element) else None
        if not isinstance(kid, Dictionary):
            return None
        if kid.get("/Type") == "/OBJR":
            return self._object(kid, element)
        if kid.get("/Type") == "/MCR":
            return self._content(kid, element)
        return kid if kid.is_indirect else self.pdf.make_indirect(kid)

    def _object(self, kid: Any, element: Object) -> Any:
        """A link that is a part of the element."""
        link = kid.get("/Obj")
        if not isinstance(link, Dictionary) or link.objgen not in self.annotated:
            return None
        link.StructParent = len(self.pages) + len(self.parents)
        self.parents[link.StructParent] = element
        return kid

    def _content(self, kid: Any, element: Object) -> Any:
        """A piece of what a page shows; what is marked in a form is refused elsewhere."""
        is_of_page = "/Stm" not in kid
        page = kid.get("/Pg", element.get("/Pg"))
        return kid if is_of_page and self._mark(page, int(kid.MCID), element) else None

    def _mark(self, page: Any, number: int, element: Object) -> bool:
        """Notes whose a piece of a page is; whether that page is there."""
        if not self._is_page(page) or not 0 <= number < MOST_ELEMENTS:
            return False
        self.marked[self.pages[page.objgen]][number] = element
        return True

    def _is_page(self, page: Any) -> bool:
        return isinstance(page, Dictionary) and page.objgen in self.pages

    def _tidy(self, element: Object) -> None:
        """Leaves what every reader knows of the element."""
        element.S = Name(self._role(element))
        element.Type = Name.StructElem
        own = [each for each in items(element.get("/A")) if isinstance(each, (Dictionary, Stream))]
        shared = [self.classes.get(str(each)) for each in items(element.get("/C"))]
        known = [
            each
            for each in (*own, *(part for each in shared for part in items(each)))
            if each.get("/O") in _OWNERS
        ]
        for key in list(element.keys()):
            if key not in _OF_AN_ELEMENT:
                del element[key]
        if "/Pg" in element and not self._is_page(element.Pg):
            del element["/Pg"]
        self._attribute(element, known)

    def _attribute(self, element: Object, known: list[Any]) -> None:
        kind = str(element.S)
        if kind == "/TH" and not any("/Scope" in each or "/Headers" in each for each in known):
            known = [*known, Dictionary(O=Name.Table, Scope=Name(_scope(element)))]
        for each in known:
            if "/Headers" in each:
                each.Headers = Array(String(self.mark + str(name)) for name in each.Headers)
        if known:
            element.A = Array(known)
        elif "/A" in element:
            del element["/A"]
        if "/ID" in element:
            element.ID = String(self.mark + str(element.ID))
        elif kind == "/Note":  # each has a name of its own (ISO 14289-1, 7.9)
            self.names += 1
            element.ID = String(f"{self.mark}{self.names}")

    def _role(self, element: Object) -> str:
        """The type of the element: its own or, step by step, what it stands for (14.7.3)."""
        role = str(element.get("/S", "/NonStruct"))
        for _ in range(len(self.roles) + 1):
            if role in _STANDARD or role not in self.roles:
                break
            role = str(self.roles[role])
        role = role if role in _STANDARD else _LATER.get(role, "/NonStruct")
        if role[:2] == "/H" and role[2:].isdigit():  # no level is skipped (ISO 14289-1, 7.4.2)
            self.level = min(int(role[2:]), self.level + 1)
            role = f"/H{self.level}"
        return role

    def _numbers(self) -> Iterator[Any]:
        """The parent tree (14.7.4.4), its pages first."""
        for number, page in enumerate(self.pdf.pages):
            if self.marked[number]:
                page.obj.StructParents = number
                yield number
                yield self.pdf.make_indirect(_row(self.marked[number]))
        for number, element in sorted(self.parents.items()):
            yield number
            yield element


def _row(elements: dict[int, Any]) -> Array:
    """The element of each piece of a content, by its number."""
    return Array(elements.get(number) for number in range(max(elements) + 1))


def _scope(header: Object) -> str:
    """What a cell is the header of: the column in a table's first row, else its row."""
    row = header.P
    around = row.P
    is_first = items(around.get("/K"))[0].objgen == row.objgen
    return "/Column" if is_first and around.get("/S") != "/TBody" else "/Row"


def _named(values: Any) -> dict[str, Any]:
    return dict(values.as_dict()) if isinstance(values, Dictionary) else {}


def _is_element(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") not in ("/OBJR", "/MCR")
