"""What cells mean: titles and roles, whole salutations, empty seats, addresses of mails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from appeal_cli import Roster, load_deputies
from appeal_cli.roster.account import Why
from appeal_cli.roster.mails import mails_of
from tests.roster.lists import messages, read, rows


@pytest.mark.parametrize(
    ("heading", "value", "prefix", "role"),
    [
        ("Title", "Chair of the Committee", "", "Chair of the Committee"),
        ("title", "Senator, 2nd Class", "", "Senator, 2nd Class"),
        ("Титул", "Председатель", "", "Председатель"),
        ("Title", "Cllr Dr", "Cllr Dr", ""),
        ("Title", "Rt Hon", "Rt Hon", ""),
        ("Звание", "д.ю.н.", "д.ю.н.", ""),
        ("Civilité", "Madame la Sénatrice", "", "Sénatrice"),
        ("honorific_prefix", "Grand Vizier", "Grand Vizier", ""),
        ("honorific_prefix", "Mrs", "Mrs", ""),
    ],
)
def test_titles_and_roles(tmp_path: Path, heading: str, value: str, prefix: str, role: str) -> None:
    """Nobody is greeted with a role; a column that is named after the field is always that."""
    roster = read(tmp_path, f'name;{heading}\nAnn Sample;"{value}"\n')
    assert rows(roster, "honorific_prefix", "role") == [(prefix, role)]


def test_whole_salutations_are_no_titles(tmp_path: Path) -> None:
    """They stay as they are, a notice says how to use them, and so does the account."""
    text = "Обращение;ФИО\nУважаемая Анна Сергеевна!;Образцова Анна Сергеевна\n"
    roster = read(tmp_path, text)
    assert rows(roster, "honorific_prefix", "обращение") == [("", "Уважаемая Анна Сергеевна!")]
    assert any("--column salutation_ru='Обращение'" in one.message for one in roster.notices)
    chosen = load_deputies(tmp_path / "list.csv", columns={"salutation_ru": "Обращение"})
    assert rows(chosen, "salutation_ru") == [("Уважаемая Анна Сергеевна!",)]


@pytest.mark.parametrize("field", ["salutation_ru", "salutation_kk", "salutation_en"])
def test_a_salutation_that_the_user_wrote(tmp_path: Path, field: str) -> None:
    """The column that overrules a salutation is no title."""
    assert rows(read(tmp_path, f"name;{field}\nAnn Sample;Hello\n"), field) == [("Hello",)]


@pytest.mark.parametrize(
    "word", ["Vacant", "вакантно", "Бос орын", "N.N.", "nicht besetzt", "Siège vacant", "wakat"]
)
def test_a_seat_that_nobody_holds(tmp_path: Path, word: str) -> None:
    """It is set aside in a sheet and in data, and reported; a surname that looks so is a name."""
    sheet = read(tmp_path, f"name;area\nAnn Sample;North\n{word};South\n")
    data = [{"name": "Ann Sample", "area": "North"}, {"name": word, "area": "South"}]
    for roster in (sheet, read(tmp_path, json.dumps(data), "list.json")):
        assert rows(roster, "name") == [("Ann Sample",)]
        [aside] = roster.account.aside
        assert aside.why == "a seat that nobody holds"
        assert any(word in notice.message for notice in roster.notices)
    parts = read(tmp_path, "family_name;given_name\nVacant;Ann\n")
    assert rows(parts, "name") == [("Ann Vacant",)]


def test_who_signed_below_the_list_is_nobody(tmp_path: Path) -> None:
    """An office where names stand, and a name beside it: a signature without a word for one."""
    text = "ФИО;Фракция;Подпись\nИванова Анна Петровна;Мост;\n"
    text += "Председатель собрания;;А.А. Главный\n"
    roster = read(tmp_path, text)
    assert rows(roster, "name") == [("Иванова Анна Петровна",)]
    assert [aside.why for aside in roster.account.aside] == ["a signature or a note"]
    helped = read(tmp_path, "name;assistant\nAnn Sample;B. Test\nJo de Cruz;C. Case\n")
    assert rows(helped, "name") == [("Ann Sample",), ("Jo de Cruz",)]


@pytest.mark.parametrize(
    ("cell", "mails"),
    [
        ("Ann Sample <Ann@example.org>", ["Ann@example.org"]),
        ("mailto:ann@example.org?subject=Hello", ["ann@example.org"]),
        ("a@example.org; b@example.org", ["a@example.org", "b@example.org"]),
        ("a@example.org, b@example.org", ["a@example.org", "b@example.org"]),
        ("ann@example.org", ["ann@example.org"]),
        ("a@example.org / b@example.org", ["a@example.org", "b@example.org"]),
        ("a@example.org (office)", ["a@example.org"]),
        ("ann@exam ple.org", []),
        ("write to ann@example.org", []),
        ("<ann@example.org", []),
        ("ann(at)example.org", ["ann@example.org"]),
        ("ann(at)example", []),
    ],
)
def test_addresses_of_mails(cell: str, mails: list[str]) -> None:
    """What stands around an address is left out; a slip in one is never made another address."""
    assert mails_of(cell) == mails


def test_the_first_of_numbered_columns(tmp_path: Path) -> None:
    """Of `E-mail 1` and `E-mail 2` the first is written to, though fewer have it."""
    text = "name;E-mail 1;E-mail 2\nAnn Sample;a@example.org;b@example.org\n"
    text += "Bob Test;;c@example.org\n"
    assert rows(read(tmp_path, text), "email") == [("a@example.org",), ("c@example.org",)]


def test_a_state_of_things_is_no_area(tmp_path: Path) -> None:
    """`State` holds places, or else it is a column of its own."""
    roster = read(tmp_path, "name;State\nAnn Sample;active\n")
    assert rows(roster, "area", "state") == [("", "active")]


def test_several_mails_of_one_person(tmp_path: Path) -> None:
    """The first is written to, and a notice names the row."""
    roster = read(tmp_path, 'name;email\nAnn Sample;"a@example.org; b@example.org"\n')
    assert rows(roster, "email", "email_2") == [("a@example.org", "b@example.org")]
    assert any("several e-mail addresses in row 2" in one.message for one in roster.notices)


def test_post_that_is_no_mail(tmp_path: Path) -> None:
    """`Почта` is the mail, where it holds addresses of mails."""
    mails = read(tmp_path, "ФИО;Почта\nИванова Анна Петровна;a@example.org\n")
    assert rows(mails, "email", "почта") == [("a@example.org", "")]
    post = read(tmp_path, "ФИО;Почта\nИванова Анна Петровна;Омск, а/я 5\n")
    assert rows(post, "email", "address") == [("", "Омск, а/я 5")]
    address = read(tmp_path, "ФИО;Адрес\nИванова Анна Петровна;a@example.org\n")
    assert rows(address, "email", "address") == [("a@example.org", "")]


SPELT = {
    "ann(at)example.org": "ann@example.org",
    "ann [at] example [dot] org": "ann@example.org",
    "ann AT example DOT org": "ann@example.org",
    "ann at example dot org": "ann@example.org",
    "ann@example(dot)org": "ann@example.org",
    "ann @ example.org": "ann@example.org",
    "ann＠example.org": "ann@example.org",
    "anna (собака) example.ru": "anna@example.ru",
    "anna собака example точка ru": "anna@example.ru",
    "ana (arroba) example (punto) es": "ana@example.es",
    "anna [małpa] example [kropka] pl": "anna@example.pl",
    "eva (ät) example (punkt) de": "eva@example.de",
    "E-mail: ann@example.org": "ann@example.org",
    "'ann@example.org'": "ann@example.org",
    "ann@example.org – office": "ann@example.org",
    "ann@example.org.": "ann@example.org",
}


@pytest.mark.parametrize("cell", SPELT)
def test_mails_that_are_spelt_out(tmp_path: Path, cell: str) -> None:
    """What is written so that no program reads it is read; it is told unless it stands so in the
    cell."""
    roster = read(tmp_path, f'name;email\nAnn Sample;"{cell}"\n')
    assert rows(roster, "email") == [(SPELT[cell],)]
    told = f"`{cell}` is read as `{SPELT[cell]}`" in messages(roster)
    assert told == (SPELT[cell] not in cell)


@pytest.mark.parametrize(
    "cell",
    [
        *("write at example.org", "see ann (at) example.org", "ann@example@example.org"),
        *("ann(at)example", "ann#example.org", "ann_at_example.org", "Ann (at home)"),
    ],
)
def test_what_is_no_mail_for_certain(tmp_path: Path, cell: str) -> None:
    """It stays as it is, and no letter goes there."""
    roster = read(tmp_path, f'name;email\nAnn Sample;"{cell}"\n')
    assert rows(roster, "email") == [(cell,)]


@pytest.mark.parametrize(
    ("heading", "remark"),
    [
        ("Notes", "Seat vacant"),
        ("Comments", "vacant since 3 May"),
        ("Примечание", "Мандат вакантен с 1 мая"),
        ("Статус", "Место свободно"),
        ("Ескерту", "орын бос"),
        ("Bemerkungen", "Sitz vakant seit Mai"),
        ("Observaciones", "escaño vacante"),
    ],
)
def test_remarks_of_an_empty_seat(tmp_path: Path, heading: str, remark: str) -> None:
    """No letter goes to who held it; elsewhere such words say something else."""
    text = f"name;{heading};Office\nAnn Sample;;vacant\nBob Test;{remark};1\n"
    roster = read(tmp_path, text)
    assert [deputy.name for deputy in roster] == ["Ann Sample"]
    assert roster.account.aside[0].why == Why.VACANT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(tmp_path: Path, encoding: str) -> None:
    """It is read as what it is."""
    (tmp_path / "list.csv").write_bytes("ФИО\tФракция\nОбразцова Анна\tМост\n".encode(encoding))
    roster: Roster = load_deputies(tmp_path / "list.csv")
    assert rows(roster, "name", "group") == [("Образцова Анна", "Мост")]


def test_a_handle_of_turkish_capitals(tmp_path: Path) -> None:
    """The point of `İ` is no letter of a handle."""
    assert read(tmp_path, "name\nİBRAHİM IŞIK\nAli Kaya\n")[0].handle == "ibrahim-isik"
