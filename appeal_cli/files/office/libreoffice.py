"""Files of an office turned into others by LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120

_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
"""Settings of a profile that lasts as long as the conversion: no macros, nothing from outside."""


class ConversionError(Exception):
    """Raised where LibreOffice did not turn a file into another; its text says why."""


def program() -> str | None:
    """LibreOffice's command; None where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def converted(data: bytes, suffix: str, to: str) -> bytes:
    """The file in the bytes, whose name would end in `suffix`, as one of the kind `to` (docx, pdf).

    Raises ConversionError where LibreOffice is not installed, can't read it or takes too long.
    """
    command = program()
    if command is None:
        raise ConversionError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="appeal-", ignore_cleanup_errors=True) as scratch:
        return _converted(command, data, suffix, to, Path(scratch))


def _converted(command: str, data: bytes, suffix: str, to: str, scratch: Path) -> bytes:
    profile, source = scratch / "profile", scratch / f"letter{suffix.lower()}"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    made = scratch / "made"
    source.write_bytes(data)
    words = [command, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
             "--convert-to", to, "--outdir", str(made), str(source)]  # fmt: skip
    try:
        _run(words)
        return (made / f"letter.{to}").read_bytes()
    except subprocess.TimeoutExpired:
        raise ConversionError(f"LibreOffice did not read it in {SECONDS} seconds") from None
    except OSError:
        raise ConversionError("LibreOffice can't read it") from None


def _run(words: list[str]) -> None:
    """Runs the command, and ends all that it started where it takes too long or is not waited
    for: the command itself is a script, which leaves the program behind."""
    nothing = subprocess.DEVNULL
    with subprocess.Popen(
        words, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    ) as running:
        try:
            running.wait(SECONDS)
        except BaseException:
            _end(running)
            raise


def _end(running: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        running.kill()
        return
    with suppress(OSError):  # it has ended
        os.killpg(running.pid, signal.SIGKILL)
