"""Names taken apart where they are clear, and left whole where they are not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appeal_cli.problems import AppealError, Kind
from appeal_cli.roster import Deputy, Roster, load_deputies
from appeal_cli.roster.names.casing import in_capitals, ordinary_case
from appeal_cli.roster.names.parts import Clues, Parts, name_order, parts_of
from appeal_cli.roster.names.patronymics import gender_of
from appeal_cli.roster.names.transliteration import parts_like

DATA = Path(__file__).parent.parent.parent / "data"

CLEAR = [
    ("ABDIROV Nurlan Mazhitovich", "Abdirov", "Nurlan", "Mazhitovich"),
    ("ABDIROV NURLAN MAZHITOVICH", "Abdirov", "Nurlan", "Mazhitovich"),
    ("Nurlan ABDIROV", "Abdirov", "Nurlan", ""),
    ("Nurlan Mazhitovich ABDIROV", "Abdirov", "Nurlan", "Mazhitovich"),
    ("ASANGAZY Orazkul Asangazyқyzy", "Asangazy", "Orazkul", "Asangazyқyzy"),
    ("BALIEVA ZagipaYahyanovna", "Balieva", "Zagipa", "Yahyanovna"),
    ("O'BRIEN Mary", "O'Brien", "Mary", ""),
    ("Mary McDONALD", "McDonald", "Mary", ""),
    ("MCDONALD Mary", "McDonald", "Mary", ""),
    ("MACRON Emmanuel", "Macron", "Emmanuel", ""),
    ("SMITH-JONES Anna Maria", "Smith-Jones", "Anna Maria", ""),
    ("VAN DER BERG Jan", "Van der Berg", "Jan", ""),
    ("Jan van der BERG", "van der Berg", "Jan", ""),
    ("DE LA CRUZ Juan", "De la Cruz", "Juan", ""),
    ("Ó BRIAIN Seán", "Ó Briain", "Seán", ""),
    ("XI Jinping", "Xi", "Jinping", ""),
    ("NGUYỄN Văn Hùng", "Nguyễn", "Văn Hùng", ""),
    ("ÇELİK Ömer", "Çelik", "Ömer", ""),
    ("ПАПАДОПУЛОС Георгий", "Пападопулос", "Георгий", ""),
    ("ΠΑΠΑΔΟΠΟΥΛΟΣ Γεώργιος", "ΠΑΠΑΔΟΠΟΥΛΟΣ", "Γεώργιος", ""),
    ("Abdirov, Nurlan Mazhitovich", "Abdirov", "Nurlan", "Mazhitovich"),
    ("ABDIROV, Nurlan", "Abdirov", "Nurlan", ""),
    ("Berg, Sophie van der", "van der Berg", "Sophie", ""),
    ("Píriz Maya, Víctor Valentín", "Píriz Maya", "Víctor Valentín", ""),
    ("Шамба, Сергей Миронович", "Шамба", "Сергей", "Миронович"),
    ("Абдиров Нурлан Мажитович", "Абдиров", "Нурлан", "Мажитович"),
    ("Нурлан Мажитович Абдиров", "Абдиров", "Нурлан", "Мажитович"),
    ("Нұркина Айгүл Қабдешқызы", "Нұркина", "Айгүл", "Қабдешқызы"),
    ("Роман Аркадьевич Абрамович", "Абрамович", "Роман", "Аркадьевич"),
    ("Абрамович Роман Аркадьевич", "Абрамович", "Роман", "Аркадьевич"),
    ("Алиев Ильхам Гейдар оглы", "Алиев", "Ильхам", "Гейдар оглы"),
]

UNCLEAR = [
    "Nurlan",
    "Nurlan Abdirov",
    "ABDIROV NURLAN",
    "Nguyễn Văn Hùng",
    "习近平",
    "毛 泽东",
    "ნინო ბურჯანაძე",
    "محمد بن سلمان",
    "משה כהן",
    "Anne Marie Pauly Berg",
    "Mary ANN Smith",
    "John Smith MP",
    "John SMITH MP",
    "Dr. ABDIROV Nurlan",
    "Robert P. Casey, Jr.",
    "Casey, Jr.",
    "Dr. Apáti, István",
    "BAKIR uulu Tursunbaj",
    "YB Tuan Lim Guan Eng",
    "Leyen, Dr. Ursula von der",
    "King, III",
    "Abdirov Nurlan, deputy chair",
    "Berg, Anna, Dr",
    "J. R. R. Tolkien",
    "Ivanovich Petrovich Sidorovich",
    "",
    ",",
    "=1+1",
    "{{ 7*7 }} x",
]


@pytest.mark.parametrize(("name", "family", "given", "patronymic"), CLEAR)
def test_clear_names(name: str, family: str, given: str, patronymic: str) -> None:
    """Capitals, a comma or a patronymic show what is the family name."""
    parts = parts_of(name)
    assert parts
    assert (parts.family_name, parts.given_name, parts.patronymic_name) == (
        family,
        given,
        patronymic,
    )


@pytest.mark.parametrize("name", UNCLEAR)
def test_unclear_names_stay_whole(name: str) -> None:
    """Nothing in these shows which word is the family name."""
    assert parts_of(name) is None


@pytest.mark.parametrize(
    ("name", "order", "expected"),
    [
        ("Abdirov Nurlan", "family given", ("Abdirov", "Nurlan", "")),
        ("Nurlan Abdirov", "given family", ("Abdirov", "Nurlan", "")),
        ("ABDIROV NURLAN", "family given patronymic", ("Abdirov", "Nurlan", "")),
        ("Nurlan X Abdirov", "given patronymic family", ("Abdirov", "Nurlan", "X")),
        ("Jan van der Berg", "given family", ("van der Berg", "Jan", "")),
        ("Nurlan ABDIROV", "family given", ("Abdirov", "Nurlan", "")),
        ("Ana Maria da Silva Costa", "given family", None),
        ("Nurlan", "given family", None),
    ],
)
def test_an_order_that_the_user_gives(
    name: str, order: str, expected: tuple[str, str, str] | None
) -> None:
    """The order counts where the words fit it and nothing else shows."""
    parts = parts_of(name, Clues(order=name_order(order)))
    found = (parts.family_name, parts.given_name, parts.patronymic_name) if parts else None
    assert found == expected


@pytest.mark.parametrize("order", ["famly given", "given", "family family given", "x"])
def test_an_order_that_is_none(order: str) -> None:
    """A word that is not a part of a name is reported, with the nearest."""
    with pytest.raises(AppealError, match="--name-order"):
        name_order(order)


def test_sort_name_helps() -> None:
    """`Family, Given` beside the name in another order."""
    assert parts_of("Anna Berg", Clues(sort_name="Berg, Anna")) == Parts("Berg", "Anna")
    assert parts_of("Anna Berg", Clues(sort_name="Zed, Anna")) is None


def test_the_majilis_by_its_two_scripts() -> None:
    """Likeness to the Latin name finds the parts of each Cyrillic one, and never other ones."""
    with (DATA / "majilis-5.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        latin = Parts(row["family_name"], row["given_name"], row["patronymic_name"])
        for language in ("ru", "kk"):
            found = parts_like(row[f"name_{language}"], latin)
            reviewed = tuple(
                row[f"{part}_{language}"]
                for part in ("family_name", "given_name", "patronymic_name")
            )
            if found:
                assert (found.family_name, found.given_name, found.patronymic_name) == reviewed


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("Асанғазы Оразкүл", ("Асанғазы", "Оразкүл")),
        ("Оразкүл Асанғазы", ("Асанғазы", "Оразкүл")),
        ("Анна Мария", None),
        ("オラズクル アサンガジ", None),
    ],
)
def test_a_form_like_a_clear_one(
    tmp_path: Path, other: str, expected: tuple[str, str] | None
) -> None:
    """A name in another alphabet is put as the clear form of the same name, by its sound."""
    path = tmp_path / "r.csv"
    path.write_text(f"id,name,name_kk\n1,ASANGAZY Orazkul Asangazykyzy,{other}\n", "utf-8")
    deputy = load_deputies(path)[0]
    found = (deputy.get("family_name_kk"), deputy.get("given_name_kk"))
    assert found == (expected or ("", ""))


def load(tmp_path: Path, text: str) -> Roster:
    path = tmp_path / "d.csv"
    path.write_text(text, encoding="utf-8")
    return load_deputies(path)


def deputies(tmp_path: Path, text: str, **reading: str) -> list[Deputy]:
    path = tmp_path / "r.csv"
    path.write_text(text, encoding="utf-8")
    return list(load_deputies(path, **reading))


def test_one_patronymic_in_a_foreign_roster_is_a_surname(tmp_path: Path) -> None:
    """Where other names of three words have none, `Bogdanovich` is not taken for one."""
    text = "id,name\n1,Peter Max Bogdanovich\n2,Mary Ann Smith\n3,John Paul Jones\n4,A B C\n"
    assert all(not deputy.get("family_name") for deputy in deputies(tmp_path, text))


def test_a_word_in_capitals_among_ordinary_names_is_no_surname(tmp_path: Path) -> None:
    """`ACM Neto` is addressed whole where nobody else's family name is in capitals."""
    others = "".join(f"{number},Marcelo Rebelo de Sousa\n" for number in range(2, 9))
    text = f"id,name\n1,ACM Neto\n{others}"
    assert all(not deputy.get("family_name") for deputy in deputies(tmp_path, text))


