"""What stands on a terminal: no character that controls it, and commands that are safe to copy."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.conftest import LETTER, ROSTER, environment
from tests.conftest import Appeal

HARM = "\x1b]0;gone\x07\x9b31m\u202e"
"""It sets a terminal's title, colours it, and turns the direction of the text."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(LETTER, encoding="utf-8")
    (tmp_path / "r.csv").write_text(ROSTER, encoding="utf-8")
    return tmp_path


BATCH = ("batch", "a.yaml", "-d", "r.csv")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        (HARM,),
        (f"--{HARM}",),
        (*BATCH, "-f", HARM),
        (*BATCH, "--shard", HARM),
        (*BATCH, "--jobs", HARM),
        (*BATCH, "--report", HARM),
        (*BATCH, "--with", HARM),
        (*BATCH, "--sort", HARM, "--merge", "p.pdf"),
        (*BATCH, "--to", HARM),
        (*BATCH, "--where", f"{HARM}=1"),
        (*BATCH, "--name", f"{{{{ {HARM} }}}}"),
        (*BATCH, "--language", HARM),
        (*BATCH, "--template", f"./{HARM}"),
        (*BATCH, "--numbers", f"{HARM}.csv", "--number-from", "x"),
        ("check", "a.yaml", "-d", f"{HARM}.csv"),
        ("deputies", "list", f"{HARM}.csv"),
        ("render", f"{HARM}.yaml"),
        ("register", HARM),
        ("problems", HARM),
    ],
)  # fmt: skip
def test_nothing_controls_the_terminal(
    appeal: Appeal, folder: Path, arguments: tuple[str, ...]
) -> None:
    """Neither a file that somebody put into the folder nor what the command was given."""
    (folder / f"{HARM}.csv").write_text(f"id,name,{HARM}\n1{HARM},{HARM},x\n", encoding="utf-8")
    (folder / f"{HARM}.yaml").write_text(f"title: {HARM}\n{HARM}: 1\n", encoding="utf-8")
    ran = appeal(*arguments)
    said = (ran.stdout + ran.stderr).decode("utf-8")
    assert said
    assert [each for each in said if each in HARM and not each.isprintable()] == []


@pytest.mark.parametrize("name", ["a;touch pwned.csv", "$(touch pwned).csv", "-x.csv", "it's.csv"])
def test_a_command_to_copy_runs_nothing_else(appeal: Appeal, folder: Path, name: str) -> None:
    """What `appeal` shows of a folder takes each file as one argument."""
    (folder / "r.csv").rename(folder / name)
    lines = appeal().stdout.decode().splitlines()
    shown = next(line for line in lines if line.startswith("  appeal batch"))
    words = shlex.split(shown.partition("   a letter")[0])
    assert words[:4] == ["appeal", "batch", "a.yaml", "-d"]
    assert (folder / words[4]).samefile(folder / name)
    assert len(words) == 5
    ran = appeal(*words[1:], "-f", "txt")
    assert ran.returncode == 0, ran.stderr
    assert not (folder / "pwned").exists()


def test_a_heading_in_a_command_to_copy_is_one_word(appeal: Appeal, folder: Path) -> None:
    """A roster's heading could close the quotes that it stands in."""
    heading = "Who'; touch pwned; '"
    people = ["Ivan Petrov", "Maria Sidorova", "Peter Smith", "Anna Jones"]
    rows = "".join(f"{number},{name}\n" for number, name in enumerate(people))
    (folder / "r.csv").write_text(f'no,"{heading}"\n{rows}', encoding="utf-8")
    said = appeal("check", "a.yaml", "-d", "r.csv").stderr.decode()
    shown = said.partition("`--column ")[2].partition("`")[0]
    assert shlex.split(shown) == [f"name={heading.strip()}"]


def test_names_of_files_are_exact_for_programs_and_harmless_on_a_terminal(folder: Path) -> None:
    """The same command, with a pipe and with a terminal behind it."""
    pty = pytest.importorskip("pty")
    line = [sys.executable, "-m", "appeal_cli", *BATCH, "-f", "txt", "--to", "a1", "-o", f"o{HARM}"]
    line += ["--zip", f"{HARM}.zip"]
    piped = subprocess.run(line, cwd=folder, env=environment(), capture_output=True, check=True)
    assert f"\n{HARM}.zip\n".encode() in piped.stdout
    ours, theirs = pty.openpty()
    ran = subprocess.run(line, cwd=folder, env=environment(), stdout=theirs, stderr=theirs)
    os.close(theirs)
    assert ran.returncode == 0
    shown = os.read(ours, 65_536).decode()
    os.close(ours)
    assert "<U+001B>]0;gone<U+0007>" in shown
    assert HARM[:8] not in shown
