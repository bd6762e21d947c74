"""Postal addresses as lists keep them: on several lines, in parts, under headings in two rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from appeal_cli import load_deputies
from tests.roster.lists import messages, read, rows


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (
            "Name;Address Line 1;Address Line 2;Address Line 3;Town;Postcode\n"
            "Ann Sample;The Old Hall;1 High Street;;Sampleton;SA1 1AA\n",
            "The Old Hall\n1 High Street\nSampleton\nSA1 1AA",
        ),
        (
            "Name;Address1;Address2;City;Zip;State\nAnn Sample;1 Main St;Apt 4;Salem;97301;OR\n",
            "1 Main St\nApt 4\nSalem, OR 97301",
        ),
        ("Name;Address 1;Address 2\nAnn Sample;1 Main St;Salem\n", "1 Main St\nSalem"),
        (
            "Name;Straße;Straße 2;PLZ;Ort\nEva Probe;Haus Nord;Weg 3;10115;Berlin\n",
            "Haus Nord\nWeg 3\n10115 Berlin",
        ),
        (
            "ФИО;Индекс;Город;Улица;Дом;Квартира\nОбразцов Иван;644000;Омск;ул. Мира;5;12\n",
            "ул. Мира, 5, кв. 12\nОмск\n644000",
        ),
        (
            "Imię i nazwisko;Ulica;Nr domu;Nr lokalu;Kod pocztowy;Miasto\n"
            "Anna Wzór;ul. Długa;1;5;00-001;Warszawa\n",
            "ul. Długa 1/5\n00-001 Warszawa",
        ),
        (
            "Nazwisko;Imię;Ulica;Nr domu;Kod pocztowy;Poczta;E-mail\n"
            "Wzór;Anna;Długa;5;26-900;Kozienice;a@example.org\n",
            "Długa 5\n26-900 Kozienice",
        ),
        (
            "Nazwisko;Imię;Miejscowość;Ulica;Nr domu;Kod pocztowy;Poczta\n"
            "Wzór;Anna;Wola;Długa;5;26-900;Kozienice\n",
            "Długa 5\nWola\n26-900 Kozienice",
        ),
        (
            "Name;Street;Town;Post town;Postcode\n"
            "Ann Sample;1 High St;Little Wood;Sampleton;S1 1AA\n",
            "1 High St\nLittle Wood\nSampleton\nS1 1AA",
        ),
        (
            "Name;Building;Street;Locality;Town;Postcode\n"
            "Ann Sample;Shire Hall;Market St;Little Wood;Sampleton;S1 1AA\n",
            "Shire Hall\nMarket St\nLittle Wood\nSampleton\nS1 1AA",
        ),
        (
            "Name;Building;Street;Locality;Town;Postcode\n"
            "Ann Sample;12;Market St;;Sampleton;S1 1AA\n",
            "12 Market St\nSampleton\nS1 1AA",
        ),
    ],
)
def test_every_line_of_an_address(tmp_path: Path, text: str, address: str) -> None:
    """Lines that stand in columns of their own, and flats, are part of the address."""
    assert read(tmp_path, text)[0].get("address") == address


def test_an_address_under_headings_in_two_rows(tmp_path: Path) -> None:
    """What stands over the parts (`Dienstanschrift`) is the address that they are parts of;
    headings of one row alone are not said twice."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Nr.", "Abgeordnete", None, "Dienstanschrift", None, None, "Bemerkungen"],
        [None, "Vorname", "Nachname", "Straße, Hausnr.", "PLZ", "Ort", None],
        [1, "Anna", "Muster", "Markt 1", "01067", "Dresden", "nur vormittags"],
    ):
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("D1:F1")
    book.save(tmp_path / "list.xlsx")
    roster = load_deputies(tmp_path / "list.xlsx")
    assert [use.heading for use in roster.account.columns] == [
        *("Nr.", "Abgeordnete Vorname", "Abgeordnete Nachname"),
        *("Straße, Hausnr.", "PLZ", "Ort", "Bemerkungen"),
    ]
    assert roster[0].get("address") == "Markt 1\n01067 Dresden"


