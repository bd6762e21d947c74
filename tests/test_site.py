"""The documents as a site: each page is reached, and each link leads somewhere."""

from __future__ import annotations

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


def test_changes_are_collected_from_files_of_their_own(tmp_path: Path) -> None:
    """In a release's part of the changelog, which stands above the part before."""
    for name in ("pyproject.toml", "CHANGELOG.md", "appeal_cli/version.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    folder = tmp_path / "docs" / "changes"
    shutil.copytree(ROOT / "docs" / "changes", folder)
    (folder / "one.md").write_text("- Letters fly.\n", "utf-8")
    (folder / "two.md").write_text("- Letters land.\n", "utf-8")
    command = [sys.executable, "-m", "scriv", "collect", "--version", "9.9.9"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    changes = (tmp_path / "CHANGELOG.md").read_text("utf-8")
    assert "Letters fly." in changes
    assert changes.index("9.9.9") < changes.index("Letters land.") < changes.index("0.1.0")
    assert list(folder.glob("*.md")) == []
