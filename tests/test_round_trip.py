"""What goes in is what a reader sees, whatever it is."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook

from appeal_cli import address, load_appeal, load_deputies, render
from tests.strategies import appeals, rosters
from tests.test_exact_text import READERS

SETTINGS = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _leaves(inner)


def _unescaped(text: str) -> str:
    return text if "\\" not in text else "".join(_plain(iter(text)))


def _plain(letters: Iterator[str]) -> Iterator[str]:
    for letter in letters:
        yield next(letters) if letter == "\\" else letter


@SETTINGS
@given(content=appeals())
@pytest.mark.parametrize("format", ["html", "docx"])
def test_an_appeal_shows_all_its_text(tmp_path: Path, content: dict[str, Any], format: str) -> None:
    """Each text of the appeal stands in the letter, letter for letter."""
    path = tmp_path / "appeal.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    shown, folded = READERS[format](render(address(load_appeal(path)), format))
    plain = (content["title"], content["addressee"], content.get("reference", []))
    plain = [*_leaves(plain), *_leaves(content.get("signature", {}))]
    marked = [
        content["body"],
        *(content.get(key, []) for key in ("closing", "about", "enclosures")),
    ]
    for text in [*plain, *map(_unescaped, _leaves(marked))]:
        assert folded(text) in shown


def _csv(people: list[dict[str, str]], path: Path) -> Path:
    text = StringIO()
    writer = csv.DictWriter(text, ["id", "name", "group", "note", "gender"])
    writer.writeheader()
    writer.writerows(people)
    path = path.with_suffix(".csv")
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def _json(people: list[dict[str, str]], path: Path) -> Path:
    path = path.with_suffix(".json")
    path.write_text(json.dumps(people), encoding="utf-8")
    return path


def _yaml(people: list[dict[str, str]], path: Path) -> Path:
    path = path.with_suffix(".yaml")
    path.write_text(yaml.safe_dump(people, allow_unicode=True), encoding="utf-8")
    return path


def _xlsx(people: list[dict[str, str]], path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    headings = ["id", "name", "group", "note", "gender"]
    sheet.append(headings)
    for row, person in enumerate(people, 2):
        for column, heading in enumerate(headings, 1):
            cell = sheet.cell(row, column)
            if heading in person:
                cell.value = person[heading]
                cell.data_type = "s"
    path = path.with_suffix(".xlsx")
    book.save(path)
    return path


@SETTINGS
@given(people=rosters())
@pytest.mark.parametrize("written", [_csv, _json, _yaml, _xlsx])
def test_a_roster_is_read_as_it_was_written(
    tmp_path: Path, people: list[dict[str, str]], written: Any
) -> None:
    """Each cell of each deputy, from every format."""
    read = load_deputies(written(people, tmp_path / "roster"))
    assert [
        {field: deputy.get(field) for field in person}
        for deputy, person in zip(read, people, strict=True)
    ] == people
