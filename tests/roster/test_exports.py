"""Lists as programs and offices of several countries export them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from appeal_cli import load_language
from appeal_cli.letter.naming import name_deputy
from appeal_cli.roster import load_deputies
from appeal_cli.roster.account import Why
from tests.roster.lists import messages, read, rows


def test_a_title_stands_behind_a_form_of_address(tmp_path: Path) -> None:
    """In columns of their own, as lists for serial letters have them, though `Dr.` is
    none: the title was dropped, or the form of address with its gender."""
    text = "Anrede;Titel;Vorname;Name\nFrau;Dr.;Anna;Muster\nHerr;;Max;Test\n"
    roster = read(tmp_path, text)
    assert rows(roster, "gender", "honorific_prefix") == [("female", "Dr."), ("male", "")]
    values = name_deputy(roster[0], load_language("de")).values
    assert values["salutation"] == "Sehr geehrte Frau Dr.\u00a0Muster,"
    text = "Salutation,First Name,Last Name,Title\nMs.,Ann,Sample,Councillor\nDr.,Bob,Test,Mayor\n"
    assert rows(read(tmp_path, text), "gender", "honorific_prefix") == [
        ("female", "Councillor"),
        ("", "Dr."),
    ]


def test_a_title_that_states_a_gender_is_kept(tmp_path: Path) -> None:
    """`Sir Robert` was Mr Test, where `Title` had it in a cell of its own."""
    text = "Title,Forename,Surname\nMrs,Ann,Sample\nSir,Robert,Test\nDame,Eva,Probe\n"
    roster = read(tmp_path, text)
    assert rows(roster, "gender", "honorific_prefix", "role") == [
        ("female", "", ""),
        ("male", "Sir", ""),
        ("female", "Dame", ""),
    ]
    said = [name_deputy(each, load_language("en")).values["salutation"] for each in roster]
    assert said == ["Dear Ms Sample,", "Dear Sir Robert,", "Dear Dame Eva,"]


@pytest.mark.parametrize(
    ("heading", "cell", "field", "value"),
    [
        ("Sig./Sig.ra", "Sig.ra", "gender", "female"),
        ("Mr/Mrs", "Mr", "gender", "male"),
        ("Honorific Title", "Right Hon.", "honorific_prefix", "Right Hon."),
        ("Libellé de la fonction", "Maire", "role", "Maire"),
        ("Партиялылығы", "Ауыл", "group", "Ауыл"),
        ("Izborna lista", "SNS", "group", "SNS"),
        ("Collegio di elezione", "LAZIO 1", "area", "LAZIO 1"),
    ],
)
def test_what_exporters_call_a_column(
    tmp_path: Path, heading: str, cell: str, field: str, value: str
) -> None:
    """It was a column of its own, and nothing was told."""
    roster = read(tmp_path, f"{heading};First name;Last name\n{cell};Ann;Sample\n")
    assert rows(roster, field) == [(value,)]


def test_an_office_behind_a_dash_is_no_part_of_a_name(tmp_path: Path) -> None:
    """It was printed and greeted; what is not sure is told."""
    text = (
        "Name;x\nCllr Bob Test - Deputy Leader;1\nAnna Muster - Probe;2\nИван Образцов — глава;3\n"
    )
    roster = read(tmp_path, text)
    assert rows(roster, "name", "name_remark") == [
        ("Bob Test", "Deputy Leader"),
        ("Anna Muster - Probe", ""),
        ("Иван Образцов", "глава"),
    ]
    assert "`Anna Muster - Probe`: what stands behind the dash is printed, in row 3" in messages(
        roster
    )


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Name", "Олег Пробний (достроково припинено повноваження)"),
        ("Uwagi", "mandat wygasł z dniem 1.02.2025"),
        ("Примечание", "с 01.02.2025 сложил полномочия"),
        ("Date of death", "2003-02-01"),
        ("Angaben_Sterbedatum", "01.02.2003"),
        ("Email Opt Out", "1"),
    ],
)
def test_who_has_left_gets_no_letter(tmp_path: Path, heading: str, cell: str) -> None:
    """In whatever order the words stand, and whatever the day."""
    if heading == "Name":
        roster = read(tmp_path, f"Name;x\nAnn Sample;1\n{cell};2\n")
    else:
        roster = read(tmp_path, f"Name;{heading}\nAnn Sample;\nBob Test;{cell}\n")
    assert rows(roster, "name") == [("Ann Sample",)]
    assert len(roster.account.aside) == 1


def test_a_remark_that_may_say_so_is_a_warning(tmp_path: Path) -> None:
    """`resigned as chair` leaves somebody in the seat."""
    roster = read(tmp_path, "Name;Remarks\nAnn Sample;\nBob Test;resigned as chair of it\n")
    assert len(roster) == 2
    [warning] = [each for each in roster.notices if each.severity == "warning"]
    assert warning.message == (
        "`Remarks` says `resigned as chair of it` in row 3: whoever has left gets a letter"
    )
    assert (warning.line, warning.column) == (3, 10)


@pytest.mark.parametrize(
    "heading", ["Mitglied bis", "Data încetării mandatului", "date_finish", "Действует до"]
)
def test_a_column_of_days_of_leaving_is_told(tmp_path: Path, heading: str) -> None:
    """It may be the end of a term that has not come."""
    roster = read(tmp_path, f"Name;{heading}\nAnn Sample;\nBob Test;31.12.2023\n")
    assert f"`{heading}` is filled in row 3, and those get letters too" in messages(roster)


def test_councillors_of_wards(tmp_path: Path) -> None:
    """As the program of British councils writes XML: the wards were taken for people."""
    person = "<councillor><fullusername>Cllr {}</fullusername><districttitle>{}</districttitle>"
    person += "<politicalpartytitle>Green</politicalpartytitle></councillor>"
    wards = "".join(
        f"<ward><wardtitle>{ward}</wardtitle><councillors>"
        + "".join(person.format(name, ward) for name in names)
        + "</councillors></ward>"
        for ward, names in (("North", ["Ann Sample", "Eva Probe"]), ("South", ["Bob Test"]))
    )
    text = f"<councillorsbyward><wards>{wards}</wards></councillorsbyward>"
    assert rows(read(tmp_path, text, "c.xml"), "name", "area", "group", "honorific_prefix") == [
        ("Ann Sample", "North", "Green", "Cllr"),
        ("Eva Probe", "North", "Green", "Cllr"),
        ("Bob Test", "South", "Green", "Cllr"),
    ]


NOBLE = """\
ID;NACHNAME;VORNAME;ORTSZUSATZ;ADEL;PRAEFIX;ANREDE_TITEL;GESCHLECHT
1;Muster;Anna;(Xdorf);;;Dr.;weiblich
2;Probe;Hans;;Freiherr;von;;männlich
3;Weg;Max;;Graf;von der;Prof. Dr.;männlich
4;Test;Eva;;Gräfin;;;weiblich
5;Land;Udo;;;de;;männlich
"""


def test_titles_of_nobility_are_a_part_of_the_name(tmp_path: Path) -> None:
    """The Bundestag's list has them in a column beside that of `von`: a name has both."""
    roster = read(tmp_path, NOBLE)
    found = [name for (name,) in rows(roster, "family_name")]
    assert found == ["Muster", "Freiherr von Probe", "Graf von der Weg", "Gräfin Test", "de Land"]
    assert "`ADEL` is read as `nobility`, by its values" in messages(roster)


