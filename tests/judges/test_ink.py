"""Ink: Ghostscript prints what is black with black ink alone, and what has a colour in colour."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx import Document
from docx.shared import RGBColor

from appeal_cli import Deputy, address, load_appeal, load_template, render
from appeal_cli.writers.pdf.edition import Edition
from tests.conftest import DATA, Appeal
from tests.files.office_making import office
from tests.judges.conftest import LANGUAGES
from tests.judges.sample import rich_appeal
from tests.judges.tools import inks, needs, through_libreoffice
from tests.writers.test_post import WINDOWS

pytestmark = needs("Ghostscript")

ROWS = "1,Ann Sample,1 Road,female\n2,Bert Muster,2 Road,male\n"
TO = Deputy(
    {"id": "1", "name": "Ann Sample", "gender": "female", "address": "1 Road\nAstana"},
    frozenset(("id", "name", "gender", "address")),
    "roster.csv",
    2,
)


def in_colour(*paths: Path) -> list[tuple[float, ...]]:
    """The pages that need more than black ink."""
    return [page for page in inks(*paths) if any(page[:3])]


def written(folder: Path, language: str, more: str = "") -> Path:
    """The shipped appeal, with more in it."""
    path = folder / f"appeal.{language}.yaml"
    path.write_text((DATA / path.name).read_text(encoding="utf-8") + more, encoding="utf-8")
    return path


def document(folder: Path) -> Path:
    """A PDF of LibreOffice, which writes black with three lights."""
    made = Document()
    made.add_paragraph("A draft of the law, in several words.")
    path = folder / "draft.docx"
    made.save(str(path))
    (pdf,) = through_libreoffice(path).values()
    return pdf.rename(folder / "draft.pdf")


@needs("LibreOffice")
@pytest.mark.parametrize("template", ["letter", "brief"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_posted_is_black(
    appeal: Appeal, tmp_path: Path, language: str, template: str
) -> None:
    """Letters, a file of another program behind each, envelopes, labels and the print file."""
    assert in_colour(document(tmp_path))
    more = "enclosures:\n  - {text: Draft, file: draft.pdf}\n"
    written(tmp_path, language, more)
    (tmp_path / "r.csv").write_text(f"id,name,address,gender\n{ROWS}", encoding="utf-8")
    ran = appeal(
        "batch", f"appeal.{language}.yaml", "-d", "r.csv", "--template", template, "-o", "out",
        "--merge", "print.pdf", "--with", "envelope,labels", "--numbered",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr.decode()
    files = [*tmp_path.glob("out/*.pdf"), tmp_path / "print.pdf"]
    assert len(files) == 5
    assert in_colour(*files) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_for_windows_are_black(tmp_path: Path, language: str) -> None:
    """For every window."""
    text = written(tmp_path, language).read_text(encoding="utf-8")
    files = []
    for window in WINDOWS:
        shown = text.replace("\naddressee:\n", f"\naddressee:\n  window: {window}\n")
        (tmp_path / "window.yaml").write_text(shown, encoding="utf-8")
        files.append(tmp_path / f"{window}.pdf")
        files[-1].write_bytes(render(address(load_appeal(tmp_path / "window.yaml"), TO), "pdf"))
    assert in_colour(*files) == []


def test_colours_stay_unless_gray_is_asked(tmp_path: Path) -> None:
    """The logo and the signature of the rich letter are in colour; `--gray` leaves black alone."""
    letter = address(load_appeal(rich_appeal(tmp_path)))
    for name, edition in (("colour", Edition()), ("gray", Edition(gray=True))):
        (tmp_path / f"{name}.pdf").write_bytes(render(letter, "pdf", edition=edition))
    assert in_colour(tmp_path / "colour.pdf")
    assert in_colour(tmp_path / "gray.pdf") == []


def lettered(colour: RGBColor) -> bytes:
    """An office's paper whose header has that colour, and everything else none."""

    def painted(made: Any) -> None:
        for style in made.styles:
            if hasattr(style, "font"):
                style.font.color.rgb = RGBColor(0, 0, 0)
        for run in made.sections[0].header.paragraphs[0].runs:
            run.font.color.rgb = colour

    return office(painted)


@pytest.mark.parametrize("exact", [False, pytest.param(True, marks=needs("LibreOffice"))])
@pytest.mark.parametrize(("colour", "is_coloured"), [("000000", False), ("C00000", True)])
def test_a_letterheads_words_keep_their_ink(
    appeal: Appeal, tmp_path: Path, colour: str, is_coloured: bool, exact: bool
) -> None:
    """Black ones are black, as read from Word and as LibreOffice prints them; red ones red."""
    (tmp_path / "paper.docx").write_bytes(lettered(RGBColor.from_string(colour)))
    ran = appeal("letterhead", "paper.docx", "-o", "mine", *(["--exact"] if exact else []))
    assert ran.returncode == 0, ran.stderr.decode()
    look = load_template(tmp_path / "mine")
    letter = address(load_appeal(written(tmp_path, "en")))
    (tmp_path / "letter.pdf").write_bytes(render(letter, "pdf", look))
    assert bool(in_colour(tmp_path / "letter.pdf")) == is_coloured


@pytest.mark.parametrize(
    ("content", "is_coloured"),
    [("0 g", False), ("0 0 0 1 k", False), ("0 0 0 rg", True), ("0.8 0 0 rg", True)],
)
def test_ghostscript_tells_inks_apart(tmp_path: Path, content: str, is_coloured: bool) -> None:
    """Black of three lights is printed with all four inks: a letter with it would be noticed."""
    pdf = pikepdf.new()
    sheet = pdf.add_blank_page(page_size=(595, 842))
    sheet.Contents = pdf.make_stream(f"{content} 50 50 400 400 re f".encode())
    pdf.save(tmp_path / "page.pdf")
    assert bool(in_colour(tmp_path / "page.pdf")) == is_coloured
