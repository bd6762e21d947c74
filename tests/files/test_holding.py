"""Folders held open: a name leads where it led when its folder was opened."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from appeal_cli.files.holding import CAN_HOLD, HeldFolder

pytestmark = pytest.mark.skipif(not CAN_HOLD, reason="needs names by open folders")


def written(spot: tuple[str, int | None]) -> None:
    name, folder = spot
    os.close(os.open(name, os.O_CREAT | os.O_WRONLY, dir_fd=folder))


@pytest.mark.parametrize("swapped", ["out", "out/a", "out/a/b"])
def test_a_folder_that_is_swapped_meanwhile(tmp_path: Path, swapped: str) -> None:
    """The file is made in the folder that was opened, not behind the link in its place."""
    (tmp_path / "away" / "a" / "b").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    with (
        closing(HeldFolder(tmp_path / "out")) as folder,
        folder.spot("a/b/letter.html", make=True) as spot,
    ):
        (tmp_path / swapped).rename(tmp_path / "before")
        (tmp_path / swapped).symlink_to(tmp_path / "away")
        written(spot)
    assert [path.name for path in (tmp_path / "before").rglob("*.html")] == ["letter.html"]
    assert not list((tmp_path / "away").rglob("*.html"))


@pytest.mark.parametrize("make", [False, True])
def test_what_is_no_folder_is_not_gone_through(tmp_path: Path, make: bool) -> None:
    """A link to a folder inside is none either."""
    (tmp_path / "real").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "loop").symlink_to("loop")
    with closing(HeldFolder(tmp_path)) as folder:
        for name in ("file", "link", "loop", "real/../link"):
            with (
                pytest.raises(OSError, match=name[:4]),
                folder.spot(f"{name}/letter.html", make=make),
            ):
                pytest.fail(name)
    assert not list((tmp_path / "real").iterdir())


def test_no_folder_stays_open(tmp_path: Path) -> None:
    """Not even after errors."""
    (tmp_path / "file").touch()

    def opened() -> int:
        return len(list(Path("/dev/fd").iterdir()))

    before = opened()
    with closing(HeldFolder(tmp_path)) as folder:
        for name in ("a/b/c/d", "file/d", "missing"):
            for make in (True, False):
                try:
                    with folder.spot(name, make=make):
                        pass
                except OSError:
                    pass
    assert opened() == before
