"""What the tests share: the checkout's files, and the real command."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.hostile.warm import Warm, warm
from tests.running import run_appeal

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"

settings.register_profile("busy", deadline=None)  # a test is slow where others want the processor
settings.load_profile("busy")

collect_ignore = (
    []
    if os.name == "posix"
    else [
        "cli/test_completion.py",
        "importing/test_asking.py",
        "test_completion_shells.py",
        "test_faults.py",
        "test_set_up.py",
        "test_traced.py",
    ]
)
"""What only a Unix has the terminals, shells, limits and tracers for."""

Appeal = Callable[..., "subprocess.CompletedProcess[bytes]"]

SMALL_APPEAL = """\
language: en
date: 2013-10-17
title: A small appeal
addressee: {everyone: Deputies}
body:
  - The only paragraph.
"""


def heed_interrupts() -> None:
    """For a process that is to be interrupted: a shell starts those in the background deaf."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def worker_of(process: int) -> int:
    """The process that makes the letter, once it is at work and leaves SIGINT to the other."""
    path = Path(f"/proc/{process}/task/{process}/children")
    if not path.parent.parent.exists():
        pytest.skip("no /proc here")
    for _ in range(1_000):
        for child in path.read_text().split():
            try:
                status = Path(f"/proc/{child}/status").read_text()
            except OSError:  # it has ended
                continue
            ignored = re.search("SigIgn:\t(.*)", status)
            if ignored and int(ignored[1], 16) & 1 << (signal.SIGINT - 1):
                return int(child)
        time.sleep(0.02)
    pytest.fail("no process was started")


@pytest.fixture
def appeal(tmp_path: Path) -> Appeal:
    """Runs the real command in a folder of its own, as a user would."""

    def run(
        *arguments: str | Path, stdin: bytes = b"", cwd: Path = tmp_path, **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        return run_appeal(arguments, cwd, stdin, **environment)

    return run


@pytest.fixture(scope="session")
def warm_appeal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """The same, for many commands: each in a fork of one process that has imported everything."""
    if not hasattr(os, "fork"):
        pytest.skip("no fork here")
    with warm(tmp_path_factory.mktemp("warm")) as ready:
        yield ready


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small appeal in a file of its own."""
    path = tmp_path / "small.yaml"
    path.write_text(SMALL_APPEAL, encoding="utf-8")
    return path
