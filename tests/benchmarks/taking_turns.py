"""Contenders that take turns, so that what else the machine does falls on all of them."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.content import write_roster
from tests.benchmarks.measuring import Measure, measured


@dataclass(frozen=True)
class Contender:
    """One way to make letters: a command, run in the folder of letters of so many pages.

    `{python}`, `{count}` and `{roster}` in the command are filled in. With `own_clock` the
    command says how long its letters took, without its start; with `again` the letters that the
    contender before made are still there.
    """

    name: str
    command: tuple[str, ...]
    count: int = 1
    pages: int = 2
    cores: int | None = 1
    own_clock: bool = False
    again: bool = False


@dataclass(frozen=True)
class Result:
    """The measures of one contender, or why there are none."""

    contender: Contender
    seconds: tuple[float, ...] = ()
    letters: int = 0
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
        measures: dict[Contender, list[Measure]] = {each: [] for each in contenders}
        failures: dict[Contender, str] = {}
        for _ in range(self.repeats):
            for each in contenders:
                if each in failures:
                    continue
                try:
                    measures[each].append(self.turn(each))
                except (RuntimeError, OSError) as error:
                    failures[each] = str(error).strip().splitlines()[-1]
        return [_result(each, measures[each], failures.get(each, "")) for each in contenders]

    def turn(self, contender: Contender) -> Measure:
        """One run, into a folder that is empty, or that holds what an earlier run made."""
        print(f"  {contender.name}", file=sys.stderr)
        folder = self.folders[contender.pages]
        out = folder / "out"
        if not contender.again:
            shutil.rmtree(out, ignore_errors=True)
        out.mkdir(exist_ok=True)
        roster = folder / f"roster-{contender.count}.csv"
        if not roster.exists():
            write_roster(roster, contender.count)
        filled = {"python": sys.executable, "count": contender.count, "roster": roster.name}
        command = [part.format(**filled) for part in contender.command]
        return measured(command, contender.cores, folder)


def _result(contender: Contender, measures: Sequence[Measure], failure: str) -> Result:
    if failure:
        return Result(contender, failure=failure)
    seconds, letters = tuple(each.seconds for each in measures), contender.count
    if contender.own_clock:
        told = [json.loads(each.output) for each in measures]
        seconds, letters = tuple(each["seconds"] for each in told), told[0]["letters"]
    return Result(
        contender,
        seconds,
        letters,
        max(each.parent for each in measures),
        max(each.worker for each in measures),
    )
