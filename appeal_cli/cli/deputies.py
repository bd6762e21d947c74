"""`appeal deputies`: looking at a roster, and bringing one into the tidy form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from appeal_cli.cli import completers as completing
from appeal_cli.cli import options
from appeal_cli.cli.problems import show_problems

if TYPE_CHECKING:
    from appeal_cli.roster import Roster

_SHOWN = ("name", "gender", "group", "language", "area")
"""The columns of the table, without those that are blank for everyone."""


@click.group()
def deputies() -> None:
    """Look at a roster, or bring one into a tidy CSV file.

    \b
    It reads CSV and TSV, XLSX and ODS, YAML and JSON: plain lists, Popolo, and the files
    of EveryPolitician, OpenStates and unitedstates/congress-legislators.
    """


@deputies.command("list")
@click.argument("source", metavar="ROSTER", shell_complete=completing.files)
@options.choosing_options
@click.option(
    "--output-format",
    type=click.Choice(("text", "csv", "json")),
    default="text",
    show_default=True,
    help="A table, or the tidy form for programs.",
)
@options.reading_options
def list_(
    source: str,
    output_format: str,
    choice: options.Choice,
    **reading: str | None,
) -> None:
    """Show who is in a roster.

    \b
    Examples:
      appeal deputies list data/majilis-5.csv --where group="Ak Zhol"
      appeal deputies list data/majilis-5.csv --where gender=female --output-format csv
    """
    from appeal_cli.roster import as_json, choose, tidy_csv

    roster = _read(source, reading)
    roster = choose(roster, *choice)
    if output_format == "text":
        _show(roster)
    else:
        click.echo({"csv": tidy_csv, "json": as_json}[output_format](roster), nl=False)


@deputies.command("import")
@click.argument("source", metavar="SOURCE", shell_complete=completing.files)
@click.option(
    "-o", "--output", metavar="FILE.csv", default="-", help="If not given, standard output."
)
@options.choosing_options
@options.reading_options
def import_(
    source: str,
    output: str,
    choice: options.Choice,
    **reading: str | None,
) -> None:
    """Write a roster in the tidy form, whatever form SOURCE has.

    \b
    Examples:
      appeal deputies import ep-popolo-v1.0.json --term 5 -o deputies.csv
      appeal deputies import members.xlsx -o deputies.csv
    """
    from appeal_cli.files.saving import save
    from appeal_cli.roster import choose, tidy_csv

    tidy = tidy_csv(choose(_read(source, reading), *choice))
    if output == "-":
        click.echo(tidy, nl=False)
    else:
        save(Path(output), tidy.encode("utf-8"))
        click.echo(output)


def _read(source: str, reading: dict[str, str | None]) -> Roster:
    from appeal_cli.roster import load_deputies

    roster = load_deputies(source, **reading)
    show_problems(roster.notices)
    return roster


def _show(roster: Roster) -> None:
    """A table on a terminal as wide as it is; plain columns elsewhere."""
    from rich.console import Console
    from rich.table import Table

    from appeal_cli.roster import handle

    shown = [column for column in _SHOWN if any(deputy.get(column) for deputy in roster)]
    table = Table("to", *shown, box=None, pad_edge=False, header_style="bold")
    for deputy in roster:
        table.add_row(handle(deputy), *(deputy.get(column) for column in shown))
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = 200
    console.print(table)
    click.echo(f"{len(roster)} deputies", err=True)
