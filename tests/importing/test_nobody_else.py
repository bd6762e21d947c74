"""What comes out of `new` names nobody in the letters of others, whoever the letter was for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from appeal_cli.importing.days import days_in
from appeal_cli.importing.people import people_in
from tests.conftest import Appeal

ROSTER = """\
id,name,family_name,given_name,patronymic_name,gender,role,language
zed,Зедов Захар Зедович,Зедов,Захар,Зедович,male,Депутат,{0}
"""


def letter(*, address: str, greeting: str, body: str = "Просим помочь школе.") -> str:
    lines = "\n".join(f"{' ' * 40}{line}" for line in address.split("\n") if line)
    return f"{lines}\n\nО школах\n\n{greeting}\n\n{body}\n\nС уважением,\nИван Шаблонов\n"


RU = "Уважаемая Анна Игрековна!"
LETTERS = {
    "two addressees": letter(
        address="Депутату Мажилиса\nИксовой А.И.\nДепутату Мажилиса\nПетрову П.И.",
        greeting="Уважаемые Анна Игрековна и Пётр Игрекович!",
    ),
    "two in a line": letter(
        address="Депутату Иксовой А.И. и Петрову П.И.", greeting="Уважаемые депутаты!"
    ),
    "copy": letter(
        address="Депутату Мажилиса\nИксовой А.И.\nКопия: Министру финансов\nПетрову П.И.",
        greeting=RU,
    ),
    "chair": letter(
        address="Председателю Мажилиса Анне Иксовой", greeting="Анна Игрековна, добрый день!"
    ),
    "office behind": letter(
        address="Г-же Иксовой А.И.,\nруководителю фракции «Ак жол»", greeting=RU
    ),
    "hello": letter(
        address="Сенатору\nИксовой Анне Игрековне", greeting="Здравствуйте, Анна Игрековна!"
    ),
    "name alone greets": letter(address="Сенатору\nИксовой Анне", greeting="Анна Игрековна!"),
    "answered": letter(address="Депутату\nИксовой А.И.", greeting=RU).replace(
        "О школах", "На № 3-15/77 от 05.02.2026\n\nО школах"
    ),
    "in the body": letter(
        address="", greeting="Уважаемые депутаты!",
        body="Председателю Мажилиса Анне Иксовой\n\nПросим помочь.",
    ),
    "Kazakh chair": "Мәжіліс Төрағасы\nАнна Иксоваға\n\nМектептер туралы\n\n"
    "Қадірметті Анна Игрекқызы!\n\nКөмек сұраймыз.\n\nҚұрметпен,\nАйдана Бекова\n",
    "Kazakh, from": "Парламент Мәжілісінің депутаты\nАнна Иксоваға\nауыл тұрғыны\n"
    "Асан Бековтан\n\nМектептер туралы\n\nҚұрметті депутат!\n\nКөмек сұраймыз.\n",
    "English chair": "Anna Iksova MP\nChair, Education Committee\nHouse of Commons\n\n"
    "By email: iksova@parliament.example\n\nDear Anna,\n\nPlease help.\n\nBest,\nJohn Muster\n",
    "Hi": "Hi Anna,\n\nPlease help, Anna.\n\nThanks,\nJohn Muster\n",
    "memo": "To: Anna Iksova MP, Member for Northtown\nFrom: John Muster\nSubject: Schools\n\n"
    "Dear Member,\n\nPlease help.\n\nYours sincerely,\nJohn Muster\n",
    "two in English": "Anna Iksova MP and Peter Petrov MP\nHouse of Commons\n\n"
    "Dear Anna and Peter,\n\nPlease help.\n\nYours sincerely,\nJohn Muster\n",
}  # fmt: skip
HERS = re.compile("(?i)Икс(?:ов|ө)|Анн|Игрек|Петр|Пётр|Iksova|Anna|Peter|Төраға|Председател|фракци"
                  "|Chair|Northtown|3-15/77|финансов")  # fmt: skip


def new(appeal: Appeal, folder: Path, text: str) -> tuple[str, Any]:
    """What `new` says of the letter, and the appeal that it makes, as data."""
    (folder / "letter.txt").write_text(text, encoding="utf-8")
    ran = appeal("new", "n", "--from", "letter.txt")
    assert ran.returncode == 0, ran.stderr.decode()
    written = (folder / "n" / "appeal.yaml").read_text("utf-8")
    return ran.stderr.decode(), yaml.load(written, yaml.BaseLoader)


def told_of(appeal: Appeal, folder: Path, text: str) -> str:
    """What `new` says of another letter."""
    (folder / "other.txt").write_text(text, encoding="utf-8")
    return appeal("new", "other", "--from", "other.txt").stderr.decode()


@pytest.mark.parametrize("name", LETTERS)
def test_nobody_else_is_named(appeal: Appeal, tmp_path: Path, name: str) -> None:
    """The letter to another deputy has no name, office, address or number of the first reader; or
    none is made, and the words are named."""
    told, data = new(appeal, tmp_path, LETTERS[name])
    (tmp_path / "d.csv").write_text(ROSTER.format(data["language"]), encoding="utf-8")
    ran = appeal("render", "n/appeal.yaml", "-d", "d.csv", "--to", "zed", "-f", "txt", "-o", "-")
    text = ran.stdout.decode()
    assert not HERS.search(text), text
    if ran.returncode:
        assert "the letter's one reader is named here" in told
        assert re.search("`deputy[^`]*` is not known", ran.stderr.decode())
    else:
        assert "Зедов" in text
    assert not HERS.search(str(data.get("salutation", ""))), data["salutation"]


@pytest.mark.parametrize("name", [name for name in LETTERS if name not in ("in the body", "Hi")])
def test_all_of_them_can_be_sent(appeal: Appeal, tmp_path: Path, name: str) -> None:
    """What only the reader's own lines said needs nobody's help."""
    _, data = new(appeal, tmp_path, LETTERS[name])
    (tmp_path / "d.csv").write_text(ROSTER.format(data["language"]), encoding="utf-8")
    ran = appeal("render", "n/appeal.yaml", "-d", "d.csv", "--to", "zed", "-f", "txt", "-o", "-")
    assert ran.returncode == 0, ran.stderr.decode()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("two addressees", "another addressee: a letter is for one (2): `Депутату Мажилиса`"),
        ("copy", "who gets a copy (2): `Копия: Министру финансов` (line 3), `Петрову П.И.`"),
        ("chair", "where this had: `Председателю Мажилиса Анне Иксовой`"),
        ("answered", "that this one answers, which its writer alone has: `На № 3-15/77"),
        ("English chair", "by which way the letter came: `By email: iksova@parliament.example`"),
        ("two in English", "another addressee: a letter is for one: `Peter Petrov MP`"),
    ],
)
def test_what_was_hers_is_reported(appeal: Appeal, tmp_path: Path, name: str, words: str) -> None:
    """With its words: nothing is lost in silence."""
    assert words in new(appeal, tmp_path, LETTERS[name])[0]


def test_an_office_in_the_body_is_a_warning(appeal: Appeal, tmp_path: Path) -> None:
    """The office that the address names, in whatever case the letter says it again."""
    text = letter(
        address="Руководителю фракции\nИксовой А.И.", greeting=RU,
        body="Как руководитель фракции Вы можете многое.",
    )  # fmt: skip
    told, data = new(appeal, tmp_path, text)
    assert data["addressee"] == {"everyone": "депутаты Парламента"}
    assert re.search("warning: an office that not all have, in each letter alike.*Как руков", told)


def test_an_apostrophe_that_is_a_letter_parts_a_name() -> None:
    """ʼ does as ' and ’ do; what is all apostrophes is read through at once."""
    assert list(people_in("Просить Марʼяненко О. П.")) == [(8, 24)]
    assert list(people_in("A" + "ʼa" * 40 + "1")) == []


