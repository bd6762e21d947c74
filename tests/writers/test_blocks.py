"""Blocks that real letters have, in every format, as a reader sees them."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from lxml.html import document_fromstring

from appeal_cli import AppealError, address, load_appeal, load_deputies, load_template
from appeal_cli.pipeline import Pipeline, Wanted
from tests.conftest import SMALL_APPEAL
from tests.making import make
from tests.reading import pdf_pages, pdf_text

Made = Callable[..., dict[str, bytes]]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Makes the files of a letter that has those lines of YAML in its body."""

    def make_of(body: str, *formats: str, template: str = "letter") -> dict[str, bytes]:
        path = tmp_path / "appeal.yaml"
        path.write_text(f"{SMALL_APPEAL}{body}", encoding="utf-8")
        return make(address(load_appeal(path)), formats, load_template(template))

    return make_of


def problems(tmp_path: Path, body: str) -> list[str]:
    path = tmp_path / "appeal.yaml"
    path.write_text(f"{SMALL_APPEAL}{body}", encoding="utf-8")
    with pytest.raises(AppealError) as caught:
        load_appeal(path)
    return [f"{problem.line}: {problem.message}" for problem in caught.value.problems]


NESTED = """\
  - numbered:
      - text: first
        list:
          - point
          - text: other
            numbered: [one, two]
            marks: i.
      - second
    marks: "а)"
"""


def test_lists_stand_in_lists(made: Made) -> None:
    """Three levels, each with its own marks, in text, PDF, HTML and Word."""
    files = made(NESTED, "txt", "pdf", "html", "docx")
    assert (
        "\nа) first\n   - point\n   - other\n     i.  one\n     ii. two\nб) second\n"
        in files["txt"].decode()
    )
    text = pdf_text(files["pdf"])
    assert "first point other one two second а) ◦ ◦ i. ii. б)" in text
    root = document_fromstring(files["html"].decode())
    assert [item.text for item in root.findall(".//ol/li/ul/li/ol/li")] == ["one", "two"]
    document = Document(BytesIO(files["docx"]))
    styles = {each.text: each.style.name for each in document.paragraphs}
    assert [styles[each] for each in ("first", "point", "other", "one", "second")] == [
        "List Number", "List Bullet 2", "List Bullet 2", "List Number 3", "List Number",
    ]  # fmt: skip


def nested(levels: int) -> str:
    """A list of numbers and bullets in turn, each in the entry of the one above."""
    body: dict[str, Any] = {"list": ["deepest"]}
    for level in range(levels - 1, 0, -1):
        body = {"numbered" if level % 2 else "list": [{"text": f"level {level}", **body}]}
    return f"  - {json.dumps(body)}\n"


@pytest.mark.parametrize("template", ["letter", "brief"])
def test_lists_are_as_deep_as_word_numbers_them(made: Made, template: str) -> None:
    """Nine levels, the words of each as far in as in the PDF."""
    files = made(nested(9), "txt", "pdf", "docx", template=template)
    assert re.search("\n {20}- deepest\n", files["txt"].decode())
    document = Document(BytesIO(files["docx"]))
    deep = [each for each in document.paragraphs if each.style.name.startswith("List ")][3:]
    assert [each._p.pPr.numPr.ilvl.val for each in deep] == [*range(3, 9)]
    in_word = [left_of(each, document.part.numbering_part.element) for each in deep]
    page = pypdfium2.PdfDocument(files["pdf"])[0].get_textpage()
    text = page.get_text_range()
    begin = [page.get_charbox(text.index(each.text), loose=True)[0] for each in deep]
    assert [each - begin[0] for each in begin] == pytest.approx(
        [each - in_word[0] for each in in_word], abs=0.5
    )


def left_of(item: Any, definitions: Any) -> float:
    """How far in a paragraph's level of its list has its words, in points."""
    place = item._p.pPr.numPr
    (num,) = definitions.xpath(f"w:num[@w:numId='{place.numId.val}']/w:abstractNumId/@w:val")
    level = f"w:abstractNum[@w:abstractNumId='{num}']/w:lvl[@w:ilvl='{place.ilvl.val}']"
    (left,) = definitions.xpath(f"{level}/w:pPr/w:ind/@w:left")
    return int(left) / 20


