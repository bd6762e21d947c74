"""Outgoing numbers: given out once, and the same in every later run."""

from __future__ import annotations

import csv
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.batch.conftest import ROSTER, Run, command, environment, large_roster, manifest
from tests.batch.test_resume import start, wait_for
from tests.conftest import Appeal

LETTER = """\
language: en
date: 2026-03-02
title: Appeal on the well
reference: "Ref. {{ number }}/W"
body:
  - "The well, {{ deputy.full_name }}, is dry."
"""

HEAD = ROSTER.splitlines()[0] + "\n"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """An appeal that prints its number."""
    path = tmp_path / "wells.yaml"
    path.write_text(LETTER, encoding="utf-8")
    return path


def numbers(folder: Path) -> dict[str, str]:
    """The number that each letter prints, by the beginning of its file's name."""
    texts = {path.name.partition(".")[0]: path.read_text("utf-8") for path in folder.glob("*.txt")}
    found = {name: re.search(r"Ref\. (\d+)/W", text) for name, text in texts.items()}
    return {name: match[1] for name, match in found.items() if match}


def lines(path: Path) -> list[dict[str, str]]:
    """The lines of a register."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def rewritten(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_numbers_are_given_in_the_rosters_order_and_stay(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """A newcomer gets the next, whoever leaves keeps theirs, and a new name changes nothing."""
    arguments = (letter, "-d", roster, "-f", "txt", "-o", "out", "--number-from", "125")
    ran = batch(*arguments)
    assert ran.returncode == 0, ran.stderr
    assert "125–127" in ran.stderr
    assert numbers(tmp_path / "out") == {"smith-ann": "125", "ross-bob": "126", "fox-cid": "127"}
    newcomer = "d4,Dora Hill,Hill,Dora,female,Right\n"
    renamed = ROSTER.removeprefix(HEAD).replace("b2,Bob Ross,Ross", "b2,Bob Stone,Stone")
    roster.write_text(HEAD + newcomer + renamed.replace("a1,", "a1,"), encoding="utf-8")
    ran = batch(*arguments, "--prune")
    assert ran.returncode == 0, ran.stderr
    found = numbers(tmp_path / "out")
    assert found == {"hill-dora": "128", "smith-ann": "125", "stone-bob": "126", "fox-cid": "127"}
    roster.write_text(HEAD + newcomer, encoding="utf-8")
    assert batch(*arguments).returncode == 0
    assert [line["number"] for line in lines(tmp_path / "out/numbers.csv")] == [
        "125", "126", "127", "128",
    ]  # fmt: skip
    assert lines(tmp_path / "out/numbers.csv")[1]["name"] == "Bob Stone"
    ran = batch(letter, "-d", roster, "-f", "txt", "-o", "out")
    assert "0 letters made, 1 unchanged" in ran.stderr


def test_it_is_said_with_which_number_to_begin(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """Without it nothing is made; nor with a number that was given out, or stands between."""
    ran = batch(letter, "-d", roster, "-f", "txt", "-o", "out")
    assert ran.returncode == 1
    assert "wells.yaml:4:21" in ran.stderr
    assert "--number-from" in ran.stderr
    assert not (tmp_path / "out/numbers.csv").exists()
    arguments = (letter, "-d", roster, "-f", "txt", "-o", "out", "--number-from")
    assert batch(*arguments, "5").returncode == 0
    before = (tmp_path / "out/numbers.csv").read_bytes()
    for number in ("1", "6", "7"):
        ran = batch(*arguments, number)
        assert ran.returncode == 1
        assert "7 was given out already" in ran.stderr
        assert "the next number is 8" in ran.stderr
    assert (tmp_path / "out/numbers.csv").read_bytes() == before
    for number in ("5", "40", "40"):  # 40 is for newcomers alone, and there are none
        ran = batch(*arguments, number)
        assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "out/numbers.csv").read_bytes() == before


def test_a_part_of_the_letters_gives_out_nothing(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """A shard, a selection and a dry run only read; who has no number gets no letter."""
    arguments = (letter, "-d", roster, "-f", "txt", "-o", "out", "--number-from", "125")
    for part in (("--shard", "1/2"), ("--to", "c3"), ("--where", "group=Left")):
        ran = batch(*arguments, *part)
        assert ran.returncode == 1
        assert "a run over the whole roster gives them out" in ran.stderr
        assert not list(tmp_path.glob("out/*.txt"))
    assert batch(*arguments, "--dry-run").returncode == 0
    assert not (tmp_path / "out/numbers.csv").exists()
    assert batch(*arguments).returncode == 0
    first = numbers(tmp_path / "out")
    roster.write_text(ROSTER + "d4,Dora Hill,Hill,Dora,female,Right\n", encoding="utf-8")
    codes = [batch(*arguments, "--shard", f"{number}/2", "--force").returncode for number in (1, 2)]
    assert sorted(codes) == [0, 1]
    assert numbers(tmp_path / "out") == first
    assert "`d4` has no number" in (tmp_path / "out/failed.csv").read_text("utf-8-sig")
    assert batch(*arguments, "--to", "c3", "--force").returncode == 0
    assert batch(*arguments).returncode == 0
    assert numbers(tmp_path / "out") == {**first, "hill-dora": "128"}


def test_shards_elsewhere_read_the_register(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """Their folders join into what one run would have made."""
    whole = (letter, "-d", roster, "-f", "txt", "-o", "whole", "--number-from", "125")
    assert batch(*whole).returncode == 0
    found = {}
    for number in (1, 2):
        ran = batch(
            letter, "-d", roster, "-f", "txt", "-o", f"part{number}",
            "--shard", f"{number}/2", "--numbers", "whole/numbers.csv",
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        found |= numbers(tmp_path / f"part{number}")
    assert found == numbers(tmp_path / "whole")
    assert [entry["about"]["number"] for entry in manifest(tmp_path / "part1")]


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_a_run_that_is_killed_has_lost_no_number(batch: Run, letter: Path, tmp_path: Path) -> None:
    """The register is written before any letter; the next run gives nobody another one."""
    many = large_roster(tmp_path / "many.csv", 60)
    arguments = (letter, "-d", many, "-f", "html,txt", "-o", "out", "--number-from", "1000")
    process = start(tmp_path, *arguments)
    wait_for(5, tmp_path / "out", process)
    process.kill()
    process.wait()
    register = lines(tmp_path / "out/numbers.csv")
    assert [int(line["number"]) for line in register] == [*range(1000, 1060)]
    assert batch(*arguments).returncode == 0
    assert lines(tmp_path / "out/numbers.csv") == register
    printed = numbers(tmp_path / "out")
    assert printed == {f"family{n}-name{n}": str(1000 + n) for n in range(60)}


def test_two_runs_at_once_give_no_number_twice(letter: Path, tmp_path: Path) -> None:
    """Several campaigns begin at one moment with one register."""
    many = large_roster(tmp_path / "many.csv", 40)
    runs = []
    for name in ("roads", "lamps", "trees"):
        (tmp_path / f"{name}.yaml").write_text(LETTER.replace("the well", name), encoding="utf-8")
        arguments = (f"{name}.yaml", "-d", many, "-f", "txt", "-o", name, "--numbers", "office.csv")
        runs.append(
            subprocess.Popen(
                command((*arguments, "--number-from", "1") if name == "roads" else arguments),
                cwd=tmp_path,
                env=environment(),
                stderr=subprocess.PIPE,
            )
        )
    said = [run.communicate()[1] for run in runs]
    given = [int(line["number"]) for line in lines(tmp_path / "office.csv")]
    assert len(given) == len({*given}) >= 40
    assert [*range(1, len(given) + 1)] == sorted(given)
    printed = [
        number
        for name in ("roads", "lamps", "trees")
        for number in numbers(tmp_path / name).values()
    ]
    assert sorted(map(int, printed)) == sorted(given)
    failed = [text for text, run in zip(said, runs, strict=True) if run.returncode]
    assert all(b"with which they begin" in text or b"given out already" in text for text in failed)


def test_campaigns_share_a_register(batch: Run, letter: Path, roster: Path, tmp_path: Path) -> None:
    """Each deputy has one number in each; a file of the same name with other words is asked about,
    and so is the same title in a file of another name."""
    shared = ("-d", roster, "-f", "txt", "--numbers", "office.csv")
    assert batch(letter, *shared, "-o", "one", "--number-from", "125").returncode == 0
    (tmp_path / "roads.yaml").write_text(LETTER.replace("the well", "roads"), encoding="utf-8")
    ran = batch("roads.yaml", *shared, "-o", "two", "--number-from", "125")
    assert ran.returncode == 1
    assert "the next number is 128" in ran.stderr
    assert batch("roads.yaml", *shared, "-o", "two").returncode == 0
    assert set(numbers(tmp_path / "two").values()) == {"128", "129", "130"}
    assert batch(letter, *shared, "-o", "one", "--number-from", "125", "--force").returncode == 0
    assert set(numbers(tmp_path / "one").values()) == {"125", "126", "127"}
    (tmp_path / "final.yaml").write_text(LETTER, encoding="utf-8")
    ran = batch("final.yaml", *shared, "-o", "three")
    assert ran.returncode == 1
    assert "`wells` has letters of this title" in ran.stderr
    assert batch("final.yaml", *shared, "-o", "three", "--campaign", "wells").returncode == 0
    assert numbers(tmp_path / "three") == numbers(tmp_path / "one")
    letter.write_text(LETTER.replace("the well", "bridges"), encoding="utf-8")
    ran = batch(letter, *shared, "-o", "four")
    assert ran.returncode == 1
    assert "letters of another title: `Appeal on the well`" in ran.stderr
    assert batch(letter, *shared, "-o", "one").returncode == 0  # these letters have the numbers
    assert set(numbers(tmp_path / "one").values()) == {"125", "126", "127"}


def test_languages_of_one_campaign_share_the_number(
    batch: Run, roster: Path, tmp_path: Path
) -> None:
    """A deputy who gets two letters gets one number."""
    for code in ("en", "ru"):
        text = LETTER.replace("language: en", f"language: {code}")
        (tmp_path / f"wells.{code}.yaml").write_text(text, encoding="utf-8")
    arguments = ("wells.en.yaml", "wells.ru.yaml", "--language", "en,ru", "-d", roster)
    ran = batch(*arguments, "-f", "txt", "-o", "out", "--number-from", "125")
    assert ran.returncode == 0, ran.stderr
    assert [line["campaign"] for line in lines(tmp_path / "out/numbers.csv")] == ["wells"] * 3
    first = [path.read_text("utf-8") for path in sorted((tmp_path / "out").glob("fox-cid.*.txt"))]
    assert [re.search(r"Ref\. (\d+)", text)[1] for text in first] == ["127", "127"]  # type: ignore[index]


def test_a_failed_letter_keeps_its_number(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """Its line says no day until there is a letter, and nobody is reminded of it."""
    letter.write_text(LETTER + '  - "{{ deputy.area }} is dry."\n', encoding="utf-8")
    roster.write_text(
        "id,name,gender,area\n"
        "a1,Ann Smith,female,North\nb2,Bob Ross,male,\nc3,Cid Fox,male,South\n",
        encoding="utf-8",
    )
    arguments = (letter, "-d", roster, "-f", "txt", "-o", "out", "--number-from", "125")
    assert batch(*arguments).returncode == 1
    assert [line["date"] for line in lines(tmp_path / "out/numbers.csv")] == [
        "2026-03-02", "", "2026-03-02",
    ]  # fmt: skip
    reminder = tmp_path / "reminder.yaml"
    reminder.write_text(LETTER + '  - "See {{ first.number }}."\n', encoding="utf-8")
    ran = batch(reminder, "-d", roster, "-o", "r", "--numbers", "out/numbers.csv", "--unanswered")
    assert "1 had a number and no letter" in ran.stderr
    rewritten(roster, "Ross,male,", "Ross,male,West")
    assert batch(*arguments).returncode == 0
    assert sorted(numbers(tmp_path / "out").values()) == ["125", "126", "127"]
    assert lines(tmp_path / "out/numbers.csv")[1]["date"] == "2026-03-02"


def test_a_folder_of_the_version_before_goes_on(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """Letters without numbers stay as they are until numbers are asked for."""
    letter.write_text(LETTER.replace('reference: "Ref. {{ number }}/W"\n', ""), encoding="utf-8")
    arguments = (letter, "-d", roster, "-f", "txt", "-o", "out")
    assert batch(*arguments).returncode == 0
    path = tmp_path / "out/manifest.json"
    path.write_text(re.sub(r', "about": \{[^}]*\}', "", path.read_text("utf-8")), encoding="utf-8")
    ran = batch(*arguments)
    assert "3 unchanged" in ran.stderr
    assert not (tmp_path / "out/numbers.csv").exists()
    letter.write_text(LETTER, encoding="utf-8")
    assert batch(*arguments, "--number-from", "9").returncode == 0
    assert set(numbers(tmp_path / "out").values()) == {"9", "10", "11"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("126,wells,b2", "125,wells,b2", "the number 125 stands in line 2 too"),
        ("126,wells,b2", "126,wells,a1", "`a1` has a number in line 2 too"),
        ("126,wells,b2", "12b,wells,b2", "`12b` is not a number"),
        ("126,wells,b2", "126,wells,", "no deputy"),
        ("127,wells,c3,Cid Fox,2026-03-02,Appeal on the well,,\n", "127,we", "not whole"),
        ("127,wells,c3,Cid Fox,2026-03-02,Appeal on the well,,\n", "", "127 is not here"),
        ("c3,Cid Fox", "003,Cid Fox", "127 is of `003` here"),
        ("c3,Cid Fox", 'c3,"Cid Fox', "a quote never closes"),
        ("c3,Cid Fox,2026-03-02", "c3,Cid Fox,soon", "`soon` is not a day"),
        ("number,campaign", "no,kampagne", "not a register"),
        ("name,date", "date,date", "two columns are called `date`"),
    ],
)  # fmt: skip
def test_a_register_that_is_torn_or_wrong_is_refused(
    batch: Run, letter: Path, roster: Path, tmp_path: Path, old: str, new: str, said: str
) -> None:
    """It is left as it is, with the place of what is wrong, and no letter is made."""
    arguments = (letter, "-d", roster, "-f", "txt", "-o", "out", "--number-from", "125")
    assert batch(*arguments).returncode == 0
    register = tmp_path / "out/numbers.csv"
    rewritten(register, old, new)
    before = register.read_bytes()
    ran = batch(*arguments, "--force")
    assert ran.returncode == 1
    assert said in ran.stderr
    assert "out/numbers.csv" in ran.stderr
    assert register.read_bytes() == before
    register.write_bytes(b"")
    ran = batch(*arguments)
    assert ran.returncode == 1
    assert "not a register" in ran.stderr


def test_a_register_is_edited_in_a_spreadsheet(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """Sorted, with semicolons, days as a spreadsheet writes them, ends dropped and a column added:
    all of it is kept."""
    arguments = (letter, "-d", roster, "-f", "txt", "-o", "out", "--number-from", "125")
    assert batch(*arguments).returncode == 0
    register = tmp_path / "out/numbers.csv"
    register.write_text(
        "Number;Campaign;Deputy;Name;Date;Remark;Title;First;Answered\n"
        "127;wells;c3;Cid Fox;02.03.2026;by hand;Appeal on the well\n"
        "125;wells;a1;Ann Smith;02.03.2026;;Appeal on the well\n"
        "126;wells;b2;Bob Ross;02.03.2026;;Appeal on the well;;said no; \n",
        encoding="cp1251",
    )
    roster.write_text(ROSTER + "d4,Dora Hill,Hill,Dora,female,Right\n", encoding="utf-8")
    ran = batch(*arguments)
    assert ran.returncode == 0, ran.stderr
    assert numbers(tmp_path / "out")["hill-dora"] == "128"
    text = register.read_text("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in text] == ["number", "127", "125", "126", "128"]
    assert text[1].endswith(";by hand")
    assert text[1].split(";")[4] == "2026-03-02"
    assert "said no" in text[3]


def test_numbers_are_shown_and_not_given(
    appeal: Appeal, batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """`render` and `check` show a reserved number, or a line to write on, and say so."""
    one = ("render", letter, "-d", roster, "--to", "b2", "-f", "txt", "-o", "-")
    ran = appeal(*one)
    assert "Ref. ____/W" in ran.stdout.decode()
    assert b"the number is not known yet" in ran.stderr
    ran = appeal("check", letter, "-d", roster)
    assert ran.returncode == 0
    assert ran.stderr.count(b"the number is not known yet") == 1
    arguments = (letter, "-d", roster, "-f", "txt", "-o", "out", "--number-from")
    assert batch(*arguments, "5").returncode == 0
    before = (tmp_path / "out/numbers.csv").read_bytes()
    ran = appeal(*one, "--numbers", "out/numbers.csv")
    assert "Ref. 6/W" in ran.stdout.decode()
    ran = appeal("check", letter, "-d", roster, "--numbers", "out/numbers.csv")
    assert b"not known" not in ran.stderr
    ran = appeal("check", letter, "-d", roster, "--numbers", "nowhere.csv")
    assert ran.returncode == 1
    assert b"nowhere.csv: there is no register" in ran.stderr
    assert (tmp_path / "out/numbers.csv").read_bytes() == before


def test_a_person_under_another_id_is_pointed_out(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """Whose id changed would have two numbers."""
    arguments = (letter, "-d", roster, "-f", "txt", "-o", "out", "--number-from", "125")
    assert batch(*arguments).returncode == 0
    roster.write_text(ROSTER.replace("c3,", "c33,"), encoding="utf-8")
    ran = batch(*arguments)
    assert "has 127 under the id `c3`, which is not in the roster" in ran.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_links_in_the_folder_lead_nowhere(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """Neither the register nor its lock makes, empties or replaces a file elsewhere."""
    arguments = (letter, "-d", roster, "-f", "txt", "-o", "out", "--number-from", "125")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/numbers.csv").symlink_to(tmp_path / "elsewhere.csv")
    ran = batch(*arguments)
    assert ran.returncode == 1
    assert "leads to a file that is not there" in ran.stderr
    assert not (tmp_path / "elsewhere.csv").exists()
    (tmp_path / "out/numbers.csv").unlink()
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "out/.numbers.csv.lock").symlink_to(tmp_path / "mine.txt")
    ran = batch(*arguments)
    assert ran.returncode == 1
    assert (tmp_path / "mine.txt").read_text("utf-8") == "mine"
    assert "Traceback" not in ran.stderr


def test_one_register_of_an_office_may_be_a_link(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """It is written where it leads to, and stays a link."""
    arguments = (letter, "-d", roster, "-f", "txt", "-o", "out", "--number-from", "125")
    assert batch(*arguments, "--numbers", "office.csv").returncode == 0
    (tmp_path / "link.csv").symlink_to(tmp_path / "office.csv")
    roster.write_text(ROSTER + "d4,Dora\u2028Hill,Hill,Dora,female,Right\n", encoding="utf-8")
    batch(*arguments, "--numbers", "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert lines(tmp_path / "office.csv")[-1]["number"] in ("127", "128")


@pytest.mark.parametrize("number", ["١٢", "9" * 5_000, "-1", "0"])
def test_a_manifest_with_no_number_is_refused(
    batch: Run, letter: Path, roster: Path, tmp_path: Path, number: str
) -> None:
    """Nothing but a number as a register has it."""
    arguments = (letter, "-d", roster, "-f", "txt", "-o", "out", "--number-from", "125")
    assert batch(*arguments).returncode == 0
    rewritten(tmp_path / "out/manifest.json", '"number": "125"', f'"number": "{number}"')
    ran = batch(*arguments)
    assert ran.returncode == 1
    assert "not a manifest of letters" in ran.stderr


BY_NUMBER = "{{ number }}-{{ deputy.handle }}.{{ format }}"


def html(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.html")}


def test_files_are_named_by_their_numbers(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """Those that the run itself gives out, too; they stay, and a name nobody has is deleted."""
    line = (letter, "-d", roster, "-f", "html", "-o", "out", "--name", BY_NUMBER)
    assert "--number-from" in batch(*line).stderr
    plan = batch(*line, "--number-from", "125", "--dry-run").stdout
    assert plan.splitlines()[0] == "125-smith-ann.html\tnew"
    assert not (tmp_path / "out").exists()
    assert batch(*line, "--number-from", "125").returncode == 0
    made = {"125-smith-ann.html", "126-ross-bob.html", "127-fox-cid.html"}
    assert html(tmp_path / "out") == made
    assert "0 letters made, 3 unchanged" in batch(*line).stderr
    rows = ROSTER.splitlines()
    roster.write_text("\n".join([rows[0], "d4,Dan Hill,Hill,Dan,male,Left", *rows[2:]]), "utf-8")
    ran = batch(*line, "--to", "d4")
    assert "`d4` has no number in the register" in ran.stderr
    ran = batch(*line, "--prune")
    assert ran.returncode == 0, ran.stderr
    assert html(tmp_path / "out") == made - {"125-smith-ann.html"} | {"128-hill-dan.html"}


def test_a_name_alone_asks_for_numbers(batch: Run, roster: Path, tmp_path: Path) -> None:
    """Though no text prints them; a print file is named by none, and takes no letter's place."""
    letter = tmp_path / "plain.yaml"
    letter.write_text(LETTER.replace('reference: "Ref. {{ number }}/W"\n', ""), encoding="utf-8")
    line = (letter, "-d", roster, "-o", "out", "--name", "{{ number }}.{{ format }}")
    ran = batch(*line, "-f", "html", "--number-from", "7")
    assert ran.returncode == 0, ran.stderr
    assert "no text of the appeal prints" not in ran.stderr
    assert html(tmp_path / "out") == {"7.html", "8.html", "9.html"}
    for merge, said in (("{{ number }}.pdf", "`number` is not known"), ("out/8.pdf", "itself")):
        ran = batch(*line, "--merge", merge)
        assert ran.returncode == 1
        assert said in ran.stderr
    assert not list((tmp_path / "out").glob("*.pdf"))


def test_letters_in_two_languages_have_names_of_their_own(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """They share the number: each name gets a mark, the same in every run."""
    other = tmp_path / "wells.ru.yaml"
    other.write_text(LETTER.replace("language: en", "language: ru"), encoding="utf-8")
    line = (letter, other, "-d", roster, "-f", "html", "-o", "out", "--language", "en,ru")
    name = ("--name", "{{ number }}.{{ format }}", "--number-from", "1", "--to", "a1")
    assert batch(*line, *name[:-2]).returncode == 0
    made = html(tmp_path / "out")
    assert len(made) == 6
    assert {each.partition("-")[0] for each in made} == {"1", "2", "3"}
    assert "2 unchanged" in batch(*line, *name).stderr
    assert html(tmp_path / "out") == made
