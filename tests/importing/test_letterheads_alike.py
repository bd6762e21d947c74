"""Pages of Word (as LibreOffice prints them) and of the PDF on an office's paper, looked at dot by
dot: no logo, line or block of text of one is more than 2 mm from where the other has it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from PIL import Image, ImageChops, ImageFilter

from tests.files.office_making import saved
from tests.importing.pdf_papers import FOOT, HEAD, NEXT, sheets
from tests.importing.test_letterheads import APPEAL, PAPERS, appeal, paper, picture
from tests.importing.word_makers import MAKERS, wps_office
from tests.judges.tools import needs, through_libreoffice
from tests.proofs import sampled

SHOWN = [name for name in MAKERS if name != "Pages"]
"""LibreOffice 7 puts text boxes of headers that are placed on the page at its corner."""

OTHERS = ("beside", "spaced", "following", "gutter", "empty rows", "tabs", "a band")

PER_MM = 3
NEAR = 2 * PER_MM
VILLAGES = "".join(f"  - Village number {number} needs its school.\n" for number in range(20))
NEXT_PAGE = "  - {paragraph: And each school a road., new_page: true}\n"
TEXT = f"{APPEAL}{VILLAGES}{NEXT_PAGE}{VILLAGES}"


def ink(path: Path, number: int, darker: int = 160) -> Image.Image:
    """What is printed on the page and darker than that, white on black."""
    page = pypdfium2.PdfDocument(path)[number]
    drawn = page.render(scale=PER_MM * 25.4 / 72).to_pil().convert("L").crop((0, 0, 630, 891))
    return drawn.point(lambda each: 255 if each < darker else 0)


def far(one: Image.Image, other: Image.Image) -> int:
    """How many dots of the one are more than 2 mm from any of the other."""
    near = other.filter(ImageFilter.MaxFilter(2 * NEAR + 1))
    return sum(ImageChops.subtract(one, near).histogram()[1:])


def moved(sheet: Image.Image, millimetres: int, box: tuple[int, int, int, int]) -> Image.Image:
    """The sheet with what stands in a part of it further down."""
    made = sheet.copy()
    made.paste(0, box)
    made.paste(sheet.crop(box), (box[0], box[1] + millimetres * PER_MM))
    return made


def in_one_font(data: bytes, folder: Path) -> bytes:
    """The document without the fonts of its theme, which this machine may lack."""
    (folder / "themed.docx").write_bytes(data)
    document = Document(str(folder / "themed.docx"))
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for name in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{name}"), "Times New Roman")
    return saved(document)


def beside_a_logo() -> Any:
    """Words at a tab beside a picture, and stops that stand too near to others to be reached."""
    document = paper()
    header, footer = document.sections[0].header, document.sections[0].footer
    first = header.paragraphs[0]
    first.add_run().add_picture(BytesIO(picture()), Mm(30))
    first.add_run("\tFoundation of Readers").bold = True
    stops = footer.paragraphs[0].paragraph_format.tab_stops
    stops.add_tab_stop(Mm(82), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Mm(165), WD_TAB_ALIGNMENT.RIGHT)
    footer.paragraphs[0].text = "readers.example\tAccount 0001\t+7 700 000"
    return document


def in_spaced_rows() -> Any:
    """A table with words and a picture, whose rows are 1.15 times as high with 10 pt below them,
    and in the next row words over the whole width."""
    document = paper()
    usual = document.styles["Normal"].paragraph_format
    usual.space_after, usual.line_spacing = Pt(10), 1.15
    header = document.sections[0].header
    table = header.add_table(2, 2, Mm(160))
    table.cell(0, 0).paragraphs[0].add_run().add_picture(BytesIO(picture()), Mm(30))
    table.cell(0, 1).text = "Foundation of Readers"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "Founded 1998"
    return document


def in_a_gutter() -> Any:
    """A document that keeps room for holes."""
    document = PAPERS["header"]()
    document.sections[0].gutter = Mm(12)
    return document


def with_empty_rows() -> Any:
    """A footer that ends in a break, in rows whose marks are small or large, one of a space, and
    one of a large run of nothing."""
    document = PAPERS["header"]()
    footer = document.sections[0].footer
    footer.paragraphs[0].add_run().add_break()
    for size, text in ((4, ""), (4, ""), (4, ""), (28, ""), (11, " ")):
        paragraph = footer.add_paragraph()
        mark = f'<w:rPr {nsdecls("w")}><w:sz w:val="{2 * size}"/></w:rPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(mark))
        paragraph.add_run(text).font.size = Pt(size if text else 40)
    return document


def with_leaders() -> Any:
    """Dots and lines that lead to tab stops, to the end of an empty line too."""
    document = paper()
    section = document.sections[0]
    for strip in (section.header, section.footer):
        for leader, text in (
            (WD_TAB_LEADER.DOTS, "Foundation of Readers\tFounded 1998"),
            (WD_TAB_LEADER.LINES, "No.\t"),
            (WD_TAB_LEADER.DASHES, "\t"),
        ):
            row = strip.add_paragraph(text)
            row.paragraph_format.tab_stops.add_tab_stop(Mm(165), WD_TAB_ALIGNMENT.RIGHT, leader)
    return document


def with_tabs() -> Any:
    """Words at tab stops in paragraphs that are moved in, or have lines around them; and small
    capitals."""
    document = paper()
    section = document.sections[0]
    lines = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="24" w:space="10" w:color="auto"/>'
    lines += '<w:left w:val="single" w:sz="24" w:space="15" w:color="auto"/></w:pBdr>'
    for strip in (section.header,):
        for left, first in ((20, 0), (0, 0), (10, 0), (10, 10)):
            row = strip.add_paragraph("Foundation\tof\tReaders")
            look = row.paragraph_format
            look.tab_stops.add_tab_stop(Mm(60))
            look.tab_stops.add_tab_stop(Mm(120), WD_TAB_ALIGNMENT.CENTER)
            if not left or first:
                row._p.get_or_add_pPr().insert(0, parse_xml(lines))
            look.left_indent, look.first_line_indent = Mm(left), Mm(first)
        name = strip.add_paragraph().add_run("Society of Readers and Writers")
        name.font.small_caps, name.font.size = True, Pt(20)
    return document


def in_a_band() -> Any:
    """Rows that are exactly so high, and lower than what stands in them."""
    document = paper()
    table = document.sections[0].header.add_table(2, 2, Mm(160))
    for row, height in zip(table.rows, (Mm(12), Mm(5)), strict=True):
        row.height, row.height_rule = height, WD_ROW_HEIGHT_RULE.EXACTLY
        for cell in row.cells:
            shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="23395B"/>'
            cell._tc.get_or_add_tcPr().append(parse_xml(shade))
            cell.text = "Readers"
            cell.paragraphs[0].paragraph_format.space_after = Pt(24)
    return document


def letters(folder: Path, name: str) -> tuple[Path, Path]:
    """A letter of two pages as PDF, and its Word file as LibreOffice prints that."""
    hat = "hat.pdf" if name.startswith("pdf") else "hat.docx"
    made: dict[str, Callable[[], bytes]] = {
        "pdf": lambda: sheets(HEAD + FOOT, NEXT),
        "pdf of a page": lambda: sheets(HEAD + FOOT),
        "beside": lambda: in_one_font(saved(beside_a_logo()), folder),
        "spaced": lambda: in_one_font(saved(in_spaced_rows()), folder),
        "empty rows": lambda: in_one_font(saved(with_empty_rows()), folder),
        "leaders": lambda: in_one_font(saved(with_leaders()), folder),
        "tabs": lambda: in_one_font(saved(with_tabs()), folder),
        "a band": lambda: in_one_font(saved(in_a_band()), folder),
        "gutter": lambda: in_one_font(saved(in_a_gutter()), folder),
        "following": lambda: wps_office("<w:titlePg/>"),
        **MAKERS,
    }
    data = made[name]() if name in made else in_one_font(saved(PAPERS[name]()), folder)
    (folder / hat).write_bytes(data)
    (folder / "a.yaml").write_text(TEXT, "utf-8")
    for command in (
        ("letterhead", hat, "-o", "hat"),
        ("render", "a.yaml", "--template", "./hat", "-f", "pdf,docx", "-o", "o/"),
    ):
        ran = appeal(folder, *command)
        assert ran.returncode == 0, ran.stderr
    return folder / "o/a.pdf", through_libreoffice(folder / "o/a.docx")["a"]


@needs("LibreOffice")
@pytest.mark.parametrize("name", sampled([*PAPERS, "pdf", "pdf of a page", *OTHERS, *SHOWN], 5))
def test_no_part_is_off_by_more_than_2_mm(name: str, tmp_path: Path) -> None:
    """Nor is the eye that sees it blind: a page whose head, foot or text is moved by 4 mm, or that
    lacks its head, is found out."""
    pdf, word = letters(tmp_path, name)
    assert len(pypdfium2.PdfDocument(pdf)) == len(pypdfium2.PdfDocument(word)) == 2
    for number in range(2):
        one, other = ink(pdf, number), ink(word, number)
        assert one.getbbox()
        assert (far(one, other), far(other, one)) == (0, 0), number
    headed = 1 if name == "following" else 0
    first, seen = ink(pdf, headed), ink(word, headed)
    head, text = (0, 0, 630, 120), (0, 400, 630, 700)
    for wrong in (moved(seen, 4, head), moved(seen, 4, text)):
        assert far(first, wrong) + far(wrong, first) > 20
    bare = seen.copy()
    bare.paste(0, head)
    assert far(first, bare) > 100


@needs("LibreOffice")
def test_dots_and_lines_lead_to_tab_stops(tmp_path: Path) -> None:
    """Thin as they are, in header and footer of both pages. The judge sees a header without."""
    pdf, word = letters(tmp_path, "leaders")
    for number in range(2):
        one, other = ink(pdf, number, 240), ink(word, number, 240)
        assert (far(one, other), far(other, one)) == (0, 0), number
        wrong = one.copy()
        wrong.paste(0, (200, 50, 450, 125))
        assert far(other, wrong) > 100
