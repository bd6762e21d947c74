"""`appeal letterhead`: the office's document becomes a template for every format."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from PIL import ImageChops, ImageOps

from tests.files.office_making import picture, saved
from tests.importing.word_makers import MAKERS
from tests.judges.test_archive import failures
from tests.judges.tools import needs, through_libreoffice, word_errors
from tests.reading import pdf_pages
from tests.running import run_as_text
from tests.writers.pdf.test_lines import LONG as WORDS
from tests.writers.pdf.test_lines import lines

APPEAL = """\
language: en
date: 2026-03-01
title: Rural Schools Bill
addressee: {everyone: Members of Parliament}
body:
"""
SHORT = APPEAL + "  - We ask you to vote against clause 7.\n"
LONG = SHORT + "".join(
    f"  - Village number {number} needs its school, and the road to the next one is long.\n"
    for number in range(60)
)


def appeal(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_as_text(arguments, folder)


def made(
    folder: Path, hat: Any, text: str = SHORT, formats: str = "pdf,docx,html,txt", *options: str
) -> Path:
    """The letters on the paper of the document, in a folder."""
    (folder / "hat.docx").write_bytes(hat if isinstance(hat, bytes) else saved(hat))
    (folder / "a.yaml").write_text(text, "utf-8")
    ran = appeal(folder, "letterhead", "hat.docx", "-o", "hat", *options)
    assert ran.returncode == 0, ran.stderr
    ran = appeal(folder, "render", "a.yaml", "--template", "./hat", "-f", formats, "-o", "o/")
    assert ran.returncode == 0, ran.stderr
    return folder / "o"


def paper() -> Any:
    """A document on A4 in Times New Roman."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    font = document.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(12)
    return document


def in_the_header() -> Any:
    document = paper()
    header, footer = document.sections[0].header, document.sections[0].footer
    run = header.paragraphs[0].add_run("Sample Trust")
    run.bold, run.font.size, run.font.color.rgb = True, Pt(20), RGBColor(0x1F, 0x4E, 0x79)
    header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    header.add_paragraph().add_run().add_picture(BytesIO(picture()), Mm(15))
    header.add_paragraph("1 Muster Street\toffice@sample.example")
    footer.paragraphs[0].text = "Account 0001"
    return document


def first_page_different() -> Any:
    document = paper()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    for words in ("SAMPLE TRUST", "1 Muster Street", "office@sample.example", "Telephone 1"):
        section.first_page_header.add_paragraph(words)
    section.header.paragraphs[0].text = "Sample Trust, continued"
    section.first_page_footer.paragraphs[0].text = "Account 0001"
    return document


def in_a_table() -> Any:
    document = paper()
    header = document.sections[0].header
    table = header.add_table(1, 2, Mm(165))
    table.autofit = False
    for cell, width in zip(table.rows[0].cells, (40, 125), strict=True):
        cell.width = Mm(width)
    for column, width in zip(table.columns, (40, 125), strict=True):
        column.width = Mm(width)
    table.cell(0, 0).paragraphs[0].add_run().add_picture(BytesIO(picture()), Mm(30))
    table.cell(0, 1).paragraphs[0].text = "Sample Trust"
    table.cell(0, 1).add_paragraph("1 Muster Street").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    header.add_paragraph()
    return document


def in_the_body() -> Any:
    document = paper()
    document.add_paragraph().add_run().add_picture(BytesIO(picture()), Mm(15))
    document.add_paragraph("Sample Trust").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("1 Muster Street")
    document.add_paragraph("No. ______ of ________")
    document.add_paragraph()
    document.add_paragraph("Words of an old letter")
    return document


PAPERS: dict[str, Callable[[], Any]] = {
    "header": in_the_header,
    "first": first_page_different,
    "table": in_a_table,
    "body": in_the_body,
}