def test_parts_of_somebody_elses_address_are_not_joined(tmp_path: Path) -> None:
    """A street under words that say whose it may be is left, and a notice says so."""
    roster = read(
        tmp_path, "Name;Assistant's street;Assistant's town\nAnn Sample;High St;Sampleton"
    )
    assert roster[0].get("address") == ""
    [notice] = [each for each in roster.notices if "looks like" in each.message]
    assert "`Assistant's street`" in notice.message


def test_a_state_without_a_town_is_where_somebody_was_elected(tmp_path: Path) -> None:
    """It is no address, and it is the area where no other column is."""
    roster = read(tmp_path, "Senator,State\nAnn Sample,OR\n")
    assert (roster[0].get("area"), roster[0].get("address")) == ("OR", "")


CONTACTS = """\
First Name,Last Name,Business Street,Business City,Home Street,Home City,Home Address
Ann,Sample,1 High St,Sampleton,9 Home Rd,Hometown,
Bob,Test,,,8 Home Rd,Hometown,
Eve,Mock,,,7 Home Rd,Hometown,
"""


def test_the_address_at_work_goes_before_that_at_home(tmp_path: Path) -> None:
    """For each person, however many there are who have an address at home alone."""
    roster = read(tmp_path, CONTACTS)
    assert [deputy.get("address") for deputy in roster] == [
        "1 High St\nSampleton",
        "8 Home Rd\nHometown",
        "7 Home Rd\nHometown",
    ]
    whole = "Name,Home address,Work address\nAnn Sample,9 Home Rd,1 High St\nBob Test,8 Home Rd,\n"
    assert [deputy.get("address") for deputy in read(tmp_path, whole)] == ["1 High St", "8 Home Rd"]


def test_an_address_for_letters_goes_before_that_at_home(tmp_path: Path) -> None:
    """`Correspondence Address` means the address, and home is written to where it is blank."""
    text = "Name,Home Address,Correspondence Address\nAnn Sample,9 Home Rd,1 Town Hall\n"
    assert read(tmp_path, text)[0].get("address") == "1 Town Hall"


def test_a_second_address_is_no_second_line(tmp_path: Path) -> None:
    """The number says of which address a column is part, where more words follow it."""
    text = (
        "Name,Address 1 - Street,Address 1 - City,Address 2 - Street,Address 2 - City\n"
        "Ann Sample,1 High St,Sampleton,9 Other Rd,Othertown\nBob Test,,,8 Other Rd,Othertown\n"
    )
    assert [deputy.get("address") for deputy in read(tmp_path, text)] == [
        "1 High St\nSampleton",
        "8 Other Rd\nOthertown",
    ]


def test_one_word_of_another_language_turns_no_address_round(tmp_path: Path) -> None:
    """`Region` is English and German: the order is that of the language of most parts."""
    text = "Name;Straße;Ort;Region;Postleitzahl;Land/Region\n"
    text += "Eva Probe;Weg 3;Köln;NRW;50667;Deutschland\n"
    assert read(tmp_path, text)[0].get("address") == "Weg 3\n50667 Köln\nDeutschland"


def test_an_address_for_each_language(tmp_path: Path) -> None:
    """Under headings in two languages, letters in one of them get their own."""
    text = "ФИО;Address;Адрес;Мекенжайы\nИванова Анна;1 Abay Ave;пр. Абая, 1;Абай даңғ., 1\n"
    roster = read(tmp_path, text)
    fields = ("address", "address_en", "address_kk")
    assert rows(roster, *fields) == [("пр. Абая, 1", "1 Abay Ave", "Абай даңғ., 1")]
    assert "`Address` is read as `address_en`" in messages(roster)
    only = read(tmp_path, "ФИО;Address;Адрес\nИванова Анна;1 Abay Ave;\n")
    assert rows(only, "address") == [("1 Abay Ave",)]


