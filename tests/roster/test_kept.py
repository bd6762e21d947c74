"""Rosters as people keep them: what became of every column and row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.roster import Roster, load_deputies
from appeal_cli.roster.account import Why
from appeal_cli.roster.columns import meaning
from appeal_cli.roster.gender import genders_of
from appeal_cli.roster.names.titles import apart, gender_of_title
from appeal_cli.roster.readers.encodings import certain_encodings, likely_encoding
from appeal_cli.roster.readers.number_formats import shown
from tests.conftest import ROOT, Appeal


def csv_roster(tmp_path: Path, text: str | bytes, **reading: object) -> Roster:
    path = tmp_path / "list.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return load_deputies(path, **reading)  # type: ignore[arg-type]


def sheet(tmp_path: Path, rows: Sequence[Sequence[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def read(tmp_path: Path, book: openpyxl.Workbook, **reading: object) -> Roster:
    book.save(tmp_path / "list.xlsx")
    return load_deputies(tmp_path / "list.xlsx", **reading)  # type: ignore[arg-type]


def refused(tmp_path: Path, text: str | bytes, **reading: object) -> tuple[Problem, ...]:
    with pytest.raises(AppealError) as caught:
        csv_roster(tmp_path, text, **reading)
    return caught.value.problems


def names(roster: Roster) -> list[str]:
    return [deputy.name for deputy in roster]


def whys(roster: Roster) -> list[tuple[int, Why]]:
    return [(row.line, row.why) for row in roster.account.aside]


def notices(roster: Roster, kind: Kind) -> list[str]:
    return [notice.message for notice in roster.notices if notice.kind == kind]


def test_the_sheet_of_the_docs(appeal: Appeal, tmp_path: Path) -> None:
    """docs/rosters.md shows what the command says of its sheet."""
    text = (ROOT / "docs" / "rosters.md").read_text("utf-8")
    [source] = re.findall(r"^```csv\n(.*?)^```", text, re.M | re.S)
    (tmp_path / "spisok.csv").write_text(source, encoding="utf-8")
    ran = appeal("deputies", "list", "spisok.csv", "--explain")
    lines = [line.rstrip() for line in ran.stdout.decode().splitlines()]
    assert "\n".join(lines) in text


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("Name;Party", 1),
        ("Our list;\nas of May;\n;\nName;Party", 4),
        ("Our list\nName;Party", 2),
        ("Name;Party\n1;2", 1),
    ],
)
def test_where_the_headings_are(tmp_path: Path, head: str, line: int) -> None:
    """Title rows, blank ones and a row of numbers are no people and no headings."""
    roster = csv_roster(tmp_path, f"{head}\nAnn Sample;Green\nJohn Muster;Blue\n")
    assert names(roster) == ["Ann Sample", "John Muster"]
    assert [deputy.get("group") for deputy in roster] == ["Green", "Blue"]
    assert all(row.line < line or row.why == Why.NUMBERS for row in roster.account.aside)


def test_headings_in_two_rows_of_text(tmp_path: Path) -> None:
    """The upper heading goes on over the blanks beside it; whose the columns are, it says."""
    text = "№;Депутат;;Помощник;\n;Фамилия;Имя;Имя;Телефон\n1;Образцов;Пётр;Анна;8 700\n"
    roster = csv_roster(tmp_path, text)
    assert names(roster) == ["Пётр Образцов"]
    assert roster[0].get("помощник_имя") == "Анна"


def test_a_role_is_no_heading(tmp_path: Path) -> None:
    """A row with `депутат` for a role is a person, whatever the headings are."""
    roster = csv_roster(tmp_path, "ФИО;Должность\nОбразцов Пётр Иванович;депутат\nШ И П;депутат\n")
    assert len(roster) == 2


@pytest.mark.parametrize(
    "foot",
    [
        "Итого: 2;;",
        "Итого по списку;2;",
        ";Всего депутатов - 2;",
        ";2;",
        "Барлығы: 2;;",
        "Усього;2;",
        "Gesamt: 2;;",
        "Total;2;",
        "Razem: 2 osoby;;",
        "Toplam;2;",
        "Составил: Исполнителев И.И., тел. 1;;",
        "Құрастырған: Хатшы А.;;",
        "Prepared by: J. Clerk;;",
        "Sporządził: Jan Pisarz;;",
        ";Hazırlayan: A. Katip;",
    ],
)
def test_rows_that_are_nobody(tmp_path: Path, foot: str) -> None:
    """Sums and signatures, in every column and language, are set aside with a notice."""
    text = f"№;Name;Party\n1;Ann Sample;Green\n2;John Muster;Blue\n{foot}\n"
    roster = csv_roster(tmp_path, text)
    assert names(roster) == ["Ann Sample", "John Muster"]
    assert [line for line, _ in whys(roster)] == [4]
    assert notices(roster, Kind.SET_ASIDE) or notices(roster, Kind.MISSING_NAME)


@pytest.mark.parametrize(
    "row",
    [
        "Итогина Анна Сергеевна;Мост;",
        "Total, Ann;Green;",
        "Summe Karl;Blau;k@x.example",
        "Fuente María;;m@x.example",
        "Всеволодов Иван Иванович;;",
    ],
)
def test_people_whose_names_look_like_sums(tmp_path: Path, row: str) -> None:
    """Somebody with a name gets a letter, whatever it begins with."""
    text = f"Name;Party;E-mail\nAnn Sample;Green;a@x.example\n{row}\n"
    assert len(csv_roster(tmp_path, text)) == 2


def test_groups_between_the_rows(tmp_path: Path) -> None:
    """They are nobody, and give those below them their group, where no column does."""
    text = "Name;Gender\nNur Otan;\nAnn Sample;f\nGreen Party;\nJohn Muster;m\n"
    roster = csv_roster(tmp_path, text)
    assert [(deputy.name, deputy.get("group")) for deputy in roster] == [
        ("Ann Sample", "Nur Otan"),
        ("John Muster", "Green Party"),
    ]
    assert whys(roster) == [(2, Why.GROUP), (4, Why.GROUP)]


def test_somebody_of_whom_only_the_name_is_known(tmp_path: Path) -> None:
    """In a list without such groups a name alone is somebody."""
    text = "Name;Party\nAnn Sample;Green\nJohn Muster;\nMary Example;Blue\n"
    assert len(csv_roster(tmp_path, text)) == 3


def test_merged_cells(tmp_path: Path) -> None:
    """They give their value to each row; a merged name goes on with one person."""
    rows = [["Name", "Party", "Phone"], ["Ann Sample", "Green", 1], [None, None, 2]]
    book = sheet(tmp_path, [*rows, ["John Muster", None, 3]])
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("B2:B4")
    roster = read(tmp_path, book)
    assert [(deputy.name, deputy.get("group")) for deputy in roster] == [
        ("Ann Sample", "Green"),
        ("John Muster", "Green"),
    ]
    assert whys(roster) == [(3, Why.CONTINUED)]


def test_hidden_rows(tmp_path: Path) -> None:
    """They are set aside and reported, and taken where they are wanted."""
    book = sheet(tmp_path, [["Name", "Party"], ["Ann Sample", "A"], ["John Muster", "B"]])
    book.active.row_dimensions[3].hidden = True
    roster = read(tmp_path, book)
    assert names(roster) == ["Ann Sample"]
    assert "hidden" in notices(roster, Kind.SET_ASIDE)[0]
    assert len(read(tmp_path, book, hidden_rows=True)) == 2


def test_links_to_mails(tmp_path: Path) -> None:
    """The address of a link, without its subject, where the cell says something else."""
    book = sheet(
        tmp_path, [["Name", "E-mail"], ["Ann Sample", "write"], ["Bo Dahl", "b@x.example"]]
    )
    book.active["B2"].hyperlink = "mailto:ann%40x.example?subject=Hi"
    book.active["B3"].hyperlink = "mailto:old@x.example"
    roster = read(tmp_path, book)
    assert [deputy.get("email") for deputy in roster] == ["ann@x.example", "b@x.example"]


HEADINGS = {
    "name": (
        "Ф.И.О. депутата",
        "Ф. И. О.",
        "Фамилия,\nимя, отчество",
        "Депутат",
        "Т.А.Ә.",
        "Аты-жөні",
        "ПІБ",
        "Nom de l'élu",
        "Imię i nazwisko posła",
        "Nombre y apellidos",
        "nameDisplayAs",
        "personLabel",
        "Member",
        "ADI SOYADI",
        "Vor- und Nachname",
    ),
    "email": (
        "Эл. адрес",
        "Е-mail",
        "E-Mail-Adresse",
        "Courriel",
        "Correo electrónico",
        "Adres e-mail",
        "E-mail 1 - Value",
        "Электрондық мекенжайы",
        "Ел. пошта",
        "E-posta",
        "Endereço eletrônico",
        "E-mail (рабочий)",
    ),
    "address": (
        "Адрес:",
        "Адрес, телефон",
        "Мекенжайы",
        "Adresse",
        "capitol_address",
        "Dirección",
        "Почтовый адрес",
    ),
    "gender": ("Пол (м/ж)", "Жынысы", "Стать", "Geschlecht", "Sexe", "Płeć", "Cinsiyet"),
    "postcode": ("PLZ", "Address 1 - Postal Code", "Business Postal Code", "Індекс", "CEP"),
    "phone": ("Тел./факс", "Контактный телефон", "Téléphone", "Cep telefonu"),
    "": ("№ п/п", "Имя помощника", "E-mail 1 - Label", "Lp.", "Дата рождения"),
}


@pytest.mark.parametrize(
    ("heading", "field"), [(word, field) for field, words in HEADINGS.items() for word in words]
)
def test_what_a_heading_means(heading: str, field: str) -> None:
    """By its words, whatever stands around them; whose assistant's it is, it is not the field."""
    assert meaning(heading).field == field


