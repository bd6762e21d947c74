"""`appeal letterhead` of a PDF: the paper lies under the letter just as it is."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from pikepdf import Name, Pdf
from PIL import Image, ImageChops

from tests.importing import pdf_papers as papers
from tests.importing.pdf_papers import FOOT, HEAD, NEXT, sheets
from tests.importing.test_letterheads import LONG, SHORT, appeal
from tests.judges.test_archive import failures, tree
from tests.making import changed
from tests.reading import pdf_pages

WINDOW = SHORT.replace("everyone: Members", "window: din-5008-b, everyone: Members")
ROSTER = "id,name,gender,language,address\n" + "".join(
    f"d{number},Anna Sample{number},female,en,1 Long Street\n" for number in range(4)
)


def template(folder: Path, data: bytes, *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "hat.pdf").write_bytes(data)
    return appeal(folder, "letterhead", "hat.pdf", "-o", "hat", *options)


def rendered(folder: Path, text: str, formats: str, *options: str) -> Path:
    (folder / "a.yaml").write_text(text, "utf-8")
    (folder / "d.csv").write_text(ROSTER, "utf-8")
    ran = appeal(
        folder, "render", "a.yaml", "--template", "./hat", "-f", formats, "-o", "o/", *options
    )
    assert ran.returncode == 0, ran.stderr
    return folder / "o"


def made(folder: Path, data: bytes, text: str = SHORT, *options: str, formats: str = "pdf") -> Path:
    """The letters on the paper, in a folder."""
    ran = template(folder, data, *options)
    assert ran.returncode == 0, ran.stderr
    return rendered(folder, text, formats)


def drawn(data: bytes, number: int = 0, scale: float = 2) -> Image.Image:
    return pypdfium2.PdfDocument(data)[number].render(scale=scale).to_pil().convert("L")


def differing(one: Image.Image, other: Image.Image) -> int:
    """How many dots of two pictures differ, in their common size."""
    size = (min(one.width, other.width), min(one.height, other.height))
    apart = ImageChops.difference(one.crop((0, 0, *size)), other.crop((0, 0, *size)))
    return sum(apart.point(lambda each: each > 60).histogram()[1:])


def test_each_page_lies_under_its_own(tmp_path: Path) -> None:
    """The first under the first, the second under the others; exact in its dots, and the letter's
    text runs into neither."""
    paper = sheets(HEAD + FOOT, NEXT)
    data = (made(tmp_path, paper, LONG) / "a.pdf").read_bytes()
    pages = pdf_pages(data)
    assert len(pages) > 1
    for at, page in enumerate(pages):
        assert ("1 Muster Street" in page) == (at == 0)
        assert ("continued" in page) == (at > 0)
        sheet, letter = drawn(paper, min(at, 1)), drawn(data, at)
        place = (0, 0, sheet.width, 80 if at == 0 else 45)
        assert differing(sheet.crop(place), letter.crop(place)) == 0
    foot = (0, 775, 595, 842)
    first, letter = drawn(paper, scale=1), drawn(data, scale=1)
    assert differing(first.crop(foot), letter.crop(foot)) == 0
    assert differing(drawn(paper), drawn(data)) > 1000


def test_it_keeps_the_standards_and_is_read_once(tmp_path: Path) -> None:
    """PDF/A-3a and PDF/UA-1; its words are the first that is read, and read once."""
    data = (made(tmp_path, sheets(HEAD + FOOT, NEXT), LONG) / "a.pdf").read_bytes()
    assert failures(data, "3a", tmp_path) == []
    assert failures(data, "ua1", tmp_path) == []
    read = tree(data)
    assert "1 Muster Street" in read[0].text
    assert read[0].text.index("Sample Trust") < read[0].text.index("Rural Schools Bill")
    assert read[0].text.count("Sample Trust") == 1
    assert "continued" not in read[0].text


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not here")
def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    path = made(tmp_path, sheets(HEAD + FOOT, NEXT), LONG) / "a.pdf"
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, b"")


def test_one_page_leaves_the_others_bare(tmp_path: Path) -> None:
    """As offices print: the letterhead on the first page, blank paper after it."""
    pages = pdf_pages((made(tmp_path, sheets(HEAD + FOOT), LONG) / "a.pdf").read_bytes())
    assert ["Account 0001" in page for page in pages] == [True] + [False] * (len(pages) - 1)


def test_the_first_lies_under_every_page_when_asked(tmp_path: Path) -> None:
    folder = made(tmp_path, sheets(HEAD + FOOT), LONG, "--every-page", formats="pdf,docx")
    pages = pdf_pages((folder / "a.pdf").read_bytes())
    assert all("Account 0001" in page for page in pages)
    with Pdf.open(folder / "a.pdf") as pdf:
        forms = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)
                 and each.get("/Subtype") == Name.Form]  # fmt: skip
        assert len(forms) == 1  # both pages are one


def test_every_format_has_its_words_once(tmp_path: Path) -> None:
    """HTML and text have the words; Word has a picture of each sheet behind its text, which
    says them."""
    folder = made(tmp_path, sheets(HEAD + FOOT, NEXT), LONG, formats="pdf,docx,html,txt")
    for name in ("a.html", "a.txt"):
        text = (folder / name).read_text("utf-8").partition("<body")[2 if "html" in name else 0]
        assert text.count("1 Muster Street") == text.count("Account 0001") == 1
        assert "continued" not in text
    section = Document(str(folder / "a.docx")).sections[0]
    for header, words in ((section.first_page_header, "1 Muster Street"),
                          (section.header, "continued")):  # fmt: skip
        (about,) = header._element.iter(qn("wp:docPr"))
        assert words in about.get("descr")
        (anchor,) = header._element.iter(qn("wp:anchor"))
        assert anchor.get("behindDoc") == "1"
    assert section.page_width.mm == pytest.approx(210, abs=0.1)


def test_many_letters_are_imprinted_and_joined_with_one_paper(tmp_path: Path) -> None:
    """The quick way makes the same; a print file has the paper once, and keeps the standards."""
    made(tmp_path, sheets(HEAD + FOOT, NEXT), LONG, formats="html")
    text = LONG.replace("everyone: Members", 'lines: ["{{ deputy.name_to }}"], everyone: Members')
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    (tmp_path / "d.csv").write_text(ROSTER, "utf-8")
    options = ("a.yaml", "-d", "d.csv", "--template", "./hat", "-o")
    ran = appeal(tmp_path, "batch", *options, "quick", "--verify", "4", "--merge", "all.pdf")
    assert ran.returncode == 0, ran.stderr
    assert "imprinted" in ran.stderr
    assert appeal(tmp_path, "batch", *options, "full", "--no-imprint").returncode == 0
    for path in (tmp_path / "full").glob("*.pdf"):
        assert path.read_bytes() == (tmp_path / "quick" / path.name).read_bytes()
    data = (tmp_path / "all.pdf").read_bytes()
    with Pdf.open(BytesIO(data)) as pdf:
        forms = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)
                 and each.get("/Subtype") == Name.Form]  # fmt: skip
        assert len(forms) == 2
        assert len(pdf.pages) >= 8
    assert failures(data, "3a", tmp_path) == []
    assert failures(data, "ua1", tmp_path) == []


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (HEAD + FOOT, {"first": 30, "bottom": 25, "left": 30}),
        (papers.COLUMN + HEAD, {"left": 54}),
        (papers.WATERMARK + HEAD, {"first": 30, "bottom": 20, "left": 30}),
    ],
    ids=["head and foot", "column", "watermark"],
)
def test_the_text_stays_where_the_paper_is_blank(
    page: str, said: dict[str, int], tmp_path: Path
) -> None:
    """Its margins are found; a watermark is printed over, with a warning."""
    ran = template(tmp_path, sheets(page))
    assert ran.returncode == 0, ran.stderr
    assert ("pale" in ran.stderr) == (papers.WATERMARK in page)
    found = (tmp_path / "hat/template.yaml").read_text("utf-8")
    first = (tmp_path / "hat/letterhead-first.css").read_text("utf-8")
    for side, length in said.items():
        text = re.sub("margin-top", "first", first) if side == "first" else found
        number = re.search(rf"{side}: ([0-9.]+)", text)
        assert number
        assert float(number[1]) == pytest.approx(length, abs=2)


def test_a_sheet_larger_than_it_is_cut(tmp_path: Path) -> None:
    """What a print shop gets is laid as it will be cut."""
    data = changed(sheets(HEAD + FOOT), papers.of_a_print_shop)
    letter = (made(tmp_path, data) / "a.pdf").read_bytes()
    place = (0, 0, 1190, 80)
    assert differing(drawn(sheets(HEAD)).crop(place), drawn(letter).crop(place)) == 0


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned(turn: int, tmp_path: Path) -> None:
    """It lies as it is seen, and its words are read."""

    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Rotate = turn

    paper = changed(sheets(HEAD), change)
    letter = (made(tmp_path, paper) / "a.pdf").read_bytes()
    sheet, page = drawn(paper), drawn(letter)
    assert abs(sheet.width - page.width) <= 2
    assert differing(sheet, page) < sheet.width * sheet.height / 50
    assert "1 Muster Street" in pdf_pages(letter)[0]


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "fonts": (lambda: changed(sheets(HEAD), papers.without_fonts), "is set in the font"),
    "locked": (lambda: papers.locked(sheets(HEAD)), "is encrypted"),
    "inks": (lambda: changed(sheets(HEAD), papers.in_inks), "colours as inks (CMYK)"),
    "full": (lambda: sheets(HEAD + papers.WORDS), "has no room for a letter"),
    "scan": (papers.scanned, "its words are drawn"),
    "no PDF": (lambda: b"hello", "is not a PDF file"),
    "cut short": (lambda: sheets(HEAD)[:-400], "is cut short"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_not_lie_under_a_letter_is_refused(name: str, tmp_path: Path) -> None:
    """By its name, with what to do; no folder is made."""
    make, said = REFUSED[name]
    ran = template(tmp_path, make())
    assert ran.returncode == 1
    assert ran.stderr.startswith("hat.pdf: ")
    assert said in ran.stderr
    assert "hint: " in ran.stderr
    assert not (tmp_path / "hat").exists()


@pytest.mark.parametrize("name", ["fonts", "inks"])
def test_what_is_refused_can_be_taken_as_a_picture(name: str, tmp_path: Path) -> None:
    data = (made(tmp_path, REFUSED[name][0](), SHORT, "--as-image") / "a.pdf").read_bytes()
    assert failures(data, "3a", tmp_path) == []
    assert failures(data, "ua1", tmp_path) == []
    with Pdf.open(BytesIO(data)) as pdf:
        figure = pdf.Root.StructTreeRoot.K[0].K[0].K[0]
        assert Name.Figure == figure.S
        assert "1 Muster Street" in str(figure.Alt)


def test_words_that_are_drawn_are_said(tmp_path: Path) -> None:
    """A scan needs them from the office."""
    folder = made(tmp_path, papers.scanned(), SHORT, "--text", "Sample Trust", formats="pdf,txt")
    data = (folder / "a.pdf").read_bytes()
    assert failures(data, "3a", tmp_path) == []
    assert failures(data, "ua1", tmp_path) == []
    assert "Sample Trust" in (folder / "a.txt").read_text("utf-8")


def test_a_letter_of_another_size_is_an_error(tmp_path: Path) -> None:
    made(tmp_path, sheets(HEAD), formats="html")
    (tmp_path / "b.yaml").write_text(SHORT + "page: Letter\n", "utf-8")
    for command in (("check",), ("render", "-f", "pdf", "-o", "b.pdf")):
        ran = appeal(tmp_path, command[0], "b.yaml", "--template", "./hat", *command[1:])
        assert ran.returncode == 1
        assert "216 × 279 mm, and its paper 210 × 297 mm" in ran.stderr + ran.stdout


def test_a_window_where_the_paper_is_printed_is_an_error(tmp_path: Path) -> None:
    """And one where it is blank is none: the address shows in it."""
    made(tmp_path, sheets(HEAD + FOOT), formats="html")
    folder = rendered(tmp_path, WINDOW, "pdf", "-d", "d.csv", "--to", "d1")
    assert "1 Long Street" in pdf_pages(next(folder.glob("anna*.pdf")).read_bytes())[0]
    (tmp_path / "b.yaml").write_text(WINDOW.replace("din-5008-b", "dl-o"), "utf-8")
    ran = appeal(tmp_path, "render", "b.yaml", "-d", "d.csv", "--to", "d1", "--template", "./hat",
                 "-f", "pdf", "-o", "b.pdf")  # fmt: skip
    assert ran.returncode == 1
    assert "hat/letterhead.pdf: what is printed on the paper stands where" in ran.stderr


def test_a_file_that_was_put_in_its_place_is_looked_at_again(tmp_path: Path) -> None:
    made(tmp_path, sheets(HEAD), formats="html")
    (tmp_path / "hat/letterhead.pdf").write_bytes(changed(sheets(HEAD), papers.without_fonts))
    ran = appeal(tmp_path, "check", "a.yaml", "--template", "./hat")
    assert ran.returncode == 1
    assert "hat/letterhead.pdf: the paper is set in the font" in ran.stderr + ran.stdout


def test_in_gray(tmp_path: Path) -> None:
    made(tmp_path, sheets(HEAD), formats="html")
    data = (rendered(tmp_path, SHORT, "pdf", "--gray") / "a.pdf").read_bytes()
    red, green, blue = pypdfium2.PdfDocument(data)[0].render().to_pil().convert("RGB").split()
    assert ImageChops.difference(red, green).getextrema()[1] <= 2
    assert ImageChops.difference(red, blue).getextrema()[1] <= 2
