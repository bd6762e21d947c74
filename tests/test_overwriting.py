"""Files that are there: inputs are never overwritten, and what others made only when asked."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import docx
import pytest
from PIL import Image

from tests.conftest import ROOT, Appeal

LETTER = """\
language: en
date: 2013-10-17
title: A small appeal
addressee: {everyone: All}
body: [Please read.]
"""

PARTS = (
    LETTER
    + """\
letterhead: {names: [Us], logo: logo.png}
enclosures: [{text: Map, file: map.pdf}, {text: Plan, file: "muster-{{ deputy.id }}.en.pdf"}]
"""
)

ROSTER = "id,family_name,given_name,gender\na,Sample,Anna,female\nb,Muster,Bert,male\n"
JSON = '[{"id": "a", "family_name": "Sample", "given_name": "Anna", "gender": "female"}]\n'

BATCH = ("batch", "a.yaml", "-d", "d.csv", "-f", "pdf", "-o", "out")


@pytest.fixture
def folder(appeal: Appeal, tmp_path: Path) -> Path:
    """The inputs of a batch, each with a second name."""
    files = {"a.yaml": LETTER, "d.csv": ROSTER, "d.json": JSON, "no.txt": "b\n"}
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert appeal("templates", "export", "letter", "mine").returncode == 0
    (tmp_path / "languages").mkdir()
    shutil.copy(Path(__file__).parent.parent / "data/languages/en.yaml", tmp_path / "languages")
    for path in list(tmp_path.iterdir()):
        if path.is_file():
            (tmp_path / f"second-{path.name}").hardlink_to(path)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("more", [(), ("--overwrite",)])
@pytest.mark.parametrize(
    "arguments",
    [
        (*BATCH, "--zip", "a.yaml"),
        (*BATCH, "--zip", "./out/../a.yaml"),
        (*BATCH, "--merge", "d.csv"),
        (*BATCH, "--merge", "second-d.csv"),
        (*BATCH, "--template", "mine", "--merge", "mine/letter.css"),
        (*BATCH, "--template", "mine", "--reference-doc", "mine/reference.docx",
         "--zip", "mine/reference.docx"),
        (*BATCH, "--exclude", "no.txt", "--zip", "no.txt"),
        (*BATCH, "--zip", "languages/en.yaml"),
        ("batch", "a.yaml", "-d", "d.json", "-f", "txt", "-o", "out", "--report", "d.json"),
        ("batch", "a.yaml", "-d", "d.json", "-f", "txt", "-o", "out",
         "--report", "second-d.json"),
        ("render", "a.yaml", "-f", "html", "-o", "a.yaml"),
        ("render", "a.yaml", "-f", "txt", "-o", "second-a.yaml"),
        ("render", "a.yaml", "-d", "d.csv", "--to", "a", "-f", "txt", "-o", "d.csv"),
        ("render", "a.yaml", "-d", "d.csv", "--exclude", "no.txt", "-f", "txt", "-o", "no.txt"),
        ("render", "a.yaml", "--template", "mine", "-f", "html", "-o", "mine/letter.html.j2"),
    ],
)  # fmt: skip
def test_no_input_is_overwritten(
    appeal: Appeal, folder: Path, arguments: tuple[str, ...], more: tuple[str, ...]
) -> None:
    """Under whatever name, in each command, whether asked for or not; and nothing is made."""
    before = contents(folder)
    ran = appeal(*arguments, *more)
    assert ran.returncode == 1
    assert b"what the letters are made from" in ran.stderr
    assert contents(folder) == before


def test_standard_input_is_an_input(appeal: Appeal, folder: Path) -> None:
    """A shell may have opened the very file."""
    with (folder / "a.yaml").open("rb") as text:
        ran = subprocess.run(
            [sys.executable, "-m", "appeal_cli", "render", "-", "-f", "txt", "-o", "a.yaml"],
            stdin=text,
            capture_output=True,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
    assert ran.returncode == 1
    assert (folder / "a.yaml").read_text("utf-8") == LETTER


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_roster_is_not_imported_over_itself(
    appeal: Appeal, folder: Path, force: tuple[str, ...]
) -> None:
    """Not even when an existing file may be overwritten."""
    ran = appeal("deputies", "import", "d.csv", "-o", "second-d.csv", *force)
    assert ran.returncode == 1
    assert (folder / "d.csv").read_text("utf-8") == ROSTER


@pytest.mark.parametrize(
    ("option", "name"),
    [
        ("--zip", "letters.zip"), ("--merge", "print.pdf"), ("--report", "report.json"),
        ("--report", "report.xml"),
    ],
)  # fmt: skip
def test_what_others_made_is_replaced_only_when_asked(
    appeal: Appeal, folder: Path, option: str, name: str
) -> None:
    """What this tool made is renewed without a word."""
    (folder / name).write_bytes(b"made elsewhere")
    ran = appeal(*BATCH, option, name)
    assert ran.returncode == 1
    assert f"{name}: there is a file here that this tool did not make".encode() in ran.stderr
    assert b"--overwrite" in ran.stderr
    assert (folder / name).read_bytes() == b"made elsewhere"
    assert not (folder / "out").exists()
    for more in (("--overwrite",), ()):
        ran = appeal(*BATCH, option, name, *more)
        assert ran.returncode == 0, ran.stderr
        assert (folder / name).read_bytes() != b"made elsewhere"


@pytest.mark.parametrize("variant", ["pdf/a-3a", "pdf/ua-1", "none"])
def test_a_print_file_of_each_variant_is_known(appeal: Appeal, folder: Path, variant: str) -> None:
    """Its mark does not depend on the standard."""
    for _ in range(2):
        ran = appeal(*BATCH, "--merge", "print.pdf", "--pdf-variant", variant)
        assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("format", ["pdf", "docx", "html", "txt"])
def test_a_letter_is_renewed(appeal: Appeal, folder: Path, format: str) -> None:
    """As often as it is made."""
    for _ in range(2):
        assert appeal("render", "a.yaml", "-o", f"letter.{format}").returncode == 0


def test_a_word_file_that_was_changed_by_hand_stays(appeal: Appeal, folder: Path) -> None:
    """Somebody has written into the letter, with python-docx as with any other program."""
    assert appeal("render", "a.yaml", "-o", "letter.docx").returncode == 0
    document = docx.Document(str(folder / "letter.docx"))
    document.add_paragraph("Added by hand.")
    document.core_properties.modified = datetime(2026, 3, 2, 17, 4, 5)
    document.save(str(folder / "letter.docx"))
    before = (folder / "letter.docx").read_bytes()
    ran = appeal("render", "a.yaml", "-o", "letter.docx")
    assert ran.returncode == 1
    assert b"changed since" in ran.stderr
    assert (folder / "letter.docx").read_bytes() == before
    assert appeal("render", "a.yaml", "-o", "letter.docx", "--overwrite").returncode == 0


@pytest.mark.parametrize(
    "more",
    [
        ("--report", "out/manifest.json"), ("--zip", "out/sample-anna.en.pdf"),
        ("--zip", "out/FAILED.csv"), ("--zip", "x.json", "--report", "x.json"),
    ],
)  # fmt: skip
def test_no_two_files_have_one_place(appeal: Appeal, folder: Path, more: tuple[str, ...]) -> None:
    """The second would take the first away."""
    ran = appeal(*BATCH, *more, "--overwrite")
    assert ran.returncode == 1
    assert b"name another file" in ran.stderr
    assert not (folder / "out").exists()


@pytest.mark.parametrize("name", ["d.csv/print.pdf", "mine", "pipe.pdf"])
def test_a_place_that_can_not_be_written_is_found_first(
    appeal: Appeal, folder: Path, name: str
) -> None:
    """Below a file, at a folder, at a pipe: no letter is made."""
    os.mkfifo(folder / "pipe.pdf")
    ran = appeal(*BATCH, "--merge", name)
    assert ran.returncode == 1
    assert f"{name}: can't be written".encode() in ran.stderr
    assert not (folder / "out").exists()


def test_a_manifest_is_not_merged_over_one_of_its_own(appeal: Appeal, folder: Path) -> None:
    """The shards' manifests are what a join can be repeated from."""
    for number in (1, 2):
        command = (*BATCH[:-1], str(number), "--shard", f"{number}/2")
        assert appeal(*command).returncode == 0
    before = contents(folder)
    assert appeal("manifest", "merge", "1", "2", "-o", "1").returncode == 1
    assert contents(folder) == before
    for _ in range(2):
        assert appeal("manifest", "merge", "1", "2", "-o", "all").returncode == 0