@pytest.mark.parametrize("name", PAPERS)
def test_every_format_has_it_once(tmp_path: Path, name: str) -> None:
    """PDF, Word, HTML and text have name and address, once, and the letter below them."""
    folder = made(tmp_path, PAPERS[name]())
    page = pdf_pages((folder / "a.pdf").read_bytes())[0]
    document = Document(str(folder / "a.docx"))
    section = document.sections[0]
    is_first = section.different_first_page_header_footer
    head = section.first_page_header if is_first else section.header
    body = [each.text for each in document.paragraphs]
    texts = {
        "pdf": page,
        "docx": " ".join(each.text or "" for each in head._element.iter(qn("w:t"))),
        "txt": (folder / "a.txt").read_text("utf-8"),
        "html": (folder / "a.html").read_text("utf-8").partition("<body")[2],
    }
    for format, text in texts.items():
        assert text.count("1 Muster Street") == 1, format
        assert "an old letter" not in text, format
        assert "____" not in text, format
    assert not any("Muster" in each for each in body)
    assert failures((folder / "a.pdf").read_bytes(), "ua1", tmp_path) == []
    assert failures((folder / "a.pdf").read_bytes(), "3a", tmp_path) == []


def test_the_following_pages_have_their_own(tmp_path: Path) -> None:
    """The first page has a head of its own, the others theirs; text has only the first."""
    folder = made(tmp_path, first_page_different(), LONG, "pdf,txt,html")
    first, second, *others = pdf_pages((folder / "a.pdf").read_bytes())
    assert "1 Muster Street" in first
    assert "Account 0001" in first
    assert "continued" not in first
    for page in (second, *others):
        assert "Sample Trust, continued" in page
        assert "Muster Street" not in page
        assert "Account" not in page
    assert "continued" not in (folder / "a.txt").read_text("utf-8")
    assert failures((folder / "a.pdf").read_bytes(), "ua1", tmp_path) == []


def test_a_header_that_all_pages_have_is_on_each(tmp_path: Path) -> None:
    folder = made(tmp_path, in_the_header(), LONG, "pdf")
    for page in pdf_pages((folder / "a.pdf").read_bytes()):
        assert "Sample Trust" in page
        assert "Account 0001" in page
    assert failures((folder / "a.pdf").read_bytes(), "ua1", tmp_path) == []


def test_word_has_the_running_line_below_a_header_of_all_pages(tmp_path: Path) -> None:
    """The first page keeps the header itself; those that follow have a copy, with the picture, and
    the line below it."""
    section = Document(str(made(tmp_path, in_the_header(), LONG, "docx") / "a.docx")).sections[0]
    assert section.different_first_page_header_footer
    first, next_ = (each.paragraphs for each in (section.first_page_header, section.header))
    *above, line = [each.text for each in next_]
    assert above == [each.text for each in first]
    assert line.startswith("1\u00a0March 2026 · ")
    names = [
        [each.get("id") for part in paragraphs for each in part._p.iter(qn("wp:docPr"))]
        for paragraphs in (first, next_)
    ]
    assert [len(each) for each in names] == [1, 1]
    assert names[0] != names[1]
    (call,) = (each for line in next_ for each in line._p.iter(qn("a:blip")))
    assert section.header.part.related_parts[call.get(qn("r:embed"))].blob == picture()
    assert section.first_page_footer.paragraphs[0].text == "Account 0001"
    assert section.footer.paragraphs[0].text == "Account 0001"


def test_even_pages_have_what_odd_ones_do(tmp_path: Path) -> None:
    """Word would take the running line and the letterhead from them; what they had is named."""
    document = in_the_header()
    document.settings.odd_and_even_pages_header_footer = True
    document.sections[0].even_page_header.paragraphs[0].text = "Even trust"
    (tmp_path / "even.docx").write_bytes(saved(document))
    ran = appeal(tmp_path, "letterhead", "even.docx", "-o", "even")
    assert "warning: taken out of the reference document: what even pages had" in ran.stderr
    letter = Document(str(made(tmp_path, document, LONG, "docx") / "a.docx"))
    assert not letter.settings.odd_and_even_pages_header_footer
    assert "Even trust" not in "".join(
        each.text or ""
        for part in letter.part.package.iter_parts()
        if part.partname.endswith(".xml") and hasattr(part, "element")
        for each in part.element.iter(qn("w:t"))
    )
    document.settings.odd_and_even_pages_header_footer = False
    (tmp_path / "even.docx").write_bytes(saved(document))
    assert "even pages" not in appeal(tmp_path, "letterhead", "even.docx", "-o", "odd").stderr


