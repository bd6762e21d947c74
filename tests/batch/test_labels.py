"""Sheets of labels that are put together of labels made one by one."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import Workbook
from pikepdf import Pdf

from appeal_cli import Letter, load_template
from appeal_cli.batch.sheets import Label, MadeSheet, labels_of, made_together, sheet_of
from appeal_cli.page.stationery import sized_names
from appeal_cli.pipeline import Pipeline
from tests.conftest import ROOT, SMALL_APPEAL, Appeal
from tests.reading import READERS, pdf_pages
from tests.writers.test_post import MM, deputy, failures, letter_to
from tests.writers.test_stationery import LONG, SHEETS, TOO_LONG

POSTS = [
    "1 Quay",
    "2 Mill Lane\nTown",
    "3 Hill\nTown\nCountry",
    LONG,
    "5 Quay",
    "6 Oak Street\nCity",
]
LANGUAGES = {
    "en": "1 Quay",
    "ru": "ул. Ленина, 5",
    "kk": "Мәңгілік Ел 8",
    "de": "Öl",
    "uk": "вул. Їжака",
}


def letters_of(folder: Path, language: str = "en") -> list[Letter]:
    """Letters to people of whom some have longer addresses, and one so long that it is smaller."""
    own = LANGUAGES[language]
    return [
        letter_to(folder, deputy(number, f"{own}\n{post}"), language=language)
        for number, post in enumerate(POSTS * 2, start=1)
    ]


def characters(data: bytes) -> list[tuple[int, str, float, float]]:
    """Each character of a file, with its page and its place there in millimetres."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for index in range(text.count_chars()):
                left, bottom, _, _ = text.get_charbox(index, loose=True)
                character = text.get_text_range(index, 1)
                if character.strip():
                    found.append((number, character, left / MM, bottom / MM))
    return found


def assert_alike(one: bytes, other: bytes) -> None:
    """The same characters stand in the same places."""
    first, second = characters(one), characters(other)
    assert [each[:2] for each in first] == [each[:2] for each in second]
    for (*_, left, bottom), (*_, x, y) in zip(first, second, strict=True):
        assert (left, bottom) == pytest.approx((x, y), abs=0.02)


def pdf_of(sheet: MadeSheet) -> bytes:
    assert sheet.problems == ()
    return sheet.made.files["pdf"].data


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("labels", "en"),
        ("labels-l7160", "ru"),
        ("labels-l7163", "kk"),
        ("labels-5163", "de"),
        ("labels-2x7", "uk"),
    ],
)
def test_a_sheet_is_its_labels(name: str, language: str, tmp_path: Path) -> None:
    """Imprinted or not, the files are the same; and each character stands where a layout of the
    whole sheet has it."""
    letters, template = letters_of(tmp_path, language), load_template(name)
    quick = pdf_of(sheet_of(Pipeline(template), letters, ("pdf",), start=3))
    assert quick == pdf_of(sheet_of(Pipeline(template, imprints=False), letters, ("pdf",), 3))
    pipeline = Pipeline(template)
    labels = [each for each in labels_of(pipeline, letters, ("pdf",)) if isinstance(each, Label)]
    assert sum(each.made.files["pdf"].imprinted for each in labels) >= 6
    fitting = [each.letter for each in labels]
    whole = made_together(pipeline, fitting, ("pdf",), frozenset({0, 1}))
    assert_alike(quick, whole.files["pdf"].data)


@pytest.mark.parametrize("name", sized_names("labels"))
def test_every_shipped_sheet_can_be_cut(name: str, tmp_path: Path) -> None:
    """So that no address is laid out with all others."""
    assert Pipeline(load_template(name)).is_cut(letter_to(tmp_path, deputy()))


def test_each_label_is_a_part_with_a_bookmark(tmp_path: Path) -> None:
    """Whoever looks for a reader finds the sheet, and hears the labels one after another."""
    letters = letters_of(tmp_path)
    data = pdf_of(sheet_of(Pipeline(load_template("labels-5163")), letters, ("pdf",)))
    assert failures(data, tmp_path) == []
    names = [letter.recipient.name for letter in letters if letter.recipient]
    with Pdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        assert len(pdf.pages) == 2
        assert [mark.title for mark in outline.root] == names
        assert str(pdf.docinfo.Title) == "A small appeal"
        (document,) = pdf.Root.StructTreeRoot.K if _is_list(pdf) else (pdf.Root.StructTreeRoot.K,)
        assert [str(part.T) for part in document.K] == names
        assert {str(part.S) for part in document.K} == {"/Part"}
    shown = [text.count("Mr Nurlan") for text in pdf_pages(data)]
    assert shown == [10, 2]


def _is_list(pdf: Pdf) -> bool:
    return pdf.Root.StructTreeRoot.K._type_name == "array"


