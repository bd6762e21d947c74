"""The Word document of an office whose letterhead is a PDF: its sheets as pictures behind the text,
in the headers of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from appeal_cli.files.office.docx_engine import (
    RT,
    DocumentPart,
    PackURI,
    Part,
    XmlPart,
    inline_picture,
    main_part,
    members_of,
    new_element,
    qn,
)
from appeal_cli.files.office.wordml import EMU_PER_TWIP, Element, drop, find_all, twips, w
from appeal_cli.files.office.zip_parts import pack
from appeal_cli.letter.paper import Paper
from appeal_cli.page.template import load_template
from appeal_cli.writers.word.headers import new_header
from appeal_cli.writers.word.paper import put_on_paper

if TYPE_CHECKING:
    from PIL.Image import Image

RUNNING = 9.2
"""How high the running line is that stands above the text of following pages, with its room."""

_EDGE = 5.0
"""How far from the upper edge the headers begin, in millimetres; they hold nothing but pictures.
Where following pages are bare, they begin with the running line, right above the text."""


@dataclass(frozen=True)
class Drawn:
    """A sheet as a picture, what it says, and where the text below it begins, in millimetres."""

    image: Image
    text: str
    top: float


def word_paper(paper: Paper, sheets: Sequence[Drawn]) -> bytes:
    """The shipped Word document on that paper, with the first sheet behind the first page and
    the second, where there is one, behind those that follow."""
    document = main_part(load_template().reference.read_bytes())
    assert isinstance(document, DocumentPart)
    section = document.element.body[-1]
    put_on_paper(section, [paper])
    edge = max((paper.top or 0) - RUNNING, _EDGE) if len(sheets) == 1 else _EDGE
    for margins in find_all(section, "w:pgMar"):
        margins.set(qn("w:header"), str(twips(edge)))
    for each in find_all(section, "w:headerReference"):
        drop(each)
    for kind, sheet in zip(("first", "default"), sheets, strict=False):
        part = new_header(document, section, kind, f"word/paper-{kind}.xml")
        part.element.append(_behind(part, kind, sheet, paper, edge))
    return pack(members_of(document.package))


def _behind(part: XmlPart, kind: str, sheet: Drawn, paper: Paper, edge: float) -> Element:
    """A paragraph that holds the sheet as a picture, and is so high that the text begins where
    it has room, if headers begin so far from the upper edge."""
    name = f"paper-{kind}.png"
    data = BytesIO()
    sheet.image.save(data, "PNG", optimize=True)
    image = Part(PackURI(f"/word/media/{name}"), "image/png", data.getvalue(), part.package)
    size = (_emu(paper.width), _emu(paper.height))
    inline = inline_picture(
        1 if kind == "first" else 2, part.relate_to(image, RT.IMAGE), name, size, sheet.text
    )  # fmt: skip
    running = 0 if kind == "first" else RUNNING
    height = max(twips(sheet.top - edge - running), 1)
    spacing = w("spacing", before=0, after=0, line=height, lineRule="exact")
    return w("p", w("pPr", spacing), w("r", w("drawing", _anchored(inline))))


def _emu(length: float | None) -> int:
    return twips(length or 0) * EMU_PER_TWIP


def _anchored(inline: Element) -> Element:
    """The same picture behind the text, at the upper left corner of the page."""
    anchor = new_element("wp:anchor")
    for name, value in _OF_ANCHORS.items():
        anchor.set(name, value)
    corner = new_element("wp:simplePos")
    corner.set("x", "0")
    corner.set("y", "0")
    anchor.append(corner)
    for axis in "HV":
        place, offset = new_element(f"wp:position{axis}"), new_element("wp:posOffset")
        place.set("relativeFrom", "page")
        offset.text = "0"
        place.append(offset)
        anchor.append(place)
    extent, *others = list(inline)
    anchor.extend([extent, new_element("wp:wrapNone"), *others])
    return anchor


_OF_ANCHORS = {
    **dict.fromkeys(("distT", "distB", "distL", "distR", "simplePos", "relativeHeight"), "0"),
    **dict.fromkeys(("behindDoc", "allowOverlap", "layoutInCell"), "1"),
    "locked": "0",
}
"""ISO/IEC 29500-1, 20.4.2.3."""
