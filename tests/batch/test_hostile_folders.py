"""A folder of letters that somebody else made: no name in it leads out of it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from appeal_cli.batch.folder import OutputFolder
from appeal_cli.batch.letters import LetterKey
from appeal_cli.batch.manifest import JOURNAL, Entry, journal_lines, read_manifest
from appeal_cli.batch.parts import Parts
from appeal_cli.batch.work import Made
from appeal_cli.problems import AppealError, shortened
from appeal_cli.writers.paper import MadeFile
from tests.batch.conftest import Run, letters_in, manifest, tree
from tests.running import run_as_text

NAMES = [
    "../../victim.txt",
    "../victim.txt",
    "sub/../../victim.txt",
    "ross-bob.en.html/../../victim.txt",
    "{root}/victim.txt",
    "//victim.txt",
    "..\\victim.txt",
    "C:victim.txt",
    "C:/victim.txt",
    "\\\\server\\share\\victim.txt",
    "ross-bob.en.html:stream",
    ".. /victim.txt",
    "./ross-bob.en.html",
    "sub//ross-bob.en.html",
    "",
    ".",
    "..",
    "sub/",
    "manifest.json",
    "Manifest.JSON",
    "SHA256SUMS",
    "failed.csv",
    ".appeal-journal",
    ".appeal-lock",
    ".appeal-parts/part",
    "a\nb.html",
    "a\tb.html",
    "a\u0000b.html",
    "a\u202eb.html",
    "\ud800.html",
]


@pytest.fixture
def made(batch: Run, letter: Path, roster: Path, tmp_path: Path) -> Path:
    """A folder of letters, with a file beside it that is nobody's business."""
    folder = tmp_path / "sub" / "out"
    assert batch(letter, "-d", roster, "-f", "html", "-o", folder).returncode == 0
    for place in (tmp_path, tmp_path / "sub"):
        (place / "victim.txt").write_text("precious", encoding="utf-8")
    return folder


def left(file: str, **changes: object) -> dict[str, Any]:
    """The entry of a letter to somebody who is not in the roster."""
    return {
        "file": file, "deputy": "nobody", "language": "en", "format": "html", "pages": 0,
        "sha256": "0" * 64, "made_from": {}, **changes,
    }  # fmt: skip


def add(folder: Path, *entries: dict[str, Any]) -> None:
    """Writes the entries into the manifest, after those that are there."""
    files = [*manifest(folder), *entries]
    (folder / "manifest.json").write_text(json.dumps({"files": files}), encoding="utf-8")