@pytest.fixture
def parts(appeal: Appeal, folder: Path) -> Path:
    """The same, where the letters have an image and enclosures, which this tool once made."""
    assert appeal("render", "a.yaml", "-o", "map.pdf").returncode == 0
    for name in ("muster-a.en.pdf", "muster-b.en.pdf", "sample-anna.en.pdf"):
        shutil.copy(folder / "map.pdf", folder / name)
    Image.new("RGB", (40, 30), (200, 30, 60)).save(folder / "logo.png")
    (folder / "a.yaml").write_text(PARTS, "utf-8")
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        (*BATCH, "--merge", "map.pdf"),
        (*BATCH, "--merge", "muster-{{ deputy.id }}.en.pdf"),
        (*BATCH, "--zip", "logo.png"),
        (*BATCH[:-1], ".", "--merge", "./out/../map.pdf"),
        ("render", "a.yaml", "-d", "d.csv", "--to", "b", "-o", "map.pdf"),
        ("render", "a.yaml", "-d", "d.csv", "--to", "b", "-f", "pdf", "-o", "muster-b.en.pdf"),
        ("render", "a.yaml", "-d", "d.csv", "--to", "b", "-f", "html", "-o", "logo.png"),
    ],
)
def test_images_and_enclosures_are_inputs_too(
    appeal: Appeal, parts: Path, arguments: tuple[str, ...]
) -> None:
    """Those that a row names as well as those of all letters."""
    before = contents(parts)
    ran = appeal(*arguments, "--overwrite")
    assert ran.returncode == 1
    assert b"what the letters are made from" in ran.stderr
    assert contents(parts) == before


