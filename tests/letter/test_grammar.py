"""Grammar of names, compared with forms that a reader has reviewed."""

from __future__ import annotations

import pytest

from appeal_cli.letter.cases import RULES
from appeal_cli.letter.cases.rules import Piece
from appeal_cli.letter.initials import initials
from appeal_cli.roster.deputy import Gender
from appeal_cli.roster.names.patronymics import gender_in, gender_of

RUSSIAN: list[tuple[str, Piece, Gender | None, str | None]] = [
    ("Абдиров", "family_name", "male", "Абдирову"),
    ("Нуркина", "family_name", "female", "Нуркиной"),
    ("Ким", "family_name", "male", "Киму"),
    ("Ким", "family_name", "female", "Ким"),
    ("Каппель", "family_name", "male", "Каппелю"),
    ("Каракен", "family_name", "female", "Каракен"),
    ("Дьяченко", "family_name", "male", "Дьяченко"),
    ("Киянский", "family_name", "male", "Киянскому"),
    ("Никитинская", "family_name", "female", "Никитинской"),
    ("Ферхо", "family_name", "female", "Ферхо"),
    ("АБДИРОВ", "family_name", "male", "Абдирову"),
    ("Нурлан", "given_name", "male", "Нурлану"),
    ("Мажитович", "patronymic_name", "male", "Мажитовичу"),
    ("Сагатханулы", "patronymic_name", "male", "Сагатханулы"),
    ("Иванов-Петров", "family_name", "male", "Иванову-Петрову"),
    ("Ильина-Сокольская", "family_name", "female", "Ильиной-Сокольской"),
    ("Кул-Мухаммед", "family_name", "male", "Кул-Мухаммеду"),
    ("Абдиров", "family_name", None, None),
    ("Abdirov", "family_name", "male", None),
    ("Абдиров Нурлан", "name", "male", None),
]

KAZAKH: list[tuple[str, Piece, str | None]] = [
    ("Әбдіров", "family_name", "Әбдіровке"),
    ("Назарбаев", "family_name", "Назарбаевқа"),
    ("Назарбаева", "family_name", "Назарбаеваға"),
    ("Әшім", "family_name", "Әшімге"),
    ("Смағұл", "family_name", "Смағұлға"),
    ("Бердіоңғар", "family_name", "Бердіоңғарға"),
    ("Нәбиев", "family_name", "Нәбиевке"),
    ("Байғараев", "family_name", "Байғараевқа"),
    ("Лавров", "family_name", "Лавровқа"),
    ("Васильев", "family_name", "Васильевке"),
    ("Марков", "family_name", "Марковқа"),
    ("Қалиев", "family_name", "Қалиевке"),
    ("Мұқағали", "given_name", "Мұқағалиға"),
    ("Мұхаммед", "given_name", "Мұхаммедке"),
    ("Сүлейменов", "family_name", "Сүлейменовке"),
    ("Кузьмин", "family_name", "Кузьминге"),
    ("Маковский", "family_name", "Маковскийге"),
    ("Франк", "family_name", "Франкке"),
    ("БОРИСОВ", "family_name", "БОРИСОВКЕ"),
    ("Күләш", "given_name", "Күләшқа"),
    ("Күнсұлу", "given_name", "Күнсұлуға"),
    ("Пётр", "given_name", "Пётрге"),
    ("Игорь", "given_name", "Игорьге"),
    ("Қаракен", "family_name", "Қаракенге"),
    ("Каппель", "family_name", "Каппельге"),
    ("Серік", "given_name", "Серікке"),
    ("Қанат", "given_name", "Қанатқа"),
    ("Мәжитұлы", "patronymic_name", "Мәжитұлына"),
    ("Нұрсұлтанқызы", "patronymic_name", "Нұрсұлтанқызына"),
    ("Нұрлан Мәжитұлы", "name", "Нұрлан Мәжитұлына"),
    ("Бакир уулу", "name", "Бакир уулуна"),
    ("Вучић", "family_name", None),
    ("Әлиев Б.", "name", None),
    ("Abdirov", "family_name", None),
]