def merge(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs `appeal manifest merge`."""
    return run_as_text(["manifest", "merge", *arguments], cwd)


@pytest.mark.parametrize("name", NAMES)
def test_a_manifest_names_nothing_outside_its_folder(
    batch: Run, letter: Path, roster: Path, made: Path, tmp_path: Path, name: str
) -> None:
    """It is refused with the entry's name, for a run and for a merge; nothing is touched."""
    name = name.format(root=tmp_path)
    add(made, left(name))
    before = tree(tmp_path)
    ran = batch(letter, "-d", roster, "-f", "html", "-o", made, "--prune", "--force")
    joined = merge(made, "-o", tmp_path / "joined", cwd=tmp_path)
    for done in (ran, joined):
        assert done.returncode == 1
        assert f"{made / 'manifest.json'}: `" in done.stderr
        if name.isprintable():
            assert f"`{shortened(name)}` is " in done.stderr
        assert "Traceback" not in done.stderr
    assert tree(tmp_path) == before


def test_all_names_are_reported_at_once(batch: Run, letter: Path, roster: Path, made: Path) -> None:
    """One pass finds them all."""
    add(made, left("../a.html"), left("fine.html"), left("/b.html"))
    ran = batch(letter, "-d", roster, "-f", "html", "-o", made)
    assert "`../a.html` is not the name" in ran.stderr
    assert "`/b.html` is not the name" in ran.stderr
    assert "fine.html" not in ran.stderr


def test_a_journal_names_nothing_outside_its_folder(
    batch: Run, letter: Path, roster: Path, made: Path, tmp_path: Path
) -> None:
    """Its line is named; nothing is touched."""
    lines = [json.dumps(left(name)) for name in ("fine.html", "../victim.txt")]
    (made / ".appeal-journal").write_text("\n".join([*lines, ""]), encoding="utf-8")
    before = tree(tmp_path)
    ran = batch(letter, "-d", roster, "-f", "html", "-o", made, "--prune")
    assert ran.returncode == 1
    assert f"{made / '.appeal-journal'}:2: `../victim.txt` is not the name" in ran.stderr
    assert tree(tmp_path) == before


def test_a_sum_that_is_none_is_refused(
    batch: Run, letter: Path, roster: Path, made: Path, tmp_path: Path
) -> None:
    """It would stand in SHA256SUMS as lines of its own."""
    add(made, left("fine.html", sha256=f"{'0' * 64}  ../victim.txt\n{'0' * 64}"))
    ran = batch(letter, "-d", roster, "-f", "html", "-o", made)
    assert ran.returncode == 1
    assert "manifest.json: this is not a manifest of letters" in ran.stderr


def test_ordinary_entries_are_pruned(batch: Run, letter: Path, roster: Path, made: Path) -> None:
    """In folders, and with letters of any script."""
    name = "Ақ жол/Ә. (Ә) +1's.html"
    (made / "Ақ жол").mkdir()
    (made / name).write_text("old", encoding="utf-8")
    add(made, left(name, sha256=hashlib.sha256(b"old").hexdigest()))
    ran = batch(letter, "-d", roster, "-f", "html", "-o", made, "--prune")
    assert ran.returncode == 0, ran.stderr
    assert not (made / "Ақ жол").exists()
    assert len(letters_in(made)) == 3


def test_a_torn_line_costs_that_line_alone(
    batch: Run, letter: Path, roster: Path, made: Path
) -> None:
    """What stands after it in the journal is not made again, and new lines begin anew."""
    entries = [json.dumps(entry) for entry in manifest(made)]
    torn = entries[0][:40]
    for rest in ([torn, *entries[1:], ""], [*entries[1:], torn]):
        (made / "manifest.json").unlink(missing_ok=True)
        (made / ".appeal-journal").write_text("\n".join(rest), encoding="utf-8")
        ran = batch(letter, "-d", roster, "-f", "html", "-o", made, "--dry-run")
        assert ran.stdout.count("\tunchanged") == 2
    known = read_manifest(made)
    added = Entry(**{**vars(next(iter(known.values()))), "file": "added.html"})
    OutputFolder(made).record(JOURNAL, journal_lines([added]))
    assert read_manifest(made) == {**known, "added.html": added}


links = pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")


@links
def test_a_link_does_not_lead_out(
    batch: Run, letter: Path, roster: Path, made: Path, tmp_path: Path
) -> None:
    """Neither for what is deleted nor for what is written."""
    (made / "away").symlink_to(tmp_path)
    add(made, left("away/victim.txt"))
    before = tree(tmp_path)
    ran = batch(letter, "-d", roster, "-f", "html", "-o", made, "--prune")
    assert ran.returncode == 1
    assert "manifest.json: `away/victim.txt` leads through a link" in ran.stderr
    assert tree(tmp_path) == before
    (made / "manifest.json").unlink()
    pattern = "away/new/{{ deputy.handle }}.{{ format }}"
    ran = batch(letter, "-d", roster, "-f", "html", "-o", made, "--name", pattern)
    assert ran.returncode == 1
    assert "leads through a link" in ran.stderr
    assert "3 failed" in ran.stderr
    assert not (tmp_path / "new").exists()


@links
def test_a_link_in_the_folder_is_replaced(
    batch: Run, letter: Path, roster: Path, made: Path, tmp_path: Path
) -> None:
    """A letter that is a link is not followed; what is deleted is the link."""
    victim = tmp_path / "victim.txt"
    (made / "smith-ann.en.html").unlink()
    (made / "smith-ann.en.html").symlink_to(victim)
    (made / "old.html").symlink_to(victim)
    add(made, left("old.html"))
    ran = batch(letter, "-d", roster, "-f", "html", "-o", made, "--prune")
    assert ran.returncode == 0, ran.stderr
    assert not (made / "smith-ann.en.html").is_symlink()
    assert not (made / "old.html").is_symlink()
    assert victim.read_text("utf-8") == "precious"


@links
def test_a_link_between_folders_inside_is_not_followed(
    batch: Run, letter: Path, roster: Path, made: Path
) -> None:
    """Only the letters that would go through it fail."""
    (made / "Right").mkdir()
    (made / "Left").symlink_to(made / "Right")
    pattern = "{{ deputy.group }}/{{ deputy.handle }}.{{ format }}"
    ran = batch(letter, "-d", roster, "-f", "html", "-o", made, "--name", pattern)
    assert ran.returncode == 1
    assert "1 letter made, 0 unchanged, 2 failed" in ran.stderr
    assert [path.name for path in (made / "Right").iterdir()] == ["fox-cid.html"]


@links
@pytest.mark.parametrize("name", [".appeal-journal", ".appeal-lock"])
def test_a_second_name_of_a_file_is_not_written_to(
    batch: Run, letter: Path, roster: Path, made: Path, tmp_path: Path, name: str
) -> None:
    """A hard link would have the journal added to somebody's file, or the lock empty it."""
    (made / name).hardlink_to(tmp_path / "victim.txt")
    ran = batch(letter, "-d", roster, "-f", "html", "-o", made, "--force")
    assert ran.returncode == 1
    assert f"{name}: can't be written" in ran.stderr
    assert (tmp_path / "victim.txt").read_text("utf-8") == "precious"


@pytest.mark.parametrize("name", ["manifest.json", "SHA256SUMS", "failed.csv", ".appeal-journal"])
def test_a_folder_where_the_batch_writes_is_found_first(
    batch: Run, letter: Path, roster: Path, tmp_path: Path, name: str
) -> None:
    """No letter is made that could not be written down."""
    (tmp_path / "out" / name).mkdir(parents=True)
    ran = batch(letter, "-d", roster, "-f", "html", "-o", "out")
    assert ran.returncode == 1
    assert f"{name}: can't be written" in ran.stderr
    assert not list((tmp_path / "out").glob("*.html"))


@links
@pytest.mark.parametrize("name", [".appeal-journal", ".appeal-lock"])
def test_a_file_of_the_batch_that_is_a_link_is_not_followed(
    batch: Run, letter: Path, roster: Path, made: Path, tmp_path: Path, name: str
) -> None:
    """The journal would be added to somebody's file, the lock would empty it."""
    (made / name).symlink_to(tmp_path / "victim.txt")
    ran = batch(letter, "-d", roster, "-f", "html", "-o", made, "--force")
    assert ran.returncode == 1
    assert "can't be written" in ran.stderr
    assert (tmp_path / "victim.txt").read_text("utf-8") == "precious"


@links
def test_a_place_for_parts_that_is_a_link_is_not_followed(
    batch: Run, letter: Path, roster: Path, made: Path, tmp_path: Path
) -> None:
    """A part would be written through another link in it."""
    (tmp_path / "trap").mkdir()
    (tmp_path / "trap" / "part").symlink_to(tmp_path / "victim.txt")
    (made / ".appeal-parts").symlink_to(tmp_path / "trap")
    ran = batch(letter, "-d", roster, "-f", "html", "-o", made, "--force")
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "victim.txt").read_text("utf-8") == "precious"


