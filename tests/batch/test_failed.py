"""failed.csv: who still has no letter, as a roster that people correct by hand."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.batch.conftest import Run

ROSTER = """\
id,family_name,given_name,gender,group,floor
a,Sample,Anna,female,North,1
b,Muster,Berta,female,,2
c,Example,Carl,male,South,
"""

LETTER = """\
language: en
date: 2013-10-17
title: A small appeal
body: ["You speak for {{ deputy.group }}, on floor {{ deputy.floor }}."]
"""


@pytest.fixture
def failed(batch: Run, tmp_path: Path) -> Path:
    """The list after a run in which two letters lack a word."""
    (tmp_path / "letter.yaml").write_text(LETTER, "utf-8")
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    ran = batch("letter.yaml", "-d", "roster.csv", "-f", "txt", "-o", "out")
    assert ran.returncode == 1
    assert "1 letter made, 0 unchanged, 2 failed" in ran.stderr
    return tmp_path / "out" / "failed.csv"


def rows(path: Path) -> dict[str, dict[str, str]]:
    """The rows by id."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def write(path: Path, found: Mapping[str, Mapping[str, str]], delimiter: str = ",") -> None:
    """The rows as a spreadsheet saves them."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, list(next(iter(found.values()))), delimiter=delimiter)
        table.writeheader()
        table.writerows(found.values())


def corrected(path: Path, name: Path | None = None, delimiter: str = ",") -> None:
    """Fills in by hand what is blank."""
    found = rows(path)
    found["b"]["group"] = "East"
    found["c"]["floor"] = "7"
    write(name or path, found, delimiter)


def test_it_has_the_columns_that_are_to_be_filled(failed: Path) -> None:
    """Also one that is blank for all who are listed."""
    found = rows(failed)
    assert list(found) == ["b", "c"]
    assert found["c"]["floor"] == ""
    assert "`deputy.floor` is blank" in found["c"]["problem"]


@pytest.mark.parametrize("more", [("--to", "a"), ("--to", "a", "--force")])
def test_a_run_for_others_keeps_it(batch: Run, failed: Path, more: tuple[str, ...]) -> None:
    """Whether it makes their letters or not."""
    before = failed.read_bytes()
    ran = batch("letter.yaml", "-d", "roster.csv", "-f", "txt", "-o", "out", *more)
    assert ran.returncode == 0
    assert failed.read_bytes() == before


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_rows_corrected_by_hand_stay_until_their_letters_are_made(
    batch: Run, failed: Path, delimiter: str
) -> None:
    """Through a run of the whole roster, where they fail again, and one of a part of the list."""
    corrected(failed, delimiter=delimiter)
    assert batch("letter.yaml", "-d", "roster.csv", "-f", "txt", "-o", "out").returncode == 1
    assert {rows(failed)["b"]["group"], rows(failed)["c"]["floor"]} == {"East", "7"}
    ran = batch("letter.yaml", "-d", failed, "-f", "txt", "-o", "out", "--to", "b")
    assert ran.returncode == 0, ran.stderr
    assert "East" in (failed.parent / "muster-berta.en.txt").read_text("utf-8")
    assert list(rows(failed)) == ["c"]
    assert rows(failed)["c"]["floor"] == "7"
    assert batch("letter.yaml", "-d", failed, "-f", "txt", "-o", "out").returncode == 0
    assert not failed.exists()


def test_under_another_name_it_makes_nobody_stale(batch: Run, failed: Path, tmp_path: Path) -> None:
    """Whoever is not in it has a letter already."""
    corrected(failed, tmp_path / "corrected.csv")
    ran = batch("letter.yaml", "-d", "corrected.csv", "-f", "txt", "-o", "out", "--prune")
    assert ran.returncode == 0, ran.stderr
    assert "no longer in the roster" not in ran.stderr
    letters = [path.name for path in failed.parent.glob("*.txt")]
    assert sorted(letters) == ["example-carl.en.txt", "muster-berta.en.txt", "sample-anna.en.txt"]
    assert not failed.exists()


def test_who_left_the_roster_leaves_the_list_when_it_is_pruned(
    batch: Run, failed: Path, tmp_path: Path
) -> None:
    """Not before: the row may be all that is left of somebody."""
    (tmp_path / "roster.csv").write_text(ROSTER.replace("c,Example", "d,Example"), "utf-8")
    batch("letter.yaml", "-d", "roster.csv", "-f", "txt", "-o", "out")
    assert sorted(rows(failed)) == ["b", "c", "d"]
    batch("letter.yaml", "-d", "roster.csv", "-f", "txt", "-o", "out", "--prune")
    assert sorted(rows(failed)) == ["b", "d"]


def test_one_that_can_not_be_read_is_said_before_letters_are_made(batch: Run, failed: Path) -> None:
    """It is neither overwritten nor deleted."""
    (failed.parent / "sample-anna.en.txt").unlink()
    failed.write_text('id,name\nb,"Berta\n', "utf-8")
    ran = batch("letter.yaml", "-d", "roster.csv", "-f", "txt", "-o", "out")
    assert ran.returncode == 1
    assert "failed.csv:2" in ran.stderr
    assert not (failed.parent / "sample-anna.en.txt").exists()
    assert failed.read_text("utf-8") == 'id,name\nb,"Berta\n'
