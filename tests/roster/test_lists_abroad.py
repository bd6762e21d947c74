"""Lists of parliaments, councils and tools of campaigns, in many languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from appeal_cli import load_deputies
from appeal_cli.problems import AppealError
from appeal_cli.roster.account import Why
from appeal_cli.roster.export import written
from tests.roster.lists import messages, read, rows

FIELDS = ("family_name", "given_name", "gender", "group", "area", "email")

LISTS = {
    "Italian": (
        "Cognome;Nome;Sesso;Gruppo parlamentare;Circoscrizione;Posta elettronica\n"
        "Esempio;Anna;F;PD;Lazio 1;a@example.org\nProva;Bo;M;FDI;Sicilia;b@example.org\n",
        ("Esempio", "Anna", "female", "PD", "Lazio 1", "a@example.org"),
    ),
    "Dutch": (
        "Achternaam;Voornaam;Geslacht;Fractie;Kieskring;E-mailadres\n"
        "Voorbeeld;Anna;V;D66;Utrecht;a@example.org\nProef;Bo;M;VVD;Delft;b@example.org\n",
        ("Voorbeeld", "Anna", "female", "D66", "Utrecht", "a@example.org"),
    ),
    "Czech": (
        "Příjmení;Jméno;Pohlaví;Poslanecký klub;Volební kraj;Elektronická pošta\n"
        "Vzorová;Anna;žena;ODS;Praha;a@example.org\nZkouška;Bo;muž;ANO;Brno;b@example.org\n",
        ("Vzorová", "Anna", "female", "ODS", "Praha", "a@example.org"),
    ),
    "Romanian": (
        "Nume;Prenume;Sex;Grup parlamentar;Circumscripția;Adresă email\n"
        "Exemplu;Ana;femeie;PNL;Cluj;a@example.org\nProbă;Ion;bărbat;PSD;Iași;b@example.org\n",
        ("Exemplu", "Ana", "female", "PNL", "Cluj", "a@example.org"),
    ),
    "Bulgarian": (
        "Фамилия;Собствено име;Пол;Парламентарна група;Избирателен район;Ел. поща\n"
        "Примерова;Анна;ж;ПП;Варна;a@example.org\nШаблонов;Иван;м;БСП;Русе;b@example.org\n",
        ("Примерова", "Анна", "female", "ПП", "Варна", "a@example.org"),
    ),
    "Lithuanian": (
        "Pavardė;Vardas;Lytis;Frakcija;Apygarda;El. paštas\n"
        "Pavyzdienė;Ona;moteris;TS;Kauno;a@example.org\nBandymas;Jonas;vyras;LS;Vilniaus;b@x.org\n",
        ("Pavyzdienė", "Ona", "female", "TS", "Kauno", "a@example.org"),
    ),
    "Greek": (
        "Επώνυμο;Όνομα;Κόμμα;Εκλογική περιφέρεια;Email\nΠαράδειγμα;Άννα;ΝΔ;Αθήνα;a@example.org\n",
        ("Παράδειγμα", "Άννα", "", "ΝΔ", "Αθήνα", "a@example.org"),
    ),
    "Georgian": (
        "გვარი;სახელი;ფრაქცია;ოლქი;ელფოსტა\nნიმუშაძე;ანა;ოცნება;თბილისი;a@example.org\n",
        ("ნიმუშაძე", "ანა", "", "ოცნება", "თბილისი", "a@example.org"),
    ),
    "glued headings": (
        "NOMBRECOMPLETO;GRUPOPARLAMENTARIO;CIRCUNSCRIPCION\nMuestra Prueba, Ana;PP;Madrid\n",
        ("Muestra Prueba", "Ana", "", "PP", "Madrid", ""),
    ),
    "both genders": (
        "Député(e);Groupe;Circonscription\nEXEMPLE Anne;SOC;Ain\nDUPONT Jean;LR;Aisne\n",
        ("Exemple", "Anne", "", "SOC", "Ain", ""),
    ),
    "a tool of campaigns": (
        "first_name,last_name,email,can2_user_address,can2_user_city,can2_state_abbreviated,zip_code\n"
        "Ann,Sample,a@example.org,1 Main St,Salem,OR,97301\n",
        ("Sample", "Ann", "", "", "", "a@example.org"),
    ),
}


@pytest.mark.parametrize("kind", LISTS)
def test_columns_in_many_languages(tmp_path: Path, kind: str) -> None:
    """The words for the fields that letters need."""
    text, expected = LISTS[kind]
    assert rows(read(tmp_path, text), *FIELDS)[0] == expected


@pytest.mark.parametrize(
    ("headings", "field"),
    [
        ("ФИО (рус.);ФИО (каз.)", "name_kk"),
        ("ФИО на русском языке;Т.А.Ә. қазақ тілінде", "name_kk"),
        ("ФИО;Name in English", "name_en"),
        ("Name;Name (KZ)", "name_kk"),
        ("Name;Name EN", "name_en"),
        ("Nom;Nom en français", "name_fr"),
        ("ФИО;Должность (каз.)", "role_kk"),
    ],
)
def test_columns_in_a_language(tmp_path: Path, headings: str, field: str) -> None:
    """A heading that says its language is of the form in that language; the first is for all."""
    roster = read(tmp_path, f"{headings}\nАнна Иванова;Анна Иванқызы\n")
    assert rows(roster, "name", field) == [("Анна Иванова", "Анна Иванқызы")]


def test_a_title_beside_a_form_of_address(tmp_path: Path) -> None:
    """`Anrede` states the gender, and `Titel` is what is printed; English forms are kept."""
    german = read(tmp_path, "Anrede;Titel;Vorname;Nachname\nFrau;Dr.;Eva;Probe\nHerr;;Max;Muster\n")
    assert rows(german, "gender", "honorific_prefix") == [("female", "Dr."), ("male", "")]
    english = read(tmp_path, "Title;Mr/Ms;Name\nDr;Mrs;Ann Sample\n;Miss;Eva Test\n;Mr;Bob Demo\n")
    found = [("female", "Dr"), ("female", "Miss"), ("male", "")]
    assert rows(english, "gender", "honorific_prefix") == found


@pytest.mark.parametrize(
    ("name", "prefix", "suffix", "family"),
    [
        ("Hon. Sample, Ann, MGH", "Hon.", "MGH", "Sample"),
        ("Mustermann, Erika, Dr.", "Dr.", "", "Mustermann"),
        ("Wzór, Anna, mgr inż.", "mgr inż.", "", "Wzór"),
        ("The Rev. Canon Carl Demo", "The Rev. Canon", "", ""),
    ],
)
def test_titles_behind_a_name(
    tmp_path: Path, name: str, prefix: str, suffix: str, family: str
) -> None:
    """Behind the last comma, honours and titles are no part of the name."""
    roster = read(tmp_path, f'name\n"{name}"\n')
    assert rows(roster, "honorific_prefix", "honorific_suffix", "family_name") == [
        (prefix, suffix, family)
    ]


def test_turkish_capitals(tmp_path: Path) -> None:
    """`I` is dotless where names have letters that only such alphabets have."""
    roster = read(tmp_path, "Adı Soyadı\nAyşe ÖRNEK\nMehmet YILMAZ\n")
    assert rows(roster, "family_name") == [("Örnek",), ("Yılmaz",)]


def test_short_names_beside_their_parts(tmp_path: Path) -> None:
    """A name with initials gives way to the whole one, where its parts are known."""
    people = [{"surname": "Зразок", "firstname": "Ганна", "shortname": "Зразок Г.С."}]
    roster = read(tmp_path, json.dumps(people), "list.json")
    assert rows(roster, "name") == [("Ганна Зразок",)]


def test_who_is_not_active(tmp_path: Path) -> None:
    """`false` in a column that asks if somebody holds the seat; not where it says so of all."""
    people = [{"name": "Anna Wzór", "active": True}, {"name": "Jan Próba", "active": False}]
    roster = read(tmp_path, json.dumps(people), "list.json")
    assert rows(roster, "name") == [("Anna Wzór",)]
    assert roster.account.aside[0].why == Why.ENDED
    assert len(read(tmp_path, "name;active\nAnn Sample;no\nBob Test;no\n")) == 2


def test_numbers_for_genders_that_count_otherwise(tmp_path: Path) -> None:
    """In Norwegian data nobody knows which number is which."""
    roster = read(tmp_path, "fornavn;etternavn;kjønn\nAnna;Prøve;1\nBo;Eksempel;2\n")
    assert rows(roster, "gender") == [("",), ("",)]
    assert "may mean either gender" in messages(roster)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("name,address\nAnn Sample,1 Main St;Room 4\n", "1 Main St\nRoom 4"),
        ('Name,AddressBlock\nAnn Sample,"Ms Ann Sample\nHouse\nSampleton"\n', "House\nSampleton"),
        ("Name,Street,City,Zip\nAnn Sample,1 Main St,Salem,97301\n", "1 Main St\nSalem 97301"),
        (
            "Nome;Endereço;Endereço (continuação)\nAna Amostra;Praça 1;Brasília\n",
            "Praça 1\nBrasília",
        ),
        (
            "Nombre completo;Calle;Número;Piso;Puerta;CP;Municipio\n"
            "Ana Muestra;Mayor;5;3;B;28001;Madrid\n",
            "Mayor, 5, 3 B\n28001 Madrid",
        ),
        (
            "Nom et prénom;N°;Voie;Complément;CP;Ville\n"
            "Anne Exemple;5;rue X;Bât. A;75002;Paris\nJean Dupont;7;rue Y;;75003;Paris\n",
            "5 rue X, Bât. A\n75002 Paris",
        ),
        (
            "Név;Irányítószám;Település;Utca\nMinta Anna;1055;Budapest;Kossuth tér 1.\n",
            "Budapest\nKossuth tér 1.\n1055",
        ),
        ("Name,PO Box,City\nAnn Sample,123,Nairobi\n", "PO Box 123\nNairobi"),
        (
            "Nombre completo;Calle del trabajo;Ciudad de trabajo;Código postal del trabajo\n"
            "Ana Muestra;Mayor 1;Madrid;28071\n",
            "Mayor 1\n28071 Madrid",
        ),
        (
            "Imię i nazwisko;Adres służbowy - ulica;Adres służbowy - kod;Adres służbowy - miasto\n"
            "Anna Wzór;ul. Długa 1;00-001;Warszawa\n",
            "ul. Długa 1\n00-001 Warszawa",
        ),
        (
            "Nombre;Núm.;Calle;CP;Ciudad\nAna A;1;Mayor 5;28001;Madrid\n"
            "Eva B;2;Sol 3;28002;Madrid\n",
            "Mayor 5\n28001 Madrid",
        ),
    ],
)
def test_addresses_as_they_are_kept(tmp_path: Path, text: str, address: str) -> None:
    """On several lines, without the name above them, without a number of the row."""
    assert rows(read(tmp_path, text), "address")[0] == (address,)


def test_the_mail_for_work(tmp_path: Path) -> None:
    """Of several that say what they are for, the one at home is last."""
    mails = [{"type": "home", "address": "h@x.org"}, {"type": "work", "address": "w@x.org"}]
    people = {"members": [{"name": "Ann Sample", "emails": mails}]}
    assert rows(read(tmp_path, json.dumps(people), "list.json"), "email") == [("w@x.org",)]


def test_headings_below_each_other(tmp_path: Path) -> None:
    """Each column is a person then, and a notice says so."""
    book = Workbook()
    assert book.active is not None
    for cells in (
        ["ФИО", "Образцова Анна Сергеевна", "Шаблонов Иван Петрович"],
        ["Округ", 1, 2],
        ["E-mail", "a@example.org", "i@example.org"],
    ):
        book.active.append(cells)
    book.save(tmp_path / "list.xlsx")
    roster = load_deputies(tmp_path / "list.xlsx")
    assert rows(roster, "given_name", "area", "email") == [
        ("Анна", "1", "a@example.org"),
        ("Иван", "2", "i@example.org"),
    ]
    assert "stand below each other" in messages(roster)


def test_two_lists_beside_each_other(tmp_path: Path) -> None:
    """The same headings again are those of more people."""
    text = "№;ФИО;Округ;№;ФИО;Округ\n1;Образцова Анна;5;2;Шаблонов Иван;6\n3;Примеров Пётр;7;;;\n"
    assert rows(read(tmp_path, text), "name", "area") == [
        ("Образцова Анна", "5"),
        ("Примеров Пётр", "7"),
        ("Шаблонов Иван", "6"),
    ]


def test_the_same_headings_under_others(tmp_path: Path) -> None:
    """Where a row above says whose columns they are, the second are no more deputies."""
    text = "Deputy;;Assistant;\nName;Phone;Name;Phone\nAnn Sample;1;Bob Help;2\n"
    with pytest.raises(AppealError, match="a second column is headed `Name`"):
        read(tmp_path, text)


def test_sums_of_parts(tmp_path: Path) -> None:
    """Words with numbers are nobody: `Lab 1, Con 2`."""
    roster = read(tmp_path, "Ward;Councillor\nNorth;Ann Sample\nGroups;Lab 1, Con 2\n")
    assert rows(roster, "name") == [("Ann Sample",)]


def test_the_mail_of_somebody_else(tmp_path: Path) -> None:
    """It is not written to where the person's own is blank."""
    text = "Name;Email;Email (assistant)\nAnn Sample;;help@x.org\nBob Test;b@x.org;\n"
    assert rows(read(tmp_path, text), "email") == [("",), ("b@x.org",)]


