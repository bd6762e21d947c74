"""Four pages of docs/ say what the code says: `make reference` writes them."""

from __future__ import annotations

import importlib.util
import re

import pytest

from appeal_cli.cli.problem_pages import KINDS, page_of
from appeal_cli.files.resources import read_words
from appeal_cli.problems import Kind
from tests.conftest import ROOT, Appeal


@pytest.mark.parametrize("name", ["problems", "recognised", "reference", "rosters"])
def test_the_reference_is_up_to_date(name: str) -> None:
    """A field, an option, a kind of problem or a word that the page leaves out fails."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec
    assert spec.loader
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    assert reference.PAGE.read_text("utf-8") == reference.page(), "run `make reference`"


def test_each_kind_of_problem_has_a_page(appeal: Appeal) -> None:
    """With its cause and its remedy, and the command prints it."""
    told = read_words("problems.yaml")
    assert sorted(told) == sorted(KINDS)
    assert all(set(page) == {"cause", "remedy"} for page in told.values())
    ran = appeal("problems", "unsure-form")
    assert (ran.returncode, ran.stdout.decode()) == (0, page_of(Kind.UNSURE_FORM))
    assert told["unsure-form"]["remedy"] in ran.stdout.decode()
    assert len(appeal("problems").stdout.decode().splitlines()) == len(KINDS)
    wrong = appeal("problems", "unsur-form")
    assert wrong.returncode == 1
    assert b"did you mean `unsure-form`?" in wrong.stderr


def test_each_key_has_a_meaning() -> None:
    """Also one that means the same as the part that it is."""
    page = (ROOT / "docs" / "reference.md").read_text("utf-8")
    keys = re.findall(r"^\| (`\w+`) \| [^|]+ \| (?:yes)? ?\| (.*?) ?\|", page, re.M)
    assert len(keys) > 100
    assert [name for name, meaning in keys if not meaning] == []
