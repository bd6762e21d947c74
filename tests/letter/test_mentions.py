"""Who is named by words, in any case, and what only looks like a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli.letter.mentions import Named
from tests.conftest import Appeal

AIGUL = Named("Образцова", "Айгуль", "Кабдушевна")

ROSTER = """\
id,family_name,given_name,patronymic_name,gender
obraztsova,Образцова,Айгуль,Кабдушевна,female
primerov,Примеров,Борис,Петрович,male
"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Мы помним, Айгуль Кабдушевна, всё.", ["Айгуль Кабдушевна"]),
        ("от Айгули Кабдушевны и от всех", ["Айгули Кабдушевны"]),
        ("Депутату Образцовой А.К.", ["Образцовой А.К."]),
        ("Депутату А. К. Образцовой.", ["А. К. Образцовой"]),
        ("Образцову Айгуль Кабдушевну", ["Образцову Айгуль Кабдушевну"]),
        ("Общественный фонд «Образцовая школа»", []),
        ("Айгуль и другие", []),
        ("О запросе депутата Образцовой", ["Образцовой"]),
        ("вопрос г-же Образцовой и всем", ["Образцовой"]),
        ("Образцова ханымға", ["Образцова"]),
        ("Ответ г-на Примерова", []),
    ],
)
def test_who_is_named(text: str, words: list[str]) -> None:
    """By two names in any case, by a surname and initials, or by one behind a title."""
    assert [mention.words for mention in AIGUL.mentions(text)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Образцовой известно", ["Образцовой"]),
        ("«Образцовая школа»", []),
        ("Үлгібаеваға", []),
    ],
)
def test_one_name_alone(text: str, words: list[str]) -> None:
    """By one name too, where it is asked for."""
    assert [mention.words for mention in AIGUL.mentions(text, alone=True)] == words


def test_a_kazakh_name_behind_its_endings() -> None:
    """A suffix of Kazakh stands behind an ending of Russian."""
    found = Named("Үлгібаева", "Айгүл", "Қайратқызы").mentions("А.Қ. Үлгібаеваға")
    assert [mention.words for mention in found] == ["А.Қ. Үлгібаеваға"]


@pytest.mark.parametrize(
    ("person", "text"),
    [
        (Named("Зетов", "Пётр", "Игрекович"), "Петру Зетову"),
        (Named("Королев", "Петр", ""), "П. Королёва"),
        (Named("O’Sample", "Jane", ""), "Jane O'Sample"),
    ],
)
def test_letters_that_people_write_for_one_another(person: Named, text: str) -> None:
    """ё and е, and the two apostrophes, are one name."""
    assert [mention.words for mention in person.mentions(text)] == [text]


@pytest.mark.parametrize(
    ("block", "count"),
    [
        ("Мы помним, **Айгуль** Кабдушевна, всё.", 1),
        ("Мы помним всё.", 0),
        ("{when: \"deputy.id == 'obraztsova'\", paragraph: 'Айгуль Кабдушевна, ждём.'}", 0),
        ("{when: \"deputy.id == 'primerov'\", paragraph: 'Айгуль Кабдушевна, ждём.'}", 1),
    ],
)
def test_check_reports_who_is_named_to_others(
    appeal: Appeal, tmp_path: Path, block: str, count: int
) -> None:
    """A deputy named in a text is reported, but for a block of her own, or her letter alone."""
    head = "language: ru\ndate: 2026-03-01\ntitle: О школах\nbody:\n  - "
    text = block if block.startswith("{") else f'"{block}"'
    (tmp_path / "a.yaml").write_text(f"{head}{text}\naddressee: {{everyone: все}}\n", "utf-8")
    (tmp_path / "d.csv").write_text(ROSTER, "utf-8")
    told = appeal("check", "a.yaml", "-d", "d.csv").stderr.decode()
    assert told.count("[named]") == count
    told = appeal("check", "a.yaml", "-d", "d.csv", "--to", "obraztsova").stderr.decode()
    assert "[named]" not in told
    told = appeal("render", "a.yaml", "-d", "d.csv", "--to", "primerov", "-f", "txt").stderr
    assert told.decode().count("[named]") == count


def test_a_name_that_is_not_taken_apart(appeal: Appeal, tmp_path: Path) -> None:
    """Where nobody knows which word of the roster is the surname, either may be."""
    text = "language: ru\ndate: 2026-03-01\ntitle: О школах\naddressee: {everyone: все}\nbody:\n"
    (tmp_path / "a.yaml").write_text(f"{text}  - Спасибо депутату Зетову за школы.\n", "utf-8")
    roster = "id,name,gender\nik,Иксова Анна Игрековна,female\nze,Зетов Пётр,male\n"
    (tmp_path / "d.csv").write_text(roster, "utf-8")
    told = appeal("check", "a.yaml", "-d", "d.csv").stderr.decode()
    assert "`Зетову` names one deputy, Зетов Пётр," in told
    assert told.count("[named]") == 1