def test_two_columns_that_mean_one(tmp_path: Path) -> None:
    """The fuller is read, the other where that is blank, and both are reported."""
    text = "Name;E-mail;E-mail address\nA B;;a@x.example\nC D;c@x.example;\nE F;;e@x.example\n"
    roster = csv_roster(tmp_path, text)
    mails = [deputy.get("email") for deputy in roster]
    assert mails == ["a@x.example", "c@x.example", "e@x.example"]
    assert "`E-mail` means it too" in notices(roster, Kind.HEADING)[0]


def test_a_column_without_a_heading(tmp_path: Path) -> None:
    """It may count the rows; words in it are a problem with the column's letter."""
    assert len(csv_roster(tmp_path, ";Name\n1;Ann Sample\n2;John Muster\n")) == 2
    assert (
        "column B holds" in refused(tmp_path, "Name;;E-mail\nAnn Sample;x;a@x.example\n")[0].message
    )
    roster = csv_roster(tmp_path, "Name;\nAnn Sample;on leave\n", columns={"note": "B"})
    assert roster[0].get("note") == "on leave"


def test_a_column_that_the_user_names(tmp_path: Path) -> None:
    """The error proposes it, and the option does it; an unknown heading is met with those known."""
    text = "Кому;Город\nОбразцова Анна Сергеевна;А\nШаблонов Иван Петрович;Б\n"
    assert "--column name=Кому" in refused(tmp_path, text)[0].hint
    assert len(csv_roster(tmp_path, text, columns={"name": "Кому"})) == 2
    assert "Кому" in refused(tmp_path, text, columns={"name": "Комy"})[0].hint


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Name;Straße;PLZ;Ort\nA B;Weg 5;01230;Stadt", "Weg 5\n01230 Stadt"),
        ("Name;Street;Town;Postcode\nA B;1 High St;Town;AB1 2CD", "1 High St\nTown\nAB1 2CD"),
        ("Name;Street;City;State;ZIP\nA B;1 Main St;Town;IL;62799", "1 Main St\nTown, IL 62799"),
        ("ФИО;Улица;Дом;Город;Индекс\nА Б;ул. Абая;1;Омск;644000", "ул. Абая, 1\nОмск\n644000"),
        (
            "Name;Street;City;Postcode;Country\nA B;Weg 5;Stadt;01230;Germany",
            "Weg 5\n01230 Stadt\nGermany",
        ),
        ("ФИО;Адрес;Город\nА Б;ул. Абая, 1;Омск", "ул. Абая, 1\nОмск"),
        ("ФИО;Адрес;Город\nА Б;Омск, ул. Абая, 1;Омск", "Омск, ул. Абая, 1"),
        ("Name;City\nA B;Town", ""),
    ],
)
def test_an_address_in_parts(tmp_path: Path, text: str, address: str) -> None:
    """They are joined as the country does it, or the language of the headings."""
    assert csv_roster(tmp_path, text)[0].get("address") == address


