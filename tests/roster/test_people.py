"""People found in JSON and YAML of any shape."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.roster import Roster, load_deputies
from tests.roster.lists import rows

ANN = {"id": "1", "name": "Ann Sample", "gender": "female", "party": "Green"}
JOHN = {"id": "2", "name": "John Muster", "gender": "male", "party": "Blue"}


def read(tmp_path: Path, data: Any, name: str = "people.json") -> Roster:
    path = tmp_path / name
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return load_deputies(path)


def problems_of(tmp_path: Path, data: Any) -> tuple[Problem, ...]:
    with pytest.raises(AppealError) as caught:
        read(tmp_path, data)
    return caught.value.problems


def fields(roster: Roster, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(deputy.get(column) for column in columns) for deputy in roster]


def without_id(person: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in person.items() if key != "id"}


@pytest.mark.parametrize(
    "data",
    [
        [ANN, JOHN],
        {"status": "ok", "members": [ANN, JOHN]},
        {"a": {"b": {"c": [{"d": 1}], "anything": [ANN, JOHN]}}},
        {"items": [{"value": ANN, "links": []}, {"value": JOHN, "links": []}], "total": 2},
        {"data": {"people": {"edges": [{"node": ANN}, {"node": JOHN}]}}},
        {"data": [{"type": "x", "id": p["id"], "attributes": without_id(p)} for p in (ANN, JOHN)]},
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "geometry": {"coordinates": [1, 2]}, "properties": person}
                for person in (ANN, JOHN)
            ],
        },
        {"1": without_id(ANN), "2": without_id(JOHN)},
        {"deputies": {"1": without_id(ANN), "2": without_id(JOHN)}},
        {"people": {"1": without_id(ANN), "2": without_id(JOHN)}},
        {"persons": [{"node": ANN}, {"node": JOHN}]},
        {"people": [person | {"party": {"name": person["party"]}} for person in (ANN, JOHN)]},
        [list(ANN), list(ANN.values()), list(JOHN.values())],
        {"columns": list(ANN), "data": [list(ANN.values()), list(JOHN.values())]},
        {"committees": [{"id": n, "name": f"Committee {n}"} for n in range(9)], "x": [ANN, JOHN]},
        [ANN | {"committees": [{"name": f"C{n}", "role": "chair"} for n in range(9)]}, JOHN],
        json.dumps(ANN) + "\n" + json.dumps(JOHN) + "\n",
        json.dumps(ANN, indent=1) + "\n\n" + json.dumps(JOHN, indent=1),
    ],
)
def test_where_the_people_stand(tmp_path: Path, data: Any) -> None:
    """The list is found at any depth, and in any wrapping."""
    roster = read(tmp_path, data)
    assert fields(roster, "id", "name", "gender", "group") == [
        ("1", "Ann Sample", "female", "Green"),
        ("2", "John Muster", "male", "Blue"),
    ]


def test_members_in_the_lists_of_their_parties(tmp_path: Path) -> None:
    """Those of all parties are read, each with the party's name."""
    data = {
        "parties": [
            {"name": "Green", "members": [{"name": "Ann Sample"}, {"name": "Eve Other"}]},
            {"name": "Blue", "members": [{"name": "John Muster"}]},
        ]
    }
    assert fields(read(tmp_path, data), "name", "group") == [
        ("Ann Sample", "Green"),
        ("Eve Other", "Green"),
        ("John Muster", "Blue"),
    ]


def test_two_lists_of_people(tmp_path: Path) -> None:
    """None of two lists beside each other is left out, and that there are two is said."""
    roster = read(tmp_path, {"government": [ANN], "opposition": [JOHN]})
    assert fields(roster, "name", "list") == [
        ("Ann Sample", "government"),
        ("John Muster", "opposition"),
    ]
    assert "a list of 1 under `opposition`" in roster.notices[0].message


