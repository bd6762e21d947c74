"""The command line: the only part that knows Click, prints, or exits. One file a command."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from appeal_cli import __version__
from appeal_cli.cli.batch import batch
from appeal_cli.cli.check import check
from appeal_cli.cli.completion import completion
from appeal_cli.cli.deputies import deputies
from appeal_cli.cli.manifest import manifest
from appeal_cli.cli.new import new
from appeal_cli.cli.overview import overview
from appeal_cli.cli.preview import preview
from appeal_cli.cli.problems import show_problems
from appeal_cli.cli.render import render
from appeal_cli.cli.schema import schema
from appeal_cli.cli.streams import prepare_streams, silence_output
from appeal_cli.cli.templates import templates
from appeal_cli.errors import AppealError, Problem

DONE, INPUT, USAGE, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses: done; something in the input; wrong usage; interrupted."""


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 done, 1 something is wrong with the input, 2 wrong usage, "
    "130 interrupted.",
)
@click.version_option(__version__, message="appeal %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Formal letters to deputies, from one appeal in YAML: PDF, Word and HTML.

    \b
    Make the open letter, addressed to everyone:
      appeal render data/appeal.en.yaml -o letter.pdf
    The same, addressed to one deputy:
      appeal render data/appeal.en.yaml -d data/deputies.csv --to nurkina-aigul -o letter.docx
    See what is wrong, before anything is made:
      appeal check data/appeal.en.yaml -d data/deputies.csv
    """
    if context.invoked_subcommand is None:
        click.echo(overview(Path.cwd()))
        click.echo("All commands: appeal --help")


cli.add_command(new)
cli.add_command(render)
cli.add_command(check)
cli.add_command(batch)
cli.add_command(manifest)
cli.add_command(preview)
cli.add_command(deputies)
cli.add_command(schema)
cli.add_command(completion)
cli.add_command(templates)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs the command line and exits with its status; no traceback reaches the user."""
    signal.signal(signal.SIGTERM, _terminated)
    prepare_streams()
    sys.exit(_status(arguments))


def _terminated(number: int, frame: FrameType | None) -> NoReturn:
    """Ends the command in an orderly way, so that nothing half-made stays behind."""
    raise SystemExit(128 + number)


def _unwritable(error: OSError) -> Problem:
    """What to say where output could not go where it should: a full disk, a closed pipe."""
    where = str(error.filename) if error.filename else "standard output"
    return Problem(f"can't be written: {error.strerror}", file=where, name="unwritable")


def _status(arguments: list[str] | None) -> int:
    try:
        status = cli.main(arguments, prog_name="appeal", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else DONE
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except AppealError as error:
        show_problems(error.problems)
        return INPUT
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except OSError as error:
        show_problems([_unwritable(error)])
        silence_output()
        return INPUT
    except Exception as error:
        if os.environ.get("APPEAL_TRACEBACK"):
            raise
        message = f"appeal: this should not happen: {type(error).__name__}: {error}"
        click.echo(message, err=True)
        click.echo("  hint: please report it, with what APPEAL_TRACEBACK=1 shows", err=True)
        return INPUT
