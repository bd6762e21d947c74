"""Russian forms, compared with lists that a reader has reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from appeal_cli.letter.cases import RULES
from appeal_cli.letter.cases.rules import CaseForm, Piece
from appeal_cli.roster.deputy import Gender

HERE = Path(__file__).parent
GENDERS: dict[str, Gender] = {"men": "male", "women": "female"}


def reviewed(name: str) -> Iterator[tuple[Gender, bool, str, set[str]]]:
    """The gender, whether the form is sure, the name, and its right forms, of each line."""
    gender: Gender = "male"
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line.startswith("["):
            gender = GENDERS[line.strip("[]")]
        elif line and not line.startswith("#"):
            words = line.removeprefix("? ").split(" ")
            half = len(words) // 2
            forms = {*" ".join(words[half:]).split("/")}
            yield gender, not line.startswith("?"), " ".join(words[:half]), forms


def form(name: str, piece: Piece, gender: Gender | None, case: str = "dative") -> CaseForm | None:
    return RULES["russian"].form(name, piece, case, gender)


@pytest.mark.parametrize(
    ("gender", "is_sure", "name", "forms"), [*reviewed("russian_surnames.txt")]
)
def test_a_surname_is_right_or_told(
    gender: Gender, is_sure: bool, name: str, forms: set[str]
) -> None:
    """What is sure is the right form; what has two forms in use is never said to be sure."""
    made = form(name, "family_name", gender)
    if is_sure:
        assert made == CaseForm(*forms)
    else:
        assert made is None or (made.why and made.text in forms)


@pytest.mark.parametrize(
    ("piece", "gender", "is_sure", "name", "forms"),
    [
        (piece, *line)
        for piece, file in (
            ("given_name", "russian_given_names.txt"),
            ("patronymic_name", "russian_patronymics.txt"),
        )
        for line in reviewed(file)
    ],
)
def test_a_given_name_and_a_patronymic_are_right_or_told(
    piece: Piece, gender: Gender, is_sure: bool, name: str, forms: set[str]
) -> None:
    """As surnames are."""
    made = form(name, piece, gender)
    if is_sure:
        assert made == CaseForm(*forms)
    else:
        assert made is None or (made.why and made.text in forms)


@pytest.mark.parametrize("line", (HERE / "russian_cases.txt").read_text("utf-8").splitlines()[1:])
def test_the_other_cases(line: str) -> None:
    """One word of each kind, in all cases."""
    what, _, forms = line.partition(": ")
    gender, piece, name = what.split(" ")
    for case, wanted in zip(RULES["russian"].cases, forms.split(" "), strict=True):
        made = form(name, piece, gender, case)  # type: ignore[arg-type]
        assert made
        assert made.sure, (case, made)
        assert made.text in wanted.split("/"), case


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        *[("Шевченко", "Шевченко"), ("Черных", "Черных"), ("Чхеидзе", "Чхеидзе")],
        *[("Гулиа", "Гулиа"), ("Скиба", "Скибе"), ("Данелия", "Данелии"), ("Гюго", "Гюго")],
        *[("Иванов", None), ("Иванова", None), ("Ким", None), ("Белый", None), ("Сова", "Сове")],
    ],
)
def test_an_unknown_gender_leaves_what_needs_none(name: str, wanted: str | None) -> None:
    """Where men and women have one form, nobody need know which it is."""
    made = form(name, "family_name", None)
    assert (made.text if made else None) == wanted


@pytest.mark.parametrize(
    "name", ["Abdirov", "Абдиров Н.", "Абдиров2", "李", "Абдиров’", "Ивановъ", "Н", ""]
)
def test_another_script_has_no_form(name: str) -> None:
    """Nor has what is no name of words alone."""
    assert form(name, "family_name", "male") is None


def test_a_whole_name_is_not_guessed_at() -> None:
    """Its parts are declined where they are known; see the filters."""
    assert form("Абдиров Нурлан", "name", "male") is None


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        *[("АБДИРОВ", "Абдирову"), ("О'КОННОР", "О'Коннору"), ("ТЕР-ПЕТРОСЯН", "Тер-Петросяну")],
        *[("ЛУК'ЯНЕНКО", "Лук'яненко"), ("д’Артаньян", "д’Артаньяну"), ("ВАН ДЕЙК", "Ван Дейку")],
    ],
)
def test_capitals_and_apostrophes(name: str, wanted: str) -> None:
    """A name in capitals comes out in ordinary case, as letters have it."""
    assert form(name, "family_name", "male") == CaseForm(wanted)


@pytest.mark.parametrize(
    ("name", "wanted", "is_sure"),
    [
        *[("Груша", "Грушей", True), ("Каланча", "Каланчой", True), ("Птица", "Птицей", True)],
        *[("Ткач", "Ткачом", True), ("Кац", "Кацем", True), ("Дарвин", "Дарвином", False)],
        *[("Ганжа", "Ганжей", False), ("Литвин", "Литвиным", False), ("Борец", "Борцом", False)],
        *[("Калмыш", "Калмышем", False), ("Кравец", "Кравцем", False)],
    ],
)
def test_the_instrumental_after_hushing_sounds(name: str, wanted: str, is_sure: bool) -> None:
    """The stress decides, which no spelling shows: the dictionary says it, or nobody."""
    made = form(name, "family_name", "male", "instrumental")
    assert made
    assert (made.text, made.sure) == (wanted, is_sure)


@pytest.mark.parametrize(
    "word",
    [
        *("оглы", "оглу", "огли", "оғлы", "углы", "угли", "уғлы", "уғли", "ўғли", "ұғлы", "ұлы"),
        *("улы", "уулу", "қызы", "кызы", "гызы", "кизи", "қизи"),
    ],
)
def test_a_son_of_is_the_same_in_all_cases(word: str) -> None:
    gender: Gender = "female" if "з" in word else "male"
    whole = f"Бакир {word}"
    for piece in ("family_name", "patronymic_name"):
        assert form(whole, piece, gender) == CaseForm(whole)  # type: ignore[arg-type]
    assert form(f"Бакир{word}", "patronymic_name", gender) == CaseForm(f"Бакир{word}")
