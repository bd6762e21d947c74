"""Enclosures in a batch: remade when they change, once in the print file, beside Word letters."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import page
import pytest
from pikepdf import Pdf

from tests.conftest import ROOT, Appeal
from tests.reading import pdf_pages
from tests.writers.pdf.test_enclosing import APPEAL, a_pdf

PEOPLE = "id,family_name,given_name,gender,area\n" + "".join(
    f"{number},Smith{number},Ann,female,{('north', 'south')[number % 2]}\n" for number in range(6)
)


@pytest.fixture
def pond(tmp_path: Path) -> Path:
    """A campaign with a draft for all, and a map for each of two wards."""
    (tmp_path / "maps").mkdir()
    a_pdf(tmp_path / "draft.pdf", "Rule one.", 18)
    a_pdf(tmp_path / "maps" / "north.pdf", "The northern ward.")
    a_pdf(tmp_path / "maps" / "south.pdf", "The southern ward.")
    (tmp_path / "a.yaml").write_text(APPEAL, encoding="utf-8")
    (tmp_path / "d.csv").write_text(PEOPLE, encoding="utf-8")
    return tmp_path


def test_the_print_file_has_each_enclosure_once(appeal: Appeal, pond: Path) -> None:
    """Behind each letter, as in its own file; an edited one makes its letters anew, and only
    these."""
    command = ["batch", "a.yaml", "-d", "d.csv", "-o", "out", "--merge", "print.pdf"]
    command += ["--report", "r.json"]
    assert appeal(*command).returncode == 0
    letters = [pond / "out" / f"smith{number}-ann.en.pdf" for number in range(6)]
    data = (pond / "print.pdf").read_bytes()
    assert pdf_pages(data) == [text for each in letters for text in pdf_pages(each.read_bytes())]
    assert len(data) < 2 * len(letters[0].read_bytes())
    for profile in ("3a", "ua1"):
        limits = page.SafetyLimits(max_reference_depth=10_000)
        assert not page.validate_pdf_bytes(data, profile=profile, limits=limits).failures
    with Pdf.open(pond / "print.pdf") as pdf:
        labels = [page.label for page in pdf.pages]
    assert labels == ["1", "1-1", "1-2", "2-1"] * 6
    a_pdf(pond / "maps" / "north.pdf", "The ward of the north.")
    assert appeal(*command).returncode == 0
    report = json.loads((pond / "r.json").read_text("utf-8"))
    made = {each["deputy"]: each["reasons"] for each in report["letters"]}
    assert made == {str(n): [] if n % 2 else ["an enclosure changed"] for n in range(6)}
    assert "The ward of the north." in " ".join(pdf_pages((pond / "print.pdf").read_bytes()))


def test_a_missing_map_fails_its_letters_alone(appeal: Appeal, pond: Path) -> None:
    """`check` and `batch` say it of the row; the other letters are made."""
    (pond / "maps" / "south.pdf").unlink()
    checked = appeal("check", "a.yaml", "-d", "d.csv")
    assert checked.returncode == 1
    assert b"d.csv:3: Ann Smith1: the enclosure `maps/south.pdf`" in checked.stdout + checked.stderr
    assert appeal("batch", "a.yaml", "-d", "d.csv", "-o", "out").returncode == 1
    names = sorted(path.name for path in (pond / "out").glob("*.pdf"))
    assert names == [f"smith{number}-ann.en.pdf" for number in (0, 2, 4)]


def test_they_lie_beside_word_letters(appeal: Appeal, pond: Path) -> None:
    """Once for all, listed and packed; those that no letter needs any more are deleted."""
    command = ["batch", "a.yaml", "-d", "d.csv", "-f", "docx", "-o", "out", "--zip", "all.zip"]
    assert appeal(*command).returncode == 0
    beside = {"enclosures/draft.pdf", "enclosures/maps/north.pdf", "enclosures/maps/south.pdf"}
    with zipfile.ZipFile(pond / "all.zip") as archive:
        assert {name for name in archive.namelist() if name.endswith(".pdf")} == beside
    assert all((pond / "out" / name).is_file() for name in beside)
    sums = (pond / "out" / "SHA256SUMS").read_text("utf-8")
    assert all(f"  {name}\n" in sums for name in beside)
    (pond / "out" / "enclosures" / "draft.pdf").write_bytes(b"altered")
    (pond / "d.csv").write_text(PEOPLE.replace("south", "north"), encoding="utf-8")
    ran = appeal(*command)
    assert ran.returncode == 0
    assert b"no longer in the roster" not in ran.stderr
    assert not (pond / "out" / "enclosures" / "maps" / "south.pdf").exists()
    draft = (pond / "out" / "enclosures" / "draft.pdf").read_bytes()
    assert draft == (pond / "draft.pdf").read_bytes()


def test_they_stay_beside_word_letters_of_other_runs(appeal: Appeal, pond: Path) -> None:
    """Neither a run in another format nor one over `failed.csv` takes them away."""
    first, *others = PEOPLE.splitlines(keepends=True)
    part = f"{first.rstrip()},problem\n{others[0].rstrip()},the map was missing\n"
    (pond / "failed.csv").write_text(part, encoding="utf-8")
    command = ["batch", "a.yaml", "-o", "out"]
    assert appeal(*command, "-d", "d.csv", "-f", "docx").returncode == 0
    beside = sorted((pond / "out" / "enclosures").rglob("*.pdf"))
    assert len(beside) == 3
    assert appeal(*command, "-d", "failed.csv", "-f", "docx").returncode == 0
    assert appeal(*command, "-d", "d.csv", "-f", "pdf").returncode == 0
    assert sorted((pond / "out" / "enclosures").rglob("*.pdf")) == beside


def test_the_journal_has_nothing_to_say_of_them(appeal: Appeal, pond: Path) -> None:
    """They are no letters of an earlier version, of which little is known."""
    command = ["batch", "a.yaml", "-d", "d.csv", "-f", "docx", "-o", "out"]
    assert appeal(*command).returncode == 0
    ran = appeal("register", "out", "-o", "journal.csv")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "enclosures/" not in (pond / "journal.csv").read_text("utf-8")


def test_a_word_letter_says_that_they_are_not_in_it(appeal: Appeal, pond: Path) -> None:
    """`render` names each, and what to do."""
    ran = appeal("render", "a.yaml", "-d", "d.csv", "--to", "1", "-o", "letter.docx")
    assert ran.returncode == 0
    assert b"can't hold the enclosure `draft.pdf`" in ran.stderr
    ran = appeal("render", "a.yaml", "-d", "d.csv", "--to", "1", "-o", "letter.pdf")
    assert ran.stderr == b""


def test_the_documents_enclosures_are_right(appeal: Appeal, pond: Path) -> None:
    """What docs/how-to.md shows is listed as it says."""
    page = (ROOT / "docs" / "how-to.md").read_text("utf-8").partition("## Enclosures")[2]
    shown = re.findall(r"^```yaml\n(.*?)^```", page, re.M | re.S)[0]
    head = APPEAL.partition("enclosures:")[0]
    (pond / "shown.yaml").write_text(head + shown, encoding="utf-8")
    ran = appeal("render", "shown.yaml", "-d", "d.csv", "--to", "0", "-f", "txt", "-o", "-")
    assert "1. The draft rules, 2 pages" in ran.stdout.decode("utf-8")
    assert "The draft rules, 2 pages" in page