STARTS = {
    "start: 3": ("3. one", "4. two"),
    "start: IV": ("IV. one", "V. two"),
    "start: в": ("в. one", "г. two"),
    "start: c)": ("c) one", "d) two"),
    "marks: '(1)'": ("(1) one", "(2) two"),
    "marks: А.": ("А. one", "Б. two"),
    "marks: i)\n    start: 9": ("ix) one", "x) two"),
}


@pytest.mark.parametrize("keys", STARTS)
def test_marks_are_those_of_the_list(made: Made, keys: str) -> None:
    """Letters, Roman numbers and numbers in brackets, from wherever the list begins."""
    files = made(f"  - numbered: [one, two]\n    {keys}\n", "txt", "pdf", "docx")
    text = files["txt"].decode()
    for mark in STARTS[keys]:
        assert mark in " ".join(text.split())
        assert set(mark.split()) <= set(pdf_text(files["pdf"]).split())
    numbering = Document(BytesIO(files["docx"])).part.numbering_part.element
    starts = [each.get(qn("w:val")) for each in numbering.iter(qn("w:startOverride"))]
    expected = {"start: 3": "3", "start: IV": "4", "start: в": "3", "start: c)": "3"}
    assert starts[-1] == expected.get(keys, "9" if "9" in keys else "1")


def test_each_kind_of_marks_is_one_of_words(made: Made) -> None:
    """Word numbers the list itself, in the same letters."""
    body = "".join(
        f"  - numbered: [one]\n    marks: '{mark}'\n" for mark in ("1)", "a.", "I.", "А)", "(i)")
    )
    numbering = Document(BytesIO(made(body, "docx")["docx"])).part.numbering_part.element
    levels = numbering.findall(f"{qn('w:abstractNum')}/{qn('w:lvl')}")
    found = {
        (each.find(qn("w:numFmt")).get(qn("w:val")), each.find(qn("w:lvlText")).get(qn("w:val")))
        for each in levels
    }
    assert found >= {
        ("decimal", "%1)"), ("lowerLetter", "%1."), ("upperRoman", "%1."),
        ("russianUpper", "%1)"), ("lowerRoman", "(%1)"),
    }  # fmt: skip


WRONG = {
    "  - numbered: [one]\n    marks: x\n": "8: `marks` must be the mark of a first entry",
    "  - numbered: [one]\n    start: ё\n": "8: `start` must be a number such as 3",
    "  - numbered: [one]\n    marks: I.\n    start: q\n": "9: `start` must be a number",
    "  - list: [one]\n    start: 2\n": "8: `start` is of a numbered list",
    "  - numbered: [one, two]\n    start: z\n": "8: a list with marks such as `a.` has 26",
    "  - list: [{text: a, list: [b], numbered: [c]}]\n": "7: an entry has one list below it",
    nested(10): "7: lists stand in",
    "  - table: {header: [a, b], align: [right], rows: [[c, d]]}\n": "7: `align` has 1 columns",
    "  - table: {header: [a], align: [top], rows: [[c]]}\n": "7: `",
}


@pytest.mark.parametrize(("body", "message"), WRONG.items(), ids=WRONG)
def test_what_can_not_be_is_reported(tmp_path: Path, body: str, message: str) -> None:
    """With its line, before anything is made."""
    (problem,) = problems(tmp_path, body)
    assert problem.startswith(message)


TABLE = """\
  - table:
      header: [Village, "", Sum]
      align: [left, left, right]
      rows:
        - [Exampleton, "", "1,000"]
        - ["", "closed\\nin 2025", "20"]
        - ["", "", ""]
"""


