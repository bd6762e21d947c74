"""Spreadsheets: what is read from them, and what hostile ones get."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest

from appeal_cli.problems import AppealError, Problem
from appeal_cli.roster import Roster, load_deputies
from tests.conftest import ROOT
from tests.rosters.making import archive, ods, ods_row, row, xlsx, xlsx_parts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = row(1, "id", "name")
BERG = row(2, "1", "Anna Berg")


def load(tmp_path: Path, data: bytes, name: str = "roster.xlsx") -> Roster:
    path = tmp_path / name
    path.write_bytes(data)
    return load_deputies(path)


def problems_of(tmp_path: Path, data: bytes, name: str = "roster.xlsx") -> tuple[Problem, ...]:
    with pytest.raises(AppealError) as caught:
        load(tmp_path, data, name)
    return caught.value.problems


def number(reference: str, value: str, more: str = "") -> str:
    return f'<c r="{reference}"{more}><v>{value}</v></c>'


@pytest.mark.parametrize("odd", ["", "auto", "²", "1.5", "0x1"])
@pytest.mark.parametrize(
    "style",
    ['<cellXfs><xf numFmtId="{}"/></cellXfs>', '<numFmts><numFmt numFmtId="{}"/></numFmts>'],
)
def test_a_style_with_an_odd_number(tmp_path: Path, style: str, odd: str) -> None:
    """The part of the file is named in which it stands."""
    styles = f'<styleSheet xmlns="{MAIN}">{style.format(odd)}</styleSheet>'
    parts = {**xlsx_parts(HEAD + BERG), "xl/styles.xml": styles}
    (problem,) = problems_of(tmp_path, archive(parts))
    assert problem.message == "the file is damaged: `xl/styles.xml` in it can't be read"


@pytest.mark.parametrize(
    ("value", "text"),
    [("1", "1"), ("1.0", "1"), ("01", "1"), ("1.5", "1.5"), ("1E2", "100"), ("0.1", "0.1")],
)
def test_numbers_stay_as_typed(tmp_path: Path, value: str, text: str) -> None:
    """A whole number has no point."""
    data = xlsx(row(1, "id", "name", "n") + row(2, "1", "Anna Berg", number("C2", value)))
    assert load(tmp_path, data)[0].get("n") == text


def test_everything_without_a_value_is_told(tmp_path: Path) -> None:
    """Formulas that were never calculated and cells with errors, by their references."""
    sheet = (
        HEAD
        + row(2, "1", '<c r="B2"><f>A2+1</f></c>')
        + row(3, "2", '<c r="B3" t="e"><v>#REF!</v></c>')
        + row(4, "3", '<c r="B4" t="str"><f>X</f><v>Anna Berg</v></c>')
    )
    found = problems_of(tmp_path, xlsx(sheet))
    assert [(problem.line, problem.column, problem.message) for problem in found] == [
        (2, 2, "B2: a formula without its value"),
        (3, 2, "B3: the cell holds an error, #REF!"),
    ]


def test_a_formula_that_gives_nothing(tmp_path: Path) -> None:
    """An empty text is a value: Excel writes it so."""
    sheet = row(1, "id", "name", "n") + row(
        2, "1", "Anna Berg", '<c r="C2" t="str"><f>X</f><v></v></c>'
    )
    assert load(tmp_path, xlsx(sheet))[0].get("n") == ""


def test_openpyxl_formulas(tmp_path: Path) -> None:
    """A workbook that a script wrote has no values for its formulas."""
    book = openpyxl.Workbook()
    book.active.append(["id", "name"])
    book.active.append([1, "=CONCATENATE(A2,A1)"])
    book.save(tmp_path / "made.xlsx")
    found = problems_of(tmp_path, (tmp_path / "made.xlsx").read_bytes())
    assert found[0].message == "B2: a formula without its value"


def test_a_formula_that_no_letter_needs(tmp_path: Path) -> None:
    """Its cell is blank, with one notice for all; a fault in a row that is set aside is none."""
    book = openpyxl.Workbook()
    for cells in (["№", "name", "Days"], [1, "Anna Berg", "=1+1"], ["=A2+1", "Bob Test", "=2"]):
        book.active.append(cells)
    book.active.append(["Total", "=COUNTA(B2:B3)"])
    book.save(tmp_path / "made.xlsx")
    roster = load_deputies(tmp_path / "made.xlsx")
    assert [deputy.name for deputy in roster] == ["Anna Berg", "Bob Test"]
    [told] = [notice for notice in roster.notices if "formula" in notice.message]
    assert told.message.startswith("C2: a formula without its value; it is blank")
    assert "2 more" in told.message
    assert told.severity == "notice"


def test_rows_of_formulas_alone(tmp_path: Path) -> None:
    """A sheet that only points to another is no empty one."""
    book = openpyxl.Workbook()
    for cells in (["name", "email"], ["=X!A2", "=X!B2"], ["=X!A3", "=X!B3"]):
        book.active.append(cells)
    book.save(tmp_path / "made.xlsx")
    found = problems_of(tmp_path, (tmp_path / "made.xlsx").read_bytes())
    assert [problem.message.partition(":")[0] for problem in found] == ["A2", "B2", "A3", "B3"]


def test_cells_with_a_look_and_nothing_else(tmp_path: Path) -> None:
    """A column that is coloured to its end holds nothing there."""
    far = '<row r="1048576"><c r="B1048576" s="0"/></row>'
    assert len(load(tmp_path, xlsx(HEAD + BERG + far))) == 1


def test_faults_of_other_sheets_do_not_matter(tmp_path: Path) -> None:
    """Only the sheet that is read must have values."""
    book = openpyxl.Workbook()
    book.active.append(["id", "name"])
    book.active.append([1, "Anna Berg"])
    book.create_sheet("Sums").append(["=1+1"])
    book.save(tmp_path / "made.xlsx")
    assert len(load_deputies(tmp_path / "made.xlsx")) == 1


def test_hidden_sheets_are_passed_over(tmp_path: Path) -> None:
    """A hidden first sheet is not the roster."""
    book = openpyxl.Workbook()
    book.active.append(["secret"])
    book.active.sheet_state = "hidden"
    sheet = book.create_sheet("Members")
    for cells in (["id", "name"], [1, "Anna Berg"]):
        sheet.append(cells)
    book.save(tmp_path / "made.xlsx")
    assert load_deputies(tmp_path / "made.xlsx")[0].name == "Anna Berg"


def test_problems_name_the_row_and_column(tmp_path: Path) -> None:
    """A row of a sheet is a line."""
    sheet = row(1, "id", "name", "gender") + row(3, "1", "Anna Berg", "\ufdd0")
    found = problems_of(tmp_path, xlsx(sheet))
    assert (found[0].line, found[0].column) == (3, 3)


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        ("", "the file is empty"),
        (HEAD, "a row of headings and nothing under it"),
        (row(1, "a", "b") + row(2, "c", "d"), "no column holds names"),
        (HEAD + BERG + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "row 1,048,576"),
        (HEAD + '<row r="2"><c r="ZZ2"><v>1</v></c></row>', "column 702"),
        (HEAD + '<row r="99999999"><c><v>1</v></c></row>', "a cell stands in row 99,999,999"),
        (HEAD + '<row r="2"><c r="no"><v>1</v></c></row>', "is damaged"),
        (HEAD + '<row r="2"><c r="A2">', "is damaged"),
    ],
)
def test_sheets_that_are_no_roster(tmp_path: Path, sheet: str, message: str) -> None:
    """A far cell, a broken part or an empty sheet is a plain error."""
    assert message in problems_of(tmp_path, xlsx(sheet))[0].message


def test_external_entities_are_not_resolved(tmp_path: Path) -> None:
    """A document type is refused before anything in it is looked up."""
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
    sheet = HEAD + row(2, "1", '<c r="B2" t="inlineStr"><is><t>&e;</t></is></c>')
    for data, name in ((xlsx(sheet, head), "a.xlsx"), (ods(ods_row("id"), head), "a.ods")):
        found = problems_of(tmp_path, data, name)
        assert "declares a document type" in found[0].message
        assert "SECRET" not in found[0].message


def test_billion_laughs(tmp_path: Path) -> None:
    """Entities that would grow are refused at once."""
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE x [<!ENTITY e0 "ha">{lines}]>'
    found = problems_of(tmp_path, xlsx(HEAD + row(2, "1", "&e9;"), head))
    assert "declares a document type" in found[0].message


def zip_bomb() -> bytes:
    """300 KB that hold 300 MB."""
    parts = xlsx_parts(HEAD + BERG)
    return archive({**parts, "xl/sharedStrings.xml": b"<sst>" + b" " * 300_000_000 + b"</sst>"})


def lying_sizes() -> bytes:
    """A part of 60 MB that the archive says is 1,000 bytes long."""
    data = bytearray(archive({**xlsx_parts(HEAD + BERG), "xl/big.xml": b"<a>" + b" " * 60_000_000}))
    name = b"xl/big.xml"
    for mark, offset in ((b"PK\x03\x04", 30), (b"PK\x01\x02", 46)):
        place = data.index(name, data.index(mark)) - offset
        while data[place : place + 4] != mark or data[place + offset :][: len(name)] != name:
            place = data.index(name, place + offset + 1) - offset
        struct.pack_into("<I", data, place + (22 if offset == 30 else 24), 1_000)
    return bytes(data)


def many_cells() -> bytes:
    """A sheet of more than a million cells in few bytes."""
    cells = [
        "".join(f"<c><v>{n * 7919 % 9973}</v></c>" for n in range(s, s + 400)) for s in range(9)
    ]
    rows = "".join(f'<row r="{n}">{cells[n % 9]}</row>' for n in range(2, 5_000))
    return xlsx(HEAD + rows)


HOSTILE = {
    "a zip bomb": (zip_bomb, "it would unpack to"),
    "lying sizes": (lying_sizes, "can't be unpacked"),
    "many cells": (many_cells, "more than 1,000,000 cells"),
    "wide repeats": (
        lambda: ods(
            ods_row("id", "name")
            + ods_row(
                '<table:table-cell table:number-columns-repeated="16384" office:value-type="float"'
                ' office:value="1"/>',
                repeated=1_048_576,
            )
        ),
        "a cell stands in row",
    ),
    "endless repeats": (lambda: ods(ods_row("x", repeated=10**15)), "`number-rows-repeated` is"),
    "deep nesting": (lambda: xlsx("<a>" * 200_000), "nested more than 100 levels deep"),
    "cut short": (lambda: xlsx(HEAD + BERG)[:-200], "can't be unpacked"),
    "only a beginning": (lambda: b"PK\x03\x04" + b"\0" * 50, "can't be unpacked"),
    "no workbook": (lambda: archive({"a.xml": "<a/>"}), "no spreadsheet can be read"),
    "an old file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_cost_little(tmp_path: Path, kind: str) -> None:
    """Each gets a clear error in under 400 MB, and none keeps anybody waiting."""
    make, message = HOSTILE[kind]
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(make())
    script = (
        "import sys\n"
        "from appeal_cli.roster import load_deputies\n"
        "from appeal_cli.problems import AppealError\n"
        "try: load_deputies(sys.argv[1])\n"
        "except AppealError as error: print(error)\n"
        "status = open('/proc/self/status').read()\n"
        "print(status.split('VmHWM:')[1].split()[0])\n"
    )
    command = [sys.executable, "-c", script, path]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True, timeout=60)
    *said, kilobytes = done.stdout.strip().split("\n")
    assert message in "\n".join(said)
    assert int(kilobytes) < 400_000


def test_a_broken_file_is_never_a_traceback(tmp_path: Path) -> None:
    """A workbook with any one byte changed is read or refused."""
    good = xlsx(HEAD + BERG)
    for place in range(0, len(good), 7):
        data = bytearray(good)
        data[place] ^= 0x55
        path = tmp_path / "roster.xlsx"
        path.write_bytes(bytes(data))
        with suppress(AppealError):
            assert len(load_deputies(path)) == 1


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("xl/workbook.bin", "a binary workbook"),
        ("Index/Document.iwa", "a file of Numbers"),
        ("word/document.xml", "a Word document"),
    ],
)
def test_other_packages(tmp_path: Path, part: str, said: str) -> None:
    """What is packed as a workbook is named by what it is, with what to do."""
    (problem,) = problems_of(tmp_path, archive({"a.xml": "<a/>", part: "<a/>"}), "roster.xlsb")
    assert said in problem.message
    assert "save the roster as XLSX" in problem.hint


def test_one_name_twice_in_the_archive(tmp_path: Path) -> None:
    """What one program reads another does not: two parts of one name are refused."""
    packed = io.BytesIO(xlsx(HEAD + BERG))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(packed, "a") as file:
        file.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    assert "the same name" in problems_of(tmp_path, packed.getvalue())[0].message
