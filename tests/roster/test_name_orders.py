"""Whole names of two words, whose order the heading of their column says."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli import load_deputies
from appeal_cli.letter.languages import load_language
from appeal_cli.letter.naming import name_deputy
from appeal_cli.roster.name_orders import order_said
from tests.conftest import SMALL_APPEAL, Appeal
from tests.roster.lists import messages, read, rows

FAMILY, GIVEN = ("family_name", "given_name"), ("given_name", "family_name")

ORDERS = {
    "Nazwisko i imię": FAMILY,
    "Nazwisko i imiona": FAMILY,
    "Imię i nazwisko": GIVEN,
    "Cognome e nome": FAMILY,
    "Nome e cognome": GIVEN,
    "Nom et prénom": FAMILY,
    "Prénom Nom": GIVEN,
    "Apellidos y nombres": FAMILY,
    "Nombre y apellidos": GIVEN,
    "Фамилия, имя": FAMILY,
    "Имя и фамилия": GIVEN,
    "Фамилия Имя Отчество": (*FAMILY, "patronymic_name"),
    "Priezvisko a meno": FAMILY,
    "Jméno a příjmení": GIVEN,
    "Név": FAMILY,
    "Képviselő neve": FAMILY,
    "Soyadı Adı": FAMILY,
    "Ad Soyad": GIVEN,
    "Name, Vorname": FAMILY,
    "Vor- und Nachname": GIVEN,
    "Vorname Name": GIVEN,
    "Прізвище та ім'я": FAMILY,
    "Тегі, аты": FAMILY,
    "Apelido e nome": FAMILY,
    "Nome e sobrenome": GIVEN,
    "First and last name": GIVEN,
    "Surname, first name": FAMILY,
    "Naam en voornaam": FAMILY,
    "Nume și prenume": FAMILY,
    "Презиме и име": FAMILY,
    "Ime i prezime": GIVEN,
    "Име, презиме, фамилия": ("given_name", "patronymic_name", "family_name"),
    "Фамилиясы, аты": FAMILY,
    "Familiya va ism": FAMILY,
    "Pavardė, vardas": FAMILY,
    "Perekonnanimi ja eesnimi": FAMILY,
    "Efternamn och förnamn": FAMILY,
    "Sukunimi ja etunimi": FAMILY,
    "Name": (),
    "Nom": (),
    "ФИО": (),
    "Full name": (),
    "Имя, отчество": (),
    "Фамилия, телефон": (),
    "Name und Anschrift": (),
}


@pytest.mark.parametrize(("heading", "order"), ORDERS.items())
def test_a_heading_says_the_order(heading: str, order: tuple[str, ...]) -> None:
    """In each language; a word for any name is the part that no other word is."""
    assert order_said(heading) == order


def test_names_of_two_words_are_divided_by_their_heading(tmp_path: Path) -> None:
    """One line says so; longer names are not sure, and another line says that."""
    roster = read(tmp_path, "Nazwisko i imię;Płeć\nKowalski Jan;M\nNowak Anna Maria;K\n")
    found = rows(roster, "name", "family_name", "given_name")
    assert found == [("Jan Kowalski", "Kowalski", "Jan"), ("Nowak Anna Maria", "", "")]
    assert "`Kowalski` of `Nazwisko i imię` is read as a family name and `Jan` as" in messages(
        roster
    )
    assert (
        "`Nowak Anna Maria` has more words than `Nazwisko i imię` has parts: it stays"
        in messages(roster)
    )
    [notice] = [each for each in roster.notices if "read as a family name" in each.message]
    assert notice.hint == "if they are not, say so: `--name-order 'given family'`"


@pytest.mark.parametrize(
    ("heading", "written", "name", "address", "greeting"),
    [
        ("Surname, First name", "Nowak Jan", "Jan Nowak", "Mr Jan Nowak", "Dear Mr Nowak,"),
        ("Naam en voornaam", "van der Berg Piet", "Piet van der Berg", "", "Dear Mr van der Berg,"),
        ("Prénom Nom", "Jean Dupont", "Jean Dupont", "Mr Jean Dupont", "Dear Mr Dupont,"),
        ("Név", "Nagy Péter", "Nagy Péter", "Mr Nagy Péter", "Dear Mr Nagy,"),
    ],
)
def test_letters_have_names_as_they_are_said(
    tmp_path: Path, heading: str, written: str, name: str, address: str, greeting: str
) -> None:
    """`Mr Nowak Jan` stood in an address; where people say the family name first, it stays so."""
    roster = read(tmp_path, f"{heading};Gender\n{written};m\n")
    assert rows(roster, "name") == [(name,)]
    values = name_deputy(roster[0], load_language("en")).values
    assert (values["name_to"], values["salutation"]) == (address or f"Mr {name}", greeting)
    assert (f"letters have `{name}`" in messages(roster)) == (written != name)


def test_letters_in_russian_have_the_surname_first_all_the_same(tmp_path: Path) -> None:
    """As its documents do; somebody with a patronymic is as the list has her."""
    text = "Фамилия, имя;Пол\nАсан Серик;м\nИванова Мария Петровна;ж\n"
    roster = read(tmp_path, text)
    assert rows(roster, "name") == [("Серик Асан",), ("Иванова Мария Петровна",)]
    said = [name_deputy(each, load_language("ru")).values["full_name"] for each in roster]
    assert said == ["Асан Серик", "Иванова Мария Петровна"]


def test_an_order_that_the_user_says_is_how_the_list_has_names(
    tmp_path: Path, appeal: Appeal
) -> None:
    """A list that was imported gives the same letters."""
    (tmp_path / "d.csv").write_text("Name;Gender\nNowak Jan;m\n", encoding="utf-8")
    text = SMALL_APPEAL.replace("Deputies}", "Deputies, lines: ['{{ deputy.name_to }}']}")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    order = ("--name-order", "family given")
    line = ("deputies", "import", "d.csv", "-o", "e.csv")
    assert appeal(*line, *order, cwd=tmp_path).returncode == 0
    for line in (("d.csv", *order, "-o", "one"), ("e.csv", "-o", "two")):
        assert appeal("batch", "a.yaml", "-f", "txt", "-d", *line, cwd=tmp_path).returncode == 0
    for folder in ("one", "two"):
        [letter] = (tmp_path / folder).rglob("*.txt")
        assert "Mr Jan Nowak" in letter.read_text("utf-8")
        assert "Dear Mr Nowak," in letter.read_text("utf-8")


def test_names_in_each_language_have_an_order_of_their_own(tmp_path: Path) -> None:
    """The heading of a column is for its own names."""
    text = "Имя и фамилия;Тегі, аты (каз.)\nАсан Серик;Серік Асан\n"
    [found] = rows(
        read(tmp_path, text), "family_name", "given_name", "family_name_kk", "given_name_kk"
    )
    assert found == ("Серик", "Асан", "Серік", "Асан")


@pytest.mark.parametrize(
    "names",
    [
        ["Jan KOWALSKI", "Anna NOWAK", "Piotr Zych"],
        ["Jan Kowalski", "Jan Nowak", "Jan Zych", "Anna Mazur", "Anna Wilk", "Anna Lis"],
    ],
)
def test_a_heading_that_names_contradict_is_not_believed(tmp_path: Path, names: list[str]) -> None:
    """By capitals, or as given names are repeated; that is told."""
    roster = read(tmp_path, "\n".join(["Nazwisko i imię", *names]))
    assert "Jan" not in [family for (family,) in rows(roster, "family_name")]
    assert "`Nazwisko i imię` says that family names stand first, and the names do not" in messages(
        roster
    )


def test_what_the_user_says_counts_more(tmp_path: Path, appeal: Appeal) -> None:
    """`--name-order` is for those who know better than the heading."""
    (tmp_path / "d.csv").write_text("Nazwisko i imię;x\nJan Kowalski;\n", encoding="utf-8")
    line = ("deputies", "import", "d.csv", "-o", "out.csv")
    assert appeal(*line, "--name-order", "given family", cwd=tmp_path).returncode == 0
    assert "Kowalski,Jan" in (tmp_path / "out.csv").read_text("utf-8")


def test_a_name_beside_its_parts_is_as_its_owner_writes_it(tmp_path: Path) -> None:
    """Whatever order the user says that other names have."""
    people = '{"name": "Xi Jinping", "family_name": "Xi", "given_name": "Jinping"}'
    path = tmp_path / "d.json"
    path.write_text(f'[{people}, {{"name": "Nowak Jan"}}]', encoding="utf-8")
    roster = load_deputies(path, name_order="family given")
    assert rows(roster, "name", "family_name") == [("Xi Jinping", "Xi"), ("Jan Nowak", "Nowak")]