@pytest.mark.parametrize(
    ("values", "languages", "genders"),
    [
        ("M F", "", "male female"),
        ("H M", "", "male female"),
        ("Ч Ж", "", "male female"),
        ("Е Ә", "kk", "male female"),
        ("F N", "en", "male female"),
        ("M K", "", "male female"),
        ("1 2", "", "male female"),
        ("M. Mme", "", "male female"),
        ("Herr Frau", "", "male female"),
        ("V M", "", "? ?"),
        ("V M", "es", "male female"),
        ("V M", "nl", "female male"),
        ("M", "es", "?"),
        ("M", "en", "male"),
        ("M F K", "", "male female ?"),
        ("M F H", "", "? ? ?"),
        ("M F D", "", "male female other"),
        ("mujer M", "", "female female"),
        ("female M", "", "female male"),
        ("1", "", "?"),
        ("0 1", "", "? ?"),
    ],
)
def test_genders_by_the_set_of_values(values: str, languages: str, genders: str) -> None:
    """Never by one letter: what fits two readings, or turns one round, is nobody's gender."""
    words = values.split()
    found = genders_of(words, frozenset(languages.split()), frozenset())
    read = [found.genders.get(word.casefold().rstrip("."), "") or "?" for word in words]
    assert read == genders.split()


