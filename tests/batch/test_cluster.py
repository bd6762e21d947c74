"""A real Dask scheduler and two worker processes in the place of this machine's presses."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.conftest import Run, command, environment, large_roster, letters_in, tree

pytest.importorskip("distributed")

LETTERS = 120


def a_free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[int]]]:
    """The address of a scheduler, and the processes of its two workers."""
    address = f"tcp://127.0.0.1:{a_free_port()}"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    settings = {"cwd": tmp_path, "env": environment(), **quiet}
    commands = [
        [*dask, "--host", address, "--no-dashboard"],
        *([*worker, "--no-nanny", "--nthreads", "1", "--no-dashboard"] for _ in range(2)),
    ]
    processes = [subprocess.Popen(line, **settings) for line in commands]  # type: ignore[call-overload]
    wait_for_workers(address, 2)
    yield address, [process.pid for process in processes[1:]]
    for process in reversed(processes):
        process.kill()
        process.wait()


def wait_for_workers(address: str, count: int) -> None:
    from distributed import Client

    with Client(address, timeout=30) as client:
        client.wait_for_workers(count, timeout=30)


def test_a_cluster_makes_the_same_letters(
    cluster: tuple[str, list[int]], batch: Run, letter: Path, tmp_path: Path
) -> None:
    """With one of its workers killed midway, the folder ends as a local run's."""
    address, workers = cluster
    roster = large_roster(tmp_path / "many.csv", LETTERS)
    arguments = (letter, "-d", roster, "-f", "docx,html")
    assert batch(*arguments, "-o", "here").returncode == 0
    process = subprocess.Popen(
        command([*arguments, "-o", "there", "--dask", address, "-j", "10"]),
        cwd=tmp_path,
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + 60
    while not list((tmp_path / "there").glob("*.html")) and time.monotonic() < until:
        time.sleep(0.01)
    os.kill(workers[0], signal.SIGKILL)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert len(letters_in(tmp_path / "there")) == 2 * LETTERS
    assert tree(tmp_path / "there") == tree(tmp_path / "here")


def test_no_scheduler_there(batch: Run, letter: Path, roster: Path) -> None:
    """An ordinary message that says which address does not answer."""
    address = f"tcp://127.0.0.1:{a_free_port()}"
    ran = batch(letter, "-d", roster, "-f", "html", "-o", "out", "--dask", address)
    assert ran.returncode == 1
    assert f"no cluster answers at {address}" in ran.stderr
    assert "Traceback" not in ran.stderr