def test_a_home_is_for_no_language(tmp_path: Path) -> None:
    """Where somebody lives is written to only where there is nothing else."""
    text = "ФИО;Home address;Адрес\nИванова Анна;1 Abay Ave;пр. Абая, 1\n"
    assert rows(read(tmp_path, text), "address", "address_en") == [("пр. Абая, 1", "")]


OFFICES = {
    "pl": ("Imię i nazwisko;Biuro poselskie\n", "ul. Długa 5, 00-123 Warszawa"),
    "de": ("Name;Bürgerbüro\n", "Lange Straße 5, 10115 Berlin"),
    "en": ("Name;Constituency Office\n", "5 High Street, Sampleton SA1 1AA"),
    "ru": ("ФИО;Приёмная\n", "г. Омск, ул. Мира, 5"),
    "cs": ("Jméno a příjmení;Kancelář\n", "Dlouhá 5, 110 00 Praha"),
}


@pytest.mark.parametrize("language", OFFICES)
def test_the_office_of_a_deputy(tmp_path: Path, language: str) -> None:
    """The word for an office heads addresses, where those under it are whole ones and there is no
    other; it is told of."""
    headings, address = OFFICES[language]
    people = ("Anna Sample", "Bo Test")
    roster = read(tmp_path, headings + "".join(f'{name};"{address}"\n' for name in people))
    assert rows(roster, "address") == [(address,), (address,)]
    assert "is read as `address`, by its values" in messages(roster)
    own = read(tmp_path, headings + "".join(f"{name};Room {len(name)}\n" for name in people))
    assert rows(own, "address") == [("",), ("",)]
    person = f'Anna Sample;"{address}";Home 1\n'
    both = read(tmp_path, headings.replace("\n", ";Address\n") + person)
    assert rows(both, "address") == [("Home 1",)]


@pytest.mark.parametrize(
    ("headings", "cells", "address"),
    [
        (
            "Street Address;Supplemental Address 1;Supplemental Address 2;City;State;Postal Code",
            "12 Main St;c/o Eva Probe;PO Box 7;Salem;OR;97301",
            "c/o Eva Probe\n12 Main St\nPO Box 7\nSalem, OR 97301",
        ),
        (
            "Street Address;Additional Address;City;Zip",
            "12 Main St;Suite 5;Salem;97301",
            "12 Main St\nSuite 5\nSalem 97301",
        ),
        (
            "Street Address;Address 2;City;State;Zip",
            "12 Main St;Apt 5;Salem;OR;97301",
            "12 Main St\nApt 5\nSalem, OR 97301",
        ),
        (
            "Street;Address Line 2;City;State;Zip",
            "12 Main St;Apt 5;Salem;OR;97301",
            "12 Main St\nApt 5\nSalem, OR 97301",
        ),
        (
            "c/o;Building Name;Street;City;Postcode",
            "Probe Ltd;The Old Hall;1 High St;Sampleton;S1 1AA",
            "c/o Probe Ltd\nThe Old Hall\n1 High St\nSampleton\nS1 1AA",
        ),
        (
            "Straße;Adresszusatz;PLZ;Ort",
            "Weg 3;c/o Muster;10115;Berlin",
            "c/o Muster\nWeg 3\n10115 Berlin",
        ),
        (
            "Straße;Adresszusatz 1;Adresszusatz 2;PLZ;Ort",
            "Weg 3;Hinterhaus;3. Stock;10115;Berlin",
            "Weg 3, Hinterhaus, 3. Stock\n10115 Berlin",
        ),
        (
            "Индекс;Город;Улица;Дом;Корпус;Строение;Квартира",
            "101000;Москва;Тверская;15;2;1;7",
            "Тверская, 15, корп. 2, стр. 1, кв. 7\nМосква\n101000",
        ),
        (
            "Strada;Nr;Bloc;Scara;Etaj;Apartament;Localitate",
            "Str. Lungă;5;A2;B;3;12;Brașov",
            "Str. Lungă 5, bl. A2, sc. B, et. 3, ap. 12\nBrașov",
        ),
        (
            "Mahalle;Cadde;No;Blok;Daire;İlçe;İl",
            "Örnek Mah.;Deneme Cad.;5;B;7;Çankaya;Ankara",
            "Örnek Mah. Deneme Cad. 5, Blok B, Daire 7\nÇankaya/Ankara",
        ),
        (
            "Indirizzo;Scala;Interno;CAP;Città",
            "Via Prova 1;B;12;00184;Roma",
            "Via Prova 1, scala B, int. 12\n00184 Roma",
        ),
        (
            "Straat;Huisnummer;Toevoeging;Postcode;Plaats",
            "Dorpsstraat;5;bis;1234 AB;Utrecht",
            "Dorpsstraat 5 bis\n1234 AB Utrecht",
        ),
        (
            "N°;Voie;Code postal;Commune",
            "1;rue Exemple;75001;Paris",
            "1 rue Exemple\n75001 Paris",
        ),
    ],
)
def test_what_stands_beside_a_street(
    tmp_path: Path, headings: str, cells: str, address: str
) -> None:
    """A block, a second line or whose place it is was left out, and letters went to another
    house."""
    [deputy] = read(tmp_path, f"Name;{headings}\nAnn Sample;{cells}\n")
    assert deputy.get("address") == address


