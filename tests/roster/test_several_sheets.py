"""Workbooks with several sheets: which are read, and what their names say."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
import xlwt
from click.testing import CliRunner

from appeal_cli.cli import cli
from appeal_cli.problems import AppealError, Problem
from appeal_cli.roster import Roster, load_deputies
from appeal_cli.roster.selection import choose
from tests.rosters.making import ods_of, ods_row

Rows = Sequence[Sequence[object]]

HEAD = ["№", "ФИО", "Эл. адрес"]
ANNA = [1, "Образцова Анна Сергеевна", "anna@office.example"]
IVAN = [2, "Примеров Иван Петрович", "ivan@office.example"]
OLEG = [1, "Тестов Олег Ильич", "oleg@office.example"]
BRIDGE: Rows = [HEAD, ANNA, IVAN]
ROAD: Rows = [["п/п", "E-mail", "Ф.И.О."], [1, "oleg@office.example", "Тестов Олег Ильич"]]


def made(path: Path, sheets: Mapping[str, Rows], hidden: str = "") -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name == hidden else "visible"
    book.save(path)
    return path


def made_old(path: Path, sheets: Mapping[str, Rows]) -> Path:
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for number, row in enumerate(rows):
            for index, cell in enumerate(row):
                sheet.write(number, index, cell)
    book.save(str(path))
    return path


def made_open(path: Path, sheets: Mapping[str, Rows], hidden: str = "") -> Path:
    rows = {name: "".join(ods_row(*map(str, row)) for row in rows) for name, rows in sheets.items()}
    path.write_bytes(ods_of(rows, hidden))
    return path


def groups(roster: Roster) -> dict[str, str]:
    return {deputy.get("email"): deputy.get("group") for deputy in roster}


def told(roster: Roster) -> str:
    return "\n".join(notice.message for notice in roster.notices if notice.kind == "sheet")


def refused(path: Path, *sheets: str) -> Problem:
    with pytest.raises(AppealError) as caught:
        load_deputies(path, sheets=sheets)
    return caught.value.problems[0]


BOTH = {
    "anna@office.example": "Мост",
    "ivan@office.example": "Мост",
    "oleg@office.example": "Дорога",
}


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_a_sheet_for_each_group(tmp_path: Path, ending: str) -> None:
    """Sheets whose headings mean the same are one roster, and their names are the groups."""
    sheets = {"Мост": BRIDGE, "Дорога": ROAD, "Итоги": [["Фракция", "Число"], ["Мост", 2]]}
    path = tmp_path / f"people.{ending}"
    {"xlsx": made, "xls": made_old, "ods": made_open}[ending](path, sheets)
    roster = load_deputies(path)
    assert groups(roster) == BOTH
    assert told(roster) == (
        "2 sheets are one roster: `Мост`, `Дорога`; not read: `Итоги` (no list of people)"
    )
    assert [(deputy.file, deputy.line) for deputy in roster] == [
        (f"{path}#Мост", 2),
        (f"{path}#Мост", 3),
        (f"{path}#Дорога", 2),
    ]


def test_the_name_says_an_area_or_nothing(tmp_path: Path) -> None:
    """By the words that a heading of a group has; one that counts sheets says nothing."""
    path = made(tmp_path / "areas.xlsx", {"Округ 5": BRIDGE, "Лист2": ROAD})
    assert [deputy.get("area") for deputy in load_deputies(path)] == ["Округ 5", "Округ 5", ""]
    assert {deputy.get("group") for deputy in load_deputies(path)} == {""}


def test_a_column_says_it_better(tmp_path: Path) -> None:
    """The sheet's name fills no blank of a column of groups."""
    first = [["name", "party"], ["Ann Sample", "Greens"], ["Bob Test", ""]]
    second = [["Party", "Name"], ["Reds", "Cy Probe"]]
    roster = load_deputies(made(tmp_path / "columns.xlsx", {"North": first, "South": second}))
    assert [deputy.get("group") for deputy in roster] == ["Greens", "", "Reds"]
    assert [deputy.get("sheet") for deputy in roster] == ["North", "North", "South"]


