"""`appeal new` asks on a terminal whether the letter was recognised right, and nowhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Appeal

LETTER = "О школах\n\nУважаемые депутаты!\n\nПросим помочь школе.\n"
QUESTION = "Is that right? Make the folder [Y/n]"


def on_a_terminal(folder: Path, keys: bytes, *, errors_to_file: bool = False) -> tuple[int, str]:
    """The status of `appeal new` on a terminal of its own, and what stood on it, when somebody
    types the keys."""
    above, below = pty.openpty()
    command = [sys.executable, "-m", "appeal_cli", "new", "n", "--from", "letter.txt"]
    with (folder / "errors").open("wb") as file:
        errors = file if errors_to_file else below
        ran = subprocess.Popen(
            command, cwd=folder, stdin=below, stdout=below, stderr=errors, start_new_session=True
        )
        os.close(below)
        os.write(above, keys)
        shown = b""
        while True:
            try:
                part = os.read(above, 4096)
            except OSError:  # the other side is closed
                break
            if not part:
                break
            shown += part
        os.close(above)
        return ran.wait(), shown.decode()


@pytest.mark.parametrize(
    ("keys", "status"),
    [(b"y\n", 0), (b"\n", 0), (b"n\n", 1), (b"\x04", 130), (b"what\nn\n", 1)],
    ids=["yes", "return", "no", "end of input", "nonsense, no"],
)
def test_a_terminal_is_asked(tmp_path: Path, keys: bytes, status: int) -> None:
    """With all that was recognised above the question; without a yes nothing is written."""
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    ended, shown = on_a_terminal(tmp_path, keys)
    assert ended == status, shown
    assert 0 < shown.index("recognised as title: `О школах`") < shown.index(QUESTION)
    assert (tmp_path / "n").exists() == (status == 0)
    assert ("nothing was made" in shown) == (status == 1)
    assert "Traceback" not in shown


def test_where_errors_go_to_a_file_nothing_is_asked(tmp_path: Path) -> None:
    """Nobody would see the question."""
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    ended, shown = on_a_terminal(tmp_path, b"", errors_to_file=True)
    assert (ended, QUESTION in shown, (tmp_path / "n").exists()) == (0, False, True)


def test_without_a_terminal_nothing_is_asked(appeal: Appeal, tmp_path: Path) -> None:
    """In a script or in CI."""
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    ran = appeal("new", "n", "--from", "letter.txt")
    assert (ran.returncode, QUESTION in ran.stderr.decode()) == (0, False)
