"""What other systems have and have not, as far as it can be tried on this one: processes that begin
anew, no limits of the system, consoles with old code pages, paths that are too long."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from appeal_cli.drawing.starting import library_in
from tests.batch.conftest import LETTER, ROSTER, command, environment, tree
from tests.conftest import Appeal

ELSEWHERE = """\
import multiprocessing, signal, sys

context = multiprocessing.get_context
multiprocessing.get_context = lambda method=None: context("spawn")
sys.modules["resource"] = None
for name in ("SIGHUP", "setitimer", "ITIMER_PROF", "SIGPROF", "SIGXCPU", "pthread_sigmask"):
    delattr(signal, name)
"""
"""What Python does first in each process: it has no `fork`, no limits and no masks of signals."""


def test_homebrews_libraries_are_found_by_their_names(tmp_path: Path) -> None:
    """As Homebrew calls the files of Pango, which WeasyPrint asks for by several names."""
    for file in ("libpango-1.0.dylib", "libpango-1.0.0.dylib", "libharfbuzz.dylib"):
        (tmp_path / file).touch()
    names = ("libpango-1.0-0", "pango-1.0", "harfbuzz", "fontconfig")
    found = [library_in(tmp_path, name) for name in names]
    pango, harfbuzz = (str(tmp_path / f"lib{name}.dylib") for name in ("pango-1.0", "harfbuzz"))
    assert found == [None, pango, harfbuzz, None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(LETTER, encoding="utf-8")
    (tmp_path / "r.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "sitecustomize.py").write_text(ELSEWHERE, encoding="utf-8")
    return tmp_path


def elsewhere(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, where each process begins as on Windows."""
    paths = {"PYTHONPATH": f"{folder / 'first'}:{environment()['PYTHONPATH']}"}
    line = [sys.executable, "-m", "appeal_cli", *arguments]
    settings = {**environment(), **paths}
    return subprocess.run(line, cwd=folder, env=settings, capture_output=True, text=True)


def test_processes_that_begin_anew_make_the_same_letters(folder: Path) -> None:
    """Every format, by several workers; envelopes, labels and the print file too."""
    line = ["a.yaml", "-d", "r.csv", "-f", "pdf,docx,html,txt", "-j", "2", "--merge", "p.pdf"]
    ran = elsewhere(folder, "batch", *line, "-o", "there")
    assert ran.returncode == 0, ran.stderr
    printed = (folder / "p.pdf").read_bytes()
    subprocess.run(command([*line, "-o", "here"]), cwd=folder, env=environment(), check=True)
    assert tree(folder / "there") == tree(folder / "here")
    assert (folder / "p.pdf").read_bytes() == printed


def test_the_clock_ends_a_letter_where_nothing_else_does(folder: Path) -> None:
    """It is named, and the command ends."""
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    (folder / "mine").mkdir()
    (folder / "mine" / "letter.html.j2").write_text(loop, encoding="utf-8")
    line = ("a.yaml", "-d", "r.csv", "--to", "a1", "-f", "html", "--template", "./mine")
    ran = elsewhere(folder, "batch", *line, "-o", "out", "--timeout", "3")
    assert ran.returncode == 1
    assert "the letter took more than 3 s, waiting included" in ran.stderr
    assert "1 failed" in ran.stderr


@pytest.mark.parametrize("encoding", ["cp866", "cp1251", "cp437", "ascii", "latin-1"])
def test_the_console_changes_no_file(appeal: Appeal, folder: Path, encoding: str) -> None:
    """What is written, and what goes to a pipe, is UTF-8 whatever the console shows."""
    text = LETTER.replace("A small appeal", "Әділет — қала — Görög — 日本")
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    row = ROSTER.replace("Ann Smith,Smith,Ann", "Әлия Қанат,Қанат,Әлия")
    (folder / "r.csv").write_text(row, encoding="utf-8")
    line = [sys.executable, "-m", "appeal_cli"]
    settings = {**environment(), "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}

    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([*line, *arguments], cwd=folder, env=settings, capture_output=True)

    ran = run("batch", "a.yaml", "-d", "r.csv", "-f", "html", "-o", "old")
    assert ran.returncode == 0, ran.stderr
    assert "old/қанат-әлия.en.html" in ran.stdout.decode().splitlines()
    assert appeal("batch", "a.yaml", "-d", "r.csv", "-f", "html", "-o", "new").returncode == 0
    assert tree(folder / "old") == tree(folder / "new")
    ran = run("render", "a.yaml", "-d", "r.csv", "--to", "a1", "-f", "html", "-o", "-")
    assert ran.stdout == (folder / "new" / "қанат-әлия.en.html").read_bytes()
    ran = run("deputies", "list", "r.csv")
    assert "Қанат" in ran.stdout.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ("batch", "a.yaml", "-d", "r.csv", "-f", "html", "-o", "out"),
        ("batch", "a.yaml", "-d", "r.csv", "-f", "html", "-o", "out", "--zip", "Ә.zip"),
        ("render", "a.yaml", "-d", "r.csv", "--to", "a1", "-f", "html"),
        ("render", "a.yaml", "-d", "Ә.csv", "--to", "a1", "-f", "html"),
    ],
)
def test_a_system_without_letters_for_a_name(folder: Path, arguments: tuple[str, ...]) -> None:
    """An old locale: a message that says what to set, and the letters that can be named."""
    row = ROSTER.replace("Ann Smith,Smith,Ann", "Әлия Қанат,Қанат,Әлия")
    (folder / "r.csv").write_text(row, encoding="utf-8")
    line = [sys.executable, "-m", "appeal_cli", *arguments]
    settings = {**environment(), "PYTHONUTF8": "0", "LC_ALL": "C"}
    ran = subprocess.run(line, cwd=folder, env=settings, capture_output=True, check=False)
    assert ran.returncode == 1
    assert b"should not happen" not in ran.stderr
    assert b"PYTHONUTF8=1" in ran.stderr or b"No such file" in ran.stderr
    if "out" in arguments and "--zip" not in arguments:
        assert b"2 letters made, 0 unchanged, 1 failed" in ran.stderr


def test_a_path_that_is_too_long_is_reported(appeal: Appeal, folder: Path) -> None:
    """In whole folders and in single names; nothing is made elsewhere."""
    before = tree(folder)
    for place in ("/".join(["deep" * 20] * 60), "long" * 100):
        for arguments in (("batch", "a.yaml", "-d", "r.csv", "-f", "txt", "-o", place),
                          ("render", "a.yaml", "-d", "r.csv", "--to", "a1", "-o", f"{place}.txt"),
                          ("deputies", "import", "r.csv", "-o", f"{place}.csv")):  # fmt: skip
            ran = appeal(*arguments)
            assert ran.returncode == 1, arguments
            assert b"can't be written: File name too long" in ran.stderr
            assert b"should not happen" not in ran.stderr
    assert tree(folder) == before
