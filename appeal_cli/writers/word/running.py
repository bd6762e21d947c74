"""The running line: what stands above the text of each page, from the second on, and below what an
office has in the header of these pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import cast

from lxml import etree

from appeal_cli.files.office.copying import copied
from appeal_cli.files.office.docx_engine import XmlPart, qn
from appeal_cli.files.office.wordml import EMU_PER_TWIP, Element, find, find_all, w
from appeal_cli.page.running import PLACES
from appeal_cli.page.tree import Html
from appeal_cli.writers.word.headers import new_header
from appeal_cli.writers.word.open_document import OpenDocument
from appeal_cli.writers.word.page_label import labelled
from appeal_cli.writers.word.reference import has_something
from appeal_cli.writers.word.styles import Styles

HEADER = "word/header0.xml"
"""The part that has the line."""

HEADER_STYLE, RUNNING_LINE = "header", "Running Line"
"""The style of the line; one of its own goes before that, and says its places itself."""

_BELOW = 283
"""How far the text stands below the line, in twips, as letter.css has it: 5 mm."""


@dataclass(frozen=True)
class RunningHeader:
    """The header of a document: the id of its style, how wide the text is, in twips, whether it
    `is_below` a letterhead, or where one could be, and what stands above the line."""

    style: str | None
    width: int
    is_below: bool = False
    above: tuple[Element, ...] = ()

    def filled_in(self, parts: Mapping[str, str]) -> bytes:
        """The part with what stands on the `left`, in the `middle` and on the `right`, in which
        `{page}` and `{pages}` stand for numbers."""
        sides = [parts.get(place, "") for place in PLACES]
        is_spread = bool(sides[0] or sides[2])
        tabs = w(
            "tabs",
            w("tab", val="center", pos=self.width // 2),
            w("tab", val="right", pos=self.width),
        )
        properties = w(
            "pPr",
            w("pStyle", val=self.style) if self.style else None,
            tabs if is_spread else None,
            w("spacing", before=0, after=_BELOW) if self.is_below else None,
            w("jc", val="left" if is_spread else "center"),
        )
        runs = _spread(sides) if is_spread else labelled(sides[1])
        made = w("hdr", *map(deepcopy, self.above), w("p", properties, *runs))
        return etree.tostring(made, encoding="UTF-8", xml_declaration=True, standalone=True)


def _spread(sides: list[str]) -> Iterator[Element]:
    for number, side in enumerate(sides):
        if number:
            yield w("r", w("tab"))
        yield from labelled(side)


def running_header(root: Html, document: OpenDocument) -> RunningHeader | None:
    """Gives the document a header for the line, below its own where it has one; None for a letter
    without a line, and where all pages have one letterhead, which stands in the file once: a field
    that shows the line from the second page on is one that LibreOffice can't read."""
    section = document.section
    names = (meta.get("name") or "" for meta in root.iterfind("head/meta"))
    if not any(name.startswith("running-") for name in names) or _is_on_all_pages(document):
        return None
    own = _taken_header(document)
    part = new_header(document.part, section, "default", HEADER)
    above = tuple(copied(block, own, part) for block in own.element) if own else ()
    style, is_placed = _style(document.styles)
    is_below = document.has_letterhead
    return RunningHeader(style, document.width // EMU_PER_TWIP, is_below and not is_placed, above)


def _is_on_all_pages(document: OpenDocument) -> bool:
    """Whether the first page and those that follow have one header that says something."""
    section = document.section
    own = find(section, "w:headerReference[@w:type='default']")
    if own is None or find(section, "w:titlePg") is not None:
        return False
    return has_something(_part_of(own, document).element)


def _style(styles: Styles) -> tuple[str | None, bool]:
    """The style of the line, and whether that says its places: the one of its own does, and is
    otherwise as that of headers where it does not say what it is based on."""
    usual = styles.find("paragraph", HEADER_STYLE)
    own = next(styles.chain(styles.find("paragraph", RUNNING_LINE)), None)
    if own is None:
        return usual, False
    name = find(own, "w:name")
    if usual and name is not None and find(own, "w:basedOn") is None:
        name.addnext(w("basedOn", val=usual))
    return own.get(qn("w:styleId")), True


def _part_of(reference: Element, document: OpenDocument) -> XmlPart:
    """The part that the section calls as its header."""
    return cast(XmlPart, document.part.related_parts[reference.get(qn("r:id"), "")])


def _taken_header(document: OpenDocument) -> XmlPart | None:
    """Takes away the header of all pages, which the first page keeps where it has no other; None
    where that says nothing."""
    section = document.section
    own = find(section, "w:headerReference[@w:type='default']")
    if own is None:
        return None
    if find(section, "w:titlePg") is None:
        _keep_on_first_page(section)
    section.remove(own)
    part = _part_of(own, document)
    return part if has_something(part.element) else None


def _keep_on_first_page(section: Element) -> None:
    """Lets the first page have the header and the footer that all pages have."""
    for kind in ("header", "footer"):
        for other in find_all(section, f"w:{kind}Reference[@w:type='first']"):
            section.remove(other)
        usual = find(section, f"w:{kind}Reference[@w:type='default']")
        if usual is not None:
            first = deepcopy(usual)
            first.set(qn("w:type"), "first")
            usual.addprevious(first)
