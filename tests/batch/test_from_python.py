"""A batch from Python: the same folder as the command's, letter by letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli import AppealError, load_appeal, load_deputies, make_batch
from tests.batch.conftest import Run

ROSTER = "id,name,email\n1,Ann Smith,ann@example.org\n2,Bob Brown,bob at home\n3,Cy Day,cy@x.org\n"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "d.csv"
    path.write_text(ROSTER, encoding="utf-8")
    return path


def test_the_same_files(batch: Run, small: Path, roster: Path, tmp_path: Path) -> None:
    """What the command makes, and a result for each letter, with what is wrong with it."""
    formats = ("txt", "eml")
    assert batch(small, "-d", roster, "-f", "txt,eml", "-o", "by-command").returncode == 1
    results = list(
        make_batch([load_appeal(small)], load_deputies(roster), tmp_path / "by-python", formats)
    )
    assert {(each.name, each.status) for each in results} == {
        ("Ann Smith", "made"), ("Bob Brown", "failed"), ("Cy Day", "made"),
    }  # fmt: skip
    (failed,) = (each for each in results if each.problems)
    assert failed.problems[0].line == 3
    made = {path.name: path.read_bytes() for path in (tmp_path / "by-command").iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "by-python").iterdir()} == made


def test_a_second_run_makes_nothing(small: Path, roster: Path, tmp_path: Path) -> None:
    """Letters that are there are told to be unchanged."""
    given = ([load_appeal(small)], load_deputies(roster), tmp_path / "out", ("txt",))
    assert {each.status for each in make_batch(*given)} == {"made"}
    assert [each.status for each in make_batch(*given)] == ["unchanged"] * 3


def test_a_language_that_no_appeal_has(small: Path, roster: Path, tmp_path: Path) -> None:
    """What is wrong with the batch as a whole is raised before a letter is made."""
    batch = make_batch(
        [load_appeal(small)], load_deputies(roster), tmp_path / "out", languages=("xx",)
    )
    with pytest.raises(AppealError, match="no appeal is in `xx`"):
        next(iter(batch))
    assert not (tmp_path / "out").exists()