@pytest.mark.parametrize("name", ["../victim.txt", "..\\victim.txt", "", "a/../../victim.txt"])
def test_the_last_line_of_defence(tmp_path: Path, name: str) -> None:
    """Whoever calls: an output folder writes and deletes inside itself."""
    (tmp_path / "victim.txt").write_text("precious", encoding="utf-8")
    (tmp_path / "out").mkdir()
    folder = OutputFolder(tmp_path / "out")
    before = tree(tmp_path)
    for act in (lambda: folder.put(name, b"x"), lambda: folder.remove(name),
                lambda: folder.record(name, b"x")):  # fmt: skip
        with pytest.raises(AppealError, match="is not the name of a file inside this folder"):
            act()
    assert tree(tmp_path) == before


@pytest.mark.parametrize("group", ["manifest.json", "Manifest.JSON", "SHA256SUMS", "failed.csv"])
def test_a_group_called_as_a_file_of_the_batch(
    batch: Run, letter: Path, roster: Path, tmp_path: Path, group: str
) -> None:
    """Its folder gets another name; the letters and the manifest are there."""
    roster.write_text(roster.read_text("utf-8").replace(",Left", f",{group}"), "utf-8")
    pattern = "{{ deputy.group }}/{{ deputy.handle }}.{{ format }}"
    for outcome in ("3 letters made", "0 letters made, 3 unchanged"):
        ran = batch(letter, "-d", roster, "-f", "html", "-o", "out", "--name", pattern)
        assert ran.returncode == 0, ran.stderr
        assert outcome in ran.stderr
    files = {entry["file"] for entry in manifest(tmp_path / "out")}
    assert f"_{group}/smith-ann.html" in files
    assert len(files) == 3


def test_one_place_that_is_taken(batch: Run, letter: Path, roster: Path, tmp_path: Path) -> None:
    """That letter fails by name, the others are made; with the place free, it is made too."""
    place = tmp_path / "out" / "ross-bob.en.html"
    place.mkdir(parents=True)
    (place / "notes").write_text("mine", "utf-8")
    ran = batch(letter, "-d", roster, "-f", "html,txt", "-o", "out")
    assert ran.returncode == 1
    assert "ross-bob.en.html: can't be written" in ran.stderr
    assert "[Bob Ross (en)]" in ran.stderr
    assert "2 letters made, 0 unchanged, 1 failed" in ran.stderr
    assert "Ross" in (tmp_path / "out" / "failed.csv").read_text("utf-8-sig")
    (place / "notes").unlink()
    place.rmdir()
    ran = batch(letter, "-d", roster, "-f", "html,txt", "-o", "out")
    assert ran.returncode == 0, ran.stderr
    assert "1 letter made, 2 unchanged" in ran.stderr
    assert not (tmp_path / "out" / "failed.csv").exists()


