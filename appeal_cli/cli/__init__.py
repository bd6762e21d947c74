"""The command line: the only part that knows Click, prints, or exits. One file a command."""

from __future__ import annotations

import gc
import os
import signal
import sys
from importlib import import_module
from io import StringIO
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click

from appeal_cli.cli.problems import show_problems
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
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # What nohup has a command ignore is ignored.
        if number and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _terminated)
    prepare_streams()
    if "_APPEAL_COMPLETE" in os.environ:
        import_module("appeal_cli.cli.shells")
    try:
        sys.exit(_status(arguments))
    finally:
        gc.freeze()  # at its end Python would look through all objects, which go with the process


def _terminated(number: int, frame: FrameType | None) -> NoReturn:
    """Ends the command in an orderly way, so that nothing half-made stays behind."""
    raise SystemExit(128 + number)


def _unwritable(error: OSError) -> Problem:
    """What to say where output could not go where it should: a full disk, a closed pipe."""
    where = str(error.filename) if error.filename else "standard output"
    return Problem(f"can't be written: {error.strerror}", file=where, kind=Kind.UNWRITABLE)


def _show_usage(error: click.ClickException) -> None:
    """Says what Click says, in which anything may stand that the command was given."""
    said = StringIO()
    error.show(said)
    click.echo("\n".join(map(printable, said.getvalue().split("\n"))), err=True, nl=False)


def _status(arguments: list[str] | None) -> int:
    try:
        status = cli.main(arguments, prog_name="appeal", standalone_mode=False)
        return status if isinstance(status, int) else DONE
    except click.ClickException as error:
        _show_usage(error)
        return error.exit_code
    except AppealError as error:
        show_problems(error.problems)
        return INPUT
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except UnicodeEncodeError as error:
        show_problems([unnameable(error.object)])
        return INPUT
    except OSError as error:
        show_problems([_unwritable(error)])
        silence_output()
        return INPUT
    except Exception as error:
        if os.environ.get("APPEAL_TRACEBACK"):
            raise
        message = f"appeal: this should not happen: {type(error).__name__}: {error}"
        click.echo(printable(message), err=True)
        click.echo("  hint: please report it, with what APPEAL_TRACEBACK=1 shows", err=True)
        return INPUT
