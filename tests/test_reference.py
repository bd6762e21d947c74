"""docs/reference.md says what the code says: `make reference` writes it anew."""

from __future__ import annotations

import importlib.util

from tests.conftest import ROOT


def test_the_reference_is_up_to_date() -> None:
    """A field, an option or a kind of problem that the page leaves out fails."""
    spec = importlib.util.spec_from_file_location("reference", ROOT / "docs" / "reference.py")
    assert spec
    assert spec.loader
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    assert reference.PAGE.read_text("utf-8") == reference.page(), "run `make reference`"
