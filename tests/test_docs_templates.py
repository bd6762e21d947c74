"""What docs/templates.md says is what the code does."""

from __future__ import annotations

import dataclasses
import re
import shlex
import typing
from pathlib import Path

import pytest

from appeal_cli.appeal.windows import WindowKind, place_of
from appeal_cli.files.millimetres import sizes
from appeal_cli.letter import letter as letters
from appeal_cli.page.elements import ELEMENTS
from appeal_cli.page.template import About, load_template, shipped_templates
from tests.conftest import ROOT
from tests.hostile.warm import Warm
from tests.writers.test_paper import A4, LETTER

TEXT = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
UNPRINTED = {
    "notices", "automatic", "unsure", "appeal", "images", "origin", "origins", "sources", "fields",
    "page_limit", "window_kind", "enclosed",
}  # fmt: skip
"""Fields of a letter and its parts that are for the command, and no business of a template."""


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.M | re.S)


def table(heading: str) -> dict[str, list[str]]:
    """The rows of the table under that first heading, by each of the words that a row is of."""
    found = re.search(rf"^\| {re.escape(heading)} \|.*?\n(?=\n|\Z)", TEXT, re.M | re.S)
    assert found, heading
    rows = [re.split(r"\s*\|\s*", line.strip("| ")) for line in found[0].strip().splitlines()[2:]]
    return {name: row[1:] for row in rows for name in re.findall("`([^`]+)`", row[0])}


def test_every_command_works(warm_appeal: Warm, tmp_path: Path) -> None:
    """The commands of the page, one after the other, with the appeal that it shows."""
    shown, *templates = blocks("yaml")
    (tmp_path / "appeal.yaml").write_text(shown, encoding="utf-8")
    assert warm_appeal("new", tmp_path, "--example", cwd=tmp_path).status == 0
    for line in "".join(blocks("sh")).splitlines():
        command, *arguments = shlex.split(line)
        assert command == "appeal"
        ran = warm_appeal(*arguments, cwd=tmp_path)
        assert ran.status == 0, (line, ran.err)
    for name in ("letter.pdf", "envelope.pdf", "labels.pdf", "mine.pdf"):
        assert (tmp_path / name).read_bytes().startswith(b"%PDF")
    window, *templates = sorted(templates, key=lambda text: not text.startswith("window:"))
    (tmp_path / "windowed.yaml").write_text(
        re.sub(r"(?m)^  window: .*$", f"  {window.strip()}", shown), encoding="utf-8"
    )
    line = ("render", "windowed.yaml", "-d", "data/deputies.csv", "--to", "nurkina-aigul")
    ran = warm_appeal(*line, "-o", "windowed.pdf", cwd=tmp_path)
    assert ran.status == 0, ran.err
    for text in templates:
        (tmp_path / "own").mkdir(exist_ok=True)
        (tmp_path / "own" / "template.yaml").write_text(text, encoding="utf-8")
        line = ("render", "appeal.yaml", "-d", "data/deputies.csv", "--to", "nurkina-aigul")
        ran = warm_appeal(*line, "--template", "own", "-f", "docx,pdf", "-o", "own/", cwd=tmp_path)
        assert ran.status == 0, (text, ran.err)


def test_every_template_is_there_with_its_formats() -> None:
    """And no other."""
    rows = table("name")
    assert set(rows) == set(shipped_templates())
    for name, (*_, formats) in rows.items():
        assert tuple(formats.split(", ")) == load_template(name).about.formats, name


def test_every_window_is_there_with_its_place() -> None:
    """In the numbers that the pages are measured by."""
    rows = table("`window`")
    assert set(rows) == set(sizes()["windows"])
    for name, cells in rows.items():
        numbers = [float(number) for number in re.findall(r"[\d.]+", cells[1])]
        paper = LETTER if name == "10" else A4
        place = place_of(WindowKind.model_validate({"name": name}), *paper)
        assert numbers == [place.left, place.top, place.width, place.height]


def test_every_key_of_template_yaml_is_there() -> None:
    """And no other."""
    assert set(table("key")) == set(About.model_fields)


def test_every_element_is_there() -> None:
    """Those that stand in the body of the page."""
    found = re.search(r"### The elements\n.*?\n\n(`.*?)\n\n", TEXT, re.S)
    assert found
    page = {"html", "head", "meta", "title", "link", "style", "body"}
    assert set(re.findall("`([^`]+)`", found[1])) == ELEMENTS - page


def test_every_field_of_a_letter_is_there() -> None:
    """And no other."""
    fields = {field.name for field in dataclasses.fields(letters.Letter)}
    assert set(table("of `letter`")) == fields - UNPRINTED


@pytest.mark.parametrize("block", typing.get_args(letters.LetterBlock), ids=lambda b: b.kind)
def test_every_field_of_a_block_is_there(block: typing.Any) -> None:
    """By its kind."""
    (cell,) = table("`kind` of a block")[block.kind]
    assert set(re.findall("`([^`]+)`", cell)) == {field.name for field in dataclasses.fields(block)}


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("letterhead", letters.LetterheadLines),
        ("recipient", letters.Party),
        ("signature", letters.SignatureLines),
        ("signatories", letters.NameList),
        ("online", letters.OnlineLink),
        ("date", letters.PrintedDate),
    ],
)
def test_every_field_of_a_part_is_there(name: str, part: typing.Any) -> None:
    """Of what a letter holds."""
    (cell,) = table("of `letter`")[name]
    assert set(re.findall("`([^`]+)`", cell)) == {
        field.name for field in dataclasses.fields(part) if field.name not in UNPRINTED
    }