def test_many_letters_are_imprinted_on_it(tmp_path: Path) -> None:
    """The quick way makes the same letters, byte for byte."""
    made(tmp_path, in_the_header(), formats="html")
    rows = "".join(f"d{n},Anna Sample{n},female,en\n" for n in range(4))
    (tmp_path / "d.csv").write_text("id,name,gender,language\n" + rows, "utf-8")
    options = ("a.yaml", "-d", "d.csv", "--template", "./hat", "-o")
    ran = appeal(tmp_path, "batch", *options, "quick", "--verify", "4")
    assert ran.returncode == 0, ran.stderr
    assert "imprinted" in ran.stderr


def counted(document: Any) -> None:
    """Lets the document's footer count its pages."""
    paragraph = document.sections[0].footer.add_paragraph("Page ")
    for tag, kind in (("fldChar", "begin"), ("instrText", ""), ("fldChar", "separate"),
                      ("t", ""), ("fldChar", "end")):  # fmt: skip
        run = paragraph.add_run("7" if tag == "t" else "")
        if tag != "t":
            element = run._r.makeelement(qn(f"w:{tag}"), {})
            element.text = " PAGE " if tag == "instrText" else None
            if kind:
                element.set(qn("w:fldCharType"), kind)
            run._r.append(element)


def test_a_number_of_pages_counts(tmp_path: Path) -> None:
    """A field of Word for the page is a number on paper, and nothing in text."""
    document = in_the_header()
    counted(document)
    folder = made(tmp_path, document, LONG, "pdf,txt")
    pages = pdf_pages((folder / "a.pdf").read_bytes())
    assert [f"Page {number}" in page for number, page in enumerate(pages, 1)] == [True] * len(pages)
    assert "Page" not in (folder / "a.txt").read_text("utf-8")


def test_a_language_with_ragged_lines_keeps_them(tmp_path: Path) -> None:
    """In each part of the letter, whatever the styles say that Word's document lacked."""
    told = "language: kk\ndate: 2026-03-01\ntitle: Үндеу\naddressee: {everyone: депутаттар}\n"
    about = WORDS["kk"] * 12
    text = f"{told}body: [Мәтін.]\nabout: ['{about}']\n"
    pdf = (made(tmp_path, in_the_header(), text, "pdf") / "a.pdf").read_bytes()
    ends = [round(line[-1][2]) for line in lines(pdf)]
    assert len(ends) > 20
    assert max(map(ends.count, ends)) / len(ends) < 0.4


