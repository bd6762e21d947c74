"""Envelopes and labels of every size: where they must be, and what does not fit them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from appeal_cli import AppealError, Letter, load_template, render
from appeal_cli.batch.sheets import sheet_of
from appeal_cli.files.millimetres import sizes
from appeal_cli.page.stationery import Envelope, LabelSheet
from appeal_cli.pipeline import Pipeline
from tests.conftest import SMALL_APPEAL, Appeal
from tests.reading import pdf_pages, pdf_text
from tests.writers.test_post import MM, POST, deputy, failures, letter_to, placed

SHEETS = {name: LabelSheet.model_validate({"name": name}) for name in sizes()["labels"]}
ENVELOPES = {name: Envelope.model_validate({"name": name}) for name in sizes()["envelopes"]}
LONG = "\n".join(f"Line {number} of a long address" for number in range(1, 9))
TOO_LONG = "\n".join(f"Line {number} of an address" for number in range(1, 30))


def page_size(data: bytes) -> tuple[float, float]:
    sheet = pypdfium2.PdfDocument(data)[0]
    return sheet.get_width() / MM, sheet.get_height() / MM


# Sizes


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_cut_evenly(name: str) -> None:
    """What is left on its right and below is what is left on its left and above."""
    sheet = SHEETS[name]
    wide, high = sheet.paper.width or 0, sheet.paper.height or 0
    right = wide - sheet.left - sheet.across * (sheet.width + sheet.gap_across) + sheet.gap_across
    below = high - sheet.top - sheet.down * (sheet.height + sheet.gap_down) + sheet.gap_down
    assert right == pytest.approx(sheet.left, abs=0.5)
    assert below == pytest.approx(sheet.top, abs=0.5)


@pytest.mark.parametrize("name", ENVELOPES)
def test_an_envelope_has_its_addressee_where_machines_look(name: str, tmp_path: Path) -> None:
    """40 mm from the upper edge and 15 from the others, in PDF; in Word in the same place."""
    look, letter = load_template(f"envelope-{name}"), letter_to(tmp_path, deputy())
    envelope = ENVELOPES[name]
    made = render(letter, "pdf", look)
    assert page_size(made) == pytest.approx((envelope.width, envelope.height), abs=0.2)
    first, last = placed(made, "Mr Nurlan Abdirov"), placed(made, "Kazakhstan")
    assert first.top > 40
    assert first.left > envelope.width * 0.4
    assert first.right < envelope.width - 15
    assert last.bottom < envelope.height - 15
    word = Document(BytesIO(render(letter, "docx", look)))
    section = word.sections[0]
    found = (section.page_width.mm, section.page_height.mm)
    assert found == pytest.approx((envelope.width, envelope.height), abs=0.1)
    to = next(each for each in word.paragraphs if each.text == "Kazakhstan")
    frame = to._p.pPr.find(qn("w:framePr"))
    corner = [int(frame.get(qn(f"w:{side}"))) / 20 / MM for side in ("x", "y")]
    assert corner == pytest.approx([first.left, first.top], abs=1.5)


def on_sheet(folder: Path, name: str, count: int, start: int = 1) -> dict[str, bytes]:
    letters = [letter_to(folder, deputy(each, f"Street {each},\nTown")) for each in range(1, count)]
    pipeline = Pipeline(load_template(f"labels-{name}"))
    made = sheet_of(pipeline, letters, ("pdf", "docx"), start)
    assert made.problems == ()
    return {format: file.data for format, file in made.made.files.items()}


@pytest.mark.parametrize("name", ["L7159", "L7160", "L7163", "5160", "5163", "3x7"])
def test_labels_stand_where_the_sheet_has_them(name: str, tmp_path: Path) -> None:
    """In PDF by their words, in Word by the cells of tables, a table for each sheet."""
    sheet = SHEETS[name]
    made = on_sheet(tmp_path, name, sheet.count + 3)
    assert page_size(made["pdf"]) == pytest.approx((sheet.paper.width, sheet.paper.height), abs=0.2)
    assert [text.count("Street") for text in pdf_pages(made["pdf"])] == [sheet.count, 2]
    for number in (1, 2, sheet.across + 1, sheet.count, sheet.count + 1):
        page, place = divmod(number - 1, sheet.count)
        row, column = divmod(place, sheet.across)
        left = sheet.left + column * (sheet.width + sheet.gap_across)
        top = sheet.top + row * (sheet.height + sheet.gap_down)
        word = placed(made["pdf"], f"Street {number},", page)
        assert left < word.left < word.right < left + sheet.width
        assert top < word.top < word.bottom < top + sheet.height
    word_file = Document(BytesIO(made["docx"]))
    section = word_file.sections[0]
    corner = (section.left_margin.mm, section.top_margin.mm)
    assert corner == pytest.approx((sheet.left, sheet.top), abs=0.1)
    first, second = word_file.tables
    assert (len(first.rows), len(second.rows)) == (sheet.down, 1)
    heights = [row.height.mm for row in first.rows]
    assert heights == pytest.approx([sheet.height] * sheet.down, abs=0.1)
    assert first.columns[0].width.mm == pytest.approx(sheet.width, abs=0.1)
    texts = [cell.text for row in first.rows for cell in row.cells if cell.text]
    assert [text.splitlines()[-2] for text in texts] == [
        f"Street {number}," for number in range(1, sheet.count + 1)
    ]


def test_labels_in_pdf_are_for_screen_readers(tmp_path: Path) -> None:
    """Places that stay empty say nothing."""
    assert failures(on_sheet(tmp_path, "L7163", 5, start=4)["pdf"], tmp_path) == []


# What does not fit


@pytest.mark.parametrize("template", ["labels", "envelope", "labels-5160"])
def test_a_long_address_is_set_smaller(template: str, tmp_path: Path) -> None:
    """Until it fits, and in Word as small as in PDF; never below seven tenths of its size."""
    look = load_template(template)
    post = LONG if template != "labels-5160" else "\n".join(LONG.splitlines()[:5])
    usual, smaller = (letter_to(tmp_path, deputy(post=each)) for each in (POST, post))
    sizes_of = [word_size(render(each, "docx", look), "Mr") for each in (usual, smaller)]
    heights = [line_height(render(each, "pdf", look)) for each in (usual, smaller)]
    assert heights[1] < heights[0]
    assert sizes_of[1] / sizes_of[0] == pytest.approx(heights[1] / heights[0], abs=0.05)
    assert heights[1] >= 0.68 * heights[0]
    with pytest.raises(AppealError, match="does not fit its box"):
        render(letter_to(tmp_path, deputy(post=TOO_LONG)), "html", look)


def line_height(data: bytes) -> float:
    word = placed(data, "Mr Nurlan Abdirov")
    return word.bottom - word.top


def word_size(data: bytes, words: str) -> float:
    """The size of the paragraph that begins with the words, which may be in a table."""
    document = Document(BytesIO(data))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    places = [*document.paragraphs, *(each for cell in cells for each in cell.paragraphs)]
    found = next(each for each in places if each.text.startswith(words))
    size = found.runs[0].font.size or found.style.font.size
    assert size is not None
    return float(size.pt)


def roster(folder: Path, *posts: str) -> None:
    rows = [f'{number},Person {number},"{post}"' for number, post in enumerate(posts, 1)]
    text = "\n".join(["id,name,address", *rows])
    (folder / "r.csv").write_text(text + "\n", encoding="utf-8")
    (folder / "a.yaml").write_text(SMALL_APPEAL, encoding="utf-8")


def test_one_address_does_not_cost_the_others_their_label(appeal: Appeal, tmp_path: Path) -> None:
    """It is named with its line; the sheet of the others is made, in each format."""
    roster(tmp_path, "1 Street", TOO_LONG, "3 Street", "", "5 Street")
    ran = appeal("render", "a.yaml", "-d", "r.csv", "--template", "labels", "-f", "pdf,docx,html",
                 "-o", "made/")  # fmt: skip
    assert ran.returncode == 1
    said = ran.stderr.decode()
    assert "r.csv:3" in said
    assert "Person 2" in said
    assert "Person 4 has no postal address" in said
    made = pdf_text((tmp_path / "made" / "labels-3x8.pdf").read_bytes())
    assert [f"Person {number}" in made for number in range(1, 6)] == [
        True,
        False,
        True,
        False,
        True,
    ]
    assert len([*(tmp_path / "made").iterdir()]) == 3


def test_a_sheet_of_nobody_is_not_made(appeal: Appeal, tmp_path: Path) -> None:
    """Where no address fits."""
    roster(tmp_path, TOO_LONG, "")
    ran = appeal("render", "a.yaml", "-d", "r.csv", "--template", "labels", "-o", "l.pdf")
    assert ran.returncode == 1
    assert not (tmp_path / "l.pdf").exists()


# A sheet that is used up in part


@pytest.mark.parametrize("start", [1, 2, 5, 24])
def test_a_used_sheet_begins_with_the_label_that_is_left(start: int, tmp_path: Path) -> None:
    """And goes on on the next sheet from its first label."""
    made = on_sheet(tmp_path, "3x8", 4, start)
    full = on_sheet(tmp_path, "3x8", 27)
    for number in (1, 2, 3):
        page, place = divmod(number + start - 2, 24)
        there, usual = (
            placed(made["pdf"], f"Street {number},", page),
            placed(full["pdf"], f"Street {place + 1},"),
        )
        assert (there.left, there.top) == pytest.approx((usual.left, usual.top), abs=0.1)
    first = Document(BytesIO(made["docx"])).tables[0]
    texts = [cell.text for row in first.rows for cell in row.cells]
    assert [bool(text) for text in texts[: start - 1]] == [False] * (start - 1)
    assert "Street 1," in texts[start - 1]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("--template", "labels", "--start", "0"), "the sheet has 24 labels"),
        (("--template", "labels-5163", "--start", "11"), "the sheet has 10 labels"),
        (("--template", "labels", "--start", "-3"), "none with the number -3"),
        (("--template", "envelope", "--start", "2"), "only a sheet of labels"),
        (("--start", "2"), "only a sheet of labels"),
        (("--template", "labels-L9999"), "no `L9999` is known, but 3x8,"),
        (("--template", "envelope-dx"), "no `dx` is known, but DL, C6,"),
    ],
)
def test_what_no_sheet_has_is_refused(
    line: tuple[str, ...], said: str, appeal: Appeal, tmp_path: Path
) -> None:
    """With what there is; and nothing is written."""
    roster(tmp_path, "1 Street")
    ran = appeal("render", "a.yaml", "-d", "r.csv", *line, "-o", "l.pdf")
    assert ran.returncode == 1
    assert said in ran.stderr.decode()
    assert not (tmp_path / "l.pdf").exists()


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("labels-7160", "l7160"), ("labels-J8160", "l7160"), ("labels-Avery L7160", "l7160"),
        ("labels-8160", "5160"), ("labels-3 × 8", "3x8"), ("envelope-#10", "10"),
        ("envelope-C5/6", "c5-6"), ("envelope-E65", "dl"),
    ],
)  # fmt: skip
def test_a_size_is_known_however_it_is_written(name: str, same: str) -> None:
    """As the packet, the shop or the norm writes it."""
    assert load_template(name).name == f"{name.partition('-')[0]}-{same}"


# Of one's own


def own(folder: Path, about: str) -> Letter:
    (folder / "mine").mkdir()
    (folder / "mine" / "template.yaml").write_text(f"title: Mine\n{about}", encoding="utf-8")
    return letter_to(folder, deputy())


def test_a_sheet_of_ones_own(tmp_path: Path) -> None:
    """By its measures: no maker's number is needed."""
    measures = "{page: A5, across: 2, down: 4, width: 6cm, height: 40, left: 10, top: 15}"
    letter = own(tmp_path, f"base: labels\ntakes: addressed letters\nlabels: {measures}\n")
    made = render(letter, "pdf", load_template(tmp_path / "mine"))
    assert page_size(made) == pytest.approx((148, 210), abs=0.2)
    word = placed(made, "Mr Nurlan Abdirov")
    assert 10 < word.left < 20
    assert 15 < word.top < 25