def test_what_is_added_to_names(tmp_path: Path) -> None:
    """`Namenszusatz` holds what stands before a surname, and what tells a son from his father."""
    text = "Vorname;Namenszusatz;Nachname\nAnna;;Muster\nHans;Freiherr von;Probe\nPaul;jun.;Test\n"
    roster = read(tmp_path, text)
    assert rows(roster, "family_name", "honorific_suffix") == [
        ("Muster", ""),
        ("Freiherr von Probe", ""),
        ("Test", "jun."),
    ]


def test_a_word_behind_a_surname_first_name(tmp_path: Path) -> None:
    """`Probe, Hans jun.` is written without a comma in German."""
    roster = read(tmp_path, "Name, Vorname;x\nProbe, Hans jun.;1\nTest, Eva;2\n")
    named = name_deputy(roster.deputies[0], load_language("de")).values["name_to"]
    assert named.replace("\u00a0", " ") == "Hans Probe jun."


def test_austrian_degrees_before_and_behind(tmp_path: Path) -> None:
    """A heading that says `akad. Grad` holds no roles, whatever its degrees are."""
    text = "Anrede;akad. Grad vorangestellt;Vorname;Familienname;akad. Grad nachgestellt\n"
    roster = read(tmp_path, f"{text}Frau;Mag.a;Eva;Muster;BA\nHerr;DI;Max;Probe;\n")
    assert rows(roster, "honorific_prefix", "honorific_suffix", "role") == [
        ("Mag.a", "BA", ""),
        ("DI", "", ""),
    ]


