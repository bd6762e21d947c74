"""What is made from something else is up to date: `make reference` writes docs/reference.md and
docs/rosters.md from the code, and `make looks` the look of Word from the stylesheets."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from tests.conftest import ROOT


@pytest.mark.parametrize("name", ["reference", "rosters"])
def test_the_reference_is_up_to_date(name: str) -> None:
    """A field, an option, a kind of problem or a word that the page leaves out fails."""
    reference = module(name)
    assert reference.PAGE.read_text("utf-8") == reference.page(), "run `make reference`"


def module(name: str) -> ModuleType:
    """The program of that name among the documents."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    return made


def test_word_looks_as_the_stylesheets_say() -> None:
    """A stylesheet that was changed and a reference document that was not fail."""
    for path, data in module("looks").documents().items():
        assert path.read_bytes() == data, "run `make looks`"


def test_a_changed_stylesheet_is_noticed(tmp_path: Path) -> None:
    """Other sizes, room, alignment and indents are other styles in Word."""
    looks = module("looks")
    before = (ROOT / "templates/letter/reference.docx").read_bytes()
    folder = Path(shutil.copytree(ROOT / "templates" / "letter", tmp_path / "letter"))
    css = folder / "letter.css"
    css.write_text(
        css.read_text("utf-8")
        + "main .salutation { margin: 20pt 0 30pt 10mm; font-size: 15pt; text-align: center; }",
        "utf-8",
    )
    after = Document(BytesIO(looks.with_look(before, looks.laid_out(folder))))
    style = after.styles["Salutation"]
    room = style.paragraph_format
    assert (room.space_before, room.space_after) == (Pt(20), Pt(30))
    assert room.left_indent == pytest.approx(Mm(10), abs=Pt(0.1))
    assert style.font.size == Pt(15)
    assert room.alignment == WD_ALIGN_PARAGRAPH.CENTER
