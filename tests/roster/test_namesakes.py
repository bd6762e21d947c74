"""Rows of one name without ids: one person, two people, or a question."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.roster import Roster, choose, load_deputies
from tests.ending import that_ends


def read(tmp_path: Path, text: str, same_name: str | None = None) -> Roster:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return load_deputies(path, same_name=same_name)


def problems_of(tmp_path: Path, text: str, same_name: str | None = None) -> tuple[Problem, ...]:
    with pytest.raises(AppealError) as caught:
        read(tmp_path, text, same_name)
    return caught.value.problems


def said(roster: Roster, kind: Kind) -> str:
    (notice,) = [notice for notice in roster.notices if notice.kind == kind]
    assert notice.severity == "notice"
    return notice.message


@pytest.mark.parametrize(
    ("headings", "one", "two", "ids"),
    [
        ("district", "North", "South", ["john-sample-north", "john-sample-south"]),
        ("party", "Green Way", "Blue", ["john-sample-green-way", "john-sample-blue"]),
        ("role", "Chair", "Member", ["john-sample-chair", "john-sample-member"]),
        ("birth date", "1970-01-02", "1985", ["john-sample-1970-01-02", "john-sample-1985"]),
        ("gender", "m", "f", ["john-sample-male", "john-sample-female"]),
        ("district,phone", "North,1", "South,1", ["john-sample-north", "john-sample-south"]),
        ("district,party", "N,Green", "N,Blue", ["john-sample-green", "john-sample-blue"]),
    ],
)
def test_two_people(tmp_path: Path, headings: str, one: str, two: str, ids: list[str]) -> None:
    """Where district, group, role or birth differ, there are two, and the ids say so."""
    roster = read(tmp_path, f"name,{headings}\nJohn Sample,{one}\nJohn Sample,{two}\n")
    assert [deputy.id for deputy in roster] == ids
    assert [deputy.handle for deputy in roster] == ids
    assert "`John Sample`" in said(roster, Kind.SAME_NAME)
    assert "rows 2, 3" in said(roster, Kind.SAME_NAME)
    assert len(choose(roster, to=[ids[0]])) == 1


def test_a_patronymic_tells_people_apart(tmp_path: Path) -> None:
    """Two of one surname and given name have ids that differ by the patronymic."""
    text = "ФИО\nШаблонов Иван Петрович\nШаблонов Иван Сергеевич\n"
    roster = read(tmp_path, text)
    assert [deputy.id for deputy in roster] == ["шаблонов-иван-петрович", "шаблонов-иван-сергеевич"]


@pytest.mark.parametrize(
    ("headings", "one", "two", "told"),
    [
        ("phone", "700", "701", "`phone`"),
        ("email", "a@x.example", "b@x.example", "`email`"),
        ("address", "1 Road", "2 Road", "`address`"),
        ("district,remark", "North,new", "North,", "`remark`"),
        ("district", "North", "", "`area`"),
        ("district,term", "North,1", "South,2", "`area` and `term`"),
    ],
)
def test_a_doubtful_person(tmp_path: Path, headings: str, one: str, two: str, told: str) -> None:
    """Where only a phone or a remark differs, somebody has to say what they are."""
    text = f"name,{headings}\nAnn Other,{one}\nJohn Sample,{one}\nJohn Sample,{two}\n"
    (problem,) = problems_of(tmp_path, text)
    assert problem.kind == Kind.SAME_NAME
    assert problem.line == 4
    assert "the same name as in line 3" in problem.message
    assert f"only {told} differs" in problem.message
    assert "--same-name" in problem.hint
    assert len(read(tmp_path, text, "two")) == 3
    assert len(read(tmp_path, text, "one")) == 2


def test_names_that_are_almost_one(tmp_path: Path) -> None:
    """Both are shown, and not called the same; with words in another order they are."""
    (problem,) = problems_of(tmp_path, "name\nAnna-Maria Sample\nAnna Maria Sample\n")
    assert "`Anna Maria Sample` is almost `Anna-Maria Sample` in line 2" in problem.message
    assert "same name" not in problem.message
    assert len(read(tmp_path, "name\nAnna-Maria Sample\nAnna Maria Sample\n", "two")) == 2


def test_one_person_can_not_have_two_districts(tmp_path: Path) -> None:
    """`--same-name one` makes one person of a doubt, never of two districts."""
    rows = "John Sample,North,1\nJohn Sample,South,2\n"
    assert len(read(tmp_path, f"name,area,phone\n{rows}", "one")) == 2
    text = f"name,area,phone\n{rows}John Sample,,3\n"
    assert problems_of(tmp_path, text, "one")[0].kind == Kind.SAME_NAME
    assert len(read(tmp_path, text, "two")) == 3


def test_one_person_in_two_rows_is_filled_up(tmp_path: Path) -> None:
    """What one of the rows lacks comes from the other."""
    text = "name,phone,email\nJohn Sample,1,\nJohn Sample,,a@x.example\n"
    (deputy,) = read(tmp_path, text, "one")
    assert (deputy.id, deputy.get("phone"), deputy.get("email")) == (
        "john-sample",
        "1",
        "a@x.example",
    )


@pytest.mark.parametrize("same_name", [None, "one", "two"])
def test_rows_that_are_alike_are_one(tmp_path: Path, same_name: str | None) -> None:
    """A row that stands twice is one person, whatever number it has in the list."""
    text = "nr,name,district\n1,John Sample,North\n2,Ann Other,North\n3,JOHN SAMPLE,North\n"
    roster = read(tmp_path, text, same_name)
    assert len(roster) == 2
    assert said(roster, Kind.MERGED) == (
        "1 row repeats another in everything, and counts once: row 4"
    )


def test_letters_that_differ_are_not_alike(tmp_path: Path) -> None:
    """Two spellings may be two people: nobody is dropped in silence."""
    text = "name,district\nJan Muller,North\nJan Müller,North\n"
    assert problems_of(tmp_path, text)[0].kind == Kind.SAME_NAME
    assert len(read(tmp_path, text, "two")) == 2


def test_ids_do_not_depend_on_the_order(tmp_path: Path) -> None:
    """The same people have the same ids in any order of the rows."""
    rows = [f"John Sample,D{n}" for n in range(5)] + ["Ann Other,D1", "John Sample D1,X"]
    found = []
    for seed in range(3):
        random.Random(seed).shuffle(rows)
        roster = read(tmp_path, "name,area\n" + "\n".join(rows))
        found.append({(d.name, d.get("area")): (d.id, d.handle) for d in roster})
        assert len({deputy.id for deputy in roster}) == 7
        assert len({deputy.handle for deputy in roster}) == 7
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize(
    "row",
    [
        lambda n: f"John Sample,D{n},",
        lambda n: f"John Sample,{f'D{n}' if n % 2 else ''},{'' if n % 2 else f'P{n}'}",
        lambda n: f"John Sample{'e' * (n % 100)},D,P",
    ],
)
def test_many_of_one_name_take_no_longer(tmp_path: Path, row: object) -> None:
    """30,000 rows of one name are looked at once each, not each beside all others."""
    assert callable(row)
    text = "name,area,group\n" + "\n".join(map(row, range(30_000)))
    with that_ends():
        assert len(read(tmp_path, text, "two")) > 99


def test_many_spellings_under_one_id_take_no_longer(tmp_path: Path) -> None:
    """Names under one id are compared once for each spelling."""
    rows = (f"1,Johannes Samplington{'abc'[n % 3]}" for n in range(30_000))
    with that_ends():
        assert len(read(tmp_path, "id,name\n" + "\n".join(rows))) == 1


def test_rows_without_a_name(tmp_path: Path) -> None:
    """They get no letter, and one notice names them."""
    roster = read(tmp_path, "name,phone\nAnn Other,1\n,2\nJohn Sample,3\n,4\n")
    assert [deputy.name for deputy in roster] == ["Ann Other", "John Sample"]
    assert said(roster, Kind.MISSING_NAME) == "2 rows have no name, and no letter: rows 3, 5"


def test_a_roster_without_any_name(tmp_path: Path) -> None:
    """Where nobody has a name there is nobody to write to."""
    (problem,) = problems_of(tmp_path, "name,phone\n,1\n,2\n")
    assert problem.kind == Kind.MISSING_NAME
    assert problem.line == 2
