"""The office's journal, answers and reminders."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import openpyxl
import pytest

from tests.batch.conftest import ROSTER, Run, tree
from tests.batch.test_numbers import LETTER, lines, numbers
from tests.conftest import Appeal

REMINDER = """\
language: en
date: 2026-04-02
title: The well again
reference: "Ref. {{ number }}/W"
body:
  - "See our letter {{ first.number }} of {{ first.date }}."
"""


@pytest.fixture
def letters(batch: Run, roster: Path, tmp_path: Path) -> Path:
    """A folder of three numbered letters."""
    (tmp_path / "wells.yaml").write_text(
        LETTER + 'enclosures: ["A *map*", A list]\naddressee: {address: "Town Hall\\n1 Square"}\n',
        encoding="utf-8",
    )
    ran = batch(
        "wells.yaml", "-d", roster, "-f", "pdf,txt", "-o", "letters", "--number-from", "125"
    )
    assert ran.returncode == 0, ran.stderr
    (tmp_path / "reminder.yaml").write_text(REMINDER, encoding="utf-8")
    return tmp_path / "letters"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_journal_says_what_went_out(appeal: Appeal, letters: Path, tmp_path: Path) -> None:
    """A line for each letter, as its files are; the workbook says the same as the CSV."""
    for name in ("journal.csv", "journal.xlsx"):
        ran = appeal("register", "letters", "-o", name)
        assert ran.returncode == 0, ran.stderr
        assert ran.stdout.decode().strip() == name
    found = rows(tmp_path / "journal.csv")
    assert [row["number"] for row in found] == ["125", "126", "127"]
    bob = found[1]
    digests = [
        hashlib.sha256((letters / file).read_bytes()).hexdigest()
        for file in bob["file"].split("; ")
    ]
    assert bob == {
        "number": "126",
        "date": "2026-03-02",
        "deputy": "Bob Ross",
        "address": "Town Hall, 1 Square",
        "title": "Appeal on the well",
        "language": "en",
        "pages": "1",
        "enclosures": "A map; A list",
        "file": "ross-bob.en.pdf; ross-bob.en.txt",
        "sha256": "; ".join(digests),
        "answered": "",
        "id": "b2",
    }
    sheet = openpyxl.load_workbook(tmp_path / "journal.xlsx").active
    assert sheet is not None
    head, *cells = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert [dict(zip(head, row, strict=True)) for row in cells] == found
    assert (
        appeal("register", "letters", "-o", "-").stdout
        == (tmp_path / "journal.csv").read_bytes()[3:]
    )


def test_the_journal_has_numbers_without_letters(
    appeal: Appeal, letters: Path, roster: Path, batch: Run, tmp_path: Path
) -> None:
    """Whoever left the roster keeps a line; and a folder without numbers has a journal too."""
    roster.write_text(ROSTER.replace("b2,Bob Ross,Ross,Bob,male,Left\n", ""), encoding="utf-8")
    ran = batch("wells.yaml", "-d", roster, "-f", "pdf,txt", "-o", "letters", "--prune")
    assert ran.returncode == 0, ran.stderr
    assert appeal("register", "letters", "-o", "journal.csv").returncode == 0
    found = rows(tmp_path / "journal.csv")
    assert [(row["number"], row["file"] != "") for row in found] == [
        ("125", True), ("126", False), ("127", True),
    ]  # fmt: skip
    (tmp_path / "plain.yaml").write_text(
        "language: ru\ndate: 2026-03-02\ntitle: Просьба\nbody: [Слова.]\n", encoding="utf-8"
    )
    assert batch("plain.yaml", "-d", roster, "-f", "txt", "-o", "plain").returncode == 0
    assert appeal("register", "plain", "-o", "plain.csv").returncode == 0
    text = (tmp_path / "plain.csv").read_text("utf-8-sig").splitlines()
    assert text[0].startswith("number;date;deputy")  # as a Russian spreadsheet expects it
    assert len(text) == 3


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("126\n", ["b2"]),
        ("№ 126\n\n# remark\nRef. № 127/W\n", ["b2", "c3"]),
        ("b2;\nc3;\n", ["b2", "c3"]),
        ("Bob Ross\n", ["b2"]),
        ("number;answered\n125;нет\n126;12.03.2026\n127;\n", ["b2"]),
        ("id,answered\na1,yes\nc3,in part\n", ["a1", "c3"]),
        ("number\n125\n127\n", ["a1", "c3"]),
    ],
)
def test_answers_are_marked(
    appeal: Appeal, letters: Path, tmp_path: Path, answers: str, expected: list[str]
) -> None:
    """By number, id, name or a column, and nobody else."""
    (tmp_path / "answers.csv").write_text(answers, encoding="utf-8")
    ran = appeal("register", "letters", "--answered", "answers.csv")
    assert ran.returncode == 0, ran.stderr
    found = lines(letters / "numbers.csv")
    assert [line["deputy"] for line in found if line["answered"]] == expected


@pytest.mark.parametrize(
    ("answers", "place", "said"),
    [
        ("126\n999\n", ":2", "`999` fits no letter"),
        ("b2\nzz\n", ":2", "`zz` fits no letter"),
        ("number,answered\n126,yes\n,yes\n", ":3", "`` fits no letter"),
        ("who,answered\n126,yes\n", "", "no column says whose answers they are"),
        ("\n\n", "", "nothing is answered here"),
    ],
)
def test_an_answer_of_nobody_is_an_error(
    appeal: Appeal, letters: Path, tmp_path: Path, answers: str, place: str, said: str
) -> None:
    """Nothing is marked then."""
    (tmp_path / "answers.csv").write_text(answers, encoding="utf-8")
    before = (letters / "numbers.csv").read_bytes()
    ran = appeal("register", "letters", "--answered", "answers.csv")
    assert ran.returncode == 1
    assert f"answers.csv{place}: {said}" in ran.stderr.decode()
    assert (letters / "numbers.csv").read_bytes() == before


def test_a_number_that_is_also_an_id_is_asked_about(
    appeal: Appeal, batch: Run, roster: Path, letters: Path, tmp_path: Path
) -> None:
    """A list can't tell them apart; a column can."""
    roster.write_text(ROSTER.replace("c3,", "2,"), encoding="utf-8")
    arguments = ("wells.yaml", "-d", roster, "-f", "txt", "-o", "small", "--number-from", "1")
    assert batch(*arguments).returncode == 0
    (tmp_path / "answers.txt").write_text("2\n", encoding="utf-8")
    ran = appeal("register", "small", "--answered", "answers.txt")
    assert ran.returncode == 1
    assert b"`2` may be of several letters" in ran.stderr
    (tmp_path / "answers.txt").write_text("number\n2\n", encoding="utf-8")
    assert appeal("register", "small", "--answered", "answers.txt").returncode == 0
    answered = [
        line["deputy"] for line in lines(tmp_path / "small/numbers.csv") if line["answered"]
    ]
    assert answered == ["b2"]


