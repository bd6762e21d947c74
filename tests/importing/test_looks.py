"""How a letter looked: carried, or reported in one line a kind, and no line for what is usual."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_COLOR_INDEX, WD_PARAGRAPH_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from appeal_cli.importing.campaign import read_draft
from tests.importing.test_formats import ODF

W = nsdecls("w")


def ordinary() -> Any:
    """A letter as offices set it: one font, one size, justified, lines apart."""
    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.right_margin = section.bottom_margin = Mm(20)
    section.left_margin = Mm(30)
    document.add_paragraph("О сельских школах").alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    document.paragraphs[0].runs[0].bold = True
    document.add_paragraph("Уважаемые депутаты!").alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    for text in ("Просим сохранить школы в малых сёлах.", "Просим ответить нам письменно."):
        paragraph = document.add_paragraph(text)
        paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(12.5)
        paragraph.paragraph_format.line_spacing = 1.5
    return document


def told(path: Path) -> list[str]:
    problems = read_draft(path).problems
    return [each.message for each in problems if not each.message.startswith("recognised")]


def saved(document: Any, folder: Path) -> Path:
    path = folder / "letter.docx"
    document.save(str(path))
    return path


def test_an_ordinary_letter_has_one_line(tmp_path: Path) -> None:
    """Its one font and size are a house style."""
    assert told(saved(ordinary(), tmp_path)) == [
        "the look is the template's now; the letter's own was: Times New Roman, 14 pt, justified, "
        "lines 1.5 apart, first lines set in, margins of 20, 20, 20, 30 mm"
    ]


def test_a_style_says_what_its_paragraphs_leave_open(tmp_path: Path) -> None:
    """Attribute by attribute: room below a paragraph says nothing of its lines (ISO/IEC 29500-1,
    17.3.1.33)."""
    document = ordinary()
    document.styles["Normal"].paragraph_format.line_spacing = 1.5
    for paragraph in document.paragraphs:
        paragraph.paragraph_format.line_spacing = None
        paragraph.paragraph_format.space_after = Pt(6)
    assert told(saved(document, tmp_path)) == told(saved(ordinary(), tmp_path))


def of_run(document: Any, **looks: Any) -> None:
    font = document.paragraphs[3].add_run(" Срочно.").font
    for name, value in looks.items():
        setattr(font, name, value)


def two_columns(document: Any) -> None:
    document.sections[0]._sectPr.find(qn("w:cols")).set(qn("w:num"), "2")


def numbered_lines(document: Any) -> None:
    document.sections[0]._sectPr.append(parse_xml(f'<w:lnNumType {W} w:countBy="5"/>'))


def sideways(document: Any) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    document.add_paragraph("Широкая таблица стоит здесь.")


def coloured(document: Any) -> None:
    font = document.paragraphs[3].add_run(" Срочно.").font
    font.color.rgb = RGBColor(255, 0, 0)


def by_style(document: Any) -> None:
    style = document.styles.add_style("Важно", 2)
    style.font.color.rgb = RGBColor(255, 0, 0)
    document.paragraphs[3].add_run(" Срочно.", style)


def shaded(document: Any) -> None:
    run = document.paragraphs[3].add_run(" Срочно.")
    run._r.get_or_add_rPr().append(parse_xml(f'<w:shd {W} w:val="clear" w:fill="FFF2CC"/>'))


def ruled(document: Any) -> None:
    line = f'<w:pBdr {W}><w:bottom w:val="single" w:sz="4"/></w:pBdr>'
    document.add_paragraph("Срочно.")._p.get_or_add_pPr().append(parse_xml(line))


def turned(document: Any) -> None:
    table = document.add_table(2, 2, "Table Grid")
    table.cell(0, 0).text = table.cell(1, 1).text = "Срочно."
    turn = parse_xml(f'<w:textDirection {W} w:val="btLr"/>')
    table.cell(0, 0)._tc.get_or_add_tcPr().append(turn)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (coloured, "text in colour: `Срочно.` (paragraph 4)"),
        (by_style, "text in colour: `Срочно.` (paragraph 4)"),
        (lambda d: of_run(d, highlight_color=WD_COLOR_INDEX.YELLOW),
         "text on a coloured ground: `Срочно.` (paragraph 4)"),
        (shaded, "text on a coloured ground: `Срочно.` (paragraph 4)"),
        (lambda d: of_run(d, name="Arial"), "text in another font: `Срочно.` (paragraph 4)"),
        (lambda d: of_run(d, size=Pt(9)), "text in another size: `Срочно.` (paragraph 4)"),
        (lambda d: of_run(d, all_caps=True), "made capitals, printed as it was typed: `Срочно.`"),
        (lambda d: of_run(d, shadow=True), "such as a shadow or a frame: `Срочно.`"),
        (ruled, "a line above, below or around them: `Срочно.` (paragraph 5)"),
        (turned, "turned text in a table, which stands upright: `Срочно.`"),
        (two_columns, "two columns on the page: printed in one: `О сельских школах` (paragraph 1)"),
        (numbered_lines, "numbers beside the lines: printed without them"),
        (sideways, "pages that lie on their side: printed upright: `Широкая таблица стоит здесь.`"),
        (lambda d: d.core_properties.__setattr__("keywords", "тайна"),
         "left out: the document's keywords: `тайна`"),
    ],
    ids=["colour", "style", "highlight", "shading", "font", "size", "capitals", "shadow", "line",
         "turned", "columns", "line numbers", "landscape", "keywords"],
)  # fmt: skip
def test_what_differs_is_one_line_a_kind(tmp_path: Path, change: Any, line: str) -> None:
    """Each kind of look that letters do not have is reported with its words."""
    document = ordinary()
    change(document)
    lines = told(saved(document, tmp_path))
    assert [each for each in lines if line in each], lines
    assert len(lines) <= 3, lines


def test_white_text_is_a_warning(tmp_path: Path) -> None:
    """Nobody saw it on paper, and everybody would now; on a dark ground it was to be seen."""
    document = ordinary()
    of_run(document)
    document.paragraphs[3].runs[1].font.color.rgb = RGBColor(255, 255, 255)
    found = [each for each in read_draft(saved(document, tmp_path)).problems
             if each.severity == "warning"]  # fmt: skip
    assert [each.message for each in found] == [
        "white text, which was not to be seen on white paper, and prints now: "
        "`Срочно.` (paragraph 4)"
    ]
    document.paragraphs[3].runs[1].font.highlight_color = WD_COLOR_INDEX.BLUE
    assert not any("white" in line for line in told(saved(document, tmp_path)))


def test_a_new_section_is_a_new_page(tmp_path: Path) -> None:
    """Where the section says so; one that goes on on its page is none."""
    for kind, new in ((WD_SECTION.NEW_PAGE, True), (WD_SECTION.CONTINUOUS, False)):
        document = ordinary()
        document.add_section(kind)
        document.add_paragraph("Второй раздел.")
        last = read_draft(saved(document, tmp_path)).data["body"][-1]
        assert last == ({"paragraph": "Второй раздел.", "new_page": True} if new
                        else "Второй раздел.")  # fmt: skip


def test_sides_within_a_table(tmp_path: Path) -> None:
    """A column that stands at one side is carried, one cell that does not is reported."""
    document = ordinary()
    table = document.add_table(3, 2, "Table Grid")
    for row, words in enumerate((("Село", "Учеников"), ("Мирное", "85"), ("Тихое", "90"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    for row in (1, 2):
        table.cell(row, 1).paragraphs[0].alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
    table.cell(2, 0).paragraphs[0].alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    path = saved(document, tmp_path)
    assert read_draft(path).data["body"][-1]["table"]["align"] == ["left", "right"]
    assert "paragraphs in the middle: printed where all others are: `Тихое` (paragraph 9)" in [
        line for line in told(path) if "middle" in line
    ]


ODF_STYLES = """
<style:style style:name="Red" style:family="text">
<style:text-properties fo:color="#ff0000" style:font-name="F1"/></style:style>
<style:style style:name="Two" style:family="section"><style:section-properties>
<style:columns fo:column-count="2"/></style:section-properties></style:style>"""
ODF_PAGE = f"""<office:document-styles {ODF}><office:automatic-styles>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="297mm"
 fo:page-height="210mm" fo:margin="2cm"/></style:page-layout></office:automatic-styles>
