"""Letters as offices write them in Word: what each part of them becomes, in three languages."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT

from appeal_cli.importing.campaign import read_draft

SIDES = {">": WD_PARAGRAPH_ALIGNMENT.RIGHT, "^": WD_PARAGRAPH_ALIGNMENT.CENTER,
         "=": WD_PARAGRAPH_ALIGNMENT.CENTER}  # fmt: skip


def office_letter(path: Path, text: str) -> None:
    """A Word file of the lines: `>` stands on the right, `^` in the middle, `=` there and bold;
    `|` parts the cells of a table, and `‖` those of one with borders; `/` is a line end."""
    document = Document()
    lines = text.strip("\n").split("\n")
    for mark, group in groupby(lines, key=lambda line: line[:1] if line[:1] in "|‖" else ""):
        if mark:
            rows = [line[1:].split("|") for line in group]
            table = document.add_table(
                len(rows), len(rows[0]), "Table Grid" if mark == "‖" else None
            )
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, words in zip(row.cells, cells, strict=True):
                    cell.text = words.replace(" / ", "\n")
            continue
        for line in group:
            side = SIDES.get(line[:1]) if line[:2] in ("> ", "^ ", "= ") else None
            words = line[2:] if side is not None else line
            paragraph = document.add_paragraph()
            run = paragraph.add_run(words.replace(" / ", "\n").replace("~", "\t"))
            paragraph.alignment, run.bold = side, line[:1] == "=" or None
    document.save(str(path))


TO_NAME = "{{ deputy.name_to }}"
GREETING = "Уважаемая Анна Игрековна!"
LETTERS: dict[str, tuple[str, dict[str, Any]]] = {
    "letterhead in a table": ("""
|ОФ «ВЕТЕР» / г. Астана, ул. Первая, 5 / тел. +7 717 000 00 00|Депутату Мажилиса / Иксовой А.И.
|«17» октября 2025 г. № 01-15/234|
О библиотеках
^ Уважаемая Анна Игрековна!
Просим Вас помочь.
Приложение: на 3 л. в 1 экз.
|Директор||С.С. Степной
Исп. Полевая Г.Г.
""", {
        "letterhead": {"names": ["ОФ «ВЕТЕР»"], "address": "г. Астана, ул. Первая, 5",
                       "phone": "+7 717 000 00 00"},
        "addressee": {"lines": ["Депутату Мажилиса", TO_NAME]},
        "reference": "№ 01-15/234", "title": "О библиотеках", "body": ["Просим Вас помочь."],
        "enclosures": ["на 3 л. в 1 экз."],
        "signature": {"name": "С.С. Степной", "position": "Директор"},
        "about": ["Исп. Полевая Г.Г."], "day": "2025-10-17",
    }),
    "blanks of a form": ("""
|ТОО «Пример» / Исх. № ____ от «__» ______ 20__ г.|В Мажилис Парламента / депутату ______________
= ЗАЯВЛЕНИЕ
Уважаемый (-ая) ____________!
Прошу Вас починить дорогу.
«___» __________ 20__ г.~~________________
""", {
        "letterhead": {"names": ["ТОО «Пример»"]}, "title": "ЗАЯВЛЕНИЕ",
        "addressee": {"lines": ["В Мажилис Парламента", f"депутату {TO_NAME}"]},
        "body": ["Прошу Вас починить дорогу."], "salutation": None, "reference": None,
    }),
    "stamp of an electronic signature": ("""
^ Организация «Луч»
№ 12-3/45 / от 12.03.2026

> Депутату Государственной Думы
> Федерального Собрания
> Российской Федерации
> А.И. Иксовой

Уважаемая Анна Игрековна!

Просим рассмотреть.

Руководитель~~Б.Б. Лучин

‖ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ / Сертификат 00AA / Владелец Лучин Борис Борисович
""", {
        "addressee": {"lines": ["Депутату Государственной Думы", "Федерального Собрания",
                                "Российской Федерации", TO_NAME]},
        "signature": {"name": "Б.Б. Лучин", "position": "Руководитель"}, "about": None,
        "body": ["Просим рассмотреть."], "day": "2026-03-12",
    }),
    "two who sign": ("""
> Депутату Сената
> Зетову П.И.
О парке
Уважаемый Пётр Игрекович!
Просим защитить парк.
С уважением,
|Председатель|И. Первый
|Секретарь|В. Вторая
""", {
        "signature": {"name": "И. Первый", "position": "Председатель"},
        "about": ["Секретарь  В. Вторая"], "title": "О парке",
    }),
    "the day beside the name": ("""
О школах

Депутату Мажилиса Зетову П.И.

Просим помочь школе в селе Мирное.

12 марта 2026 г.                         Иванов И.И.
""", {
        "title": "О школах", "day": "2026-03-12", "signature": {"name": "Иванов И.И."},
        "addressee": {"lines": [f"Депутату Мажилиса {TO_NAME}"]},
    }),
    "a greeting that goes on": ("""
> Сенатору Зетову П.И.
О дорогах