def test_a_journal_that_people_wrote_in_is_not_lost(
    appeal: Appeal, letters: Path, tmp_path: Path
) -> None:
    """Its answers are taken first; a column of their own, or another file, stays."""
    journal = tmp_path / "journal.csv"
    assert appeal("register", "letters", "-o", "journal.csv").returncode == 0
    assert appeal("register", "letters", "-o", "journal.csv").returncode == 0
    text = journal.read_text("utf-8-sig")
    journal.write_text(text.replace(",,b2", ",12 March,b2"), encoding="utf-8")
    edited = journal.read_bytes()
    ran = appeal("register", "letters", "-o", "journal.csv")
    assert ran.returncode == 1
    assert b"--answered journal.csv" in ran.stderr
    assert journal.read_bytes() == edited
    ran = appeal("register", "letters", "--answered", "journal.csv", "-o", "journal.csv")
    assert ran.returncode == 0, ran.stderr
    assert rows(journal)[1]["answered"] == "12 March"
    assert lines(letters / "numbers.csv")[1]["answered"] == "12 March"
    for other in ("a,b\n1,2\n", text.replace("id\n", "id,who\n").replace(",a1\n", ",a1,me\n")):
        journal.write_text(other, encoding="utf-8")
        assert appeal("register", "letters", "-o", "journal.csv").returncode == 1
        assert journal.read_text("utf-8") == other
    assert appeal("register", "letters", "-o", "journal.csv", "--overwrite").returncode == 0
    ran = appeal("register", "letters", "-o", "letters/numbers.csv", "--overwrite")
    assert ran.returncode == 1


