"""Names with a line through them: whoever struck somebody out meant that no letter goes there."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from appeal_cli import Roster, load_deputies
from appeal_cli.roster.account import Why
from tests.roster.lists import messages, read, rows
from tests.rosters.making import ods, ods_row

HEADINGS = ["Name", "E-mail"]
PEOPLE = [["Ann Sample", "a@x.example"], ["Bob Test", "b@x.example"]]


def sheet(folder: Path, struck: str, rich: CellRichText | None = None) -> Roster:
    book = Workbook()
    for row in (HEADINGS, *PEOPLE):
        book.active.append(row)
    if rich:
        book.active[struck] = rich
    else:
        book.active[struck].font = Font(strike=True)
    book.save(folder / "list.xlsx")
    return load_deputies(folder / "list.xlsx")


def only_ann_is_left(roster: Roster) -> None:
    assert rows(roster, "name") == [("Ann Sample",)]
    assert [row.why for row in roster.account.aside] == [Why.STRUCK]
    assert "`Bob Test" in messages(roster)


def test_a_line_through_the_cell_of_a_name(tmp_path: Path) -> None:
    only_ann_is_left(sheet(tmp_path, "A3"))


def test_a_line_through_a_piece_of_a_name(tmp_path: Path) -> None:
    """The letter was addressed to `Old Bob Test`."""
    rich = CellRichText("Bob Test ", TextBlock(InlineFont(strike=True), "Old"))
    only_ann_is_left(sheet(tmp_path, "A3", rich))


def test_a_line_through_another_cell_is_a_warning(tmp_path: Path) -> None:
    roster = sheet(tmp_path, "B3")
    assert rows(roster, "name") == [("Ann Sample",), ("Bob Test",)]
    assert "`b@x.example` has a line through it in row 3" in messages(roster)


def test_a_font_that_turns_the_line_off(tmp_path: Path) -> None:
    """Though another cell of the workbook has one, so that its styles are looked at."""
    book = Workbook()
    for row in (HEADINGS, *PEOPLE):
        book.active.append(row)
    book.active["A2"].font = Font(strike=False, bold=True)
    book.active["D9"].font = Font(strike=True)
    book.save(tmp_path / "list.xlsx")
    assert len(load_deputies(tmp_path / "list.xlsx")) == 2


_CELL = '<table:table-cell office:value-type="string"'
_PIECE = '<text:span text:style-name="struck">Old</text:span>'


@pytest.mark.parametrize(
    "name",
    [
        f'{_CELL} table:style-name="struck"><text:p>Bob Test</text:p></table:table-cell>',
        f"{_CELL}><text:p>Bob Test {_PIECE}</text:p></table:table-cell>",
    ],
)
def test_a_line_in_a_sheet_of_libreoffice(tmp_path: Path, name: str) -> None:
    """The look of the cell, or of a piece of its text."""
    data = ods(ods_row("Name", "Party") + ods_row("Ann Sample", "Red") + ods_row(name, "Red"))
    (tmp_path / "list.ods").write_bytes(data)
    only_ann_is_left(load_deputies(tmp_path / "list.ods"))


@pytest.mark.parametrize(
    "cell",
    ["<s>Bob Test</s>", "<del>Bob Test</del>", '<b style="text-decoration:line-through">Bob Test'],
)
def test_a_line_on_a_web_page(tmp_path: Path, cell: str) -> None:
    text = f"<table><tr><th>Name<th>Party<tr><td>Ann Sample<td>Red<tr><td>{cell}<td>Red</table>"
    only_ann_is_left(read(tmp_path, text, "list.html"))


def test_signs_of_markdown(tmp_path: Path) -> None:
    """Letters greeted `**Eve Muster` and `[Ann Sample]`."""
    text = (
        "| Name | E-mail |\n|---|---|\n| ~~Bob Test~~ | b@x.example |\n"
        "| **Eve Muster** | <e@x.example> |\n"
        "| [Ann Sample](https://x.example) | [write](mailto:ann_s@x.example) |\n"
    )
    roster = read(tmp_path, text, "list.md")
    assert rows(roster, *("name", "email")) == [
        ("Eve Muster", "e@x.example"),
        ("Ann Sample", "ann_s@x.example"),
    ]
    assert [row.why for row in roster.account.aside] == [Why.STRUCK]


def test_strokes_without_a_table_of_markdown(tmp_path: Path) -> None:
    """Fields of an export between strokes stay as they are."""
    roster = read(tmp_path, "Name|Note\nAnn Sample|~~old~~ *x*\n")
    assert rows(roster, "note") == [("~~old~~ *x*",)]