def test_an_appeal_s_own_letterhead_is_not_printed_besides(tmp_path: Path) -> None:
    made(tmp_path, in_the_header(), formats="html")
    (tmp_path / "b.yaml").write_text(SHORT + "letterhead: {names: [Other Trust]}\n", "utf-8")
    ran = appeal(tmp_path, "render", "b.yaml", "--template", "./hat", "-f", "pdf,docx", "-o", "o/")
    assert ran.returncode == 0
    assert "warning: the template has a letterhead: that of the appeal is not printed" in ran.stderr
    assert "Other Trust" not in pdf_pages((tmp_path / "o/b.pdf").read_bytes())[0]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("hat.docx", saved(paper()), "no letterhead was found"),
        ("hat.docx", b"no zip", "can't be unpacked"),
        ("hat.txt", b"Sample Trust", "a Word document"),
        ("none.docx", None, "can't be read"),
    ],
)
def test_what_has_none_is_refused(
    tmp_path: Path, name: str, data: bytes | None, message: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    ran = appeal(tmp_path, "letterhead", name, "-o", "hat")
    assert ran.returncode == 1
    assert message in ran.stderr
    assert not (tmp_path / "hat").exists()


def test_other_fonts_are_named(tmp_path: Path) -> None:
    """Those that the PDF has another for, in one line; one that is as wide is no other."""
    document = in_the_header()
    for style in document.styles.element.iter(qn("w:rFonts")):
        for name in list(style.attrib):
            del style.attrib[name]
    (tmp_path / "hat.docx").write_bytes(saved(document))
    assert "Tinos" not in appeal(tmp_path, "letterhead", "hat.docx", "-o", "one").stderr
    document.sections[0].header.paragraphs[0].runs[0].font.name = "Garamond"
    (tmp_path / "hat.docx").write_bytes(saved(document))
    said = appeal(tmp_path, "letterhead", "hat.docx", "-o", "two").stderr
    assert said.count("the PDF is set in Tinos where the document has `Garamond`") == 1


def test_the_running_line_of_a_document_without_its_style(tmp_path: Path) -> None:
    """Word has the line in the style that is brought over, and so have the other formats."""
    document = in_the_header()
    document.styles.element.remove(document.styles["Header"].element)
    made(tmp_path, document, formats="html")
    (rule,) = re.findall(r"\.running {(.*)}", (tmp_path / "hat/letterhead.css").read_text("utf-8"))
    assert "font-size: 10pt" in rule


@pytest.mark.parametrize("name", ["header", "body"])
def test_a_document_whose_first_page_is_said_to_be_like_the_others(
    tmp_path: Path, name: str
) -> None:
    """As some programs write it, where others leave it out."""
    for folder, is_said in (("plain", False), ("said", True)):
        document = PAPERS[name]()
        if is_said:
            section = document.sections[0]
            section.different_first_page_header_footer = True
            section._sectPr.find(qn("w:titlePg")).set(qn("w:val"), "0")
        (tmp_path / folder).mkdir()
        made(tmp_path / folder, document, LONG, "docx,txt")
    texts = [(tmp_path / each / "o/a.txt").read_text("utf-8") for each in ("plain", "said")]
    assert texts[0] == texts[1]
    heads = [Document(str(tmp_path / each / "o/a.docx")).sections[0] for each in ("plain", "said")]
    assert all(each.different_first_page_header_footer for each in heads)
    first = [[line.text for line in each.first_page_header.paragraphs] for each in heads]
    usual = [[line.text for line in each.header.paragraphs] for each in heads]
    assert (first[0], usual[0]) == (first[1], usual[1])


def test_a_long_text_in_the_body_is_no_letterhead(tmp_path: Path) -> None:
    document = paper()
    for number in range(30):
        document.add_paragraph(f"Paragraph {number} of an old letter")
    (tmp_path / "hat.docx").write_bytes(saved(document))
    ran = appeal(tmp_path, "letterhead", "hat.docx", "-o", "hat")
    assert ran.returncode == 1
    assert "empty line" in ran.stderr


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    made(tmp_path, in_the_header(), formats="html")
    ran = appeal(tmp_path, "letterhead", "hat.docx", "-o", "hat")
    assert ran.returncode == 1
    assert "not empty" in ran.stderr


@needs("LibreOffice")
def test_pages_of_word_and_pdf_are_alike(tmp_path: Path) -> None:
    """LibreOffice begins the letter's text on the page where the PDF does, within 2 mm; it has
    the same words on each page."""
    folder = made(tmp_path, in_the_header(), SHORT, "pdf,docx")
    other = through_libreoffice(folder / "a.docx")["a"]
    tops = []
    for path in (folder / "a.pdf", other):
        text = pypdfium2.PdfDocument(path)[0].get_textpage()
        found = text.search("1 March 2026").get_next()
        assert found
        tops.append(text.get_charbox(found[0])[1])
    assert abs(tops[0] - tops[1]) * 25.4 / 72 < 2


@needs("LibreOffice")
@pytest.mark.parametrize("name", PAPERS)
def test_exactly_as_it_is_printed(tmp_path: Path, name: str) -> None:
    """What LibreOffice prints lies under PDF letters, dot by dot, on the first page and on those
    that follow; each format still has its words once."""
    folder = made(tmp_path, PAPERS[name](), LONG, "pdf,docx,html,txt", "--exact")
    data = (folder / "a.pdf").read_bytes()
    paper = pypdfium2.PdfDocument(tmp_path / "hat/letterhead.pdf")
    letter = pypdfium2.PdfDocument(data)
    assert len(letter) > 1
    assert len(paper) == (1 if name == "body" else 2)
    for sheet, page in zip(paper, letter, strict=False):
        printed, seen = (each.render(scale=2).to_pil().convert("L") for each in (sheet, page))
        upper = ImageOps.invert(printed.crop((0, 0, printed.width, printed.height // 2)))
        box = upper.getbbox()
        assert box
        apart = ImageChops.difference(printed.crop(box), seen.crop(box))
        assert sum(apart.point(lambda each: each > 128).histogram()[1:]) == 0
    assert pdf_pages(data)[0].count("1 Muster Street") == 1
    page = (folder / "a.html").read_text("utf-8").partition("<body")[2]
    for text in (page, (folder / "a.txt").read_text("utf-8")):
        assert text.count("1 Muster Street") == 1
    assert failures(data, "3a", tmp_path) == []
    assert failures(data, "ua1", tmp_path) == []


def test_exactly_needs_libreoffice(tmp_path: Path) -> None:
    """Where it is not installed, an error says so."""
    (tmp_path / "hat.docx").write_bytes(saved(in_the_header()))
    command = [sys.executable, "-m", "appeal_cli", "letterhead", "hat.docx", "--exact", "-o", "hat"]
    environment = {**os.environ, "PATH": str(tmp_path)}
    ran = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert "hat.docx: LibreOffice prints it as PDF, and is not installed" in ran.stderr
    assert not (tmp_path / "hat").exists()


@needs("LibreOffice")
@pytest.mark.parametrize(("name", "is_told"), [("Pages", True), ("Word Online", False)])
def test_exactly_warns_of_text_boxes(name: str, is_told: bool, tmp_path: Path) -> None:
    """LibreOffice 7 prints those of headers at a corner of the page."""
    (tmp_path / "hat.docx").write_bytes(MAKERS[name]())
    ran = appeal(tmp_path, "letterhead", "hat.docx", "--exact", "-o", "hat")
    assert ran.returncode == 0, ran.stderr
    assert ("LibreOffice may print the text boxes" in ran.stderr) == is_told


def test_exactly_what_counts_pages_is_refused(tmp_path: Path) -> None:
    """Paper that is printed once has one number for all."""
    document = in_the_header()
    counted(document)
    (tmp_path / "hat.docx").write_bytes(saved(document))
    ran = appeal(tmp_path, "letterhead", "hat.docx", "--exact", "-o", "hat")
    assert ran.returncode == 1
    assert "hat.docx: its header or footer counts pages" in ran.stderr


@needs("LibreOffice")
def test_an_odt_is_read_through_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "hat.docx").write_bytes(saved(in_the_header()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "odt", "hat.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    ran = appeal(tmp_path, "letterhead", "hat.odt", "-o", "hat")
    assert ran.returncode == 0, ran.stderr
    assert "1 Muster Street" in (tmp_path / "hat/letterhead.html.j2").read_text("utf-8")


@needs("Open XML validator")
def test_word_finds_nothing_wrong(tmp_path: Path) -> None:
    for name, document in PAPERS.items():
        folder = tmp_path / name
        folder.mkdir()
        assert word_errors(made(folder, document(), SHORT, "docx") / "a.docx") == [], name


def test_a_letter_of_one_page_has_the_header_once(tmp_path: Path) -> None:
    """A few lines surely have one page: there is no other for the running line."""
    section = Document(str(made(tmp_path, in_the_header(), SHORT, "docx") / "a.docx")).sections[0]
    assert not section.different_first_page_header_footer
    assert section.header.paragraphs[0].text


def test_the_running_line_is_spread_over_its_own_page(tmp_path: Path) -> None:
    """An office's style of headers has the places of another page: they are none of the line's."""
    hat = in_the_header()
    stops = hat.styles["Header"].paragraph_format.tab_stops
    stops.add_tab_stop(Mm(60), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Mm(100), WD_TAB_ALIGNMENT.RIGHT)
    text = LONG.replace("language: en", "language: ru")
    letter = Document(str(made(tmp_path, hat, text, "docx") / "a.docx"))
    section = letter.sections[0]
    line = section.header.paragraphs[-1]
    formats = (letter.styles["Header"].paragraph_format, line.paragraph_format)
    of_style, own = ({each.position: each.alignment for each in one.tab_stops} for one in formats)
    assert len(of_style) > 1
    left = {at: each for at, each in (of_style | own).items() if each != WD_TAB_ALIGNMENT.CLEAR}
    assert [left[at] for at in sorted(left)] == [WD_TAB_ALIGNMENT.CENTER, WD_TAB_ALIGNMENT.RIGHT]
    width = section.page_width - section.left_margin - section.right_margin
    assert max(left) == pytest.approx(width, abs=Mm(1))