def test_empty_cells_lines_and_columns(made: Made) -> None:
    """An empty cell is one, a line end in a cell is kept, and numbers stand on the right."""
    files = made(TABLE, "txt", "html", "docx", "pdf")
    assert files["txt"].decode().splitlines()[-6:] == [
        "Village                    Sum",
        "----------  --------  --------",
        "Exampleton               1,000",
        "            closed          20",
        "            in 2025",
        "",
    ]
    root = document_fromstring(files["html"].decode())
    cells = [[cell.text_content() for cell in row] for row in root.iter("tr")]
    assert cells[0] == ["Village", "", "Sum"]
    assert cells[2][1].split("\n") == ["closed", "in 2025"]
    assert [each.tag for each in root.find(".//thead/tr")] == ["th", "td", "th"]
    (table,) = Document(BytesIO(files["docx"])).tables
    assert [[cell.text for cell in row.cells] for row in table.rows][2] == [
        "", "closed\nin 2025", "20",
    ]  # fmt: skip
    assert {str(row.cells[2].paragraphs[0].alignment) for row in table.rows} == {"RIGHT (2)"}


def test_each_row_is_tagged_with_all_its_cells(made: Made) -> None:
    """A screen reader counts the empty ones, and rows of them."""
    with pikepdf.open(BytesIO(made(TABLE, "pdf")["pdf"])) as pdf:
        rows = [
            [str(kid.S) for kid in each.K]
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TR"
        ]
    assert sorted(rows) == [["/TD", "/TD", "/TD"]] * 3 + [["/TH", "/TD", "/TH"]]


def test_lowered_underlined_and_addresses(made: Made) -> None:
    """Words below the line and underlined, and a web address that is a link, in every format."""
    body = "  - CO~2~ is ++not *all*++, see https://x.example/a_b.\n"
    files = made(body, "txt", "html", "docx", "pdf")
    assert "CO₂ is not all, see https://x.example/a_b.\n" in files["txt"].decode()
    html = files["html"].decode()
    assert "CO<sub>2</sub> is <u>not <em>all</em></u>" in html
    shown = '<span lang="zxx">https://x.example/a_b</span>'
    assert f'<a href="https://x.example/a_b">{shown}</a>.' in html
    document = Document(BytesIO(files["docx"]))
    runs = [run for each in document.paragraphs for run in each.runs]
    assert [run.text for run in runs if run.font.subscript] == ["2"]
    assert [run.text for run in runs if run.font.underline] == ["not ", "all"]
    (link,) = [link for each in document.paragraphs for link in each.hyperlinks]
    assert (link.text, link.address) == ("https://x.example/a_b", "https://x.example/a_b")
    assert "CO2 is not all" in pdf_text(files["pdf"])
    with pikepdf.open(BytesIO(files["pdf"])) as pdf:
        links = [str(each.A.URI) for page in pdf.pages for each in page.get("/Annots", [])]
    assert links == ["https://x.example/a_b"]


PLACED = """\
  - heading: On a new page
    new_page: true
  - paragraph: |
      Kept.

      With it.
    keep: with next
  - table: {header: [a, b], rows: [[c, d]]}
    keep: together
"""


def test_where_on_paper_a_block_stands(made: Made) -> None:
    """On a new page, and kept with others, in PDF and Word; elsewhere only its words."""
    files = made(PLACED, "txt", "html", "docx", "pdf")
    assert "paragraph.\n\nOn a new page\n---" in files["txt"].decode()
    assert "\nKept.\n\nWith it.\n\na " in files["txt"].decode()
    assert [page.startswith("On a new page") for page in pdf_pages(files["pdf"])] == [False, True]
    document = Document(BytesIO(files["docx"]))
    formats = {each.text: each.paragraph_format for each in document.paragraphs}
    assert formats["On a new page"].page_break_before
    assert [formats[each].keep_with_next for each in ("Kept.", "With it.")] == [None, True]
    cells = [cell.paragraphs[0] for row in document.tables[0].rows for cell in row.cells]
    assert [each.paragraph_format.keep_with_next for each in cells] == [True, True, True, None]


