"""The filters of cases: by the roster's columns or by rule, part by part, and what is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli import AppealError, Deputy, address, load_appeal
from appeal_cli.letter.letter import Paragraph
from appeal_cli.problems import Kind

NURLAN = {
    "name": "Абдиров Нурлан Мажитович",
    "family_name": "Абдиров",
    "given_name": "Нурлан",
    "patronymic_name": "Мажитович",
    "gender": "male",
}
KUPETS = NURLAN | {"name": "Купец Нурлан Мажитович", "family_name": "Купец"}


@pytest.fixture
def written(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A letter to somebody that says one sentence, with what is to be looked over."""

    def make(
        sentence: str, fields: dict[str, str], language: str = "ru"
    ) -> tuple[str, list[tuple[Kind, str]]]:
        file = tmp_path / f"a.{language}.yaml"
        file.write_text(
            f"language: {language}\ndate: 2026-03-02\ntitle: T\n"
            f"addressee: {{everyone: All, lines: ['{{{{ deputy.id }}}}']}}\nbody: ['{sentence}']\n",
            encoding="utf-8",
        )
        letter = address(load_appeal(file), Deputy({"id": "1", **fields}))
        (paragraph,) = letter.body
        assert isinstance(paragraph, Paragraph)
        return paragraph.text.html, [(each.kind, each.message) for each in letter.notices]

    return make


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("{{ deputy.name | dative }}", "Абдирову Нурлану Мажитовичу"),
        ("{{ deputy.name | genitive }}", "Абдирова Нурлана Мажитовича"),
        ("{{ deputy.full_name | instrumental }}", "Абдировым Нурланом Мажитовичем"),
        ("{{ deputy.family_name | prepositional }}", "Абдирове"),
        ("{{ deputy | initials }}", "Н.М.\u00a0Абдиров"),
    ],
)
def test_a_whole_name_is_declined_part_by_part(written, sentence: str, wanted: str) -> None:  # type: ignore[no-untyped-def]
    assert written(sentence, NURLAN)[0] == wanted


def test_initials_stay_in_a_name(written) -> None:  # type: ignore[no-untyped-def]
    fields = {
        "name": "Абдиров Н.М.",
        "family_name": "Абдиров",
        "initials": "Н.М.",
        "gender": "male",
    }
    assert written("{{ deputy.name | dative }}", fields)[0] == "Абдирову\u00a0Н.М."


def test_a_kazakh_name_takes_one_suffix(written) -> None:  # type: ignore[no-untyped-def]
    fields = NURLAN | {"name": "Абай Серік", "family_name": "Абай", "given_name": "Серік"}
    fields |= {"patronymic_name": ""}
    assert written("{{ deputy.name | ablative }}", fields, "kk")[0] == "Абай Серіктен"


def test_an_unsure_form_is_told_with_the_column_that_settles_it(written) -> None:  # type: ignore[no-untyped-def]
    """As is the one of the addressee."""
    text, told = written("{{ deputy.family_name | genitive }}", KUPETS)
    assert text == "Купца"
    assert {kind for kind, _ in told} == {"unsure-form"}
    (message,) = (message for _, message in told if "`Купца` in the genitive" in message)
    assert "`family_name_ru_genitive`" in message


@pytest.mark.parametrize(
    ("column", "form"),
    [
        ("family_name_ru_genitive", "Купеца"),
        ("family_name_genitive", "Купеца"),
        ("name_ru_genitive", "Купеца Нурлана"),
    ],
)
def test_a_column_of_the_roster_settles_a_form(written, column: str, form: str) -> None:  # type: ignore[no-untyped-def]
    """And is not told of."""
    what = "name" if column.startswith("name") else "family_name"
    text, told = written(f"{{{{ deputy.{what} | genitive }}}}", KUPETS | {column: form})
    assert text == form
    assert not any("genitive" in message for _, message in told)


def test_a_form_that_nobody_can_make_is_an_error_that_names_the_column(written) -> None:  # type: ignore[no-untyped-def]
    """A nominative in its place would be wrong without a word."""
    unknown = {key: value for key, value in NURLAN.items() if key not in ("gender",)}
    unknown["patronymic_name"] = ""
    with pytest.raises(AppealError) as caught:
        written("{{ deputy.family_name | dative }}", unknown)
    (problem,) = caught.value.problems
    assert "no rule puts `Абдиров` in the dative" in problem.message
    assert "`family_name_ru_dative`" in problem.hint
    assert "`gender`" in problem.hint


def test_a_case_that_the_language_lacks_is_an_error(written) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(AppealError) as caught:
        written("{{ deputy.family_name | ablative }}", NURLAN)
    (problem,) = caught.value.problems
    assert problem.message == "Русский has no ablative"
    assert "the cases of this language are genitive, dative" in problem.hint
