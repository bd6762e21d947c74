"""Lists without headings, on a later sheet, in odd shapes of JSON, or as pages align them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from appeal_cli import AppealError, load_deputies
from appeal_cli.roster.selection import choose
from tests.roster.lists import messages, read, rows

NAMES = [("Иванов Иван Иванович",), ("Петрова Анна Сергеевна",)]


@pytest.mark.parametrize(
    "text",
    [
        "Иванов Иван Иванович\nПетрова Анна Сергеевна\n",
        "1. Иванов Иван Иванович\n2. Петрова Анна Сергеевна\n",
        "Кому написать\nИванов Иван Иванович\nПетрова Анна Сергеевна\n",
        "1;Иванов Иван Иванович;a@example.org\n2;Петрова Анна Сергеевна;b@example.org\n",
    ],
)
def test_names_under_no_heading(tmp_path: Path, text: str) -> None:
    """The first of them is a person and no heading, and a notice says what was taken."""
    roster = read(tmp_path, text)
    assert rows(roster, "name") == NAMES
    assert "no row of headings" in messages(roster)


def test_mails_beside_names_without_headings(tmp_path: Path) -> None:
    roster = read(tmp_path, "Ann Sample;a@example.org;north\nBob Test;b@example.org;south\n")
    assert rows(roster, "name", "email", "column_c") == [
        ("Ann Sample", "a@example.org", "north"),
        ("Bob Test", "b@example.org", "south"),
    ]
    assert "column A is read as the names" in messages(roster)


MIXED = [("Ann Sample", "ann@x.org"), ("Bob Test", ""), ("Eva Muster", "eva@x.org")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.txt", "Ann Sample <ann@x.org>\nBob Test\ncarl@x.org\nEva Muster, eva@x.org\n"),
        ("list.txt", "Ann Sample <ann@x.org>, carl@x.org, Bob Test; Eva Muster <eva@x.org>\n"),
        ("list.csv", "Name\nAnn Sample <ann@x.org>\nBob Test\nEva Muster (eva@x.org)\n"),
        ("list.csv", "Name;Email\nAnn Sample <ann@x.org>;\nBob Test;\nEva Muster;eva@x.org\n"),
        (
            "list.json",
            '["Ann Sample <ann@x.org>", "Bob Test", "carl@x.org", "Eva Muster eva@x.org"]',
        ),
        ("list.yaml", "MPs:\n- Ann Sample <ann@x.org>\n- Bob Test\n- Eva Muster <eva@x.org>\n"),
    ],
)
def test_names_with_and_without_mails(tmp_path: Path, name: str, text: str) -> None:
    """Each line is read for itself; an address without a name is nobody, which is told."""
    roster = read(tmp_path, text, name)
    assert rows(roster, "name", "email") == MIXED
    assert ("carl@x.org" in text) == ("no name, and no letter" in messages(roster))


def test_names_with_commas_under_each_other(tmp_path: Path) -> None:
    roster = read(tmp_path, "Sample, Ann\nTest, Bob\n", "list.txt")
    assert rows(roster, "given_name", "family_name") == [("Ann", "Sample"), ("Bob", "Test")]


def test_a_comma_inside_a_heading(tmp_path: Path) -> None:
    """It divides no columns where something else does."""
    assert rows(read(tmp_path, "id;Soyadı, Adı\n1;Kaya, Ali\n"), "name") == [("Kaya, Ali",)]
    assert rows(read(tmp_path, "name, email\nAnn Sample, a@example.org\n"), "email") == [
        ("a@example.org",)
    ]


def test_columns_that_spaces_align(tmp_path: Path) -> None:
    """As what is copied from a page has them."""
    text = "Name         Party    Email\nAnn Sample   Blue     a@example.org\n"
    text += "Bob Test     Green    b@example.org\n"
    found = rows(read(tmp_path, text, "list.txt"), "name", "group", "email")
    assert found[1] == ("Bob Test", "Green", "b@example.org")


def test_the_sheet_with_the_names(tmp_path: Path) -> None:
    """Instructions on the first sheet are no roster; a notice says which sheet was read."""
    book = Workbook()
    book.active.append(["How to fill in this workbook"])
    book.active.append(["Write a name in each row"])
    people = book.create_sheet("People")
    for row in (["Name", "Email"], ["Ann Sample", "a@example.org"]):
        people.append(row)
    book.save(tmp_path / "list.xlsx")
    roster = load_deputies(tmp_path / "list.xlsx")
    assert rows(roster, "name") == [("Ann Sample",)]
    assert "`People` was read" in messages(roster)


def test_a_person_in_two_rows(tmp_path: Path) -> None:
    """What stands in the second row of merged cells belongs to the person too."""
    book = Workbook()
    sheet = book.active
    for row in (
        ["Name", "Address", "Notes"],
        ["Ann Sample", "1 High St", "first"],
        [None, "York", "second"],
        ["Bob Test", "2 Low St", None],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "list.xlsx")
    roster = load_deputies(tmp_path / "list.xlsx")
    assert rows(roster, "name", "address", "notes") == [
        ("Ann Sample", "1 High St\nYork", "first, second"),
        ("Bob Test", "2 Low St", ""),
    ]


def test_a_blank_column_of_groups_is_none(tmp_path: Path) -> None:
    """The row of a faction says the group where the column for it is blank throughout."""
    text = "name;party;email\n«Bridge» party;;\nAnn Sample;;a@example.org\n"
    assert rows(read(tmp_path, text), "name", "group") == [("Ann Sample", "«Bridge» party")]


def test_two_columns_of_phones(tmp_path: Path) -> None:
    """No letter needs a phone, so that two columns of one heading are no error."""
    text = "name;phone;phone\nAnn Sample;111222;333444\nBob Test;;555666\n"
    assert rows(read(tmp_path, text), "phone") == [("111222",), ("555666",)]


def test_a_line_to_sign_on(tmp_path: Path) -> None:
    text = "ФИО;Почта\nИванов Иван Иванович;a@example.org\nПредседатель;________ /А.А. Главный/\n"
    assert rows(read(tmp_path, text), "name") == [NAMES[0]]


def test_an_empty_part_that_libreoffice_writes(tmp_path: Path) -> None:
    """Its list of keys has no XML in it, and the file is whole all the same."""
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    cells = "".join(
        "<table:table-row><table:table-cell office:value-type='string'>"
        f"<text:p>{text}</text:p></table:table-cell></table:table-row>"
        for text in ("Name", "Ann Sample")
    )
    names = " ".join(f"xmlns:{name}='{office}{name}:1.0'" for name in ("office", "table", "text"))
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f"<table:table table:name='A'>{cells}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "list.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("Configurations2/accelerator/current.xml", "")
    assert rows(load_deputies(tmp_path / "list.ods"), "name") == [("Ann Sample",)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (["Ann Sample", "Bob Test"], [("Ann Sample", ""), ("Bob Test", "")]),
        (
            {"Green": ["Ann Sample"], "Blue": ["Bob Test"]},
            [("Ann Sample", "Green"), ("Bob Test", "Blue")],
        ),
    ],
)
def test_lists_of_names_alone(tmp_path: Path, data: object, expected: list[tuple[str]]) -> None:
    roster = read(tmp_path, json.dumps(data), "list.json")
    assert rows(roster, "name", "group") == expected


def test_mails_that_are_objects(tmp_path: Path) -> None:
    """Whatever the address is called in them, in JSON and in XML."""
    mails = [{"type": "work", "address": "a@example.org"}, {"type": "home", "address": "b@x.org"}]
    data = [{"name": "Ann Sample", "contact": {"emails": mails}}]
    assert rows(read(tmp_path, json.dumps(data), "list.json"), "email") == [("a@example.org",)]
    text = "<list><member><name>Ann Sample</name><emails><email>a@example.org</email>"
    text += "<email>b@x.org</email></emails></member>"
    text += "<member><name>Bob Test</name></member></list>"
    found = rows(read(tmp_path, text, "list.xml"), "email", "email_2")
    assert found == [("a@example.org", "b@x.org"), ("", "")]


def test_a_column_of_days_on_which_people_left(tmp_path: Path) -> None:
    """A notice names the rows, and how to leave them out."""
    roster = read(tmp_path, "name;mandate_end\nAnn Sample;\nBob Test;2025-05-05\n")
    [notice] = [each for each in roster.notices if "mandate_end" in each.message]
    assert "row 3" in notice.message
    assert "--where" in notice.hint


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("mac-cyrillic", "ФИО;Партия\nИванов Иван Иванович;Мост\n"),
        ("iso-8859-2", "Imię i nazwisko;Płeć\nŁukasz Świątek;M\n"),
        ("mac-roman", "Nom;Prénom\nLefèvre;Agnès\n"),
    ],
)
def test_an_encoding_to_propose(tmp_path: Path, encoding: str, text: str) -> None:
    (tmp_path / "list.csv").write_bytes(text.encode(encoding))
    with pytest.raises(AppealError) as raised:
        load_deputies(tmp_path / "list.csv")
    assert f"--encoding {encoding}" in raised.value.problems[0].hint
    assert len(load_deputies(tmp_path / "list.csv", encoding=encoding)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("no.txt", "1. Иванов И.И. — просил не писать\n• ПЕТРОВА АННА СЕРГЕЕВНА\n"),
        ("no.csv", "Не писать;\n№;ФИО\n1;Иванов И.И.\n2;Петрова Анна Сергеевна †\nВсего: 2;\n"),
        ("no.txt", "Иванов Иван Иванович; отказ\nПетрова А.С.; болеет\n"),
    ],
)
def test_lists_of_whom_nobody_writes_to(tmp_path: Path, name: str, text: str) -> None:
    """Titles, sums, remarks and numbers in them are no lines of people."""
    roster = read(tmp_path, "ФИО\nИванов Иван Иванович\nПетрова Анна Сергеевна\nЗуев З.И.\n")
    (tmp_path / name).write_text(text, encoding="utf-8")
    chosen = choose(roster, exclude=[str(tmp_path / name)])
    assert rows(chosen, "name") == [("Зуев З.И.",)]