def test_a_bloc_beside_a_street_is_no_block_of_houses(tmp_path: Path) -> None:
    """A group of a parliament has words; a block of houses a number or a letter."""
    roster = read(
        tmp_path, "Name;Bloc;Street;City;Postcode\nAnn Sample;Left;1 High St;Sampleton;S1\n"
    )
    assert rows(roster, "group", "address") == [("Left", "1 High St\nSampleton\nS1")]


def test_a_column_among_those_of_an_address_is_told(tmp_path: Path) -> None:
    """It may be a part that is not printed; the user can say which."""
    text = (
        "Name;Calle;Información adicional;CP;Ciudad\nAna Muestra;Calle Mayor 1;Esc. B;28001;Soria\n"
    )
    [notice] = [
        each for each in read(tmp_path, text).notices if "among the columns" in each.message
    ]
    assert notice.message == (
        "`Información adicional` stands among the columns of an address, and is not printed in it"
    )
    assert (notice.line, notice.column) == (1, 12)
    for part, address in (
        ("unit", "Calle Mayor 1, Esc. B\n28001 Soria"),
        ("supplement", "Calle Mayor 1\nEsc. B\n28001 Soria"),
    ):
        assert f"`--column {part}='Información adicional'`" in notice.hint
        said = load_deputies(tmp_path / "list.csv", columns={part: "Información adicional"})
        assert said[0].get("address") == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (
            "Adres;Nr domu;Nr lokalu;Kod;Miasto|ul. Polna;12;3;00-001;Wzór",
            "ul. Polna 12/3\n00-001 Wzór",
        ),
        (
            "Adres;Nr domu;Nr lokalu;Kod;Miasto|ul. 3 Maja;5;;00-001;Wzór",
            "ul. 3 Maja 5\n00-001 Wzór",
        ),
        (
            "Adres;Nr domu;Nr lokalu;Kod;Miasto|ul. Polna 7;;4;00-001;Wzór",
            "ul. Polna 7/4\n00-001 Wzór",
        ),
        (
            "Adres;Nr domu;Nr lokalu;Kod;Miasto|ul. Polna 7/4;7;4;00-001;Wzór",
            "ul. Polna 7/4\n00-001 Wzór",
        ),
        ("Адрес;Дом;Квартира|ул. Мира;5;12", "ул. Мира, 5, кв. 12"),
        (
            "Endereço;Número;Bairro;CEP;Cidade|Rua Um;12;Centro;01000-000;Teste",
            "Rua Um, 12\nCentro\nTeste\n01000-000",
        ),
        (
            "Adresse;BP;Code postal;Ville|1 rue A;BP 123;75001;Paris Cedex 01",
            "1 rue A\nBP 123\n75001 Paris Cedex 01",
        ),
        (
            "line1;line2;line3;line4;postcode|1 High St;Xton;Shire;;AB1 2CD",
            "1 High St\nXton\nShire\nAB1 2CD",
        ),
        (
            "addr1;addr2;addr3;pcode|The Hall;1 High St;Xton;AB1 2CD",
            "The Hall\n1 High St\nXton\nAB1 2CD",
        ),
    ],
)
def test_a_street_whose_house_stands_elsewhere(tmp_path: Path, text: str, address: str) -> None:
    """Whatever a whole address lacks that a column beside it has is printed once."""
    heads, row = text.split("|")
    roster = read(tmp_path, f"name;{heads}\nJan Wzór;{row}\n")
    assert rows(roster, "address") == [(address,)]


