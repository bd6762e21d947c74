"""Contenders that take turns, so that what else the machine does falls on all of them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp

from tests.benchmarks.measuring import Measure, measured
from tests.benchmarks.readers import write_names, write_roster


@dataclass(frozen=True)
class Contender:
    """One way to make letters: a command, run in the folder of letters of so many pages.

    `{python}`, `{count}`, `{roster}` and `{names}` (a roster of names that are all different) in
    the command are filled in. With `again` the letters
    that the contender before made are still there.
    """

    name: str
    command: tuple[str, ...]
    count: int = 1
    pages: int = 2
    cores: int | None = 1
    again: bool = False

    @property
    def start(self) -> Contender | None:
        """The same with a letter for each core: what it takes before it is at work. None where
        there is nothing to take it from."""
        is_one = self.again or self.count <= (self.cores or 1)
        return None if is_one else replace(self, count=self.cores or 1)


@dataclass(frozen=True)
class Result:
    """The seconds of one contender's whole runs, and of each more letter once it is at work; or
    why there are none."""

    contender: Contender
    seconds: tuple[float, ...] = ()
    each: tuple[float, ...] = ()
    parent: float = 0.0
    worker: float = 0.0
    failure: str = ""


class Runner:
    """Lets contenders take turns in the folders of letters by number of pages."""

    def __init__(self, folders: dict[int, Path], repeats: int) -> None:
        self.folders = folders
        self.repeats = repeats

    def run(self, contenders: Sequence[Contender]) -> list[Result]:
        """The results, in the order of the contenders."""
        turns: dict[Contender, list[tuple[Measure, Measure | None]]] = {}
        failures: dict[Contender, str] = {}
        for _ in range(self.repeats):
            for contender in contenders:
                if contender in failures:
                    continue
                try:
                    started = self.turn(contender.start) if contender.start else None
                    turns.setdefault(contender, []).append((self.turn(contender), started))
                except (RuntimeError, OSError) as error:
                    failures[contender] = str(error).strip().splitlines()[-1]
        for folder in self.folders.values():
            for used in folder.glob("used-*"):
                shutil.rmtree(used)
        return [result_of(each, turns.get(each, []), failures.get(each, "")) for each in contenders]

    def turn(self, contender: Contender) -> Measure:
        """One run, into a folder that is empty, or that holds what an earlier run made.

        What was made before is put aside: ext4 takes longer to make a file where many were
        just deleted.
        """
        print(f"  {contender.name}, {contender.count}", file=sys.stderr)
        folder = self.folders[contender.pages]
        out = folder / "out"
        if out.exists() and not contender.again:
            out.rename(Path(mkdtemp(prefix="used-", dir=folder)) / "out")
        out.mkdir(exist_ok=True)
        roster = folder / f"roster-{contender.count}.csv"
        if "{roster}" in contender.command and not roster.exists():
            write_roster(roster, contender.count)
        names = folder / f"names-{contender.count}.csv"
        if "{names}" in contender.command and not names.exists():
            write_names(names, contender.count)
        filled = {
            "python": sys.executable,
            "count": contender.count,
            "roster": roster.name,
            "names": names.name,
        }
        command = [part.format(**filled) for part in contender.command]
        return measured(command, contender.cores, folder)


def result_of(
    contender: Contender, turns: Sequence[tuple[Measure, Measure | None]], failure: str
) -> Result:
    """What the turns of a contender come to: each a whole run, and one that measures its start."""
    if failure:
        return Result(contender, failure=failure)
    start = contender.start
    each = (
        (whole.seconds - started.seconds) / (contender.count - start.count)
        for whole, started in turns
        if started and start
    )
    return Result(
        contender,
        tuple(whole.seconds for whole, _ in turns),
        tuple(each),
        max(whole.parent for whole, _ in turns),
        max(whole.worker for whole, _ in turns),
    )
