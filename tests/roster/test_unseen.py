"""Rosters of offices and exporters that were not seen before they were tried."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from appeal_cli import load_deputies
from appeal_cli.letter.languages import load_language
from appeal_cli.letter.naming import name_deputy
from tests.roster.lists import messages, read, rows


def test_the_first_of_two_languages_is_for_its_own_letters(tmp_path: Path) -> None:
    """Letters in Kazakh took the Russian name, where the Kazakh one stood before it."""
    text = "ФИО (каз);ФИО (рус)\nСеріков Асан Болатұлы;Сериков Асан Болатович\n"
    [deputy] = read(tmp_path, text)
    said = [name_deputy(deputy, load_language(code)).values["salutation"] for code in ("kk", "ru")]
    assert said == ["Құрметті Асан Болатұлы!", "Уважаемый Асан Болатович!"]
    swapped = "ФИО (рус);ФИО (каз)\nСериков Асан Болатович;Серіков Асан Болатұлы\n"
    [deputy] = read(tmp_path, swapped)
    again = [name_deputy(deputy, load_language(code)).values["salutation"] for code in ("kk", "ru")]
    assert again == said


def test_rows_of_one_entity_are_one_person(tmp_path: Path) -> None:
    """As Wikidata's query service writes CSV: a person has a row for each party."""
    entity = "http://www.wikidata.org/entity/Q"
    text = f"item,itemLabel,partyLabel\n{entity}1,Ann Sample,Green\n{entity}1,Ann Sample,Blue\n"
    roster = read(tmp_path, f"{text}{entity}2,Bob Test,Blue\n")
    assert rows(roster, "id", "name") == [("Q1", "Ann Sample"), ("Q2", "Bob Test")]
    assert "`item` is read as `id`, by its values" in messages(roster)


def test_an_office_below_a_name_is_no_part_of_it(tmp_path: Path) -> None:
    """Where the name is whole without it; where it is not sure, a warning says so."""
    book = Workbook()
    cells = ["Mme Claire MARTIN\nMaire", "M. Yann Goff\n1er adjoint", "Mme Ann Sample\nUnion"]
    for cell in ("Élu", *cells, "M. Luc\nDupont"):
        book.active.append([cell, "x"])
    book.save(tmp_path / "d.xlsx")
    roster = load_deputies(tmp_path / "d.xlsx")
    assert rows(roster, "name", "role") == [
        ("Claire MARTIN", "Maire"),
        ("Yann Goff", "1er adjoint"),
        ("Ann Sample Union", ""),
        ("Luc Dupont", ""),
    ]
    [warning] = [each for each in roster.notices if each.severity == "warning"]
    assert warning.message == "`Mme Ann Sample Union` is read as one name of two lines, in row 4"


def test_initials_in_a_column_stand_before_the_surname(tmp_path: Path) -> None:
    """As Dutch and Russian lists have them; a letter was addressed to the bare surname."""
    text = "Voorletters;Tussenvoegsel;Achternaam\nJ.P.;van;Dijk\n"
    assert rows(read(tmp_path, text), "name", "family_name") == [("J.P. van Dijk", "van Dijk")]
    [deputy] = read(tmp_path, "Фамилия;Инициалы\nИванов;П.С.\n")
    assert deputy.name == "П.С. Иванов"
    assert name_deputy(deputy, load_language("ru")).values["initials"] == "П.С."


@pytest.mark.parametrize(
    ("name", "bare", "suffix"),
    [
        ("Hon. Ann Sample, PC, MP", "Ann Sample", "PC, MP"),
        ("Ann Sample, QC, PC, MP", "Ann Sample", "QC, PC, MP"),
        ("Sample, Ann", "Sample, Ann", ""),
        ("Ann PC MP", "Ann PC", "MP"),
    ],
)
def test_letters_between_commas_belong_to_those_behind(
    tmp_path: Path, name: str, bare: str, suffix: str
) -> None:
    """Though they may be a surname elsewhere."""
    roster = read(tmp_path, f"Name;Ward\n{name};1\n")
    assert rows(roster, "name", "honorific_suffix") == [(bare, suffix)]


@pytest.mark.parametrize(
    ("heading", "value", "field"),
    [
        ("MAHALLE / ADRES", "Gül Sok. 5, Ankara", "address"),
        ("Одборничка група", "Зелени", "group"),
        ("Bloque", "Unión", "group"),
    ],
)
def test_a_heading_is_not_lost(tmp_path: Path, heading: str, value: str, field: str) -> None:
    """It was a column of its own, and nothing was told."""
    roster = read(tmp_path, f"Name;{heading}\nAnn Sample;{value}\n")
    assert rows(roster, field) == [(value,)]


def test_headings_of_people_for_all_genders_are_names(tmp_path: Path) -> None:
    """With a space before the ending; and as XML of parliaments has them."""
    assert rows(read(tmp_path, "Seimo narys (-ė);x\nRasa Sample;\n"), "name") == [("Rasa Sample",)]
    text = "<Members>" + "".join(
        f"<Member><DisplayAs>{name}</DisplayAs><ListAs>{key}</ListAs><Gender>F</Gender></Member>"
        for name, key in (("Ms Ann Sample", "Sample, Ann"), ("Dame Eva Test", "Test, Eva"))
    )
    roster = read(tmp_path, f"{text}</Members>", "m.xml")
    assert rows(roster, "name", "family_name") == [("Ann Sample", "Sample"), ("Eva Test", "Test")]


