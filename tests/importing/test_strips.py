"""What stands in headers and footers, carried over or named: tables, tabs, fields, watermarks."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdfium2

from appeal_cli.files.millimetres import MM
from tests.importing.test_letterheads import LONG, appeal, made
from tests.importing.word_makers import (
    ADDRESS,
    BLUE,
    anchored,
    inline,
    line,
    package,
    paragraph,
    pic,
    shape,
)
from tests.reading import pdf_pages

TEXT = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
PTAB = '<w:r><w:ptab w:relativeTo="margin" w:alignment="{}" w:leader="none"/></w:r>'
COUNTED = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple>'


def html(folder: Path, hat: bytes) -> str:
    """The letterhead of the template."""
    made(folder, hat, LONG, "pdf,txt")
    return (folder / "hat/letterhead.html.j2").read_text("utf-8")


def test_tabs_to_the_edges_and_a_simple_field(tmp_path: Path) -> None:
    """They lead to the middle and the right of the text; the number counts."""
    foot = paragraph(
        TEXT.format("Account 0001")
        + PTAB.format("center") + TEXT.format("Bank") + PTAB.format("right")
        + TEXT.format("Page ") + COUNTED
    )  # fmt: skip
    html(tmp_path, package(line(ADDRESS), footer=foot))
    for number, page in enumerate(pypdfium2.PdfDocument(tmp_path / "o/a.pdf"), 1):
        text = page.get_textpage()
        found = text.search("Bank").get_next()
        assert found
        left, _, right, _ = text.get_charbox(found[0])
        assert abs((left + right) / 2 * MM - (25 + 190) / 2) < 5
        assert f"Page {number}" in text.get_text_bounded()


def test_borders_of_a_table_stand_at_its_edges(tmp_path: Path) -> None:
    """Those between rows are others; one that goes on below is one cell."""
    cell = '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/>{}</w:tcPr>{}</w:tc>'
    merged = '<w:vMerge w:val="restart"/><w:shd w:val="clear" w:fill="E0E8F0"/>'
    first = cell.format(merged, line("Sample Trust")) + cell.format("", line(ADDRESS))
    second = cell.format("<w:vMerge/>", line("")) + cell.format("", line("Phone"))
    table = (
        '<w:tbl><w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="12" w:color="1F4E79"/>'
        '</w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/>'
        f"</w:tblGrid><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>"
    )
    cells = html(tmp_path, package(table + line(""))).split("<td")[1:]
    own = cells[:3]  # as it stands above a window, and the same without one
    assert ["border-bottom: 1.5pt solid #1F4E79" in each for each in own] == [True, False, True]
    assert ["rowspan" in each for each in own] == [True, False, False]
    assert ["#E0E8F0" in each for each in own] == [True, False, False]


def test_a_watermark_lies_behind_the_text(tmp_path: Path) -> None:
    """So that words on it are seen: a picture of one colour is no darker than it was made."""
    pale = pic(120, 80, inner='<a:lum bright="70000" contrast="-70000"/>')
    mark = anchored(pale, 120, 80, "margin:center", "margin:center", behind=1)
    html(tmp_path, package(paragraph(f"<w:r>{mark}</w:r>" + TEXT.format(ADDRESS))))
    page = pypdfium2.PdfDocument(tmp_path / "o/a.pdf")[0]
    drawn = page.render(scale=2).to_pil().convert("L")
    box = [round(each / MM * 2) for each in (60, 120, 140, 160)]
    darkest, lightest = drawn.crop(box).getextrema()
    assert darkest < 60  # the words of the letter
    assert lightest > 160


def test_headers_lie_behind_the_text_of_each_page(tmp_path: Path) -> None:
    """As in Word, whatever they say of themselves; that one reaches into the text is said."""
    for behind in (0, 1):
        mark = anchored(pic(160, 60), 160, 60, "page:25", "page:10", behind=behind)
        hat = package(paragraph(f"<w:r>{mark}</w:r>" + TEXT.format(ADDRESS)))
        made(tmp_path, hat, LONG, "pdf")
        pages = list(pypdfium2.PdfDocument(tmp_path / "o/a.pdf"))
        assert len(pages) > 1
        for page in pages if behind else pages[:1]:  # others begin below what is not behind
            drawn = page.render(scale=2).to_pil().convert("L")
            box = [round(each / MM * 2) for each in (26, 44, 60, 69)]
            assert drawn.crop(box).getextrema()[0] < 40  # words on a logo that is lighter
        shutil.rmtree(tmp_path / "hat")
        said = appeal(tmp_path, "letterhead", "hat.docx", "-o", "hat").stderr
        assert (" mm into the text of the first page" in said) == (not behind)
        shutil.rmtree(tmp_path / "hat")


def test_a_number_of_the_page_has_looks_of_its_own(tmp_path: Path) -> None:
    """Those of its run, not of the words beside it."""
    small, large = '<w:rPr><w:sz w:val="16"/></w:rPr>', '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr>'
    marks = [f'<w:fldChar w:fldCharType="{each}"/>' for each in ("begin", "separate", "end")]
    begin, separate, end = (f"<w:r>{large}{each}</w:r>" for each in marks)
    code = f"<w:r>{large}<w:instrText> PAGE </w:instrText></w:r>"
    shown = f"<w:r>{large}<w:t>1</w:t></w:r>"
    beside = f"<w:r>{small}<w:t>Sheet</w:t></w:r>"
    text = html(tmp_path, package(paragraph(beside + begin + code + separate + shown + end)))
    (number,) = set(re.findall(r'<span class="office-page" style="([^"]*)">', text))
    assert "font-size: 14pt" in number
    assert "font-weight: bold" in number


def test_what_html_can_t_show_is_named(tmp_path: Path) -> None:
    """A shape of a rare form, a list's sign: their words are carried over."""
    star = shape(40, 20, line("Sample Trust"), form="star5", fill=BLUE)
    numbered = line(
        ADDRESS, properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    )
    (tmp_path / "hat.docx").write_bytes(
        package(paragraph(inline(star, 40, 20, "shape")) + numbered)
    )
    ran = appeal(tmp_path, "letterhead", "hat.docx", "-o", "one")
    assert ran.returncode == 0
    assert "in Word alone: a shape of the form `star5`" in ran.stderr
    assert "in Word alone: the sign or the number of a list" in ran.stderr
    made(tmp_path, (tmp_path / "hat.docx").read_bytes(), LONG, "pdf")
    page = pdf_pages((tmp_path / "o/a.pdf").read_bytes())[0]
    assert "Sample Trust" in page
    assert ADDRESS in page


def test_paragraphs_without_a_style_are_of_the_usual_one(tmp_path: Path) -> None:
    """Named `Normal`, where no style is marked as that: so LibreOffice writes what was an ODT."""
    usual = (
        '<w:style w:type="paragraph" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr>'
        '<w:spacing w:before="0" w:after="340"/></w:pPr></w:style>'
    )
    assert "17pt" in html(tmp_path, package(line(ADDRESS), styles=usual))
