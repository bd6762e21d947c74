"""Groups and areas that a list says once, above several people."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from appeal_cli import load_deputies
from tests.roster.lists import messages, read, rows

OUTLINE = """\
Ward,Name,Email
North,Ann Sample,ann@x.org
,Bob Test,bob@x.org
,Carl Probe,carl@x.org
South,Dora Muster,dora@x.org
,Eve Example,eve@x.org
"""


def test_an_outline(tmp_path: Path) -> None:
    """The blank cells are as those above them, and a notice and the account say so."""
    roster = read(tmp_path, OUTLINE)
    assert [deputy.get("area") for deputy in roster] == ["North"] * 3 + ["South"] * 2
    assert "`Ward` is written once for several people: rows 3, 4, 6 are as the" in messages(roster)
    assert roster.account.columns[0].remark == "a blank cell is as the one above it"


def test_an_outline_in_two_columns(tmp_path: Path) -> None:
    """A group of the second column may stand below each area of the first; another area ends it."""
    lines = ["Округ;Фракция;ФИО"]
    lines += ["1-й;Мост;Иванов Иван Иванович", ";;Петров Пётр Петрович", ";;Котов Юрий Ильич"]
    lines += ["2-й;Мост;Орлова Анна Ильинична", ";;Волкова Ольга Юрьевна"]
    roster = read(tmp_path, "\n".join(lines))
    assert rows(roster, "area", "group") == [("1-й", "Мост")] * 3 + [("2-й", "Мост")] * 2


def test_blank_rows_of_a_sheet(tmp_path: Path) -> None:
    """A row without anything between the parts of a sheet changes nothing."""
    book = Workbook()
    for line in OUTLINE.splitlines():
        book.active.append([cell or None for cell in line.split(",")])
    book.active.insert_rows(5)
    book.save(tmp_path / "list.xlsx")
    roster = load_deputies(tmp_path / "list.xlsx")
    assert [deputy.get("area") for deputy in roster] == ["North"] * 3 + ["South"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Ward;Name\nNorth;Ann Sample\n;Bob Test\nSouth;Carl Probe\nEast;Eve Muster\n",
        "Name;Ward\nAnn Sample;North\nBob Test;\nCarl Probe;South\nEve Muster;\n",
        "Party;Name\nRed;Ann Sample\n;Bob Test\nGreen;Eve Muster\n;Al Probe\nRed;Jo Doe\n;Al Roe\n",
        "Ward;Name\nNorth;Ann Sample\n;Bob Test\n;Carl Probe\n",
    ],
)
def test_what_only_may_be_an_outline(tmp_path: Path, text: str) -> None:
    """Few blanks, a column behind the names, values that come again or only one: the blanks are
    blank, and a notice says whose."""
    roster = read(tmp_path, text)
    assert rows(roster, "area", "group")[1] == ("", "")
    assert "is blank in row" in messages(roster)
    assert "none" in messages(roster)


def test_a_group_that_some_do_not_have(tmp_path: Path) -> None:
    """Blanks among groups that come again and again are none, and nothing is said of them; the
    word for none is none in an outline."""
    text = "Party;Name\nBlue;Ann Sample\nGreen;Eve Muster\nBlue;Jo Doe\n;Al Roe\nGreen;Bo Test\n"
    assert "blank" not in messages(read(tmp_path, text))
    none = read(tmp_path, OUTLINE.replace(",Carl", "none,Carl"))
    assert [deputy.get("area") for deputy in none] == ["North", "North", "", "South", "South"]