def test_a_title_with_a_number_is_an_office(tmp_path: Path) -> None:
    """`Senator, 1st Class` stands before no name."""
    text = 'title,name\n"Senator, 1st Class",Ann Sample\nSenator,Bob Test\n'
    assert rows(read(tmp_path, text), "role", "honorific_prefix") == [
        ("Senator, 1st Class", ""),
        ("Senator", ""),
    ]


@pytest.mark.parametrize(
    ("heading", "woman", "man", "other"),
    [
        ("Sex (1=F, 2=M, 9=unknown)", "1", "2", "9"),
        ("Sex: M=1, F=0", "0", "1", ""),
        ("Sexe (1 : H, 2 : F)", "2", "1", ""),
        ("Geslacht (V=vrouw, M=man)", "V", "M", ""),
        ("Sex (M-F)", "F", "M", ""),
    ],
)
def test_codes_that_the_heading_explains(
    tmp_path: Path, heading: str, woman: str, man: str, other: str
) -> None:
    """They were read as ISO 5218 has them, and women got letters as men."""
    text = f"Name;{heading}\nAnn Sample;{woman}\nBob Test;{man}\nCy Case;{other}\n"
    roster = read(tmp_path, text)
    assert [deputy.get("gender") for deputy in roster] == ["female", "male", ""]
    assert "not known as a gender" not in messages(roster)


def test_a_second_column_of_genders_that_says_another(tmp_path: Path) -> None:
    """Nobody is greeted as a man of whom `Pronouns` says `she/her`; a warning says so."""
    text = "Name,Gender,Pronouns\nAnn Sample,Female,\nBob Test,Male,he/him\nCy Case,Male,she/her\n"
    roster = read(tmp_path, text)
    assert rows(roster, "gender") == [("female",), ("male",), ("",)]
    assert "`she/her` says another gender than the rest of the row" in messages(roster)


def test_a_code_that_the_heading_does_not_explain(tmp_path: Path) -> None:
    roster = read(tmp_path, "Name;Gender (1=woman 2=man)\nAnn Sample;1\nBob Test;2\nCy Case;3\n")
    assert rows(roster, "gender") == [("female",), ("male",), ("",)]
    assert "`3` is not a known gender" in messages(roster)


def test_letters_with_which_several_names_end(tmp_path: Path) -> None:
    """They may be a surname elsewhere: `O'Sample` is in capitals as little as they are a name."""
    text = "Deputy;Party\nAnn O'Sample TD;FG\nBob Mac Test TD;FF\n"
    roster = read(tmp_path, text)
    assert rows(roster, "name", "honorific_suffix") == [
        ("Ann O'Sample", "TD"),
        ("Bob Mac Test", "TD"),
    ]
    surnames = read(tmp_path, "Name;Party\nYo Yo MA;FG\nXi Jing LI;FF\nBo Xue MA;FF\n")
    assert not any(deputy.get("honorific_suffix") for deputy in surnames)


def test_degrees_behind_commas_are_no_given_name(tmp_path: Path) -> None:
    roster = read(tmp_path, 'Nama;Fraksi\n"H. Ahmad Contoh, S.Sos., M.Si.";PKB\n"Uji, A.B.";PKB\n')
    assert rows(roster, "given_name", "honorific_suffix") == [("", "S.Sos., M.Si."), ("A.B.", "")]


def test_whole_salutations_are_no_roles(tmp_path: Path) -> None:
    """Though not all begin with a word that is known."""
    text = "Forename;Surname;Salutation\nAnn;Sample;Dear Ms Sample\nBob;Test;My Lord\n"
    roster = read(tmp_path, text)
    assert rows(roster, "role", "honorific_prefix") == [("", ""), ("", "")]
    assert "holds whole salutations, and is not used" in messages(roster)


def test_three_forms_of_address_in_a_heading(tmp_path: Path) -> None:
    """The last was read as the code of Malay."""
    roster = read(tmp_path, "Mr/Mrs/Ms;Name\nMrs;Ann Sample\nMr;Bob Test\n")
    assert rows(roster, "gender") == [("female",), ("male",)]


def test_a_number_of_a_house_is_no_postcode(tmp_path: Path) -> None:
    """`č.p.` without its accent is the French word for one."""
    text = "Jméno;Příjmení;Ulice;Č.p.;PSČ;Obec\nJana;Zkoušková;Dlouhá;12;118 00;Praha 1\n"
    assert rows(read(tmp_path, text), "address") == [("Dlouhá 12\n118 00 Praha 1",)]
    text = "Nombre;Apellidos;Calle;CP;Municipio\nAna;Uno Dos;Calle Mayor 5;28001;Madrid\n"
    assert rows(read(tmp_path, text), "address") == [("Calle Mayor 5\n28001 Madrid",)]
