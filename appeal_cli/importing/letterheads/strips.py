"""Headers and footers of a Word document as HTML, in the words that a template may write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.image_parts import image_ending
from appeal_cli.files.office.word_parts import WP
from appeal_cli.files.office.wordml import TWIPS_PER_MM, Element, find, find_all, number, value
from appeal_cli.importing.images import printable_image
from appeal_cli.importing.letterheads.drawings import call, extent, place
from appeal_cli.importing.letterheads.letterhead import escaped
from appeal_cli.importing.letterheads.looks import Looks, border, css, row_height
from appeal_cli.importing.letterheads.paper import Strip, blocks_of, words_of
from appeal_cli.importing.readers.word_drawings import crop_of

_COUNTED = {"PAGE": "page", "NUMPAGES": "pages", "SECTIONPAGES": "pages"}


@dataclass
class Made:
    """What is made of the strips of a document: pictures by their names as files, and what was
    left out of the HTML."""

    pictures: dict[str, bytes] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    def name(self, data: bytes) -> str:
        """The name of the file of a picture."""
        same = (name for name, known in self.pictures.items() if known == data)
        found = next(same, "")
        if not found:
            found = f"letterhead-{len(self.pictures) + 1}.{image_ending(data)}"
            self.pictures[found] = data
        return found


class StripHtml:
    """The HTML of headers and footers; `drawn` says whether the fonts have a character."""

    def __init__(
        self, looks: Looks, margins: Mapping[str, float], made: Made, drawn: Callable[[str], bool]
    ) -> None:
        self._looks, self._margins, self._made, self._drawn = looks, margins, made, drawn

    def of(self, strip: Strip, edge: float) -> str:
        """The blocks of the strip, which begins `edge` millimetres from the edge of the page."""
        return self._blocks(strip.part.element, strip, edge)

    def _blocks(self, parent: Element, strip: Strip, edge: float) -> str:
        return "".join(self._block(each, strip, edge) for each in blocks_of(parent))

    def _block(self, block: Element, strip: Strip, edge: float) -> str:
        if block.tag == qn("w:tbl"):
            return self._table(block, strip, edge)
        floats = [self._float(each, strip, edge) for each in block.iter(f"{WP}anchor")]
        return "".join(floats) + self._paragraph(block, strip)

    # Paragraphs

    def _paragraph(self, paragraph: Element, strip: Strip) -> str:
        looks = self._looks.of_paragraph(paragraph)
        pieces = list(self._pieces(paragraph, strip, looks))
        if not any(pieces):
            height, margin = row_height(looks), looks["margin"]
            return f'<div style="margin: {margin}; height: {height:.4g}pt"></div>\n'
        counts = any("office-page" in piece for piece in pieces)
        kind = ' class="on-paper"' if counts else ""
        tabs = self._looks.tabs(paragraph) if len(pieces) > 1 else []
        inner = pieces[0]
        for at, piece in enumerate(pieces[1:]):
            stop = tabs[at] if at < len(tabs) else None
            is_usual = stop is None and piece
            inner += ("\t" if is_usual else " ") + _at_tab(piece, stop)
            looks |= _USUAL_TABS if is_usual else {}
        if not words_of(paragraph):
            inner = inner.replace('style="width', 'style="vertical-align: top; width')
            looks |= self._room_below(paragraph)
        if len(pieces) > 1:
            looks |= {"position": "relative", "min-height": f"{row_height(looks):.4g}pt"}
        return f'<p{kind} style="{css(looks)}">{inner}</p>\n'

    def _room_below(self, paragraph: Element) -> dict[str, str]:
        """What lines that are so many times as high add to a row of pictures."""
        tallest = max((extent(each)[1] for each in paragraph.iter(f"{WP}inline")), default=0)
        more = tallest * (self._looks.times(paragraph) - 1)
        return {"padding-bottom": f"{more:.4g}mm"} if more > 0 else {}

    def _pieces(self, paragraph: Element, strip: Strip, looks: Mapping[str, str]) -> Iterator[str]:
        """What stands before, between and after the tabs."""
        made, field_code, is_counted = "", "", False
        for run, link in _runs(paragraph, strip):
            own = self._looks.of_run(run, paragraph)
            changed = {name: said for name, said in own.items() if looks.get(name) != said}
            for element in run:
                tag = element.tag
                if tag == qn("w:fldChar"):
                    kind = element.get(qn("w:fldCharType"))
                    field_code = "" if kind == "begin" else field_code
                    is_counted = kind == "separate" and _counted(field_code) != ""
                    made += _number_of(_counted(field_code)) if is_counted else ""
                elif tag == qn("w:instrText"):
                    field_code += element.text or ""
                elif tag == qn("w:tab"):
                    yield made
                    made = ""
                elif tag == qn("w:drawing"):
                    made += "".join(
                        self._picture(each, strip) for each in element.iter(f"{WP}inline")
                    )
                elif not is_counted:
                    made += self._text(element, run, changed, link)
        yield made

    def _text(self, element: Element, run: Element, changed: Mapping[str, str], link: str) -> str:
        if element.tag in (qn("w:br"), qn("w:cr")):
            return "<br>"
        if element.tag == qn("w:noBreakHyphen"):
            return "\u2011"
        if element.tag in (qn("w:sym"), qn("w:pict")):
            self._made.left.append("a sign of a font of signs" if "sym" in element.tag else "VML")
            return ""
        if element.tag != qn("w:t") or not element.text:
            return ""
        missing = [each for each in element.text if not self._drawn(each)]
        self._made.left += [f"the character `{each}`, which the fonts lack" for each in missing]
        text = escaped("".join(each for each in element.text if each not in missing))
        raised = value(run, "w:rPr/w:vertAlign")
        if raised in ("superscript", "subscript"):
            text = f"<{raised[:3]}>{text}</{raised[:3]}>"
        if changed:
            text = f'<span style="{css(changed)}">{text}</span>'
        return f'<a href="{escape(link)}">{text}</a>' if link else text

    # Pictures

    def _picture(self, drawing: Element, strip: Strip) -> str:
        """The picture of a `wp:inline` or `wp:anchor`, as wide and high as it is there."""
        blip = next(drawing.iter(qn("a:blip")), None)
        part: Any = strip.part.related_parts.get(call(blip))
        data = printable_image(part.blob, crop_of(blip)) if part is not None else b""
        if not data:
            self._made.left.append("a picture or shape of a kind that a web page can't show")
            return ""
        width, height = extent(drawing)
        about = drawing.find(f"{WP}docPr")
        alt = "" if about is None else about.get("descr") or ""
        return (
            f'<img src="{self._made.name(data)}" alt="{escape(alt or "Logo")}"'
            f' style="width: {width:.4g}mm; height: {height:.4g}mm">'
        )

    def _float(self, anchor: Element, strip: Strip, edge: float) -> str:
        """What stands at a place of the page, put there; of its words, those of a text box."""
        box = next(anchor.iter(qn("w:txbxContent")), None)
        left, top = place(anchor, edge, self._margins)
        style = f"position: absolute; left: {left:.4g}mm; top: {top:.4g}mm"
        if box is None:
            shown = self._picture(anchor, strip)
            return f'<div style="{style}">{shown}</div>\n' if shown else ""
        width, _ = extent(anchor)
        inner = self._blocks(box, strip, edge)
        return f'<div style="{style}; width: {width:.4g}mm">{inner}</div>\n'

    # Tables

    def _table(self, table: Element, strip: Strip, edge: float) -> str:
        columns = [number(each, ".", "w:w") or 0 for each in find_all(table, "w:tblGrid/w:gridCol")]
        total = sum(columns) or 1
        rows = "".join(
            f"<tr>{self._cells(row, columns, table, strip, edge)}</tr>\n"
            for row in find_all(table, "w:tr")
        )
        width = total / TWIPS_PER_MM
        shift = (number(table, "w:tblPr/w:tblInd", "w:w") or 0) / TWIPS_PER_MM
        shift -= _padding(table) / 72 * 25.4 if self._margins["tables reach out"] else 0
        placed = _TABLE.get(value(table, "w:tblPr/w:jc") or "", f"0 0 0 {shift:.4g}mm")
        style = f"width: {width:.5g}mm; margin: {placed}; table-layout: fixed"
        return f'<table style="{style}">\n<tbody>{rows}</tbody></table>\n'

    def _cells(
        self, row: Element, columns: list[int], table: Element, strip: Strip, edge: float
    ) -> str:
        made, at = "", 0
        for cell in find_all(row, "w:tc"):
            span = number(cell, "w:tcPr/w:gridSpan") or 1
            width = sum(columns[at : at + span]) / TWIPS_PER_MM
            at += span
            style = f"width: {width:.5g}mm; box-sizing: border-box; {_borders(cell, table)}"
            style += f"; padding: 0 {_padding(table):g}pt"
            align = value(cell, "w:tcPr/w:vAlign")
            style += f"; vertical-align: {_VERTICALLY.get(align or '', 'top')}"
            spans = f' colspan="{span}"' if span > 1 else ""
            made += f'<td{spans} style="{style}">{self._blocks(cell, strip, edge)}</td>'
        return made


_USUAL_TABS = {"white-space": "pre-wrap", "tab-size": "36pt"}
"""The stops that documents have without being told (ISO/IEC 29500-1, 17.15.1.25)."""

_TABLE = {"center": "0 auto", "right": "0 0 0 auto", "end": "0 0 0 auto"}
_VERTICALLY = {"center": "middle", "bottom": "bottom"}


def _padding(table: Element) -> float:
    """The room on the left and the right in cells, in points."""
    said = number(table, "w:tblPr/w:tblCellMar/w:left", "w:w")
    return (108 if said is None else said) / 20


def _borders(cell: Element, table: Element) -> str:
    """The borders of a cell: its own, else those of its table."""
    made = ["border: none"]
    for side in ("top", "right", "bottom", "left"):
        own = find(cell, f"w:tcPr/w:tcBorders/w:{side}")
        said = find(table, f"w:tblPr/w:tblBorders/w:{side}") if own is None else own
        if said is not None and (line := border(said)):
            made.append(f"border-{side}: {line}")
    return "; ".join(made)


def _runs(paragraph: Element, strip: Strip) -> Iterator[tuple[Element, str]]:
    """The runs of the paragraph itself, each with where it leads."""
    for run in paragraph.iter(qn("w:r")):
        if next(run.iterancestors(qn("w:p"))) is paragraph:
            link = next(run.iterancestors(qn("w:hyperlink"), qn("w:p")))
            relation = strip.part.rels.get(link.get(qn("r:id"), ""))
            yield run, "" if relation is None else str(relation.target_ref)


def _counted(code: str) -> str:
    return _COUNTED.get(code.split()[0].upper() if code.split() else "", "")


def _number_of(what: str) -> str:
    return f'<span class="office-{what}"></span>'


def _at_tab(piece: str, tab: tuple[str, float] | None) -> str:
    """What stands behind a tab, at its stop; without one, where the usual stops are."""
    if tab is None or not piece:
        return piece
    kind, place = tab
    styles = {
        "center": f"left: 0; width: {2 * place:g}pt; text-align: center",
        "right": f"left: 0; width: {place:g}pt; text-align: right",
        "end": f"left: 0; width: {place:g}pt; text-align: right",
    }
    style = styles.get(kind, f"left: {place:g}pt")
    return f'<span style="position: absolute; top: 0; {style}">{piece}</span>'
