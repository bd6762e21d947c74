"""Files that LibreOffice reads for us: it reads what their names say, and fetches nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest

from appeal_cli.files.office.libreoffice import ConversionError, converted
from tests.conftest import ROOT, heed_interrupts

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")


class Web:
    """A server on this machine, and what it was asked for."""

    def __init__(self) -> None:
        asked = self.asked = list[str]()

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(404)
                self.end_headers()

            do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Answers)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def web() -> Iterator[Web]:
    web = Web()
    Thread(target=web.server.serve_forever, daemon=True).start()
    yield web
    web.server.shutdown()
    web.server.server_close()


def rtf(address: str) -> bytes:
    fields = (
        rf'INCLUDEPICTURE \\d "{address}/a.png"',
        rf'INCLUDETEXT "{address}/b.rtf"',
        rf'LINK Word.Document "{address}/c.doc"',
    )
    said = "".join(rf"{{\field{{\*\fldinst {field}}}{{\fldrslt x}}}}" for field in fields)
    return rf"{{\rtf1\ansi{{\*\template {address}/d.dot}} Dear Members,\par {said}}}".encode()


_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def odt(address: str) -> bytes:
    spaces = {"office": "office", "text": "text", "draw": "drawing", "svg": "svg-compatible"}
    names = " ".join(f'xmlns:{name}="{_ODF}:{space}:1.0"' for name, space in spaces.items())
    frame = '<draw:frame svg:width="2cm" svg:height="2cm">'
    body = (
        f'<text:p>{frame}<draw:image xlink:href="{address}/a.png"/></draw:frame>'
        f'{frame}<draw:object xlink:href="{address}/b.odt"/></draw:frame>'
        f'{frame}<draw:floating-frame xlink:href="{address}/c.html"/></draw:frame></text:p>'
        f'<text:section text:name="s"><text:section-source xlink:href="{address}/d.odt"/>'
        "<text:p>x</text:p></text:section>"
    )
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr(
            "content.xml",
            f'<office:document-content {names} xmlns:xlink="http://www.w3.org/1999/xlink">'
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
        entries = (("/", "application/vnd.oasis.opendocument.text"), ("content.xml", "text/xml"))
        listed = "".join(
            f'<m:file-entry m:full-path="{name}" m:media-type="{kind}"/>' for name, kind in entries
        )
        manifest = f'<m:manifest xmlns:m="{_ODF}:manifest:1.0">{listed}</m:manifest>'
        file.writestr("META-INF/manifest.xml", manifest)
    return packed.getvalue()


@pytest.mark.parametrize(("make", "suffix"), [(rtf, ".rtf"), (rtf, ".doc"), (odt, ".odt")])
def test_what_a_document_names_is_not_fetched(web: Web, make: object, suffix: str) -> None:
    """Pictures, other documents and templates that lie in the web."""
    assert callable(make)
    assert converted(make(web.address), suffix, "docx")
    assert web.asked == []


@pytest.mark.parametrize("suffix", [".doc", ".rtf", ".odt", ".docx"])
@pytest.mark.parametrize(
    "begin", ["", "\ufeff", "MIME-Version: 1.0\n\n", '<?xml version="1.0"?>', "PK\x03\x04"]
)
def test_what_is_something_else_is_not_read(web: Web, suffix: str, begin: str) -> None:
    """LibreOffice would read a page of the web by any name, and fetch its stylesheet."""
    page = f'{begin}<html><link rel="stylesheet" href="{web.address}/a.css"><p>Dear all</html>'
    with pytest.raises(ConversionError):
        converted(page.encode(), suffix, "docx")
    assert web.asked == []


def of_session(folder: Path) -> list[str]:
    """The processes that have the folder's path among their words."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            words = path.read_bytes()
            if str(folder).encode() in words and b"appeal_cli" not in words:
                found.append(words.decode())
    return found


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_libreoffice_does_not_outlive_the_command(tmp_path: Path, number: int) -> None:
    """However that ends; nor does its folder."""
    (tmp_path / "tmp").mkdir()
    page = r"{\rtf1\ansi Dear Members,\par " + r"Please read this long letter.\par " * 60_000 + "}"
    (tmp_path / "letter.rtf").write_text(page, encoding="ascii")
    with subprocess.Popen(
        [sys.executable, "-m", "appeal_cli", "new", "campaign", "--from", "letter.rtf"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path / "tmp")},
        stderr=subprocess.DEVNULL,
        preexec_fn=heed_interrupts,
    ) as process:
        until = time.monotonic() + 60
        while not any("soffice.bin" in each for each in of_session(tmp_path)):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.02)
        process.send_signal(number)
    until = time.monotonic() + 30
    while (of_session(tmp_path) or list((tmp_path / "tmp").iterdir())) and time.monotonic() < until:
        time.sleep(0.05)
    assert of_session(tmp_path) == []
    assert list((tmp_path / "tmp").iterdir()) == []