def test_a_list_of_others_is_not_read_and_told(tmp_path: Path) -> None:
    """A list of people that is not that of the members is named."""
    roster = read(tmp_path, {"members": [ANN, JOHN], "staff": [{"name": "X Y", "email": "x@y.z"}]})
    assert len(roster) == 2
    (notice,) = roster.notices
    assert notice.kind == Kind.LISTS
    assert "not a list of 1 under `staff`" in notice.message


@pytest.mark.parametrize(
    ("more", "column", "expected"),
    [
        ({"party": {"id": 7, "name": "Green"}}, "group", "Green"),
        ({"party": {"id": 7, "label": "Green"}}, "group", "Green"),
        ({"party": [{"title": "Green"}]}, "group", "Green"),
        ({"party": None}, "group", ""),
        ({"party": {"name": None}}, "group", ""),
        ({"district": {"type": "literal", "value": "North"}}, "area", "North"),
        ({"name": {"first": "Ann", "last": "Sample"}}, "family_name", "Sample"),
        ({"name": {"en": "Ann Sample", "ru": "Анна Самплова"}}, "name_ru", "Анна Самплова"),
        ({"emails": ["ann@x.example", "b@x.example"]}, "email", "ann@x.example"),
        ({"contact": {"email": "ann@x.example", "phone": "7 01"}}, "phone", "7 01"),
        ({"phones": ["1", "2"]}, "phone", "1; 2"),
        ({"address": {"street": "1 Road", "city": "Town"}}, "street", "1 Road"),
        ({"office": {"room": "12", "floor": {"name": "Two"}}}, "office_floor", "Two"),
        ({"id": {"$oid": "a1"}}, "id", "a1"),
        ({"notes": []}, "notes", ""),
    ],
)
def test_what_lies_deeper(tmp_path: Path, more: dict[str, Any], column: str, expected: str) -> None:
    """An object where text belongs stands for what it is called."""
    person = {"id": "1", "name": "Ann Sample"} | more
    assert read(tmp_path, [person])[0].get(column) == expected


def test_sparql(tmp_path: Path) -> None:
    """Wikidata's answers: labels instead of addresses, and the person's address is the id."""
    entity = "http://www.wikidata.org/entity/"
    bindings = [
        {
            "person": {"type": "uri", "value": f"{entity}Q{n}"},
            "personLabel": {"xml:lang": "en", "type": "literal", "value": name},
            "party": {"type": "uri", "value": f"{entity}Q9"},
            "partyLabel": {"xml:lang": "en", "type": "literal", "value": "Green"},
        }
        for n, name in ((1, "Ann Sample"), (2, "John Muster"))
    ]
    head = {"vars": ["person", "personLabel", "party", "partyLabel"]}
    roster = read(tmp_path, {"head": head, "results": {"bindings": bindings}})
    assert fields(roster, "id", "name", "group") == [
        ("Q1", "Ann Sample", "Green"),
        ("Q2", "John Muster", "Green"),
    ]
    flat = [{key: value["value"] for key, value in one.items()} for one in bindings]
    assert fields(read(tmp_path, flat), "id", "name") == [
        ("Q1", "Ann Sample"),
        ("Q2", "John Muster"),
    ]


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson"])
def test_json_lines(tmp_path: Path, name: str) -> None:
    """An object a line, and only one too; faults have their line."""
    assert len(read(tmp_path, json.dumps(ANN), name)) == 1
    lines = f"{json.dumps(ANN)}\r\n\r\n{json.dumps(JOHN)}\r\n"
    assert [deputy.line for deputy in read(tmp_path, lines, name)] == [1, 3]
    with pytest.raises(AppealError) as caught:
        read(tmp_path, f'{json.dumps(ANN)}\n{{"name": "X", }}\n', name)
    assert caught.value.problems[0].line == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"ok": 1, "members": [{"seat": 1}] * 12}, "a list of 12 under `members`, whose entries"),
        ({"a": {"b": [{"seat": 1}, {"seat": 2}]}}, "a list of 2 under `a.b`"),
        ([{"seat": 1}], "a list of 1, whose entries have no name"),
        ({"a": 1}, "no roster can be read"),
        ({"a": []}, "no roster can be read"),
        ([[1, 2], [3, 4]], "no roster can be read"),
    ],
)
def test_what_was_found_instead(tmp_path: Path, data: Any, message: str) -> None:
    """Where nobody has a name, the message says what there is, and where."""
    assert message in problems_of(tmp_path, data)[0].message


