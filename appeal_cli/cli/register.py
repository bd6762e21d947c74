"""`appeal register`: the office's journal of a batch, and which letters were answered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appeal_cli.cli import completers as completing
from appeal_cli.cli import options
from appeal_cli.cli.number_options import register_option
from appeal_cli.cli.problems import counted, show_problems
from appeal_cli.cli.streams import say
from appeal_cli.problems import Kind, Problem, raise_for

if TYPE_CHECKING:
    from appeal_cli.batch.manifest import Entry
    from appeal_cli.batch.register import Register


@click.command()
@click.argument("folder", metavar="DIR", shell_complete=completing.folders)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="The journal: a file that ends in .csv or .xlsx; - for CSV on standard output.",
)
@click.option(
    "--answered",
    metavar="FILE",
    type=click.Path(path_type=Path),
    shell_complete=completing.files,
    help="Who has answered: ids or numbers, one on a line, or a journal's column `answered`.",
)
@register_option("if not given, numbers.csv in DIR.", "numbers")
@options.overwrite_option
def register(
    folder: str, output: str | None, answered: Path | None, numbers: Path | None, overwrite: bool
) -> None:
    """Write the office's journal of the letters in DIR.

    `appeal batch` made them. The journal has a line for each letter: number, date, deputy,
    address, title, pages, enclosures, file and its SHA-256; and one for each number without a
    letter. Write into its column `answered` who has answered, and give it back with --answered:
    `appeal batch --unanswered` reminds the others.

    \b
    Examples:
      appeal register letters -o journal.csv
      appeal register letters --answered journal.csv
      appeal register letters --answered answered.txt -o journal.xlsx
    """
    _check_usage(output, answered)
    entries = _entries(Path(folder))
    file = numbers or _usual(Path(folder))
    if answered:
        _mark(file, answered, entries)
    if output:
        _write(output, file, entries, must_exist=bool(numbers), overwrite=overwrite)


def _check_usage(output: str | None, answered: Path | None) -> None:
    from appeal_cli.batch.journal import ENDINGS

    if not output and not answered:
        raise click.UsageError("add -o journal.csv, --answered FILE or both")
    if output and output != "-" and Path(output).suffix.lower() not in ENDINGS:
        raise click.UsageError(f"-o: `{output}` ends neither in {' nor in '.join(ENDINGS)}")


def _usual(folder: Path) -> Path:
    from appeal_cli.batch.register import NAME

    return folder / NAME


def _entries(folder: Path) -> Mapping[str, Entry]:
    """The letters of the folder. Raises AppealError where no batch made any there."""
    from appeal_cli.batch.manifest import read_manifest, shard_manifest

    return read_manifest(folder) or shard_manifest(folder)


def _mark(file: Path, answered: Path, entries: Mapping[str, Entry]) -> None:
    """Marks in the register who has answered. Nothing is marked where a line fits nobody."""
    from appeal_cli.batch.answers import marked
    from appeal_cli.batch.register import alone_with, existing_register

    existing_register(file)
    with alone_with(file):
        before = existing_register(file)
        numbers = [entry.number for entry in entries.values() if entry.number]
        after = marked(before, before.names_of(numbers), answered)
        if after != before:
            after.save()
    new = len(after.answered) - len(before.answered)
    count = counted(len(after.answered), "letter")
    click.echo(f"{count} answered, {new} of them marked now", err=True)


def _write(
    output: str, file: Path, entries: Mapping[str, Entry], *, must_exist: bool, overwrite: bool
) -> None:
    from appeal_cli.batch.journal import journal, lost_with, written
    from appeal_cli.batch.register import existing_register, read_register
    from appeal_cli.files.saving import save
    from appeal_cli.files.targets import Target, check_targets

    found: Register = existing_register(file) if must_exist else read_register(file)
    rows = journal(entries.values(), found)
    _tell(entries)
    if output == "-":
        click.echo(written(rows, "").decode("utf-8-sig"), nl=False)
        return
    check_targets([Target(Path(output), "journal")], [file], overwrite=True)
    if not overwrite:
        raise_for(lost_with(Path(output), rows))
    save(Path(output), written(rows, output))
    say(output)


def _tell(entries: Mapping[str, Entry]) -> None:
    """Says which letters the manifest knows little of."""
    bare = [name for name, entry in entries.items() if entry.deputy and not entry.about]
    if bare:
        message = f"an earlier version made {counted(len(bare), 'file')}, such as {bare[0]}: "
        message += "their names, days and addresses are not known"
        hint = "`appeal batch --force` makes them again"
        show_problems([Problem(message, hint=hint, severity="notice", kind=Kind.REGISTER)])
