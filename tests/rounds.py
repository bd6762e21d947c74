"""`make rounds`: runs that are ended at random moments, and hostile files given to every command.

`python -m tests.rounds signals 100` ends that many batches, `python -m tests.rounds files` gives
each file of tests/hostile to `check`, `render` and `batch`. Each finding is one line; the status
is 1 where there is any.
"""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from tests.batch.conftest import LETTER, command, environment, large_roster, tree
from tests.conftest import heed_interrupts
from tests.hostile.case import APPEAL

LETTERS = 120
AT_ONCE = 5
"""After how many runs that are ended one is let go on, to the same folder as one that was not."""


class Ending(NamedTuple):
    """A signal that ends a run, and how many processes it has."""

    number: signal.Signals
    jobs: int


ENDINGS = tuple(
    Ending(number, jobs)
    for number in (signal.SIGKILL, signal.SIGINT, signal.SIGKILL, signal.SIGTERM)
    for jobs in (2, 64)
)
"""Half of the runs are killed, a quarter interrupted and a quarter terminated."""


def signals(count: int, folder: Path) -> Iterator[str]:
    """What was found after so many batches that were ended at random moments."""
    (folder / "letter.yaml").write_text(LETTER, encoding="utf-8")
    large_roster(folder / "many.csv", LETTERS)
    (folder / "tmp").mkdir()
    begun = time.monotonic()
    run(folder, "whole", 2)
    lasts = time.monotonic() - begun
    moments = random.Random(2013)
    for number, ending in enumerate(islice(cycle(ENDINGS), count), start=1):
        for found in ended(folder, ending, moments.uniform(0, lasts)):
            yield f"{number}. {ending.number.name} at {ending.jobs} jobs: {found}"
        if number % AT_ONCE == 0:
            yield from resumed(folder, ending.jobs)


def start(folder: Path, out: str, jobs: int) -> subprocess.Popen[str]:
    line = ("letter.yaml", "-d", "many.csv", "-f", "html,txt", "-o", out, "-j", str(jobs))
    return subprocess.Popen(
        command(line),
        cwd=folder,
        env={**environment(), "TMPDIR": str(folder / "tmp")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_interrupts,
    )


def run(folder: Path, out: str, jobs: int) -> None:
    """A run that nobody ends. Raises RuntimeError where it fails."""
    process = start(folder, out, jobs)
    _, said = process.communicate()
    if process.returncode:
        raise RuntimeError(said)


def ended(folder: Path, ending: Ending, after: float) -> Iterator[str]:
    """A run that is ended after so many seconds, and what is wrong with the way it ended."""
    process = start(folder, "out", ending.jobs)
    time.sleep(after)
    process.send_signal(ending.number)
    _, said = process.communicate()
    # By the signal itself where it comes while Python starts: a shell shows the same status.
    expected = {0, -ending.number}
    if ending.number != signal.SIGKILL:
        expected.add(128 + ending.number)
    if process.returncode not in expected:
        yield f"the status is {process.returncode}: {said[-300:]}"
    if "Traceback" in said or "File " in said:
        yield f"a traceback after {after:.2f} s: {said[-500:]}"
    until = time.monotonic() + 20
    while (left := of_session(process.pid)) and time.monotonic() < until:
        time.sleep(0.02)
    if left:
        yield f"{len(left)} processes go on"
    if scratch := [path.name for path in (folder / "tmp").iterdir()]:
        yield f"{scratch} is left after {after:.2f} s"
        for path in (folder / "tmp").glob("*/"):
            path.rmdir()


def of_session(session: int) -> list[str]:
    """The processes of the session that have not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, its = path.read_text().rpartition(")")[2].split()[:4]
        except (OSError, ValueError):
            continue
        if int(its) == session and state != "Z":
            found.append(path.parent.name)
    return found


def resumed(folder: Path, jobs: int) -> Iterator[str]:
    """Whether the next run makes the same folder as one that nobody ended."""
    run(folder, "out", jobs)
    if tree(folder / "out") != tree(folder / "whole"):
        yield "the folder differs from that of a whole run"
    for path in sorted((folder / "out").iterdir()):
        path.unlink()


def files(folder: Path) -> Iterator[str]:
    """What was found where each hostile file was given to each command."""
    from tests.hostile.warm import warm
    from tests.test_hostile import CASES

    with warm(folder) as appeal:
        for number, (name, case) in enumerate(CASES.items()):
            place = folder / str(number)
            place.mkdir()
            case.lay(place)
            (place / "people.csv").write_text("id,name\n1,Ann Sample\n2,Bert Muster\n", "utf-8")
            for words in every_command(case.arguments):
                ran = appeal(*words, cwd=place)
                if ran.status not in (0, 1, 2) or re.search("should not happen|Traceback", ran.err):
                    yield f"{name}: {words} ended with {ran.status}: {ran.err[-500:]}"
                if ran.sockets:
                    yield f"{name}: {words} opened {ran.sockets}"


def every_command(arguments: tuple[str, ...]) -> Iterator[list[str]]:
    """The commands that read appeals and rosters, with the arguments of a case."""
    given = [*arguments] if arguments[:1] == ("folder",) else [APPEAL, *arguments]
    roster = [] if "-d" in given else ["-d", "people.csv"]
    yield ["check", *given, *roster]
    yield ["render", *given, "-f", "docx,html,pdf,txt", "-o", "one/"]
    yield ["batch", *given, *roster, "-f", "html,txt", "-o", "out", "-j", "2", "--timeout", "5"]


def main(arguments: list[str]) -> int:
    """Runs a round, says what it found, and returns 1 where that is anything."""
    with tempfile.TemporaryDirectory(prefix="rounds-") as name:
        folder = Path(name)
        rounds = signals(int(arguments[1]), folder) if arguments[0] == "signals" else files(folder)
        found = []
        for each in rounds:
            print(each, flush=True)
            found.append(each)
    print(f"{arguments[0]}: {len(found)} found")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
