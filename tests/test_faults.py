"""What goes wrong around the command: full disks, closed pipes, signals, missing libraries."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, SMALL_APPEAL, Appeal, heed_interrupts, worker_of

COMMAND = [sys.executable, "-m", "appeal_cli"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def files(folder: Path) -> list[str]:
    """Everything in the folder, hidden files too."""
    return sorted(path.name for path in folder.rglob("*"))


def fill(folder: Path) -> None:
    """Fills the file system up to its last byte."""
    free = os.statvfs(folder)
    (folder / "filler").write_bytes(b"\0" * free.f_bavail * free.f_frsize)


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KB of its own, where this user may mount one."""
    folder = tmp_path / "mounted"
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(["mount", *options], check=False).returncode:
        pytest.skip("this user may not mount a file system")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(appeal: Appeal, small: Path, mount: Path) -> None:
    """The letter that has no room is named, the old one stays, and no part is left."""
    (mount / "letter.html").write_text("old", encoding="utf-8")
    fill(mount)
    ran = appeal("render", small, "-f", "html", "-o", mount / "letter.html")
    assert (ran.returncode, b"No space left on device" in ran.stderr) == (1, True)
    assert (mount / "letter.html").read_text(encoding="utf-8") == "old"
    assert files(mount) == ["filler", "letter.html"]


def test_a_read_only_file_system(appeal: Appeal, small: Path, mount: Path) -> None:
    """The message says so."""
    subprocess.run(["mount", "-o", "remount,ro", str(mount)], check=True)
    ran = appeal("render", small, "-f", "html", "-o", mount / "letter.html")
    assert (ran.returncode, b"Read-only file system" in ran.stderr) == (1, True)


def test_a_full_temporary_folder(appeal: Appeal, tmp_path: Path, small: Path, mount: Path) -> None:
    """A PDF needs room for its fonts; the message says where."""
    (mount / "filler").write_bytes(b"\0" * 30_000)
    ran = appeal("render", small, "-f", "pdf", "-o", "letter.pdf", TMPDIR=str(mount))
    assert ran.returncode == 1
    assert "TMPDIR" in ran.stderr.decode()
    assert not (tmp_path / "letter.pdf").exists()
    assert files(mount) == ["filler"]


def test_a_file_that_may_not_grow(tmp_path: Path, small: Path) -> None:
    """A quota (here the system's limit on files) leaves no half file behind."""
    ran = subprocess.run(
        [*COMMAND, "render", str(small), "-f", "html", "-o", "out/letter.html"],
        cwd=tmp_path,
        env=ENVIRONMENT,
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000)),
        check=False,
    )
    assert (ran.returncode, b"File too large" in ran.stderr) == (1, True)
    assert files(tmp_path / "out") == []


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
def test_a_closed_stream(tmp_path: Path, small: Path, stream: str) -> None:
    """Input and output that are needed are missed; messages that nobody hears are not."""
    number = ("stdin", "stdout", "stderr").index(stream)
    source = "-" if stream == "stdin" else str(small)
    ran = subprocess.run(
        [*COMMAND, "render", source, "-f", "html", "-o", "letter.html"],
        cwd=tmp_path,
        env=ENVIRONMENT,
        capture_output=True,
        preexec_fn=lambda: os.close(number),
        check=False,
    )
    assert ran.returncode == (0 if stream == "stderr" else 1)
    assert b"should not happen" not in ran.stderr
    assert (b"Bad file descriptor" in ran.stderr) is (stream != "stderr")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["render", "{}", "-f", "html", "-o", "-"],
        ["check", "{}", "--output-format", "json"],
    ],
)
def test_output_that_has_no_room(tmp_path: Path, small: Path, arguments: list[str]) -> None:
    """Writing to a full device is an error, not a success."""
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [*COMMAND, *(argument.format(small) for argument in arguments)],
            cwd=tmp_path,
            env=ENVIRONMENT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ran.returncode == 1
    assert ran.stderr == b"standard output: can't be written: No space left on device\n"


def test_a_letter_is_not_written_over_its_appeal(appeal: Appeal, small: Path) -> None:
    """`-o appeal.yaml` is a slip of the hand."""
    ran = appeal("render", small, "-f", "html", "-o", small)
    assert (ran.returncode, b"what the letters are made from" in ran.stderr) == (1, True)
    assert small.read_text(encoding="utf-8") == SMALL_APPEAL