def test_an_icelandic_patronymic_is_no_surname(tmp_path: Path) -> None:
    """Nobody in Iceland is Mr Benediktsson; a Swede is, though one member is a Jakobsdóttir."""
    head = "id,name,family_name,given_name\n1,Katrín Jakobsdóttir,Jakobsdóttir,Katrín\n"
    son = "2,Bjarni Benediktsson,,Bjarni\n"
    found = deputies(tmp_path, head + son)
    assert [deputy.get("family_name") for deputy in found] == ["", ""]
    assert [deputy.get("patronymic_name") for deputy in found] == ["Jakobsdóttir", "Benediktsson"]
    swedes = "".join(f"{number},Per Dahl,Dahl,Per\n" for number in range(3, 30))
    found = deputies(tmp_path, head + son + swedes)
    assert [deputy.get("family_name") for deputy in found[:2]] == ["", "Benediktsson"]


def test_columns_are_used_as_they_are(tmp_path: Path) -> None:
    """Parts in columns are kept, and never taken from the name; a column all in capitals is put
    in ordinary case."""
    text = "id,name,family_name,given_name\n1,BERG Anna,BERG,Anna Maria\n"
    deputy = deputies(tmp_path, text)[0]
    assert (deputy.get("family_name"), deputy.get("given_name")) == ("Berg", "Anna Maria")