def test_one_row_in_two_sheets(tmp_path: Path) -> None:
    """Somebody of whom both say the same is one person; a namesake elsewhere is another."""
    head = ["ФИО", "Партия", "Email"]
    anna, ivan, oleg, yana, petr = (
        [name, "Мост", f"{number}@x.example"]
        for number, name in enumerate(
            ("Анна Пробная", "Иван Пробный", "Олег Пробный", "Яна Иная", "Пётр Иной")
        )
    )
    path = tmp_path / "same.xlsx"
    made(path, {"А": [head, anna, ivan, oleg], "Б": [head, anna, yana, petr]})
    assert len(load_deputies(path)) == 5
    other = [anna[0], "Дорога", "other@x.example"]
    made(path, {"А": [head, anna, ivan, oleg], "Б": [head, other, yana, petr]})
    assert len(load_deputies(path)) == 6


def test_rows_of_groups_in_the_sheets_of_regions(tmp_path: Path) -> None:
    """What stands above people in their own sheet says more, and ends with the sheet."""
    first = [HEAD, ["Фракция «Мост»"], ANNA, IVAN]
    roster = load_deputies(made(tmp_path / "both.xlsx", {"Округ 1": first, "Округ 2": ROAD}))
    found = [(deputy.get("area"), deputy.get("group")) for deputy in roster]
    assert found == [("Округ 1", "Фракция «Мост»")] * 2 + [("Округ 2", "")]


@pytest.mark.parametrize(
    ("name", "rows", "why"),
    [
        ("Readme", [["Список депутатов"], ["обновлён 1 марта"]], "no list of people"),
        ("Справочник", [["Фракции", "Регионы"], ["Мост", "Юг"]], "no list of people"),
        ("Пресса", [["ФИО", "Эл. адрес", "Газета"], ["Тот Кто", "t@x.example", "Х"]], "`Газета`"),
        ("Бывшие депутаты", [HEAD, OLEG], "by its name"),
        ("Не писать", [HEAD, OLEG], "by its name"),
        ("Мост (2)", BRIDGE, "a copy of `Мост`"),
        ("Тайный", [HEAD, OLEG], "hidden"),
    ],
)
def test_sheets_that_are_not_read(tmp_path: Path, name: str, rows: Rows, why: str) -> None:
    """Each is told with its reason, wherever it stands; those with other headings behind."""
    first, last = {name: rows, "Мост": BRIDGE}, {"Мост": BRIDGE, name: rows}
    for sheets in [last] if "`" in why else [first, last]:
        path = made(tmp_path / "left.xlsx", sheets, hidden="Тайный")
        roster = load_deputies(path)
        assert [deputy.get("email") for deputy in roster] == [ANNA[2], IVAN[2]]
        assert f"`{name}` (" in told(roster)
        assert why in told(roster)


def test_a_hidden_sheet_of_libreoffice(tmp_path: Path) -> None:
    """A table whose style is not displayed."""
    path = made_open(tmp_path / "hidden.ods", {"Мост": BRIDGE, "Дорога": ROAD}, hidden="Дорога")
    assert len(load_deputies(path)) == 2
    assert "`Дорога` (hidden)" in told(load_deputies(path))
    assert [deputy.name for deputy in load_deputies(path, sheets=["Дорога"])] == [OLEG[1]]


def test_chosen_sheets(tmp_path: Path) -> None:
    """By their names, whatever their headings, in any case of letters; hidden ones too."""
    press = [["ФИО", "Эл. адрес", "Газета"], ["Тот Кто", "t@x.example", "Х"]]
    path = made(
        tmp_path / "some.xlsx", {"Мост": BRIDGE, "Дорога": ROAD, "Пресса": press}, hidden="Дорога"
    )
    assert [deputy.name for deputy in load_deputies(path, sheets=["дорога"])] == [OLEG[1]]
    both = load_deputies(path, sheets=["Пресса", "Мост"])
    assert {deputy.get("газета") for deputy in both} == {"", "Х"}
    assert len(load_deputies(path, sheets=["*"])) == 3
    found = refused(path, "Дарога")
    assert found.message == "--sheet: no sheet is named `Дарога`"
    assert "`Дорога`" in found.hint


