"""A process that makes letters for days sees the template's files as they are now."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from appeal_cli import AppealError, address, load_appeal, load_template, render
from tests.conftest import ROOT, SMALL_APPEAL


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A user's copy of the shipped template."""
    return Path(shutil.copytree(ROOT / "templates" / "letter", tmp_path / "mine"))


def made(copy: Path, small: Path, format: str) -> bytes:
    """The letter, by the library's function for one."""
    return render(address(load_appeal(small)), format, load_template(copy))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("format", ["html", "docx", "txt"])
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("letter.html.j2", "<h1", "<p>A new sentence.</p><h1"),
        ("parts.html.j2", "<p{%", "<p>A new sentence.</p><p{%"),
    ],
)
def test_a_page(copy: Path, small: Path, file: str, old: str, new: str, format: str) -> None:
    """Its own file, and the parts that are remembered."""
    before = made(copy, small, format)
    change(copy / file, old, new)
    assert made(copy, small, format) != before


def test_a_stylesheet(copy: Path, small: Path) -> None:
    """And what it names."""
    made(copy, small, "html")
    (copy / "letter.css").write_text("p { color: #010203 }", "utf-8")
    assert "#010203" in made(copy, small, "html").decode()


def test_a_description(copy: Path, small: Path) -> None:
    """What the template is for."""
    made(copy, small, "txt")
    change(copy / "template.yaml", "title:", "formats: [pdf]\ntitle:")
    with pytest.raises(AppealError, match="does not make txt"):
        made(copy, small, "txt")


def test_a_reference_document(copy: Path, small: Path) -> None:
    """One that is right, one that is changed, and one that can't be opened any more."""
    path = copy / "reference.docx"
    made(copy, small, "docx")
    document = Document(str(path))
    document.styles["Body Text"].font.name = "Courier New"
    document.save(str(path))
    opened = Document(BytesIO(made(copy, small, "docx")))
    assert opened.styles["Body Text"].font.name == "Courier New"
    path.write_bytes(b"broken")
    for format in ("docx", "html"):
        with pytest.raises(AppealError, match="not a Word file") as raised:
            made(copy, small, format)
        assert raised.value.problems[0].file == str(path)


def test_a_font(copy: Path, small: Path) -> None:
    """Which characters can be printed is asked of the fonts that are there."""
    small.write_text(SMALL_APPEAL.replace("only paragraph", "only paragraph ж"), "utf-8")
    made(copy, small, "txt")
    for path in (copy / "fonts").glob("*.ttf"):
        font = TTFont(path)
        subsetter = Subsetter(Options())
        subsetter.populate(unicodes=[*range(0x20, 0x7F), 0xA0])
        subsetter.subset(font)
        font.save(path)
    with pytest.raises(AppealError, match="Cyrillic letters: ж"):
        made(copy, small, "pdf")
