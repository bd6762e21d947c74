"""A small roster and the real command, for batches."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.running import run_as_text

ROSTER = """\
id,name,family_name,given_name,gender,group
a1,Ann Smith,Smith,Ann,female,Left
b2,Bob Ross,Ross,Bob,male,Left
c3,Cid Fox,Fox,Cid,male,Right
"""

LETTER = """\
language: en
date: 2013-10-17
title: A small appeal
body:
  - "Words for {{ deputy.full_name }} of {{ deputy.group }}."
"""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def command(arguments: Sequence[str | Path]) -> list[str]:
    """The command line of the real command."""
    return [sys.executable, "-m", "appeal_cli", "batch", *map(str, arguments)]


def environment() -> dict[str, str]:
    """The environment in which it finds the checkout."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A small appeal to one deputy."""
    path = tmp_path / "letter.yaml"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A roster of three."""
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, encoding="utf-8")
    return path


@pytest.fixture
def batch(tmp_path: Path) -> Run:
    """Runs `appeal batch` in a folder of its own."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return run_as_text(["batch", *arguments], tmp_path)

    return run


def tree(folder: Path) -> dict[str, str]:
    """Each file in the folder, hidden ones too, with the hash of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def letters_in(folder: Path) -> list[str]:
    """The names of the letters in the folder."""
    ours = ("manifest.json", "SHA256SUMS", "failed.csv")
    return [name for name in tree(folder) if name not in ours]


def manifest(folder: Path) -> list[dict[str, Any]]:
    """The files that the manifest lists."""
    files: list[dict[str, Any]] = json.loads((folder / "manifest.json").read_text("utf-8"))["files"]
    return files


def large_roster(path: Path, count: int) -> Path:
    """A roster of that many."""
    rows = [f"d{n},Name{n} Family{n},Family{n},Name{n},female,G{n % 3}" for n in range(count)]
    path.write_text(ROSTER.splitlines()[0] + "\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path
