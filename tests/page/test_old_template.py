"""Templates that were exported long ago make the same letters still."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from appeal_cli import Letter, Template, address, load_appeal, load_deputies, load_template
from tests.conftest import ROOT
from tests.judges.sample import rich_appeal
from tests.making import make
from tests.reading import READERS

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
    text = text.replace("& Co.", "& Others")
    assert (
        ", Seventh, Eighth, Ninth, Tenth]" in text
    )  # without which no page ends in the table, before its last row
    appeal.write_text(text.replace(", Seventh, Eighth, Ninth, Tenth]", "]"), encoding="utf-8")
    return address(load_appeal(appeal), deputy)


BEFORE = '<meta name="page-label"'
FOR_MAIL = (
    '<meta name="mail-from" content="{{ letter.sender.name }}" '
    'data-email="{{ letter.sender.email }}">\n'
    '<meta name="mail-to" content="{{ letter.recipient.name }}" '
    'data-email="{{ letter.recipient.email }}">\n'
)


def test_what_templates_once_wrote_for_mail_stands_in_no_file(
    letter: Letter, tmp_path: Path
) -> None:
    """A template that writes it makes what others make, byte for byte in every format."""
    folder = Path(shutil.copytree(ROOT / "templates" / "letter", tmp_path / "old"))
    html = (folder / "letter.html.j2").read_text("utf-8")
    assert BEFORE in html
    (folder / "letter.html.j2").write_text(html.replace(BEFORE, FOR_MAIL + BEFORE), "utf-8")
    old, new = (made(letter, each) for each in (load_template(folder), load_template()))
    assert b"mail-" not in old["html"]
    for format in FORMATS:
        assert old[format] == new[format], format


def test_an_old_template_makes_letters_still(letter: Letter, tmp_path: Path) -> None:
    """In every format, and with the words of the new one."""
    folder = Path(shutil.copytree(ROOT / "templates" / "letter", tmp_path / "old"))
    for file in OLD.iterdir():
        shutil.copy(file, folder)
    old, new = (made(letter, each) for each in (load_template(folder), load_template()))
    assert b"mail-" not in old["html"]
    for format, read in READERS.items():
        assert sorted(read(old[format]).split()) == sorted(read(new[format]).split()), format


def made(letter: Letter, template: Template) -> dict[str, bytes]:
    return make(letter, FORMATS, template)
