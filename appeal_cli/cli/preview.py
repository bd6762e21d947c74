"""`appeal preview`: the letter in the browser, while one writes it."""

from __future__ import annotations

import webbrowser
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appeal_cli.cli import options
from appeal_cli.errors import AppealError, Problem

if TYPE_CHECKING:
    from appeal_cli.template import Template


@click.command()
@options.appeals_argument
@options.deputies_option
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Without it, a free one.")
@click.option("--no-open", is_flag=True, help="Only print the address, and open no browser.")
@options.template_options
@options.reading_options
def preview(
    appeals: tuple[str, ...],
    source: str | None,
    port: int,
    no_open: bool,
    template: str | None,
    reference_doc: Path | None,
    **reading: str | None,
) -> None:
    """Show the letter in the browser, and show it anew whenever one of its files is saved.

    The page is only for this machine. Ctrl-C ends it.

    \b
    Examples:
      appeal preview appeal.yaml -d deputies.csv
      appeal preview data/appeal.kk.yaml data/appeal.ru.yaml -d data/majilis-5.csv
      appeal preview appeal.yaml --template mine --port 8000 --no-open
    """
    _check_extra()
    from appeal_cli.deputies import load_deputies
    from appeal_cli.preview.app import Preview
    from appeal_cli.preview.desk import Desk
    from appeal_cli.preview.serving import listen, serve

    roster = partial(load_deputies, source, **reading) if source else None
    desk = Desk(appeals, roster, _templates(template, reference_doc))
    with listen(port) as listening:
        address = "http://{}:{}/".format(*listening.getsockname())
        click.echo(address)
        if not no_open:
            webbrowser.open(address)
        serve(Preview(desk), listening)


def _check_extra() -> None:
    try:
        import pypdfium2  # noqa: F401
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
        import watchfiles  # noqa: F401
    except ImportError as error:
        raise AppealError(
            Problem(
                f"the preview needs the package `{error.name}`",
                hint="install what it needs: pip install 'appeal-cli[preview]'",
                name="missing-extra",
            )
        ) from None


def _templates(own: str | None, reference_doc: Path | None) -> dict[str, Template]:
    """The templates to choose from: one's own first, and those that come with the tool."""
    from appeal_cli.template import USUAL, load_template, shipped_templates

    first = own or USUAL
    names = {Path(first).name: first} | {
        name: name for name in shipped_templates() if name != Path(first).name
    }
    return {name: load_template(source, reference_doc) for name, source in names.items()}