GROUPS = "{{ deputy.group }}.pdf"


@pytest.mark.parametrize(
    "name",
    ["other/ross-bob.en.pdf", "../ross-bob.en.pdf", "{root}/ross-bob.en.pdf", "notes.pdf",
     "map.pdf", "away/ross-bob.en.pdf", "a\u202eb.pdf", "", "."],
)  # fmt: skip
def test_no_print_file_elsewhere_is_deleted(
    batch: Run, letter: Path, roster: Path, tmp_path: Path, name: str
) -> None:
    """Where a manifest says that one was made, with the true hash of somebody's file."""
    letter.write_text(letter.read_text("utf-8") + "enclosures: [{text: Map, file: map.pdf}]\n")
    pikepdf.new().save(tmp_path / "notes.pdf")
    one = tmp_path / "one.yaml"
    one.write_text("language: en\ndate: 2013-10-17\ntitle: A map\nbody: [Here.]\n", "utf-8")
    assert batch(one, "-d", roster, "-o", tmp_path / "other").returncode == 0
    shutil.copy(tmp_path / "other" / "ross-bob.en.pdf", tmp_path / "map.pdf")
    shutil.copy(tmp_path / "other" / "ross-bob.en.pdf", tmp_path.parent)
    (tmp_path / "away").symlink_to(tmp_path / "other")
    line = (letter, "-d", roster, "-o", "out", "--merge", GROUPS)
    assert batch(*line).returncode == 0
    name = name.replace("{root}", str(tmp_path))
    file = tmp_path / name
    digest = hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "0" * 64
    path = tmp_path / "out" / "manifest.json"
    found = json.loads(path.read_text("utf-8"))
    found["print_files"].append({"pattern": GROUPS, "name": name, "sha256": digest})
    path.write_text(json.dumps(found), "utf-8")
    before = {file: data for file, data in tree(tmp_path).items() if file != "out/manifest.json"}
    assert batch(*line).returncode == 0
    after = {file: data for file, data in tree(tmp_path).items() if file != "out/manifest.json"}
    assert after == before
    assert (tmp_path.parent / "ross-bob.en.pdf").exists()


@pytest.mark.parametrize("found", ['"x"', "[1]", '[{"pattern": 1, "name": "", "sha256": ""}]'])
def test_print_files_that_are_none(
    batch: Run, letter: Path, roster: Path, made: Path, found: str
) -> None:
    """A manifest that says something else is refused, as for letters."""
    path = made / "manifest.json"
    text = path.read_text("utf-8").rstrip().removesuffix("}")
    path.write_text(f'{text}, "print_files": {found}}}', "utf-8")
    ran = batch(letter, "-d", roster, "-f", "html", "-o", made)
    assert ran.returncode == 1
    assert "this is not a manifest of letters" in ran.stderr


@links
@pytest.mark.parametrize("place", ["Left", ".appeal-parts"])
def test_a_link_that_is_put_there_meanwhile(tmp_path: Path, place: str) -> None:
    """Somebody swaps a folder for a link, and back, again and again: what stands behind the link
    is neither written nor deleted."""
    out, away = tmp_path / "out", tmp_path / "away"
    for folder in (out / place, away):
        folder.mkdir(parents=True)
    (away / "old.html").write_text("precious", encoding="utf-8")
    (tmp_path / "link").symlink_to(away)
    before = tree(away)
    swapping = subprocess.Popen(
        [sys.executable, "-c", SWAPPING, str(out / place)], cwd=tmp_path, stdout=subprocess.PIPE
    )
    assert swapping.stdout
    swapping.stdout.readline()
    seen = set()
    try:
        with closing(OutputFolder(out)) as folder:
            parts = Parts(folder.parts) if place == OutputFolder.PARTS else None
            for number in range(3_000):
                seen.add((out / place).is_symlink())
                with suppress(AppealError, OSError):
                    if parts:
                        parts.aside(PARTED)
                        folder.put("a.html", b"new")
                    else:
                        folder.put(f"{place}/{number}.html", b"new")
                        folder.put(f"{place}/old.html", b"new")
                        folder.remove(f"{place}/old.html")
    finally:
        swapping.kill()
        swapping.communicate()
    assert seen == {True, False}
    assert tree(away) == before


SWAPPING = """\
import os, sys
place = sys.argv[1]
print(flush=True)
while True:
    os.rename(place, "aside")
    os.rename("link", place)
    os.rename(place, "link")
    os.rename("aside", place)
"""

PARTED = Made(LetterKey("a", "en"), {"html": MadeFile(b"<p>", 0)})