def test_a_card_of_somebody_who_has_died(tmp_path: Path) -> None:
    """vCard 4 has a property for it (RFC 6474)."""
    card = "BEGIN:VCARD\nVERSION:4.0\nFN:{}\nN:{};;;;\n{}END:VCARD\n"
    text = card.format("Ann Sample", "Sample;Ann", "DEATHDATE:20250101\n")
    roster = read(tmp_path, text + card.format("Bob Test", "Test;Bob", ""), "list.vcf")
    assert rows(roster, "name") == [("Bob Test",)]


def test_a_status_inside_another(tmp_path: Path) -> None:
    """As the Câmara's data have it; the status of something else is none of the seat's."""
    people = [
        {"nome": "Ana Teste", "ultimoStatus": {"situacao": "Exercício"}},
        {"nome": "José Prova", "ultimoStatus": {"situacao": "Licença"}},
    ]
    roster = read(tmp_path, json.dumps({"dados": people}), "list.json")
    assert rows(roster, "name") == [("Ana Teste",)]
    mails = read(tmp_path, "Name;Email status\nAnn Sample;active\nBob Test;inactive\n")
    assert len(mails) == 2


def test_an_address_with_a_phone_under_one_heading(tmp_path: Path) -> None:
    """`Адрес, телефон` heads addresses, out of which phones are taken."""
    text = "ФИО;Адрес, телефон\nАхметов Ерлан Маратович;г. Пример, ул. Абая 5, т. 87012223344\n"
    roster = read(tmp_path, text)
    assert rows(roster, "address") == [("г. Пример, ул. Абая 5",)]


def test_whole_salutations_under_another_word(tmp_path: Path) -> None:
    """`Briefanrede` is reported as `Anrede` is where it holds them."""
    text = "Name;Briefanrede\nAnna Muster;Sehr geehrte Frau Muster\n"
    text += "Hans Probe;Sehr geehrter Herr Probe\n"
    assert "`Briefanrede` holds whole salutations" in messages(read(tmp_path, text))


def test_a_state_between_a_town_and_its_postcode(tmp_path: Path) -> None:
    text = "Name,Addr Line 1,Addr Line 2,City,ST,ZIP+4\nAnn Sample,1 Main St,,Xville,IL,62701\n"
    assert rows(read(tmp_path, text), "address") == [("1 Main St\nXville, IL 62701",)]


def test_a_long_surname_before_a_comma(tmp_path: Path) -> None:
    """The words that join surnames are none."""
    roster = read(tmp_path, 'Diputado/a;x\n"De la Torre i Puig, Mar";1\n"Gil Prueba, Ana";2\n')
    assert rows(roster, "family_name") == [("De la Torre i Puig",), ("Gil Prueba",)]


