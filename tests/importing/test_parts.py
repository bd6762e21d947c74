"""The parts of a letter, in three languages: what each line becomes, and who is not named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Appeal

ROSTER = """\
id,name,family_name,given_name,patronymic_name,gender,language
iks,Иксова Анна Игрековна,Иксова,Анна,Игрековна,female,ru
zed,Зетов Пётр Игрекович,Зетов,Пётр,Игрекович,male,ru
"""

PETITION = """\
                                   Депутату Мажилиса Парламента
                                   Иксовой Анне Игрековне
                                   от жителя села Сидорова П.А.

с. Мирное, 17 октября 2025 года

О сельских школах

Анна Игрековна, прошу Вас помочь селу.

С уважением, П.А. Сидоров
Тел.: +7 700 000 00 00
"""

OFFICE = """\
Общественный фонд «Иксова гора»
тел. +7 700 000 00 00, office@fund.example

№ 15/2 от 12.03.2026 г.
На № 7-3 от 01.02.2026

Сенатору Парламента
г-же Иксовой А.И.

О поддержке сёл

Глубокоуважаемая Анна Игрековна!

Благодарим Вас.

Приложение:
1. Список сёл на 2 л.
2. Карта

Председатель правления                    К. Игорев
"""

KAZAKH = """\
2026 жылғы 5 наурыз

Парламент Мәжілісінің депутаты
Нұрлан Үлгіев мырзаға

Ауыл мектептері туралы

Құрметті Нұрлан Мысалұлы!

Мектепті сақтауды сұраймыз.

Құрметпен,
Қор директоры ________ А. Серікова
"""

ENGLISH = """\
Sample Trust
1 High Street, Exampleton

The Rt Hon Jane Sample MP
House of Commons

March 12, 2026
Our ref: ST/118

Dear Dr. Sample,

Subject: Clean water

We ask for clean water.

Kind regards,
John Q. Muster
Campaign Manager
Sample Trust

Enc: Map
"""

BRITISH = """\
Example Trust
1 Example Street
London
5 March 2024
Rt Hon Ann Pattern MP
House of Commons
London SW1A 0AA

Dear Ms Pattern

Clean air bill

I write about the bill.

Yours sincerely
Tom Example, Chair
Sue Sample, Treasurer
"""

FROM_A_FUND = """\
                                   Қазақстан Республикасы Парламенті
                                   Мәжілісінің депутаты
                                   Айгүл Иксоваға
                                   «Үлгі» қорынан

Өтініш

Қадірлі Айгүл ханым,

заң жобасына қарсы дауыс беруіңізді өтінеміз.

Ізгі ниетпен,
Т. Үлгі
"""

STATEMENT = """\
<p>Сенатору Анне Иксовой</p>
<p>от гражданина Зетова П.И., г. Алматы</p>
<p>Заявление</p>
<p>Прошу Вас рассмотреть вопрос о школах.</p>
<p>Зетов П.И.</p>
"""


def made(appeal: Appeal, folder: Path, letter: str, name: str = "letter.txt") -> Any:
    """The appeal that `new` makes of the letter, as data."""
    (folder / name).write_text(letter, encoding="utf-8")
    ran = appeal("new", "n", "--from", name)
    assert ran.returncode == 0, ran.stderr.decode()
    return yaml.load((folder / "n" / "appeal.yaml").read_text("utf-8"), yaml.BaseLoader)


def test_a_petition(appeal: Appeal, tmp_path: Path) -> None:
    """Who writes stands in the reader's block; the reader is greeted in the first sentence."""
    data = made(appeal, tmp_path, PETITION)
    assert data["date"] == "2025-10-17"
    lines = ["Депутату Мажилиса Парламента", "{{ deputy.name_to }}"]
    assert data["addressee"]["lines"] == lines
    assert data["letterhead"] == {"names": ["от жителя села Сидорова П.А."]}
    assert data["title"] == "О сельских школах"
    hers = "{{ deputy.given_name }} {{ deputy.patronymic_name }}"
    assert data["body"] == [f"{hers}, прошу Вас помочь селу."]
    assert (data["closing"], data["signature"]) == ("С уважением,", {"name": "П.А. Сидоров"})
    assert data["about"] == ["Тел.: +7 700 000 00 00"]


def test_an_office(appeal: Appeal, tmp_path: Path) -> None:
    """The letter that is answered is another's, with its day; the fund's name is nobody's."""
    data = made(appeal, tmp_path, OFFICE)
    assert data["date"] == "2026-03-12"
    assert data["reference"] == "№ 15/2"
    assert data["letterhead"]["names"] == ["Общественный фонд «Иксова гора»"]
    assert data["letterhead"]["email"] == "office@fund.example"
    assert data["addressee"]["lines"] == ["Сенатору Парламента", "{{ deputy.name_to }}"]
    assert data["enclosures"] == ["1. Список сёл на 2 л.", "2. Карта"]
    assert data["signature"] == {"name": "К. Игорев", "position": "Председатель правления"}
    assert data["body"] == ["Благодарим Вас."]


