"""Ways to reach people in one column, and rows of parliaments' lists in pieces."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli import load_deputies
from appeal_cli.problems import AppealError
from appeal_cli.roster.mails import contacts_apart, mails_among, phones_of
from tests.roster.lists import messages, read, rows


@pytest.mark.parametrize(
    ("cell", "mails"),
    [
        ("PO Box 1, Nairobi, a@example.org, 0722 111222", ["a@example.org"]),
        ("8 701 111 22 33; a@example.org", ["a@example.org"]),
        ("PO Box 1 Nairobi\na@example.org\n0722", ["a@example.org"]),
        ("каб. 5 / a@example.org / b@example.org", ["a@example.org", "b@example.org"]),
        ("ann,b@example.org", []),
        ("a@example.org, b@exam ple", []),
        ("0722 111222", []),
    ],
)
def test_mails_among_others(cell: str, mails: list[str]) -> None:
    """Whole addresses are found; where a piece of one may be, there is none."""
    assert mails_among(cell) == mails


def test_the_mail_of_whom_to_ask_is_somebody_elses(tmp_path: Path) -> None:
    """An assistant got the letter, under the name of the deputy."""
    text = (
        "Name;Contact person;Contact email;Contact address;Party\n"
        "Ann Sample;Peter Aide;peter@x.example;1 Aide St, Town;Red\nBob Test;;;;Red\n"
    )
    roster = read(tmp_path, text)
    assert rows(roster, "name", "email", "address", "contact_email") == [
        ("Ann Sample", "", "", "peter@x.example"),
        ("Bob Test", "", "", ""),
    ]
    assert "not used, though it looks like what letters need: `Contact email`" in messages(roster)
    alone = read(tmp_path, "Contact name;Contact email\nAnn Sample;ann@x.example\n")
    assert rows(alone, "name", "email") == [("Ann Sample", "ann@x.example")]


@pytest.mark.parametrize(
    ("cell", "first"),
    [
        ("a@home.example (private); b@office.example (office)", "b@office.example"),
        ("home: a@home.example, work: b@office.example", "b@office.example"),
        ("личный: a@home.example; рабочий: b@office.example", "b@office.example"),
        ("a@one.example; b@office.example", "a@one.example"),
        ("a@home.example (private)", "a@home.example"),
    ],
)
def test_a_mail_at_home_stands_behind_others(tmp_path: Path, cell: str, first: str) -> None:
    roster = read(tmp_path, f'Name,E-mail\nAnn Sample,"{cell}"\n')
    assert rows(roster, "email") == [(first,)]


def test_a_column_of_contacts(tmp_path: Path) -> None:
    """Mails and phones are read out of it, and it keeps its placeholder; a notice says so."""
    text = "ФИО;Контакты (тел., e-mail)\nКим Ли;8 701 111 22 33, a@example.org\n"
    roster = read(tmp_path, f"{text}Ким По;тел. 8 (7162) 25-25-25\n")
    assert rows(roster, "email", "phone") == [
        ("a@example.org", "8 701 111 22 33"),
        ("", "тел. 8 (7162) 25-25-25"),
    ]
    assert rows(roster, "контакты_тел_e_mail")[1] == ("тел. 8 (7162) 25-25-25",)
    assert "its addresses of mails are read as `email`" in messages(roster)
    apart = read(tmp_path, "name;email;Contacts\nAnn Sample;;8 701 111 22 33, a@example.org\n")
    assert rows(apart, "email") == [("",)]


def test_codes_of_towns_are_of_the_phone() -> None:
    """Brackets with words are a remark."""
    assert phones_of("8 (7162) 25-25-25 (office)") == ["8 (7162) 25-25-25"]


def test_a_line_that_goes_on_in_the_next_column(tmp_path: Path) -> None:
    """As lists for labels have it: `Gabinete:`, and its number behind."""
    text = "Nome;Endereço;Anexo;Endereço (continuação);Gabinete;Endereço (complemento);UF\n"
    roster = read(tmp_path, f"{text}Ana Exemplo;Praça Um;4;Gabinete:;520;Brasília - DF;SP\n")
    address = "Anexo 4\nPraça Um\nGabinete 520\nBrasília - DF"
    assert rows(roster, "address", "area") == [(address, "SP")]


def test_headings_that_differ_in_capitals(tmp_path: Path) -> None:
    """A column that no letter needs may stand twice, with a placeholder for each text."""
    text = "Nome civil;Nome parlamentar;Nome Civil\n"
    same = read(tmp_path, f"{text}Ana M.;Ana Exemplo;Ana M.\n")
    assert rows(same, "nome_civil") == [("Ana M.",)]
    other = read(tmp_path, f"{text}Ana M.;Ana Exemplo;Ana N.\n")
    assert rows(other, "nome_civil", "nome_civil_3") == [("Ana M.", "Ana N.")]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Nachname;Vorname;Namenszusatz\nMuster;Karl;Freiherr von\n", "name", "Karl Freiherr von "),
        ("Nombre y apellidos;D./Dª\nJuan García;D.\nAna Prueba;Dª\n", "gender", "male"),
    ],
)
def test_columns_by_their_values(tmp_path: Path, text: str, field: str, value: str) -> None:
    """Titles of nobility before surnames, and the forms of address of Spain."""
    assert read(tmp_path, text)[0].get(field).startswith(value)


def test_one_heading_twice_that_letters_need(tmp_path: Path) -> None:
    """Two columns of names that differ are still a problem."""
    with pytest.raises(AppealError):
        read(tmp_path, "name;Name\nAnn Sample;Bob Test\n")


@pytest.mark.parametrize(
    ("text", "left", "mails", "phones"),
    [
        (
            "ул. Абая 5, Астана, тел. 8 701 111 22 33, a@example.org",
            *("ул. Абая 5, Астана", ("a@example.org",), ("тел. 8 701 111 22 33",)),
        ),
        (
            "1 High St, London N1 1AA. Tel: 020 7219 1234. Email: b@example.org",
            *("1 High St, London N1 1AA.", ("b@example.org",), ("Tel: 020 7219 1234",)),
        ),
        ("Weg 3\n10115 Berlin\n+49 30 1234567", "Weg 3\n10115 Berlin", (), ("+49 30 1234567",)),
        ("г. Омск, 644000, ул. Мира, 5", "г. Омск, 644000, ул. Мира, 5", (), ()),
        ("тел. 22-33-44, 55-66-77, 644000 Омск", "644000 Омск", (), ("тел. 22-33-44, 55-66-77",)),
        ("5 Herzl St, Tel Aviv 6100000", "5 Herzl St, Tel Aviv 6100000", (), ()),
        ("Weg 3, ann(at)example", "Weg 3, ann(at)example", (), ()),
        (
            "Weg 3, ann@example, тел. 8 701 111 22 33",
            "Weg 3, ann@example, тел. 8 701 111 22 33",
            (),
            (),
        ),
    ],
)
def test_what_is_sure_in_a_text_of_contacts(
    text: str, left: str, mails: tuple[str, ...], phones: tuple[str, ...]
) -> None:
    """Postcodes and numbers of houses are none; a text with half an address of mails stays."""
    assert contacts_apart(text) == (left, mails, phones)


def test_no_phone_is_printed_in_an_address(tmp_path: Path) -> None:
    """It stood on envelopes; phones and mails are the person's, unless a column has them."""
    address = "ул. Абая 5, Астана, тел. 8 701 111 22 33, a@example.org"
    roster = read(tmp_path, f'ФИО;Адрес\nКим Ли;"{address}"\nКим По;ул. Мира 7\n')
    assert rows(roster, "address", "email", "phone") == [
        ("ул. Абая 5, Астана", "a@example.org", "тел. 8 701 111 22 33"),
        ("ул. Мира 7", "", ""),
    ]
    assert "such as `a@example.org`, are read as that and not printed, in row 2" in messages(roster)
    roster = read(tmp_path, f'ФИО;Адрес;E-mail\nКим Ли;"{address}";b@example.org\n')
    assert rows(roster, "email") == [("b@example.org",)]


@pytest.mark.parametrize("heading", ["Контакты", "Телефон"])
def test_the_rest_of_a_column_of_contacts_is_reported(tmp_path: Path, heading: str) -> None:
    """And read as the postal address, where the user says that it is."""
    cells = ("8 701 111 22 33, a@example.org, ул. Абая 5", "b@example.org, ул. Мира 7")
    text = "".join(
        f'{name};"{cell}"\n' for name, cell in zip(("Ким Ли", "Ким По"), cells, strict=True)
    )
    roster = read(tmp_path, f"ФИО;{heading}\n{text}")
    assert rows(roster, "email", "address") == [("a@example.org", ""), ("b@example.org", "")]
    [notice] = [each for each in roster.notices if "the rest of" in each.message]
    assert notice.message == (
        f"the rest of `{heading}` is not read, such as `ул. Абая 5`, in rows 2, 3"
    )
    assert f"`--column address='{heading}'`" in notice.hint
    said = load_deputies(tmp_path / "list.csv", columns={"address": heading})
    assert rows(said, "address", "email") == [
        ("ул. Абая 5", "a@example.org"),
        ("ул. Мира 7", "b@example.org"),
    ]