Уважаемый Пётр Игрекович, прошу Вас помочь.

С уважением, Иван Шаблонов, тел. 8-700-000-00-00
""", {
        "body": ["Прошу Вас помочь."], "closing": "С уважением,",
        "signature": {"name": "Иван Шаблонов"}, "about": ["тел. 8-700-000-00-00"],
    }),
    "a list of those greeted": ("""
> Депутатам Мажилиса (по списку)
Уважаемые депутаты, члены Комитета!
Просим поддержать.
""", {
        "salutation": {"everyone": "Уважаемые депутаты, члены Комитета!"}, "addressee": None,
        "body": ["Просим поддержать."],
    }),
    "two greetings": ("""
= ЗАПРОС
Господин Председатель!
Господин депутат!
Просим внести вопрос в повестку.
""", {"title": "ЗАПРОС", "body": ["Просим внести вопрос в повестку."], "salutation": None}),
    "a deputy of a list": ("""
Члену Комитета
депутату Мажилиса от партийного списка
Зетову Петру

Добрый день, Пётр!

Просим помочь.
""", {"letterhead": None, "body": ["Просим помочь."]}),
    "Kazakh, at somebody's attention": ("""
Мәжіліс депутаты
Н.Ж. Үлгіевтің назарына

Құрметті Нұрлан Жақанұлы, Сізден көмек сұраймыз.

Құрметпен: Асан Беков
""", {
        "addressee": {"lines": ["Мәжіліс депутаты", f"{TO_NAME} назарына"]},
        "body": ["Сізден көмек сұраймыз."], "signature": {"name": "Асан Беков"},
    }),
    "Kazakh and Russian letterhead": ("""
|«ҮЛГІ» ҚОРЫ / Астана қ., 1|ФОНД «УЛГИ» / г. Астана, 1
Шығ. № 15 2026 ж. 12 наурыз

> ҚР Парламенті Мәжілісінің депутаты
> Айна Үлгібаева ханымға

Қадірменді Айна Қайратқызы!

Сізге алғыс айтамыз.

Қосымша: 3 парақта.
""", {
        "reference": "Шығ. № 15", "day": "2026-03-12", "enclosures": ["3 парақта."],
        "addressee": {"lines": ["ҚР Парламенті Мәжілісінің депутаты", TO_NAME]},
    }),
    "English, with a memo's labels": ("""
To: Jane Sample MP
From: John Muster
Date: 12 March 2026
Subject: Rural schools

Dear Jane,

Please keep rural schools open.

Best wishes,
John
""", {
        "title": "Rural schools", "day": "2026-03-12", "closing": "Best wishes,",
        "addressee": {"lines": [f"To: {TO_NAME} MP"]},
        "letterhead": {"names": ["From: John Muster"]},
    }),
    "English, with abbreviations": ("""
Water Trust
12 March 2026
Re: Clean water

Dear Sir or Madam,

We ask for pipes.

Yours faithfully

J. Muster (Ms)
Secretary
12 Elm Street

Enc. A map of the pipes
""", {
        "title": "Clean water", "enclosures": ["A map of the pipes"], "about": ["12 Elm Street"],
        "signature": {"name": "J. Muster (Ms)", "position": "Secretary"},
    }),
    "English form": ("""
The Honorable ____________________
Parliament House

Dear Representative ______________:

I ask you to vote for the bill.

Sincerely,
[Your name]
""", {"addressee": {"lines": [f"The Honorable {TO_NAME}", "Parliament House"]},
      "letterhead": None}),
    "nothing but a name signs": ("""
Her Excellency
Ms Jane Sample
House of Models

Your Excellency,

We write about visas. Please accept, Your Excellency, our regards.

John Muster
""", {
        "signature": {"name": "John Muster"},
        "addressee": {"lines": ["Her Excellency", TO_NAME, "House of Models"]},
        "body": ["We write about visas. Please accept, Your Excellency, our regards."],
    }),
}  # fmt: skip


@pytest.mark.parametrize("name", LETTERS)
def test_what_its_parts_become(tmp_path: Path, name: str) -> None:
    """Each part in its key, and no key that the letter gave nothing for."""
    text, wanted = LETTERS[name]
    path = tmp_path / "letter.docx"
    office_letter(path, text)
    draft = read_draft(path)
    found = {**draft.data, "day": draft.day}
    assert {key: found.get(key) for key in wanted} == wanted


def test_a_given_name_begins_a_sentence(tmp_path: Path) -> None:
    """A surname that begins one may be any word; her given name, or one before a comma, is hers."""
    path = tmp_path / "letter.docx"
    body = "Sample copies are enclosed. Jane, please help. Sample, you know. Jane knows."
    office_letter(path, f"> Jane Sample MP\n\nDear Jane Sample,\n\n{body}")
    written = read_draft(path).data["body"][0]
    assert written == (
        "Sample copies are enclosed. {{ deputy.Jane }}, please help. "
        "{{ deputy.Sample }}, you know. {{ deputy.Jane }} knows."
    )
