"""The running line: what stands above the text of each page, from the second on, and below what an
office has in the header of these pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import cast

from lxml import etree

from appeal_cli.files.office.copying import copied
from appeal_cli.files.office.docx_engine import XmlPart, qn
from appeal_cli.files.office.wordml import EMU_PER_TWIP, Element, find, find_all, w
from appeal_cli.page.running import PLACES
from appeal_cli.page.tree import Html
from appeal_cli.writers.word.directions import is_rtl
from appeal_cli.writers.word.headers import new_header
from appeal_cli.writers.word.open_document import OpenDocument
from appeal_cli.writers.word.page_label import label_xml
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
    """The header of a document: what is before and after the runs of its line, in a line that is
    `spread` over three places, and in one that stands in the middle."""

    spread: tuple[str, str]
    centred: tuple[str, str]
    is_rtl: bool = False

    def filled_in(self, parts: Mapping[str, str]) -> bytes:
        """The part with what stands on the `left`, in the `middle` and on the `right`, in which
        `{page}` and `{pages}` stand for numbers."""
        left, middle, right = (label_xml(parts.get(place, "")) for place in PLACES)
        is_spread = bool(left or right)
        if self.is_rtl:  # such a line begins on the right
            left, right = right, left
        before, after = self.spread if is_spread else self.centred
        runs = _TAB.join((left, middle, right)) if is_spread else middle
        return f"{before}{runs}{after}".encode()


_TAB = "<w:r><w:tab/></w:r>"


def running_header(
    root: Html, document: OpenDocument, *, is_short: bool = False
) -> RunningHeader | None:
    """Gives the document a header for the line, below a copy of its own where it has one; None for
    a letter without a line, and for a short one of which all pages have one letterhead: that
    stands in the file once. The first page keeps the header and footer that all had: a field that
    shows the line from the second page on is one that LibreOffice can't read."""
    section = document.section
    names = (meta.get("name") or "" for meta in root.iterfind("head/meta"))
    if not any(name.startswith("running-") for name in names):
        return None
    if is_short and _is_on_all_pages(document):
        return None
    own = _taken_header(document)
    part = new_header(document.part, section, "default", HEADER)
    above = tuple(copied(block, own, part) for block in own.element) if own else ()
    for each in (name for block in above for name in block.iter(qn("wp:docPr"))):
        each.set("id", str(next(document.picture_ids)))  # that of the first page has its own
    style, is_placed = _style(document.styles)
    width, is_below = document.width // EMU_PER_TWIP, document.has_letterhead and not is_placed
    places = _places(width, document.styles.tab_stops(style))
    spread, centred = (
        _around(above, style, tabs, is_below=is_below, is_rtl=is_rtl(root))
        for tabs in (places, None)
    )
    return RunningHeader(spread, centred, is_rtl(root))


def _around(
    above: Iterable[Element],
    style: str | None,
    tabs: Element | None,
    *,
    is_below: bool,
    is_rtl: bool,
) -> tuple[str, str]:
    """What the part has before and after the runs of the line, which stands below what is `above`:
    the id of its style, and the places over which it is spread, if it is; it `is_below` a
    letterhead, or where one could be."""
    properties = w(
        "pPr",
        w("pStyle", val=style) if style else None,
        tabs,
        w("bidi") if is_rtl else None,
        w("spacing", before=0, after=_BELOW) if is_below else None,
        w("jc", val="center" if tabs is None else "left"),
    )
    made = w("hdr", *map(deepcopy, above), w("p", properties, w("r")))
    xml = etree.tostring(made, encoding="UTF-8", xml_declaration=True, standalone=True)
    before, _, after = xml.decode().rpartition("<w:r/>")
    return before, after


def _places(width: int, of_style: Collection[int]) -> Element:
    """The places over which a line of that width is spread, in twips, without those of its
    style: an office's `Header` has such as its own page needs."""
    own = {width // 2: "center", width: "right"}
    stops = {**dict.fromkeys(of_style, "clear"), **own}
    return w("tabs", *(w("tab", val=stops[place], pos=place) for place in sorted(stops)))


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
