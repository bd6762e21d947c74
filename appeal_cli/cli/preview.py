"""`appeal preview`: letters in the browser, made again as their files are saved."""

from __future__ import annotations

import os
import sys
import webbrowser
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appeal_cli.cli import completers as completing
from appeal_cli.cli import options, roster_options
from appeal_cli.cli.number_options import Reserved, reserved_options

if TYPE_CHECKING:
    from appeal_cli.preview.inputs import Look

NEEDED = ("pypdfium2", "starlette", "uvicorn", "watchfiles")
"""What the extra `preview` brings."""


@click.command()
@options.appeals_argument
@roster_options.deputies_option()
@roster_options.choosing_options
@click.option(
    "--template",
    "templates",
    multiple=True,
    metavar="NAME|DIR",
    shell_complete=completing.folders,
    help="A template by its name, such as envelope-c6, or a folder of your own; can be "
    "repeated, to switch between them.",
)
@options.reference_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="NUMBER",
    help="The port of the page; if not given, any free one.",
)
@click.option("--no-open", is_flag=True, help="Only print the page's address.")
@reserved_options
@roster_options.reading_options
def preview(
    appeals: tuple[str, ...],
    source: str | None,
    templates: tuple[str, ...],
    reference_doc: Path | None,
    port: int,
    no_open: bool,
    choice: roster_options.Choice,
    reserved: Reserved,
    **reading: str | None,
) -> None:
    """Show letters in the browser while you write them.

    The page shows the letter to any of the deputies, as a web page, as it prints and as Word has
    it, envelopes and labels too, with what is wrong with it and which names to ask about. It
    changes as you save the appeal, the roster or the template.
    Only who has its address can see it, on this machine. Ctrl-C ends it.

    \b
    Examples:
      appeal preview data/appeal.en.yaml
      appeal preview data/appeal.kk.yaml data/appeal.ru.yaml -d data/deputies.csv
      appeal preview data/appeal.en.yaml -d data/deputies.csv --template mine
      appeal preview data/appeal.en.yaml -d data/deputies.csv --template envelope
      appeal preview data/appeal.en.yaml --port 8000 --no-open
    """
    _check_extra()
    if "-" in appeals:
        raise click.UsageError("the preview watches files, and standard input is not a file")
    choice.check(source)
    from appeal_cli.preview.inputs import Inputs, Sources
    from appeal_cli.preview.server import serve

    looks = _looks(templates, reference_doc)
    inputs = Inputs(appeals, source, choice, reading, looks, reference_doc, reserved.numbering)

    def ready(address: str, once: str) -> None:
        click.echo(address)
        sys.stdout.flush()
        click.echo("Ctrl-C ends the preview", err=True)
        if not no_open and _has_screen():
            webbrowser.open(once)

    with suppress(KeyboardInterrupt):  # which is how it is meant to end
        serve(Sources(inputs), port, ready)
    click.echo("the preview has ended", err=True)


def _check_extra() -> None:
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise click.ClickException(
            f"the preview needs {', '.join(missing)}: pip install 'appeal-cli[preview]'"
        )


def _looks(own: tuple[str, ...], reference_doc: Path | None) -> dict[str, Look]:
    """The templates to switch between by name: the user's own, then those shipped."""
    from appeal_cli.page.template import USUAL, load_template, shipped_templates
    from appeal_cli.preview.inputs import Look

    looks: dict[str, Look] = {}
    for name in dict.fromkeys((*own, USUAL, *shipped_templates())):
        found = load_template(name, reference_doc)
        look = Look(name, found.folders, found.about.takes)
        called = Path(name).resolve().name
        looks[str(found.folder) if called in looks else called] = look
    return looks


def _has_screen() -> bool:
    """Whether a browser has a screen to open on; elsewhere it might take over the terminal."""
    has_windows = sys.platform in ("darwin", "win32")
    return has_windows or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