def test_letters_that_only_the_pdf_lacks_cost_no_label_in_word(tmp_path: Path) -> None:
    """Readers see them in fonts of their own, as the message says."""
    posts = ["1 Quay", "2 人 Quay"]
    letters = [letter_to(tmp_path, deputy(at, post)) for at, post in enumerate(posts, start=1)]
    pipeline = Pipeline(load_template("labels-L7160"))
    made = sheet_of(pipeline, letters, ("docx",))
    assert made.problems == ()
    assert "2 人 Quay" in READERS["docx"](made.made.files["docx"].data)
    assert any("人" in notice.message for notice in made.made.notices)
    (problem,) = sheet_of(pipeline, letters, ("pdf",)).problems
    assert (problem.kind, problem.line) == ("missing-glyph", 3)


# Templates of one's own

OTHERWISE = {
    "a head above the labels": ("<main>", "<h1>Labels</h1><main>"),
    "labels as high as their addresses": (" height: {{ sheet.height }}mm; margin-inline", " x"),
    "other places": ("margin-inline-end: {{ sheet.gap_across }}mm", "margin-inline-end: 1mm"),
    "a colour for every second row": ("</style>", ".row:nth-child(2) { color: #a00 }</style>"),
    "a line below each sheet": ("</main>", '<p style="border-top: 1px solid">end</p></main>'),
}
ALIKE = {
    "a frame around each label": ("</style>", "address { border: 1px solid #888 }</style>"),
    "a sender on each label": ('<p class="ordinal">', '<p>Ours</p><p class="ordinal">'),
    "another face": ("</style>", "p { font-weight: bold; text-transform: uppercase }</style>"),
}


def labels_with(folder: Path, change: tuple[str, str]) -> Path:
    """The shipped labels with a change, as a template of one's own."""
    mine = folder / "mine"
    shutil.copytree(ROOT / "templates" / "labels", mine)
    page = mine / "letter.html.j2"
    old, new = change
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new), "utf-8")
    about = mine / "template.yaml"
    about.write_text(about.read_text("utf-8").replace("labels: 3x8", "labels: L7160"), "utf-8")
    return mine


@pytest.mark.parametrize("what", OTHERWISE)
def test_a_sheet_that_is_more_than_its_labels_is_laid_out_whole(what: str, tmp_path: Path) -> None:
    """As its template has it: nothing of it is lost or moved."""
    template = load_template(labels_with(tmp_path, OTHERWISE[what]))
    letters = letters_of(tmp_path)
    pipeline = Pipeline(template)
    assert not pipeline.is_cut(letters[0])
    made = sheet_of(pipeline, letters[:3], ("pdf",), start=2)
    whole = made_together(pipeline, letters[:3], ("pdf",), frozenset({0}))
    assert pdf_of(made) == whole.files["pdf"].data


@pytest.mark.parametrize("what", ALIKE)
def test_a_sheet_that_is_its_labels_is_cut(what: str, tmp_path: Path) -> None:
    """Also where the labels look otherwise than the shipped ones; what is drawn around them goes
    with them."""
    template = load_template(labels_with(tmp_path, ALIKE[what]))
    letters = letters_of(tmp_path)[:3]
    pipeline = Pipeline(template)
    assert pipeline.is_cut(letters[0])
    made = pdf_of(sheet_of(pipeline, letters, ("pdf",), start=2))
    whole = made_together(pipeline, letters, ("pdf",), frozenset({0})).files["pdf"].data
    assert_alike(made, whole)
    seen, meant = (_picture(each) for each in (made, whole))
    assert sum(abs(one - other) > 40 for one, other in zip(seen, meant, strict=True)) < 30


def _picture(data: bytes) -> Sequence[int]:
    with pypdfium2.PdfDocument(data) as document:
        return document[0].render(scale=1, grayscale=True).to_pil().tobytes()


# With a batch

