"""Choosing whom to write to, and handles to choose them by."""

from __future__ import annotations

import csv
import io
import json
import pickle
import random
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from appeal_cli.problems import AppealError
from appeal_cli.roster import Roster, as_json, choose, handle, load_deputies, tidy_csv
from appeal_cli.roster.handles import LONGEST, slug
from appeal_cli.roster.looks import like_a_name
from appeal_cli.roster.misread import may_be_misread
from tests.strategies import is_name_alone

DATA = Path(__file__).parent.parent.parent / "data"
ROSTERS = Path(__file__).parent.parent / "rosters"

TEXT = """\
id,name,gender,party,E-mail
1,BERG Anna,f,Greens,a@x.example
2,DAHL Bo,m,Greens,
3,Ed Smith,,Reds,e@x.example
4,ŁUCZAK Zoë,other,Nur Otan,
"""


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    path = tmp_path / "roster.csv"
    path.write_text(TEXT, encoding="utf-8")
    return load_deputies(path)


def ids(roster: Roster) -> str:
    return "".join(deputy.id for deputy in roster)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({}, "1234"),
        ({"to": ["3", "1"]}, "13"),
        ({"to": ["dahl-bo", "LUCZAK-ZOE"]}, "24"),
        ({"where": ["group=Greens"]}, "12"),
        ({"where": ["party = greens "]}, "12"),
        ({"where": ['group="nur otan"']}, "4"),
        ({"where": ["gender!=male"]}, "134"),
        ({"where": ["gender=f"]}, "1"),
        ({"where": ["gender="]}, "3"),
        ({"where": ["email!="]}, "13"),
        ({"where": ["group=Greens", "group=Reds"]}, "123"),
        ({"where": ["group=Greens", "gender=female"]}, "1"),
        ({"where": ["group!=Greens", "group!=Reds"]}, "4"),
        ({"exclude": ["1", "ed-smith"]}, "24"),
        ({"to": ["1", "2"], "where": ["gender=male"], "exclude": ["3"]}, "2"),
    ],
)
def test_choosing(roster: Roster, choice: dict[str, list[str]], expected: str) -> None:
    """Ids and handles, conditions that all hold, and exclusions."""
    assert ids(choose(roster, **choice)) == expected


@pytest.mark.parametrize(
    ("choice", "message", "hint"),
    [
        ({"to": ["9", "berg-ana"]}, "--to: there is no deputy `9`", ""),
        ({"to": ["berg-ana"]}, "there is no deputy `berg-ana`", "did you mean `berg-anna`?"),
        ({"to": ["smith"]}, "there is no deputy `smith`", "did you mean `ed-smith`?"),
        ({"where": ["gruop=Greens"]}, "the roster has no field `gruop`", "did you mean `group`?"),
        ({"where": ["colour=x"]}, "the roster has no field `colour`", "there are id, name"),
        ({"where": ["Greens"]}, "`Greens` is not FIELD=VALUE", "such as"),
        ({"where": ["gender=perhaps"]}, "`perhaps` is not a known gender", "male, female"),
        ({"where": ["group=Grens"]}, "no deputy in the roster matches", "did you mean `Greens`?"),
        ({"exclude": ["berg-ana"]}, "--exclude: there is no deputy", "berg-anna"),
        ({"exclude": ["no/such.txt"]}, "--exclude: there is no deputy", "also no such file"),
        ({"exclude": ["1", "2", "3", "4"]}, "no deputy in the roster matches", "excluded"),
    ],
)
def test_choices_that_go_wrong(
    roster: Roster, choice: dict[str, list[str]], message: str, hint: str
) -> None:
    """An unknown id, field or value is reported with what is near."""
    with pytest.raises(AppealError) as caught:
        choose(roster, **choice)
    assert message in caught.value.problems[0].message
    assert hint in caught.value.problems[0].hint


