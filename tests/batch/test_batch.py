"""`appeal batch`: who gets what, under which name, and what a second run does."""

from __future__ import annotations

import csv
import email
import json
import os
import shutil
import subprocess
from email.policy import default
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.batch.conftest import LETTER, ROSTER, Run, letters_in, manifest, tree
from tests.conftest import DATA, ROOT
from tests.reading import READERS

SAMPLE = DATA / "deputies.csv"
APPEALS = [DATA / f"appeal.{language}.yaml" for language in ("kk", "ru", "en")]


def test_every_deputy_in_every_language_and_format(batch: Run, tmp_path: Path) -> None:
    """Each file is there under a readable name, says whom it greets, and is in the sums."""
    ran = batch(
        *APPEALS,
        "-d",
        SAMPLE,
        "--language",
        "kk,ru,en",
        "-f",
        "pdf,docx",
        "-f",
        "html",
        "-o",
        "out",
    )
    assert ran.returncode == 0, ran.stderr
    folder = tmp_path / "out"
    assert len(letters_in(folder)) == 27
    assert sorted(ran.stdout.splitlines()) == sorted(f"out/{name}" for name in letters_in(folder))
    greetings = {"kk": "Құрметті Айгүл Қабдешқызы!", "ru": "Уважаемая Айгуль Кабдушевна!"}
    for language, greeting in greetings.items():
        for format, text_of in READERS.items():
            data = (folder / f"nurkina-aigul.{language}.{format}").read_bytes()
            assert greeting in text_of(data)
    checked = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, check=False
    )
    assert checked.returncode == 0
    assert "9 letters made, 0 unchanged, 0 failed, 18 pages" in ran.stderr


def test_the_pdf_in_a_mail_is_the_one_beside_it(batch: Run, letter: Path, tmp_path: Path) -> None:
    """It is imprinted like any other, of the variant that is asked for, and remade with it."""
    people = [f"p{number},Ann {name},p{number}@example.org" for number, name in enumerate("ABCD")]
    (tmp_path / "r.csv").write_text("id,name,email\n" + "\n".join(people) + "\n", "utf-8")
    letter.write_text(letter.read_text("utf-8").replace(" of {{ deputy.group }}", ""), "utf-8")
    arguments = (letter, "-d", "r.csv", "-f", "eml,pdf", "-o", "out", "-j1", "--pdf-variant")
    first = batch(*arguments, "pdf/a-3a")
    assert "(3 letters imprinted)" in first.stderr
    assert "4 letters made" in batch(*arguments, "pdf/ua-1").stderr
    assert "4 unchanged" in batch(*arguments, "pdf/ua-1").stderr
    for mail in (tmp_path / "out").glob("*.eml"):
        message = email.message_from_bytes(mail.read_bytes(), policy=default)
        (attached,) = message.iter_attachments()
        assert attached.get_content() == mail.with_suffix(".pdf").read_bytes()
    ua1 = ("-j1", "--pdf-variant", "pdf/ua-1")
    alone = batch(letter, "-d", "r.csv", "-f", "eml", "-o", "mails", *ua1)
    assert "(3 letters imprinted)" in alone.stderr
    for mail in (tmp_path / "mails").glob("*.eml"):
        assert mail.read_bytes() == (tmp_path / "out" / mail.name).read_bytes()


def test_a_template_that_is_never_imprinted_says_why(
    batch: Run, letter: Path, tmp_path: Path
) -> None:
    """In the summary, and of each letter in the report; also where an option asks for it."""
    folder = Path(shutil.copytree(ROOT / "templates" / "letter", tmp_path / "mine"))
    with (folder / "letter.css").open("a", encoding="utf-8") as file:
        file.write("p:nth-child(3) { font-weight: bold }")
    (tmp_path / "r.csv").write_text("name,group\nAnn A,G\nAnn B,G\nAnn C,G\nAnn D,G\n", "utf-8")
    arguments = (letter, "-d", "r.csv", "-f", "pdf", "-o", "out", "-j1")
    ran = batch(*arguments, "--template", "mine", "--report", "report.json")
    assert "(4 laid out in full: a style of its template counts lines (`:nth-`))" in ran.stderr
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert all("counts lines" in each["laid_out"] for each in report["letters"])
    assert "an option asks for it" in batch(*arguments, "--no-imprint").stderr


