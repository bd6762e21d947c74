"""Files of an office turned into others by LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""
"""Settings of a profile that lasts as long as the conversion: no macros, nothing from outside; what
would be fetched all the same is asked of a proxy that is not there."""

_FILTERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "", "MS Word 97"),
    (b"{\\rtf", "", "Rich Text Format"),
    (b"PK\x03\x04", ".odt", "writer8"),
    (b"PK\x03\x04", ".docx", "MS Word 2007 XML"),
)
"""How a file begins, the ending of its name where that is needed too, and the only filter that may
read it. LibreOffice would choose one itself, and take a web page called .doc for one: it fetches
what a page names."""


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
    words = [
        *(command, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"),
        *(f"--infilter={_filter(data, suffix)}", "--convert-to", to),
        *("--outdir", str(made), str(source)),
    ]
    try:
        _run(words, scratch)
        return (made / f"letter.{to}").read_bytes()
    except subprocess.TimeoutExpired:
        raise ConversionError(f"LibreOffice did not read it in {SECONDS} seconds") from None
    except OSError:
        raise ConversionError("LibreOffice can't read it") from None


def _filter(data: bytes, suffix: str) -> str:
    """The filter for the file. Raises ConversionError where it is not what its name says."""
    for beginning, ending, name in _FILTERS:
        if data.startswith(beginning) and ending in ("", suffix.lower()):
            return name
    raise ConversionError(f"this is not what a {suffix} file is")


def _run(words: list[str], scratch: Path) -> None:
    """Runs the command, which keeps its things in the scratch folder, and ends all that it started
    where it takes too long or is not waited for: the command itself is a script, which leaves the
    program behind."""
    nothing = subprocess.DEVNULL
    own = {"GSETTINGS_BACKEND": "memory", "XDG_CACHE_HOME": str(scratch), "TMPDIR": str(scratch)}
    with subprocess.Popen(
        words, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True,
        env={**os.environ, **own},
    ) as running:  # fmt: skip
        try:
            with _guarded(running.pid, scratch):
                running.wait(SECONDS)
        except BaseException:
            _end(running)
            raise


_GUARD = 'read -r _; kill -KILL "-$1"; rm -rf -- "$2"'
"""What a shell does once the pipe is closed that it reads from."""


@contextmanager
def _guarded(session: int, scratch: Path) -> Iterator[None]:
    """Ends the session and takes the scratch folder away, should this process be killed meanwhile:
    then the system closes the pipe."""
    if sys.platform == "win32":
        yield
        return
    guard = ["/bin/sh", "-c", _GUARD, "sh", str(session), str(scratch)]
    nothing = subprocess.DEVNULL
    with subprocess.Popen(
        guard, stdin=subprocess.PIPE, stdout=nothing, stderr=nothing, start_new_session=True
    ) as waiting:
        try:
            yield
        finally:
            waiting.kill()


def _end(running: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        running.kill()
        return
    with suppress(OSError):  # it has ended
        os.killpg(running.pid, signal.SIGKILL)