@pytest.mark.parametrize(
    ("text", "names", "mails"),
    [
        (
            "Ann Sample <a@x.org>\nBob Test <b@x.org>\n",
            ["Ann Sample", "Bob Test"],
            ["a@x.org", "b@x.org"],
        ),
        (
            'Ann Sample <a@x.org>, Bob Test <b@x.org>; "Demo, Cara" <c@x.org>',
            ["Ann Sample", "Bob Test", "Demo, Cara"],
            ["a@x.org", "b@x.org", "c@x.org"],
        ),
        (
            "Ann Sample - a@x.org\nBob Test - b@x.org\n",
            ["Ann Sample", "Bob Test"],
            ["a@x.org", "b@x.org"],
        ),
        (
            "1. Образцова Анна – председатель\n2. Шаблонов Иван – член\n",
            ["Образцова Анна", "Шаблонов Иван"],
            ["", ""],
        ),
        (
            "ФИО | Округ\n--- | ---\nОбразцова Анна | 1\n",
            ["Образцова Анна"],
            [""],
        ),
    ],
)
def test_lists_copied_out_of_mails(
    tmp_path: Path, text: str, names: list[str], mails: list[str]
) -> None:
    """Recipients as programs for mails write them, and names with something behind a dash."""
    roster = read(tmp_path, text, "list.txt")
    assert [deputy.name for deputy in roster] == names
    assert [deputy.get("email") for deputy in roster] == mails


