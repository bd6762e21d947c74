"""The pages under docs/ do not rot: their commands run, in their order."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, Appeal
from tests.hostile.warm import Warm

PAGES = sorted((ROOT / "docs").glob("*.md"))


def commands(page: Path) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text("utf-8"), re.M | re.S)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def begins_with_the_example(page: Path) -> bool:
    """Whether the page itself says how to get what its commands name."""
    return any(line.endswith("--example") for line in commands(page))


@pytest.mark.parametrize(
    "page",
    # Those pages have appeals of their own, and test_docs_templates.py and _office.py run them.
    [page for page in PAGES if page.stem not in ("templates", "office")],
    ids=lambda page: page.stem,
)
def test_every_command_runs(warm_appeal: Warm, tmp_path: Path, page: Path) -> None:
    """Each line of the page's shell blocks does what it says."""
    folder = tmp_path
    if not begins_with_the_example(page):
        assert warm_appeal("new", folder, "--example", cwd=folder).status == 0
    for line in commands(page):
        command, *arguments = shlex.split(line)
        if command == "appeal":
            ran = warm_appeal(*arguments, cwd=folder)
            assert ran.status == 0, (line, ran.err)
        elif command == "cd":
            folder = folder / arguments[0]
        else:
            assert command in ("cp", "mkdir"), line
            subprocess.run([command, *arguments], cwd=folder, check=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    """Files that the page links to are there."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_the_problem_is_the_one_shown(appeal: Appeal, tmp_path: Path) -> None:
    """The tutorial's misspelt key is reported in the tutorial's words."""
    page = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
    (shown,) = re.findall(r"^```text\n(.*?)^```", page, re.M | re.S)
    assert appeal("new", "campaign").returncode == 0
    source = tmp_path / "campaign" / "appeal.yaml"
    source.write_text(source.read_text("utf-8").replace("\nclosing:", "\nclosng:"), "utf-8")
    ran = appeal("check", "campaign/appeal.yaml", "-d", "campaign/deputies.csv")
    assert (ran.returncode, ran.stderr.decode()) == (1, shown)
