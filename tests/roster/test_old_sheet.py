"""Workbooks of Excel 97, `.xls`: read as new ones are, and what broken ones get."""

from __future__ import annotations

import datetime
import io
import random
import struct
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import xlwt  # type: ignore[import-untyped]

from appeal_cli.problems import AppealError, Kind
from appeal_cli.roster import Roster, load_deputies
from appeal_cli.roster.account import Why

HEAD = ("№", "Ф.И.О. депутата", "Округ", "Индекс", "Эл. почта", "Дата рождения", "Доля")
FORMATS = {3: "00000", 5: "DD.MM.YYYY", 6: "0%"}
AIGUL = ("Ахметова Айгуль Сериковна", "Центр", 1230, "a@example.org", datetime.date(1980, 3, 5))


def fill(sheet: Any, rows: Iterable[tuple[object, ...]], first: int = 0) -> None:
    for number, cells in enumerate(rows, start=first):
        for column, value in enumerate(cells):
            style = xlwt.easyxf(num_format_str=FORMATS.get(column, "General"))
            sheet.write(number, column, value, style)


def saved(book: Any, tmp_path: Path) -> Path:
    path = tmp_path / "roster.xls"
    book.save(str(path))
    return path


def load(tmp_path: Path, *rows: tuple[object, ...]) -> Roster:
    book = xlwt.Workbook()
    fill(book.add_sheet("Members"), rows)
    return load_deputies(saved(book, tmp_path))


def test_an_old_workbook_is_read_as_it_looks(tmp_path: Path) -> None:
    """A title over merged cells, numbers and dates under formats, a total."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Депутаты")
    sheet.write_merge(0, 0, 0, 4, "Список депутатов маслихата")
    fill(sheet, [HEAD, (1, *AIGUL, 0.25), ("Итого", 1)], first=1)
    roster = load_deputies(saved(book, tmp_path))
    [deputy] = roster
    assert deputy.get("family_name") == "Ахметова"
    assert deputy.get("дата_рождения") == "05.03.1980"
    assert deputy.get("доля") == "25%"
    [postcode] = [use for use in roster.account.columns if use.heading == "Индекс"]
    assert postcode.example == "01230"
    assert [row.why for row in roster.account.aside] == [Why.TITLE, Why.TOTAL]


def test_hidden_rows_and_sheets(tmp_path: Path) -> None:
    """A hidden row is set aside, a hidden sheet and one without names are passed over."""
    book = xlwt.Workbook()
    fill(book.add_sheet("Read me"), [("how to fill this in",)])
    hidden = book.add_sheet("Old")
    fill(hidden, [("id", "name"), (9, "Anna Gone")])
    hidden.visibility = 1
    sheet = book.add_sheet("Members")
    fill(sheet, [("id", "name"), (1, "Anna Berg"), (2, "Bob Hidden")])
    sheet.row(2).hidden = True
    path = saved(book, tmp_path)
    assert [deputy.name for deputy in load_deputies(path)] == ["Anna Berg"]
    assert len(load_deputies(path, hidden_rows=True)) == 2


def test_merged_downwards(tmp_path: Path) -> None:
    """The value of merged cells is that of each of their rows."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Members")
    fill(sheet, [("id", "name", "party"), (1, "Anna Berg"), (2, "Bob Test")])
    sheet.write_merge(1, 2, 2, 2, "Green")
    roster = load_deputies(saved(book, tmp_path))
    assert [deputy.get("group") for deputy in roster] == ["Green", "Green"]


def link(row: int, column: int, address: str) -> bytes:
    """The record of a link to the web: [MS-XLS] 2.4.140, HLink."""
    standard = bytes.fromhex("D0C9EA79F9BACE118C8200AA004BA90B")
    moniker = bytes.fromhex("E0C9EA79F9BACE118C8200AA004BA90B")
    text = f"{address}\0".encode("utf-16-le")
    body = struct.pack("<4H", row, row, column, column) + standard + struct.pack("<2I", 2, 3)
    body += moniker + struct.pack("<I", len(text)) + text
    return struct.pack("<2H", 0x01B8, len(body)) + body


