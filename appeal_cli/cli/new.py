"""`appeal new`: a folder in which letters can be made at once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import click

from appeal_cli.cli.problems import show_problems
from appeal_cli.cli.streams import say
from appeal_cli.problems import AppealError, Kind, Problem

LANGUAGES = ("en", "kk", "ru")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="The language of the letter.",
)
@click.option(
    "--from",
    "source",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A letter that you have: .docx, .md or .txt. It becomes the appeal.",
)
@click.option(
    "--date",
    "day",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The date of the letter; if not given, today.",
)
def new(folder: Path, language: str, source: Path | None, day: datetime.datetime | None) -> None:
    """Make a small campaign in DIR: a letter, three deputies, and what to do next.

    \b
    Examples:
      appeal new campaign
      appeal new kampaniya --language ru
      appeal new campaign --from letter.docx
    Then:
      cd campaign && appeal batch appeal.yaml -d deputies.csv
    """
    from appeal_cli.files.saving import save
    from appeal_cli.importing.campaign import new_campaign, read_draft

    draft = read_draft(source) if source else None
    files = new_campaign(language, day.date() if day else datetime.date.today(), draft)
    _refuse_to_overwrite(folder, files)
    for name, data in files.items():
        save(folder / name, data)
        say(folder / name)
    if draft:
        show_problems(draft.notices)
    click.echo(f"next: cd {folder} && appeal check appeal.yaml -d deputies.csv", err=True)


def _refuse_to_overwrite(folder: Path, files: Mapping[str, bytes]) -> None:
    there = [folder / name for name in files if (folder / name).exists()]
    if there:
        hint = "name another folder"
        raise AppealError(
            *(Problem("already exists", str(path), hint=hint, kind=Kind.EXISTS) for path in there)
        )
