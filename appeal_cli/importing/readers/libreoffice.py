"""Old formats (.rtf, .doc) as Word documents, and these as PDF, by LibreOffice where it is
installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from appeal_cli.importing.document import Document
from appeal_cli.importing.readers import word
from appeal_cli.problems import AppealError, Kind, Problem

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


def read(data: bytes, path: Path) -> Document:
    """The letter in the bytes of an .rtf or .doc.

    Raises AppealError where LibreOffice is not installed, or can't read the file.
    """
    return word.read(as_word(data, path, "letter"), path)


def as_word(data: bytes, path: Path, what: str) -> bytes:
    """The file as a Word document; `what` it is said to be. Raises AppealError as `read` does."""
    message = f"a {path.suffix} {what} is read through LibreOffice"
    hint = f"install LibreOffice, or save the {what} as .docx"
    return _converted(data, path, "docx", _refused(path, message, hint))


def as_pdf(document: bytes, path: Path) -> bytes:
    """The pages of a Word document as LibreOffice prints them; `path` is the file that it is of.

    Raises AppealError where LibreOffice is not installed, or can't print it.
    """
    message, hint = "LibreOffice prints it as PDF, and is not installed", "install LibreOffice"
    as_word = path.with_suffix(".docx")
    return _converted(document, as_word, "pdf", _refused(path, message, hint))


def _converted(data: bytes, path: Path, kind: str, missing: AppealError) -> bytes:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise missing
    with tempfile.TemporaryDirectory() as scratch:
        return _run(program, data, path, kind, Path(scratch))


def _run(program: str, data: bytes, path: Path, kind: str, scratch: Path) -> bytes:
    profile, source = scratch / "profile", scratch / f"letter{path.suffix.lower()}"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    source.write_bytes(data)
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
               "--convert-to", kind, "--outdir", str(scratch), str(source)]  # fmt: skip
    try:
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        return (scratch / f"letter.{kind}").read_bytes()
    except subprocess.TimeoutExpired:
        raise _refused(path, f"LibreOffice did not read it in {SECONDS} seconds") from None
    except OSError:
        raise _refused(path, "LibreOffice can't read it") from None


def _refused(path: Path, message: str, hint: str = "save it as .docx or .odt") -> AppealError:
    return AppealError(Problem(message, file=str(path), hint=hint, kind=Kind.NOT_A_LETTER))
