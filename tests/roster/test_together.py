"""What is asked of all names of a list together says the same as asked of each."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from appeal_cli.roster.households import may_name_no_person, names_no_person
from appeal_cli.roster.lexicon import words_in, words_of_all
from appeal_cli.roster.names.beside import without_remarks
from appeal_cli.roster.names.patronymics import have_patronymics, is_patronymic, units
from appeal_cli.roster.names.scripts import scripts_of
from appeal_cli.roster.seats import empty_seat, may_be_empty

_WORDS = [
    *("Ann", "Sample", "McDonald", "Иванов", "Қажымұқан", "Ёлкин", "Пётр", "Łukasz", "İnönü", "ẞ"),
    *("Петрович", "Ивановна", "қызы", "Бакироглы", "de", "Н.М.", "N/A", "ann-maria", "安倍", "†"),
    *("(полномочия прекращены)", "VACANT", "vacant", "Вакансия", "SeatVacant", "Vácant", "e-mail"),
    *("Familie", "Fam.", "Family", "GmbH", "ТОО", "Чета", "families"),
    *("geb. Probe", "«Нур»", "мажилис", "Жолдасбаевұлы", "O'Brien", "покойный", "-", "Dr."),
]
_NAMES = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(" ".join)


@given(st.lists(_NAMES))
@example(["N/A", "V. Smith"])
@example(["Seat Vacant", "Ann Sample"])
def test_the_words_of_all(names: list[str]) -> None:
    each = frozenset[str]().union(*map(words_in, names))
    assert words_of_all(names) == each


@given(st.lists(_NAMES))
@example(["Ann Sample", "Vácant"])
@example(["покойный Иванов Пётр"])
def test_empty_seats(names: list[str]) -> None:
    if any(empty_seat(name) is not None for name in names):
        assert may_be_empty(names, words_of_all(names))


@given(st.lists(_NAMES))
@example(["Ann Sample", "Familie Probe"])
@example(["Probe GmbH"])
def test_households(names: list[str]) -> None:
    if any(map(names_no_person, names)):
        assert may_name_no_person(words_of_all(names))


def test_no_seat_is_empty() -> None:
    names = ["Ann Sample", "Иванов Пётр Петрович", "Қажымұқан", "McDonald, Jo"]
    assert not may_be_empty(names, words_of_all(names))
    assert not may_name_no_person(words_of_all(names))


@given(st.lists(_NAMES))
def test_patronymics(names: list[str]) -> None:
    three = [words for words in map(units, names) if len(words) == 3]
    having = sum(is_patronymic(words[1]) or is_patronymic(words[2]) for words in three)
    assert have_patronymics(names) == (bool(three) and having * 2 >= len(three))


@given(_NAMES)
def test_scripts(name: str) -> None:
    assert scripts_of(name) == frozenset().union(*map(scripts_of, name)) - {""}


@given(st.lists(_NAMES, min_size=1))
def test_what_stands_beside_names(names: list[str]) -> None:
    together = [{"name": name} for name in names]
    without_remarks(together, 2)
    for person, name in zip(together, names, strict=True):
        alone = [{"name": name}]
        without_remarks(alone, 2)
        assert person == alone[0]
