"""Paper: the page that an appeal, a template or a language asks for, in every format."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from appeal_cli import AppealError, Letter, address, load_appeal, load_template, render
from tests.conftest import ROOT, SMALL_APPEAL, Appeal

MM = 72 / 25.4
A4 = (210.0, 297.0)
LETTER = (215.9, 279.4)


def letter(folder: Path, page: str = "", language: str = "en") -> Letter:
    path = folder / "a.yaml"
    text = SMALL_APPEAL.replace("language: en", f"language: {language}")
    path.write_text(f"{text}page: {page}\n" if page else text, encoding="utf-8")
    return address(load_appeal(path))


def pdf_size(data: bytes) -> tuple[float, float]:
    sheet = pypdfium2.PdfDocument(data)[0]
    return round(sheet.get_width() / MM, 1), round(sheet.get_height() / MM, 1)


def word_size(data: bytes) -> tuple[float, float]:
    section = Document(BytesIO(data)).sections[0]
    return round(section.page_width.mm, 1), round(section.page_height.mm, 1)


def html_size(data: bytes) -> tuple[float, float]:
    """The size that the last rule of the page asks for, which is the one that counts."""
    found = re.findall(r"size: ([\d.]+)mm ([\d.]+)mm", data.decode())
    return float(found[-1][0]), float(found[-1][1])


SIZES = {
    "A4": A4,
    "a4": A4,
    "A5": (148.0, 210.0),
    "B5": (176.0, 250.0),
    "Letter": LETTER,
    "legal": (215.9, 355.6),
    "{size: letter}": LETTER,
    "{width: 176, height: 250}": (176.0, 250.0),
    "{width: 14.8cm, height: 210 mm}": (148.0, 210.0),
    "{width: 8.5in, height: 11in}": LETTER,
    "{width: 297, height: 210}": (297.0, 210.0),
}


@pytest.mark.parametrize("template", ["letter", "brief"])
@pytest.mark.parametrize("page", SIZES)
def test_every_format_has_the_page(page: str, template: str, tmp_path: Path) -> None:
    """By its name, however its letters are written, and by its measures."""
    asked, look = letter(tmp_path, page), load_template(template)
    assert pdf_size(render(asked, "pdf", look)) == SIZES[page]
    assert word_size(render(asked, "docx", look)) == pytest.approx(SIZES[page], abs=0.1)
    assert html_size(render(asked, "html", look)) == SIZES[page]


@pytest.mark.parametrize(("language", "size"), [("en", A4), ("ru", A4), ("en-US", LETTER)])
def test_a_language_has_a_usual_page(language: str, size: object, tmp_path: Path) -> None:
    """Americans print on Letter; what the appeal says comes before it."""
    made = letter(tmp_path, "", language)
    assert pdf_size(render(made, "pdf")) == size
    assert word_size(render(made, "docx")) == pytest.approx(size, abs=0.1)
    assert pdf_size(render(letter(tmp_path, "A5", language), "pdf")) == SIZES["A5"]


def test_margins_are_those_that_are_said(tmp_path: Path) -> None:
    """And the template's where nothing is."""
    made = letter(tmp_path, "{size: Letter, margins: {left: 5cm, top: 60}}")
    sheet = pypdfium2.PdfDocument(render(made, "pdf"))[0]
    text = sheet.get_textpage()
    boxes = [text.get_charbox(index, loose=True) for index in range(text.count_chars())]
    assert min(box[0] for box in boxes) / MM == pytest.approx(50, abs=0.6)
    assert (sheet.get_height() - max(box[3] for box in boxes)) / MM == pytest.approx(60, abs=1)
    section = Document(BytesIO(render(made, "docx"))).sections[0]
    margins = (section.left_margin.mm, section.top_margin.mm, section.right_margin.mm)
    assert margins == pytest.approx((50, 60, 15), abs=0.1)


def test_the_addressee_of_a_narrow_page_has_half_of_it(tmp_path: Path) -> None:
    """In Word what stands far from the left moves with the width of the text."""
    indents = []
    for page in ("A4", "A5"):
        made = Document(BytesIO(render(letter(tmp_path, page), "docx")))
        indents.append(made.styles["Addressee"].paragraph_format.left_indent.mm)
    assert indents[0] == pytest.approx(85, abs=0.1)
    assert indents[1] == pytest.approx(85 * 103 / 165, abs=0.2)


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("Foolscapp", "no `Foolscapp` is known, but A4, A5, B5, Letter, Legal"),
        ("{width: 176}", "has a `width` and a `height`, or neither"),
        ("{size: A4, width: 1, height: 2}", "has either a `size` or a `width` and a `height`"),
        ("{width: 20, height: 250}", "is too small for a letter: 90 mm each way are the least"),
        ("{width: 60, height: 50}", "is too small for a letter: 90 mm each way are the least"),
        ("{width: 9000, height: 250}", "must be millimetres"),
        ("{width: wide, height: 250}", "must be millimetres"),
        ("{size: A5, margins: {left: 60, right: 60}}", "leaves less than 40 mm between"),
        ("{size: A4, margin: 20}", "unknown key `margin`"),
        ("[A4]", "`page` must be a mapping, not a list"),
    ],
)
def test_what_is_no_page_is_refused(page: str, message: str, tmp_path: Path) -> None:
    """With its line, and what there is."""
    with pytest.raises(AppealError) as raised:
        letter(tmp_path, page)
    (problem,) = raised.value.problems
    assert message in problem.message
    assert problem.line == SMALL_APPEAL.count("\n") + 1


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_a_page_too_narrow_for_a_template_is_refused(format: str, tmp_path: Path) -> None:
    """As `brief` has wide margins; with others, or in `letter`, the page is one."""
    brief, narrow = load_template("brief"), "{width: 90, height: 180"
    with pytest.raises(AppealError) as raised:
        render(letter(tmp_path, f"{narrow}}}"), format, brief)
    (problem,) = raised.value.problems
    assert "a page 90 mm wide has 20 mm for text" in problem.message
    assert "margins" in problem.hint
    assert render(letter(tmp_path, f"{narrow}, margins: {{right: 25}}}}"), format, brief)
    assert render(letter(tmp_path, f"{narrow}}}"), format)


