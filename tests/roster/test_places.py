"""Villages and districts, rooms in offices, and towns that streets are called after."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.roster.lists import read, rows


@pytest.mark.parametrize(
    ("headings", "row", "address", "area"),
    [
        (
            "Область;Район;Село;Улица;Дом;Индекс",
            "Акмолинская;Бурабайский;с. Бор;Мира;5;021700",
            "Мира, 5\nс. Бор\nБурабайский р-н, Акмолинская обл.\n021700",
            "Бурабайский",
        ),
        (
            "Округ;Район;Город;Село;Улица;Индекс",
            "7;;Омск;Красный Яр;Мира, 5;644000",
            "Красный Яр, Мира, 5\nОмск\n644000",
            "7",
        ),
        (
            "Облыс;Аудан;Ауыл;Көше;Үй;Пәтер;Индекс",
            "Ақмола облысы;Бурабай ауданы;Бор ауылы;Абай;5;7;021700",
            "021700\nАқмола облысы, Бурабай ауданы\nБор ауылы\nАбай, 5, пәтер 7",
            "Бурабай ауданы",
        ),
        ("Ауданы", "Бурабай ауданы", "", "Бурабай ауданы"),
        ("Область;Район;Город", "Омская;Омский;Омск", "", "Омский"),
    ],
)
def test_a_district(tmp_path: Path, headings: str, row: str, address: str, area: str) -> None:
    """It is a part of an address, and where somebody was elected, if no other column says that."""
    roster = read(tmp_path, f"ФИО;{headings}\nКим Ли Ли;{row}\n")
    assert rows(roster, "address", "area") == [(address, area)]


@pytest.mark.parametrize(
    ("headings", "row", "address"),
    [
        ("Flat;Street;Town", "5;1 High Street;London", "1 High Street, Flat 5\nLondon"),
        ("Улица;Дом;Кабинет;Город", "Мира;5;12;Омск", "Мира, 5, каб. 12\nОмск"),
        (
            "Endereço;Anexo;Gabinete;CEP;Cidade;UF",
            "Praça dos Três Poderes;IV;520;70160-900;Brasília;DF",
            "Praça dos Três Poderes, Anexo IV, Gabinete 520\nBrasília-DF\n70160-900",
        ),
        (
            "Address;Suite;Zip",
            "1 Main St, Salem 97301;20;97301",
            "Suite 20\n1 Main St, Salem 97301",
        ),
        (
            "Address;Suite;Zip",
            "1 Main St, Suite 20, Salem;20;97301",
            "1 Main St, Suite 20, Salem\n97301",
        ),
    ],
)
def test_a_room_has_its_word(tmp_path: Path, headings: str, row: str, address: str) -> None:
    """A number alone says nothing on an envelope; an address that says it says it once."""
    assert rows(read(tmp_path, f"Name;{headings}\nAnn Sample;{row}\n"), "address") == [(address,)]


@pytest.mark.parametrize(
    ("street", "town", "address"),
    [
        ("Via Roma 1", "Roma", "Via Roma 1\n00184 Roma"),
        ("Via Roma 1, Roma", "Roma", "Via Roma 1, Roma"),
        ("London Road 5", "London", "London Road 5\n00184 London"),
        ("г. Омск, ул. Мира 5", "Омск", "г. Омск, ул. Мира 5"),
        ("5 Quay Street Cork", "Cork", "5 Quay Street Cork"),
    ],
)
def test_a_street_called_after_its_town(
    tmp_path: Path, street: str, town: str, address: str
) -> None:
    """An address says its town where that stands for itself in it."""
    text = f'Nome e cognome;Indirizzo;CAP;Città\nAnna Esempio;"{street}";00184;{town}\n'
    assert rows(read(tmp_path, text), "address") == [(address,)]
