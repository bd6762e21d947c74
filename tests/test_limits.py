"""Limits: one letter that takes too much ends alone, and is reported."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from appeal_cli.errors import AppealError, Problem
from appeal_cli.limits import UnexpectedError, each

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the limits are Linux's")


def work(task: str) -> str:
    """Does what the word says."""
    if task == "loop":
        while True:
            pass
    if task == "sleep":
        time.sleep(60)
    if task == "grow":
        return "x" * 10**10
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


@pytest.mark.parametrize(
    ("task", "names", "message"),
    [
        ("loop", ["limit"], "the letter took longer than 0.5 s"),
        ("sleep", ["limit"], "the letter took longer than 0.5 s"),
        ("grow", ["limit"], "the letter needed more than 1 GB of memory"),
        ("nest", ["limit"], "something is nested too deep"),
        ("crash", ["crash"], "making the letter crashed (SIGSEGV)"),
        ("refuse", ["", ""], "no"),
    ],
)
def test_the_one_that_fails_fails_alone(
    capfd: pytest.CaptureFixture[str], task: str, names: list[str], message: str
) -> None:
    """Those before and after it are done, in their order, and nothing is printed."""
    outcomes = list(each(work, ["a", task, "b", "c"], seconds=0.5))
    assert [outcome.result for outcome in outcomes] == ["A", None, "B", "C"]
    assert [problem.name for problem in outcomes[1].problems] == names
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
