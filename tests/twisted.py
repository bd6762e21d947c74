"""Files of Word, Excel and OpenDocument: whole as archives and as XML, and odd in what they say.

Bytes are read as steps: each takes an element of a real file away, doubles or moves it, or gives
it other words or an odd value.
"""

from __future__ import annotations

import datetime
import subprocess
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import xlwt  # type: ignore[import-untyped]
from lxml import etree
from xlsxwriter import Workbook

from appeal_cli import Letter, address, load_appeal, load_template
from tests.conftest import ROOT
from tests.files.office_making import packed, parts_of
from tests.hostile.spreadsheets import ods
from tests.judges.sample import RICH, rich_appeal
from tests.making import make

ODD = (
    "", " ", "0", "-1", "1", "7", "63", "99999999999999999999", "1e400", "NaN", "abc", "№ 5", "%",
    "50%", "-0.5cm", "1.2.3pt", "true", "none", "auto", "#", "../x", "rId1", "rId99", "Heading 1",
    "first", "\u202e", "\u0661", "\u00b2", "{{ deputy.name }}", "a" * 2_000, " \\* MERGEFORMAT ",
    "MERGEFIELD", 'IF "a" = "b"', "PAGE", "http://", "javascript:x", "file:///etc/passwd",
    "A0", "XFD1048576", "$A$1:ZZ9", "B2:A1", "1:1048576", "s", "b", "e", "d", "inlineStr", "#N/A",
    "2013-02-31", "1899-12-30T25:61:61", "PT1E9H", "[$-43F]dddd d mmmm yyyy", "[>1]0;;@", "=A1",
)  # fmt: skip
"""Values that a file may have where a number, a name, a length or a place is expected."""

BLOCKS = RICH.with_name("blocks.en.yaml")
LOOK = load_template()
MOST_STEPS = 12
XML = (".xml", ".rels")


class Steps:
    """Bytes, read as numbers below others; 0 where there are no more."""

    def __init__(self, data: bytes) -> None:
        self._left = iter(data)

    def below(self, most: int) -> int:
        """The next number below `most`, which is at least 1."""
        return (next(self._left, 0) * 256 + next(self._left, 0)) % most


def twisted(data: bytes, files: list[dict[str, bytes]]) -> bytes:
    """One of the files, given by their parts, after the steps that the bytes say."""
    steps = Steps(data)
    parts = dict(files[steps.below(len(files))])
    names = sorted(name for name in parts if name.endswith(XML))
    for _ in range(1 + steps.below(MOST_STEPS)):
        name = names[steps.below(len(names))]
        root = etree.fromstring(parts[name])
        elements = [each for each in root.iter() if isinstance(each.tag, str)]
        TWISTS[steps.below(len(TWISTS))](elements, steps)
        parts[name] = etree.tostring(root)
    return packed(parts)


def _one(elements: list[etree._Element], steps: Steps) -> etree._Element:
    return elements[steps.below(len(elements))]


def _drop(elements: list[etree._Element], steps: Steps) -> None:
    element = _one(elements, steps)
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def _double(elements: list[etree._Element], steps: Steps) -> None:
    element = _one(elements, steps)
    if (parent := element.getparent()) is not None and len(elements) < 5_000:
        parent.append(deepcopy(element))


def _move(elements: list[etree._Element], steps: Steps) -> None:
    element, into = _one(elements, steps), _one(elements, steps)
    if element not in (into, *into.iterancestors()):
        into.insert(steps.below(len(into) + 1), element)


def _rename(elements: list[etree._Element], steps: Steps) -> None:
    _one(elements, steps).tag = _one(elements, steps).tag


def _value(elements: list[etree._Element], steps: Steps) -> None:
    element = _one(elements, steps)
    if names := sorted(element.attrib):
        element.set(names[steps.below(len(names))], ODD[steps.below(len(ODD))])


def _borrow(elements: list[etree._Element], steps: Steps) -> None:
    element, other = _one(elements, steps), _one(elements, steps)
    for name, value in other.attrib.items():
        element.set(name, value)


def _bare(elements: list[etree._Element], steps: Steps) -> None:
    _one(elements, steps).attrib.clear()


def _words(elements: list[etree._Element], steps: Steps) -> None:
    _one(elements, steps).text = ODD[steps.below(len(ODD))]


Twist = Callable[[list[etree._Element], Steps], None]
TWISTS: tuple[Twist, ...] = (_drop, _double, _move, _rename, _value, _borrow, _bare, _words)


def word_letters(folder: Path) -> list[dict[str, bytes]]:
    """The parts of real Word letters: of ours, with all that a letter may have, and the shipped
    letterhead. The folder is written to."""
    made = [file for each in full_letters(folder) for file in make(each, ["docx"], LOOK).values()]
    return [parts_of(data) for data in (*made, (ROOT / "data" / "letterhead.docx").read_bytes())]


def open_letters(folder: Path) -> list[dict[str, bytes]]:
    """The parts of the same letters as LibreOffice saves them, as OpenDocument texts."""
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    for number, parts in enumerate(word_letters(folder)):
        (folder / f"{number}.docx").write_bytes(packed(parts))
    documents = sorted(folder.glob("*.docx"))
    converted = ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", folder]
    subprocess.run([*converted, *documents], check=True, capture_output=True)
    return [parts_of(path.with_suffix(".odt").read_bytes()) for path in documents]