def test_a_gap_in_the_columns_is_filled(tmp_path: Path) -> None:
    """What is left of a name beside its family name is the given name."""
    text = "id,name,family_name,given_name\n1,Anna Berg,Berg,\n2,Bo Dahl,,Bo\n3,Cy X Y,,Cy\n"
    found = [(d.get("family_name"), d.get("given_name")) for d in deputies(tmp_path, text)]
    assert found == [("Berg", "Anna"), ("Dahl", "Bo"), ("", "Cy")]


def test_what_is_left_of_a_name_may_be_a_patronymic(tmp_path: Path) -> None:
    """It is read from the whole name beside the columns, and states the gender."""
    text = "id,full_name,last_name,first_name\n1,Кива Ілля Ілліч,Кива,Ілля\n2,Bo X Dahl,Dahl,Bo\n"
    found = [deputy.get("patronymic_name") for deputy in deputies(tmp_path, text)]
    assert found == ["Ілліч", ""]


@pytest.mark.parametrize(("family", "given"), [("安倍", "晋三"), ("박", "근혜"), ("习", "近平")])
def test_east_asian_names_begin_with_the_family_name(
    tmp_path: Path, family: str, given: str
) -> None:
    """Put together from columns they are written as their owners write them."""
    deputy = deputies(tmp_path, f"id,given_name,family_name\n1,{given},{family}\n")[0]
    assert deputy.name == family + given


def test_a_title_is_no_given_name(tmp_path: Path) -> None:
    """`Mag.` is a title before the name, so that nobody is `Ms Mag. Beatrix`."""
    deputy = deputies(tmp_path, "id,name,surname\n1,Mag. Beatrix Karl,Karl\n")[0]
    assert (deputy.get("family_name"), deputy.get("given_name")) == ("Karl", "Beatrix")
    assert (deputy.name, deputy.get("honorific_prefix")) == ("Beatrix Karl", "Mag.")


@pytest.mark.parametrize(
    ("name", "left", "prefix"),
    [
        ("Col. (Ret.) Bob Sample", "Bob Sample", "Col. (Ret.)"),
        ("Maj-Gen Tom Lane", "Tom Lane", "Maj-Gen"),
        ("Sqn Ldr Tim Lane", "Tim Lane", "Sqn Ldr"),
        ("His Excellency Tim Brook", "Tim Brook", "His Excellency"),
        ("Dean Tom Reed", "Dean Tom Reed", ""),  # Dean is a given name too
    ],
)
def test_titles_of_greetings_stand_before_names_too(
    tmp_path: Path, name: str, left: str, prefix: str
) -> None:
    [deputy] = deputies(tmp_path, f"name\n{name}\n")
    assert (deputy.get("name"), deputy.get("honorific_prefix")) == (left, prefix)


