"""Measuring commands: their time, and the memory of each of their processes."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parent.parent.parent
INTERVAL = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True)
class Measure:
    """What one run of a command took: seconds, and the peak of memory in MB, of the command
    itself and of the largest of the processes that it started. `output` is what it printed."""

    seconds: float
    parent: float
    worker: float
    output: str


def measured(command: Sequence[str], cores: int | None, folder: Path) -> Measure:
    """One run of the command, held to as many cores as that.

    Raises RuntimeError with what it said where it fails.
    """
    allowed = sorted(os.sched_getaffinity(0))[:cores]
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, allowed),
    )
    peaks: dict[int, float] = {}
    watcher = threading.Thread(target=_watch, args=(process, peaks))
    watcher.start()
    output, errors = process.communicate()
    seconds = time.perf_counter() - started
    watcher.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{errors[-2000:]}")
    parent = peaks.pop(process.pid, 0.0)
    return Measure(seconds, parent, max(peaks.values(), default=0.0), output)


def _watch(process: subprocess.Popen[str], peaks: dict[int, float]) -> None:
    while process.poll() is None:
        for pid in _family(process.pid):
            peaks[pid] = max(peaks.get(pid, 0.0), _peak(pid))
        time.sleep(INTERVAL)


def _family(pid: int) -> list[int]:
    """The process and all that it started, as Linux's /proc knows them."""
    children: list[str] = []
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            children += thread.read_text().split()
    return [pid, *(each for child in children for each in _family(int(child)))]


def _peak(pid: int) -> float:
    """The most memory that the process has used, in MB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(found[0]) / 1024 if found else 0.0


@dataclass(frozen=True)
class Spread:
    """The median of several measures, and the quartiles around it."""

    middle: float
    low: float
    high: float


def spread(values: Sequence[float]) -> Spread:
    """The median and quartiles; of fewer than three values, the least and the most."""
    if len(values) < 3:
        return Spread(median(values), min(values), max(values))
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return Spread(middle, low, high)
