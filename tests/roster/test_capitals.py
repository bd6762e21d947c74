"""Names in capitals among others, generations behind names, and judges who have left the bench."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.roster.lists import messages, read, rows

OTHERS = "Bob Test\nCy Case\nDee Mock\nEd Probe\n"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('"SAMPLE, ANN"', "Sample, Ann"),
        ("ANN SAMPLE III", "Ann Sample III"),
        ("ann o'sample", "Ann O'Sample"),
        ("ACM Neto", "ACM Neto"),
        ("SAMPLE", "SAMPLE"),
    ],
)
def test_one_name_in_capitals(tmp_path: Path, written: str, name: str) -> None:
    """Somebody's whole name is put in ordinary case, and a notice says so; one word is not."""
    roster = read(tmp_path, f"name\n{written}\n{OTHERS}")
    assert rows(roster, "name")[0] == (name,)
    assert ("put in ordinary case" in messages(roster)) == (name != written.strip('"'))


def test_parts_of_one_name_in_capitals(tmp_path: Path) -> None:
    """A surname alone stays as it is: some lists write it so."""
    text = "Имя;Фамилия\nАННА;ПЕТРОВА\nолег;ким\nИван;ИВАНОВ\nПётр;Сидоров\n"
    roster = read(tmp_path, text)
    assert rows(roster, "given_name", "family_name")[:3] == [
        ("Анна", "Петрова"),
        ("Олег", "Ким"),
        ("Иван", "ИВАНОВ"),
    ]


def test_generations_are_two_people(tmp_path: Path) -> None:
    """A son is not his father, and what tells them apart is printed as usual."""
    roster = read(tmp_path, 'name\n"SAMPLE, JOHN JR."\n"Sample III, John"\n"Test, Bob Q., Sr."\n')
    assert rows(roster, "name", "honorific_suffix", "gender") == [
        ("Sample, John", "Jr.", ""),
        ("Sample, John", "III", ""),
        ("Test, Bob Q.", "Sr.", ""),
    ]


@pytest.mark.parametrize(
    "title",
    ["Justice (Rtd.)", "Judge (Retd)", "Maj. Gen. (Rtd.)", "Hon. Justice (Rtd)"],
)
def test_retired_titles(tmp_path: Path, title: str) -> None:
    """`Justice` may be a name, and is a title where something in brackets says so."""
    in_names = read(tmp_path, f"name;gender\n{title} John Sample;m\nMary Test;f\n")
    apart = read(tmp_path, f"name;Title;gender\nJohn Sample;{title};m\nMary Test;Justice;f\n")
    for roster in (in_names, apart):
        assert rows(roster, "name", "honorific_prefix")[0] == ("John Sample", title)
    assert rows(apart, "honorific_prefix")[1] == ("Justice",)
