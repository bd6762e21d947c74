"""Templates that were exported long ago make the same letters still."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from appeal_cli import Letter, address, load_appeal, load_deputies, load_template
from appeal_cli.pipeline import Pipeline, Wanted
from tests.conftest import ROOT
from tests.judges.sample import rich_appeal

OLD = Path(__file__).with_name("old_letter")
"""The page of a template that wrote sender and reader into it, for mail."""

FORMATS = ("pdf", "docx", "html", "txt", "eml")


@pytest.fixture
def letter(tmp_path: Path) -> Letter:
    """A letter with everything in it, to somebody who has an e-mail address."""
    roster = tmp_path / "roster.csv"
    roster.write_text("id,name,email\nann,Ann Smith,ann@example.org\n", encoding="utf-8")
    (deputy,) = load_deputies(roster)
    appeal = rich_appeal(tmp_path)
    text = appeal.read_text(encoding="utf-8")
    assert "& Co." in text  # after which the old template put a second full stop
    appeal.write_text(text.replace("& Co.", "& Others"), encoding="utf-8")
    return address(load_appeal(appeal), deputy)


def test_an_old_template_makes_what_the_new_one_makes(letter: Letter, tmp_path: Path) -> None:
    """Byte for byte in every format, but for the page that is usual in a language, which it does
    not know; what it wrote for mail is in no page."""
    folder = Path(shutil.copytree(ROOT / "templates" / "letter", tmp_path / "old"))
    for file in OLD.iterdir():
        shutil.copy(file, folder)
    assert "mail-to" in (folder / "letter.html.j2").read_text("utf-8")
    (old,) = Pipeline(load_template(folder)).made([Wanted(letter, FORMATS)])
    unsized = Path(shutil.copytree(ROOT / "templates" / "letter", tmp_path / "unsized"))
    page = (unsized / "letter.html.j2").read_text("utf-8")
    usual = "{% if letter.usual_paper %}"
    (unsized / "letter.html.j2").write_text(page.replace(usual, "{% if false %}"), "utf-8")
    (new,) = Pipeline(load_template(unsized)).made([Wanted(letter, FORMATS)])
    assert not isinstance(old, Exception), old
    assert not isinstance(new, Exception), new
    assert "mail-" not in old.files["html"].data.decode()
    for format in FORMATS:
        assert old.files[format].data == new.files[format].data, format
