"""The look of Word is that of the stylesheets: `make looks` writes it."""

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


@pytest.fixture(scope="module")
def looks() -> ModuleType:
    """The program among the documents."""
    spec = importlib.util.spec_from_file_location("looks", ROOT / "docs" / "looks.py")
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules["looks"] = made
    spec.loader.exec_module(made)
    return made


def test_word_looks_as_the_stylesheets_say(looks: ModuleType) -> None:
    """A stylesheet that was changed and a reference document that was not fail."""
    for path, data in looks.documents().items():
        assert path.read_bytes() == data, "run `make looks`"


def test_a_changed_stylesheet_is_noticed(looks: ModuleType, tmp_path: Path) -> None:
    """Other sizes, room, alignment and indents are other styles in Word."""
    before = (ROOT / "templates/letter/reference.docx").read_bytes()
    folder = Path(shutil.copytree(ROOT / "templates" / "letter", tmp_path / "letter"))
    css = folder / "letter.css"
    css.write_text(
        css.read_text("utf-8")
        + "main .salutation { margin: 20pt 0 30pt 10mm; font-size: 15pt; text-align: center; }",
        "utf-8",
    )
    after = Document(BytesIO(looks.with_look(before, [looks.laid_out(folder)])))
    style = after.styles["Salutation"]
    room = style.paragraph_format
    assert (room.space_before, room.space_after) == (Pt(20), Pt(30))
    assert room.left_indent == pytest.approx(Mm(10), abs=Pt(0.1))
    assert style.font.size == Pt(15)
    assert room.alignment == WD_ALIGN_PARAGRAPH.CENTER
