"""A signal ends a command quietly, whatever Python does at that moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SMALL_APPEAL, heed_interrupts

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

MOMENTS = {
    "at once": "strike()",
    "in a callback that lets nothing out": """\
class Thing: pass
thing = Thing()
reference = weakref.ref(thing, lambda _: strike())
del thing
time.sleep(5)""",
    "where Python raises another error for any": """\
try:
    strike()
except BaseException:
    raise ImportError("this module can't be loaded") from None""",
    "twice": """\
try:
    strike()
finally:
    strike()""",
}
"""What happens as a module is loaded; `strike` sends the signal."""

SITE = """\
import builtins, os, sys, time, weakref

def strike():
    os.kill(os.getpid(), {number})
    for _ in range(1000):
        pass

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            sys.meta_path.remove(self)
            exec({code!r}, globals())

sys.meta_path.insert(0, Finder())
"""


def struck(folder: Path, number: int, module: str, code: str) -> subprocess.CompletedProcess[str]:
    """`check`, which gets the signal as it loads the module."""
    (folder / "a.yaml").write_text(SMALL_APPEAL, encoding="utf-8")
    site = SITE.format(number=number, module=module, code=code)
    (folder / "sitecustomize.py").write_text(site, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "appeal_cli", "check", "a.yaml"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{folder}:{ROOT}"},
        capture_output=True,
        text=True,
        preexec_fn=heed_interrupts,
    )


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize(
    ("number", "status", "said"),
    [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, ""), (signal.SIGHUP, 129, "")],
)
def test_a_signal_while_a_command_works(
    tmp_path: Path, number: int, status: int, said: str, moment: str
) -> None:
    """It is neither lost nor taken for a fault of the program."""
    ran = struck(tmp_path, number, "appeal_cli.appeal.appeal", MOMENTS[moment])
    assert (ran.returncode, ran.stdout) == (status, "")
    assert ran.stderr.strip() in (said, "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("module", ["click", "appeal_cli.cli.streams", "appeal_cli.problems"])
def test_a_signal_while_python_loads_the_command(tmp_path: Path, number: int, module: str) -> None:
    """It ends the process, which says nothing; a shell shows the same status."""
    ran = struck(tmp_path, number, module, MOMENTS["at once"])
    assert (ran.returncode, ran.stdout, ran.stderr) == (-number, "", "")


@pytest.mark.parametrize("module", ["click", "appeal_cli.appeal.appeal"])
def test_what_is_told_to_ignore_a_signal_ignores_it(tmp_path: Path, module: str) -> None:
    """As `nohup` has it."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        ran = struck(tmp_path, signal.SIGHUP, module, MOMENTS["at once"])
    finally:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    assert ran.returncode == 0, ran.stderr
