"""`appeal new`: a folder in which letters can be made at once."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appeal_cli.cli import options, roster_options
from appeal_cli.cli.folders import save_into
from appeal_cli.cli.problems import show_problems
from appeal_cli.files.characters import printable
from appeal_cli.problems import AppealError, Kind, Problem, argument

if TYPE_CHECKING:
    from appeal_cli.importing.draft import Draft
    from appeal_cli.roster import Roster

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
    "--example",
    is_flag=True,
    help="The real letter of 2013, with its roster and the languages, in DIR/data: what the "
    "documents' examples name.",
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
    example: bool,
    day: datetime.datetime | None,
    source: str | None,
    verbose: bool,
) -> None:
    """Begin a campaign in DIR: a letter and a roster to change.

    Letters can be made of them at once. With a letter that you have, what became of each part of
    it is reported, and asked about on a terminal.

    \b
    Examples:
      appeal new campaign
      appeal new kampaniya --language ru
      appeal new campaign --from letter.docx
      appeal new campaign --from letter.docx -d deputies.xlsx
      appeal new first --example
    Then:
      appeal batch campaign/appeal.yaml -d campaign/deputies.csv
    """
    if example:
        _only(language=language, given=given, day=day, source=source)
        _new_example(folder)
        return
    from appeal_cli.importing.campaign import APPEAL, ROSTER, new_campaign

    roster = _roster(source)
    draft = _draft(given, language, roster, verbose=verbose) if given else None
    language = draft.language if draft else language or "en"
    files = new_campaign(language, _day(day, draft), draft)
    _refuse_to_overwrite(folder, files)
    if draft:
        show_problems(draft.problems, verbose=True)
        _ask()
    save_into(folder, files)
    _show_named(folder, roster)
    _say_next(f"appeal check {argument(folder / APPEAL)} -d {argument(folder / ROSTER)}")


def _say_next(command: str) -> None:
    """Shows a command to copy, one that every shell understands."""
    click.echo(f"next: {printable(command)}", err=True)


def _only(**others: object) -> None:
    """Refuses the options that say what a letter of one's own is like."""
    names = {"given": "--from", "day": "--date", "source": "-d", "language": "--language"}
    for name, value in others.items():
        if value is not None:
            raise click.UsageError(f"--example takes the letter of 2013: leave {names[name]} out")


def _new_example(folder: Path) -> None:
    from appeal_cli.importing.campaign import example

    files = example()
    _refuse_to_overwrite(folder, files)
    save_into(folder, files)
    if folder != Path():
        _say_next(f"cd {argument(folder)}")
    _say_next("appeal render data/appeal.en.yaml -f docx,html")


def _roster(source: str | None) -> Roster | None:
    from appeal_cli.roster import load_deputies

    return load_deputies(source) if source else None


def _draft(given: Path, language: str | None, roster: Roster | None, *, verbose: bool) -> Draft:
    from appeal_cli.importing.campaign import read_draft
    from appeal_cli.importing.placing import KNOWN
    from appeal_cli.letter.naming import fields_of

    known = KNOWN if roster is None else fields_of(roster)
    return read_draft(given, language, known, verbose=verbose)


def _show_named(folder: Path, roster: Roster | None) -> None:
    """Says who of the roster is named in the letter that was made, which goes to all of them."""
    from appeal_cli.appeal.loading import load_appeal
    from appeal_cli.importing.campaign import APPEAL
    from appeal_cli.letter.named_deputies import named_deputies

    if roster is not None:
        show_problems(named_deputies([load_appeal(folder / APPEAL)], roster, roster))


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
    is_asked = sys.stdin.isatty() and sys.stderr.isatty()
    if is_asked and not click.confirm("Is that right? Make the folder", default=True, err=True):
        click.echo("nothing was made: correct the letter, and call it again", err=True)
        raise click.exceptions.Exit(1)


def _refuse_to_overwrite(folder: Path, files: Mapping[str, bytes]) -> None:
    there = [folder / name for name in files if (folder / name).exists()]
    if there:
        others = f", and so do {len(there) - 1} others of its files" if there[1:] else ""
        message = f"already exists{others}"
        hint = "name another folder"
        raise AppealError(Problem(message, str(there[0]), hint=hint, kind=Kind.EXISTS))
