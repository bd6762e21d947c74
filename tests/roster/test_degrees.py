"""`mr.`, which is Mister in English and a degree of women and men in Dutch and Croatian."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli.roster.export import tidy_csv
from tests.roster.lists import messages, read, rows


@pytest.mark.parametrize(
    "text",
    [
        "Titel;Naam;Fractie\nmr.;Anna de Vries;PvdA\n;Jan Jansen;VVD\n",
        "Naam;Partij\nmr. Anna de Vries;PvdA\nJan Jansen;VVD\n",
        "Naam\nMr. Anna de Vries\nJan Jansen\n",
        "title,name\nmr.,Anna de Vries\ndrs.,Jan Jansen\n",
        "name\nVries, mr. Anna de\nJansen, ir. Jan\n",
        "name\nmr. Anna de Vries\nmevr. Eva Bakker\n",
        "Titula;Ime i prezime\nmr.;Anna de Vries\n;Jan Jansen\n",
        "name\nmr. sc. Anna de Vries\ndr. sc. Jan Jansen\n",
    ],
)
def test_a_degree(tmp_path: Path, text: str) -> None:
    """It states no gender, no greeting says it, and it is kept."""
    roster = read(tmp_path, text)
    assert roster[0].get("gender") == ""
    assert "mr" not in roster[0].get("honorific_prefix").casefold()
    assert "mr" not in roster[0].name.casefold()
    assert roster[0].get("name_degree").casefold() == "mr."
    assert "is read as a degree" in messages(roster)


def test_what_stands_beside_it(tmp_path: Path) -> None:
    """Other titles stay in their places, and forms of address state the gender."""
    text = "Naam\nprof. mr. Eva Bakker\nmevr. mr. Anna de Vries\ndhr. mr. dr. Jan Jansen\n"
    assert rows(read(tmp_path, text), "name", "gender", "honorific_prefix", "name_degree") == [
        ("Eva Bakker", "", "prof.", "mr."),
        ("Anna de Vries", "female", "", "mr."),
        ("Jan Jansen", "male", "dhr. dr.", "mr."),
    ]
    columns = "Aanhef;Titel;Naam\nmevr.;mr.;Anna de Vries\ndhr.;mr.;Jan Jansen\n"
    found = rows(read(tmp_path, columns), "gender", "name_degree")
    assert found == [("female", "mr."), ("male", "mr.")]


@pytest.mark.parametrize(
    "text",
    [
        "title,name\nMr.,John Sample\nDr.,Ann Test\n",
        "name\nMr John Sample\nMrs Ann Test\n",
        "Naam;Titel\nJohn Sample;Mr\nAnn Test;Mrs\n",
        "Name;Titel\nJohn Sample;Mr\nAnn Test;Dr\n",
    ],
)
def test_mister(tmp_path: Path, text: str) -> None:
    """In any other list, and beside English forms of address, he is a man."""
    roster = read(tmp_path, text)
    assert roster[0].get("gender") == "male"
    assert roster[0].get("name_degree") == ""


def test_it_is_read_again(tmp_path: Path) -> None:
    """The tidy form of such a list says the same."""
    roster = read(tmp_path, "Naam\nmr. Anna de Vries\nJan Jansen\n")
    again = read(tmp_path, tidy_csv(roster), "tidy.csv")
    assert rows(again, "name", "gender", "name_degree")[0] == ("Anna de Vries", "", "mr.")
