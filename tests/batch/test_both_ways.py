"""The quick way and the full one: the same files, whatever goes on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.batch.conftest import Run, letters_in, tree
from tests.benchmarks.content import window_text
from tests.benchmarks.readers import write_names
from tests.conftest import DATA

KINDS = {
    "window": ("window.yaml",),
    "brief": (str(DATA / "appeal.kk.yaml"), "--template", "brief"),
    "envelopes": (str(DATA / "appeal.en.yaml"), "--with", "envelope,labels-l7160"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_readers_who_are_all_different(kind: str, batch: Run, tmp_path: Path) -> None:
    """More of them than are laid out to prove the quick way."""
    (tmp_path / "window.yaml").write_text(window_text(), encoding="utf-8")
    write_names(tmp_path / "names.csv", 9)
    made = []
    for way in ("--imprint", "--no-imprint"):
        done = batch(*KINDS[kind], "-d", "names.csv", "-o", way.strip("-"), way)
        assert done.returncode == 0, done.stderr
        made.append(tree(tmp_path / way.strip("-")))
    assert len(letters_in(tmp_path / "imprint")) >= 9
    assert made[0] == made[1]
