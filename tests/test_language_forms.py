"""What a language file says is filled for each letter; what can't be is a problem of that file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from appeal_cli import AppealError, Deputy, Problem, address, load_appeal, render
from appeal_cli.letter.language import Language
from tests.conftest import Appeal
from tests.letter.test_language import GERMAN
from tests.test_filled import ANNA, document, everything, leaves, put, save

APPEAL: dict[str, Any] = {
    "language": "ru",
    "date": "2026-03-02",
    "title": "T",
    "letterhead": {"names": ["Fund"], "logo": {"file": "words.png"}},
    "addressee": {"everyone": "All"},
    "body": ["Read."],
    "signature": {"name": "S", "image": {"file": "words.png"}},
    "enclosures": ["One"],
    "online": "https://example.org/appeal",
}


def language(**more: Any) -> dict[str, Any]:
    """A language file with every key of the schema."""
    names = {"code": "ru", "names_from": ["ru"], "dative": "russian"}
    return document(Language) | names | more


def written(folder: Path, made: dict[str, Any], appeal: dict[str, Any] = APPEAL) -> Path:
    """The appeal, with the language beside it."""
    (folder / "languages").mkdir(exist_ok=True)
    text = yaml.safe_dump(made, allow_unicode=True, width=10_000)
    (folder / "languages" / "ru.yaml").write_text(text, encoding="utf-8")
    return save(folder, appeal)


def problems(file: Path, *deputies: Deputy | None) -> list[Problem]:
    """What is wrong with the letters, and nothing raw in those that are right."""
    found: list[Problem] = []
    for deputy in deputies:
        try:
            letter = address(load_appeal(file), deputy)
        except AppealError as error:
            found += error.problems
        else:
            words = everything("html", render(letter, "html"))
            assert "{{" not in words
    return found


@pytest.mark.parametrize("path", list(leaves(language())), ids=str)
@pytest.mark.parametrize("what", ["date", "deputy.patronymic_name", "nobody", "'x'"])
def test_each_key_is_filled_or_refused_with_its_line(
    tmp_path: Path, path: tuple[str | int, ...], what: str
) -> None:
    """No placeholder of a language file gets into a letter, nor is it a fault of the program."""
    made = language()
    put(made, path, f"Mark {{{{ {what} }}}}")
    file = written(tmp_path, made)
    place = tmp_path / "languages" / "ru.yaml"
    lines = place.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "Mark" in text)
    found = problems(file, None, ANNA)
    assert {(problem.file, problem.line) for problem in found} <= {(str(place), line)}
    if what == "nobody":
        assert found


def test_the_language_with_every_key_is_right(tmp_path: Path) -> None:
    """Else what is refused above could be refused for anything."""
    assert problems(written(tmp_path, language()), None, ANNA) == []


def test_an_alias_takes_no_placeholder_where_none_can_stand(tmp_path: Path) -> None:
    """What is right where it is written can be wrong where it is repeated."""
    file = written(tmp_path, language())
    place = tmp_path / "languages" / "ru.yaml"
    text = yaml.safe_dump(language(closing="CLOSING", page="PAGE {page}"), allow_unicode=True)
    text = text.replace("closing: CLOSING", 'closing: &words "{{ date }} {page}"')
    place.write_text(text.replace("page: PAGE {page}", "page: *words"), encoding="utf-8")
    (problem,) = problems(file, ANNA)
    assert problem.message == "no placeholder can stand here"
    assert problem.file == str(place)


LACKING = "{{ deputy.patronymic_name }}"


@pytest.mark.parametrize(
    ("more", "message", "hint"),
    [
        ({"name_to": [LACKING]}, "`deputy.patronymic_name` is blank for `1`", "roster.csv:2"),
        ({"name": [LACKING]}, "`deputy.patronymic_name` is blank for `1`", "roster.csv:2"),
        ({"name": ["{{ deputy.nam }}"]}, "`deputy.nam` is not known", "mean `deputy.name`?"),
        (
            {"name_to": ["{{ deputy.name | dative }}"], "dative": None},
            "no rule puts `Anna Sample` in the dative for `1`",
            "needs only `deputy.name`",
        ),
        ({"closing": LACKING}, "`deputy.patronymic_name` is blank for `1`", ""),
        ({"closing": "{{ deputy | upper }}"}, "`deputy` needs a field", ""),
        ({"addressee": [LACKING]}, "no line of `addressee` can be filled for `1`", ""),
        (
            {"addressee": ["A", "{{ deputy.name | dative }}"], "dative": None},
            "no rule puts `Anna Sample` in the dative for `1`",
            "",
        ),
        ({"date": "{{ month | quoted }}"}, "`quoted` can't be worked out here", ""),
    ],
)
def test_the_problem_says_what_and_what_to_do(
    tmp_path: Path, more: dict[str, Any], message: str, hint: str
) -> None:
    """It is placed in the language's file."""
    made = {key: value for key, value in language(**more).items() if value is not None}
    (problem,) = problems(written(tmp_path, made), ANNA)
    assert message in problem.message
    assert hint in problem.hint
    assert (problem.file, problem.kind) == (
        str(tmp_path / "languages" / "ru.yaml"),
        "placeholder",
    )