def test_the_second_of_two_addresses_is_kept_apart(tmp_path: Path) -> None:
    """What two objects of a person both say is a column of its own, and in no address: the XML of
    British councils has where a councillor lives beside the office."""
    office = "<line1>Town Hall</line1><line2>High Street</line2><postcode>SA1 1AA</postcode>"
    home = "<line1>1 Home Lane</line1><line2>Probeham</line2><postcode>PR1 1BB</postcode>"
    person = "<councillor><fullusername>{}</fullusername><workaddress>{}</workaddress>"
    people = [
        f"{person.format(name, office)}<homeaddress>{home}</homeaddress></councillor>"
        for name in ("Ann Sample", "Bob Probe")
    ]
    path = tmp_path / "council.xml"
    path.write_text(f"<councillors>{''.join(people)}</councillors>", encoding="utf-8")
    for deputy in load_deputies(path):
        assert deputy.get("address") == "Town Hall\nHigh Street\nSA1 1AA"
        assert deputy.get("another_homeaddress_line1") == "1 Home Lane"
        assert deputy.get("another_homeaddress_postcode") == "PR1 1BB"


GOOGLE = (
    "First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,"
    "Address 1 - Label,Address 1 - Formatted,Address 1 - City,"
    "Address 2 - Label,Address 2 - Formatted,Address 2 - City\n"
    "Ann,Sample,* Home,ann@home.example,Work,ann@office.example,"
    'Home,9 Home Rd,Hometown,Work,"1 High St\nSampleton",Sampleton\n'
    "Bob,Test,Work,bob@office.example,Home,bob@home.example,Home,8 Home Rd,Hometown,,,\n"
)


def test_what_is_at_home_stands_behind_what_is_at_work(tmp_path: Path) -> None:
    """A private address was taken where it was written down first; a label says which it is."""
    roster = read(tmp_path, GOOGLE)
    assert rows(roster, "email", "e_mail_2_value") == [
        ("ann@office.example", "ann@home.example"),
        ("bob@office.example", "bob@home.example"),
    ]
    assert rows(roster, "address", "address_1_city") == [
        ("1 High St\nSampleton", "Sampleton"),
        ("8 Home Rd\nHometown", "Hometown"),
    ]
    ann, bob = roster
    assert (ann.cells["email"], bob.cells["email"]) == ((2, 41), (4, 15))


def test_a_database_says_who_is_gone(tmp_path: Path) -> None:
    """As PostgreSQL and MySQL write what is blank, yes and no."""
    text = (
        "id;name;is_active;do_not_contact;deleted_at;town;street\n"
        "1;Ann Sample;t;f;\\N;Sampleton;\\N\n2;Bob Test;f;f;\\N;Sampleton;1 High St\n"
        "3;Eve Muster;t;t;NULL;Sampleton;NULL\n4;Cy Case;t;f;2025-01-01 10:00;Sampleton;\n"
    )
    roster = read(tmp_path, text)
    assert rows(roster, "name", "address") == [("Ann Sample", "")]
    assert [row.why for row in roster.account.aside] == [Why.ENDED, Why.UNWANTED, Why.ENDED]


@pytest.mark.parametrize("heading", ["can2_subscription_status", "Email status", "Status"])
def test_whoever_is_unsubscribed(tmp_path: Path, heading: str) -> None:
    text = f"name,{heading}\nAnn Sample,subscribed\nBob Test,Unsubscribed\n"
    roster = read(tmp_path, text)
    assert rows(roster, "name") == [("Ann Sample",)]
    assert [row.why for row in roster.account.aside] == [Why.UNWANTED]
    other = read(tmp_path, f"name,Assistant {heading}\nAnn Sample,x\nBob Test,unsubscribed\n")
    assert len(other) == 2


def test_a_status_that_is_not_known(tmp_path: Path) -> None:
    """Beside one that says that somebody sits; alone it may say anything."""
    text = "Name;Status\nAnn Sample;Active\nBob Test;Deleted\nEve Muster;Active\nCy Case;Archived\n"
    roster = read(tmp_path, text)
    assert len(roster) == 4
    told = "`Status` says `Deleted`, `Archived` in rows 3, 5, and `Active` of others"
    assert told in messages(roster)
    alone = read(tmp_path, "Name;Status\nAnn Sample;New\n")
    assert "get letters" not in messages(alone)
