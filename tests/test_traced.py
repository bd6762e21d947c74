"""What the kernel sees of each command: no network, and no change outside of what it makes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from tests.conftest import ROOT, SMALL_APPEAL
from tests.files.office_making import office

MADE = "made"
"""Everything that a command makes stands in a folder of this name."""

LETTERHEAD = "letterhead: {names: [Sample Trust], email: office@sample.example}\n"
ROSTER = """\
id,name,gender,email,address
1,Ann Sample,female,ann@sample.example,1 Road
2,Bert Muster,male,bert@sample.example,2 Road
"""
LETTERS = ("batch", "a.yaml", "-d", "d.csv", "-j", "2", "-o", f"{MADE}/letters")
COMMANDS: dict[str, tuple[str, ...]] = {
    "pdf": (*LETTERS, "-f", "pdf", "--merge", f"{MADE}/print.pdf", "--with", "envelope,labels"),
    "the other formats": (
        *(*LETTERS, "-f", "docx,html,txt,eml", "--zip", f"{MADE}/letters.zip"),
        *("--report", f"{MADE}/report.xml"),
    ),
    "render": ("render", "a.yaml", "-d", "d.csv", "--to", "1", "-f", "pdf,docx", "-o", f"{MADE}/"),
    "check": ("check", "a.yaml", "-d", "d.csv", "-f", "pdf,docx,html,txt,eml"),
    "import": ("deputies", "import", "d.csv", "-o", f"{MADE}/imported.csv"),
    "list": ("deputies", "list", "d.csv"),
    "a letter": ("new", f"{MADE}/campaign", "--from", "letter.docx"),
    "a letterhead": ("letterhead", "paper.docx", "-o", f"{MADE}/paper"),
    "a template": ("templates", "export", "letter", f"{MADE}/template"),
    "schema": ("schema",),
}

CHANGES = (
    *("creat", "mkdir", "mkdirat", "mknod", "mknodat", "link", "linkat", "symlink", "symlinkat"),
    *("rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "truncate"),
    *("chmod", "fchmodat", "chown", "fchownat", "utimensat"),
)
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)")
_PATH = re.compile(r'(?:<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office's files."""
    for name in ("office", "home", "tmp"):
        (tmp_path / name).mkdir()
    folder = tmp_path / "office"
    (folder / MADE).mkdir()
    (folder / "a.yaml").write_text(SMALL_APPEAL + LETTERHEAD, encoding="utf-8")
    (folder / "d.csv").write_text(ROSTER, encoding="utf-8")
    letter = Document()
    letter.add_paragraph("Dear Members,")
    letter.add_paragraph("Please read this letter.")
    letter.save(str(folder / "letter.docx"))
    (folder / "paper.docx").write_bytes(office())
    return folder


def traced(folder: Path, *arguments: str) -> list[str]:
    """The calls of the command that reach the network or change files."""
    strace = shutil.which("strace")
    if not strace:
        pytest.skip("needs strace")
    home, scratch = folder.parent / "home", folder.parent / "tmp"
    calls = f"trace=%network,open,openat,openat2,{','.join(CHANGES)}"
    ran = subprocess.run(
        [strace, "-f", "-y", "-s", "4096", "-o", folder.parent / "trace", "-e", calls,
         sys.executable, "-m", "appeal_cli", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(home), "TMPDIR": str(scratch),
             "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )  # fmt: skip
    if b"ptrace" in ran.stderr:
        pytest.skip("this user may not trace")
    assert ran.returncode == 0, ran.stderr.decode()
    return (folder.parent / "trace").read_text(encoding="utf-8").splitlines()


def changed(calls: list[str], folder: Path) -> Iterator[Path]:
    """The paths that the calls make, change or delete."""
    for line in calls:
        found = _CALL.match(line)
        if not found or " = -1 " in line:
            continue
        name, arguments = found.groups()
        if name.startswith("open") and not re.search("O_WRONLY|O_RDWR|O_CREAT", arguments):
            continue
        if name.startswith("open") or name in CHANGES:
            for beside, path in _PATH.findall(arguments):
                yield Path(os.path.normpath(folder / beside / path))


def others(folder: Path) -> dict[Path, int]:
    """The files beside what is made, and when each was changed."""
    return {path: path.stat().st_mtime_ns for path in folder.iterdir() if path.name != MADE}


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_else_is_touched(folder: Path, command: str) -> None:
    """No call reaches the network, and none changes a file elsewhere than in what is made, and in
    a scratch folder that is gone afterwards."""
    before = others(folder)
    calls = traced(folder, *COMMANDS[command])
    reached = [call for call in calls if re.search(r"\b(?:socket|connect|bind|sendto)\(", call)]
    assert [call for call in reached if "AF_UNIX" not in call] == []
    homes = (folder / MADE, folder.parent / "tmp", Path("/dev/null"), Path("/dev/shm"))
    elsewhere = {
        path for path in changed(calls, folder) if not any(path.is_relative_to(h) for h in homes)
    }
    assert elsewhere == set()
    assert list((folder.parent / "tmp").iterdir()) == []
    assert {
        path: path.stat().st_mtime_ns for path in folder.iterdir() if path.name != MADE
    } == before
    assert any((folder / MADE).iterdir()) or "-o" not in COMMANDS[command]


def test_a_change_elsewhere_would_be_seen(folder: Path) -> None:
    """A command that is told to write beside its folder is seen to do so."""
    calls = traced(folder, "render", "a.yaml", "-f", "html", "-o", "../elsewhere.html")
    assert folder.parent / "elsewhere.html" in set(changed(calls, folder))
