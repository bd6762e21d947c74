"""The documents as a site: each page is reached, and each link leads somewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from lxml.html import document_fromstring

from tests.conftest import ROOT

PARTS = ("docs", "mkdocs.yml", "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")


def build(source: Path, site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", site]
    return subprocess.run(command, cwd=source, capture_output=True, text=True, timeout=100)


def test_the_site_is_whole(tmp_path: Path) -> None:
    """Each page is in the navigation of the first one, and none has a link that leads nowhere."""
    built = build(ROOT, tmp_path)
    assert built.returncode == 0, built.stderr
    first = document_fromstring((tmp_path / "index.html").read_bytes())
    reached = {str(link).split("#")[0].strip("/") for link in first.xpath("//nav//a/@href")}
    pages = {path.parent.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("index.html")}
    assert pages - {"."} <= reached
    assert {"tutorial", "decisions/imprint", "CONTRIBUTING"} <= pages


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    """And a page that nothing leads to."""
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, tmp_path / part)
    page = tmp_path / "docs" / "tutorial.md"
    whole = page.read_text("utf-8")
    page.write_text(f"{whole}\n[lost](how-to.md#no-such-part)\n", "utf-8")
    assert "no-such-part" in build(tmp_path, tmp_path / "site").stderr
    page.write_text(whole, "utf-8")
    (tmp_path / "docs" / "alone.md").write_text("# Alone\n", "utf-8")
    assert "alone.md" in build(tmp_path, tmp_path / "site").stderr


def collect(folder: Path, version: str) -> str:
    """The changelog after a release of that version."""
    command = [sys.executable, "-m", "scriv", "collect", "--version", version]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    return (folder / "CHANGELOG.md").read_text("utf-8")


def test_changes_are_collected_from_files_of_their_own(tmp_path: Path) -> None:
    """In a release's part of the changelog, which stands above the part before."""
    for name in ("pyproject.toml", "CHANGELOG.md", "appeal_cli/version.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    folder = tmp_path / "docs" / "changes"
    shutil.copytree(ROOT / "docs" / "changes", folder)
    for version, words in (("9.9.8", "Letters fly."), ("9.9.9", "Letters land.")):
        (folder / "one.md").write_text(f"- {words}\n", "utf-8")
        changes = collect(tmp_path, version)
        assert list(folder.glob("*.md")) == []
    parts = [changes.index(words) for words in ("9.9.9", "land.", "9.9.8", "fly.")]
    assert parts == sorted(parts)


def test_what_is_not_released_stands_in_files_of_its_own(tmp_path: Path) -> None:
    """The changelog itself has releases alone, and the site shows both."""
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert all(re.match(r"\d+\.\d+\.\d+ — \d{4}-", part) for part in changelog.split("\n## ")[1:])
    assert not re.search("^- ", changelog.partition("\n## ")[0], re.M)
    fragments = list((ROOT / "docs" / "changes").glob("*.md"))
    for path in fragments:
        assert path.read_text("utf-8").startswith("- "), path
    assert build(ROOT, tmp_path).returncode == 0
    shown = (tmp_path / "CHANGELOG" / "index.html").read_text("utf-8")
    assert not fragments or "Not released yet" in shown
