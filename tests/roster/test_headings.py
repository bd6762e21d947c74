"""Headings that are shortened, or say a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli.roster.columns import meaning
from tests.roster.lists import read, rows


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("парт. принадл.", "group"),
        ("избир. округ", "area"),
        ("дом. адрес", "address"),
        ("служ. тел.", "phone"),
        ("e-mail служ.", "email"),
        ("Anschr.", "address"),
        ("Geschl.", "gender"),
        ("S. No.", ""),
        ("Adresse mairie", "address"),
        ("ФИО в дательном падеже", "name_ru_to"),
        ("Должность (дат. п.)", "role_ru_to"),
        ("ПІБ (давальний відмінок)", "name_uk_to"),
        ("Получатель (именительный падеж)", "name"),
        ("Кому", "name"),
        ("Кому нужен", ""),
    ],
)
def test_shortened_headings_and_cases(heading: str, field: str) -> None:
    """Words that stop with a point are the beginnings of others."""
    assert meaning(heading).field == field


def test_the_form_of_the_addressee(tmp_path: Path) -> None:
    """A list that has it beside the name gives it to letters; alone it is the name there is."""
    text = "ФИО (дат.);ФИО\nИванову И.И.;Иванов Иван Иванович\n"
    assert rows(read(tmp_path, text), "name", "name_ru_to") == [
        ("Иванов Иван Иванович", "Иванову И.И.")
    ]
    alone = read(tmp_path, "ФИО (дат.);Фракция\nИванову Ивану Ивановичу;Мост\n")
    assert rows(alone, "name", "name_ru_to") == [("Иванову Ивану Ивановичу", "")]


def test_a_party_is_no_gender(tmp_path: Path) -> None:
    """`ЕР` is a party, and a man in Kazakh: one such word alone says nothing."""
    text = "ФИО;Прин.\nКим Ли;ЕР\nКим По;ЕР\n"
    assert rows(read(tmp_path, text), "gender") == [("",), ("",)]
    both = read(tmp_path, "ФИО;Кто\nКим Ли;ер\nКим По;әйел\n")
    assert rows(both, "gender") == [("male",), ("female",)]
