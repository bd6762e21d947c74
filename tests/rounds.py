"""`make rounds`: runs that are ended at random moments, hostile files given to every command, and
the print file of many letters.

`python -m tests.rounds signals 100` ends that many batches, `python -m tests.rounds files` gives
each file of tests/hostile to `check`, `render` and `batch`, and `python -m tests.rounds print 2000`
has that many letters judged as one file. Each finding is one line; the status is 1 where there is
any.
"""

from __future__ import annotations

import csv
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

import page
import pikepdf
import pypdfium2

from appeal_cli import load_language
from appeal_cli.batch.order import order_of
from tests.batch.conftest import LETTER, command, environment, large_roster, tree
from tests.conftest import ROOT, heed_interrupts
from tests.hostile.case import APPEAL
from tests.reading import pdf_pages

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


def signals(folder: Path, count: int) -> Iterator[str]:
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


SYLLABLES = re.findall("..", "бавегадожукиломанипорарасотуфехацишаяләлқоүн")


def print_file(folder: Path, count: int) -> Iterator[str]:
    """What was found in the print file of so many letters of the shipped appeal, to people who
    share no name."""
    shutil.copytree(ROOT / "data", folder / "data")
    chosen = random.Random(2013)
    names = sorted({"".join(chosen.choices(SYLLABLES, k=4)).capitalize() for _ in range(count * 2)})
    chosen.shuffle(names)
    rows = [f"p{n},{name}ов,{name[:2]}лан,male,{name}" for n, name in enumerate(names[:count])]
    head = "id,family_name,given_name,gender,area"
    (folder / "many.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    line = ("data/appeal.kk.yaml", "-d", "many.csv", "-o", "out", "--merge", "print.pdf", "-q")
    more = ("--sort", "family_name", "--records", "--index", "print.csv")
    made = command([*line, *more])
    quiet = subprocess.DEVNULL
    subprocess.run(made, cwd=folder, env=environment(), stdout=quiet, check=True)
    yield from judged(folder / "print.pdf")
    yield from compared(folder)


def judged(path: Path) -> Iterator[str]:
    """What the judges say of a print file."""
    for profile in ("3a", "ua1"):
        for failure in page.validate_pdf(str(path), profile=profile).failures[:5]:
            yield f"{profile}: {failure.message}"
    for program in (("qpdf", "--check", path), ("pdftoppm", "-r", "8", path, path.with_suffix(""))):
        ran = subprocess.run(program, capture_output=True, check=False)
        if ran.returncode or ran.stderr:
            yield f"{program[0]}: {ran.stderr.decode()[:500]}"


def compared(folder: Path) -> Iterator[str]:
    """Where the print file differs from the letters, which it has in the order of the alphabet."""
    with (folder / "print.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    order = order_of([load_language("kk", folder)])
    families = [row["name"].split()[-1] for row in rows]
    if families != sorted(families, key=order):
        yield "the letters do not stand in the order of the alphabet"
    joined = pdf_pages((folder / "print.pdf").read_bytes())
    for row in rows:
        pages = joined[int(row["first_page"]) - 1 : int(row["last_page"])]
        if pages != pdf_pages((folder / "out" / row["file"]).read_bytes()):
            yield f"{row['file']} has other words in the print file"
    marks = [place for _, place in leaves(folder / "print.pdf")]
    if marks != [int(row["first_page"]) - 1 for row in rows]:
        yield "the bookmarks do not lead to the letters"
    with pikepdf.open(folder / "print.pdf") as document:
        labels = [sheet.label for sheet in document.pages]
    if labels != [str(n) for row in rows for n in range(1, int(row["pages"]) + 1)]:
        yield "the pages of some letter are not labelled from 1"


def leaves(path: Path) -> list[tuple[str, int]]:
    """The bookmarks that have none below them, with the number of their page, from 0."""
    marks = list(pypdfium2.PdfDocument(path).get_toc(max_depth=20))
    below = [mark.level for mark in marks[1:]] + [0]
    return [
        (mark.get_title(), mark.get_dest().get_index())
        for mark, following in zip(marks, below, strict=True)
        if following <= mark.level
    ]


def main(arguments: list[str]) -> int:
    """Runs a round, says what it found, and returns 1 where that is anything."""
    with tempfile.TemporaryDirectory(prefix="rounds-") as name:
        folder = Path(name)
        rounds = ROUNDS[arguments[0]](folder, *map(int, arguments[1:]))
        found = []
        for each in rounds:
            print(each, flush=True)
            found.append(each)
    print(f"{arguments[0]}: {len(found)} found")
    return int(bool(found))


ROUNDS: dict[str, Callable[..., Iterator[str]]] = {
    "signals": signals,
    "files": files,
    "print": print_file,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
