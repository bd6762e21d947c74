"""Layout: what does not fit on paper is found for every format, with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest
from PIL import Image

from appeal_cli import AppealError, Problem, address, check, load_appeal, load_deputies, render
from appeal_cli.page.template import Template, load_template
from tests.conftest import ROOT, SMALL_APPEAL
from tests.reading import READERS

LONG = "incomprehensibilities" * 15


def appeal_with(folder: Path, text: str, to: str = "") -> Path:
    path = folder / "appeal.yaml"
    path.write_text(
        SMALL_APPEAL.replace("{everyone: Deputies}", to or "{everyone: Deputies}") + text
    )
    return path


def verdicts(path: Path, template: Template | None = None) -> list[list[Problem]]:
    """What `check` says of the letter, and what keeps each format from being made."""
    letter = address(load_appeal(path))
    found = [check(letter, template)]
    for format in READERS:
        with pytest.raises(AppealError) as caught:
            render(letter, format, template)
        found.append(list(caught.value.problems))
    return found


def the_problem(path: Path, template: Template | None = None) -> Problem:
    """The one problem that every verdict names."""
    found = verdicts(path, template)
    assert all(problems == found[0] for problems in found)
    assert len(found[0]) == 1
    return found[0][0]


def test_more_pages_than_allowed(tmp_path: Path) -> None:
    """`max_pages` holds for every format, and the message says how many there are."""
    paragraphs = "  - A paragraph that stands alone on its line.\n" * 60
    problem = the_problem(appeal_with(tmp_path, paragraphs + "max_pages: 1\n"))
    assert problem.message == "the letter has 2 pages, and `max_pages` is 1"
    assert (problem.line, problem.column) == (67, 12)


def test_as_many_pages_as_allowed(tmp_path: Path) -> None:
    """A letter within its limit is made."""
    letter = address(load_appeal(appeal_with(tmp_path, "max_pages: 1\n")))
    assert check(letter) == []
    assert all(render(letter, format) for format in READERS)


def test_a_table_wider_than_the_page(tmp_path: Path) -> None:
    """A word that pushes its table over the edge is named, with its line."""
    table = f"  - table: {{header: [One, Two], rows: [[a, {LONG}]]}}\n"
    problem = the_problem(appeal_with(tmp_path, table))
    assert "is too wide for its line" in problem.message
    assert problem.message.startswith("`incomprehensibilities")
    assert problem.hint == "shorten it, or give the table fewer columns"
    assert problem.line == 7


@pytest.mark.parametrize("name", ["letter", "brief"])
@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("\"'Incomprehensibilities'\"", "'Incomprehensibilities'"),
        ("'\"Incomprehensibilities\"'", '"Incomprehensibilities"'),
        ("Incompre**hensibilities**", "hensibilities"),
        ("12 000 000 000 000 000 000", "12 000 000 000 000 000 000"),
    ],
)
def test_a_cell_is_placed_however_it_is_written(
    name: str, cell: str, shown: str, tmp_path: Path
) -> None:
    """In the appeal, at its row of the table, and not in the template that made its element."""
    cells = ", ".join([cell] * 9)
    table = (
        f"  - table:\n      header: [{', '.join('abcdefghi')}]\n      rows:\n        - [{cells}]\n"
    )
    problem = the_problem(appeal_with(tmp_path, table), load_template(name))
    assert problem.message == f"`{shown}` is too wide for its line"
    assert (Path(problem.file).name, problem.line) == ("appeal.yaml", 10)


@pytest.mark.parametrize("name", ["letter", "brief"])
def test_a_table_of_many_columns_is_set_smaller(name: str, tmp_path: Path) -> None:
    """Eight columns of eight figures fit every template of letters; three are as large as text."""
    heights = []
    for count in (8, 3):
        header = ", ".join(f'"{number}"' for number in range(1, count + 1))
        rows = ", ".join(["12345678"] * count)
        table = f"  - table: {{header: [{header}], rows: [[{rows}]]}}\n"
        letter = address(load_appeal(appeal_with(tmp_path, table)))
        text = pypdfium2.PdfDocument(render(letter, "pdf", load_template(name)))[0].get_textpage()
        index, _ = text.search("12345678").get_next()
        heights.append(raw.FPDFText_GetFontSize(text, index))
    assert heights[0] < 0.8 * heights[1]


def test_a_picture_taller_than_the_page(tmp_path: Path) -> None:
    """A picture that reaches over the foot of the page is named by what it shows."""
    Image.new("RGB", (100, 400)).save(tmp_path / "tower.png")
    figure = "  - figure: {file: tower.png, alt: A tower, width: 150}\n"
    problem = the_problem(appeal_with(tmp_path, figure))
    assert problem.message == "`A tower` goes past the bottom of its page"
    assert problem.line == 7


@pytest.mark.parametrize("format", list(READERS))
def test_words_too_long_for_their_line_are_broken(format: str, tmp_path: Path) -> None:
    """A name of 500 characters without a space is somebody's name too: all of it is there."""
    name = "Қ" + "ы" * 498 + "з"
    (tmp_path / "roster.csv").write_text(f"id,name,gender\n1,{name},female\n", "utf-8")
    appeal = load_appeal(appeal_with(tmp_path, f"  - {LONG}\n"))
    letter = address(appeal, load_deputies(tmp_path / "roster.csv")[0])
    assert [problem for problem in check(letter) if problem.severity == "error"] == []
    text = "".join(READERS[format](render(letter, format)).split())
    assert name in text
    assert LONG in text


@pytest.fixture
def own(tmp_path: Path) -> Template:
    """A copy of the shipped template, to be changed."""
    folder = tmp_path / "own"
    shutil.copytree(ROOT / "templates/letter", folder)
    return load_template(folder)


def with_css(template: Template, css: str) -> Template:
    with (template.folder / "letter.css").open("a", encoding="utf-8") as file:
        file.write(css)
    return template


def test_an_addressee_that_does_not_fit_its_box(own: Template, tmp_path: Path) -> None:
    """Behind a window of the envelope, what is outside of the box can't be read."""
    roster = tmp_path / "roster.csv"
    roster.write_text("id,name,gender\n1,Ann Smith,female\n2,Ann Maria Smith of Nowhere,female\n")
    window = with_css(own, "@media print { .addressee { height: 6mm; width: 30mm } }")
    to = '{everyone: Deputies, lines: ["{{ deputy.name }}"]}'
    appeal = load_appeal(appeal_with(tmp_path, "", to))
    fits, full = (address(appeal, deputy) for deputy in load_deputies(roster))
    assert check(fits, window) == []
    problems = check(full, window)
    assert [problem.message for problem in problems] == [
        "Ann Maria Smith of Nowhere: `Ann Maria Smith of Nowhere` does not fit its box on the page"
    ]
    assert (problems[0].file, problems[0].line) == (str(roster), 3)
    for format in READERS:
        with pytest.raises(AppealError, match="does not fit its box"):
            render(full, format, window)


def test_a_template_that_does_not_break_words(own: Template, tmp_path: Path) -> None:
    """A template of one's own may let a word run off its line, and then that is found."""
    template = with_css(own, "body { overflow-wrap: normal } main p { hyphens: none }")
    problem = the_problem(appeal_with(tmp_path, f"  - {LONG}\n"), template)
    assert "is too wide for its line" in problem.message
