"""Peers and bishops, whose titles are the names that lists have of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli import Roster, load_language
from appeal_cli.letter.naming import name_deputy
from tests.roster.lists import messages, read, rows


def greetings(roster: Roster, language: str = "en") -> list[str]:
    """How an English letter greets each of them."""
    found = load_language(language)
    return [name_deputy(deputy, found).values["salutation"] for deputy in roster]


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("The Lord Probe of Sampleton", "Lord Probe of Sampleton"),
        ("Lord Sample", "Lord Sample"),
        ("Baroness Probe of Sampleton", "Lady Probe of Sampleton"),
        ("The Rt Hon. the Baroness Sample of Xton DBE", "Lady Sample of Xton"),
        ("The Rt Hon the Lord Sample", "Lord Sample"),
        ("General the Lord Sample GCB", "Lord Sample"),
        ("Lord (John) Sample", "Lord Sample"),
        ("Viscount Muster", "Lord Muster"),
        ("Earl of Sample", "Lord Sample"),
        ("The Earl Probe", "Lord Probe"),
        ("Countess of Sample", "Lady Sample"),
        ("The Duke of Muster", "Duke"),
        ("The Lord Bishop of Sampleton", "Lord Bishop"),
        ("The Rt Revd the Lord Bishop of Muster", "Lord Bishop"),
        ("The Lord Archbishop of Xton", "Archbishop"),
        ("Earl Sample", "Earl Sample"),
        ("Baron Muster", "Baron Muster"),
        ("Lord Justice Sample", "Lord Justice Sample"),
        ("Lord Mayor Ann Sample", "Lord Mayor Ann Sample"),
        ("Most Rev John Sample", "Most Rev John Sample"),
    ],
)
def test_a_peer_by_a_whole_name(tmp_path: Path, name: str, greeting: str) -> None:
    """The greeting is the usual one; of a name that may be none of a peer, it is that name. The
    address has the name as the list has it."""
    roster = read(tmp_path, f"Name;Party\n{name};A\nAnn Test;B\n")
    assert greetings(roster)[0].replace("\u00a0", " ") == f"Dear {greeting},"
    name_to = name_deputy(roster.deputies[0], load_language("en")).values["name_to"]
    assert name_to.replace("\u00a0", " ") == name


def test_a_title_behind_a_comma(tmp_path: Path) -> None:
    """It stands before the name, and with a gender no `Mr` stands before it."""
    text = "Name;Gender\nSample of Probe, Lord;M\nMuster, Baroness;F\nXton, Earl of;M\n"
    text += "Bath and Wells, Lord Bishop of;F\n"
    roster = read(tmp_path, text)
    names = ["Lord Sample of Probe", "Baroness Muster", "Earl of Xton"]
    names.append("Lord Bishop of Bath and Wells")
    said = ["Lord Sample of Probe", "Lady Muster", "Lord Xton", "Lord Bishop"]
    assert greetings(roster) == [f"Dear {each}," for each in said]
    to = [name_deputy(deputy, load_language("en")).values["name_to"] for deputy in roster]
    assert to == names


def test_a_title_in_a_column(tmp_path: Path) -> None:
    """`The Lord` and `Earl of` before a surname are titles, and no roles."""
    text = "Title;First name;Surname\nThe Lord;John;Probe\nEarl of;;Muster\nViscount;;Case\n"
    text += "The Rt Hon the Baroness;;Test of Xton\nThe Lord Bishop of;;Xton\n"
    roster = read(tmp_path, text)
    said = ["Lord Probe", "Lord Muster", "Lord Case", "Lady Test of Xton", "Lord Bishop"]
    assert greetings(roster) == [f"Dear {each}," for each in said]


def test_a_title_that_a_sort_name_divides(tmp_path: Path) -> None:
    """`Muster, E.` doesn't say that `The Earl of` is a given name."""
    text = "Name Display As;Name List As\nThe Earl of Muster;Muster, E.\nLord Case;Case, L.\n"
    roster = read(tmp_path, text)
    assert rows(roster, "given_name") == [("",), ("",)]
    assert greetings(roster) == ["Dear Lord Muster,", "Dear Lord Case,"]


def test_what_the_title_says_of_a_gender(tmp_path: Path) -> None:
    """A peer's title states it; that of a bishop or a Lord Mayor does not."""
    names = ["Lord Sample", "Countess of Case", "The Lord Bishop of Probe", "Lord Mayor Ann Test"]
    roster = read(tmp_path, "\n".join(["Name", *names, ""]))
    assert rows(roster, "gender") == [("male",), ("female",), ("",), ("",)]
    assert "Lord Sample" not in messages(roster)