def test_kazakh(appeal: Appeal, tmp_path: Path) -> None:
    """A title of respect stands behind the name, and the subject ends in туралы."""
    data = made(appeal, tmp_path, KAZAKH)
    assert (data["language"], data["date"]) == ("kk", "2026-03-05")
    lines = ["Парламент Мәжілісінің депутаты", "{{ deputy.name_to }}"]
    assert data["addressee"]["lines"] == lines
    assert data["title"] == "Ауыл мектептері туралы"
    assert data["signature"] == {"name": "А. Серікова", "position": "Қор директоры"}


def test_english(appeal: Appeal, tmp_path: Path) -> None:
    """Titles before the name go with it, letters behind it stay; the subject follows."""
    data = made(appeal, tmp_path, ENGLISH)
    assert (data["language"], data["date"]) == ("en", "2026-03-12")
    assert data["letterhead"] == {"names": ["Sample Trust"], "address": "1 High Street, Exampleton"}
    assert data["addressee"]["lines"] == ["{{ deputy.name_to }} MP", "House of Commons"]
    assert (data["reference"], data["title"]) == ("Our ref: ST/118", "Clean water")
    name = {"name": "John Q. Muster", "position": "Campaign Manager, Sample Trust"}
    assert (data["closing"], data["signature"]) == ("Kind regards,", name)
    assert data["enclosures"] == ["Map"]


@pytest.mark.parametrize("letter", [PETITION, OFFICE])
def test_nobody_else_gets_her_name(appeal: Appeal, tmp_path: Path, letter: str) -> None:
    """The letter to another deputy greets him, and has no name of hers."""
    made(appeal, tmp_path, letter)
    (tmp_path / "d.csv").write_text(ROSTER, encoding="utf-8")
    ran = appeal("render", "n/appeal.yaml", "-d", "d.csv", "--to", "zed", "-f", "txt", "-o", "-")
    text = ran.stdout.decode()
    assert "Уважаемый Пётр Игрекович!" in text
    assert "П.И. Зетову" in text
    assert "Анна" not in text
    assert "Иксовой" not in text


def test_a_name_in_another_case_stops_the_letter(appeal: Appeal, tmp_path: Path) -> None:
    """Where no placeholder is right, none is made up: the words are reported, and no letter is
    made until somebody has written them for all."""
    letter = OFFICE.replace("Благодарим Вас.", "Благодарим Анну Игрековну.")
    (tmp_path / "letter.txt").write_text(letter, encoding="utf-8")
    told = appeal("new", "n", "--from", "letter.txt").stderr.decode()
    assert "letter.txt:14: warning" in told
    assert "`Анну Игрековну` (line 14)" in told
    (tmp_path / "d.csv").write_text(ROSTER, encoding="utf-8")
    ran = appeal("render", "n/appeal.yaml", "-d", "d.csv", "--to", "zed", "-f", "txt", "-o", "-")
    assert ran.returncode == 1
    assert "Анну Игрековну" in ran.stderr.decode()


def test_the_date_that_is_asked_for(appeal: Appeal, tmp_path: Path) -> None:
    """--date goes before the letter's own, which is said."""
    (tmp_path / "letter.txt").write_text(ENGLISH, encoding="utf-8")
    ran = appeal("new", "n", "--from", "letter.txt", "--date", "2026-04-01")
    assert "the letter's own date was 2026-03-12" in ran.stderr.decode()
    assert "date: 2026-04-01" in (tmp_path / "n" / "appeal.yaml").read_text("utf-8")


def test_a_letter_in_another_language_than_was_said(appeal: Appeal, tmp_path: Path) -> None:
    """Its greeting would be in the wrong language: that is reported."""
    (tmp_path / "letter.txt").write_text(OFFICE, encoding="utf-8")
    told = appeal("new", "n", "--from", "letter.txt", "--language", "en").stderr.decode()
    assert "the words look like another language, `ru`" in told


def test_a_day_parts_the_writer_from_the_reader(appeal: Appeal, tmp_path: Path) -> None:
    """In the British order; the subject follows the greeting, and two sign."""
    data = made(appeal, tmp_path, BRITISH)
    assert data["letterhead"]["names"] == ["Example Trust"]
    assert data["addressee"]["lines"][1:] == ["House of Commons", "London SW1A 0AA"]
    assert data["title"] == "Clean air bill"
    assert data["body"] == ["I write about the bill."]
    assert data["signature"] == {"name": "Tom Example", "position": "Chair"}
    assert data["about"] == ["Sue Sample, Treasurer"]


