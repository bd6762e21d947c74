"""Completion in the shells themselves: whatever a roster says, nothing but `appeal` runs."""

from __future__ import annotations

import csv
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, Appeal

SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(appeal completion bash)"'),
    "zsh": (
        ["zsh", "-f", "-i"],
        'autoload -U compinit; compinit -u -D; eval "$(appeal completion zsh)"',
    ),
    "fish": (["fish", "--no-config", "-i"], "appeal completion fish | source"),
}

VALUES = (
    "$(touch pwned)",
    "`touch pwned`",
    ";touch pwned;",
    "&&touch pwned",
    "|touch pwned",
    "> pwned",
    "a b 'c \"d",
    "*",
    "!!",
    "-n",
    "\\t\\",
    "~#{a,b}[x]?<(c)^%",
    ":c=d@e,f",
    " Әбдіров ж. жол",
)

HELP = "Ann $(touch pwned) `touch pwned` ;touch pwned :'\"\\ %B"


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if not shutil.which(name):
        pytest.skip(f"{name} is not here")
    return name


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Deputies whose ids, names and groups want to run a command."""
    path = tmp_path / "r.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "name", "group"])
        for number, value in enumerate(VALUES):
            rows.writerow([f"z{number}_{value}", f"{HELP} {number}", f"g{number}_{value}"])
        rows.writerow(["last", "Zoe", "$(touch pwned)"])
    return path


def run(shell: str, folder: Path, lines: list[str]) -> str:
    """What the shell shows when the lines are typed; `arguments` has those that came of them."""
    command, setup = SHELLS[shell]
    (folder / "bin").mkdir()
    script = folder / "bin" / "appeal"
    # Stands for the command: it completes, and else notes what it was given.
    script.write_text(
        f'#!/bin/sh\n[ -z "$_APPEAL_COMPLETE" ] && [ "$1" = deputies ] && '
        f'printf "%s\\n" "$@" . >> {folder}/arguments && exit\n'
        f'exec {sys.executable} -m appeal_cli "$@"\n'
    )
    script.chmod(0o755)
    environment = {
        **os.environ, "PATH": f"{folder}/bin:{os.environ['PATH']}", "PYTHONPATH": str(ROOT),
        "HOME": str(folder), "INPUTRC": os.devnull, "TERM": "vt100", "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    child, terminal = pty.fork()
    if not child:
        os.chdir(folder)
        os.execvpe(command[0], command, environment)
    os.write(terminal, "\n".join([setup, *lines, "touch done", ""]).encode())
    shown, until = b"", time.monotonic() + 110
    while not (folder / "done").exists() and time.monotonic() < until:
        if select.select([terminal], [], [], 0.1)[0]:
            shown += os.read(terminal, 65_536)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    return shown.decode("utf-8", "replace")


def arguments(folder: Path) -> list[str]:
    """The last argument of each time that the command was called."""
    calls = (folder / "arguments").read_text("utf-8").removesuffix("\n.\n").split("\n.\n")
    return [call.split("\n")[-1] for call in calls]


def offered(shell: str, number: int) -> bool:
    """Whether the value of that number is: between backticks, bash could not quote another."""
    return shell != "bash" or "`" not in VALUES[number]


def test_a_completed_id_is_one_argument(shell: str, roster: Path, tmp_path: Path) -> None:
    """As it stands in the roster, whatever signs of the shell are in it."""
    shown = run(shell, tmp_path, [f"appeal deputies list r.csv --to z{number}_\t"
                                  for number in range(len(VALUES))])  # fmt: skip
    assert arguments(tmp_path) == [
        f"z{number}_{value if offered(shell, number) else ''}"
        for number, value in enumerate(VALUES)
    ], shown
    assert not (tmp_path / "pwned").exists()


def test_a_completed_condition_is_one_argument(shell: str, roster: Path, tmp_path: Path) -> None:
    """Also where the shell takes `=` for the end of a word, and from its very beginning."""
    shown = run(
        shell,
        tmp_path,
        [
            *(f"appeal deputies list r.csv --where group=g{n}_\t" for n in range(len(VALUES))),
            "appeal deputies list r.csv --where group=\\$\t",
            "appeal deputies list r.csv --to=z2_\t",
        ],
    )
    assert arguments(tmp_path) == [
        *(f"group=g{n}_{value if offered(shell, n) else ''}" for n, value in enumerate(VALUES)),
        "group=$(touch pwned)",
        f"--to=z2_{VALUES[2]}",
    ], shown
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize("quote", ["'", '"'])
def test_an_open_quote_stays_one(shell: str, roster: Path, tmp_path: Path, quote: str) -> None:
    """What would end it, or mean something in it, is quoted or not offered."""
    line = f"appeal deputies list r.csv --to {quote}z"
    numbers = [2, 7, 13] + ([0] if quote == "'" else [])
    shown = run(shell, tmp_path, [f"{line}{number}_\t" for number in numbers])
    assert arguments(tmp_path) == [f"z{number}_{VALUES[number]}" for number in numbers], shown
    assert not (tmp_path / "pwned").exists()


def test_what_is_shown_to_choose_from_is_only_shown(
    shell: str, roster: Path, tmp_path: Path
) -> None:
    """Names beside the ids, and a list of all of them."""
    shown = run(shell, tmp_path, ["appeal deputies list r.csv --to z\t\t\n", "true"])
    assert "pwned" in shown
    assert not (tmp_path / "pwned").exists()


def test_words_with_control_characters_are_not_offered(appeal: Appeal, tmp_path: Path) -> None:
    """A terminal would heed them, and a new line would begin another word."""
    roster = 'id,name,group\n1,Ann,"a\nplain,b"\n2,Bo,a\u202eb\n3,Cid,a\tb\n4,Di,a c\n'
    (tmp_path / "r.csv").write_text(roster, encoding="utf-8")
    line = "appeal deputies list r.csv --where group=a"
    for name, words in (
        ("bash", {"COMP_LINE": line, "COMP_WORDBREAKS": ""}),
        ("zsh", {"COMP_WORDS": line, "COMP_CWORD": "5"}),
        ("fish", {"COMP_WORDS": line, "COMP_CWORD": "group=a"}),
    ):
        ran = appeal(_APPEAL_COMPLETE=f"{name}_complete", **words)
        said = ran.stdout.decode()
        assert "c" in said
        assert "\u202e" not in said
        assert "\t" not in said
        assert "plain,b" not in said.splitlines()


COMPLETED = """
Invoke-Expression (appeal completion powershell | Out-String)
foreach ($number in 0..%d) {
    $line = "appeal deputies list r.csv --to z${number}_"
    $complete = [System.Management.Automation.CommandCompletion]
    $found = $complete::CompleteInput($line, $line.Length, $null)
    foreach ($match in $found.CompletionMatches) { $match.CompletionText }
}
"""


def powershell_words(appeal: Appeal, number: int) -> list[str]:
    """What PowerShell is given to put into the line."""
    typed = ["appeal", "deputies", "list", "r.csv", "--to", f"z{number}_"]
    ran = appeal(_APPEAL_COMPLETE="powershell_complete", COMP_WORDS="\n".join(typed))
    assert ran.stderr == b""
    return [line.split("\t")[0] for line in ran.stdout.decode().splitlines() if line]


def test_words_for_powershell_are_quoted_or_left_out(roster: Path, appeal: Appeal) -> None:
    """Nothing in single quotes is a command there; what could end them is not offered."""
    for number, value in enumerate(VALUES):
        whole = f"z{number}_{value}"
        unsafe = "'" in value or '"' in value or value.endswith("\\")
        plain = value in ("-n",)
        expected = [] if unsafe else [whole if plain else f"'{whole}'"]
        assert powershell_words(appeal, number) == expected


@pytest.mark.skipif(not shutil.which("pwsh"), reason="PowerShell is not here")
def test_powershell_itself(roster: Path, appeal: Appeal, tmp_path: Path) -> None:
    """What it would put into the line is what it is given, and nothing has run."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    ran = subprocess.run(
        ["pwsh", "-NoProfile", "-Command", COMPLETED % (len(VALUES) - 1)],
        cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, check=True,
    )  # fmt: skip
    given = [word for number in range(len(VALUES)) for word in powershell_words(appeal, number)]
    assert ran.stdout.decode().split("\n")[:-1] == given
    assert not (tmp_path / "pwned").exists()
