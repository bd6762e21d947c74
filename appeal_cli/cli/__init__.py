"""The command line: the only part that knows Click, prints, or exits. One file a command."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn

import click

from appeal_cli.cli.problems import show_problems
from appeal_cli.cli.signals import Ending
from appeal_cli.cli.streams import prepare_streams, silence_output
from appeal_cli.files.characters import printable
from appeal_cli.files.saving import unnameable
from appeal_cli.problems import AppealError, Kind, Problem, did_you_mean
from appeal_cli.version import __version__

DONE, INPUT, USAGE, INTERRUPTED, CLOSED = 0, 1, 2, 130, 141
"""Exit statuses: done; something in the input; wrong usage; interrupted; nobody reads the output
any more, as after SIGPIPE."""


COMMANDS = (
    *("new", "render", "check", "batch", "manifest", "preview"),
    *("deputies", "letterhead", "schema", "completion", "templates", "register", "problems"),
)
"""The commands: each a function of that name in the module of that name, but for one."""

_MODULES = {"problems": "problem_pages"}


class _Commands(click.Group):
    """Loads a command when it is asked for: the others would only take time."""

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def invoke(self, context: click.Context) -> Any:
        """Runs the command; whoever read its output, such as `head`, may have seen enough."""
        try:
            found = super().invoke(context)
            sys.stdout.flush()
        except BrokenPipeError:
            silence_output()
            return CLOSED
        return found

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(
            import_module(f"appeal_cli.cli.{_MODULES.get(name, name)}"), name
        )
        return command

    def resolve_command(
        self, context: click.Context, words: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the words begin with; a name that is none, with the nearest."""
        name = words[0]
        if name not in COMMANDS and not name.startswith("-") and not context.resilient_parsing:
            hint = did_you_mean(name, COMMANDS) or "`appeal --help` lists the commands"
            context.fail(f"No such command '{name}': {hint}")
        return super().resolve_command(context, words)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    subcommand_metavar="[COMMAND] [ARGS]...",
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
      appeal render data/appeal.en.yaml -d data/deputies.csv --to nurkina-aigul
    See what is wrong, before anything is made:
      appeal check data/appeal.en.yaml -d data/deputies.csv
    """
    if context.invoked_subcommand is None:
        from appeal_cli.cli.overview import overview

        click.echo(overview(Path.cwd()))
        click.echo("All commands: appeal --help")


_OBJECTS_MEANWHILE = 50_000
"""How many objects may come between two searches for those that only hold each other: most are
there to stay, as what is imported. Python's own number, 700, is for programs of few objects."""


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs the command line and exits with its status; no traceback reaches the user."""
    gc.set_threshold(_OBJECTS_MEANWHILE)
    # Pydantic would read what each installed package says of itself, to find plugins for it.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    prepare_streams()
    if "_APPEAL_COMPLETE" in os.environ:
        import_module("appeal_cli.cli.shells")
    ending = Ending()
    try:
        ending.in_order()
        sys.exit(_status(arguments, ending))
    except KeyboardInterrupt:
        sys.exit(_interrupted())
    finally:
        ending.at_once()
        gc.freeze()  # at its end Python would look through all objects, which go with the process


def _unwritable(error: OSError) -> Problem:
    """What to say where output could not go where it should: a full disk, a closed pipe."""
    where = str(error.filename) if error.filename else "standard output"
    return Problem(f"can't be written: {error.strerror}", file=where, kind=Kind.UNWRITABLE)


def _show_usage(error: click.ClickException) -> None:
    """Says what Click says, in which anything may stand that the command was given."""
    said = StringIO()
    error.show(said)
    click.echo("\n".join(map(printable, said.getvalue().split("\n"))), err=True, nl=False)


def _interrupted() -> int:
    click.echo("interrupted", err=True)
    return INTERRUPTED


def _status(arguments: list[str] | None, ending: Ending) -> int:
    try:
        status = cli.main(arguments, prog_name="appeal", standalone_mode=False)
        return status if isinstance(status, int) else DONE
    except click.Abort:
        return _interrupted()
    except Exception as error:
        if ending.error:  # libraries in C raise an error of their own for any, while they load
            raise ending.error from None
        return _shown(error)


def _shown(error: Exception) -> int:
    """Says what went wrong; the status that belongs to it."""
    if isinstance(error, click.ClickException):
        _show_usage(error)
        return error.exit_code
    if isinstance(error, AppealError):
        show_problems(error.problems)
    elif isinstance(error, UnicodeEncodeError):
        show_problems([unnameable(error.object)])
    elif isinstance(error, OSError):
        show_problems([_unwritable(error)])
        silence_output()
    elif os.environ.get("APPEAL_TRACEBACK"):
        raise error
    else:
        message = f"appeal: this should not happen: {type(error).__name__}: {error}"
        click.echo(printable(message), err=True)
        click.echo("  hint: please report it, with what APPEAL_TRACEBACK=1 shows", err=True)
    return INPUT