def test_doubtful_genders_are_one_warning(tmp_path: Path) -> None:
    """What was found is said once; the civility of a row beside another gender is one too."""
    roster = csv_roster(tmp_path, "Nombre;Sexo\nAna Uno;M\nEva Dos;M\n")
    assert not any(deputy.get("gender") for deputy in roster)
    assert len(notices(roster, Kind.GENDER)) == 1
    roster = csv_roster(tmp_path, "Name;Anrede;Gender\nAna Uno;Herr;female\n")
    assert not roster[0].get("gender")


def test_words_for_nothing(tmp_path: Path) -> None:
    """They are blank, save in names and beside a yes."""
    text = "Name;E-mail;Женат\nНет Иван;нет;нет\nOlga No;n/a;да\nA B;-;отсутствует\n"
    roster = csv_roster(tmp_path, text)
    assert [deputy.get("email") for deputy in roster] == ["", "", ""]
    assert [deputy.get("женат") for deputy in roster] == ["нет", "да", "отсутствует"]
    assert roster[0].name == "Нет Иван"


def test_names_in_capitals(tmp_path: Path) -> None:
    """A column all in capitals is put in ordinary case, with one notice."""
    text = "Фамилия;Имя\nБАКИР уулу;НУРЛАН\nМАКДОНАЛЬД-БЕРГ;АННА\n"
    roster = csv_roster(tmp_path, text)
    assert names(roster) == ["Нурлан Бакир уулу", "Анна Макдональд-Берг"]
    assert len([text for text in notices(roster, Kind.NAME) if "capitals" in text]) == 1


@pytest.mark.parametrize("name", ["Г?лнара Ахметова", "Айг?л", "?лия Берг", "Н\ufffdркина Анна"])
def test_letters_that_were_lost(tmp_path: Path, name: str) -> None:
    """A question mark within a word of a name is an error that says how to save the list."""
    [problem] = refused(tmp_path, f"ФИО;Note\nАнна Берг;ok?\n{name};what?\n")
    assert problem.kind == Kind.LETTERS_LOST
    assert "UTF-8" in problem.hint


@pytest.mark.parametrize(
    ("text", "encoding", "likely"),
    [
        ("Nachname;Ort\nMüstermann;Köln\nSämple;Düren", "cp1252", "windows-1252"),
        ("Adı;Soyadı\nAyşe;Işık\nİbrahim;Yılmaz", "cp1254", "windows-1254"),
        ("Adı;Soyadı\nAli;Kaya", "cp1254", "windows-1254"),
        ("Imię;Nazwisko\nŁucja;Wzór", "cp1250", "windows-1250"),
        ("Jméno;Příjmení\nJiří;Vzor", "cp1250", "windows-1250"),
        ("Nome;Endereço\nJoão;São Paulo", "cp1252", "windows-1252"),
        ("ФИО;Город\nОбразцов Пётр Иванович;Образцовск", "koi8-r", "koi8-r"),
        ("ФИО;Город\nОбразцов Пётр Иванович;Образцовск", "cp866", "cp866"),
    ],
)
def test_encodings_are_proposed_by_words(text: str, encoding: str, likely: str) -> None:
    """Only an encoding in which the text is words is proposed, and none is taken unseen."""
    data = text.encode(encoding)
    assert certain_encodings(data) == []
    assert likely_encoding(data) == likely


