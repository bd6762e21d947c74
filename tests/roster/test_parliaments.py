"""The shapes that parliaments' own data has: what is said of a person inside objects and lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from appeal_cli import Roster, load_deputies
from appeal_cli.roster import tidy_csv
from tests.roster.lists import rows


def read(folder: Path, text: str, name: str = "list.json") -> Roster:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load_deputies(path)


BOTH = """\
<members>
<mdb><id>1</id><namen>
<name><nachname>Muster</nachname><vorname>Anna</vorname><bis>1990</bis></name>
<name><nachname>Probe</nachname><vorname>Anna</vorname><praefix>von</praefix></name>
</namen><angaben><geschlecht>weiblich</geschlecht></angaben></mdb>
<mdb><id>2</id><namen>
<name><nachname>Beispiel</nachname><vorname>Max</vorname></name>
</namen><angaben><geschlecht>männlich</geschlecht></angaben></mdb>
</members>"""


def test_several_names_are_one_person(tmp_path: Path) -> None:
    """Somebody whose former name is listed too is one person, of the name that she has today."""
    roster = read(tmp_path, BOTH, "list.xml")
    assert rows(roster, "id", "name", "family_name", "gender") == [
        ("1", "Anna von Probe", "von Probe", "female"),
        ("2", "Max Beispiel", "Beispiel", "male"),
    ]


def test_what_is_said_of_others_is_not_said_of_the_person(tmp_path: Path) -> None:
    """The name, mail and phone of an assistant stay the assistant's."""
    other = {"first_name": "Bob", "last_name": "Test", "email": "bob@example.org"}
    people = [
        {"name": "Ann Sample", "email": "ann@example.org", "assistant": other},
        {"name": "Carol Case", "whom to call": other, "contact": {"phone": "3"}},
        {"name": "Dan Mock", "assistant": {"email": "bob@example.org"}},
    ]
    roster = read(tmp_path, json.dumps(people))
    assert rows(roster, "name", "family_name", "email", "phone") == [
        ("Ann Sample", "", "ann@example.org", ""),
        ("Carol Case", "", "", "3"),
        ("Dan Mock", "", "", ""),
    ]
    assert rows(roster, "assistant_email")[0] == ("bob@example.org",)


def test_a_name_in_an_object_of_any_title(tmp_path: Path) -> None:
    """The parts of a name are read wherever they stand, and the text of an element with
    attributes is that element."""
    person = {
        "uid": {"@xmlns:xsi": "x", "#text": "PA1"},
        "etatCivil": {"ident": {"civ": "Mme", "prenom": "Anne", "nom": "Le Gall"}},
        "deces": {"@xsi:nil": "true"},
        "adresses": {
            "adresse": [
                {"type": "mail", "valeur": "anne@example.org"},
                {"numeroRue": "1", "nomRue": "rue Haute", "codePostal": "75001", "ville": "Paris"},
            ]
        },
    }
    roster = read(tmp_path, json.dumps({"acteurs": {"acteur": [person]}}))
    assert rows(roster, "uid", "name", "gender", "deces")[0] == (
        "PA1",
        "Anne Le Gall",
        "female",
        "",
    )
    assert roster[0].get("address") == "1 rue Haute\n75001 Paris"


def test_of_several_addresses_that_at_work(tmp_path: Path) -> None:
    """A list of addresses gives that at work; a room goes before the street that it is in."""
    home = {"type": "home", "street": "9 Home Rd", "city": "Hometown"}
    work = {"type": "work", "street": "1 High St", "city": "Sampleton"}
    office = {"office": {"address": "Room 1"}, "address": work}
    people = [{"name": "Ann Sample", "addresses": [home, work]}, {"name": "Bob Test", **office}]
    assert rows(read(tmp_path, json.dumps(people)), "address") == [
        ("1 High St\nSampleton",),
        ("Room 1\n1 High St\nSampleton",),
    ]


def test_an_object_that_is_called_something_may_say_the_district(tmp_path: Path) -> None:
    """A role's district and an office's postal address are read."""
    person = {
        "name": "Ann Sample",
        "current_role": {"title": "Senator", "district": "3"},
        "offices": [{"postal": "1 High Street\nSampleton", "tel": "12"}],
    }
    roster = read(tmp_path, json.dumps({"objects": [person, {"name": "Bob Test"}]}))
    found = rows(roster, "role", "area", "address", "phone")[0]
    assert found == ("Senator", "3", "1 High Street\nSampleton", "12")


def test_lists_inside_that_are_not_read_are_in_the_account(tmp_path: Path) -> None:
    """What lies inside and is not read is said, and that a letter may need it."""
    inside = [{"kind": "work", "lines": ["1 High Street"]}, {"kind": "home", "lines": []}]
    people = [{"name": "Ann Sample", "mandates": inside, "mail addresses": inside}]
    roster = read(tmp_path, json.dumps([*people, {"name": "Bob Test"}]))
    unread = {use.heading: use.example for use in roster.account.columns if "inside" in use.remark}
    assert unread == {"mandates": "a list of 2", "mail addresses": "a list of 2"}
    [notice] = [each for each in roster.notices if "looks like" in each.message]
    assert "`mail addresses`" in notice.message


def test_what_somebody_is_a_member_of_is_no_name(tmp_path: Path) -> None:
    """`memberOf` is the group, and an address of the web states a gender by its end."""
    person = {"givenName": "Ann", "familyName": "Sample", "memberOf": {"name": "Green"}}
    gender = {"@id": "http://schema.org/Female"}
    roster = read(tmp_path, json.dumps({"@graph": [{**person, "gender": gender}]}))
    assert rows(roster, "name", "group", "gender") == [("Ann Sample", "Green", "female")]


@pytest.mark.parametrize("title", ["staff", "assistants", "collaborateurs", "помощники"])
def test_assistants_are_not_the_people(tmp_path: Path, title: str) -> None:
    """However many they are, and whatever else is known of them alone."""
    staff = [{"name": f"Bob Test {letter}", "email": f"{letter}@example.org"} for letter in "abc"]
    roster = read(tmp_path, json.dumps([{"name": "Ann Sample", title: staff}]))
    assert rows(roster, "name") == [("Ann Sample",)]
    assert any("not a list of 3" in notice.message for notice in roster.notices)


def test_lists_of_one_thing_each(tmp_path: Path) -> None:
    """`emails: [{email: …}]` is an address, and a gender may be a number."""
    person = {"name": "Ann Sample", "sex": 2, "emails": [{"email": "ann@example.org"}]}
    other = {"name": "Bob Test", "sex": 1, "emails": [], "parti": {"id": 1, "navn": "Ap"}}
    roster = read(tmp_path, json.dumps([person, other]))
    assert rows(roster, "email", "gender", "group") == [
        ("ann@example.org", "female", ""),
        ("", "male", "Ap"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("voornaam,tussenvoegsel,achternaam\nAnna,van der,Berg\n", "Anna van der Berg"),
        ("Nombre,Primer apellido,Segundo apellido\nAna,Sol,Mar\n", "Ana Sol Mar"),
        ("Nombre,Apellido 1,Apellido 2\nAna,Sol,Mar\n", "Ana Sol Mar"),
    ],
)
def test_a_surname_in_two_columns(tmp_path: Path, text: str, name: str) -> None:
    """It is joined once, and not again when the tidy form is read."""
    once = read(tmp_path, text, "list.csv")
    again = read(tmp_path, tidy_csv(once), "tidy.csv")
    fields = ("name", "family_name", "given_name")
    given, _, family = name.partition(" ")
    assert rows(once, *fields) == rows(again, *fields) == [(name, family, given)]