def test_a_link_to_a_mail(tmp_path: Path) -> None:
    """The address that a cell leads to, where it says something else."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Members")
    fill(sheet, [("name", "email"), ("Anna Berg", "write")])
    whole: Callable[[], bytes] = sheet.get_biff_data
    end = struct.pack("<2H", 0x0A, 0)
    sheet.get_biff_data = lambda: (
        whole().removesuffix(end) + link(1, 1, "mailto:anna@example.org?subject=x") + end
    )
    assert load_deputies(saved(book, tmp_path))[0].get("email") == "anna@example.org"


def test_a_cell_with_an_error(tmp_path: Path) -> None:
    """It is named as Excel names it."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Members")
    fill(sheet, [("id", "name"), (1,)])
    sheet.row(1).set_cell_error(1, "#REF!")
    with pytest.raises(AppealError) as caught:
        load_deputies(saved(book, tmp_path))
    assert caught.value.problems[0].message == "B2: the cell holds an error, #REF!"


def container(name: str) -> bytes:
    """The beginning of a file of another program, with the name of a part."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (container(""), "damaged"),
        (container("")[:40], "damaged"),
    ],
)
def test_broken_containers(tmp_path: Path, data: bytes, message: str) -> None:
    """A file that only begins as a workbook is a plain error."""
    path = tmp_path / "roster.xls"
    path.write_bytes(data)
    with pytest.raises(AppealError, match=message):
        load_deputies(path)


def test_a_cell_of_a_style_that_is_not_there(tmp_path: Path) -> None:
    """Records that speak of others that are not there are a plain error."""
    book = xlwt.Workbook()
    fill(book.add_sheet("Members"), [("id", "name"), (1234.56789, "Anna Berg")])
    path = saved(book, tmp_path)
    cell = struct.pack("<2H", 1, 0)
    begin, end = path.read_bytes().split(struct.pack("<d", 1234.56789))
    assert begin[-6:-2] == cell
    path.write_bytes(begin[:-2] + b"\xff\x7f" + struct.pack("<d", 1234.56789) + end)
    with pytest.raises(AppealError, match="the file is damaged: no sheet can be read from it"):
        load_deputies(path)


def test_other_files_of_office(tmp_path: Path) -> None:
    """A file in the same container without a workbook in it is named by what it is."""
    book = xlwt.Workbook()
    fill(book.add_sheet("Members"), [("id", "name"), (1, "Anna Berg")])
    data = saved(book, tmp_path).read_bytes()
    for name, said in {"EncryptedPackage": "a password", "WordDocument": "Word 97"}.items():
        own, other = (f"{word}\0".encode("utf-16-le") for word in ("Workbook", name))
        path = tmp_path / "other.xls"
        entry = data.replace(own + b"\0" * (len(other) - len(own)), other)
        assert entry != data
        path.write_bytes(entry)
        with pytest.raises(AppealError, match=said) as caught:
            load_deputies(path)
        assert caught.value.problems[0].kind == Kind.NOT_A_ROSTER


def test_more_rows_than_a_roster_has(tmp_path: Path) -> None:
    """The old format has up to 65,536."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Members")
    fill(sheet, [("id", "name"), (1, "Anna Berg")])
    sheet.write(60_000, 0, 2)
    with pytest.raises(AppealError, match="a cell stands in row 60,001"):
        load_deputies(saved(book, tmp_path))


def test_changed_bytes_are_never_a_traceback(tmp_path: Path) -> None:
    """A workbook with a few bytes changed is read or refused."""
    book = xlwt.Workbook()
    fill(book.add_sheet("Members"), [HEAD, (1, *AIGUL, 0.25)])
    packed = io.BytesIO()
    book.save(packed)
    chance = random.Random(1)
    path = tmp_path / "roster.xls"
    for _ in range(150):
        data = bytearray(packed.getvalue())
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.randrange(len(data))] = chance.choice((0, 255, chance.randrange(256)))
        path.write_bytes(data)
        with suppress(AppealError):
            assert len(load_deputies(path)) < 10
