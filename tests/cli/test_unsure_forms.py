"""A form of a name that is not certain is named by every command, and refused by `--strict`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Appeal

LETTER = """
language: ru
date: 2025-03-05
title: О проекте закона
addressee:
  everyone: депутаты
  lines: ["Депутату {{ deputy.name_to }}"]
body: ["Просим ответить."]
"""
HEAD = "id,name,family_name,given_name,patronymic_name,gender"
ROWS = [
    "1,Купец Иван Ильич,Купец,Иван,Ильич,male",
    "2,Борец Иван Ильич,Борец,Иван,Ильич,male",
    "3,Иванов Иван Ильич,Иванов,Иван,Ильич,male",
]


@pytest.fixture
def letters(appeal: Appeal, tmp_path: Path):  # type: ignore[no-untyped-def]
    """Runs a command with the letter and the roster."""
    (tmp_path / "a.yaml").write_text(LETTER, encoding="utf-8")
    (tmp_path / "d.csv").write_text("\n".join([HEAD, *ROWS]), encoding="utf-8")
    return lambda command, *more: appeal(command, "a.yaml", "-d", "d.csv", *more)


@pytest.mark.parametrize("command", [("check",), ("batch", "-f", "txt", "-o", "out")])
def test_one_warning_names_the_forms(letters, command: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    """With the reason and the column that settles it; nobody else is named."""
    ran = letters(*command)
    told = ran.stderr.decode()
    assert ran.returncode == 0
    assert told.count("[unsure-form]") == 1
    assert "Купец Иван Ильич → Купцу" in told
    assert "Борец Иван Ильич → Борцу" in told
    assert "the last vowel may drop out or stay" in told
    assert "`family_name_ru_dative`" in told
    assert "Иванов" not in told


def test_strict_makes_the_sure_letter_alone(letters, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """And both commands say so in their status."""
    assert letters("check", "--strict").returncode == 1
    assert letters("check", "--strict", "--ignore", "unsure-form").returncode == 0
    assert letters("batch", "--strict", "-f", "txt", "-o", "out").returncode == 1
    (made,) = (tmp_path / "out").glob("*.txt")
    assert "Депутату И.И. Иванову" in made.read_text("utf-8")


def test_a_column_settles_it(letters, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """The roster's own form is printed, and nothing is left to be looked over."""
    rows = [f"{HEAD},family_name_ru_dative", f"{ROWS[0]},Купецу", f"{ROWS[1]},Борецу"]
    (tmp_path / "d.csv").write_text("\n".join(rows), encoding="utf-8")
    assert letters("check", "--strict").returncode == 0
    assert letters("batch", "--strict", "-f", "txt", "-o", "out").returncode == 0
    texts = "".join(file.read_text("utf-8") for file in (tmp_path / "out").glob("*.txt"))
    assert "И.И. Купецу" in texts
    assert "И.И. Борецу" in texts


def test_programs_read_each_form(letters) -> None:  # type: ignore[no-untyped-def]
    """One problem a form, with its row."""
    found = json.loads(letters("check", "--output-format", "json").stdout)
    assert [(each["name"], each["line"]) for each in found] == [
        ("unsure-form", 2),
        ("unsure-form", 3),
    ]
