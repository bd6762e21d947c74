"""Headers and footers of a Word document as HTML, in the words that a template may write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import groupby

from appeal_cli.files.millimetres import MM
from appeal_cli.files.office.docx_engine import XmlPart, qn
from appeal_cli.files.office.wordml import TWIPS_PER_MM, Element, find, number, value
from appeal_cli.importing.letterheads.drawn import DrawnHtml
from appeal_cli.importing.letterheads.fields import Fields
from appeal_cli.importing.letterheads.letterhead import escaped
from appeal_cli.importing.letterheads.looks import (
    Looks,
    css,
    room_in_line,
    row_height,
    runs_of,
    size_of,
)
from appeal_cli.importing.letterheads.made import Made
from appeal_cli.importing.letterheads.paper import Strip, blocks_of, words_of
from appeal_cli.importing.letterheads.placing import placed
from appeal_cli.importing.letterheads.shapes import Drawing
from appeal_cli.importing.letterheads.spots import Room, spot_of_frame, spot_of_table
from appeal_cli.importing.letterheads.strip_tables import StripTable
from appeal_cli.importing.letterheads.tab_stops import Piece, Stop, at_tabs, begin_of
from appeal_cli.page.faces import Faces


@dataclass(frozen=True)
class Words:
    """How a document's words look, the colours of its theme, how wide words are in the fonts, and
    which characters those have."""

    looks: Looks
    theme: Mapping[str, str]
    faces: Faces
    drawn: Callable[[str], bool]


class StripHtml:
    """The HTML of one header or footer, in its room on the page."""

    def __init__(self, strip: Strip, room: Room, words: Words, made: Made) -> None:
        self._part, self._room, self._words, self._made = strip.part, room, words, made
        self._drawn = DrawnHtml(made, words.theme, words.faces, self._blocks)

    def whole(self) -> str:
        """All its blocks."""
        inner = self._blocks(self._part.element, is_strip=True)
        if "position: absolute" not in inner:
            return inner
        return f'<div style="position: relative; {_NO_MARGINS}">\n{inner}</div>\n'

    def _blocks(self, parent: Element, *, is_strip: bool = False) -> str:
        made, is_first = "", is_strip
        for frame, blocks in groupby(blocks_of(parent), _frame):
            if frame:
                made += self._framed(list(blocks), is_first=is_first)
            else:
                for block in blocks:
                    made += self._block(block, is_first=is_first)
                    is_first = False
        return made

    def _framed(self, blocks: list[Element], *, is_first: bool) -> str:
        """Paragraphs that stand together in a frame."""
        inner = "".join(self._block(each, is_first=False) for each in blocks)
        frame = find(blocks[0], "w:pPr/w:framePr")
        assert frame is not None
        width, height = (
            (number(frame, ".", f"w:{name}") or 0) / TWIPS_PER_MM for name in ("w", "h")
        )
        return placed(
            inner, spot_of_frame(frame), self._room, width or None, height, is_first=is_first
        )

    def _block(self, block: Element, *, is_first: bool) -> str:
        if block.tag == qn("w:tbl"):
            looks = self._words.looks
            table = StripTable(block, looks.styles, self._blocks, looks.room_below_cell, self._made)
            made = table.html(self._room)
            spot = find(block, "w:tblPr/w:tblpPr")
            if spot is None:
                return made
            place = partial(placed, made, spot_of_table(spot), self._room)
            return place(table.width, 0, is_first=is_first)
        drawings = [
            drawing
            for each in block.iter(qn("w:drawing"), qn("w:pict"))
            if next(each.iterancestors(qn("w:p"))) is block
            for drawing in self._drawn.read(each)
        ]
        floats = "".join(
            self._float(each, is_first=is_first) for each in drawings if each.spot is not None
        )
        return floats + self._paragraph(block, drawings)

    def _float(self, drawing: Drawing, *, is_first: bool) -> str:
        """What stands at a place of the page, put there."""
        assert drawing.spot is not None
        inner = self._drawn.of(drawing, self._part)
        size = (drawing.width, drawing.height)
        return inner and placed(inner, drawing.spot, self._room, *size, is_first=is_first)

    # Paragraphs

    def _paragraph(self, paragraph: Element, drawings: Sequence[Drawing]) -> str:
        looks = self._words.looks.of_paragraph(paragraph)
        lined = [each for each in drawings if each.spot is None]
        boxes = "".join(self._in_line(each, looks) for each in lined if not each.is_picture)
        pieces = list(self._pieces(paragraph, looks))
        if find(paragraph, "w:pPr/w:numPr") is not None:
            self._made.left.append("the sign or the number of a list")
        if not any(piece.html or piece.leader for piece in pieces):
            own = {name: said for name, said in looks.items() if name.startswith(_OF_LINES)}
            own["height"] = f"{row_height(looks):.4g}pt"
            return boxes or f'<div style="{css(own)}"></div>\n'
        inner = at_tabs(pieces, looks, on_foot=bool(lined))
        if any(piece.html and piece.stop is None for piece in pieces[1:]):
            looks |= _USUAL_TABS
        if not words_of(paragraph):
            inner = inner.replace('style="width', 'style="vertical-align: top; width')
            tallest = max((each.height for each in lined), default=0)
            looks |= {} if lined else {"min-height": f"{row_height(looks):.4g}pt"}
            looks |= self._room_below(paragraph, looks, tallest)
        if inner.endswith("<br>"):
            inner += "<br>"  # which begins an empty row in Word, and none on a web page
        if len(pieces) > 1:
            looks |= {"position": "relative", "min-height": f"{row_height(looks):.4g}pt"}
        kind = ' class="on-paper"' if "office-page" in inner else ""
        return f'{boxes}<p{kind} style="{css(looks)}">{inner}</p>\n'

    def _in_line(self, drawing: Drawing, looks: Mapping[str, str]) -> str:
        """What is no picture and stands in a line, as a block of its own."""
        inner = self._drawn.of(drawing, self._part)
        sides = {"center": "0 auto", "right": "0 0 0 auto"}.get(looks.get("text-align", ""), "0")
        style = f"width: {drawing.width:.4g}mm; margin: {sides}"
        above, below = room_in_line(looks, drawing.height)
        around = f"margin: {looks['margin']}; padding: {above:.4g}mm 0 {below:.4g}mm"
        return inner and f'<div style="{around}"><div style="{style}">{inner}</div></div>\n'

    def _room_below(
        self, paragraph: Element, looks: Mapping[str, str], tallest: float
    ) -> dict[str, str]:
        """What stands below a row of pictures: what lines that are so many times as high add to one
        of words, and nothing that words have below their line."""
        more = self._words.looks.more_in_row(paragraph, looks) * MM
        return {"padding-bottom": f"{more:.4g}mm"} if tallest and more > 0 else {}

    def _pieces(self, paragraph: Element, looks: Mapping[str, str]) -> Iterator[Piece]:
        """What stands before, between and after the tabs."""
        stops = iter(self._words.looks.tabs(paragraph))
        stop: Stop | None = ("left", begin_of(looks))
        made, wide, leader, fields = "", 0.0, "", Fields()
        for run, link in _runs(paragraph, self._part):
            own = self._words.looks.of_run(run, paragraph)
            changed = {name: said for name, said in own.items() if looks.get(name) != said}
            self._made.left += self._words.looks.lost(run, paragraph)
            for element in run:
                number_of = fields.read(element)
                if number_of:
                    style = f' style="{css(changed)}"' if changed else ""
                    made += f'<span class="office-{number_of}"{style}></span>'
                elif not fields.are_shown:
                    continue
                elif element.tag in (qn("w:tab"), qn("w:ptab")):
                    yield (piece := Piece(made, stop, wide, leader))
                    stop = self._stop(element, stops, piece.end)
                    made, wide = "", 0.0
                    leader = self._words.looks.leader(paragraph, stop, element)
                elif element.tag in (qn("w:drawing"), qn("w:pict")):
                    made += self._pictures(element)
                else:
                    made += self._text(element, run, own, changed, link)
                    wide += self._width(element, own)
        self._made.left += (f"what the field `{each}` changes" for each in fields.changing)
        yield Piece(made, stop, wide, leader)

    def _width(self, element: Element, looks: Mapping[str, str]) -> float:
        """How wide the words are, in points."""
        words = (element.text or "") if element.tag == qn("w:t") else ""
        is_bold = looks.get("font-weight") == "bold"
        size = size_of(looks)
        return size * self._words.faces.width(words, bold=is_bold)

    def _stop(self, tab: Element, stops: Iterator[Stop], end: float) -> Stop | None:
        """Where a tab leads: to the next stop beyond the end of what stands before it, or to a
        place of the page."""
        if tab.tag == qn("w:tab"):
            return next((each for each in stops if each[1] > end), None)
        whole = self._room.width / MM
        kind = tab.get(qn("w:alignment"), "left")
        return kind, {"center": whole / 2, "right": whole}.get(kind, 0)

    def _pictures(self, element: Element) -> str:
        drawings = self._drawn.read(element)
        lined = (each for each in drawings if each.spot is None and each.is_picture)
        return "".join(self._drawn.picture(each, self._part) for each in lined)

    def _text(
        self,
        element: Element,
        run: Element,
        own: Mapping[str, str],
        changed: Mapping[str, str],
        link: str,
    ) -> str:
        if element.tag in (qn("w:br"), qn("w:cr")):
            return "<br>"
        if element.tag == qn("w:noBreakHyphen"):
            return "\u2011"
        if element.tag == qn("w:sym"):
            self._made.left.append("a sign of a font of signs")
            return ""
        if element.tag != qn("w:t") or not element.text:
            return ""
        missing = [each for each in element.text if not self._words.drawn(each)]
        self._made.left += [f"the character `{each}`, which the fonts lack" for each in missing]
        known = "".join(each for each in element.text if each not in missing)
        is_small = own.get("font-variant") == "small-caps"
        text = _in_small_capitals(known) if is_small else escaped(known)
        raised = value(run, "w:rPr/w:vertAlign")
        if raised in ("superscript", "subscript"):
            text = f"<{raised[:3]}>{text}</{raised[:3]}>"
        if changed:
            text = f'<span style="{css(changed)}">{text}</span>'
        return f'<a href="{escape(link)}">{text}</a>' if link else text


_NO_MARGINS = "border: 0.01pt solid transparent; border-width: 0.01pt 0"
"""Lets the margins of what is inside stay there."""

_OF_LINES = ("margin", "border", "padding", "background")
"""What shows of a paragraph without words: many offices draw a rule so."""

_USUAL_TABS = {"white-space": "pre-wrap", "tab-size": "36pt"}
"""The stops that documents have without being told (ISO/IEC 29500-1, 17.15.1.25)."""


def _in_small_capitals(text: str) -> str:
    """The text with its small letters as capitals of 0.8 of the size, as Word has them: fonts have
    none of their own that are as large."""
    style = "font-size: 0.8em; text-transform: uppercase"
    return "".join(
        f'<span style="{style}">{escaped("".join(each))}</span>'
        if is_small
        else escaped("".join(each))
        for is_small, each in groupby(text, str.islower)
    )


def _frame(block: Element) -> tuple[tuple[object, object], ...]:
    """What a paragraph says of the frame that it stands in: those alike share one."""
    frame = find(block, "w:pPr/w:framePr") if block.tag == qn("w:p") else None
    return () if frame is None else tuple(sorted(frame.attrib.items()))


def _runs(paragraph: Element, part: XmlPart) -> Iterator[tuple[Element, str]]:
    """The runs of the paragraph itself, each with where it leads."""
    for run in runs_of(paragraph):
        link = next(run.iterancestors(qn("w:hyperlink"), qn("w:p")))
        relation = part.rels.get(link.get(qn("r:id"), ""))
        yield run, "" if relation is None else str(relation.target_ref)