def own_template(folder: Path, about: str = "", css: str = "") -> Path:
    made = folder / "mine"
    made.mkdir()
    (made / "template.yaml").write_text(f"title: Mine\n{about}", encoding="utf-8")
    if css:
        usual = (ROOT / "templates" / "letter" / "letter.css").read_text(encoding="utf-8")
        (made / "letter.css").write_text(usual + css, encoding="utf-8")
    return made


def test_a_template_says_its_page(tmp_path: Path) -> None:
    """Before the language's, after the appeal's, of which each says a part."""
    mine = load_template(own_template(tmp_path, "page: {size: B5, margins: {left: 50}}\n"))
    american = letter(tmp_path, "", "en-US")
    assert pdf_size(render(american, "pdf", mine)) == SIZES["B5"]
    assert word_size(render(american, "docx", mine)) == pytest.approx(SIZES["B5"], abs=0.1)
    asked = letter(tmp_path, "A5")
    assert pdf_size(render(asked, "pdf", mine)) == SIZES["A5"]
    section = Document(BytesIO(render(asked, "docx", mine))).sections[0]
    assert section.left_margin.mm == pytest.approx(50, abs=0.1)


def test_a_stylesheet_of_ones_own_keeps_its_page(tmp_path: Path) -> None:
    """The language's usual page does not come before it; what the appeal says does."""
    mine = load_template(own_template(tmp_path, css="@page { size: A5 }\n"))
    assert pdf_size(render(letter(tmp_path, "", "en-US"), "pdf", mine)) == SIZES["A5"]
    assert pdf_size(render(letter(tmp_path, "Letter"), "pdf", mine)) == LETTER


def test_a_document_of_ones_own_keeps_its_page(tmp_path: Path) -> None:
    """So does a Word document, where the appeal says nothing of the page."""
    own = Document()
    own.sections[0].page_width, own.sections[0].page_height = 5328000, 7560000  # A5, in EMU
    own.save(str(tmp_path / "own.docx"))
    look = load_template(None, tmp_path / "own.docx")
    made = render(letter(tmp_path, "", "en-US"), "docx", look)
    assert word_size(made) == pytest.approx(SIZES["A5"], abs=0.1)
    assert word_size(render(letter(tmp_path, "A4"), "docx", look)) == pytest.approx(A4, abs=0.1)


def test_a_template_that_shows_no_page_is_told_of(tmp_path: Path) -> None:
    """One that was exported before there was `page:` would print on its own, in silence."""
    mine = own_template(tmp_path)
    page = (ROOT / "templates" / "letter" / "letter.html.j2").read_text(encoding="utf-8")
    old = re.sub(r"\{% if letter\.paper %\}.*\n\{% endif -%\}\n", "", page)
    old = old.replace(", letter.paper", "")
    assert "letter.paper" not in old
    (mine / "letter.html.j2").write_text(old, encoding="utf-8")
    with pytest.raises(AppealError, match="the template `mine` shows no `page`"):
        render(letter(tmp_path, "A5"), "pdf", load_template(mine))


def test_letters_on_several_papers_are_each_on_their_own(appeal: Appeal, tmp_path: Path) -> None:
    """A batch in two languages, imprinted or not, in PDF and in Word."""
    for language in ("en", "en-US"):
        text = SMALL_APPEAL.replace("language: en", f"language: {language}")
        (tmp_path / f"{language}.yaml").write_text(text, encoding="utf-8")
    rows = "".join(f"{each},Ann Bell {each}\n" for each in "abcd")
    (tmp_path / "r.csv").write_text(f"id,name\n{rows}", encoding="utf-8")
    ran = appeal(
        "batch", "en.yaml", "en-US.yaml", "-d", "r.csv", "--language", "en,en-US",
        "-f", "pdf,docx", "-o", "out", "-j", "1", "--verify", "2",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr.decode()
    for suffix, size in ((".en.", A4), (".en-US.", LETTER)):
        made = sorted((tmp_path / "out").glob(f"*{suffix}*"))
        assert len(made) == 8
        for path in made:
            read = pdf_size if path.suffix == ".pdf" else word_size
            assert read(path.read_bytes()) == pytest.approx(size, abs=0.1), path.name