def test_the_end_of_a_letter(appeal: Appeal, tmp_path: Path) -> None:
    """Its day is no paragraph, and what says that the file was signed stands in no other."""
    told, data = new(
        appeal, tmp_path,
        "О школах\n\nУважаемые депутаты!\n\nПросим помочь.\n\nСпасибо!\n\nИван Шаблонов\n\n"
        "5 мая 2025 г.\n\nДокумент подписан электронной подписью\nСертификат 00AA\n",
    )  # fmt: skip
    assert (data["date"], data["body"]) == ("2025-05-05", ["Просим помочь."])
    assert (data["closing"], data["signature"]) == ("Спасибо!", {"name": "Иван Шаблонов"})
    assert "about" not in data
    assert "an electronic signature, which is not one of the new letters" in told


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("двенадцатое марта 2026 года", "2026-03-12"),
        ("двадцать первого мая 2025 г.", "2025-05-21"),
        ("the twelfth day of March 2026", "2026-03-12"),
        ("он екінші наурыз 2026 ж.", "2026-03-12"),
        ("2026 ж. 12 наурыз", "2026-03-12"),
        ("пятый мост 2026", ""),
    ],
)
def test_days_in_words(text: str, day: str) -> None:
    """As careful letters write them."""
    assert next((each.day.isoformat() for each in days_in(text)), "") == day


