"""The real command line, started many times from one process that has imported everything.

Run as a program, it reads one request a line (JSON), forks, runs `appeal` in the child
and answers with what the kernel measured. Each child notes on Python's audit hook which
files it opens, what it changes and which sockets it makes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent

_WATCHED = (
    "open",
    "os.exec",
    "os.link",
    "os.mkdir",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "os.system",
    "socket.",
    "subprocess.",
    "tempfile.",
)


@dataclass(frozen=True)
class Ran:
    """One run of the command: how it ended, what it said, took and touched."""

    status: int  # below 0: ended by that signal
    stdout: bytes
    stderr: bytes
    seconds: float
    megabytes: float
    events: tuple[tuple[str, ...], ...]

    @property
    def out(self) -> str:
        """What it said, as text."""
        return self.stdout.decode("utf-8", "replace")

    @property
    def err(self) -> str:
        """The same of its errors."""
        return self.stderr.decode("utf-8", "replace")

    @property
    def reads(self) -> list[str]:
        """The paths of the files that were opened for reading."""
        return [event[1] for event in self.events if event[0] == "open" and _only_reads(event)]

    @property
    def changes(self) -> list[tuple[str, ...]]:
        """What was written, made or deleted, without what was only read."""
        return [
            event
            for event in self.events
            if event[0].startswith(("os.", "tempfile."))
            or (event[0] == "open" and not _only_reads(event))
        ]

    @property
    def sockets(self) -> list[tuple[str, ...]]:
        """Every socket, and every other program that was started."""
        return [event for event in self.events if event[0].startswith(("socket.", "subprocess."))]


def _only_reads(event: Sequence[str]) -> bool:
    return not int(event[2]) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)


class Warm:
    """Runs the command line, each time in a fresh process that need not import anything."""

    def __init__(self, folder: Path, server: subprocess.Popen[bytes]) -> None:
        self._folder = folder
        self._server = server

    def __call__(
        self, *arguments: str | Path, cwd: Path, stdin: bytes = b"", is_watched: bool = True
    ) -> Ran:
        (self._folder / "stdin").write_bytes(stdin)
        line = [*map(str, arguments)]
        request = {"arguments": line, "cwd": str(cwd), "is_watched": is_watched}
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(json.dumps(request).encode() + b"\n")
        self._server.stdin.flush()
        answer = json.loads(self._server.stdout.readline())
        events = (self._folder / "events").read_text("utf-8", "surrogateescape").splitlines()
        return Ran(
            answer["status"],
            (self._folder / "stdout").read_bytes(),
            (self._folder / "stderr").read_bytes(),
            answer["seconds"],
            answer["megabytes"],
            tuple(tuple(json.loads(event)) for event in events),
        )


@contextmanager
def warm(folder: Path) -> Iterator[Warm]:
    """A Warm, which keeps what a run says and touches in files of the folder."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.hostile.warm", folder],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with server:
        try:
            yield Warm(folder, server)
        finally:
            assert server.stdin
            server.stdin.close()
            server.wait()


def serve(folder: Path) -> None:
    """Answers requests until there are no more."""
    _import_everything()
    # Its first use writes files to find a folder that it may write to. Where there is a C compiler,
    # ctypes has asked already, while it looked for Pango.
    tempfile.gettempdir()
    for line in sys.stdin:
        begun = time.monotonic()
        child = os.fork()
        if not child:
            _run(folder, **json.loads(line))
        _, status, usage = os.wait4(child, 0)
        answer = {
            "status": os.waitstatus_to_exitcode(status),
            "seconds": time.monotonic() - begun,
            "megabytes": usage.ru_maxrss / 1000,
        }
        print(json.dumps(answer), flush=True)


def _import_everything() -> None:
    import email.message  # noqa: F401
    import pkgutil
    from importlib import import_module

    import docx  # noqa: F401
    import pymorphy3  # noqa: F401
    import weasyprint.text.fonts  # noqa: F401

    import appeal_cli

    for module in pkgutil.walk_packages(appeal_cli.__path__, "appeal_cli."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


def _run(folder: Path, arguments: list[str], cwd: str, *, is_watched: bool) -> None:
    from appeal_cli.cli import main

    status = 99
    try:
        os.chdir(cwd)
        for number, (name, flags) in enumerate(
            (("stdin", os.O_RDONLY), ("stdout", _NEW), ("stderr", _NEW))
        ):
            os.dup2(os.open(folder / name, flags), number)
        events = os.open(folder / "events", _NEW)
        if is_watched:
            _watch(events)
        import resource  # which Windows, that has no fork either, lacks

        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        main(arguments)
    except SystemExit as stop:
        status = int(stop.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _watch(log: int) -> None:
    """Notes what this process, and those that it forks, do to files and sockets."""

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_WATCHED):
            if event == "open":
                arguments = (arguments[0], arguments[2])
            elif event in ("os.remove", "os.rmdir") and arguments[1] >= 0:
                folder = Path(f"/proc/self/fd/{arguments[1]}").readlink()
                arguments = (folder / _text(arguments[0]),)
            line = json.dumps([event, *map(_text, arguments)])
            os.write(log, line.encode() + b"\n")

    sys.addaudithook(note)


def _text(argument: object) -> str:
    return os.fsdecode(argument) if isinstance(argument, (bytes, os.PathLike)) else str(argument)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