LINE = ("batch", "a.yaml", "-d", "r.csv", "-f", "txt", "-o", "out", "-j", "1")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A roster of 50 whose addresses have one line to three, less one that is too long."""
    posts = [f"{number} Quay" + "\nTown" * (number % 3) for number in range(50)]
    posts[7] = TOO_LONG
    rows = [[f"d{number}", f"Zoe Sample{number}", post] for number, post in enumerate(posts)]
    with (tmp_path / "r.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "name", "address"], *rows])
    (tmp_path / "a.yaml").write_text(SMALL_APPEAL, encoding="utf-8")
    return tmp_path


def test_labels_of_a_batch_are_imprinted(appeal: Appeal, office: Path) -> None:
    """And are the same without; who has none is in what the run reports, for programs too."""
    line = (*LINE, "--with", "labels-l7160", "--numbered")
    ran = appeal(*line, "--report", "r.json", "--report", "r.xml", "--output-format", "json")
    assert ran.returncode == 1
    made = (office / "out" / "labels-l7160.pdf").read_bytes()
    said = ran.stderr.decode()
    assert "labels-l7160.pdf: 49 made (4" in said
    assert "laid out in full" not in said
    report = json.loads((office / "r.json").read_text("utf-8"))
    (found,) = report["companions"]
    assert found["made"] == 49
    assert found["imprinted"] >= 43
    assert Path(found["file"]).name == "labels-l7160.pdf"
    (problem,) = [each for each in json.loads(ran.stdout) if each["severity"] == "error"]
    assert problem == report["problems"][0]
    assert (problem["line"], problem["name"]) == (15, "overflow")
    assert b'failures="1"' in (office / "r.xml").read_bytes()
    pages = pdf_pages(made)
    assert [page.count("Quay") for page in pages] == [20, 21, 8]
    ran = appeal(*line, "--no-imprint")
    assert (office / "out" / "labels-l7160.pdf").read_bytes() == made
    assert b"49 laid out in full: an option asks for it" in ran.stderr


@pytest.mark.parametrize("template", ["labels-l7160", "envelope", "window"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_does_not_fit_is_named_at_its_cell(
    appeal: Appeal, office: Path, template: str, ending: str
) -> None:
    """With whose it is, on labels, on envelopes and in the window of a letter alike."""
    rows = [
        ["id", "name", "phone", "role", "address"],
        ["1", "Ann Sample", '7 "01", 2', "MP", TOO_LONG],
        ["2", "Bob Test", "7 02", "Member of the Committee " * 60, "1 Quay\nTown"],
    ]
    if ending == "xlsx":
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(office / "r.xlsx")
    else:
        with (office / "r.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    text = SMALL_APPEAL + "addressee: {everyone: Deputies, lines: ['{{ deputy.name }}', "
    text = text.replace("addressee: {everyone: Deputies}\n", "")
    text += "'{{ deputy.role }}']" + (", window: din-5008-b}" if template == "window" else "}")
    (office / "a.yaml").write_text(text + "\n", encoding="utf-8")
    line = ("check", "a.yaml", "-d", f"r.{ending}", "-f", "pdf", "--output-format", "json")
    ran = appeal(*line, *(("--template", template) if template != "window" else ()), cwd=office)
    found = [each for each in json.loads(ran.stdout) if each["severity"] == "error"]
    boxed = [each for each in found if "does not fit its box" in each["message"]]
    places = [(each["line"], each["column"]) for each in boxed]
    if ending == "csv":
        written = (office / "r.csv").read_text("utf-8").split("\n")
        cells = [written[line - 1][column - 1 :] for line, column in places]
        assert cells[0].startswith(f'"{TOO_LONG.splitlines()[0]}')
        assert cells[1].startswith("Member of the Committee")
    else:
        assert places == [(2, 5), (3, 4)]
    assert [each["message"].partition(":")[0] for each in boxed] == ["Ann Sample", "Bob Test"]
    assert {Path(each["file"]).name for each in found} == {f"r.{ending}"}


def test_letters_that_only_a_pdf_lacks_are_named_with_their_deputy(
    appeal: Appeal, office: Path
) -> None:
    """On labels in Word, of which each has letters of another script."""
    (office / "r.csv").write_text("id,name,address\n1,Ann Sample,北 1 Quay\n", encoding="utf-8")
    line = ("check", "a.yaml", "-d", "r.csv", "-f", "docx", "--template", "labels-l7160")
    said = appeal(*line, cwd=office).stderr.decode()
    assert "r.csv:2:14: warning: Ann Sample: no font of the template has Han letters: 北" in said


def test_a_batch_says_why_labels_are_not_imprinted(appeal: Appeal, office: Path) -> None:
    """In one line: a sheet of the template is more than its labels."""
    labels_with(office, OTHERWISE["a head above the labels"])
    ran = appeal(*LINE, "--with", "./mine", "--where", "address!=x")
    said = ran.stderr.decode()
    assert "mine.pdf: 49 made (49 laid out in full: a sheet of its template shows" in said
    pages = pdf_pages((office / "out" / "mine.pdf").read_bytes())
    assert sum(page.count("Quay") for page in pages) == 49
    assert sum("Labels" in page for page in pages) == 3


def test_a_sheet_where_no_address_fits_is_left_out(appeal: Appeal, office: Path) -> None:
    """The first sheet has nobody, and the second begins with the letter that it is for."""
    sheet = SHEETS["5163"]
    with (office / "r.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [[f"d{n}", f"Zoe Sample{n}", ""] for n in range(sheet.count)]
        rows += [["d91", "Zoe Last", ""], ["d92", "Zoe Found", "9 Quay"]]
        csv.writer(file).writerows([["id", "name", "address"], *rows])
    ran = appeal(*LINE, "--with", "labels-5163")
    assert ran.returncode == 1
    data = (office / "out" / "labels-5163.pdf").read_bytes()
    (page,) = pdf_pages(data)
    assert "Zoe Found" in page
    left = min(place for *_, place, _ in characters(data))
    assert left > sheet.left + sheet.width
    assert "labels-5163.pdf: 1 made" in ran.stderr.decode()
