"""Lines around the pages of an office's document: PDF and web page have them where Word has."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from PIL import Image

from tests.files.office_making import saved
from tests.importing.test_letterheads import appeal
from tests.importing.test_letterheads_alike import TEXT, far, in_one_font, ink
from tests.importing.test_letterheads_windows import DEPUTY
from tests.judges.test_archive import failures
from tests.judges.tools import needs, through_libreoffice
from tests.proofs import sampled

SIDES = ("top", "left", "bottom", "right")
PAGE, TEXT_EDGE = 'w:offsetFrom="page"', 'w:offsetFrom="text"'


def lines(
    kind: str = "single", size: int = 18, space: int = 24, sides: Iterable[str] = SIDES
) -> str:
    """Lines of that kind, so many eighths of a point wide and so many points away."""
    said = f'w:val="{kind}" w:sz="{size}" w:space="{space}" w:color="1F4E79"'
    return "".join(f"<w:{side} {said}/>" for side in sides)


BORDERS = {
    "from the page": (PAGE, lines()),
    "from the text": ("", lines(space=4)),
    "double": (PAGE, lines("double", 12, 20)),
    "dashed": (PAGE, lines("dashed", 18, 15)),
    "first page": (f'{PAGE} w:display="firstPage"', lines()),
    "others": (f'{TEXT_EDGE} w:display="notFirstPage"', lines(space=6)),
    "above and below": (PAGE, lines("thick", 36, 20, ("top", "bottom"))),
    "at the side": (PAGE, lines("thinThickSmallGap", 36, 18, ("left",))),
}
HAS = {name: {"first page": (True, False), "others": (False, True)}.get(name, (True, True))
       for name in BORDERS}  # fmt: skip


def hat(name: str, *, of_first_page: str = "", foot: str = "1 Muster Street") -> Any:
    """A document with those lines around its pages, and another header on its first page, if it
    is said."""
    about, inner = BORDERS.get(name, (PAGE, name))
    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    if of_first_page:
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = of_first_page
    section.header.paragraphs[0].text = "Sample Trust"
    if foot:
        section.footer.paragraphs[0].text = foot
    made = parse_xml(f"<w:pgBorders {nsdecls('w')} {about}>{inner}</w:pgBorders>")
    section._sectPr.find(qn("w:pgMar")).addnext(made)
    return document


def letter(folder: Path, paper: Path | bytes, *more: str) -> tuple[Path, str]:
    """A letter of two pages on that paper as PDF and Word file, and what was said of the paper."""
    path = paper if isinstance(paper, Path) else folder / "hat.docx"
    if isinstance(paper, bytes):
        path.write_bytes(paper)
    (folder / "a.yaml").write_text(TEXT, "utf-8")
    ran = appeal(folder, "letterhead", path.name, "-o", "hat", *more)
    assert ran.returncode == 0, ran.stderr
    made = appeal(folder, "render", "a.yaml", "--template", "./hat", "-f", "pdf,docx", "-o", "o/")
    assert made.returncode == 0, made.stderr
    return folder / "o/a.pdf", ran.stderr


def without_edges(sheet: Image.Image) -> Image.Image:
    """The sheet without what is nearer than 25 mm to its edges."""
    made = Image.new("L", sheet.size)
    inner = (75, 75, sheet.width - 75, sheet.height - 75)
    made.paste(sheet.crop(inner), inner[:2])
    return made


def alike(pdf: Path, has: Iterable[bool]) -> None:
    """Both pages of the PDF are as Word's, with lines around them or without; the judge sees a page
    whose lines are missing."""
    word = through_libreoffice(pdf.with_suffix(".docx"))["a"]
    assert len(pypdfium2.PdfDocument(pdf)) == len(pypdfium2.PdfDocument(word)) == 2
    for number, is_bordered in enumerate(has):
        one, other = ink(pdf, number), ink(word, number)
        assert far(one, other) + far(other, one) < 12, number
        assert (far(one, without_edges(other)) > 1500) == is_bordered, number


@needs("LibreOffice")
@pytest.mark.parametrize("name", sampled(BORDERS, 3))
def test_they_stand_where_word_has_them(name: str, tmp_path: Path) -> None:
    pdf, said = letter(tmp_path, in_one_font(saved(hat(name)), tmp_path))
    assert "lines around" not in said
    alike(pdf, HAS[name])


@needs("LibreOffice")
@pytest.mark.parametrize("name", ["from the text", "first page"])
def test_a_first_page_of_its_own(name: str, tmp_path: Path) -> None:
    """Whose lines go around what it has: no footer, where only the others have one."""
    document = hat(name, of_first_page="Sample Trust, head office\n1 Muster Street")
    pdf, _ = letter(tmp_path, in_one_font(saved(document), tmp_path))
    alike(pdf, HAS[name])


@needs("LibreOffice")
def test_those_of_an_odt(tmp_path: Path) -> None:
    (tmp_path / "paper.docx").write_bytes(in_one_font(saved(hat("from the text")), tmp_path))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "odt", "paper.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    pdf, _ = letter(tmp_path, tmp_path / "paper.odt")
    alike(pdf, (True, True))


@needs("LibreOffice")
def test_paper_that_is_printed_has_them_once(tmp_path: Path) -> None:
    """The document's own, and none of the stylesheet besides."""
    pdf, _ = letter(tmp_path, saved(hat("double")), "--exact")
    css = (tmp_path / "hat/letterhead.css").read_text("utf-8")
    assert ink(pdf, 0).crop((0, 0, 630, 30)).getbbox()
    before, _, _ = css.partition("@bottom-right-corner")
    assert before.rindex("@supports") > before.rindex("@bottom-center")