def test_no_sheets_in_csv(tmp_path: Path) -> None:
    """A sheet of what has none is no silent wish."""
    (tmp_path / "list.csv").write_text("name\nAnn Sample\n", "utf-8")
    assert "it is no workbook" in refused(tmp_path / "list.csv", "North").message


@pytest.mark.parametrize(
    "sheets",
    [
        {"2021": BRIDGE, "2026": [HEAD, ANNA, OLEG, [3, "Новых Яна Ильинична", "y@x.example"]]},
        {"Все": [*BRIDGE, OLEG], "Мост": BRIDGE},
        {"Мост": BRIDGE, "Комитет": [HEAD, [1, "Образцова Анна Сергеевна", "other@x.example"]]},
    ],
)
def test_the_same_people_in_two_sheets(tmp_path: Path, sheets: Mapping[str, Rows]) -> None:
    """Nobody knows which is meant, until the user says it."""
    path = made(tmp_path / "twice.xlsx", sheets)
    found = refused(path)
    assert "in both sheets" in found.message
    last = [*sheets][-1]
    assert f"--sheet '{last}'" in found.hint
    assert len(load_deputies(path, sheets=[last])) == len(sheets[last]) - 1


def test_numbers_that_each_sheet_begins_anew(tmp_path: Path) -> None:
    """They are no ids; ids that two people have are a problem that names both rows."""
    first, second = ([["id", *rows[0][1:]], *rows[1:]] for rows in (BRIDGE, [HEAD, OLEG]))
    roster = load_deputies(made(tmp_path / "ids.xlsx", {"Мост": first, "Дорога": second}))
    assert len({deputy.id for deputy in roster}) == 3
    assert any("counts the people of each sheet" in one.message for one in roster.notices)
    real = {
        name: [["id", "name"], [101, who]] for name, who in (("A", "Ann Sample"), ("B", "Cy Zed"))
    }
    found = refused(made(tmp_path / "real.xlsx", real))
    assert (found.file, found.line) == (f"{tmp_path / 'real.xlsx'}#B", 2)
    assert "belongs to `Ann Sample` in line 2 of" in found.message


def test_rows_of_all_sheets_count(tmp_path: Path) -> None:
    """Sheets that are a roster together may not have more rows than one."""
    many = {
        name: [
            ["name", "email"],
            *([f"{name} Sample", f"{name}{n}@x.example"] for n in range(10_001)),
        ]
        for name in ("Ann", "Bob")
    }
    assert refused(made(tmp_path / "many.xlsx", many)).kind == "too-large"


def test_a_list_of_exclusions_is_read_whole(tmp_path: Path) -> None:
    """Every sheet of it excludes somebody."""
    roster = load_deputies(made(tmp_path / "all.xlsx", {"Мост": [*BRIDGE, OLEG]}))
    out = made(tmp_path / "out.xlsx", {"A": [HEAD, ANNA], "Не писать": [["ФИО"], [OLEG[1]]]})
    kept = choose(roster, exclude=[str(out)])
    assert [deputy.name for deputy in kept] == [IVAN[1]]


def test_the_account_and_the_option(tmp_path: Path) -> None:
    """`--explain` names the sheets, and every command with a roster takes `--sheet`."""
    path = made(tmp_path / "people.xlsx", {"Мост": BRIDGE, "Дорога": ROAD, "Х": [["всего"], [3]]})
    shown = CliRunner().invoke(cli, ["deputies", "list", str(path), "--explain"]).stdout
    assert "Дорога  read" in shown
    assert "no list of people" in shown
    order = ["deputies", "list", str(path), "--sheet", "Дорога", "--output-format", "json"]
    one = CliRunner().invoke(cli, order)
    assert [person["group"] for person in json.loads(one.stdout)] == ["Дорога"]
