"""Files that are spared, under whatever name somebody would write to them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from appeal_cli.files.targets import Spared


def test_a_file_is_spared_under_each_of_its_names(tmp_path: Path) -> None:
    file = tmp_path / "deputies.csv"
    file.write_text("id,name\n", "utf-8")
    (tmp_path / "link.csv").symlink_to(file)
    os.link(file, tmp_path / "hard.csv")
    spared = Spared([file])
    assert all(spared.has(tmp_path / name) for name in ("deputies.csv", "link.csv", "hard.csv"))


def test_a_file_is_spared_by_way_of_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    """The run itself makes the folder, and then the path leads to the file."""
    file = tmp_path / "deputies.csv"
    file.write_text("id,name\n", "utf-8")
    assert Spared([file]).has(tmp_path / "letters" / ".." / "deputies.csv")


@pytest.mark.parametrize("there", [True, False])
def test_what_is_not_there_is_spared_only_by_its_own_path(tmp_path: Path, there: bool) -> None:
    file = tmp_path / "deputies.csv"
    if there:
        file.write_text("id,name\n", "utf-8")
    spared = Spared([file, tmp_path / "nowhere.csv"])
    assert spared.has(file)
    assert spared.has(tmp_path / "nowhere.csv")
    assert not spared.has(tmp_path / "ann.pdf")
    assert not Spared([]).has(file)
