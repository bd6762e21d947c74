"""The manifest as a file: an entry a line, read however it is laid out, and written when it says
something else."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from appeal_cli.batch.manifest import (
    JOURNAL,
    NAME,
    SUMS,
    Entry,
    PrintFile,
    journal_lines,
    manifest_lines,
    read_known,
    read_manifest,
)
from appeal_cli.batch.record import Changes, at_work_in
from appeal_cli.problems import AppealError, Kind

ENTRIES = [
    Entry(
        f"{name}.en.pdf", name, "en", "pdf", 2, f"{number:064x}",
        {"appeal": "a" * 16, "deputy": f"{number:016x}"}, {"name": "Ann, “Sample”", "title": "Ж"},
    )
    for number, name in enumerate(("ann", "bob", "eve"))
]  # fmt: skip
PRINTED = [PrintFile("print/{{ deputy.group }}.pdf", "one.pdf", "1" * 64)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a manifest of three letters and a print file."""
    tmp_path.joinpath(NAME).write_bytes(b"".join(manifest_lines(ENTRIES, PRINTED)))
    return tmp_path


@pytest.mark.parametrize("indent", [None, 2])
def test_it_is_read_however_it_is_laid_out(folder: Path, indent: int | None) -> None:
    """As this tool writes it, and as another program does."""
    own = read_known(folder)
    assert own.entries == {entry.file: entry for entry in ENTRIES}
    assert own.print_files == PRINTED
    written = json.dumps(json.loads(folder.joinpath(NAME).read_bytes()), indent=indent)
    folder.joinpath(NAME).write_text(written, encoding="utf-8")
    assert read_known(folder) == own


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"pages": 2', '"pages": "2"'),
        ('"pages": 2,', '"pages": 2'),
        ('"made_from": {', '"made_from": [{'),
        ('"tool"', "tool"),
        ('"files"', '"others"'),
    ],
)
def test_what_is_no_manifest_is_refused(folder: Path, old: str, new: str) -> None:
    """A line that is broken, and what is around them."""
    text = folder.joinpath(NAME).read_text(encoding="utf-8")
    folder.joinpath(NAME).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(AppealError) as error:
        read_known(folder)
    assert [problem.kind for problem in error.value.problems] == [Kind.MANIFEST]


def test_it_is_written_when_it_says_something_else(folder: Path) -> None:
    """A run that changes nothing leaves it as it is; the sums are there again after each."""
    path = folder / NAME
    with at_work_in(folder, Changes()):
        before = path.stat().st_ino
    with at_work_in(folder, Changes()):
        folder.joinpath(SUMS).unlink()
    assert path.stat().st_ino == before
    assert folder.joinpath(SUMS).read_text(encoding="utf-8").count("\n") == len(ENTRIES)
    with at_work_in(folder, Changes()) as record:
        record.entries["ann.en.pdf"] = replace(ENTRIES[0], pages=3)
    assert path.stat().st_ino != before
    assert read_manifest(folder)["ann.en.pdf"].pages == 3


def test_what_a_killed_run_has_made_is_written_into_it(folder: Path) -> None:
    """Its journal is gone afterwards, also where it says what the manifest says already."""
    for entry in (replace(ENTRIES[1], pages=5), replace(ENTRIES[1], pages=5)):
        folder.joinpath(JOURNAL).write_bytes(journal_lines([entry]))
        with at_work_in(folder, Changes()):
            assert folder.joinpath(JOURNAL).exists()
        assert not folder.joinpath(JOURNAL).exists()
        assert read_manifest(folder)["bob.en.pdf"].pages == 5