@pytest.mark.parametrize(("name", "piece", "gender", "dative"), RUSSIAN)
def test_russian_dative(name: str, piece: Piece, gender: Gender | None, dative: str | None) -> None:
    """The Russian dative is right, or there is none."""
    made = RULES["russian"].form(name, piece, "dative", gender)
    assert (made.text if made else None) == dative


@pytest.mark.parametrize(("name", "piece", "dative"), KAZAKH)
def test_kazakh_dative(name: str, piece: Piece, dative: str | None) -> None:
    """The Kazakh suffix follows the sounds of the word, or there is none."""
    made = RULES["kazakh"].form(name, piece, "dative", None)
    assert (made.text if made else None) == dative


@pytest.mark.parametrize(
    ("patronymic", "gender"),
    [
        ("Мажитович", "male"),
        ("Сергеевна", "female"),
        ("Мәжитұлы", "male"),
        ("Арапқызы", "female"),
        ("Zhamekuly", "male"),
        ("Asangazykyzy", "female"),
        ("Mazhitovich", "male"),
        ("Kabdushevna", "female"),
        ("Ильич", "male"),
        ("Ильинична", "female"),
        ("Рапқызы", "female"),
        ("Никитич", "male"),
        ("Ахмат-хаджиевич", "male"),
        ("Володимирівна", "female"),
        ("Ілліч", "male"),
        ("Рыгоравіч", "male"),
        ("Heydər oğlu", "male"),
        ("Əli qızı", "female"),
        ("Абдуғани ўғли", "male"),
        ("Rustam o‘g‘li", "male"),
        ("Jakobsdóttir", "female"),
        ("Силыч", "male"),
        ("Силична", "female"),
        ("Янович", "male"),
        ("Яковна", "female"),
        ("Кузьминична", "female"),
        ("Ильинишна", "female"),
        ("Рашид кизи", "female"),
        ("Икром угли", "male"),
        ("Mäjitūly", "male"),
        ("Mäjitqyzy", "female"),
        ("Kabdeshkizy", "female"),
        ("Karimovich", "male"),
        ("Сергійович", "male"),
        ("Іллівна", "female"),
        ("Benediktsson", None),
        ("", None),
        ("Nguyen", None),
        ("July", None),
        ("Кузьма", None),
    ],
)
def test_gender_is_read_from_unmistakable_patronymics_only(
    patronymic: str, gender: Gender | None
) -> None:
    """-ович, -ұлы and their like say "son of"; anything else says nothing."""
    assert gender_of(patronymic) == gender


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Асан уулу Турсунбай", "male"),
        ("Нурлан кызы Айгерим", "female"),
        ("Абдыкаримкызы Айжан", "female"),
        ("Мәжитұлы Нұрлан", "male"),
        ("Алиев Ильхам Гейдар оглы", "male"),
        ("Əliyeva Leyla Arif qızı", "female"),
        ("Karimov Botir Sobir o‘g‘li", "male"),
        ("Nurlanqyzy Aigerim", "female"),
        ("Аманкулы Айгуль", None),
        ("Ahmet Davutoğlu", None),
        ("Уулу Асан", None),
        ("Peter Bogdanovich", None),
        ("Асан уулу Нурлан кызы", None),
    ],
)
def test_a_gender_is_read_inside_a_name(name: str, gender: Gender | None) -> None:
    """Where a word of it can only mean "son of" or "daughter of"."""
    assert gender_in(name) == gender


@pytest.mark.parametrize(
    ("given", "patronymic", "expected"),
    [
        ("Нұрлан", "Мәжитұлы", "Н.М."),
        ("Анна-Мария", "", "А.-М."),
        ("Уәлихан", "Қозыкеұлы", "У.Қ."),
    ],
)
def test_initials(given: str, patronymic: str, expected: str) -> None:
    """Initials have no space between them; a double name keeps both."""
    assert initials(given, patronymic) == expected