def test_the_roster_is_looked_for_in_the_letter(appeal: Appeal, tmp_path: Path) -> None:
    """A deputy whom the letter names to all others is reported at once, where a roster is there."""
    (tmp_path / "d.csv").write_text(ROSTER.format("ru"), encoding="utf-8")
    with (tmp_path / "d.csv").open("a", encoding="utf-8") as file:
        file.write("ann,Иксова Анна Игрековна,Иксова,Анна,Игрековна,female,Депутат,ru\n")
    text = letter(
        address="Депутату Мажилиса\nЗедову З.З.", greeting="Уважаемый Захар Зедович!",
        body="Благодарим депутата Иксову за поправки.",
    )  # fmt: skip
    (tmp_path / "letter.txt").write_text(text, encoding="utf-8")
    ran = appeal("new", "n", "--from", "letter.txt", "-d", "d.csv")
    assert ran.returncode == 0
    told = ran.stderr.decode()
    assert "`Иксову` names one deputy, Иксова Анна Игрековна, in letters to others too" in told
    assert "Зедов" not in "".join(line for line in told.split("\n") if "[named]" in line)


@pytest.mark.parametrize(
    ("said", "severity"),
    [
        ("Как сказала Зедова, это важно.", "notice"),
        ("Зедову мы благодарны.", "notice"),
        ("Мы писали Захару Зедову.", "warning"),
        ("Это зедов дом.", ""),
        ("Зедовичи живут здесь.", ""),
    ],
)
def test_a_surname_alone_may_be_a_deputys(
    appeal: Appeal, tmp_path: Path, said: str, severity: str
) -> None:
    roster = ROSTER.format("ru") + "iks,Иксов Иван Иванович,Иксов,Иван,Иванович,male,Депутат,ru\n"
    (tmp_path / "d.csv").write_text(roster, encoding="utf-8")
    text = f"language: ru\ndate: 2026-01-02\ntitle: О школах\nbody: [{said!r}]\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    ran = appeal("check", "a.yaml", "-d", "d.csv")
    assert ran.returncode == 0
    told = [line for line in ran.stderr.decode().splitlines() if line.endswith("[named]")]
    assert [line.split(": ")[1] for line in told] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Вы были избрана в 2021 году.", "Вы были избрана"),
        ("Благодарим Вас, дорогая Анна Игрековна.", "дорогая Анна Игрековна"),
        ("Напомним, что Анна Игрековна дала ответ.", "Анна Игрековна дала"),
        ("Вы, как женщина и мать, поймёте нас.", "как женщина"),
        ("Ваша супруга учила наших детей.", "Ваша супруга"),
        ("Как мать троих детей мы просим.", ""),
        ("Вы сказали, что школа нужна. Вы были правы.", ""),
    ],
)
def test_what_says_that_the_reader_is_a_woman_is_a_warning(
    appeal: Appeal, tmp_path: Path, said: str, words: str
) -> None:
    """A letter to a man would say it of him, with no placeholder that could go wrong."""
    text = letter(address="Депутату\nИксовой А.И.", greeting=RU, body=said)
    told, _ = new(appeal, tmp_path, text)
    found = re.findall("warning: words that say that the reader is a woman, or a man.*`(.*)`", told)
    assert found == ([words] if words else [])


