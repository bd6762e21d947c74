"""Styles: a document's own by name, and those that it lacks brought over from another."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import (
    Element,
    drop,
    find,
    find_all,
    is_default,
    number,
    switched_on,
    value,
    w,
)
from appeal_cli.writers.word.numbering import Numbering
from appeal_cli.writers.word.order import OF_RUNS, insert

_CELL_MARGIN = 115
"""Word's own margin beside the words of a cell, in twips (ISO/IEC 29500-1, 17.4.34)."""

_LINKS = ("w:basedOn", "w:next", "w:link")


class Styles:
    """The styles of a document: paragraph, character and table styles by their names.

    Names are compared without regard to case, as Word compares its built-in ones.
    A style that only `defaults` has is copied, with those it builds on, when asked for.
    """

    def __init__(self, root: Element, numbering: Numbering, defaults: Styles | None = None) -> None:
        self.root = root
        self.numbering = numbering
        self.defaults = defaults
        self._by_id: dict[str, Element] = {}
        self._ids: dict[tuple[str, str], str] = {}
        self._adopted: dict[str, str] = {}
        for style in find_all(root, "w:style"):
            self._register(style)

    def find(self, kind: str, *names: str) -> str | None:
        """The id of the first of the named styles of a kind, or None where there is none."""
        return next((found for name in names if (found := self._find(kind, name))), None)

    def chain(self, style_id: str | None) -> Iterator[Element]:
        """The style and those that it is based on, nearest first."""
        seen = set()
        while style_id in self._by_id and style_id not in seen:
            seen.add(style_id)
            yield self._by_id[style_id]
            style_id = value(self._by_id[style_id], "w:basedOn")

    def is_on(self, style_id: str | None, toggle: str) -> bool:
        """Whether a style switches a toggle such as `w:b` on."""
        return switched_on(self._nearest(style_id, f"w:rPr/{toggle}"))

    def room(self, side: str, style_id: str | None) -> int:
        """The room `before` or `after` a paragraph of the style, in twips."""
        rooms = (number(each, "w:pPr/w:spacing", f"w:{side}") for each in self.chain(style_id))
        return next((room for room in rooms if room is not None), 0)

    def line(self, style_id: str | None) -> int:
        """How high lines of the style are made in twips; 0 where that follows their type."""
        own = find(self.root, "w:docDefaults/w:pPrDefault/w:pPr/w:spacing[@w:line]")
        said = self._nearest(style_id, "w:pPr/w:spacing[@w:line]")
        spacing = own if said is None else said
        if spacing is None or value(spacing, ".", "w:lineRule") not in ("atLeast", "exact"):
            return 0
        return number(spacing, ".", "w:line") or 0

    def is_set(self, style_id: str | None, toggle: str) -> bool:
        """Whether a style turns on a property of paragraphs such as `w:keepLines`."""
        return switched_on(self._nearest(style_id, f"w:pPr/{toggle}"))

    def is_justified(self, style_id: str | None) -> bool:
        """Whether lines of the style are as wide as the text."""
        said = (value(style, "w:pPr/w:jc") for style in self.chain(style_id))
        return next(filter(None, said), "") == "both"

    def has_tabs(self, style_id: str | None) -> bool:
        """Whether a style says where a tab leads."""
        return self._nearest(style_id, "w:pPr/w:tabs") is not None

    def tab_stops(self, style_id: str | None) -> set[int]:
        """Where tabs lead in a style, in twips from the edge of the text."""
        path = "w:pPr/w:tabs/w:tab"
        stops = [stop for each in self.chain(style_id) for stop in find_all(each, path)]
        return {number(stop, ".", "w:pos") or 0 for stop in stops if value(stop) != "clear"}

    def ends_at_right(self, style_id: str | None) -> bool:
        """Whether a tab leads to the right edge in a style."""
        return self._nearest(style_id, "w:pPr/w:tabs/w:tab[@w:val='right']") is not None

    def size(self, style_id: str | None) -> int:
        """The size of type in a paragraph of the style, in half-points; Word's own is 20
        (ISO/IEC 29500-1, 17.3.2.38)."""
        own = number(self.root, "w:docDefaults/w:rPrDefault/w:rPr/w:sz")
        return self.own_size(style_id) or own or 20

    def own_size(self, style_id: str | None) -> int:
        """The size of type that a style sets itself, in half-points; 0 where it sets none."""
        sizes = (number(style, "w:rPr/w:sz") for style in self.chain(style_id))
        return next((size for size in sizes if size), 0)

    def beside_cells(self, style_id: str | None) -> int:
        """How much of a cell stands beside its words in tables of the style, in twips."""

        def margin(side: str) -> int:
            path = f"w:tblPr/w:tblCellMar/w:{side}"
            said = (number(style, path, "w:w") for style in self.chain(style_id))
            return next((each for each in said if each is not None), _CELL_MARGIN)

        return margin("left") + margin("right")

    def list_of(self, style_id: str | None) -> tuple[int, int] | None:
        """The numbering that the style is linked to, as `(num_id, level)`, or None."""
        for style in self.chain(style_id):
            num_id = number(style, "w:pPr/w:numPr/w:numId")
            if num_id is not None:
                linked = self.numbering.linked_level(num_id, style_id or "")
                level = number(style, "w:pPr/w:numPr/w:ilvl")
                return (num_id, linked or level or 0) if num_id else None
        return None

    def indent(self, style_id: str | None) -> Element | None:
        """A copy of the indents that the style sets itself, over those of its numbering."""
        for style in self.chain(style_id):
            indent = find(style, "w:pPr/w:ind")
            if indent is not None or find(style, "w:pPr/w:numPr") is not None:
                return deepcopy(indent)
        return None

    def frame(self, style_id: str | None) -> Element | None:
        """A copy of the frame that puts paragraphs of the style at a place of the page.

        A paragraph needs one of its own: LibreOffice does not read those of styles.
        """
        return deepcopy(self._nearest(style_id, "w:pPr/w:framePr"))

    def border(self, style_id: str | None) -> Element | None:
        """A copy of the lines around paragraphs of the style, which are read likewise."""
        return deepcopy(self._nearest(style_id, "w:pPr/w:pBdr"))

    def _nearest(self, style_id: str | None, path: str) -> Element | None:
        """What stands at the path in the style, or in the nearest that it is based on."""
        found = (find(style, path) for style in self.chain(style_id))
        return next((each for each in found if each is not None), None)

    def set_language(self, **tags: str) -> None:
        """Makes the language that of every text which does not say its own."""
        for style in self._by_id.values():
            for language in find_all(style, "w:rPr/w:lang"):
                drop(language)
        run = _descend(self.root, "docDefaults", "rPrDefault", "rPr")
        for language in find_all(run, "w:lang"):
            drop(language)
        insert(run, w("lang", **tags), OF_RUNS)

    def add(self, style: Element) -> str:
        """The id of a new style, which may be another than it has where that is taken."""
        here = self._free_id(value(style, ".", "w:styleId") or "")
        style.set(qn("w:styleId"), here)
        self._register(style)
        self.root.append(style)
        return here

    def _register(self, style: Element) -> None:
        style_id = value(style, ".", "w:styleId") or ""
        name = (value(style, "w:name") or style_id).lower()
        self._by_id.setdefault(style_id, style)
        self._ids.setdefault((_kind(style), name), style_id)

    def _find(self, kind: str, name: str) -> str | None:
        own = self._ids.get((kind, name.lower()))
        if own is not None or self.defaults is None:
            return own
        there = self.defaults._find(kind, name)
        return None if there is None else self._adopt(there)

    def _adopt(self, there: str) -> str:
        """The id here of a copy of the style that has the id `there` in the defaults."""
        assert self.defaults is not None
        style = deepcopy(self.defaults._by_id[there])
        here = self._free_id(there)
        style.set(qn("w:styleId"), here)
        if qn("w:default") in style.attrib:
            del style.attrib[qn("w:default")]
        self._adopted[there] = here
        self._register(style)
        self.root.append(style)
        for link in _LINKS:
            for element in find_all(style, link):
                element.set(qn("w:val"), self._counterpart(value(element) or ""))
        for language in find_all(style, "w:rPr/w:lang"):
            drop(language)
        for num in find_all(style, "w:pPr/w:numPr/w:numId"):
            num_id = self.numbering.adopt(
                self.defaults.numbering, number(num) or 0, self._counterpart_of_own_list
            )
            num.set(qn("w:val"), str(num_id))
        return here

    def _counterpart(self, there: str) -> str:
        """The id here of the style that is used as one of the defaults."""
        assert self.defaults is not None
        if there in self._adopted:
            return self._adopted[there]
        style = self.defaults._by_id[there]
        if is_default(style):
            for own in self._by_id.values():
                if is_default(own) and _kind(own) == _kind(style):
                    return value(own, ".", "w:styleId") or ""
        return self._find(_kind(style), value(style, "w:name") or there) or there

    def _counterpart_of_own_list(self, there: str) -> str | None:
        """The same for a level's style, or None where the document has its own by that name."""
        assert self.defaults is not None
        name = (value(self.defaults._by_id[there], "w:name") or there).lower()
        if there in self._adopted or ("paragraph", name) not in self._ids:
            return self._counterpart(there)
        return None

    def _free_id(self, wanted: str) -> str:
        free, count = wanted, 1
        while free in self._by_id:
            free, count = f"{wanted}{count}", count + 1
        return free


def _kind(style: Element) -> str:
    return value(style, ".", "w:type") or "paragraph"


def _descend(element: Element, *tags: str) -> Element:
    """The element at the path, made where it is missing, first in its parent."""
    for tag in tags:
        found = find(element, f"w:{tag}")
        if found is None:
            found = w(tag)
            element.insert(0, found)
        element = found
    return element
