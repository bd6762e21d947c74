"""YAML and JSON: every fault with its path and its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appeal_cli.files.json_source import read_json
from appeal_cli.problems import AppealError, Problem
from appeal_cli.roster import load_deputies

PERSON = '{"id": "1", "name": "Anna Berg"}'


def problems_of(tmp_path: Path, text: str, name: str = "roster.json") -> tuple[Problem, ...]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AppealError) as caught:
        load_deputies(path)
    return caught.value.problems


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("", "the file is empty", (0, 0)),
        ("[\n  {", "a name in double quotes belongs here", (2, 4)),
        ('[{"id": 1,}]', "a comma before `}`", (1, 10)),
        ("[1 2]", "a comma or `]` belongs here", (1, 4)),
        ('[{"id" 1}]', "a colon belongs here", (1, 8)),
        ("['a']", "no value begins like this", (1, 2)),
        ('["a\nb"]', "a line break or another control character", (1, 4)),
        ('["\\x"]', "invalid \\escape", (1, 3)),
        ('{"persons": [', "the file ends in the middle", (1, 14)),
        (f"[{PERSON}] x", "something follows the end", (1, 36)),
        ('[{"id": 1, "id": 2}]', "`[0].id` stands here a second time", (1, 12)),
        ('[{"id": NaN}]', "`NaN` is not a value in JSON", (1, 9)),
        ('[{"id": -Infinity}]', "`-Infinity` is not a value", (1, 9)),
        ("[" * 100_000, "nested more than 40 levels deep", (1, 41)),
        ('{"a":' * 100_000, "nested more than 40 levels deep", (1, 201)),
        ('"text"', "no roster can be read from this", (1, 0)),
        ("{}", "no roster can be read from this", (1, 0)),
        ("[]", "nobody is listed here", (1, 1)),
        ('{"persons": []}', "there is nobody in `persons`", (1, 1)),
        ('{"persons": {}}', "persons: a list belongs here, not an object", (1, 13)),
        ("[1]", "[0]: an object with fields belongs here, not `1`", (1, 1)),
        ('[{"id": true, "name": "A"}]', "[0].id: text belongs here, not `true`", (1, 3)),
        ('[{"id": 1,\n "name": 42}]', "[0].name: text belongs here, not `42`", (2, 2)),
        ('[{"id": 1, "name": ["A"]}]', "[0].name: text belongs here, not a list", (1, 20)),
        ('[{"id": 1, "name": {"a": 1}}]', "[0].name: text belongs here, not an object", (1, 20)),
        ('[{"id": 1, "name": null}]', "[0]: no name", (1, 2)),
        ('[{"name": "A B"},{"id": 2, "name": "B"}]', "[0]: no id", (1, 2)),
        ('[{"id": 1, "name": "\\u0000"}]', "[0].name: U+0000", (1, 12)),
        ('[{"id": 1, "name": "\\ud800"}]', "[0].name: U+D800", (1, 12)),
    ],
)
def test_what_is_wrong_with_json(
    tmp_path: Path, text: str, message: str, place: tuple[int, int]
) -> None:
    """Each fault is reported with its path, and with its line and column."""
    found = problems_of(tmp_path, text)
    assert message in found[0].message
    assert (found[0].line, found[0].column) == place


@pytest.mark.parametrize(
    ("membership", "message"),
    [
        ({"person_id": "x"}, "memberships[0].person_id: no person has the id `x`"),
        ({}, "memberships[0].person_id: the person's id is missing"),
        (
            {"person_id": "1", "on_behalf_of_id": "x"},
            "memberships[0].on_behalf_of_id: nothing in `organizations` has the id `x`",
        ),
        ({"person_id": "1", "area_id": "x"}, "memberships[0].area_id: nothing in `areas`"),
        ({"person_id": "1", "start_date": []}, "memberships[0].start_date"),
    ],
)
def test_dangling_memberships(tmp_path: Path, membership: dict[str, object], message: str) -> None:
    """A membership that refers to nothing is an error with its path."""
    popolo = {
        "persons": [json.loads(PERSON)],
        "organizations": [{"id": "o", "name": "O"}],
        "areas": [{"id": "a", "name": "A"}],
        "memberships": [membership],
    }
    found = problems_of(tmp_path, json.dumps(popolo))
    assert message in found[0].message


@pytest.mark.parametrize(
    ("seat_ended", "party_ended", "group", "former"),
    [
        ("", "2012-05-01", "", "Left"),
        ("2012-06-01", "2012-05-01", "Left", ""),
        ("", "", "Left", ""),
    ],
)
def test_a_party_that_was_left(
    tmp_path: Path, seat_ended: str, party_ended: str, group: str, former: str
) -> None:
    """Who sits on without it is of no group, and the column of its own says of which before."""
    popolo = {
        "persons": [{"id": "1", "name": "Anna Berg"}],
        "organizations": [
            {"id": "p", "name": "Left", "classification": "party"},
            {"id": "l", "name": "House", "classification": "legislature"},
        ],
        "memberships": [
            {"person_id": "1", "organization_id": "l", "end_date": seat_ended},
            {"person_id": "1", "organization_id": "p", "end_date": party_ended},
        ],
    }
    path = tmp_path / "roster.json"
    path.write_text(json.dumps(popolo), encoding="utf-8")
    [deputy] = load_deputies(path)
    assert (deputy.get("group"), deputy.get("former_group")) == (group, former)


def test_all_faults_in_one_pass(tmp_path: Path) -> None:
    """Wrong types and missing ids of the whole file are reported together."""
    text = '[{"id": 1, "name": 2},\n {"id": [], "name": "B"},\n {"name": "C"}]'
    found = problems_of(tmp_path, text)
    assert [problem.line for problem in found] == [1, 2, 3]


def test_huge_numbers_are_their_digits(tmp_path: Path) -> None:
    """An id of 5,000 digits is text like any other."""
    path = tmp_path / "roster.json"
    path.write_text(f'[{{"id": {"9" * 5000}, "name": "Anna Berg"}}]', encoding="utf-8")
    assert load_deputies(path)[0].id == "9" * 5000


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- id: 1\n  name: A\n  name: B\n", "`name` stands here a second time"),
        ("- id: 1\n  name: [A]\n", "[0].name: text belongs here, not a list"),
        ("- !!python/object/apply:os.system [x]\n", "tag"),
        ("- id: 1\n", "a list of 1, whose entries have no name"),
        ("name: x\n", "no roster can be read"),
        ("- just text\n", "an object with fields belongs here"),
        ("a: &a [*a]\n", "stands inside itself"),
    ],
)
def test_what_is_wrong_with_yaml(tmp_path: Path, text: str, message: str) -> None:
    """YAML has the same faults as JSON, and its own."""
    assert message in problems_of(tmp_path, text, "roster.yaml")[0].message


def test_an_unknown_term(tmp_path: Path) -> None:
    """A term that is not there is met with those that are."""
    rosters = Path(__file__).parent.parent / "rosters"
    for file, known in (("ep-popolo.json", "8"), ("people.csv", "")):
        with pytest.raises(AppealError) as caught:
            load_deputies(rosters / file, term="99")
        assert known in caught.value.problems[0].hint
        assert "--term" in caught.value.problems[0].message


VALUES = st.recursive(
    st.none() | st.booleans() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
    max_leaves=30,
)


@given(VALUES, st.sampled_from([None, 1]))
def test_json_is_read_as_python_reads_it(value: object, indent: int | None) -> None:
    """What Python writes comes back the same."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    assert read_json(text.encode(), "x.json")[0] == value


@given(st.text('[]{}",:1-eNa\\u \n', max_size=40))
def test_what_python_refuses_is_refused(text: str) -> None:
    """No text that is not JSON is read as JSON, and no text that is is refused."""
    try:
        json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
        is_json = True
    except (ValueError, RecursionError):
        is_json = False
    try:
        read_json(text.encode(), "x.json")
    except AppealError:
        assert not is_json
    else:
        assert is_json


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError
    return dict(pairs)


def _refuse(word: str) -> None:
    raise ValueError(word)
