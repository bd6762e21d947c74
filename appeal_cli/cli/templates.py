"""`appeal templates`: the templates that come with the tool, and a copy of one to change."""

from __future__ import annotations

from pathlib import Path

import click

from appeal_cli.cli.folders import refuse_full, save_into


@click.group()
def templates() -> None:
    """List, show and copy templates.

    A template says what letters, envelopes or labels look like.

    \b
    Examples:
      appeal templates list
      appeal templates show envelope
      appeal templates export letter mine
      appeal render data/appeal.en.yaml --template mine -o letter.pdf
    """


@templates.command("list")
def list_templates() -> None:
    """List the templates by the names that --template takes.

    \b
    Example:
      appeal templates list
    """
    from appeal_cli.page.stationery import sized_names
    from appeal_cli.page.template import load_template, shipped_templates

    names = shipped_templates()
    width = max(map(len, names))
    for name in names:
        click.echo(f"{name:<{width}}  {load_template(name).about.description}")
        if others := sized_names(name):
            click.echo(f"{'':<{width}}  by size: {', '.join(others)}")


@templates.command()
@click.argument("name", metavar="NAME|DIR")
def show(name: str) -> None:
    """Show what a template is for, and which files it is made of.

    \b
    Example:
      appeal templates show envelope
    """
    from appeal_cli.page.template import load_template

    template = load_template(name)
    about = template.about
    click.echo(f"{about.title}: {about.description}" if about.description else about.title)
    click.echo(f"takes    {_TAKES[about.takes]}")
    click.echo(f"formats  {', '.join(about.formats)}")
    for file, path in template.files().items():
        folder = next(each for each in template.folders if path.is_relative_to(each))
        origin = "" if folder == template.folder else f" ({folder.name}'s)"
        click.echo(f"file     {file}{origin}")


_TAKES = {
    "letter": "one letter, open or to a deputy",
    "addressed letter": "one letter to a deputy with a postal address",
    "addressed letters": "letters to deputies with postal addresses, all on the same pages",
}


@templates.command()
@click.argument("name", metavar="NAME|DIR")
@click.argument("folder", metavar="NEWDIR", type=click.Path(path_type=Path))
def export(name: str, folder: Path) -> None:
    """Copy a template into a new folder, to change it there.

    The copy makes the same letters as the template does, until it is changed.

    \b
    Example:
      appeal templates export letter mine
    """
    from appeal_cli.page.template import load_template

    template = load_template(name)
    refuse_full(folder)
    files = {file: template.exported(path) for file, path in template.files().items()}
    save_into(folder, files)