def test_all_unknown_words_at_once(roster: Roster) -> None:
    """Every word that means nothing is reported in one pass."""
    with pytest.raises(AppealError) as caught:
        choose(roster, to=["8", "9"], where=["a=1", "b=2"], exclude=["7"])
    assert len(caught.value.problems) == 5


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.txt", "# not these\n1\n\nluczak-zoe\nsomebody-else\n"),
        ("list.csv", "Name;ID\nAnna;1\n;4\nwho;somebody-else\n"),
        ("list", "1\r\n4\r\nsomebody-else\r\n"),
    ],
)
def test_do_not_write_lists(roster: Roster, tmp_path: Path, name: str, text: str) -> None:
    """A list of ids, or a table with them; a stranger in it may be a notice."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    chosen = choose(roster, exclude=[str(path)], exclude_missing_ok=True)
    assert ids(chosen) == "23"
    assert any("somebody-else" in notice.message for notice in chosen.notices)
    with pytest.raises(AppealError) as caught:
        choose(roster, exclude=[str(path)])
    assert "somebody-else" in caught.value.problems[0].message


def test_another_roster_as_a_do_not_write_list(roster: Roster) -> None:
    """Whoever stands in another roster, of any format, is left out."""
    path = str(ROSTERS / "people.xlsx")
    assert ids(choose(roster, exclude=[path], exclude_missing_ok=True)) == "234"


def test_handles_do_not_depend_on_the_order(tmp_path: Path) -> None:
    """Namesakes get marks from their ids, whatever the order of the lines."""
    lines = [f"{n},BERG Anna" for n in range(5)] + ["x,DAHL Bo", "dahl-bo,Somebody Else"]
    found = []
    for seed in range(3):
        random.Random(seed).shuffle(lines)
        path = tmp_path / f"{seed}.csv"
        path.write_text("\n".join(["id,name", *lines]), encoding="utf-8")
        roster = load_deputies(path)
        found.append({deputy.id: handle(deputy) for deputy in roster})
        assert len({word.casefold() for word in found[-1].values()}) == 7
    assert found[0] == found[1] == found[2]
    assert found[0]["x"] != "dahl-bo"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nurkina Aigul", "nurkina-aigul"),
        ("Łuczak Zoë", "luczak-zoe"),
        ("O’Brien Ðorđe", "obrien-dorde"),
        ("Straße Øre", "strasse-ore"),
        ("Нуркина Айгүл", "нуркина-айгүл"),
        ("../../etc/passwd", "etc-passwd"),
        ("习近平", "习近平"),
        ("🙂", ""),
        ("x" * 500, "x" * 60),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    """Latin letters lose their accents; other scripts stay; nothing else gets in."""
    assert slug(text) == expected


@given(st.text(max_size=100))
def test_any_handle_is_safe(text: str) -> None:
    """No separator, no space, no capital, and not too long."""
    made = slug(text)
    assert len(made) <= LONGEST
    assert not set(made) & set("/\\ .:\0\n")
    assert slug(made) == made


def test_a_name_without_letters_has_a_handle(tmp_path: Path) -> None:
    """Somebody whose name is a picture can still be chosen."""
    path = tmp_path / "r.csv"
    path.write_text("id,name\n1,🙂\n2,🙃\n", encoding="utf-8")
    roster = load_deputies(path)
    assert ids(choose(roster, to=[handle(roster[1])])) == "2"


def test_tidy_csv_comes_back(tmp_path: Path) -> None:
    """The tidy form of every sample is read as the same deputies."""
    for source in sorted(ROSTERS.iterdir()):
        if source.suffix == ".py" or source.name.startswith("_"):
            continue
        roster = load_deputies(source)
        path = tmp_path / "tidy.csv"
        path.write_text(tidy_csv(roster), encoding="utf-8")
        again = load_deputies(path)
        assert [dict(d.fields) for d in again] == [dict(d.fields) for d in roster], source
        assert tidy_csv(again) == tidy_csv(roster)


def test_formulas_are_neutralised(tmp_path: Path) -> None:
    """No cell that a spreadsheet opens begins as a formula does, and it comes back."""
    cells = ["=1+1", "+7 701", "-x", "@x", "'=1", "''@", "O'Neill", "'quoted'"]
    people = [{"id": str(n), "name": "BERG Anna", "x": cell} for n, cell in enumerate(cells)]
    source = tmp_path / "r.json"
    source.write_text(json.dumps(people), encoding="utf-8")
    roster = load_deputies(source)
    text = tidy_csv(roster)
    for line in csv.reader(io.StringIO(text)):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in line)
    (tmp_path / "tidy.csv").write_text(text, encoding="utf-8")
    assert [deputy.get("x") for deputy in load_deputies(tmp_path / "tidy.csv")] == cells


def test_json_form(roster: Roster, tmp_path: Path) -> None:
    """The JSON form is a roster too."""
    path = tmp_path / "again.json"
    path.write_text(as_json(roster), encoding="utf-8")
    assert tidy_csv(load_deputies(path)) == tidy_csv(roster)


def test_deputies_go_to_other_processes(roster: Roster) -> None:
    """A deputy can be sent to a worker."""
    assert pickle.loads(pickle.dumps(roster)) == roster


TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Zs"]), min_size=1
).filter(lambda text: text == text.strip() and any(char.isalnum() for char in text))


NAMES = (
    TEXTS.filter(lambda text: not {*"?:\ufffd\u00ad\u200b\u2060\ufeff"} & {*text})
    .map(lambda text: f"Ann {text[:1].upper()}{text[1:]}")
    .filter(like_a_name)
    .filter(is_name_alone)
    .filter(lambda name: not may_be_misread(name))
)
"""A number, a word in small letters or a `TOTAL` below a list is nobody's name, and a question mark
in one a letter that was lost, as `Ã©` is."""


@example([("0", "\u00c0\u0300")])  # a letter with two accents, of which its handle keeps one
@given(st.lists(st.tuples(TEXTS, NAMES), min_size=1, max_size=8, unique_by=lambda pair: pair[0]))
def test_any_roster_makes_the_round_trip(
    tmp_path_factory: pytest.TempPathFactory, people: list[tuple[str, str]]
) -> None:
    """Whatever ids and names are, the tidy file gives them back, and each can be chosen."""
    folder = tmp_path_factory.mktemp("round")
    listed = [{"id": key, "name": name} for key, name in people]
    (folder / "a.json").write_text(json.dumps(listed), encoding="utf-8")
    roster = load_deputies(folder / "a.json")
    (folder / "b.csv").write_text(tidy_csv(roster), encoding="utf-8")
    again = load_deputies(folder / "b.csv")
    assert [(deputy.id, deputy.name) for deputy in again] == people
    for deputy in again:
        assert len(choose(again, to=[deputy.id])) == 1
        assert choose(again, to=[deputy.handle])[0].id == deputy.id
