"""Each format that rosters come in, read from a real file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from appeal_cli.problems import AppealError
from appeal_cli.roster import Roster, load_deputies
from tests.rosters.making import ods, ods_row

ROSTERS = Path(__file__).parent.parent / "rosters"
DATA = Path(__file__).parent.parent.parent / "data"


def people(roster: Roster, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(deputy.get(column) for column in columns) for deputy in roster]


def notices(roster: Roster) -> str:
    return "\n".join(notice.message for notice in roster.notices)


def test_csv_with_headings_of_its_own() -> None:
    """Headings match loosely, and a column that is no field keeps its name."""
    roster = load_deputies(ROSTERS / "people.csv")
    assert people(roster, "id", "name", "family_name", "group", "email") == [
        ("1", "Anna Berg", "Berg", "Greens", "anna.berg@parliament.example"),
        ("2", "Jean-Luc O'Neill", "O'Neill", "Centre, the", "jl@parliament.example"),
    ]
    assert roster[0].get("favourite_colour") == "blue"
    assert [deputy.line for deputy in roster] == [2, 3]


def test_windows_1251_with_a_notice() -> None:
    """An old Russian file is read as what it is, and that is said."""
    roster = load_deputies(ROSTERS / "cyrillic-1251.csv")
    assert people(roster, "id", "name", "gender", "group") == [
        ("иванова-анна", "Анна Петровна Иванова", "female", "Ак Жол"),
        ("нилов-иван", "Иван Олегович Нилов", "male", "«Нур Отан»"),
    ]
    assert "read as Windows-1251" in notices(roster)
    assert "ids are made from the names" in notices(roster)


def test_json_list() -> None:
    """A list of objects, with nested names and contacts, numbers as ids."""
    roster = load_deputies(ROSTERS / "people.json")
    assert people(roster, "id", "family_name", "given_name", "group") == [
        ("1", "Berg", "Anna", "Greens"),
        ("2", "O'Neill", "Jean-Luc", ""),
    ]
    assert roster[1].get("email") == "jl@parliament.example"
    assert roster[1].get("family_name_fr") == "O’Neill"
    assert [deputy.line for deputy in roster] == [2, 3]


def test_yaml_list_keeps_text() -> None:
    """Nothing in YAML turns into a number or a truth, and only bare null is nothing."""
    roster = load_deputies(ROSTERS / "people.yaml")
    assert people(roster, "id", "name", "group", "email") == [
        ("01001", "NO Country", "null", ""),
        ("on", "Anna Berg", "", ""),
    ]


def test_xlsx() -> None:
    """The first sheet with anything in it; cells as typed; the row as the line."""
    roster = load_deputies(ROSTERS / "people.xlsx")
    assert people(roster, "id", "name", "family_name", "since", "seats", "active") == [
        ("1", "Anna Berg", "Berg", "2015-01-01", "1.5", "TRUE"),
        ("02", "Jean-Luc O'Neill", "O'Neill", "", "3", ""),
    ]
    assert [deputy.line for deputy in roster] == [3, 4]
    assert "the sheet `Members` was read, and not `Staff` (no list of people)" in notices(roster)


def test_ods(tmp_path: Path) -> None:
    """An OpenDocument sheet, with the blank rows to its end that LibreOffice writes; a date as
    the sheet shows it."""
    number = (
        '<table:table-cell office:value-type="float" office:value="7">'
        "<text:p>7</text:p></table:table-cell>"
    )
    date = (
        '<table:table-cell office:value-type="date" office:date-value="2015-01-01">'
        "<text:p>01.01.15</text:p></table:table-cell>"
    )
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    path = tmp_path / "people.ods"
    rows = [ods_row("id", "name", "since"), ods_row(number, "Anna Berg", date)]
    path.write_bytes(ods("".join([*rows, ods_row(blank, repeated=1_048_574)])))
    roster = load_deputies(path)
    assert people(roster, "id", "name", "since") == [("7", "Anna Berg", "01.01.15")]


def test_popolo_as_specified() -> None:
    """Memberships in the person and apart; parties and posts; committees say nothing."""
    roster = load_deputies(ROSTERS / "popolo.json")
    assert people(roster, "id", "name", "group", "area", "role", "email") == [
        ("p1", "Anna Berg", "Greens", "North", "Speaker", "anna.berg@parliament.example"),
        ("p2", "Jean-Luc O'Neill", "Greens", "South", "", ""),
    ]


def test_everypolitician_popolo_reads_the_latest_term() -> None:
    """Of several terms the latest is read, and said; its groups are one person's."""
    roster = load_deputies(ROSTERS / "ep-popolo.json")
    assert people(roster, "id", "group", "groups", "term", "name_ru") == [
        ("a1", "Greens", "Reds; Greens", "8", "Берг, Анна Петровна")
    ]
    assert people(roster, "family_name_ru", "patronymic_name_ru", "name_zh_hant") == [
        ("Берг", "Петровна", "安娜")
    ]
    assert "the latest is read, 8 (Eighth Assembly)" in notices(roster)


@pytest.mark.parametrize("term", ["7", "term/7", "seventh assembly"])
def test_everypolitician_popolo_of_one_term(term: str) -> None:
    """A term is named by its id, long or short, or by its title; `unknown` is no group."""
    roster = load_deputies(ROSTERS / "ep-popolo.json", term=term)
    assert people(roster, "id", "group") == [("a1", "Reds"), ("b2", "")]


