"""Kazakh forms, compared with lists that a reader has reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from appeal_cli.letter.cases import RULES
from appeal_cli.letter.cases.rules import CaseForm, Piece

HERE = Path(__file__).parent


def reviewed() -> Iterator[tuple[str, bool, str, set[str]]]:
    """The part, whether the form is sure, the name, and its right forms, of each line."""
    piece = ""
    for line in (HERE / "kazakh_datives.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            piece = line.strip("[]")
        elif line and not line.startswith("#"):
            words = line.removeprefix("? ").split(" ")
            half = len(words) // 2
            forms = {*" ".join(words[half:]).split("/")}
            yield piece, not line.startswith("?"), " ".join(words[:half]), forms


def form(name: str, case: str, piece: Piece = "given_name") -> CaseForm | None:
    return RULES["kazakh"].form(name, piece, case, None)


@pytest.mark.parametrize(("piece", "is_sure", "name", "forms"), [*reviewed()])
def test_a_dative_is_right_or_told(piece: Piece, is_sure: bool, name: str, forms: set[str]) -> None:
    """What is sure is the right form; where usage is divided, it is said."""
    made = form(name, "dative", piece)
    assert made
    assert (made.sure, made.text in forms) == (is_sure, True), made


@pytest.mark.parametrize(
    "forms",
    [
        # genitive, dative, accusative, locative, ablative, instrumental
        "Серік Серіктің Серікке Серікті Серікте Серіктен Серікпен",
        "Айгүл Айгүлдің Айгүлге Айгүлді Айгүлде Айгүлден Айгүлмен",
        "Нұрлан Нұрланның Нұрланға Нұрланды Нұрланда Нұрланнан Нұрланмен",
        "Ораз Ораздың Оразға Оразды Оразда Ораздан Оразбен",
        "Сәуле Сәуленің Сәулеге Сәулені Сәуледе Сәуледен Сәулемен",
        "Абай Абайдың Абайға Абайды Абайда Абайдан Абаймен",
        "Самат Саматтың Саматқа Саматты Саматта Саматтан Саматпен",
        "Әшім Әшімнің Әшімге Әшімді Әшімде Әшімнен Әшіммен",
        "Ержан Ержанның Ержанға Ержанды Ержанда Ержаннан Ержанмен",
        "Жамбыл Жамбылдың Жамбылға Жамбылды Жамбылда Жамбылдан Жамбылмен",
        "Анар Анардың Анарға Анарды Анарда Анардан Анармен",
        "Тілеу Тілеудің Тілеуге Тілеуді Тілеуде Тілеуден Тілеумен",
        "Күнсұлу Күнсұлудың Күнсұлуға Күнсұлуды Күнсұлуда Күнсұлудан Күнсұлумен",
        "Әли Әлидің Әлиге Әлиді Әлиде Әлиден Әлимен",
        "Игорь Игорьдің Игорьге Игорьді Игорьде Игорьден Игорьмен",
        "Мария Марияның Марияға Марияны Марияда Мариядан Мариямен",
        "Қошанов Қошановтың Қошановқа Қошановты Қошановта Қошановтан Қошановпен",
        "Байтас Байтастың Байтасқа Байтасты Байтаста Байтастан Байтаспен",
        "Болатұлы Болатұлының Болатұлына Болатұлын Болатұлында Болатұлынан Болатұлымен",
        "Саматқызы Саматқызының Саматқызына Саматқызын Саматқызында Саматқызынан Саматқызымен",
    ],
)
def test_all_cases(forms: str) -> None:
    """A suffix of each case, after each kind of sound."""
    name, *wanted = forms.split(" ")
    cases = ("genitive", "dative", "accusative", "locative", "ablative", "instrumental")
    assert [form(name, case, "family_name") for case in cases] == [*map(CaseForm, wanted)]


def test_only_the_suffix_without_a_vowel_is_sure_where_usage_is_divided() -> None:
    """-пен is the same in hard and soft words."""
    assert form("Шевчук", "instrumental", "family_name") == CaseForm("Шевчукпен")


@pytest.mark.parametrize("name", ["Вучић", "Әлиев Б.", "Abdirov", "Стх", ""])
def test_another_script_has_no_form(name: str) -> None:
    """Nor has a word without a vowel."""
    assert form(name, "dative", "name") is None
