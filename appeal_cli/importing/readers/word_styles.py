"""What the styles of a Word document say of its words: bold, hidden, struck out, a heading.

What stands at the words themselves goes before their character style, that before the style of
the paragraph, and that before the document's own (ISO/IEC 29500-1, 17.7.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.package import Element
from appeal_cli.files.office.wordml import find, find_all, is_default, switched_on, value

_MOST_BASES = 20
_HEADING = re.compile(r"(?:heading|заголовок|тақырып) ?(\d)")
_QUOTE = re.compile(r"quot|цитат|дәйексөз")


@dataclass(frozen=True)
class Styles:
    """The styles by their ids, each with those that it is based on."""

    by_id: dict[str, Element] = field(default_factory=dict)
    paragraph: str = ""
    defaults: Element | None = None

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        """Those of the document's part of styles, which may be missing."""
        if root is None:
            return cls()
        by_id = {each.get(qn("w:styleId"), ""): each for each in find_all(root, "w:style")}
        paragraphs = {
            name: each for name, each in by_id.items() if each.get(qn("w:type")) == "paragraph"
        }
        marked = (name for name, each in paragraphs.items() if is_default(each))
        named = (name for name, each in paragraphs.items() if value(each, "w:name") == "Normal")
        usual = next(chain(marked, named), "")  # LibreOffice marks none in what it makes of an ODT
        return cls(by_id, usual, find(root, "w:docDefaults"))

    def chain(self, name: str | None) -> Iterator[Element]:
        """The style of that id and those it is based on."""
        for _ in range(_MOST_BASES):
            style = self.by_id.get(name or "")
            if style is None:
                return
            yield style
            name = value(style, "w:basedOn")

    def of_paragraph(self, paragraph: Element) -> list[Element]:
        """The styles of the paragraph, the nearest first."""
        name = value(paragraph, "w:pPr/w:pStyle")
        return list(self.chain(name if name in self.by_id else self.paragraph))

    def paragraph_property(self, paragraph: Element, name: str) -> Element | None:
        """The nearest element such as `w:jc` that says something of the paragraph."""
        return next(self.paragraph_properties(paragraph, name), None)

    def paragraph_value(self, paragraph: Element, name: str) -> str:
        """The value of that element; "" where there is none."""
        return value_of(self.paragraph_property(paragraph, name))

    def paragraph_attribute(self, paragraph: Element, name: str, *attributes: str) -> str:
        """The nearest that such elements say by one of the attributes, whatever else is said
        nearer: `w:ind` of a style may say `w:left` where the paragraph's says `w:firstLine`."""
        marks = self.paragraph_properties(paragraph, name)
        found = (mark.get(qn(each), "") for mark in marks for each in attributes)
        return next(filter(None, found), "")

    def paragraph_properties(self, paragraph: Element, name: str) -> Iterator[Element]:
        """All such elements, the nearest first."""
        if (own := find(paragraph, f"w:pPr/{name}")) is not None:
            yield own
        for style in self.of_paragraph(paragraph):
            if (found := find(style, f"w:pPr/{name}")) is not None:
                yield found
        if self.defaults is not None:
            yield from find_all(self.defaults, f"w:pPrDefault/w:pPr/{name}")

    def run_property(self, run: Element | None, paragraph: Element, name: str) -> Element | None:
        """The nearest element such as `w:b` that says something of the run; without a run, of
        the paragraph's words that say nothing themselves."""
        return next(self.run_properties(run, paragraph, name), None)

    def run_value(self, run: Element | None, paragraph: Element, name: str) -> str:
        """The value of that element; "" where there is none."""
        return value_of(self.run_property(run, paragraph, name))

    def run_properties(
        self, run: Element | None, paragraph: Element, name: str
    ) -> Iterator[Element]:
        """All such elements, the nearest first."""
        own = () if run is None else (run, *self.chain(value(run, "w:rPr/w:rStyle")))
        for each in (*own, *self.of_paragraph(paragraph)):
            if (found := find(each, f"w:rPr/{name}")) is not None:
                yield found
        if self.defaults is not None:
            yield from find_all(self.defaults, f"w:rPrDefault/w:rPr/{name}")

    def is_on(self, run: Element, paragraph: Element, name: str) -> bool:
        """Whether a property such as `w:b` is on for the run."""
        return switched_on(self.run_property(run, paragraph, name))

    def names(self, paragraph: Element) -> list[str]:
        """The names of the paragraph's styles in lower case."""
        return [(value(style, "w:name") or "").casefold() for style in self.of_paragraph(paragraph)]

    def heading(self, paragraph: Element) -> int:
        """The level of the heading that the paragraph is: 1 for a title, 0 where it is none."""
        for name in self.names(paragraph):
            if name in ("title", "название", "тақырып"):
                return 1
            if found := _HEADING.match(name):
                return max(int(found[1]), 1)
        level = self.paragraph_value(paragraph, "w:outlineLvl")
        return int(level) + 1 if re.fullmatch("[0-8]", level) else 0

    def is_quote(self, paragraph: Element) -> bool:
        """Whether the paragraph is somebody else's words."""
        return any(_QUOTE.search(name) for name in self.names(paragraph))


def value_of(mark: Element | None) -> str:
    """The value of the element, which may be missing; "" where it has none."""
    return "" if mark is None else mark.get(qn("w:val"), "")