@needs("LibreOffice")
def test_on_a_letter_for_a_window(tmp_path: Path) -> None:
    """Its first page has the lines and the footer that Word's has."""
    document = hat("from the text", of_first_page="Sample Trust, head office")
    data = in_one_font(saved(document), tmp_path)
    (tmp_path / "hat.docx").write_bytes(data)
    (tmp_path / "d.csv").write_text(DEPUTY, "utf-8")
    addressed = TEXT.replace("{everyone: Members of Parliament}", "{window: dl}")
    (tmp_path / "a.yaml").write_text(addressed, "utf-8")
    to = ("-d", "d.csv", "--to", "d1", "-f", "pdf,docx", "-o", "o/")
    for command in (
        ("letterhead", "hat.docx", "-o", "hat"),
        ("render", "a.yaml", "--template", "./hat", *to),
    ):
        ran = appeal(tmp_path, *command)
        assert ran.returncode == 0, ran.stderr
    (pdf,), (word,) = ((tmp_path / "o").glob(f"*.{kind}") for kind in ("pdf", "docx"))
    shown = through_libreoffice(word)[word.stem]
    for number in range(2):
        one, other = ink(pdf, number), ink(shown, number)
        assert far(one, other) + far(other, one) < 30, number  # a mark to fold at is wider in one


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (lines("apples", 160), "in Word alone: the lines around its pages"),
        (lines("wave"), "in Word alone: the lines around its pages"),
        (
            lines().replace("/>", ' w:shadow="1"/>'),
            "in Word alone: the shadow of the lines around its pages",
        ),
    ],
)
def test_what_a_web_page_can_t_show_is_reported(inner: str, words: str, tmp_path: Path) -> None:
    """Rows of small pictures, waves and shadows."""
    (tmp_path / "hat.docx").write_bytes(saved(hat(inner)))
    ran = appeal(tmp_path, "letterhead", "hat.docx", "-o", "hat")
    assert ran.returncode == 0
    assert words in ran.stderr


def test_they_are_no_part_of_what_is_read(tmp_path: Path) -> None:
    pdf, _ = letter(tmp_path, saved(hat("double")))
    assert failures(pdf.read_bytes(), "ua1", tmp_path) == []