<office:styles><style:default-style style:family="paragraph"><style:text-properties
 fo:font-size="12pt" fo:font-family="Arial"/></style:default-style>
<text:linenumbering-configuration text:number-lines="true"/></office:styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"/>
</office:master-styles></office:document-styles>"""


def test_looks_of_an_opendocument_text(tmp_path: Path) -> None:
    """The same account, by the styles of the other format."""
    content = (
        f'<office:document-content {ODF} xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:'
        'svg-compatible:1.0"><office:font-face-decls><style:font-face style:name="F1" '
        "svg:font-family=\"'PT Sans'\"/></office:font-face-decls>"
        f"<office:automatic-styles>{ODF_STYLES}</office:automatic-styles><office:body><office:text>"
        "<text:h>On schools</text:h><text:p>Dear Members of Parliament,</text:p>"
        '<text:p>We ask <text:span text:style-name="Red">now</text:span>.</text:p>'
        '<text:section text:style-name="Two"><text:p>Here in two.</text:p></text:section>'
        "</office:text></office:body></office:document-content>"
    )
    path = tmp_path / "letter.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", ODF_PAGE)
        archive.writestr("META-INF/documentsignatures.xml", "<a/>")
    assert told(path) == [
        "two columns on the page: printed in one: `Here in two.` (paragraph 4)",
        "left out: an electronic signature, which is not one of the new letters: "
        "`META-INF/documentsignatures.xml`",
        "the look is the template's now; the letter's own was: Arial, 12 pt, "
        "margins of 20, 20, 20, 20 mm",
        "text in another font: `now` (paragraph 3)",
        "text in colour: `now` (paragraph 3)",
        "pages that lie on their side: printed upright: "
        "`On schools Dear Members of Parliament, We ask now. Here in t` (paragraph 1)",
        "numbers beside the lines: printed without them: "
        "`On schools Dear Members of Parliament, We ask now. Here in t` (paragraph 1)",
    ]


WEB_PAGE = """<html><head><style>
@page { size: 297mm 210mm } body { font: 12pt "PT Serif", serif; color: #111 }
.secret p .x, div.letter > em { display: none } .red { color: red }
@media print { .screen { display: none } }
.two { column-count: 2 }</style></head><body><div class="letter secret"><h1>On schools</h1>
<p>Dear Members of Parliament,</p><em>gone</em>
<p>We ask <span class="x">secretly </span>you <span class="red">now <b>and</b> here</span>.</p>
<p class="screen">Print this page.</p>
<div class="two"><p>In two.</p></div><p><font face="Arial">Old</font> <mark>times</mark></p>
</div></body></html>"""


def test_looks_of_a_web_page(tmp_path: Path) -> None:
    """The same account, by whatever selector the stylesheet names the elements with."""
    path = tmp_path / "letter.html"
    path.write_text(WEB_PAGE, encoding="utf-8")
    assert read_draft(path).data["body"] == ["We ask you now **and** here.", "In two.", "Old times"]
    assert told(path) == [
        "left out: hidden text (3): `gone` (paragraph 3), `secretly` (paragraph 3), "
        "`Print this page.` (paragraph 4)",
        "two columns on the page: printed in one: `In two.` (paragraph 4)",
        "the look is the template's now; the letter's own was: PT Serif, 12pt",
        "text in another font: `Old` (paragraph 5)",
        "text in colour: `now and here` (paragraph 3)",
        "text on a coloured ground: `times` (paragraph 5)",
        "pages that lie on their side: printed upright",
    ]
