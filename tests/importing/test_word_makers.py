"""Letterheads in Word files of other makers: each is read, and nothing of it is lost in silence."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from appeal_cli.files.millimetres import MM
from tests.files.office_making import packed, parts_of
from tests.importing.test_letterheads import LONG, appeal, made
from tests.importing.word_makers import (
    ADDRESS,
    MAKERS,
    line,
)  # fmt: skip
from tests.judges.test_archive import failures
from tests.judges.tools import needs, word_errors
from tests.reading import pdf_pages

LETTER = line("Dear Anna Sample,") + line("We ask you to vote against clause 7.")


@pytest.mark.parametrize("name", MAKERS)
def test_every_format_has_it_once(tmp_path: Path, name: str) -> None:
    """Words and the place of each are carried over, and nothing is said to be in Word alone."""
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "hat.docx").write_bytes(MAKERS[name]())
    ran = appeal(folder, "letterhead", "hat.docx", "-o", "first")
    assert ran.returncode == 0, ran.stderr
    assert "warning" not in ran.stderr
    letters = made(folder, MAKERS[name](), LONG)
    pages = pdf_pages((letters / "a.pdf").read_bytes())
    texts = [(letters / f"a.{each}").read_text("utf-8") for each in ("txt", "html")]
    for text in (*pages, texts[0], texts[1].partition("<body")[2]):
        assert [text.count(words) for words in ("Sample Trust", ADDRESS)] == [1, 1]
    assert texts[1].count('<img src="data:image/png') == 1
    for profile in ("ua1", "3a"):
        assert failures((letters / "a.pdf").read_bytes(), profile, tmp_path) == []


def test_what_is_placed_on_the_page_stands_there(tmp_path: Path) -> None:
    """As far from the edges of the paper as the file says, in millimetres."""
    letters = made(tmp_path, MAKERS["Pages"](), LONG, "pdf")
    for page in pypdfium2.PdfDocument(letters / "a.pdf"):
        text = page.get_textpage()
        found = text.search("Sample Trust").get_next()
        assert found
        left, _, _, top = text.get_charbox(found[0])
        assert abs(left * MM - 95) < 1
        assert 12 < 297 - top * MM < 16
        (image,) = (
            each for each in page.get_objects() if each.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
        )
        left, _, right, top = (each * MM for each in image.get_bounds())
        assert [round(each) for each in (left, right, 297 - top)] == [25, 55, 12]


@pytest.mark.parametrize("name", MAKERS)
def test_as_a_reference_document(tmp_path: Path, name: str) -> None:
    """Word keeps it, once, on each page."""
    (tmp_path / "hat.docx").write_bytes(MAKERS[name]())
    (tmp_path / "a.yaml").write_text(LONG, "utf-8")
    ran = appeal(
        tmp_path, "render", "a.yaml", "-f", "docx", "--reference-doc", "hat.docx", "-o", "a.docx"
    )
    assert ran.returncode == 0, ran.stderr
    section = Document(str(tmp_path / "a.docx")).sections[0]
    assert section.different_first_page_header_footer
    for header in (section.first_page_header, section.header):
        words = "".join(each.text or "" for each in header._element.iter(qn("w:t")))
        assert words.count(ADDRESS) == 1
    parts = parts_of((tmp_path / "a.docx").read_bytes())
    foreign = (b"goog_rdk", b"gDocs", b"KSOProduct", b"wpsCustomData:", b"paraId", b"rsidR")
    assert not [each for each in foreign for data in parts.values() if each in data]


@pytest.mark.parametrize("name", MAKERS)
def test_a_letter_on_it_becomes_an_appeal(tmp_path: Path, name: str) -> None:
    """The words of the letter, and an account of what stood in its header."""
    parts = parts_of(MAKERS[name]())
    main = next(each for each in parts if each.startswith("word/document"))
    parts[main] = parts[main].replace(b"<w:body>", b"<w:body>" + LETTER.encode())
    (tmp_path / "old.docx").write_bytes(packed(parts))
    ran = appeal(tmp_path, "new", "new", "--from", "old.docx")
    assert ran.returncode == 0, ran.stderr
    (written,) = (tmp_path / "new").glob("appeal*.yaml")
    text = written.read_text("utf-8") + ran.stderr
    assert "vote against clause 7" in text
    assert "Sample Trust" in text
    assert ADDRESS in text


@needs("Open XML validator")
def test_word_finds_nothing_wrong(tmp_path: Path) -> None:
    for name, document in MAKERS.items():
        folder = tmp_path / name.replace(" ", "-")
        folder.mkdir()
        assert word_errors(made(folder, document(), LONG, "docx") / "a.docx") == [], name