def test_an_envelope_of_ones_own(tmp_path: Path) -> None:
    """By its measures, or as one that is known with the addressee elsewhere."""
    letter = own(tmp_path, "base: envelope\ntakes: addressed letter\n"
                 "envelope: {name: C5, left: 60, top: 70}\n")  # fmt: skip
    look = load_template(tmp_path / "mine")
    made = render(letter, "pdf", look)
    assert page_size(made) == pytest.approx((229, 162), abs=0.2)
    word = placed(made, "Mr Nurlan Abdirov")
    assert (word.left, word.top) == pytest.approx((60, 71), abs=1.5)


def test_a_base_of_a_size(tmp_path: Path) -> None:
    """A folder that changes nothing but the look is as large as its base."""
    letter = own(tmp_path, "base: envelope-c5\ntakes: addressed letter\n")
    look = load_template(tmp_path / "mine")
    assert page_size(render(letter, "pdf", look)) == pytest.approx((229, 162), abs=0.2)
    section = Document(BytesIO(render(letter, "docx", look))).sections[0]
    assert section.page_width.mm == pytest.approx(229, abs=0.1)


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ("labels: L71\n", "no `L71` is known"),
        ("labels: {across: 9, down: 2, width: 60, height: 30}\n", "do not fit the page"),
        ("labels: {across: 0, down: 2, width: 60, height: 30}\n", "`across`"),
        ("labels: {across: 2, width: 60, height: 30}\n", "`down` is missing"),
        ("envelope: {width: 100, height: 60, left: 80, top: 50}\n", "leaves no room"),
    ],
)
def test_a_mistake_in_a_size_has_its_line(about: str, said: str, tmp_path: Path) -> None:
    """As everywhere else in template.yaml."""
    own(tmp_path, about)
    with pytest.raises(AppealError) as raised:
        load_template(tmp_path / "mine")
    (problem,) = raised.value.problems
    assert said in problem.message
    assert problem.line == 2
