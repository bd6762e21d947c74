"""Hostile, broken and odd files: each gets its verdict, from every command alike, and leaves
no trace but that."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.hostile import appeals, rosters, templates
from tests.hostile.case import APPEAL
from tests.hostile.warm import Ran, Warm

CASES = {
    f"{module.__name__.rpartition('.')[2]}: {name}": case
    for module in (appeals, rosters, templates)
    for name, case in module.CASES.items()
}

RUNAWAY = ("templates: a text of 10 GB", "templates: a text that doubles")
"""What only the limits of a letter stop."""

COMMANDS = {
    "check": ("check",),
    "docx": ("render", "-f", "docx,html", "-o", "out/"),
    "pdf": ("render", "-f", "pdf", "-o", "out/letter.pdf"),
}

MOST_MEGABYTES = 400

PYTHON = (sys.prefix, sys.base_prefix, *filter(None, sys.path))
"""Where Python is, and its packages."""


def test_there_are_many() -> None:
    """A list that shrinks by mistake is noticed."""
    assert len(CASES) > 300


@pytest.mark.parametrize("name", CASES)
def test_each_file_gets_its_verdict(warm_appeal: Warm, tmp_path: Path, name: str) -> None:
    """Exit status, message, memory, files and sockets, from `check` and for every format."""
    case = CASES[name]
    case.lay(tmp_path)
    laid = sorted(tmp_path.rglob("*"))
    given = case.arguments if case.arguments[:1] == ("folder",) else (APPEAL, *case.arguments)
    for command, (verb, *rest) in COMMANDS.items():
        ran = warm_appeal(verb, *given, *rest, cwd=tmp_path)
        assert (command, ran.status, ran.err) == (command, case.verdict, ran.err)
        assert "should not happen" not in ran.err
        assert case.says in ran.err
        assert ran.megabytes < MOST_MEGABYTES or name in RUNAWAY
        assert ran.sockets == []
        assert _read_elsewhere(ran, tmp_path) == []
        assert _changed_elsewhere(ran) == []
    made = set(tmp_path.rglob("*")) - {*laid, tmp_path / "out"}
    formats = [] if case.verdict else [".docx", ".html", ".pdf"]
    assert sorted(path.suffix for path in made) == formats


def _read_elsewhere(ran: Ran, folder: Path) -> list[str]:
    """What was read outside the case's folder, Python and the package."""
    homes = [
        str(folder),
        str(ROOT),
        *PYTHON,
        "/usr/share/zoneinfo",
        "/dev/null",
        "/proc/self/statm",  # how much memory the process of a letter begins with
    ]
    paths = [name if name.startswith("/") else str(folder / name) for name in ran.reads]
    numbers = [str(number) for number in range(100)]  # files that are open already
    return [
        path
        for path, name in zip(paths, ran.reads, strict=True)
        if not path.startswith(tuple(homes)) and name not in numbers and "/appeal-" not in name
    ]


def _changed_elsewhere(ran: Ran) -> list[tuple[str, ...]]:
    """What was changed outside the output folder and the letter's own scratch folder."""
    return [
        event
        for event in ran.changes
        if not event[1].startswith(("out/", "/dev/null"))
        and event[1] != "out"
        and "/appeal-" not in event[1]
        and not event[1].isdigit()
    ]


TRACED = (
    "appeals: markup in the text",
    "templates: a reference with entities",
    "templates: an import of a file",
    "templates: an attachment",
    "rosters: a workbook with entities",
)


@pytest.mark.parametrize("name", TRACED)
@pytest.mark.parametrize("command", ["pdf", "docx"])
def test_the_kernel_sees_nothing_else(tmp_path: Path, name: str, command: str) -> None:
    """No socket, no other program and no file of the system, from libraries in C either."""
    strace = shutil.which("strace")
    if not strace:
        pytest.skip("needs strace")
    case = CASES[name]
    case.lay(tmp_path)
    verb, *rest = COMMANDS[command]
    ran = subprocess.run(
        [
            *(strace, "-f", "-o", "trace", "-e", "trace=open,openat,socket,connect,execve"),
            *(sys.executable, "-m", "appeal_cli", verb, APPEAL, *case.arguments, *rest),
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    if b"ptrace" in ran.stderr:
        pytest.skip("this user may not trace")
    assert ran.returncode == case.verdict
    calls = (tmp_path / "trace").read_text(encoding="utf-8").splitlines()
    assert [call for call in calls if "socket(" in call or "connect(" in call] == []
    if command != "pdf":  # WeasyPrint asks ldconfig, and a compiler, where the libraries are
        assert len([call for call in calls if "execve(" in call]) == 1
    opened = set(re.findall(r'open(?:at)?\(.*?"([^"]+)".*= \d', "\n".join(calls)))
    assert [path for path in opened if path.startswith("/home") or "passwd" in path] == []
    homes = (
        str(tmp_path),
        str(ROOT),
        *PYTHON,
        str(Path(sys.prefix).parent),
        tempfile.gettempdir(),
        *SYSTEM,
    )
    assert [path for path in opened if path.startswith("/") and not path.startswith(homes)] == []


SYSTEM = (
    *("/usr/", "/lib", "/proc/", "/sys/", "/dev/null", "/dev/urandom"),
    *("/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types", "/etc/fonts", "/etc/ssl"),
)
"""Where the system's libraries are, and what they are set up with."""
