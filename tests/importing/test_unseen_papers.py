"""Papers as offices make them by hand: rules that are empty lines, small type in cells, names in
two languages around arms, a bar at the side, spaced letters, table styles."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from tests.files.office_making import saved
from tests.importing.test_letterheads import appeal
from tests.importing.test_letterheads_alike import TEXT, far, ink, moved
from tests.judges.tools import needs, through_libreoffice
from tests.proofs import proof

pytestmark = proof

NAMES = nsdecls("w", "wp", "a") + (
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
FULL = "<w:tblW w:w='9354' w:type='dxa'/><w:tblLayout w:type='fixed'/>"


def words(text: str, size: int = 22, more: str = "", of_line: str = "") -> str:
    """A paragraph of words in that size, in half-points."""
    run = f'<w:r><w:rPr>{more}<w:sz w:val="{size}"/></w:rPr><w:t>{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{of_line}<w:spacing w:after='0'/></w:pPr>{run if text else ''}</w:p>"


def rule(kind: str, size: int) -> str:
    """A rule as offices draw it: an empty paragraph with a border."""
    line = f"<w:pBdr><w:bottom w:val='{kind}' w:sz='{size}' w:space='1' w:color='1F6FB5'/></w:pBdr>"
    return words("", of_line=line)


def table(rows: Iterable[Iterable[str]], about: str = FULL) -> str:
    """A table of two columns."""
    width = "<w:tcPr><w:tcW w:w='4677' w:type='dxa'/></w:tcPr>"
    cells = ("".join(f"<w:tc>{width}{each}</w:tc>" for each in row) for row in rows)
    inner = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    grid = "<w:tblGrid><w:gridCol w:w='4677'/><w:gridCol w:w='4677'/></w:tblGrid>"
    return f"<w:tbl><w:tblPr>{about}</w:tblPr>{grid}{inner}</w:tbl>"


SMALL = "".join(words(each, 14) for each in ("1 Muster Street", "12345 Exampleton", "+44 20 00"))
STYLED = f"<w:tblStyle w:val='Head'/>{FULL}<w:tblLook w:val='04A0'/>"
BAR = (
    '<w:p><w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0"'
    ' relativeHeight="3" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
    '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset>'
    '</wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset>'
    '</wp:positionV><wp:extent cx="648000" cy="3240000"/><wp:wrapNone/><wp:docPr id="3" name="b"/>'
    "<a:graphic><a:graphicData"
    ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="648000" cy="3240000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="1F4E79"/>'
    "</a:solidFill></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    "</w:drawing></w:r><w:r><w:rPr><w:sz w:val='30'/></w:rPr><w:t>Side Bar Society</w:t></w:r>"
    "</w:p>"
)
FROM_RIGHT = (
    "<w:p><w:pPr><w:bidi/><w:tabs><w:tab w:val='right' w:pos='9354'/></w:tabs></w:pPr><w:r><w:rPr>"
    "<w:rFonts w:cs='Times New Roman'/><w:bCs/><w:szCs w:val='36'/><w:rtl/></w:rPr>"
    "<w:t>קרן הדוגמה</w:t></w:r><w:r><w:tab/><w:t>office@sample.example</w:t></w:r></w:p>"
)
TURNED = (
    "<w:bidiVisual/><w:tblW w:w='9354' w:type='dxa'/><w:tblLayout w:type='fixed'/><w:tblCellMar>"
    "<w:left w:w='0' w:type='dxa'/><w:right w:w='0' w:type='dxa'/></w:tblCellMar>"
)
"""Without room in cells, by which LibreOffice moves a table to the left, whatever its direction."""

MARKED = "".join(
    f'<w:r><w:rPr>{mark}</w:rPr><w:t xml:space="preserve">{text} </w:t></w:r>'
    for text, mark in {
        "Marked": '<w:highlight w:val="darkBlue"/>',
        "struck": "<w:strike/>",
        "raised": '<w:position w:val="24"/>',
        "framed": '<w:bdr w:val="single" w:sz="8" w:space="0" w:color="FF0000"/>',
    }.items()
)
HUNG = (
    "<w:p><w:pPr><w:pBdr><w:left w:val='single' w:sz='48' w:space='8' w:color='1F6FB5'/></w:pBdr>"
    "<w:spacing w:before='0' w:after='0'/><w:ind w:left='567'/></w:pPr>"
    "<w:r><w:t>Sample Trust</w:t></w:r></w:p>"
)
CLOSE = "".join(
    "<w:p><w:pPr><w:spacing w:before='240' w:after='240'/><w:contextualSpacing/></w:pPr>"
    f"<w:r><w:t>{each}</w:t></w:r></w:p>"
    for each in ("Sample Trust", "1 Muster Street", "12345 Exampleton")
)
PAPERS = {
    "rule": words("Sample Trust", 32) + rule("single", 12) + words("1 Muster Street", 14),
    "cells": table([[words("Sample Trust", 28), SMALL]]) + rule("thinThickSmallGap", 24),
    "two languages": table(
        [[words("ҮЛГІ МИНИСТРЛІГІ", 22), words("МИНИСТЕРСТВО ОБРАЗЦОВ", 22)], [SMALL, SMALL]]
    )
    + rule("double", 18),
    "spaced": words("EXAMPLE HOUSE, EXAMPLETON", 18, '<w:spacing w:val="60"/>'),
    "bar": BAR,
    "styled": table([[words("Fund"), words("Contacts")], [SMALL, SMALL], [SMALL, SMALL]], STYLED)
    + rule("single", 12),
    "from right": FROM_RIGHT + table([[words("First"), words("Second")]], TURNED) + words(""),
    "marks": f"<w:p>{MARKED}</w:p>",
    "hung": HUNG + CLOSE,
    "body": table([[words("Sample & Co.".replace("&", "&amp;"), 28), SMALL]]),
}
ALIKE = [name for name in PAPERS if name != "styled"]
"""LibreOffice 7 sets rows higher where a table style says how their words look."""

STYLE = (
    f'<w:style {NAMES} w:type="table" w:customStyle="1" w:styleId="Head"><w:name w:val="Head"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblStyleRowBandSize w:val="1"/></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr><w:tcPr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="1F4E79"/></w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="firstCol"><w:pPr><w:ind w:left="0"/></w:pPr><w:rPr><w:i/></w:rPr>'
    "</w:tblStylePr>"
    '<w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:val="clear" w:color="auto"'
    ' w:fill="333333"/></w:tcPr></w:tblStylePr></w:style>'
)


def hat(name: str) -> bytes:
    """The Word document with that paper in its header, or in its body."""
    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        fonts.attrib.update({qn(f"w:{kind}"): "Times New Roman" for kind in ("ascii", "hAnsi")})
    document.styles.element.append(parse_xml(STYLE))
    where = document.element.body if name == "body" else section.header._element
    if name != "body":
        section.header.is_linked_to_previous = False
        where = section.header._element
        where.clear()
    made = parse_xml(f"<w:hdr {NAMES}>{PAPERS[name]}</w:hdr>")
    empty = [parse_xml(f"<w:p {NAMES}/>")] if name == "body" else []
    for at, block in enumerate([*made, *empty]):
        where.insert(at, block)
    return saved(document)


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The folder with a letter on each paper in each format, and what was said of the papers."""
    folder = tmp_path_factory.mktemp("papers")
    (folder / "a.yaml").write_text(TEXT, "utf-8")
    said = {}
    for name in PAPERS:
        (folder / f"{name}.docx").write_bytes(hat(name))
        ran = appeal(folder, "letterhead", f"{name}.docx", "-o", f"hat of {name}")
        said[name] = ran.stderr
        made = ("-f", "pdf,docx", "-o", f"{name}/")
        done = appeal(folder, "render", "a.yaml", "--template", f"./hat of {name}", *made)
        assert done.returncode == 0, done.stderr
        (folder / name / "a.docx").rename(folder / name / f"{name}.docx")
    return folder, said