def test_a_device_is_not_replaced(appeal: Appeal, tmp_path: Path, small: Path) -> None:
    """A file is put in place by a rename, which would take a pipe or a device away."""
    os.mkfifo(tmp_path / "pipe.html")
    ran = appeal("render", small, "-o", "pipe.html")
    assert (ran.returncode, b"it is not a file" in ran.stderr) == (1, True)
    assert (tmp_path / "pipe.html").is_fifo()


LOOP = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
)
def test_a_signal_in_the_middle(
    tmp_path: Path, small: Path, number: signal.Signals, status: int
) -> None:
    """The command ends, its letter's process with it, and nothing half-made stays behind."""
    shutil.copytree(ROOT / "templates" / "letter", tmp_path / "t")
    page = tmp_path / "t" / "letter.html.j2"
    page.write_text(LOOP + page.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "tmp").mkdir()
    with subprocess.Popen(
        [*COMMAND, "render", str(small), "--template", "t", "-f", "html", "-o", "out/letter.html"],
        cwd=tmp_path,
        env={**ENVIRONMENT, "TMPDIR": str(tmp_path / "tmp")},
        stderr=subprocess.PIPE,
        preexec_fn=heed_interrupts,
    ) as running:
        child = worker_of(running.pid)
        running.send_signal(number)
        assert running.wait(timeout=30) == status
        assert running.stderr
        assert b"Traceback" not in running.stderr.read()
    if number == signal.SIGKILL:
        os.kill(child, signal.SIGKILL)  # what its time limit would do
        return
    assert not Path(f"/proc/{child}").exists()
    assert not (tmp_path / "out").exists()
    assert files(tmp_path / "tmp") == []


def test_a_sheet_of_labels_has_a_process_of_its_own(tmp_path: Path, small: Path) -> None:
    """As a letter has: what ends the process, such as its time limit, ends the sheet alone."""
    shutil.copytree(ROOT / "templates" / "labels", tmp_path / "mine")
    page = tmp_path / "mine" / "letter.html.j2"
    page.write_text(LOOP + page.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "r.csv").write_text("id,name,address\n1,Ann,Here\n2,Bo,There\n", encoding="utf-8")
    sheet = ["render", str(small), "-d", "r.csv", "--template", "mine", "-o", "labels.pdf"]
    with subprocess.Popen(
        [*COMMAND, *sheet], cwd=tmp_path, env=ENVIRONMENT, stderr=subprocess.PIPE
    ) as running:
        os.kill(worker_of(running.pid), signal.SIGKILL)
        _, said = running.communicate(timeout=30)
    assert running.returncode == 1
    assert b"making the letter crashed (SIGKILL)" in said
    assert not (tmp_path / "labels.pdf").exists()


def test_a_missing_library(appeal: Appeal, tmp_path: Path, small: Path) -> None:
    """Without Pango a PDF is refused with the package's name, and the other formats are made."""
    if not sys.platform.startswith("linux"):
        pytest.skip("needs Linux, whose loader stops at a library that is no library")
    (tmp_path / "libpango-1.0.so.0").touch()
    hidden = {"LD_LIBRARY_PATH": str(tmp_path)}
    pdf = appeal("render", small, "-f", "pdf", **hidden)
    assert pdf.returncode == 1
    assert "PDF needs Pango" in pdf.stderr.decode()
    html = appeal("render", small, "-f", "html", **hidden)
    assert (html.returncode, html.stdout) == (0, b"small.html\n")


def test_a_clock_in_the_past(appeal: Appeal, tmp_path: Path, small: Path) -> None:
    """The letter's date is a value: a clock that is wrong changes no byte."""
    faketime = shutil.which("faketime")
    if not faketime:
        pytest.skip("needs faketime")
    for format in ("pdf", "docx", "html"):
        appeal("render", small, "-f", format, "-o", f"now.{format}")
        command = [faketime, "1970-01-02 00:00:00", *COMMAND, "render", str(small)]
        ran = subprocess.run(
            [*command, "-f", format, "-o", f"then.{format}"],
            cwd=tmp_path,
            env=ENVIRONMENT,
            capture_output=True,
            check=False,
        )
        assert (ran.returncode, ran.stderr) == (0, b"")
        now, then = (tmp_path / f"{name}.{format}" for name in ("now", "then"))
        assert now.read_bytes() == then.read_bytes()
