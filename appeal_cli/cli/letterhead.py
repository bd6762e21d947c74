"""`appeal letterhead`: a template of the paper that an office has."""

from __future__ import annotations

from pathlib import Path

import click

from appeal_cli.cli import completers as completing
from appeal_cli.cli.folders import refuse_full, save_into
from appeal_cli.cli.problems import show_problems


@click.command()
@click.argument(
    "document",
    metavar="FILE",
    type=click.Path(path_type=Path),
    shell_complete=completing.files,
)
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    required=True,
    help="The new folder of the template.",
)
def letterhead(document: Path, folder: Path) -> None:
    """Make a template of your office's letterhead, for every format at once.

    FILE is the Word document (.docx, .dotx) or the .odt with the letterhead: in its header and
    footer, or at the head of its body with an empty line below it. Word keeps the document;
    PDF and HTML get the same.

    \b
    Examples:
      appeal letterhead letterhead.docx -o office
      appeal render appeal.yaml --template office -f pdf,docx,html -o letters
    """
    from appeal_cli.importing.letterheads.reading import read_letterhead

    refuse_full(folder)
    made = read_letterhead(document)
    show_problems(made.problems)
    save_into(folder, made.files)