def test_all_that_can_not_be_filled_is_reported_at_once(tmp_path: Path) -> None:
    """Of the language and of the appeal, each where it stands and once."""
    by_gender = {"deputy": [f"Greet {LACKING}"], "female": [f"Madam {LACKING}"]}
    made = language(
        name_to=[f"To {LACKING}"],
        closing=f"Yours, {LACKING}",
        salutation={"everyone": "All", **by_gender},
    )
    appeal = APPEAL | {"reference": "{{ deputy.area }}", "title": "To {{ deputy.name_to }}"}
    found = problems(written(tmp_path, made, appeal), ANNA)
    own = [problem.excerpt.split(" {{")[0] for problem in found if problem.file.endswith("ru.yaml")]
    assert sorted(own) == ["  - Greet", "- To", "closing: Yours,"]
    others = [problem.message for problem in found if problem.file.endswith("a.yaml")]
    assert others == ["`deputy.area` is blank for `1`"]


def test_the_salutation_of_the_open_letter_has_no_deputy(tmp_path: Path) -> None:
    """A greeting that needs one is refused, and letters to one are not."""
    greetings = {"everyone": "Dear {{ deputy.name }}", "deputy": ["Dear {{ deputy.name }}"]}
    file = written(tmp_path, language(salutation=greetings))
    assert problems(file, ANNA) == []
    (problem,) = problems(file, None)
    assert problem.file.endswith("ru.yaml")
    assert problem.hint == ""


@pytest.mark.parametrize(
    "command",
    [
        ("check", "a.yaml", "-d", "d.csv"),
        ("render", "a.yaml", "-d", "d.csv", "--to", "1", "-f", "html", "-o", "out/"),
        ("batch", "a.yaml", "-d", "d.csv", "--to", "1", "-f", "html", "-o", "out"),
    ],
)
def test_each_command_refuses_the_letter(
    appeal: Appeal, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """With status 1, the place in the language's file and that in the roster."""
    form = '["{{ deputy.patronymic_name }}"]'
    german = GERMAN.replace("code: de", "code: ru").replace(
        '["{{ deputy.honorific }} {{ deputy.name }}", "{{ deputy.name }}"]', form
    )
    written(tmp_path, yaml.safe_load(german))
    (tmp_path / "languages" / "ru.yaml").write_text(german, encoding="utf-8")
    roster = "id,name,gender,patronymic_name\n1,Anna Sample,female,\n2,Ann B,female,Petrovna\n"
    (tmp_path / "d.csv").write_text(roster, encoding="utf-8")
    ran = appeal(*command)
    line = german[: german.index(form)].count("\n") + 1
    assert ran.returncode == 1
    said = ran.stdout.decode() + ran.stderr.decode()
    assert f"languages/ru.yaml:{line}:" in said
    assert "correct d.csv:2" in said
    assert "should not happen" not in said
    assert not list(tmp_path.glob("out/*.html"))
