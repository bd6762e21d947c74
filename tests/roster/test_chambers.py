"""A parliament of two chambers in one list, and a council whose wards have several members."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from appeal_cli import Roster, load_deputies
from appeal_cli.problems import AppealError
from tests.conftest import Appeal
from tests.roster.lists import messages, rows

Sheet = list[list[str | int | None]]

CHAMBERS: Sheet = [
    ["Members of Parliament, 2026", None, None, None, None],
    ["No", "Title", "Name", "Sex", "District"],
    ["HOUSE OF REPRESENTATIVES", None, None, None, None],
    [1, "Rep.", "SAMPLE, Ann", "F", "Oregon 1"],
    [2, "Rep.", "TEST, Bob", "M", "Oregon 2"],
    [3, "Rep.", "Vacant", None, "Ohio 1"],
    ["SENATE", None, None, None, None],
    [1, "Sen.", "SAMPLE, Ann", "F", "Ohio"],
    [2, "Sen.", "MOCK, Dee (Dem.)", "F", "Iowa"],
    ["Total: 4 members", None, None, None, None],
]

WARDS: Sheet = [
    ["Ward", "Councillor", "Party", "E-mail", "Address"],
    ["Abbey", "Cllr Ann Sample", "Lab", "ann@example.org", "1 High St\nSampleton"],
    [None, "Cllr Bob Test", "Con", "bob@example.org", None],
    [None, "Vacant (by-election pending)", None, None, None],
    ["Bridge", "Cllr Dee Mock", "Grn", "dee@example.org", "2 High St\nSampleton"],
    [None, "Cllr Ann Sample", "Grn", "ann2@example.org", None],
]


def saved(folder: Path, listed: Sheet, *merged: str) -> Path:
    book = openpyxl.Workbook()
    for row in listed:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(folder / "list.xlsx")
    return folder / "list.xlsx"


def test_two_chambers_in_one_list(tmp_path: Path, appeal: Appeal) -> None:
    """People of one name in both are two, the chamber is their group, and each is greeted as what
    they are."""
    path = saved(tmp_path, CHAMBERS, "A1:E1", "A3:E3", "A7:E7", "A10:E10")
    roster = load_deputies(path)
    assert rows(roster, "name", "honorific_prefix", "gender", "group") == [
        ("SAMPLE, Ann", "Rep.", "female", "HOUSE OF REPRESENTATIVES"),
        ("TEST, Bob", "Rep.", "male", "HOUSE OF REPRESENTATIVES"),
        ("SAMPLE, Ann", "Sen.", "female", "SENATE"),
        ("MOCK, Dee", "Sen.", "female", "SENATE"),
    ]
    assert len({deputy.id for deputy in roster}) == 4
    assert len(roster.account.aside) == 5
    (tmp_path / "a.yaml").write_text(
        "language: en\ndate: 2026-01-01\ntitle: A\nbody: [B]\n", encoding="utf-8"
    )
    appeal("batch", str(tmp_path / "a.yaml"), "-d", str(path), "-f", "txt", "-o", str(tmp_path))
    texts = [found.read_text("utf-8") for found in sorted(tmp_path.glob("*.txt"))]
    said = sorted(line for text in texts for line in text.splitlines() if line.startswith("Dear"))
    assert said == [
        "Dear Representative Sample,",
        "Dear Representative Test,",
        "Dear Senator Mock,",
        "Dear Senator Sample,",
    ]


def of_wards(folder: Path) -> Roster:
    return load_deputies(saved(folder, WARDS, "A2:A4", "A5:A6", "E2:E4", "E5:E6"))


def test_wards_with_several_members(tmp_path: Path) -> None:
    """Each has the ward and the address that the cells merged beside them say."""
    roster = of_wards(tmp_path)
    assert rows(roster, "name", "honorific_prefix", "area", "group", "address") == [
        ("Ann Sample", "Cllr", "Abbey", "Lab", "1 High St\nSampleton"),
        ("Bob Test", "Cllr", "Abbey", "Con", "1 High St\nSampleton"),
        ("Dee Mock", "Cllr", "Bridge", "Grn", "2 High St\nSampleton"),
        ("Ann Sample", "Cllr", "Bridge", "Grn", "2 High St\nSampleton"),
    ]
    assert "a seat that nobody holds" in messages(roster)
    assert "two people or more have the same name" in messages(roster)


def test_a_seat_in_each_column(tmp_path: Path) -> None:
    """Nobody gets a letter where only one of the columns would be read as names."""
    listed: Sheet = [["Ward", "Seat 1", "Seat 2"], ["Abbey", "Ann Sample", "Bob Test"]]
    with pytest.raises(AppealError):
        load_deputies(saved(tmp_path, listed))
