"""Headings with endings, and in another alphabet than the table of words has them in."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli.roster.columns import meaning
from tests.roster.lists import read, rows


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("№ изб. округа", "area"),
        ("Номера избирательных округов", "area"),
        ("Должности", "role"),
        ("Фамилиясының", "family_name"),
        ("Фракции депутатов", "group"),
        ("Почтовые индексы", "postcode"),
        ("Лауазымдары", "role"),
        ("Вулиці", "street"),
        ("Partisinin", "group"),
        ("Adresleri", "address"),
        ("Lavozimlari", "role"),
        ("Lauazymy", "role"),
        ("Saılaý okrýgi", "area"),
        ("Ákesiniń aty", "patronymic_name"),
        ("Dolzhnost'", "role"),
    ],
)
def test_endings_and_alphabets(heading: str, field: str) -> None:
    """A case, a plural or a possessive changes nothing, and Latin letters do not."""
    assert meaning(heading).field == field


@pytest.mark.parametrize("heading", ["Index", "Городок", "Basin", "Типы", "Notes", "Listası"])
def test_words_that_only_look_alike(heading: str) -> None:
    """Other words stay what they are."""
    assert meaning(heading).field == ""


def test_kazakh_in_latin_letters(tmp_path: Path) -> None:
    """A list in the Latin alphabet is read as one in Cyrillic is."""
    text = "Tegi;Aty;Ákesiniń aty;Jynysy;Partııasy\nNurkina;Aigul;Serikqyzy;áıel;Amanat\n"
    roster = read(tmp_path, f"{text}Ahmetov;Dáýren;Bolatuly;er;Aq jol\n")
    fields = ("family_name", "given_name", "patronymic_name", "gender", "group")
    assert rows(roster, *fields) == [
        ("Nurkina", "Aigul", "Serikqyzy", "female", "Amanat"),
        ("Ahmetov", "Dáýren", "Bolatuly", "male", "Aq jol"),
    ]