@pytest.mark.parametrize("title", ["Mr", "Sr.", "Herr", "Dr. Sir"])
def test_a_title_of_the_other_gender_is_reported_and_not_said(tmp_path: Path, title: str) -> None:
    roster = load(tmp_path, f"name,gender\n{title} Mary Lake,female\nTom Reed,male\n")
    assert (roster[0].get("gender"), roster[0].get("honorific_prefix")) == ("", "")
    [problem] = [each for each in roster.notices if each.kind == Kind.GENDER]
    assert (problem.line, problem.severity) == (2, "warning")
    assert f"`{title}` says another gender" in problem.message


@pytest.mark.parametrize("name", ["Msr. Tom Reed", "Худ. Иванов Иван"])
def test_what_may_be_a_title_is_told(tmp_path: Path, name: str) -> None:
    roster = load(tmp_path, f"name\nAnn Lake\n{name}\n")
    [problem] = [each for each in roster.notices if "part of the name" in each.message]
    assert "row 3" in problem.message


@pytest.mark.parametrize("name", ["J. B. Reed", "Дж. Смит", "И.И. Иванов", "Wm Reed", "Reed Jr."])
def test_initials_are_no_titles(tmp_path: Path, name: str) -> None:
    roster = load(tmp_path, f"name\nAnn Lake\n{name}\n")
    assert not [each for each in roster.notices if "part of the name" in each.message]


def test_name_beside_surname_is_the_given_name(tmp_path: Path) -> None:
    """`Name` and `Surname` as many spreadsheets head them."""
    found = deputies(tmp_path, "id,Name,Surname\n1,Anna,Berg\n2,Bo,Dahl\n")
    assert [deputy.name for deputy in found] == ["Anna Berg", "Bo Dahl"]
    assert found[0].get("given_name") == "Anna"


def test_turkish_capitals(tmp_path: Path) -> None:
    """In a Turkish roster the capital I is a dotless one."""
    text = "id,name\n1,Mehmet YILMAZ\n2,Ömer ÇELİK\n"
    assert deputies(tmp_path, text)[0].get("family_name") == "Yılmaz"


def test_names_print_as_written(tmp_path: Path) -> None:
    """Only the parts change case: the name stays as its owner writes it."""
    deputy = deputies(tmp_path, "id,name\n1,O'BRIEN-SMITH Mary\n")[0]
    assert deputy.name == "O'BRIEN-SMITH Mary"


@given(st.text(max_size=40))
def test_any_text_is_taken_apart_or_left(name: str) -> None:
    """Whatever stands in a name, its parts are its words, or there are none."""
    parts = parts_of(" ".join(name.split()))
    if parts:
        assert parts.family_name
        assert parts.given_name


@given(st.text(max_size=20))
def test_ordinary_case_changes_only_case(word: str) -> None:
    """Letters may change their case and nothing else, but that `İ` is `i` with a point."""
    texts = (ordinary_case(word), word)
    cased, written = (text.replace("İ", "i").replace("ı", "i").casefold() for text in texts)
    assert cased in (written, word.replace("I", "ı").replace("İ", "i").replace("ı", "i").casefold())


@pytest.mark.parametrize("word", ["A", "A.", "Ab", "ab", "习近平", "42", "", "Mc", "O'Brien"])
def test_what_is_not_in_capitals(word: str) -> None:
    """Initials, ordinary words and scripts without case."""
    assert not in_capitals(word)


@pytest.mark.parametrize(
    ("word", "gender"),
    [
        ("Qasımqızı", "female"),
        ("QASIMQIZI", "female"),
        ("QASIMQİZİ", "female"),
        ("Qasimqizi", "female"),
        ("Qasi\u0307mqi\u0307zi\u0307", "female"),
        ("G‘ulom o‘g‘li", "male"),
        ("ҒҰЛАМҰЛЫ", "male"),
        ("Лукич", "male"),
        ("Лич", None),
        ("Иулы", None),
    ],
)
def test_a_patronymic_is_one_in_any_case_and_with_any_dot(word: str, gender: str | None) -> None:
    """Three letters of the father's name at least stand before its ending."""
    assert gender_of(word) == gender
    assert gender_of(f"{word}.") is None