def test_a_block_that_does_not_fit_moves_as_a_whole(made: Made) -> None:
    """A list that is kept together stands on the next page where this one has too little room."""
    filling = "".join(f"  - Paragraph {number}.\n" for number in range(26))
    entries = ", ".join(f"entry {number}" for number in range(9))
    apart = pdf_pages(made(f"{filling}  - list: [{entries}]\n", "pdf")["pdf"])
    whole = pdf_pages(made(f"{filling}  - list: [{entries}]\n    keep: together\n", "pdf")["pdf"])
    assert "entry 0" in apart[0]
    assert "entry 8" in apart[1]
    assert "entry 0" not in whole[0]
    assert "entry 0" in whole[1]


NOTES = """\
  - "Clause 7^[Sample law, *article 12*, see https://x.example/a.] closes schools."
  - list: ["one^[The second note.]"]
"""


def test_footnotes_stand_at_the_foot_or_at_the_end(made: Made) -> None:
    """With their numbers in the text: below the page in PDF and Word, at the end elsewhere."""
    files = made(NOTES, "txt", "html", "docx", "pdf", "eml")
    text = files["txt"].decode()
    assert "Clause 7¹ closes schools.\n\n- one²\n\n1. Sample law, article 12, see" in text
    root = document_fromstring(files["html"].decode())
    numbers = {each.get("href"): each.text for each in root.findall(".//sup/a")}
    assert numbers == {"#note-1": "1", "#note-2": "2"}
    assert root.get_element_by_id("note-2").text == "The second note."
    assert b"The second note." in files["eml"]
    with zipfile.ZipFile(BytesIO(files["docx"])) as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
        body = etree.fromstring(package.read("word/document.xml"))
        links = package.read("word/_rels/footnotes.xml.rels").decode()
    said = ["".join(each.itertext(qn("w:t"))) for each in notes.iter(qn("w:footnote"))]
    assert said[2:] == [
        " Sample law, article\u00a012, see https://x.example/a.",
        " The second note.",
    ]
    assert [each.get(qn("w:id")) for each in body.iter(qn("w:footnoteReference"))] == ["1", "2"]
    assert "https://x.example/a" in links
    (page,) = pdf_pages(files["pdf"])
    assert page.index("one") < page.index("Sample law, article 12") < page.index("The second note")


def test_footnotes_are_tagged_as_such(made: Made) -> None:
    """Each is a note with its label and a name of its own, inside what it belongs to."""
    with pikepdf.open(BytesIO(made(NOTES, "pdf")["pdf"])) as pdf:
        notes = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Note"
        ]
        assert sorted(str(each.P.S) for each in notes) == ["/LBody", "/P"]
        assert [str(each.K[0].S) for each in notes] == ["/Lbl", "/Lbl"]
        assert len({str(each.ID) for each in notes}) == 2


def test_footnotes_differ_from_letter_to_letter(tmp_path: Path) -> None:
    """A note with a placeholder is that of its own reader, whatever was made before."""
    path = tmp_path / "appeal.yaml"
    path.write_text(f'{SMALL_APPEAL}  - "One^[For {{{{ deputy.name }}}} alone.]."\n', "utf-8")
    roster = tmp_path / "roster.csv"
    roster.write_text("id,name\na,Ann Smith\nb,Bo Jones\n", "utf-8")
    appeal = load_appeal(path)
    pipeline = Pipeline(load_template())
    for deputy in load_deputies(roster):
        (letter,) = pipeline.made([Wanted(address(appeal, deputy), ("txt", "html", "pdf", "docx"))])
        assert not isinstance(letter, Exception)
        alone = make(address(appeal, deputy), ("txt", "html", "pdf", "docx"), load_template())
        assert {name: file.data for name, file in letter.files.items()} == alone
        assert f"1. For {deputy.name} alone." in letter.files["txt"].data.decode()


def test_a_footnote_in_a_footnote_is_refused(tmp_path: Path) -> None:
    """With its place, when the letter is made."""
    path = tmp_path / "appeal.yaml"
    path.write_text(f'{SMALL_APPEAL}  - "One^[a^[b]]."\n', "utf-8")
    with pytest.raises(AppealError, match="7:9: a footnote can't stand in a footnote"):
        address(load_appeal(path))