def test_words_for_the_language_of_a_letter(tmp_path: Path) -> None:
    """They stand for its code."""
    text = "ФИО;Язык\nОбразцова Анна;рус\nАхметова Айгүл;каз\nAnn Sample;английский\n"
    assert rows(read(tmp_path, text), "language") == [("ru",), ("kk",), ("en",)]


GENDERS = {
    "m/w/d": ("w", "m"),
    "H/F": ("F", "H"),
    "Пол (м/ж)": ("ж", "м"),
    "Жынысы": ("әйел", "ер"),
    "სქესი": ("მდედრობითი", "მამრობითი"),
    "Jinsi": ("ayol", "erkak"),
    "Cinsi": ("qadın", "kişi"),
    "Обращение": ("уважаемая", "уважаемый"),
}


@pytest.mark.parametrize("heading", GENDERS)
def test_genders_in_more_words(tmp_path: Path, heading: str) -> None:
    """Under short headings, in more languages, and as the first word of a greeting."""
    female, male = GENDERS[heading]
    roster = read(tmp_path, f"name;{heading}\nAnna A;{female}\nBob B;{male}\n")
    assert rows(roster, "gender", "role") == [("female", ""), ("male", "")]


def test_a_couple_in_one_cell(tmp_path: Path) -> None:
    """It is nobody's name."""
    with pytest.raises(AppealError, match="several names in one cell"):
        read(tmp_path, "name\nMr. & Mrs. Ann and Bob Sample\n")


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".json"])
@pytest.mark.parametrize(
    "text",
    [
        "Name;Address 1;Address 2;Postcode\nAnn Sample;House;London;SW1A 0AA\n",
        "ФИО\nОбразцова А. С.\nИ. П. Шаблонов\n",
        "Titul před;Jméno;Příjmení;Titul za\nMgr.;Anna;Vzorová;Ph.D.\n",
        "First name;Last name;Suffix\nAnn;Sample;Jr.\n",
    ],
)
def test_what_is_written_is_read_back(tmp_path: Path, text: str, ending: str) -> None:
    """Every field of everybody, as it was."""
    roster = read(tmp_path, text)
    path = tmp_path / f"made{ending}"
    path.write_bytes(written(roster, path.name))
    again = load_deputies(path)
    assert [dict(each.fields) for each in again] == [dict(each.fields) for each in roster]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("место депутата вакантно", Why.VACANT),
        ("Выборы назначены на 10.09.2026", Why.VACANT),
        ("By-election called", Why.VACANT),
        ("Nachrücker folgt", Why.VACANT),
        ("wybory uzupełniające", Why.VACANT),
        ("élection partielle", Why.VACANT),
        ("neobsazeno", Why.VACANT),
        ("Председатель маслихата ________ Петров П.П.", Why.SIGNATURE),
        ("Приложение 1", Why.SIGNATURE),
        ("Annexe 1", Why.SIGNATURE),
    ],
)
def test_what_stands_where_names_do(tmp_path: Path, words: str, why: Why) -> None:
    """Seats that wait for an election, lines to sign on and annexes are nobody."""
    roster = read(tmp_path, f"№;name;area\n1;Ann Sample;North\n2;{words};South\n")
    assert [deputy.name for deputy in roster] == ["Ann Sample"]
    assert [row.why for row in roster.account.aside] == [why]