def test_places_of_what_lies_deeper(tmp_path: Path) -> None:
    """A fault in a wrapped object is told where it stands."""
    text = '{"items": [\n {"value": {"id": "1",\n  "name": 7}}]}'
    (problem,) = problems_of(tmp_path, text)
    assert (problem.line, problem.column) == (3, 3)
    assert problem.message.startswith("items[0].value.name")


def test_yaml_has_the_same_shapes(tmp_path: Path) -> None:
    """YAML is read as JSON is."""
    text = "house:\n  chamber:\n    - {id: 1, name: Ann Sample, party: {id: 7, name: Green}}\n"
    assert fields(read(tmp_path, text, "a.yaml"), "name", "group") == [("Ann Sample", "Green")]


@pytest.mark.parametrize(
    "text",
    [
        '{"Ann Sample": {"email": "a@x.org"}, "Bob Test": {"email": "b@x.org"}}',
        '{"list": {"Ann Sample": {"email": "a@x.org"}, "Bob Test": {"email": "b@x.org"}}}',
        '{"Ann Sample": "a@x.org", "Bob Test": "b@x.org"}',
    ],
)
def test_people_under_their_names(tmp_path: Path, text: str) -> None:
    """The key is the name where the entries have none."""
    assert rows(read(tmp_path, text), "name", "email") == [
        ("Ann Sample", "a@x.org"),
        ("Bob Test", "b@x.org"),
    ]


@pytest.mark.parametrize("keys", [("Green Party", "Blue Party"), ("North Ward", "South Ward")])
def test_no_people_under_their_names(tmp_path: Path, keys: tuple[str, str]) -> None:
    """A party or a ward with an address is nobody."""
    data = {key: {"email": "office@x.org"} for key in keys}
    with pytest.raises(AppealError, match="no roster can be read"):
        read(tmp_path, data)


SIDE_BY_SIDE = {
    "seats": "Ward;Seat 1;Seat 2\nNorth;Ann Sample;Bob Test\nSouth;Carl Probe;Eva Muster\n",
    "councillors": "Ward;Councillor 1;Councillor 2\nNorth;Ann Sample;Bob Test\nSouth;Eva Muster;\n",
    "letters": "Округ;Депутат А;Депутат Б\n1;Иванов Иван Ильич;Орлова Анна Ильинична\n",
}


@pytest.mark.parametrize("name", SIDE_BY_SIDE)
def test_people_side_by_side(tmp_path: Path, name: str) -> None:
    """A row is one letter: of several people in it none is left out in silence."""
    with pytest.raises(AppealError, match="hold a person each") as caught:
        read(tmp_path, SIDE_BY_SIDE[name], "list.csv")
    [problem] = caught.value.problems
    assert (problem.line, "copy the row" in problem.hint) == (1, True)
    heading = SIDE_BY_SIDE[name].split(";")[1]
    with pytest.raises(AppealError, match="hold a person each"):
        load_deputies(tmp_path / "list.csv", columns={"name": heading})


def test_columns_alike_that_hold_no_people(tmp_path: Path) -> None:
    """Committees beside a name are no people, and neither are two assistants' names hers."""
    text = "Name;Committee 1;Committee 2;Assistant 1;Assistant 2\n"
    text += "Ann Sample;Finance Committee;Health Committee;Bob Test;Eva Muster\n"
    assert rows(read(tmp_path, text, "list.csv"), "name") == [("Ann Sample",)]