@pytest.mark.parametrize(
    ("greeting", "body"),
    [
        ("Уважаемые Анна Игрековна, Пётр Игрекович!", "Просим помочь."),
        ("Dear Ms Iksova, Mr Petrov and Dame Pattern,", "Please help us to save the school."),
        ("Dear Dr. A. B. Iksova, MP,", "Please help us to save the school."),
        ("Dear Sen. Iksova,", "Please help us to save the school."),
    ],
)
def test_a_greeting_is_taken_whole(
    appeal: Appeal, tmp_path: Path, greeting: str, body: str
) -> None:
    """More names behind a comma, and points inside of it, are none of the letter itself."""
    told, data = new(appeal, tmp_path, f"{greeting}\n\n{body}\n\nYours sincerely,\nJohn Muster\n")
    assert f"recognised as salutation: `{greeting}`" in told
    assert data["body"] == [body]


def test_a_second_letter_in_the_file_is_a_warning(appeal: Appeal, tmp_path: Path) -> None:
    """Its greeting would stand in each letter."""
    one = letter(address="Депутату\nЗедову З.З.", greeting="Уважаемый Захар Зедович!")
    two = letter(address="Депутату\nИксовой А.И.", greeting=RU)
    told, _ = new(appeal, tmp_path, f"{one}\n\n{two}")
    assert re.search(r"warning: a greeting stands in the letter itself.*`Уважаемая Анна Иг", told)
    assert "stands in the letter itself" not in told_of(appeal, tmp_path, one)


@pytest.mark.parametrize(
    ("text", "is_other"),
    [
        ("Herrn\nMax Muster MdB\n\nSehr geehrter Herr Muster,\n\nwir bitten Sie, gegen das Gesetz "
         "zu stimmen, weil die Kinder weit fahren.\n\nMit freundlichen Grüßen\nErika\n", True),
        ("Народному депутату\nШевченку Тарасу Григоровичу\n\nШановний Тарасе Григоровичу!\n\n"
         "Звертаємося до Вас щодо закону. Просимо підтримати його, бо школи не мають коштів, і "
         "діти їздять далеко.\n\nЗ повагою,\nОлена Пчілка\n", True),
        ("Sayın Milletvekilim,\n\nkanun teklifinin geri çekilmesini rica ederiz. Çocuklar her gün "
         "uzak okullara gidiyor.\n\nSaygılarımızla,\nMehmet Demir\n", True),
        (letter(address="Депутату\nИксовой А.И.", greeting=RU), False),
        (LETTERS["Kazakh chair"], False),
        (LETTERS["English chair"], False),
    ],
    ids=["German", "Ukrainian", "Turkish", "Russian", "Kazakh", "English"],
)  # fmt: skip
def test_a_letter_in_another_language_is_a_warning(
    appeal: Appeal, tmp_path: Path, text: str, is_other: bool
) -> None:
    """Its address and greeting are not recognised, and may stand in each letter."""
    told, _ = new(appeal, tmp_path, text)
    assert ("warning: the words look like another language than English" in told) is is_other


def test_the_blanks_of_a_form_letter_are_a_warning(appeal: Appeal, tmp_path: Path) -> None:
    """What the writer of a form was to put in stands in each letter as it is."""
    text = letter(address="Депутату\nИксовой А.И.", greeting=RU,
                  body="Прошу Вас, [ФИО депутата], помочь. Я живу в {город}.")  # fmt: skip
    told, _ = new(appeal, tmp_path, text)
    found = re.findall("warning: a blank that is to be filled in[^`]*`(.*)", told)
    assert found == ["[ФИО депутата]` (line 8), `{город}` (line 8) [draft]"]