def test_names_like_such_words(tmp_path: Path) -> None:
    """Somebody is called Ek, Antal or Vago all the same."""
    roster = read(tmp_path, "name;area\nEk Anna;North\nAntal József;South\nVago, João;East\n")
    assert len(roster) == 3


def test_a_mail_deep_inside(tmp_path: Path) -> None:
    """The only address inside an entry is that of the person; not an assistant's, nor of two."""
    deep = {"facts": {"fact": [{"code": "mail", "fact": ["a@x.org"]}]}}
    people = [
        {"name": "Anna Exempel", **deep},
        {"name": "Bo Prov", "assistants": [{"who": "Cy", "mail": "c@x.org"}]},
        {"name": "Di Test", "ways": [{"to": "d@x.org"}, {"to": "e@x.org"}]},
    ]
    roster = read(tmp_path, json.dumps(people), "list.json")
    assert rows(roster, "email") == [("a@x.org",), ("",), ("",)]


def test_names_in_small_letters(tmp_path: Path) -> None:
    """They get their capitals, in a whole column or of somebody alone, and a notice says it."""
    roster = read(tmp_path, "First,Last\nann,o'brien-sample\nbob,de la test\n")
    assert rows(roster, "name") == [("Ann O'Brien-Sample",), ("Bob de la Test",)]
    assert "in ordinary case" in messages(roster)
    assert rows(read(tmp_path, "name\nann sample\nBob Test\n"), "name")[0] == ("Ann Sample",)


def test_numbers_are_no_roles(tmp_path: Path) -> None:
    """A column `Mandat` may count."""
    roster = read(tmp_path, "Mandat;Nom\n1;Exemple Anne\n2;Dupont Jean\n")
    assert rows(roster, "role") == [("",), ("",)]


def test_a_suburb_in_the_place_of_a_town(tmp_path: Path) -> None:
    """As Australian lists have it."""
    text = "Name,Label Address,Label Suburb,Label State,Label postcode\n"
    roster = read(tmp_path, f"{text}Ann A,5 High St,Bega,NSW,2550\n")
    assert rows(roster, "address") == [("5 High St\nBega, NSW 2550",)]