def test_reminders_go_to_those_who_have_not_answered(
    appeal: Appeal, batch: Run, letters: Path, roster: Path, tmp_path: Path
) -> None:
    """They name the first letter, have numbers of their own, and the same ones again; an answer to
    a reminder is one to the first letter."""
    before = tree(letters)
    (tmp_path / "answers.txt").write_text("126\n", encoding="utf-8")
    assert appeal("register", "letters", "--answered", "answers.txt").returncode == 0
    arguments = ("-d", roster, "-f", "txt", "-o", "again", "--numbers", "letters/numbers.csv")
    ran = batch("reminder.yaml", *arguments)
    assert ran.returncode == 1
    assert "`first` stands in reminders alone" in ran.stderr
    for _ in range(2):
        ran = batch("reminder.yaml", *arguments, "--unanswered")
        assert ran.returncode == 0, ran.stderr
        assert numbers(tmp_path / "again") == {"smith-ann": "128", "fox-cid": "129"}
    text = (tmp_path / "again/fox-cid.en.txt").read_text("utf-8")
    assert "See our letter 127 of 2 March 2026." in text.replace(" ", " ")
    assert {**tree(letters), "numbers.csv": ""} == {**before, "numbers.csv": ""}
    (tmp_path / "answers.txt").write_text("129\n", encoding="utf-8")
    assert appeal("register", "again", "--answered", "answers.txt", "--numbers",
                  "letters/numbers.csv").returncode == 0  # fmt: skip
    (tmp_path / "third.yaml").write_text(REMINDER.replace("again", "a third time"), "utf-8")
    third = ("third.yaml", "-d", roster, "-f", "txt", "--numbers", "letters/numbers.csv")
    assert batch(*third, "-o", "third", "--unanswered").returncode == 0
    assert numbers(tmp_path / "third") == {"smith-ann": "130"}
    (tmp_path / "answers.txt").write_text("125\n", encoding="utf-8")
    assert appeal("register", "letters", "--answered", "answers.txt").returncode == 0
    ran = batch(*third, "-o", "third", "--unanswered")
    assert ran.returncode == 1
    assert "nobody is left to remind" in ran.stderr


def test_one_appeal_is_letter_and_reminder(
    appeal: Appeal, batch: Run, roster: Path, tmp_path: Path
) -> None:
    """What stands there `when: first` is in the reminder alone, which has a number of its own."""
    (tmp_path / "wells.yaml").write_text(
        LETTER + '  - {paragraph: "We wrote under {{ first.number }}.", when: first}\n',
        encoding="utf-8",
    )
    arguments = ("wells.yaml", "-d", roster, "-f", "txt", "--number-from", "125")
    assert batch(*arguments, "-o", "letters").returncode == 0
    assert "We wrote" not in (tmp_path / "letters/fox-cid.en.txt").read_text("utf-8")
    more = ("--numbers", "letters/numbers.csv", "--unanswered", "--number-from", "200")
    ran = batch(*arguments[:-2], "-o", "again", *more)
    assert ran.returncode == 0, ran.stderr
    text = (tmp_path / "again/fox-cid.en.txt").read_text("utf-8")
    assert "Ref. 202/W" in text
    assert "We wrote under 127." in text


def test_reminders_say_of_which_campaign_they_are(
    batch: Run, letters: Path, roster: Path, tmp_path: Path
) -> None:
    """Where the register has several, nobody guesses."""
    (tmp_path / "roads.yaml").write_text(LETTER.replace("the well", "roads"), encoding="utf-8")
    arguments = ("-d", roster, "-f", "txt", "--numbers", "letters/numbers.csv")
    assert batch("roads.yaml", *arguments, "-o", "roads").returncode == 0
    ran = batch("reminder.yaml", *arguments, "-o", "again", "--unanswered")
    assert ran.returncode == 1
    assert "several campaigns: `wells`, `roads`" in ran.stderr
    named = (*arguments, "-o", "again", "--unanswered", "--first", "roads")
    assert batch("reminder.yaml", *named).returncode == 0
    text = (tmp_path / "again/fox-cid.en.txt").read_text("utf-8")
    assert "our letter 130 of" in text.replace(" ", " ")


def test_a_folder_without_letters_has_no_journal(appeal: Appeal, tmp_path: Path) -> None:
    """Nor is a file of another ending one."""
    ran = appeal("register", "nowhere", "-o", "journal.csv")
    assert ran.returncode == 1
    assert b"no manifest" in ran.stderr
    assert appeal("register", "nowhere", "-o", "journal.pdf").returncode == 2
    assert appeal("register", "nowhere").returncode == 2


def test_letters_that_reminders_replace_are_named(
    batch: Run, letters: Path, roster: Path, tmp_path: Path
) -> None:
    """In one folder the reminders take the place of the letters: a warning says so."""
    arguments = ("reminder.yaml", "-d", roster, "-f", "txt", "-o", "letters", "--unanswered")
    ran = batch(*arguments)
    assert ran.returncode == 0, ran.stderr
    assert "letters of the campaign `wells` are replaced by those of `reminder`" in ran.stderr
    assert set(numbers(letters).values()) == {"128", "129", "130"}
