"""docs/reference.md and docs/rosters.md say what the code says: `make reference` writes them."""

from __future__ import annotations

import importlib.util

import pytest

from tests.conftest import ROOT


@pytest.mark.parametrize("name", ["reference", "rosters"])
def test_the_reference_is_up_to_date(name: str) -> None:
    """A field, an option, a kind of problem or a word that the page leaves out fails."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec
    assert spec.loader
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    assert reference.PAGE.read_text("utf-8") == reference.page(), "run `make reference`"