@needs("LibreOffice")
def test_no_part_is_off_by_more_than_2_mm(letters: tuple[Path, dict[str, str]]) -> None:
    """The judge sees a head that is 4 mm lower, and one that is not there."""
    folder, _ = letters
    shown = through_libreoffice(*(folder / name / f"{name}.docx" for name in ALIKE))
    for name in ALIKE:
        for number in range(2):
            pdf, word = ink(folder / name / "a.pdf", number), ink(shown[name], number)
            assert far(pdf, word) + far(word, pdf) < 12, (name, number)
            box = (0, 0, 630, 200)
            wrong = moved(word, 4, box)
            assert far(pdf, wrong) + far(wrong, pdf) > 12, (name, number)


def test_a_table_style_says_what_is_bold_and_shaded(letters: tuple[Path, dict[str, str]]) -> None:
    """What HTML does not get of it is named."""
    folder, said = letters
    head = (folder / "hat of styled/letterhead.html.j2").read_text("utf-8")
    assert head.count("background-color: #1F4E79") == 2 * head.count("Fund") > 0
    assert head.count("background-color: #333333; color: #FFFFFF") == 2 * head.count("Fund")
    assert "font-style: italic" in head
    assert "the indents of paragraphs that a table style has for some cells" in said["styled"]


def test_what_is_done_to_words_is_carried_over_or_said(tmp_path: Path) -> None:
    """Stretched letters and letters that are outlines are Word's alone."""
    marks = '<w:outline/><w:w w:val="150"/>'
    document: Any = Document()
    header = document.sections[0].header
    header.is_linked_to_previous = False
    header._element.append(parse_xml(f"<w:hdr {NAMES}>{words('Trust', 32, marks)}</w:hdr>")[0])
    section = document.sections[0]._sectPr
    section.append(parse_xml(f'<w:docGrid {NAMES} w:type="lines" w:linePitch="312"/>'))
    (tmp_path / "hat.docx").write_bytes(saved(document))
    said = appeal(tmp_path, "letterhead", "hat.docx", "-o", "hat").stderr
    assert "taken out of the reference document: a grid that lines snap to" in said
    assert "in Word alone: letters that are outlines" in said
    assert "in Word alone: letters that are stretched" in said


def test_what_stands_at_the_side_pushes_no_text(letters: tuple[Path, dict[str, str]]) -> None:
    """The running line stands below the words of the header, not below a bar beside the text."""
    folder, _ = letters
    page = pypdfium2.PdfDocument(folder / "bar/a.pdf")[1]
    text = page.get_textpage()
    (found,) = (
        page.get_height() - text.get_rect(at)[3]
        for at in range(text.count_rects())
        if "2 / 2" in text.get_text_bounded(*text.get_rect(at))
    )
    assert found * 25.4 / 72 < 40
