"""A Word document as a draft: its words in their order, as its styles name them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import Element, find, value
from appeal_cli.files.reading import read_file
from appeal_cli.importing.draft import MAX_BYTES, Draft, Drafting, Line, Span
from appeal_cli.problems import AppealError, Kind, Problem

MAX_UNPACKED = 200_000_000

_LEFT_OUT = {"w:footnoteReference": "footnotes", "w:endnoteReference": "endnotes",
             "w:commentReference": "comments", "w:txbxContent": "text boxes",
             "m:oMath": "formulas", "w:object": "embedded objects"}  # fmt: skip
_BREAKS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}


def read_draft(path: Path) -> Draft:
    """The letter in a .docx file. Raises AppealError where it is none."""
    document = _opened(read_file(path, MAX_BYTES), str(path))
    reader = _Reader(document, Drafting(str(path)))
    reader.read()
    title = (document.core_properties.title or "").strip()
    return reader.drafting.draft(title or path.stem)


def _opened(data: bytes, file: str) -> Any:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > MAX_UNPACKED:
                raise ValueError
        return Document(BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, etree.XMLSyntaxError):
        hint = "save it in Word as a .docx"
        problem = Problem(
            "this is not a Word document", file=file, hint=hint, kind=Kind.NOT_A_LETTER
        )
        raise AppealError(problem) from None


class _Reader:
    def __init__(self, document: Any, drafting: Drafting) -> None:
        self.document = document
        self.drafting = drafting
        self.list: list[Line] = []  # the items of the list that is being read
        self.numbered = False
        self.quoted: list[Line] = []

    def read(self) -> None:
        self.tell_what_is_left_out()
        self.blocks(self.document.element.body)
        self.end_list()
        self.end_quote()

    def tell_what_is_left_out(self) -> None:
        """Notes what the document holds and no appeal can."""
        body = self.document.element.body
        for tag, name in _LEFT_OUT.items():
            if body.find(f".//{tag}", {**body.nsmap, "m": _MATH}) is not None:
                self.drafting.report(f"{name} were left out")
        if any(value(mark) not in ("none", "0") for mark in body.iter(qn("w:u"))):
            self.drafting.report("underlining was left out")
        if body.find(f".//{qn('w:del')}") is not None or body.find(f".//{qn('w:ins')}") is not None:
            self.drafting.report("tracked changes were accepted")
        for section in self.document.sections:
            for part in (section.header, section.footer):
                if any(paragraph.text.strip() for paragraph in part.paragraphs):
                    self.drafting.report("headers and footers were left out")

    def blocks(self, parent: Element) -> None:
        for element in parent:
            if element.tag == qn("w:p"):
                self.paragraph(Paragraph(cast(Any, element), self.document))
            elif element.tag == qn("w:tbl"):
                self.end_list()
                self.end_quote()
                self.table(Table(cast(Any, element), self.document))
            elif element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
                self.blocks(element)

    def paragraph(self, paragraph: Paragraph) -> None:
        line = list(self.spans(paragraph._p))
        style = _style_names(paragraph)
        listed = self.list_kind(paragraph, style)
        if listed is None or listed != self.numbered:
            self.end_list()
        is_quote = any("quote" in name for name in style)
        if not is_quote:
            self.end_quote()
        for picture in paragraph._p.iter(qn("w:drawing")):
            self.picture(picture)
        if listed is not None:
            self.numbered = listed
            self.list.append(line)
        elif is_quote:
            self.quoted.append(line)
        elif level := _heading_level(style):
            self.drafting.heading(level, [Span(span.text) for span in line])
        else:
            self.drafting.paragraph(line)

    def end_list(self) -> None:
        self.drafting.items(self.list, numbered=self.numbered)
        self.list = []

    def end_quote(self) -> None:
        self.drafting.quote(self.quoted)
        self.quoted = []

    def list_kind(self, paragraph: Paragraph, style: list[str]) -> bool | None:
        """Whether it is an item with a number (True) or a bullet (False); None: no item."""
        properties = find(paragraph._p, "w:pPr/w:numPr")
        number, level = None, "0"
        if properties is not None:
            number, level = value(properties, "w:numId"), value(properties, "w:ilvl") or "0"
        if number == "0" or (number is None and not any(n.startswith("list ") for n in style)):
            return None
        if _heading_level(style):
            return None
        if level != "0" or any(re.match(r"list (bullet|number) \d", name) for name in style):
            self.drafting.report("what was nested in a list is now at the level of the list")
        if number is None:
            return any(name.startswith("list number") for name in style)
        return self.number_format(number, level) != "bullet"

    def number_format(self, number: str, level: str) -> str:
        try:
            numbering = self.document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return "bullet"
        found = numbering.xpath(f"w:num[@w:numId='{int(number)}']/w:abstractNumId/@w:val")
        formats = numbering.xpath(
            f"w:abstractNum[@w:abstractNumId='{int(found[0])}']/w:lvl[@w:ilvl='{int(level)}']"
            "/w:numFmt/@w:val"
        ) if found else []  # fmt: skip
        return str(formats[0]) if formats else "bullet"

    def table(self, table: Table) -> None:
        if table._tbl.find(f".//{qn('w:tbl')}") is not None:
            self.drafting.report("tables inside tables became text of their cells")
        rows = []
        for row in table._tbl.iter(qn("w:tr")):
            cells = [cell for cell in row.iter(qn("w:tc")) if _row_of(cell) is row]
            rows.append([self.cell(cell) for cell in cells])
        self.drafting.table(rows)

    def cell(self, cell: Element) -> Line:
        spans: list[Span] = []
        for paragraph in cell.iter(qn("w:p")):
            spans += [Span(" ")] if spans else []
            spans += self.spans(paragraph)
        return spans

    def spans(self, paragraph: Element) -> Iterator[Span]:
        """The runs of the paragraph, those of links and fields among them, deletions not."""
        for run in paragraph.iter(qn("w:r")):
            above = [parent.tag for parent in run.iterancestors()]
            until = above[: above.index(qn("w:p"))]
            if qn("w:del") in until or qn("w:txbxContent") in above:
                continue
            text = "".join(_texts(run))
            if text:
                yield self.span(run, text)

    def span(self, run: Element, text: str) -> Span:
        style = (value(run, "w:rPr/w:rStyle") or "").casefold()
        link = next(run.iterancestors(qn("w:hyperlink")), None)
        target = self.target(link) if link is not None else ""
        return Span(
            text,
            strong=_is_on(run, "w:b") or style == "strong",
            emphasis=_is_on(run, "w:i") or style == "emphasis",
            raised=value(run, "w:rPr/w:vertAlign") == "superscript",
            link=target,
        )

    def target(self, link: Element) -> str:
        relation = self.document.part.rels.get(link.get(qn("r:id"), ""))
        return str(relation.target_ref) if relation is not None and relation.is_external else ""

    def picture(self, drawing: Element) -> None:
        described = next(drawing.iter(f"{{{_DRAWING}}}docPr"), None)
        alt = described.get("descr", "") if described is not None else ""
        for blip in drawing.iter(qn("a:blip")):
            part = self.document.part.related_parts.get(blip.get(qn("r:embed"), ""))
            if part is None:
                self.drafting.report("a picture that is linked and not in the file was left out")
            else:
                self.drafting.picture(part.blob, alt)


_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def _row_of(cell: Element) -> Element:
    return next(cell.iterancestors(qn("w:tr")))


def _texts(run: Element) -> Iterator[str]:
    for part in run:
        if part.tag == qn("w:t"):
            yield part.text or ""
        elif part.tag == qn("w:sym"):
            yield "•" if part.get(qn("w:char")) == "F0B7" else "\ufffd"
        elif part.tag in _BREAKS and part.get(qn("w:type")) not in ("page", "column"):
            yield _BREAKS[part.tag]


def _is_on(run: Element, name: str) -> bool:
    mark = find(run, f"w:rPr/{name}")
    return mark is not None and mark.get(qn("w:val"), "1") not in ("0", "false", "off", "none")


def _style_names(paragraph: Paragraph) -> list[str]:
    """The names of the paragraph's style and of those it is based on, in lower case."""
    names: list[str] = []
    style: Any = paragraph.style
    while style is not None and len(names) < 20:
        names.append((style.name or "").casefold())
        style = style.base_style
    return names


def _heading_level(style: list[str]) -> int:
    """1 for a title, 2 for the first heading after it and so on; 0 for other paragraphs."""
    for name in style:
        if name == "title":
            return 1
        if found := re.fullmatch(r"heading (\d)", name):
            return int(found[1])
    return 0