@pytest.mark.parametrize(
    ("text", "name", "prefix", "suffix"),
    [
        ("Rt Hon Sir John Sample KC MP", "John Sample", "Rt Hon Sir", "KC MP"),
        ("HON. ABDI, YUSUF", "ABDI, YUSUF", "Hon.", ""),
        ("Dr. Minta, Anna", "Minta, Anna", "Dr.", ""),
        ("д.ю.н. Иванов Иван Иванович", "Иванов Иван Иванович", "д.ю.н.", ""),
        ("к. ю. н. Иванов Иван", "Иванов Иван", "к.ю.н.", ""),
        ("Leyen, Dr. Ursula von der", "Leyen, Ursula von der", "Dr.", ""),
        ("Prof. dr hab. Jan Nowak", "Jan Nowak", "Prof. dr hab.", ""),
        ("Don Young", "Don Young", "", ""),
        ("Jack MA", "Jack MA", "", ""),
        ("Robert P. Casey, Jr.", "Robert P. Casey, Jr.", "", ""),
    ],
)
def test_titles_inside_names(text: str, name: str, prefix: str, suffix: str) -> None:
    """Known titles and letters stand apart; what may be a name stays one."""
    found = apart(text)
    assert (found.name, found.prefix, found.suffix) == (name, prefix, suffix)


def test_titles_state_genders() -> None:
    """`Sir` and `Dame` do, `Dr` and `Rt Hon` do not."""
    found = [gender_of_title(title) for title in ("Rt Hon Sir", "Dame", "Dr.", "Rt Hon", "")]
    assert found == ["male", "female", None, None, None]


@pytest.mark.parametrize(
    ("name", "family", "initials"),
    [
        ("Примеров Н.М.", "Примеров", "Н.М."),
        ("Н. М. Примеров", "Примеров", "Н.М."),
        ("Примеров, Н.М.", "Примеров", "Н.М."),
        ("J. Sample", "Sample", "J."),
        ("Петров-Водкин К.С.", "Петров-Водкин", "К.С."),
    ],
)
def test_surname_and_initials(tmp_path: Path, name: str, family: str, initials: str) -> None:
    """They are what they are, and no given name."""
    deputy = csv_roster(tmp_path, f'id;name\n1;"{name}"\n')[0]
    assert (deputy.get("family_name"), deputy.get("initials")) == (family, initials)
    assert not deputy.get("given_name")


def test_sort_names(tmp_path: Path) -> None:
    """The surname in them counts where the name has it, whatever the given name is."""
    text = "name;sort_name\nEd Sample;Sample, Edward\nAnn Other;Another, Ann\n"
    roster = csv_roster(tmp_path, text)
    found = [(deputy.get("family_name"), deputy.get("given_name")) for deputy in roster]
    assert found == [("Sample", "Ed"), ("", "")]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1230.0, "00000", "01230"),
        (1234.0, "00-000", "01-234"),
        (0.25, "0%", "25%"),
        (0.256, "0.0%", "25.6%"),
        (-1.5, "0.00", "-1.50"),
        (87001234567.0, "0 000 000 00 00", "8 700 123 45 67"),
        (7.0, '0" чел."', "7 чел."),
        (5.0, "#,##0", None),
        (5.0, "[<10]0;00", None),
    ],
)
def test_numbers_as_shown(value: float, code: str, text: str | None) -> None:
    """Under the formats of a sheet; where the computer decides, plainly."""
    assert shown(value, code) == text


def test_an_account_of_every_column_and_row(tmp_path: Path) -> None:
    """Each column is a field, its own placeholder or unused; each row a person or set aside."""
    text = "List\n№;Name;Гараж;Личный e-mail помощника\n1;Ann Sample;box 4;x@x.example\n;;;y\n"
    roster = csv_roster(tmp_path, text)
    columns = roster.account.columns
    assert [(use.letter, use.heading, use.taken) for use in columns] == [
        ("A", "№", ""),
        ("B", "Name", "name"),
        ("C", "Гараж", ""),
        ("D", "Личный e-mail помощника", ""),
    ]
    assert columns[1].example == "Ann Sample"
    assert "looks like `email`" in columns[3].remark
    assert whys(roster) == [(1, Why.TITLE), (4, Why.NAMELESS)]
