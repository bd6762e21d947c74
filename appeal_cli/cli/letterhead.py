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
@click.option(
    "--exact",
    is_flag=True,
    help="Of a document: it lies under PDF letters just as LibreOffice prints it.",
)
@click.option(
    "--every-page",
    is_flag=True,
    help="Of a PDF: its first page lies under every page, not under the first alone.",
)
@click.option(
    "--as-image",
    is_flag=True,
    help="Of a PDF: take its pages as pictures, where a letter can't hold what is in them.",
)
@click.option(
    "--text",
    default="",
    metavar="TEXT",
    help="Of a PDF: what stands on it, where its words are drawn and can't be read.",
)
def letterhead(
    document: Path, folder: Path, exact: bool, every_page: bool, as_image: bool, text: str
) -> None:
    """Make a template of your office's letterhead.

    Every format has it then.

    FILE is the Word document (.docx, .dotx) or the .odt with the letterhead: in its header and
    footer, or at the head of its body with an empty line below it. Word keeps the document;
    PDF and HTML get the same.

    Or FILE is a PDF of the empty paper. It lies under PDF letters just as it is: its first page
    under the first, its second, where it has one, under all that follow.

    \b
    Examples:
      appeal letterhead data/letterhead.docx -o office
      appeal render data/appeal.en.yaml --template office -f pdf,docx,html
    With a PDF of your own:
      appeal letterhead paper.pdf -o paper
    """
    from appeal_cli.importing.letterheads.pdf_folder import PdfWish
    from appeal_cli.importing.letterheads.reading import read_letterhead

    refuse_full(folder)
    wish = PdfWish(text, as_image, every_page)
    made = read_letterhead(document, wish, is_exact=exact)
    show_problems(made.problems)
    save_into(folder, made.files)
