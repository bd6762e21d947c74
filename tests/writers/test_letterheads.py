"""One letterhead in every format: a document's own in Word alone is an error, and two are one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Length

from tests.files.office_making import office
from tests.running import run_as_text

APPEAL = """\
language: en
date: 2026-03-01
title: Rural Schools
addressee: {everyone: Members of Parliament}
body: [We ask you to vote against clause 7.]
"""
OWN = APPEAL + "letterhead: {names: [Sample Trust]}\n"


def appeal(folder: Path, text: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "a.yaml").write_text(text, "utf-8")
    (folder / "hat.docx").write_bytes(office())
    return run_as_text([*arguments, "--reference-doc", "hat.docx"], folder)


@pytest.mark.parametrize("formats", ["pdf,docx", "pdf", "docx,eml"])
def test_a_letterhead_in_word_alone_is_an_error(tmp_path: Path, formats: str) -> None:
    """It names the command that makes a template of it, and nothing is written."""
    ran = appeal(tmp_path, APPEAL, "render", "a.yaml", "-f", formats, "-o", "o")
    assert ran.returncode == 1
    assert "appeal letterhead hat.docx -o DIR" in ran.stderr
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize(("formats", "text"), [("docx,html", APPEAL), ("pdf,docx", OWN)])
def test_no_error_where_every_paper_has_one(tmp_path: Path, formats: str, text: str) -> None:
    ran = appeal(tmp_path, text, "render", "a.yaml", "-f", formats, "-o", "o")
    assert ran.returncode == 0, ran.stderr


def test_the_letterhead_is_not_printed_twice(tmp_path: Path) -> None:
    """The document's header stays, the appeal's own is left out of Word, and a warning says so."""
    ran = appeal(tmp_path, OWN, "render", "a.yaml", "-f", "docx", "-o", "o.docx")
    assert ran.returncode == 0
    assert "a.yaml:6:22: warning: the reference document has a letterhead" in ran.stderr
    document = Document(str(tmp_path / "o.docx"))
    assert document.sections[0].header.paragraphs[0].text == "Sample Trust"
    assert "Sample Trust" not in [each.text for each in document.paragraphs]


def test_a_name_stands_at_the_margin_of_any_page(tmp_path: Path) -> None:
    """The tab before a signatory's name leads to the right margin of the document's page, also
    where the style is brought over from the shipped one."""
    signed = "signature: {name: И.И. Шаблонов, position: Директор}\n"
    text = APPEAL.replace("language: en", "language: ru") + signed
    text = text.replace("Members of Parliament", "депутаты Мажилиса")
    assert appeal(tmp_path, text, "render", "a.yaml", "-f", "docx", "-o", "o.docx").returncode == 0
    document = Document(str(tmp_path / "o.docx"))
    section = document.sections[0]
    (tab,) = document.styles["Signed"].paragraph_format.tab_stops
    width = section.page_width - section.left_margin - section.right_margin
    assert abs(tab.position.mm - Length(width).mm) < 0.5
