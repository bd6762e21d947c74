"""What lists write beside names, seats that somebody has left, and cells with several people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from appeal_cli import AppealError
from tests.roster.lists import messages, read, rows


@pytest.mark.parametrize(
    ("cell", "name", "remark"),
    [
        ("Müller (geb. Schmidt), Anna", "Müller, Anna", "(geb. Schmidt)"),
        ("Anna Muster, geb. Probe", "Anna Muster", "geb. Probe"),
        ("Anna Muster née de Probe", "Anna Muster", "née de Probe"),
        ("Иванова (Петрова) Анна Сергеевна", "Иванова Анна Сергеевна", "(Петрова)"),
        ("Орлова Мария Ивановна, урожд. Зуева", "Орлова Мария Ивановна", "урожд. Зуева"),
        ("Козлов Иван «Ваня» Петрович", "Козлов Иван Петрович", "«Ваня»"),
        ("William “Bill” Sample", "William Sample", "“Bill”"),
        ("Sample, John 'Jack'", "Sample, John", "'Jack'"),
        ("Tom Bell (Labour)", "Tom Bell", "(Labour)"),
        ("Ann Sample – chair of the committee", "Ann Sample", "chair of the committee"),
        ("(Ann Sample)", "(Ann Sample)", ""),
        ("Seán O'Test", "Seán O'Test", ""),
        ("Berg, Jan van den", "Berg, Jan van den", ""),
    ],
)
def test_remarks_beside_names(tmp_path: Path, cell: str, name: str, remark: str) -> None:
    """They are no part of a name; they have a placeholder of their own, and are told."""
    roster = read(tmp_path, json.dumps([{"name": "Bob Case"}, {"name": cell}]), "list.json")
    assert rows(roster, "name", "name_remark")[1] == (name, remark)
    assert ("name_remark" in messages(roster)) == bool(remark)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Ann Sample[1]", "Ann Sample"),
        ("Анна1 Иванова*", "Анна Иванова"),
        ("Sample2, Ann", "Sample, Ann"),
    ],
)
def test_marks_of_footnotes(tmp_path: Path, cell: str, name: str) -> None:
    """They are left out, and that is told."""
    roster = read(tmp_path, json.dumps([{"name": "Bob Case"}, {"name": cell}]), "list.json")
    assert rows(roster, "name")[1] == (name,)
    assert f"`{cell}`: the marks of footnotes are left out" in messages(roster)


@pytest.mark.parametrize(
    "names",
    [
        ["Name1 Family1", "Name2 Family2", "Name3 Family3"],
        ["Bob Case", "Eva Reed", "Tom Hill", "Ann Sample1", "Ann Sample2"],
    ],
)
def test_digits_that_tell_people_apart_are_no_marks(tmp_path: Path, names: list[str]) -> None:
    """Nobody becomes another."""
    roster = read(tmp_path, "\n".join(["name", *names]))
    assert rows(roster, "name") == [(name,) for name in names]


@pytest.mark.parametrize(
    "cell",
    [
        "Иванов\u00a0Иван\u202fИванович",
        "Ива\u00adнов Иван Ива\u200bнович",
        "• Иванов Иван Иванович",
        "– Иванов Иван Иванович",
        "12. Иванов Иван Иванович",
        "№ 3 Иванов Иван Иванович",
        "Иванов\nИван\nИванович",
        "ИВАНОВ\nИван Иванович",
    ],
)
def test_names_from_the_web_and_from_lists(tmp_path: Path, cell: str) -> None:
    """Spaces that do not break, hyphens that nobody sees, bullets and numbers are no name."""
    roster = read(tmp_path, json.dumps([{"name": cell}]), "list.json")
    [parts] = rows(roster, "family_name", "given_name", "patronymic_name")
    assert parts == ("Иванов", "Иван", "Иванович")


@pytest.mark.parametrize(
    "cell",
    [
        "Сидорова Анна Ивановна †",
        "Орлова Ольга Петровна (умерла)",
        "Зуев Пётр Ильич (полномочия прекращены 1.02.2026)",
        "Оразов Марат Қайратұлы (өкілеттігі тоқтатылды)",
        "Коваль Ірина Ігорівна (склала мандат)",
        "John Muster (resigned)",
        "Max Probe – ausgeschieden",
        "Jean Exemple (démissionnaire)",
        "Ana Sol (falleció en 2025)",
        "Jan Kos (zmarł)",
        "Rui Reis (renunciou)",
        "Ali Kaya (istifa etti)",
    ],
)
def test_who_has_left_the_seat(tmp_path: Path, cell: str) -> None:
    """Nobody writes to the dead, nor to those who resigned; a notice says how to, all the same."""
    roster = read(tmp_path, f"name;area\nAnn Sample;North\n{cell};South\n")
    assert rows(roster, "name") == [("Ann Sample",)]
    [aside] = roster.account.aside
    assert aside.why == "somebody who no longer holds the seat"
    assert aside.words.partition(" ·")[0] in messages(roster)


def test_a_remark_that_somebody_has_left(tmp_path: Path) -> None:
    """A column of its own says it too, unless it speaks of an assistant or a committee."""
    text = "name;status;assistant status;notes\nAnn Sample;active;resigned;\n"
    text += "Bob Test;deceased;;\nCarol Case;;;resigned from the budget committee\n"
    text += "Dan Mock;resigned 3 May;;\nEve Case;;;resigned 2019 from the party\n"
    text += "Flo Test;;;Former MP (2010-2015)\n"
    found = [name for (name,) in rows(read(tmp_path, text), "name")]
    assert found == ["Ann Sample", "Carol Case", "Eve Case", "Flo Test"]


@pytest.mark.parametrize(
    "cell",
    [
        "вакантное место (до довыборов)",
        "Петров П.П. (вакансия с 01.02.2026)",
        "Seat vacant since 3 March",
        "бос орын",
        "Vakanz seit 3.4.",
        "mandat wakujący",
        "lugar vago desde 2025",
    ],
)
def test_vacant_seats_with_a_remark(tmp_path: Path, cell: str) -> None:
    roster = read(tmp_path, f"name;area\nAnn Sample;North\n{cell};South\n")
    assert rows(roster, "name") == [("Ann Sample",)]
    assert roster.account.aside[0].why == "a seat that nobody holds"
    named = read(tmp_path, "name;area\nVago, João;North\nAnn Vacant;South\n")
    assert len(named) == 2


@pytest.mark.parametrize(
    "cell",
    [
        "Иванов Иван Иванович, Петрова Анна Сергеевна",
        "Иванов И.И., Петрова А.С.",
        '"Иванов Иван Иванович\nПетрова Анна Сергеевна"',
        "Ann Sample / Bob Test",
        "Ann Sample and Bob Test",
        "Ann Sample & Bob Test",
    ],
)
def test_several_people_in_one_cell(tmp_path: Path, cell: str) -> None:
    """A letter to two people as one is wrong: each needs a row."""
    with pytest.raises(AppealError) as raised:
        read(tmp_path, f"name\tarea\nCarol Case\tNorth\n{cell}\tSouth\n")
    [problem] = raised.value.problems
    assert "several names in one cell, in row 3" in problem.message
    assert "a row" in problem.hint


@pytest.mark.parametrize(
    "name",
    ["García López, María Dolores", "Ortega y Gasset", "Jean-Luc Exemple", "O'Neill-Test Ann"],
)
def test_one_person_in_one_cell(tmp_path: Path, name: str) -> None:
    assert rows(read(tmp_path, f"name\tarea\n{name}\tNorth\n"), "name") == [(name,)]


@pytest.mark.parametrize(
    "cell",
    [
        "Нуркина Айгуль / Nurkina Aigul",
        "Nurkina Aigul / Нуркина Айгуль",
        "Нуркина Айгуль (Nurkina Aigul)",
        "Нуркина Айгуль Nurkina Aigul",
    ],
)
def test_a_name_in_two_alphabets(tmp_path: Path, cell: str) -> None:
    """It is one name and its Latin form, whatever stands between them."""
    roster = read(tmp_path, f"name\tarea\n{cell}\tNorth\n")
    assert rows(roster, "name", "name_en") == [("Нуркина Айгуль", "Nurkina Aigul")]
    assert "two alphabets" in messages(roster)


@pytest.mark.parametrize(
    ("cell", "name", "prefix"),
    [
        ("канд. техн. наук Петрова Анна Ильинична", "Петрова Анна Ильинична", "канд. техн. наук"),
        ("кандидат наук Петрова А.И.", "Петрова А.И.", "кандидат наук"),
        ("И.о. председателя Орлов Олег Ильич", "Орлов Олег Ильич", "И.о. председателя"),
        ("народный депутат Зуев Зот Ильич", "Зуев Зот Ильич", "народный депутат"),
        ("народний депутат України Коваль Ірина Ігорівна", "Коваль Ірина Ігорівна", None),
        ("генерал-майор Сидоров Пётр Ильич", "Сидоров Пётр Ильич", "генерал-майор"),
        ("dr hab. n. med. Anna Kos", "Anna Kos", "dr hab. n. med."),
        ("poseł Adam Bak", "Adam Bak", "poseł"),
        ("Prof. Dr. med. Anna Muster", "Anna Muster", "Prof. Dr. med."),
        ("Excmo. Sr. D. Luis Gil", "Luis Gil", "Excmo. Sr. D."),
        ("Eng.º Paulo Reis", "Paulo Reis", "Eng.º"),
        ("Dr. Öğr. Üyesi Ali Kaya", "Ali Kaya", "Dr. Öğr. Üyesi"),
        ("M. le Maire Paul Petit", "Paul Petit", "M. le Maire"),
        ("иванов Иван Иванович", "иванов Иван Иванович", ""),
        ("ould Ahmed Ali", "ould Ahmed Ali", ""),
    ],
)
def test_titles_of_many_countries(tmp_path: Path, cell: str, name: str, prefix: str | None) -> None:
    """Titles that lists know, and words in small letters before a name that is sure."""
    [found] = rows(read(tmp_path, f"name\tarea\n{cell}\tNorth\n"), "name", "honorific_prefix")
    assert found[0] == name
    assert prefix is None or found[1] == prefix


def test_generations_behind_a_comma(tmp_path: Path) -> None:
    """`Sample, John III` is John Sample, the third."""
    text = "name\tarea\nSample, John III\tNorth\nTest, Bob Jr.\tSouth\nKing, Ann V\tEast\n"
    found = rows(read(tmp_path, text), "given_name", "family_name", "honorific_suffix")
    assert found[:2] == [("John", "Sample", "III"), ("Bob", "Test", "Jr.")]
    assert found[2][2] == ""


def test_forms_of_address_in_a_column(tmp_path: Path) -> None:
    """They state a gender, in as many words as they are written."""
    text = "Nome;Tratamento\nAna Lima;Exma. Senhora Deputada\nRui Reis;Exmo. Senhor Deputado\n"
    assert rows(read(tmp_path, text), "gender") == [("female",), ("male",)]
    text = "Qualité;Nom;Prénom\nMonsieur le Maire;Roy;Jean\nMadame la Députée;Petit;Anne\n"
    assert rows(read(tmp_path, text), "gender", "role")[1] == ("female", "Députée")


def test_spanish_forms_of_address(tmp_path: Path) -> None:
    """`D.` is one beside `D.ª`, and an initial elsewhere; a column of them states genders."""
    spanish = read(tmp_path, "Nombre completo\nD. Juan Gil Sol\nD.ª Ana Sol Gil\n")
    assert rows(spanish, "name", "gender") == [("Juan Gil Sol", "male"), ("Ana Sol Gil", "female")]
    assert rows(read(tmp_path, "name\nD. H. Reed\nAnn Lake\n"), "name")[0] == ("D. H. Reed",)
    column = "Nombre;Tratamiento\nAna Sol;Excma. Sra. D.ª\nJuan Gil;Excmo. Sr. D.\nLuis Mar;D.\n"
    assert rows(read(tmp_path, column), "gender") == [("female",), ("male",), ("male",)]


def test_a_phone_where_the_mail_should_be(tmp_path: Path) -> None:
    """It is a phone, and no mail goes there; what stands beside an address is kept."""
    text = "name;email;note\nAnn Sample;+7 701 123 45 67;\n"
    text += "Bob Test;b@example.org, тел. 8701112233;\nCarol Case;on the site;\n"
    roster = read(tmp_path, text)
    assert rows(roster, "email", "phone") == [
        ("", "+7 701 123 45 67"),
        ("b@example.org", "тел. 8701112233"),
        ("on the site", ""),
    ]
    assert "no e-mail address in rows 2, 4" in messages(roster)


def test_a_name_by_which_somebody_is_called(tmp_path: Path) -> None:
    """`Preferred Name` beside a surname and a given name is no whole name."""
    text = "First Name;Surname;Preferred Name\nMargaret;Sample;Peg\nJohn;Test;\n"
    assert rows(read(tmp_path, text), "name") == [("Margaret Sample",), ("John Test",)]


def test_a_label_that_wikidata_lacks(tmp_path: Path) -> None:
    """`Q123` is nobody's name."""
    roster = read(tmp_path, "personLabel;partyLabel\nAnn Sample;Blue\nQ4567;Green\n")
    assert rows(roster, "name") == [("Ann Sample",)]
    assert "no name" in messages(roster)


