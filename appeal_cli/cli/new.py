"""`appeal new`: a folder in which letters can be made at once."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appeal_cli.cli import options, roster_options
from appeal_cli.cli.problems import show_problems
from appeal_cli.cli.streams import say
from appeal_cli.problems import AppealError, Kind, Problem

if TYPE_CHECKING:
    from appeal_cli.importing.draft import Draft

LANGUAGES = ("en", "kk", "ru")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="The language of the letter; if not given, that of the words in FILE, or en.",
)
@click.option(
    "--from",
    "given",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A letter that you have: .docx, .odt, .html, .md, .txt, .eml, and .rtf or .doc where "
    "LibreOffice is installed. It becomes the appeal.",
)
@click.option(
    "--date",
    "day",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The date of the letter; if not given, that in FILE, or today.",
)
@roster_options.deputies_option()
@options.verbose_option
def new(
    folder: Path,
    language: str | None,
    given: Path | None,
    day: datetime.datetime | None,
    source: str | None,
    verbose: bool,
) -> None:
    """Make a small campaign in DIR: a letter, three deputies, and what to do next.

    With a letter that you have, what became of each part of it is reported, and asked about on
    a terminal.

    \b
    Examples:
      appeal new campaign
      appeal new kampaniya --language ru
      appeal new campaign --from letter.docx
      appeal new campaign --from letter.docx -d deputies.xlsx
    Then:
      cd campaign && appeal batch appeal.yaml -d deputies.csv
    """
    from appeal_cli.files.saving import save
    from appeal_cli.importing.campaign import new_campaign

    draft = _draft(given, language, source, verbose=verbose) if given else None
    language = draft.language if draft else language or "en"
    files = new_campaign(language, _day(day, draft), draft)
    _refuse_to_overwrite(folder, files)
    if draft:
        show_problems(draft.problems, verbose=True)
        _ask()
    for name, data in files.items():
        save(folder / name, data)
        say(folder / name)
    click.echo(f"next: cd {folder} && appeal check appeal.yaml -d deputies.csv", err=True)


def _draft(given: Path, language: str | None, source: str | None, *, verbose: bool) -> Draft:
    from appeal_cli.importing.campaign import read_draft
    from appeal_cli.importing.placing import KNOWN

    if source is None:
        return read_draft(given, language, KNOWN, verbose=verbose)
    from appeal_cli.letter.naming import fields_of
    from appeal_cli.roster import load_deputies

    return read_draft(given, language, fields_of(load_deputies(source)), verbose=verbose)


def _day(day: datetime.datetime | None, draft: Draft | None) -> datetime.date:
    """The day that was asked for, else that of the letter, else today, which is said."""
    if draft and draft.day and not day:
        return datetime.date.fromisoformat(draft.day)
    if draft and not day:
        click.echo("notice: the letter has no date: it is today's", err=True)
    if draft and day and draft.day not in ("", day.date().isoformat()):
        click.echo(f"notice: the letter's own date was {draft.day}", err=True)
    return day.date() if day else datetime.date.today()


def _ask() -> None:
    """Asks on a terminal whether the parts were recognised right; elsewhere nothing is asked."""
    if sys.stdin.isatty() and sys.stderr.isatty():
        click.confirm("Is that right? Make the folder", default=True, abort=True, err=True)


def _refuse_to_overwrite(folder: Path, files: Mapping[str, bytes]) -> None:
    there = [folder / name for name in files if (folder / name).exists()]
    if there:
        hint = "name another folder"
        raise AppealError(
            *(Problem("already exists", str(path), hint=hint, kind=Kind.EXISTS) for path in there)
        )
