"""`appeal deputies`: looking at a roster, and bringing one into the tidy form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from appeal_cli.cli import completers as completing
from appeal_cli.cli import options, roster_options
from appeal_cli.cli.account import show_account
from appeal_cli.cli.problems import counted, left_out, show_problems
from appeal_cli.files.characters import printable
from appeal_cli.problems import AppealError, Kind, Problem

if TYPE_CHECKING:
    from rich.console import Console

    from appeal_cli.roster import Roster

_SHOWN = ("name", "gender", "group", "language", "area")
"""The columns of the table, without those that are blank for everyone."""


_MOST_FITTED = 1_000
"""The most rows that are fitted to a terminal: it takes a while, and nobody reads more."""


@click.group()
def deputies() -> None:
    """Look at a roster, or bring one into a tidy CSV file.

    It reads CSV and TSV, XLSX, XLS and ODS, YAML, JSON and JSON Lines, XML and vCard: plain lists,
    Popolo, answers of SPARQL, and the files of EveryPolitician, OpenStates and
    unitedstates/congress-legislators.
    """


@deputies.command("list")
@click.argument("source", metavar="ROSTER", shell_complete=completing.files)
@roster_options.choosing_options
@click.option(
    "--output-format",
    type=click.Choice(("text", "csv", "json")),
    default="text",
    show_default=True,
    help="A table, or the tidy form for programs.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Show what each column was taken as and which rows are nobody, and no list.",
)
@options.verbose_option
@roster_options.reading_options
def list_(
    source: str,
    output_format: str,
    explain: bool,
    verbose: bool,
    choice: roster_options.Choice,
    **reading: Any,
) -> None:
    """Show who is in a roster.

    \b
    Examples:
      appeal deputies list data/majilis-5.csv --where group="Ak Zhol"
      appeal deputies list data/majilis-5.csv --output-format csv
      appeal deputies list data/deputies.csv --explain
    """
    from appeal_cli.roster import as_json, tidy_csv

    if explain:
        show_account(_read(source, reading, verbose).account)
        return
    roster = _chosen(source, choice, reading, verbose)
    if output_format == "text":
        _show(roster)
    else:
        click.echo({"csv": tidy_csv, "json": as_json}[output_format](roster), nl=False)


@deputies.command("import")
@click.argument("source", metavar="SOURCE", shell_complete=completing.files)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="-",
    help="A file that ends in .csv, .tsv, .xlsx, .json or .yaml; if not given, CSV on standard "
    "output.",
)
@click.option(
    "--force", "--overwrite", "force", is_flag=True, help="Replace the file if it is there."
)
@roster_options.choosing_options
@options.verbose_option
@roster_options.reading_options
def import_(
    source: str,
    output: str,
    force: bool,
    verbose: bool,
    choice: roster_options.Choice,
    **reading: Any,
) -> None:
    """Write a roster in the tidy form, whatever form SOURCE has.

    A file that is there may have been corrected by hand: it is kept, unless --force is given.

    \b
    Examples:
      appeal deputies import data/majilis-5.csv -o deputies.xlsx
      appeal deputies import data/majilis-5.csv --where gender=female -o women.csv
    With files of your own:
      appeal deputies import contacts.vcf -o deputies.csv
      appeal deputies import ep-popolo-v1.0.json --term 5 -o deputies.csv
    """
    from appeal_cli.files.saving import save
    from appeal_cli.roster import tidy_csv
    from appeal_cli.roster.export import written

    if output != "-":
        _refuse_to_overwrite(Path(output), [source, *choice.exclude], force=force)
    roster = _chosen(source, choice, reading, verbose)
    show_account(roster.account, err=True)
    if output == "-":
        click.echo(tidy_csv(roster), nl=False)
    else:
        save(Path(output), written(roster, output))
        click.echo(output)
    click.echo(_summary(roster), err=True)


def _refuse_to_overwrite(path: Path, inputs: Sequence[str], *, force: bool) -> None:
    from appeal_cli.files.targets import Target, check_targets

    check_targets([Target(path, "roster")], map(Path, inputs), overwrite=True)
    if path.is_file() and not force:
        hint = "`--force` overwrites it"
        raise AppealError(Problem("already exists", str(path), hint=hint, kind=Kind.EXISTS))


def _chosen(
    source: str, choice: roster_options.Choice, reading: dict[str, Any], verbose: bool
) -> Roster:
    from appeal_cli.roster import choose

    roster = _read(source, reading, verbose)
    chosen = choose(roster, *choice)
    show_problems(chosen.notices[len(roster.notices) :])
    return chosen


def _read(source: str, reading: dict[str, Any], verbose: bool) -> Roster:
    from appeal_cli.roster import load_deputies

    roster = load_deputies(source, **reading)
    show_problems(roster.notices, verbose=verbose)
    return roster


def _show(roster: Roster) -> None:
    """A table on a terminal as wide as it is; plain columns elsewhere."""
    from rich.console import Console

    from appeal_cli.roster import handle

    shown = [column for column in _SHOWN if any(deputy.get(column) for deputy in roster)]
    rows = [(handle(deputy), *map(deputy.get, shown)) for deputy in roster]
    console = Console(highlight=False, markup=False)
    if console.is_terminal and len(rows) <= _MOST_FITTED:
        _show_fitted(console, ("to", *shown), rows)
    else:
        click.echo("\n".join(_plain([("to", *shown), *rows])))
    click.echo(_summary(roster), err=True)


def _summary(roster: Roster) -> str:
    return counted(len(roster), "deputy", "deputies") + left_out(roster.excluded)


def _show_fitted(console: Console, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.table import Table

    table = Table(*headings, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*map(printable, row))
    console.print(table)


def _plain(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows in columns as wide as their texts."""
    from rich.cells import cell_len

    texts = [[printable(text) for text in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*texts, strict=True)]
    for row in texts:
        cells = zip(row, widths, strict=True)
        yield "  ".join(f"{text}{' ' * (width - cell_len(text))}" for text, width in cells).rstrip()
