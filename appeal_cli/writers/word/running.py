"""The running line: what stands above the text of each page, from the second on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from appeal_cli.files.office.docx_engine import CT, RT, new_xml_part, qn
from appeal_cli.files.office.wordml import EMU_PER_TWIP, Element, find, w
from appeal_cli.page.running import PLACES
from appeal_cli.page.tree import Html
from appeal_cli.writers.word.open_document import OpenDocument
from appeal_cli.writers.word.order import part_first_page
from appeal_cli.writers.word.page_label import labelled

HEADER = "word/header0.xml"
"""The part that has the line."""


@dataclass(frozen=True)
class RunningHeader:
    """The header of a document: the id of its style, and how wide the text is, in twips."""

    style: str | None
    width: int

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
            w("jc", val="left" if is_spread else "center"),
        )
        runs = _spread(sides) if is_spread else labelled(sides[1])
        made = w("hdr", w("p", properties, *runs))
        return etree.tostring(made, encoding="UTF-8", xml_declaration=True, standalone=True)


def _spread(sides: list[str]) -> Iterator[Element]:
    for number, side in enumerate(sides):
        if number:
            yield w("r", w("tab"))
        yield from labelled(side)


def running_header(root: Html, document: OpenDocument) -> RunningHeader | None:
    """Gives the document a header for the line; None for a letter without a line, and where the
    document has a header of its own."""
    section = document.section
    own = find(section, "w:headerReference[@w:type='default']")
    names = (meta.get("name") or "" for meta in root.iterfind("head/meta"))
    if own is not None or not any(name.startswith("running-") for name in names):
        return None
    part = new_xml_part(f"/{HEADER}", CT.WML_HEADER, w("hdr"), document.part.package)
    reference = w("headerReference", type="default")
    reference.set(qn("r:id"), document.part.relate_to(part, RT.HEADER))
    section.insert(0, reference)
    part_first_page(section)
    style = document.styles.find("paragraph", "header")
    return RunningHeader(style, document.width // EMU_PER_TWIP)