def test_given_names_with_patronymics(tmp_path: Path) -> None:
    """`Имя, отчество` beside a surname."""
    text = "Фамилия;Имя, отчество\nИванова;Анна Петровна\n"
    [found] = rows(read(tmp_path, text), "given_name", "patronymic_name", "name")
    assert found == ("Анна", "Петровна", "Анна Петровна Иванова")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (
            "Adı Soyadı;Mahalle;Cadde/Sokak;Kapı No;Posta Kodu;İlçe;İl\n"
            "Ali Kaya;Örnek Mah.;Uzun Cad.;15;06420;Çankaya;Ankara\n",
            "Örnek Mah. Uzun Cad. 15\n06420 Çankaya/Ankara",
        ),
        (
            "Nome completo;Logradouro;Número;Bairro;Município;UF;CEP\n"
            "Rui Reis;Rua A;10;Centro;Recife;PE;50000-000\n",
            "Rua A, 10\nCentro\nRecife-PE\n50000-000",
        ),
        (
            "ФИО;Индекс;Город;Микрорайон;Улица;Дом\nЗуев З.И.;123456;Тула;мкр. 2;ул. Мира;5\n",
            "мкр. 2, ул. Мира, 5\nТула\n123456",
        ),
        (
            "Nom complet;Adresse ligne 1;Adresse ligne 2;CP;Ville\n"
            "Anne Roy;1 rue X;Bât. B;75001;Paris\n",
            "1 rue X\nBât. B\n75001 Paris",
        ),
    ],
)
def test_parts_of_a_town_and_lines(tmp_path: Path, text: str, address: str) -> None:
    assert rows(read(tmp_path, text), "address") == [(address,)]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Прізвище, власне ім'я, по батькові", "name"),
        ("Тегі, аты, әкесінің аты", "name"),
        ("Nachname / Vorname", "name"),
        ("Nazwisko, imiona posła", "name"),
        ("Soyadı, Adı", "name"),
        ("Ел. скринька", "email"),
        ("Adresse mél", "email"),
        ("Электрондық поштасының мекенжайы", "email"),
        ("Adres do korespondencji", "address"),
        ("Yazışma adresi", "address"),
        ("Étiquette politique", "group"),
        ("Legenda", "group"),
        ("Stimmkreis", "area"),
        ("Adelspraedikat", "family_name_prefix"),
    ],
)
def test_rarer_headings(tmp_path: Path, heading: str, field: str) -> None:
    values = {"email": "a@example.org", "family_name_prefix": "von"}
    beside = "" if field == "name" else ";Vorname;Nachname"
    cell = values.get(field, "Sample Ann")
    text = f"{heading}{beside}\n{cell}{';Ann;Sample' if beside else ''}\n"
    roster = read(tmp_path, f"id;{text.replace(chr(10), chr(10) + '1;', 1)}")
    assert {use.taken for use in roster.account.columns if use.heading == heading} == {field}


def test_columns_that_their_values_explain(tmp_path: Path) -> None:
    """Mails, and the words before a surname, whatever their headings; not an assistant's mail."""
    text = (
        "Vorname;Nachname;Teil;Wohin;Assistant mail\nAnna;Muster;von;a@example.org;x@example.org\n"
    )
    roster = read(tmp_path, text)
    assert rows(roster, "name", "email") == [("Anna von Muster", "a@example.org")]
    assert "by its values" in messages(roster)


@pytest.mark.parametrize(
    ("value", "gender"),
    [("♀", "female"), ("Sehr geehrte Frau", "female"), ("kadin", "female"), ("mannlich", "male")],
)
def test_more_words_for_genders(tmp_path: Path, value: str, gender: str) -> None:
    heading = "Anrede" if " " in value else "sex"
    assert rows(read(tmp_path, f"name;{heading}\nAnn Sample;{value}\n"), "gender") == [(gender,)]
