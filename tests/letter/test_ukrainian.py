"""Cases of Ukrainian names: each form is right and sure, or says why it is not."""

from __future__ import annotations

import pytest

from appeal_cli.letter.cases import RULES, ukrainian
from appeal_cli.letter.cases.rules import CaseForm, Piece
from appeal_cli.roster.deputy import Gender

SURE: list[tuple[str, Piece, Gender, str, str]] = [
    ("Шевченко", "family_name", "male", "dative", "Шевченку"),
    ("Шевченко", "family_name", "female", "dative", "Шевченко"),
    ("Франко", "family_name", "male", "vocative", "Франку"),
    ("Стефанчук", "family_name", "male", "vocative", "Стефанчуку"),
    ("Стефанчук", "family_name", "female", "vocative", "Стефанчук"),
    ("Біленький", "family_name", "male", "dative", "Біленькому"),
    ("Корсунський", "family_name", "male", "instrumental", "Корсунським"),
    ("Корсунська", "family_name", "female", "dative", "Корсунській"),
    ("Нестеренко-Біленький", "family_name", "male", "dative", "Нестеренку-Біленькому"),
    ("Устінова", "family_name", "female", "dative", "Устіновій"),
    ("Васільєва", "family_name", "female", "genitive", "Васільєвої"),
    ("Черних", "family_name", "female", "dative", "Черних"),
    ("Арахамія", "family_name", "male", "dative", "Арахамії"),
    ("МЕЛЬНИК", "family_name", "male", "dative", "МЕЛЬНИКУ"),
    ("Тарас", "given_name", "male", "vocative", "Тарасе"),
    ("Ілля", "given_name", "male", "dative", "Іллі"),
    ("Микола", "given_name", "male", "vocative", "Миколо"),
    ("Олег", "given_name", "male", "vocative", "Олегу"),
    ("Ольга", "given_name", "female", "dative", "Ользі"),
    ("Любов", "given_name", "female", "dative", "Любові"),
    ("Софія", "given_name", "female", "vocative", "Софіє"),
    ("Григорович", "patronymic_name", "male", "vocative", "Григоровичу"),
    ("Ілліч", "patronymic_name", "male", "dative", "Іллічу"),
    ("Лук'янівна", "patronymic_name", "female", "vocative", "Лук'янівно"),
]
UNSURE: list[tuple[str, Gender, str, str]] = [
    ("Кравець", "male", "dative", "Кравцю"),
    ("Журжій", "male", "dative", "Журжію"),
    ("Ліс", "male", "dative", "Лісу"),
    ("Сова", "female", "dative", "Сові"),
    ("Голова", "female", "dative", "Голові"),
    ("Федина", "female", "vocative", "Федино"),
]


@pytest.mark.parametrize(("name", "piece", "gender", "case", "made"), SURE)
def test_a_sure_form(name: str, piece: Piece, gender: Gender, case: str, made: str) -> None:
    """Adjectives, nouns and double names, each as what it is."""
    assert RULES["ukrainian"].form(name, piece, case, gender) == CaseForm(made)


@pytest.mark.parametrize(("name", "gender", "case", "made"), UNSURE)
def test_an_unsure_form_says_why(name: str, gender: Gender, case: str, made: str) -> None:
    """It is the usual one, and only the owner knows."""
    form = RULES["ukrainian"].form(name, "family_name", case, gender)
    assert form
    assert form.text == made
    assert form.why


@pytest.mark.parametrize(
    ("name", "piece", "gender"),
    [
        ("Smith", "family_name", "male"),
        ("Шевченко", "family_name", None),
        ("Шевченко Тарас", "name", "male"),
    ],
)
def test_no_form_where_none_is_usual(name: str, piece: Piece, gender: Gender | None) -> None:
    """Of another script, without a gender, and of a whole name."""
    assert RULES["ukrainian"].form(name, piece, "dative", gender) is None


def test_names_are_declined_as_the_package_does() -> None:
    """Its rules are read here, and their patterns compiled once: with those of another version,
    a name may be declined otherwise."""
    import shevchenko
    from shevchenko.word_declension.bootstrap import word_inflector

    fields: dict[Piece, str] = {
        "given_name": "givenName",
        "patronymic_name": "patronymicName",
        "family_name": "familyName",
    }
    names = [name for rule in word_inflector.declension_rules for name in rule["examples"]]
    assert len(names) > 99
    genders: dict[Gender, str] = {"male": "masculine", "female": "feminine"}
    for name in names:
        for piece, field in fields.items():
            for gender, called in genders.items():
                for case in ("DATIVE", "VOCATIVE", "ABLATIVE"):
                    asked = {"gender": called, field: name}
                    wanted = shevchenko.GrammaticalCase[case]
                    theirs = shevchenko.in_grammatical_case(wanted, asked)[field]
                    own = "instrumental" if case == "ABLATIVE" else case.lower()
                    assert ukrainian._declined(name, piece, own, gender) == theirs
