"""The names of problems: one table has them all, and warnings are turned off by them."""

from __future__ import annotations

import re
from pathlib import Path

from appeal_cli.cli.ignoring import warnings
from appeal_cli.problems import Kind
from tests.conftest import DATA, ROOT, Appeal

LETTER = DATA / "appeal.en.yaml"


def test_every_kind_is_used_in_the_code() -> None:
    """A kind that no problem has any more leaves the table."""
    files = [path for path in (ROOT / "appeal_cli").rglob("*.py") if path.name != "problems.py"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    used = set(re.findall(r"\bKind\.([A-Z_]+)", code))
    assert len(used) > 40
    assert used == {kind.name for kind in Kind}


def test_every_kind_says_what_it_means() -> None:
    """As an error, as a warning, or as both."""
    assert all(kind.as_error or kind.as_warning for kind in Kind)


def test_a_warning_is_turned_off_by_its_name(appeal: Appeal, tmp_path: Path) -> None:
    """The name stands in brackets after the warning, and `--ignore` takes it."""
    roster = tmp_path / "roster.csv"
    roster.write_text("name\nRobin Smith\n", encoding="utf-8")
    shown = appeal("check", LETTER, "-d", roster).stderr.decode()
    assert "[gender]" in shown
    assert "[ids-from-names]" in shown
    assert "0 errors, 1 warning, 1 notice" in shown
    ran = appeal("check", LETTER, "-d", roster, "--ignore", "gender,ids-from-names", "--strict")
    assert ran.returncode == 0
    assert ran.stderr.decode() == "1 letter can be made; 0 errors, 0 warnings\n"


def test_an_unknown_name_is_an_error(appeal: Appeal) -> None:
    """A misspelt name is reported with the nearest, and an error can't be turned off."""
    ran = appeal("check", LETTER, "--ignore", "gendr")
    assert ran.returncode == 1
    assert "did you mean `gender`?" in ran.stderr.decode()
    ran = appeal("check", LETTER, "--ignore", "missing-key")
    assert ran.returncode == 1
    assert "only warnings can be turned off" in ran.stderr.decode()


def test_the_help_explains_each_warning(appeal: Appeal) -> None:
    """`appeal check --help` says what each name means."""
    shown = " ".join(appeal("check", "--help").stdout.decode().split()) + " "
    for kind in warnings():
        assert f" {kind} {kind.as_warning} " in shown