def test_each_deputy_gets_the_appeal_in_their_language(
    batch: Run, letter: Path, tmp_path: Path
) -> None:
    """Else the first one: the same rule as for one letter."""
    other = tmp_path / "other.yaml"
    other.write_text(letter.read_text("utf-8").replace("language: en", "language: ru"), "utf-8")
    (tmp_path / "r.csv").write_text(
        "id,name,group,language\na,Ann,L,ru\nb,Bob,L,\n", encoding="utf-8"
    )
    assert batch(letter, other, "-d", "r.csv", "-f", "html", "-o", "out").returncode == 0
    assert letters_in(tmp_path / "out") == ["ann.ru.html", "bob.en.html"]


def test_a_second_run_makes_only_what_changed(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """A row, a missing file, an altered file, the appeal: each has its reason, and the
    folder ends as a fresh one."""
    out = tmp_path / "out"

    def plan() -> dict[str, str]:
        lines = batch(letter, "-d", roster, "-f", "html", "-o", "out", "--dry-run").stdout
        return dict(line.split("\t") for line in lines.splitlines())

    assert set(plan().values()) == {"new"}
    assert not out.exists()
    assert batch(letter, "-d", roster, "-f", "html", "-o", "out").returncode == 0
    assert set(plan().values()) == {"unchanged"}
    before = {path: path.stat().st_mtime_ns for path in out.glob("*.html")}
    again = batch(letter, "-d", roster, "-f", "html", "-o", "out")
    assert again.stdout == ""
    assert "0 letters made, 3 unchanged" in again.stderr
    assert before == {path: path.stat().st_mtime_ns for path in out.glob("*.html")}

    roster.write_text(ROSTER.replace("Left\nb2", "Green\nb2"), encoding="utf-8")
    (out / "ross-bob.en.html").unlink()
    with (out / "fox-cid.en.html").open("ab") as file:
        file.write(b"<!-- altered -->")
    assert plan() == {
        "smith-ann.en.html": "the deputy's row changed",
        "ross-bob.en.html": "the file is missing",
        "fox-cid.en.html": "the file was altered",
    }
    letter.write_text(letter.read_text("utf-8") + "reference: No. 1\n", encoding="utf-8")
    assert set(plan().values()) == {"the appeal changed"}
    assert batch(letter, "-d", roster, "-f", "html", "-o", "out").returncode == 0
    assert batch(letter, "-d", roster, "-f", "html", "-o", "fresh").returncode == 0
    assert tree(out) == tree(tmp_path / "fresh")


def test_a_template_of_ones_own_counts_too(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """A changed line of a template makes every letter anew."""
    shutil.copytree(ROOT / "templates" / "letter", tmp_path / "mine")
    arguments = (letter, "-d", roster, "-f", "html", "-o", "out", "--template", "mine")
    assert batch(*arguments).returncode == 0
    with (tmp_path / "mine" / "letter.css").open("a") as file:
        file.write("/* another look */")
    assert batch(*arguments, "--dry-run").stdout.count("the template changed") == 3


def test_one_failure_never_costs_the_rest(batch: Run, letter: Path, tmp_path: Path) -> None:
    """A character that no font has fails one letter, named; failed.csv can be fed back."""
    (tmp_path / "r.csv").write_text(ROSTER.replace("Ross", "Ro👩ss"), "utf-8")
    ran = batch(letter, "-d", "r.csv", "-f", "html", "-o", "out")
    assert ran.returncode == 1
    assert "r.csv:3" in ran.stderr
    assert "U+1F469" in ran.stderr
    assert "Bob Ro👩ss: " in ran.stderr
    assert "[en]" in ran.stderr
    assert letters_in(tmp_path / "out") == ["fox-cid.en.html", "smith-ann.en.html"]
    failed = tmp_path / "out" / "failed.csv"
    (row,) = csv.DictReader(failed.open(encoding="utf-8-sig"))
    assert row["id"] == "b2"
    assert "U+1F469" in row["problem"]
    failed.write_text(failed.read_text("utf-8").replace("👩", ""), encoding="utf-8")
    again = batch(letter, "-d", failed, "-f", "html", "-o", "out")
    assert again.returncode == 0, again.stderr
    assert "no longer in the roster" not in again.stderr
    assert len(letters_in(tmp_path / "out")) == 3
    assert not failed.exists()


def test_a_letter_that_no_longer_can_be_made_is_taken_away(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """The old file would say what the appeal no longer says."""
    assert batch(letter, "-d", roster, "-f", "html", "-o", "out").returncode == 0
    text = letter.read_text("utf-8") + '  - "{{ deputy.email }}"\n'
    letter.write_text(text, encoding="utf-8")
    roster.write_text(
        ROSTER.replace("group\n", "group,email\n").replace("Right", "Right,c@example.org")
        .replace("Left", "Left,"), encoding="utf-8",
    )  # fmt: skip
    ran = batch(letter, "-d", roster, "-f", "html", "-o", "out")
    assert ran.returncode == 1
    assert "`deputy.email` is blank" in ran.stderr
    assert letters_in(tmp_path / "out") == ["fox-cid.en.html"]
    assert [file["file"] for file in manifest(tmp_path / "out")] == ["fox-cid.en.html"]


def test_a_runaway_letter_fails_alone(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """A template that never ends for one deputy is stopped at the time limit."""
    shutil.copytree(ROOT / "templates" / "letter", tmp_path / "mine")
    page = tmp_path / "mine" / "letter.html.j2"
    loop = "{% if 'Ross' in letter.document_title %}{% for a in range(99999) %}"
    loop += "{% for b in range(99999) %}{% endfor %}{% endfor %}{% endif %}"
    page.write_text(page.read_text("utf-8") + loop, encoding="utf-8")
    ran = batch(
        letter, "-d", roster, "-f", "html", "-o", "out", "--template", "mine", "--timeout", "3"
    )
    assert ran.returncode == 1
    assert "the letter took more than 3 s of processor time" in ran.stderr
    assert letters_in(tmp_path / "out") == ["fox-cid.en.html", "smith-ann.en.html"]


def test_a_template_nested_in_itself_is_told_of_as_render_tells(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """A macro that calls itself is something in the template, and nothing to report."""
    shutil.copytree(ROOT / "templates" / "letter", tmp_path / "mine")
    page = tmp_path / "mine" / "letter.html.j2"
    nested = "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}"
    page.write_text(page.read_text("utf-8") + nested, encoding="utf-8")
    ran = batch(letter, "-d", roster, "-f", "html", "-o", "out", "--template", "mine")
    assert ran.returncode == 1
    assert "something is nested too deep" in ran.stderr
    assert "should not happen" not in ran.stderr
    assert letters_in(tmp_path / "out") == []


def test_many_stale_files_are_reported_in_one_line(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """With how many they are; --verbose names each."""
    assert batch(letter, "-d", roster, "-f", "html,txt,docx", "-o", "out").returncode == 0
    roster.write_text("".join(ROSTER.splitlines(keepends=True)[:2]), encoding="utf-8")
    command = (letter, "-d", roster, "-f", "html", "-o", "out")
    ran = batch(*command)
    assert ran.stderr.count("[stale]") == 1
    assert "out: warning: 6 files of deputies who are no longer in the roster" in ran.stderr
    assert "and 3 more" in ran.stderr
    assert batch(*command, "--verbose").stderr.count("[stale]") == 6
    assert "each is deleted" in batch(*command, "--prune").stderr
    assert len(letters_in(tmp_path / "out")) == 3


def test_who_left_the_roster_leaves_a_stale_file(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """It is reported, and deleted only when asked; a part of the roster makes nothing stale."""
    assert batch(letter, "-d", roster, "-f", "html", "-o", "out").returncode == 0
    part = batch(letter, "-d", roster, "--to", "a1", "-f", "html", "-o", "out")
    assert "no longer in the roster" not in part.stderr
    roster.write_text(ROSTER.replace("c3,Cid Fox,Fox,Cid,male,Right\n", ""), encoding="utf-8")
    ran = batch(letter, "-d", roster, "-f", "html", "-o", "out")
    assert ran.returncode == 0
    assert "fox-cid.en.html: warning: its deputy is no longer in the roster" in ran.stderr
    assert "fox-cid.en.html" in letters_in(tmp_path / "out")
    ran = batch(letter, "-d", roster, "--exclude", "b2", "-f", "html", "-o", "out", "--prune")
    assert letters_in(tmp_path / "out") == ["smith-ann.en.html"]
    assert len(manifest(tmp_path / "out")) == 1


def test_names_of_ones_own(batch: Run, letter: Path, roster: Path, tmp_path: Path) -> None:
    """A pattern makes folders; what a value holds never does."""
    roster.write_text(ROSTER.replace("Right", "../../Right"), encoding="utf-8")
    pattern = "{{ deputy.group }}/{{ deputy.family_name }}"
    assert batch(
        letter, "-d", roster, "-f", "html", "-o", "out", "--name", pattern
    ).returncode == 0  # fmt: skip
    assert letters_in(tmp_path / "out") == ["Left/Ross.html", "Left/Smith.html", "Right/Fox.html"]
    ran = batch(letter, "-d", roster, "--name", "{{ deputy.famly_name }}", "-o", "out")
    assert ran.returncode == 1
    assert "did you mean `deputy.family_name`?" in ran.stderr


def test_same_bytes_whatever_the_jobs_and_the_order(batch: Run, tmp_path: Path) -> None:
    """One process or two, and a shuffled roster, write the same files."""
    lines = SAMPLE.read_text("utf-8").splitlines()
    (tmp_path / "shuffled.csv").write_text("\n".join([lines[0], *lines[:0:-1]]), encoding="utf-8")
    formats = ("-f", "pdf,docx,html")
    assert batch(APPEALS[0], "-d", SAMPLE, *formats, "-j", "1", "-o", "one").returncode == 0
    assert batch(APPEALS[0], "-d", "shuffled.csv", *formats, "-j", "2", "-o", "two").returncode == 0
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_shards_join_into_what_one_run_writes(batch: Run, letter: Path, tmp_path: Path) -> None:
    """Each letter is in one shard; the joint manifest and sums are those of a single run."""
    arguments = (letter, "-d", DATA / "majilis-5.csv", "-f", "html")
    assert batch(*arguments, "-o", "whole").returncode in (0, 1)
    for number in (1, 2, 3):
        ran = batch(*arguments, "--shard", f"{number}/3", "-o", f"part{number}")
        assert ran.returncode in (0, 1)
        shutil.copytree(tmp_path / f"part{number}", tmp_path / "all", dirs_exist_ok=True)
    parts = [tmp_path / f"part{number}" for number in (1, 2, 3)]
    counts = [len(letters_in(part)) for part in parts]
    assert sum(counts) == len(letters_in(tmp_path / "whole"))
    assert min(counts) > 20
    joined = subprocess.run(
        [*_appeal(), "manifest", "merge", *map(str, parts), "-o", str(tmp_path / "all")],
        capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert joined.returncode == 0, joined.stderr
    (tmp_path / "all" / "failed.csv").unlink(missing_ok=True)
    (tmp_path / "whole" / "failed.csv").unlink(missing_ok=True)
    assert tree(tmp_path / "all") == tree(tmp_path / "whole")


def _appeal() -> list[str]:
    import sys

    return [sys.executable, "-m", "appeal_cli"]


def test_reports_for_programs(batch: Run, letter: Path, tmp_path: Path) -> None:
    """JSON and JUnit say the same; problems become annotations."""
    (tmp_path / "r.csv").write_text(ROSTER.replace("Ross", "Ro👩ss"), "utf-8")
    ran = batch(
        letter, "-d", "r.csv", "-f", "html", "-o", "out", "--report", "r.json", "--report",
        "r.xml", "--output-format", "github",
    )  # fmt: skip
    assert ran.returncode == 1
    assert ran.stdout.startswith("::error file=r.csv,line=3,col=14::Bob Ro👩ss: no font")
    assert "[en]" in ran.stdout
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert (report["made"], report["failed"], report["unchanged"]) == (2, 1, 0)
    assert [letter["status"] for letter in report["letters"]] == ["made", "failed", "made"]
    assert report["letters"][0]["files"][0]["file"] == "smith-ann.en.html"
    assert report["letters"][1]["problems"][0]["line"] == 3
    suite = ElementTree.parse(tmp_path / "r.xml").getroot()[0]
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    assert "U+1F469" in (suite[1][0].text or "")


@pytest.mark.parametrize(
    ("broken", "place"),
    [("appeal", "letter.yaml:1:1"), ("roster", "roster.csv"), ("missing", "nowhere.csv")],
)
def test_reports_of_what_keeps_letters_from_being_made(
    batch: Run, letter: Path, roster: Path, tmp_path: Path, broken: str, place: str
) -> None:
    """A misspelt key, a roster without names, one that is not there: annotated and reported."""
    if broken == "appeal":
        letter.write_text(LETTER.replace("body", "bdy"), "utf-8")
    if broken == "roster":
        roster.write_text("id,group\na,Left\n", "utf-8")
    source = "nowhere.csv" if broken == "missing" else roster.name
    files = ("--report", "r.json", "--report", "r.xml")
    ran = batch(letter.name, "-d", source, "-o", "out", *files, "--output-format", "github")
    assert ran.returncode == 1
    file, *numbers = place.split(":")
    where = ",".join([f"file={file}", *map("{}={}".format, ("line", "col"), numbers)])
    assert f"::error {where}" in ran.stdout
    problems = json.loads((tmp_path / "r.json").read_text("utf-8"))["problems"]
    assert problems[0]["file"] == file
    suite = ElementTree.parse(tmp_path / "r.xml").getroot()[0]
    assert suite.get("failures") == suite.get("tests") == str(len(problems))
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert place in str(failure.text)
    ran = batch(letter.name, "-d", source, "-o", "out", "--output-format", "json")
    assert json.loads(ran.stdout) == problems
    assert not (tmp_path / "out").exists()


def test_a_archive_is_the_same_each_time(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """`--zip` packs the letters, and nothing that changes from day to day."""
    from zipfile import ZipFile

    for name in ("a.zip", "b.zip"):
        assert batch(letter, "-d", roster, "-f", "html", "-o", "out", "--zip", name).returncode == 0
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == letters_in(tmp_path / "out")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--shard", "3/2"], "not a part such as 2/4"),
        (["--report", "r.txt"], "neither in .json nor in .xml"),
        (["--merge", "a.pdf", "-f", "html"], "add -f pdf"),
        (["--duplex"], "go with --merge"),
        (["--jobs", "0"], "0 is not in the range"),
    ],
)
def test_wrong_usage(
    batch: Run, letter: Path, roster: Path, arguments: list[str], message: str
) -> None:
    """Exit status 2, and a message that says what to do."""
    ran = batch(letter, "-d", roster, *arguments)
    assert ran.returncode == 2
    assert message in ran.stderr


def test_quiet_is_quiet(batch: Run, letter: Path, roster: Path) -> None:
    """No progress, no summary; the paths still go to standard output."""
    ran = batch(letter, "-d", roster, "-f", "html", "-o", "out", "--quiet")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert len(ran.stdout.splitlines()) == 3