def test_who_writes_in_kazakh(appeal: Appeal, tmp_path: Path) -> None:
    """The ablative behind the reader's name says from whom."""
    data = made(appeal, tmp_path, FROM_A_FUND)
    assert data["addressee"]["lines"][-1] == "{{ deputy.name_to }}"
    assert data["title"] == "Өтініш"
    assert data["letterhead"]["names"] == ["«Үлгі» қорынан"]


def test_what_a_letter_is_called(appeal: Appeal, tmp_path: Path) -> None:
    data = made(appeal, tmp_path, STATEMENT, "letter.html")
    assert data["title"] == "Заявление"
    assert data["addressee"]["lines"] == ["Сенатору {{ deputy.name_to }}"]


def test_columns_of_spaces_are_columns(appeal: Appeal, tmp_path: Path) -> None:
    """The number stands beside the addressee, and is none of his office; figures are a table."""
    text = (
        "Исх. № 17/03-26                    Председателю Комитета\n"
        "от 17.03.2026                      по аграрным вопросам\n"
        "                                   г-ну Образцову А.Б.\n\n"
        "О ветеринарах\n\nУважаемый Али Бекович!\n\nПросим помочь.\n\n"
        "  Год     Заявок    Отказов\n  2024     1 200     007\n  2025     1 450     112\n\n"
        "С уважением,\nИван Шаблонов\n"
    )
    data = made(appeal, tmp_path, text)
    assert (data["reference"], data["date"]) == ("Исх. № 17/03-26", "2026-03-17")
    assert "Комитет" not in str(data)
    assert data["body"] == [
        "Просим помочь.",
        {"table": {"header": ["Год", "Заявок", "Отказов"],
                   "rows": [["2024", "1 200", "007"], ["2025", "1 450", "112"]]}},
    ]  # fmt: skip


def test_short_lines_of_a_text_stay_lines(appeal: Appeal, tmp_path: Path) -> None:
    """Names below each other do; a sentence that was broken at a margin is one again."""
    text = (
        "Dear Members,\n\nWe write to you about the school of our village, which the council has\n"
        "closed. Children walk five miles.\n\nSigned by:\nAdil Soz\nUnion of Journalists\n\n"
        "We ask you to:\n(a) open it;\n(b) build a road.\n\nYours sincerely,\nJohn Muster\n\n"
        "Encl: A petition\nA map\ncc: The Mayor\n"
    )
    data = made(appeal, tmp_path, text)
    assert data["body"] == [
        "We write to you about the school of our village, which the council has closed. "
        "Children walk five miles.",
        "Signed by:\\\nAdil Soz\\\nUnion of Journalists",
        "We ask you to:",
        {"numbered": ["open it;", "build a road."], "marks": "(a)"},
    ]
    assert (data["enclosures"], data["about"]) == (["A petition", "A map"], ["cc: The Mayor"])


def test_the_mail_that_is_answered_is_none_of_the_letter(appeal: Appeal, tmp_path: Path) -> None:
    """It is reported, with its words."""
    mail = (
        "From: a@x.example\nSubject: Re: Schools\nContent-Type: text/plain; charset=utf-8\n\n"
        "Dear Mr Pattern,\n\nPlease help us.\n\nBest wishes,\nJohn Muster\n\n"
        "On 10 Mar 2026, Bob Pattern wrote:\n> Dear John,\n> I shall ask.\n"
    )
    data = made(appeal, tmp_path, mail, "letter.eml")
    assert "about" not in data
    assert data["title"] == "Schools"
    assert "Pattern" not in str(data)
    told = appeal("new", "other", "--from", "letter.eml").stderr.decode()
    assert "left out: the mail that is answered: `On 10 Mar 2026, Bob Pattern wrote: > Dear" in told


def test_gaps_behind_marks_and_labels_are_no_columns(appeal: Appeal, tmp_path: Path) -> None:
    """A memo's heads and a list's marks stand in lines, however wide what is behind them."""
    text = (
        "To:        Anna Example MP\nFrom:      John Muster\nSubject:   Schools\n\nDear Member,\n\n"
        "We ask you to:\n\n1.   open it;\n2.   build a road.\n\nYours sincerely,\nJohn Muster\n"
    )
    data = made(appeal, tmp_path, text)
    assert data["title"] == "Schools"
    assert data["body"] == ["We ask you to:", {"numbered": ["open it;", "build a road."]}]
    assert "Anna" not in str(data)


def test_a_wide_gap_parts_a_position_from_the_name(appeal: Appeal, tmp_path: Path) -> None:
    """Its last word, which has a capital, is none of the name."""
    text = "О школах\n\nУважаемые депутаты!\n\nПросим помочь.\n\nС уважением,\n\n"
    data = made(appeal, tmp_path, text + f"Президент Ассоциации{' ' * 30}Р.Т. Образцов\n")
    assert data["signature"] == {"name": "Р.Т. Образцов", "position": "Президент Ассоциации"}