def test_a_given_name_in_another_alphabet_is_left_out() -> None:
    """A scraped Latin given name beside a Cyrillic name is not printed, and that is said."""
    deputy = load_deputies(ROSTERS / "ep-popolo.json")[0]
    assert (deputy.get("given_name"), deputy.get("family_name")) == ("Анна", "Берг")


def test_everypolitician_csv_merges_a_person() -> None:
    """Somebody listed twice is one person with the latest group."""
    roster = load_deputies(ROSTERS / "term-8.csv")
    assert people(roster, "id", "group", "groups", "area", "start_date") == [
        ("u1", "Greens", "Reds; Greens", "North", "2016-02-02"),
        ("u2", "", "", "South", ""),
        ("u3", "Greens", "", "South", ""),
    ]
    assert "`u3` is in lines 5, 6 with different `area`" in notices(roster)


def test_openstates_folder() -> None:
    """A folder of one-person files; the present party and role count."""
    roster = load_deputies(ROSTERS / "openstates")
    assert people(roster, "name", "group", "area", "chamber", "gender", "email", "role") == [
        ("Anna Berg", "Democratic", "A", "upper", "female", "anna.berg@legislature.example", ""),
        ("Carlos de la Cruz", "Republican", "12", "lower", "", "carlos@legislature.example", ""),
    ]
    assert roster[0].file.endswith("Anna-Berg-1.yml")


@pytest.mark.parametrize("ending", ["yaml", "json"])
def test_unitedstates(ending: str) -> None:
    """Legislators with their latest term, and a name put together where none is given."""
    roster = load_deputies(ROSTERS / f"legislators-current.{ending}")
    assert people(roster, "id", "name", "family_name", "gender", "group", "role", "area") == [
        ("B000001", "Robert P. Berg, Jr.", "Berg", "male", "Democrat", "Senator", "ZZ"),
        ("O000002", "Ann O'Neill", "O'Neill", "female", "Republican", "Representative", "AK"),
    ]


@pytest.mark.parametrize("name", ["majilis-5.csv", "deputies.csv"])
def test_rosters_that_ship(name: str) -> None:
    """The rosters in data/ are read without a word."""
    roster = load_deputies(DATA / name)
    assert roster.notices == ()
    assert all(deputy.get("family_name") and deputy.get("given_name") for deputy in roster)


def test_content_beats_the_ending(tmp_path: Path) -> None:
    """A workbook that is named .csv is read as what it is."""
    path = tmp_path / "people.csv"
    shutil.copy(ROSTERS / "people.xlsx", path)
    assert len(load_deputies(path)) == 2


def test_a_big_roster_loads_whole(tmp_path: Path) -> None:
    """10,000 rows are 10,000 deputies."""
    path = tmp_path / "big.csv"
    lines = [f"{n},БЕРГ{n} Анна Петровна,female,Группа" for n in range(10_000)]
    path.write_text("\n".join(["id,name,gender,group", *lines]), encoding="utf-8")
    assert len(load_deputies(path)) == 10_000


def test_a_folder_without_rosters(tmp_path: Path) -> None:
    """A folder that holds only folders names them."""
    (tmp_path / "legislature").mkdir()
    with pytest.raises(AppealError) as caught:
        load_deputies(tmp_path)
    assert "legislature" in caught.value.problems[0].hint


def test_a_file_in_a_folder_is_named(tmp_path: Path) -> None:
    """Every broken file of a folder is reported, each under its own name."""
    shutil.copytree(ROSTERS / "openstates", tmp_path / "people")
    (tmp_path / "people" / "Broken.yml").write_text("name: [", encoding="utf-8")
    (tmp_path / "people" / "List.yml").write_text("- 1", encoding="utf-8")
    with pytest.raises(AppealError) as caught:
        load_deputies(tmp_path / "people")
    assert {Path(problem.file).name for problem in caught.value.problems} == {
        "Broken.yml",
        "List.yml",
    }


def test_a_link_out_of_the_folder(tmp_path: Path) -> None:
    """A link in the folder does not lead anywhere else."""
    (tmp_path / "people").mkdir()
    (tmp_path / "secret.yml").write_text("id: 1\nname: Anna Berg\n", encoding="utf-8")
    (tmp_path / "people" / "a.yml").symlink_to(tmp_path / "secret.yml")
    with pytest.raises(AppealError, match="out of the folder"):
        load_deputies(tmp_path / "people")


def test_a_mistyped_file_name() -> None:
    """A file that is not there is met with the name of one that is."""
    with pytest.raises(AppealError) as caught:
        load_deputies(ROSTERS / "poeple.csv")
    assert "people.csv" in caught.value.problems[0].hint


def test_deep_and_large_popolo_is_read(tmp_path: Path) -> None:
    """A Popolo file of 2,000 persons in forty languages is within the limits."""
    names = [{"lang": code, "name": f"Name {code}"} for code in map("l{:02}".format, range(40))]
    persons = [{"id": n, "name": f"P{n} Q{n}", "other_names": names} for n in range(2_000)]
    path = tmp_path / "big.json"
    path.write_text(json.dumps({"persons": persons, "memberships": []}), encoding="utf-8")
    assert len(load_deputies(path)) == 2_000
