"""The set-up of `make letter`: system packages are installed by nobody who said no."""

from __future__ import annotations

import os
import pty
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import ROOT

PROGRAMS = {
    "id": "echo 1000",
    "apt-get": 'echo "apt-get $*" >> calls',
    "apt-cache": "exit 0",
    "sudo": 'echo sudo >> calls; "$@"',
}
"""What stands for the system's own: whoever runs make is not root."""


@pytest.fixture
def system(tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, script in PROGRAMS.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}


def make(folder: Path, system: dict[str, str], *words: str, stdin: int | None = None) -> str:
    """What is said; on a terminal where `stdin` is one."""
    command = ["make", "-f", ROOT / "Makefile", "packages", "PACKAGES=libpango-1.0-0", *words]
    ran = subprocess.run(
        command, cwd=folder, env=system, stdin=stdin or subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=stdin or subprocess.PIPE, timeout=60, check=True,
    )  # fmt: skip
    return (ran.stderr or b"").decode()


def calls(folder: Path) -> str:
    path = folder / "calls"
    return path.read_text("utf-8") if path.exists() else ""


def test_elsewhere_than_on_a_terminal_sudo_is_used(tmp_path: Path, system: dict[str, str]) -> None:
    """As in a CI job."""
    make(tmp_path, system)
    assert calls(tmp_path).startswith("sudo\n")
    assert "libpango-1.0-0" in calls(tmp_path)


def test_an_empty_sudo_says_no(tmp_path: Path, system: dict[str, str]) -> None:
    """What would have been installed is said, and the rest goes on."""
    assert "apt-get install libpango-1.0-0" in make(tmp_path, system, "SUDO=")
    assert calls(tmp_path) == ""


def all_of(terminal: int) -> str:
    """What was written to a terminal that nobody has open at its other end any more; Linux says
    the end of it with an error, others do not."""
    shown = b""
    with os.fdopen(terminal, "rb", buffering=0) as screen, suppress(OSError):
        while piece := screen.read(10_000):
            shown += piece
    return shown.decode()


@pytest.mark.parametrize(("answer", "is_installed"), [("n\n", False), ("y\n", True), ("\n", True)])
def test_on_a_terminal_it_asks(
    tmp_path: Path, system: dict[str, str], answer: str, is_installed: bool
) -> None:
    """Naming what would be installed."""
    ours, theirs = pty.openpty()
    os.write(ours, answer.encode())
    make(tmp_path, system, stdin=theirs)
    os.close(theirs)
    shown = all_of(ours)
    assert "PDF needs system packages: libpango-1.0-0" in shown
    assert ("libpango-1.0-0" in calls(tmp_path)) == is_installed
