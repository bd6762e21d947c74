"""The account of a roster as tables: what each column was taken as, and which rows are nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appeal_cli.cli.problems import counted
from appeal_cli.files.characters import printable
from appeal_cli.problems import shortened

if TYPE_CHECKING:
    from appeal_cli.roster.account import Account, ColumnUse

_WIDE = 200
_MOST_ROWS = 50


def show_account(account: Account, *, err: bool = False) -> None:
    """Prints the account: on standard error where the output itself goes elsewhere."""
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False, stderr=err)
    if not console.is_terminal:
        console.width = _WIDE
    columns = Table("", "column", "taken as", "example", box=None, pad_edge=False)
    for use in account.columns:
        example = shortened(printable(use.example), 40)
        columns.add_row(use.letter, printable(use.heading) or "(no heading)", _taken(use), example)
    console.print(columns)
    if account.sheets:
        console.print("\nsheets:")
        sheets = Table("", "", box=None, pad_edge=False, show_header=False)
        for sheet in account.sheets:
            sheets.add_row(printable(sheet.name), printable(sheet.taken))
        console.print(sheets)
    if not account.aside:
        return
    console.print()
    console.print(f"{counted(len(account.aside), 'row')} set aside:")
    rows = Table("", "words", "why", box=None, pad_edge=False, show_header=False)
    for row in account.aside[:_MOST_ROWS]:
        rows.add_row(row.place, shortened(printable(row.words), 60), str(row.why))
    console.print(rows)
    if len(account.aside) > _MOST_ROWS:
        console.print(f"and {len(account.aside) - _MOST_ROWS} more")


def _taken(use: ColumnUse) -> str:
    """What the column was taken as, in words."""
    taken = use.taken or (f"{{{{ deputy.{use.placeholder} }}}}" if use.placeholder else "nothing")
    return f"{taken}: {use.remark}" if use.remark else taken