def workbooks(folder: Path) -> list[dict[str, bytes]]:
    """The parts of two rosters as Excel files, one of which has all that a sheet may have."""
    shipped = ROOT / "tests" / "rosters" / "people.xlsx"
    return [parts_of(data) for data in (_full_workbook(), shipped.read_bytes())]


def open_sheets(folder: Path) -> list[dict[str, bytes]]:
    """The parts of an OpenDocument spreadsheet that has all that a sheet may have."""
    return [parts_of(ods(_OPEN_ROWS))]


def _open_row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def _open_cell(inner: str, kind: str = "string", more: str = "") -> str:
    start = f'<table:table-cell office:value-type="{kind}" {more}>'
    return f"{start}<text:p>{inner}</text:p></table:table-cell>"


_COVERED = '<table:covered-table-cell table:number-columns-repeated="2"/>'
_LINK = (
    '<text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="mailto:ann@sample.example">'
    "write</text:a>"
)
_OPEN_ROWS = (
    _open_row(_open_cell("Members", more='table:number-columns-spanned="3"'), _COVERED)
    + _open_row(*map(_open_cell, ("Id", "Name", "Gender", "Email", "Born", "Share")))
    + _open_row(
        _open_cell("01", "float", 'office:value="1"'),
        _open_cell("Ann<text:s text:c='1'/><text:span>Sample</text:span>"),
        _open_cell("female"),
        _open_cell(_LINK),
        _open_cell("4.5.76", "date", 'office:date-value="1976-05-04T13:30:00"'),
        _open_cell("12.5%", "percentage", 'office:value="0.125"'),
    )
    + _open_row(
        _open_cell("2", "float", 'office:value="2" table:number-rows-spanned="2"'),
        _open_cell("Bert</text:p><text:p>Muster"),
        _open_cell("TRUE", "boolean", 'office:boolean-value="true"'),
        _open_cell("13:30", "time", 'office:time-value="PT13H30M00S"'),
        _open_cell("2", "float", 'office:value="2" table:formula="of:=1+1"'),
        more=' table:visibility="collapse"',
    )
    + _open_row(_COVERED, _open_cell("Cara"), more=' table:number-rows-repeated="3"')
)


def _full_workbook() -> bytes:
    """Sheets of people: with numbers, dates, formulas, links, notes, merged and hidden cells."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Members")
    day = datetime.datetime(1976, 5, 4, 13, 30)
    sheet.write_row(1, 0, ["Id", "Name", "Gender", "Email", "Share", "Phone", "Born"])
    sheet.write_row(2, 0, [1, "Ann Sample", "female", "ann@sample.example", 0.125, 7001])
    sheet.write_row(3, 0, [2, "Bert Muster", "male", "write", 1, "007002"])
    sheet.write_row(4, 0, [3, "Әлия Қанат", True, "", -3.5, 1e15])
    sheet.merge_range("A1:G1", "Members of the House")
    for row, form in enumerate(("[$-419]d mmmm yyyy", "yyyy-mm-dd hh:mm", "h:mm:ss"), start=2):
        sheet.write_datetime(row, 6, day, book.add_format({"num_format": form}))
    for row, form in enumerate(("0.0%", "000-000", '[>1]0" x";0;;@'), start=2):
        sheet.write_number(row, 4, row / 8, book.add_format({"num_format": form}))
    sheet.write_url("D4", "mailto:bert@sample.example", string="write")
    sheet.write_formula("D5", '=HYPERLINK("mailto:aliya@sample.example","write")', None, "write")
    sheet.write_comment("B3", "She answers.")
    sheet.set_row(3, None, None, {"hidden": True})
    book.add_worksheet("Other").write_row(0, 0, ["Name", "Area"])
    book.add_worksheet("Away").hide()
    book.close()
    return file.getvalue()


def old_workbook() -> bytes:
    """The same in the format of Excel 97, which has no archive and no sums."""
    file = BytesIO()
    book = xlwt.Workbook()
    sheet = book.add_sheet("Members")
    sheet.write_merge(0, 0, 0, 4, "Members of the House")
    rows = (
        ("Id", "Name", "Gender", "Email", "Born", "Share"),
        (1, "Ann Sample", "female", "ann@sample.example", datetime.date(1976, 5, 4), 0.125),
        (2, "Әлия Қанат", True, xlwt.Formula('HYPERLINK("mailto:a@b.example";"write")'), 3, -1),
    )
    styles = [
        xlwt.easyxf(num_format_str=form) for form in ("00", "@", "0", "@", "D MMMM YYYY", "0%")
    ]
    for number, cells in enumerate(rows, start=1):
        for column, (value, style) in enumerate(zip(cells, styles, strict=True)):
            sheet.write(number, column, value, style)
    sheet.row(3).hidden = True
    book.add_sheet("Other").write(0, 0, "Name")
    book.save(file)
    return file.getvalue()


def full_letters(folder: Path) -> list[Letter]:
    """The letters that have everything that a letter can have."""
    return [address(load_appeal(path)) for path in (rich_appeal(folder), BLOCKS)]
