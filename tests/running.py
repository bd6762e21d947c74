"""The real command, as a user would run it: each time in a process of its own. Most are forked from
one that has imported everything, and take half the time; the others are started anew."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from tests.hostile.warm import ROOT, Warm, warm


def run_appeal(
    arguments: Sequence[str | Path], cwd: Path, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """What came of `appeal` with those arguments in the folder. One that has an environment of its
    own is started anew: Python looks at some of it as it starts."""
    line = [sys.executable, "-m", "appeal_cli", *map(str, arguments)]
    if hasattr(os, "fork") and not environment and _environment() == _begun_in():
        done = _ready()(*arguments, cwd=cwd, stdin=stdin, is_watched=False)
        return subprocess.CompletedProcess(line, done.status, done.stdout, done.stderr)
    whole = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        line, input=stdin, capture_output=True, cwd=cwd, env=whole, timeout=120, check=False
    )


def run_as_text(arguments: Sequence[str | Path], cwd: Path) -> subprocess.CompletedProcess[str]:
    """The same, with what it said as text."""
    done = run_appeal(arguments, cwd)
    out, err = (said.decode().replace("\r\n", "\n") for said in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


@cache
def _ready() -> Warm:
    stack = ExitStack()
    atexit.register(stack.close)
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="warm-"))
    return stack.enter_context(warm(Path(folder)))


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}


@cache
def _begun_in() -> dict[str, str]:
    _ready()
    return _environment()
