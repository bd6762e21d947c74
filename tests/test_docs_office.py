"""docs/office.md: the round of an office, as the page has it."""

from __future__ import annotations

import csv
import re
import shlex
from pathlib import Path

import pikepdf

from tests.batch.test_numbers import lines
from tests.conftest import ROOT
from tests.hostile.warm import Warm
from tests.test_docs import commands

PAGE = ROOT / "docs" / "office.md"


def test_the_round_of_an_office(warm_appeal: Warm, tmp_path: Path) -> None:
    """Letters, envelopes, the register, answers and reminders, one after the other."""
    texts = re.findall(r"^```(?:csv|yaml)\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S)
    for name, text in zip(("deputies.csv", "wells.yaml", "reminder.yaml"), texts, strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "answered.txt").write_text("№ 126\n", encoding="utf-8")
    for line in commands(PAGE):
        command, *arguments = shlex.split(line)
        assert command == "appeal"
        ran = warm_appeal(*arguments, cwd=tmp_path)
        assert ran.status == 0, (line, ran.err)
    assert "Ref. 126/W" in (tmp_path / "one.txt").read_text("utf-8")
    register = lines(tmp_path / "letters/numbers.csv")
    assert [(line["number"], line["deputy"], line["first"]) for line in register] == [
        ("125", "a1", ""), ("126", "b2", ""), ("127", "c3", ""), ("128", "a1", "125"),
        ("129", "c3", "127"),
    ]  # fmt: skip
    for name, pages in (("print.pdf", 3), ("envelopes.pdf", 3)):
        with pikepdf.open(tmp_path / name) as pdf:
            assert len(pdf.pages) == pages
    with (tmp_path / "reminders.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["file"] for row in csv.DictReader(file)] == [
            "sample-anna.en.pdf",
            "example-cleo.en.pdf",
        ]