def test_no_letter_takes_the_place_of_an_input(appeal: Appeal, parts: Path) -> None:
    """A row could be called as an enclosure is: that letter fails alone."""
    enclosed = "muster-{{ deputy.id }}.en.pdf"
    (parts / "a.yaml").write_text(PARTS.replace(enclosed, "muster-bert.en.pdf"), "utf-8")
    shutil.copy(parts / "map.pdf", parts / "muster-bert.en.pdf")
    before = contents(parts)
    ran = appeal(*BATCH[:-1], ".", "--overwrite")
    assert ran.returncode == 1
    assert b"muster-bert.en.pdf: this is what the letters are made from" in ran.stderr
    assert b"1 letter made, 0 unchanged, 1 failed" in ran.stderr
    after = contents(parts)
    assert after["muster-bert.en.pdf"] == before["muster-bert.en.pdf"]
    assert after["sample-anna.en.pdf"] != before["sample-anna.en.pdf"]


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_a_letter_that_others_made_is_replaced_only_when_asked(
    appeal: Appeal, folder: Path, format: str
) -> None:
    """In the folder of a batch; the others are made, and the next run says so again."""
    (folder / "out").mkdir()
    theirs = folder / "out" / f"muster-bert.en.{format}"
    theirs.write_bytes(b"written by hand")
    line = (*BATCH[:4], "-f", format, "-o", "out")
    for _ in range(2):
        ran = appeal(*line)
        assert ran.returncode == 1
        assert f"{theirs.name}: there is a file here that this tool did not make" in (
            ran.stderr.decode()
        )
        assert theirs.read_bytes() == b"written by hand"
    (folder / "a.yaml").write_text(LETTER.replace("Please", "{{ deputy.area }}"), "utf-8")
    assert appeal(*line).returncode == 1
    assert theirs.read_bytes() == b"written by hand"
    (folder / "a.yaml").write_text(LETTER, "utf-8")
    assert appeal(*line, "--overwrite").returncode == 0
    assert theirs.read_bytes() != b"written by hand"


@pytest.mark.parametrize("name", ["a.yaml", "second-d.csv", "notes.txt", "map.pdf"])
def test_what_a_manifest_calls_old_is_deleted_only_as_it_was_made(
    appeal: Appeal, parts: Path, name: str
) -> None:
    """Neither an input, with whatever hash, nor a file that was changed since."""
    (parts / "notes.txt").write_text("mine", "utf-8")
    digest = hashlib.sha256((parts / name).read_bytes()).hexdigest()
    entry = {
        "file": name, "deputy": "nobody", "language": "en", "format": "pdf", "pages": 1,
        "sha256": "0" * 64 if name == "notes.txt" else digest, "made_from": {},
    }  # fmt: skip
    (parts / "manifest.json").write_text(json.dumps({"files": [entry]}), "utf-8")
    before = contents(parts)
    ran = appeal(*BATCH[:4], "-f", "html", "-o", ".", "--prune", "--overwrite")
    assert ran.returncode == 0
    assert f"{name}: warning: its deputy is no longer" in ran.stderr.decode()
    assert b"kept, as it was changed or can't be deleted" in ran.stderr
    assert contents(parts)[name] == before[name]
