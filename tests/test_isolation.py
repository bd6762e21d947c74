"""Limits: one letter that runs away ends alone, and is reported; one that waits is made."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from mmap import mmap
from pathlib import Path

import pytest

from appeal_cli.isolation import MEMORY, UnexpectedError, each
from appeal_cli.problems import AppealError, Problem
from tests.batch.conftest import LETTER, ROSTER, environment
from tests.conftest import ROOT, worker_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the limits are Linux's")


def work(task: str) -> str:
    """Does what the word says."""
    if task == "loop":
        while True:
            pass
    if task == "sleep":
        time.sleep(60)
    if task == "wait":
        time.sleep(0.5)
    if task == "stop":
        stop_for_a_while()
    if task == "spend":
        until = time.process_time() + 0.15
        while time.process_time() < until:
            pass
    if task == "grow":
        return "x" * 10**10
    if task == "more":
        return "x" * int(MEMORY * 1.1)
    if task == "much":
        return f"much{len('x' * int(MEMORY * 0.7))}"
    if task == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if task == "nest":
        return work(task)
    if task == "refuse":
        raise AppealError(Problem("no"), Problem("nor this"))
    if task == "break":
        raise ZeroDivisionError("broken")
    os.write(2, b"what libraries say is not heard")
    return task.upper()


def stop_for_a_while() -> None:
    """Stops this process, as Ctrl-Z does, and lets another set it going again."""
    waker = subprocess.Popen(["sh", "-c", f"sleep 0.5; kill -CONT {os.getpid()}"])
    os.kill(os.getpid(), signal.SIGSTOP)
    waker.wait()


def test_what_the_parent_holds_does_not_count() -> None:
    """A notebook holds much, and a letter may take as much memory as from anywhere else."""
    with mmap(-1, 2 * MEMORY):
        outcomes = list(each(work, ["a", "more", "much"]))
    assert [outcome.result and outcome.result[0] for outcome in outcomes] == ["A", None, "m"]
    assert [problem.kind for problem in outcomes[1].problems] == ["limit"]


@pytest.mark.parametrize("task", ["wait", "stop"])
def test_what_waits_is_given_time(task: str) -> None:
    """Only processor time counts, and each item has its own."""
    outcomes = list(each(work, ["a", task, "spend", "spend", "spend"], seconds=0.3))
    assert [outcome.problems for outcome in outcomes] == [()] * 5


@pytest.mark.parametrize(
    ("task", "names", "message"),
    [
        ("loop", ["limit"], "the letter took more than 0.3 s of processor time"),
        ("sleep", ["limit"], "the letter took more than 3 s, waiting included"),
        ("grow", ["limit"], "the letter needed more than 4 GB of memory"),
        ("nest", ["limit"], "something is nested too deep"),
        ("crash", ["crash"], "making the letter crashed (SIGSEGV)"),
        ("refuse", ["", ""], "no"),
    ],
)
def test_the_one_that_fails_fails_alone(
    capfd: pytest.CaptureFixture[str], task: str, names: list[str], message: str
) -> None:
    """Those before and after it are done, in their order, and nothing is printed."""
    # The limit counts what was there before the fork: of a process that ran other tests, a lot.
    outcomes = list(each(work, ["a", task, "b", "c"], seconds=0.3, memory=4 * MEMORY))
    assert [outcome.result for outcome in outcomes] == ["A", None, "B", "C"]
    assert [problem.kind for problem in outcomes[1].problems] == names
    assert outcomes[1].problems[0].message == message
    assert capfd.readouterr() == ("", "")


def test_what_nobody_foresaw_is_raised_here() -> None:
    """With the traceback of the other process in its notes."""
    with pytest.raises(UnexpectedError, match="ZeroDivisionError: broken") as raised:
        list(each(work, ["a", "break"]))
    assert "in work" in raised.value.__notes__[0]


def test_no_items_need_no_process() -> None:
    """Nothing to do is done at once."""
    assert list(each(work, [])) == []


# The commands

HASTY = """
from appeal_cli.batch.making import Making
from appeal_cli.isolation import each
each.__kwdefaults__["seconds"] = 0.5
Making.__init__.__defaults__ = (None, 0.5, None, 0)
from appeal_cli.cli import main
main()
"""
"""The real command, whose letters have half a second."""

LOOP = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An appeal, the roster of one deputy, and templates that never end."""
    head, first, *_ = ROSTER.splitlines()
    (tmp_path / "letter.yaml").write_text(LETTER, encoding="utf-8")
    (tmp_path / "roster.csv").write_text(f"{head},address\n{first},Astana\n", encoding="utf-8")
    for name in ("letter", "labels"):
        shutil.copytree(ROOT / "templates" / name, tmp_path / "endless" / name)
        page = tmp_path / "endless" / name / "letter.html.j2"
        page.write_text(LOOP + page.read_text("utf-8"), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--template", "endless/letter"),
        ("render", "--template", "endless/letter", "--to", "a1", "-f", "html", "-o", "made"),
        ("render", "--template", "endless/labels", "-f", "pdf", "-o", "made"),
    ],
)
def test_a_loop_is_ended_in_every_command(folder: Path, arguments: tuple[str, ...]) -> None:
    """After its processor time, with what it took. (A batch: `test_batch.py`.)"""
    own = ("letter.yaml", "-d", "roster.csv")
    ran = subprocess.run(
        [sys.executable, "-c", HASTY, *arguments, *own],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1
    assert "the letter took more than 0.5 s of processor time" in ran.stderr
    assert not (folder / "made").exists()


def make_a_pdf(folder: Path, *options: str) -> subprocess.Popen[str]:
    """A batch of one letter, at work."""
    own = ("letter.yaml", "-d", "roster.csv", "-f", "pdf", "-o", "out", "-j", "1")
    return subprocess.Popen(
        [sys.executable, "-m", "appeal_cli", "batch", *own, *options],
        cwd=folder,
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def kept_from_work(process: int, others: int) -> Iterator[None]:
    """The process shares one core with so many others that never rest."""
    core = {min(os.sched_getaffinity(0))}
    os.sched_setaffinity(process, core)
    loop = [sys.executable, "-S", "-c", "while True: pass"]
    busy = [subprocess.Popen(loop) for _ in range(others)]
    for each_other in busy:
        os.sched_setaffinity(each_other.pid, core)
    try:
        yield
    finally:
        for each_other in busy:
            each_other.kill()
            each_other.wait()


def test_a_busy_machine_refuses_no_letter(folder: Path) -> None:
    """A plain letter is made however many others want the processor too."""
    with make_a_pdf(folder, "--timeout", "2") as batch, kept_from_work(worker_of(batch.pid), 12):
        _, said = batch.communicate(timeout=120)
    assert batch.returncode == 0, said
    assert "1 letter made" in said


def test_a_press_that_was_stopped_goes_on(folder: Path) -> None:
    """A machine that went to sleep with a batch at work makes its letters afterwards."""
    for _ in range(10):
        with make_a_pdf(folder, "--timeout", "2", "--force") as batch:
            press = worker_of(batch.pid)
            try:
                os.kill(press, signal.SIGSTOP)
            except ProcessLookupError:  # it was done before it was found
                batch.communicate(timeout=120)
                continue
            time.sleep(2.3)
            os.kill(press, signal.SIGCONT)
            _, said = batch.communicate(timeout=120)
            break
    assert batch.returncode == 0, said
    assert "1 letter made" in said
