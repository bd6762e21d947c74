"""`make fuzz` gives each reader what it reads: whoever runs it once a release finds it working."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from appeal_cli.problems import AppealError
from tests import fuzz
from tests.files.office_making import packed
from tests.twisted import open_sheets, twisted, word_letters, workbooks

ARCHIVES = {"word": word_letters, "letterhead": word_letters, "xlsx": workbooks, "ods": open_sheets}


@pytest.mark.parametrize("name", [name for name in fuzz.NAMES if name not in fuzz.TWISTED])
def test_each_reader_reads_what_it_begins_with(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    """Its first files, and bytes that are none: each is read, or refused by name."""
    monkeypatch.chdir(tmp_path)
    reader = fuzz.reader_of(name)
    files = [*fuzz.seeds(name), b"\xff\x00;'\"{"]
    assert [file for file in files if is_read(reader, file)] or name == "picture"


@pytest.mark.parametrize("name", ARCHIVES)
def test_twisted_files_are_read_or_refused(tmp_path: Path, name: str) -> None:
    """So are the files that nothing was done to."""
    files, chosen = ARCHIVES[name](tmp_path), random.Random(2013)
    reader = fuzz.reader_of(name)
    assert sum(is_read(reader, packed(parts)) for parts in files) > 0
    assert sum(is_read(reader, twisted(chosen.randbytes(60), files)) for _ in range(8)) > 0


def is_read(reader: fuzz.Reader, data: bytes) -> bool:
    try:
        reader(data)
    except AppealError:
        return False
    return True
