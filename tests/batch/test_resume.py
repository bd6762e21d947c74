"""A run that is killed, interrupted or hindered: whole files, and the next run goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.batch.conftest import (
    Run,
    command,
    environment,
    large_roster,
    letters_in,
    tree,
)
from tests.conftest import heed_interrupts

LETTERS = 150

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs signals")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A roster of some size."""
    return large_roster(tmp_path / "many.csv", LETTERS)


def start(tmp_path: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(arguments),
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_interrupts,
    )


def wait_for(count: int, folder: Path, process: subprocess.Popen[str]) -> None:
    """Until that many letters are in the folder, or the process is done."""
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        if folder.is_dir() and sum(1 for _ in folder.glob("*.html")) >= count:
            return
        time.sleep(0.005)


def test_killed_at_any_moment_and_resumed(
    batch: Run, letter: Path, many: Path, tmp_path: Path
) -> None:
    """The next runs finish the rest; the folder ends byte for byte as an uninterrupted one."""
    arguments = (letter, "-d", many, "-f", "html,docx")
    assert batch(*arguments, "-o", "whole").returncode == 0
    moments = random.Random(2013)
    for _ in range(4):
        process = start(tmp_path, *arguments, "-o", "out")
        wait_for(moments.randrange(1, LETTERS), tmp_path / "out", process)
        process.kill()
        process.wait()
        for path in (tmp_path / "out").glob("*.html"):
            assert path.read_bytes() == (tmp_path / "whole" / path.name).read_bytes()
    ran = batch(*arguments, "-o", "out")
    assert ran.returncode == 0, ran.stderr
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def test_what_was_made_before_the_kill_is_not_made_again(
    batch: Run, letter: Path, many: Path, tmp_path: Path
) -> None:
    """The journal of the killed run says what is there."""
    process = start(tmp_path, letter, "-d", many, "-f", "html", "-o", "out")
    wait_for(LETTERS * 2 // 3, tmp_path / "out", process)
    process.kill()
    process.wait()
    plan = batch(letter, "-d", many, "-f", "html", "-o", "out", "--dry-run").stdout
    assert plan.count("\tunchanged") >= LETTERS // 3


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_interrupted(
    batch: Run, letter: Path, many: Path, tmp_path: Path, number: int, status: int
) -> None:
    """The status says so, the manifest is written, and no process goes on."""
    process = start(tmp_path, letter, "-d", many, "-f", "html,docx", "-o", "out")
    wait_for(5, tmp_path / "out", process)
    process.send_signal(number)
    _, said = process.communicate(timeout=30)
    assert process.returncode == status, said
    assert f"of {LETTERS} letters were made; the same command makes the rest" in said
    assert "Traceback" not in said
    files = set(tree(tmp_path / "out"))
    assert {"manifest.json", "SHA256SUMS"} < files
    assert not [name for name in files if name.startswith(".")]
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    assert batch(letter, "-d", many, "-f", "html,docx", "-o", "out").returncode == 0
    assert batch(letter, "-d", many, "-f", "html,docx", "-o", "whole").returncode == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def children(process: int) -> list[int]:
    """The processes that this one started (Linux)."""
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(word) for word in path.read_text().split()] if path.exists() else []


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_a_press_that_is_killed_is_replaced(letter: Path, many: Path, tmp_path: Path) -> None:
    """No letter is lost with the process that was making it."""
    process = start(tmp_path, letter, "-d", many, "-f", "docx,html", "-o", "out", "-j", "2")
    wait_for(3, tmp_path / "out", process)
    for child in children(process.pid)[:1]:
        os.kill(child, signal.SIGKILL)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert len(letters_in(tmp_path / "out")) == 2 * LETTERS


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_interrupted_while_workers_start(
    letter: Path, many: Path, tmp_path: Path, number: int
) -> None:
    """A terminal sends the signal to all processes: it is not lost, and none shows a traceback."""
    process = start(tmp_path, letter, "-d", many, "-f", "html", "-o", "out", "-j", "64")
    until = time.monotonic() + 60
    while len(children(process.pid)) < 3 and time.monotonic() < until and process.poll() is None:
        time.sleep(0.001)
    os.killpg(process.pid, number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert "Traceback" not in said
    assert "File " not in said


LOOP = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


def gone(process: int) -> bool:
    """Whether it has ended, waited for or not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_nothing_outlives_its_parent(
    letter: Path, many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Neither workers that would go on for minutes nor their scratch folder."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.html.j2").write_text(LOOP, "utf-8")
    arguments = ("-f", "html", "-o", "out", "-j", "2", "--template", "mine", "--timeout", "300")
    process = start(tmp_path, letter, "-d", many, *arguments)
    until = time.monotonic() + 60
    while len(children(process.pid)) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    workers = children(process.pid)
    time.sleep(0.5)  # until they are at work
    process.send_signal(number)
    process.communicate(timeout=60)
    until = time.monotonic() + 60
    while not all(map(gone, workers)) and time.monotonic() < until:
        time.sleep(0.01)
    assert len(workers) == 2
    assert all(map(gone, workers))
    assert not list((tmp_path / "tmp").glob("appeal-*"))


def test_two_runs_in_one_folder(batch: Run, letter: Path, many: Path, tmp_path: Path) -> None:
    """The second refuses, and says why; the first is not disturbed."""
    first = start(tmp_path, letter, "-d", many, "-f", "docx,html", "-o", "out")
    wait_for(1, tmp_path / "out", first)
    first.send_signal(signal.SIGSTOP)  # or it might be done before the second has begun
    second = batch(letter, "-d", many, "-f", "html", "-o", "out")
    assert second.returncode == 1
    assert "another run is writing into this folder" in second.stderr
    first.send_signal(signal.SIGCONT)
    first.communicate(timeout=60)
    assert first.returncode == 0
    assert len(letters_in(tmp_path / "out")) == 2 * LETTERS


def test_a_folder_that_is_a_file(batch: Run, letter: Path, many: Path, tmp_path: Path) -> None:
    """An ordinary message, and nothing written."""
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    ran = batch(letter, "-d", many, "-f", "html", "-o", "out")
    assert ran.returncode == 1
    assert "can't be written" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert (tmp_path / "out").read_text("utf-8") == "a file"


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of half a megabyte."""
    mount = tmp_path / "disk"
    mount.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=500k", "tmpfs", mount],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("a small disk needs root")
    yield mount  # type: ignore[misc]
    subprocess.run(["umount", mount], check=True)


def test_a_full_disk(batch: Run, letter: Path, many: Path, small_disk: Path) -> None:
    """A message that says so, status 1, and every letter on the disk is whole."""
    ran = batch(letter, "-d", many, "-f", "html", "-o", small_disk / "out")
    assert ran.returncode == 1
    assert "No space left" in ran.stderr
    assert "Traceback" not in ran.stderr
    letters = list((small_disk / "out").glob("*.html"))
    assert 10 < len(letters) < LETTERS
    assert all(path.read_bytes().rstrip().endswith(b"</html>") for path in letters)


def test_a_broken_manifest(batch: Run, letter: Path, many: Path, tmp_path: Path) -> None:
    """It is named, with what to do; nothing is made on top of it."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.json").write_text('{"files": [', encoding="utf-8")
    ran = batch(letter, "-d", many, "-f", "html", "-o", "out")
    assert ran.returncode == 1
    assert "out/manifest.json: this is not a manifest of letters" in ran.stderr
    assert letters_in(tmp_path / "out") == []