def test_an_address_with_two_spaces_between_its_parts(tmp_path: Path) -> None:
    """Mailchimp exports so, a blank line of the street too; and the commas divide the columns."""
    text = "Email Address,First Name,Last Name,Address\n"
    text += "a@x.org,Ann,Sample,1 Main St  Springfield  IL  62701  US\n"
    text += "b@x.org,Bob,Test,2 Oak Ave  Apt 4  Shelbyville  IL  62702  US\n"
    text += "c@x.org,Cy,Case,3 Elm Rd    Xville  IL  62703  US\nd@x.org,Di,Mock,Old  Mill\n"
    assert rows(read(tmp_path, text), "name", "address") == [
        ("Ann Sample", "1 Main St\nSpringfield, IL 62701\nUS"),
        ("Bob Test", "2 Oak Ave\nApt 4\nShelbyville, IL 62702\nUS"),
        ("Cy Case", "3 Elm Rd\nXville, IL 62703\nUS"),
        ("Di Mock", "Old Mill"),
    ]


@pytest.mark.parametrize(
    ("headings", "cells", "address"),
    [
        (
            "line1,line2,city,zip,homeaddress line1,homeaddress city",
            "1 High St,Room 5,London,SW1A 0AA,9 Rose Lane,Leeds",
            "1 High St\nRoom 5\nLondon SW1A 0AA",
        ),
        (
            "address,HomeAddress,Home street,homestreet,homecity",
            '"1 High St, London",9 Rose Lane,6 Elm,5 Elm,Leeds',
            "1 High St, London",
        ),
        (
            "Straße,PLZ,Ort,Privatadresse Straße,Privat PLZ,privatort",
            "Platz 1,11011,Berlin,Heimweg 3,12345,Bonn",
            "Platz 1\n11011 Berlin",
        ),
        (
            "Улица,Город,Индекс,Домашний адрес улица,Домашний город",
            "Абая 1,Астана,010000,Ленина 5,Тверь",
            "Абая 1\nАстана\n010000",
        ),
        (
            "Calle,Código postal,Ciudad,Domicilio particular",
            "Plaza 1,28014,Madrid,Luna 5",
            "Plaza 1\n28014 Madrid",
        ),
        ("street,city,personal_address", ",,9 Rose Lane", "9 Rose Lane"),
    ],
)
def test_a_home_is_no_part_of_another_address(
    tmp_path: Path, headings: str, cells: str, address: str
) -> None:
    """Its street or its town stood in the address of an office; alone it is written to."""
    people = read(tmp_path, f"name,{headings}\nAnn Sample,{cells}\n")
    assert [deputy.get("address") for deputy in people] == [address]


def test_a_house_is_no_home(tmp_path: Path) -> None:
    """`Дом` heads the number of a house, and means a home before an address alone."""
    text = "ФИО,Адрес,Дом. адрес\nИванова Анна,Абая 1,Мира 2\nПетров Иван,,Мира 3\n"
    assert rows(read(tmp_path, text), "address") == [("Абая 1",), ("Мира 3",)]
    text = "ФИО,Улица,Дом,Город\nИванова Анна,Абая,1,Астана\n"
    assert rows(read(tmp_path, text), "address") == [("Абая, 1\nАстана",)]
