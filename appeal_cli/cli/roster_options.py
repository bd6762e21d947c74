"""The options of commands that take a roster: which, how it is read, and whom of it is meant."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from appeal_cli.cli import completers as completing
from appeal_cli.cli.options import Command, gathered, together
from appeal_cli.problems import AppealError, Kind, Problem, all_of, did_you_mean

if TYPE_CHECKING:
    from appeal_cli.appeal.appeal import Appeal
    from appeal_cli.roster import Roster


def deputies_option(*, required: bool = False) -> Callable[[Command], Command]:
    """`--deputies`, as `source`."""
    return click.option(
        "-d",
        "--deputies",
        "source",
        metavar="FILE",
        required=required,
        shell_complete=completing.files,
        help="The roster: CSV, XLSX, XLS, ODS, YAML, JSON, XML, vCard, Popolo.",
    )


class Choice(NamedTuple):
    """Whom of a roster is meant, as `appeal_cli.deputies.choose` takes it."""

    to: tuple[str, ...]
    where: tuple[str, ...]
    exclude: tuple[str, ...]
    exclude_missing_ok: bool = False

    def check(self, source: str | None) -> None:
        """Raises UsageError where somebody is chosen and there is no roster."""
        if source is None and any(self):
            raise click.UsageError("--to, --where and --exclude choose from a roster: add -d FILE")


choosing_options = together(
    click.option(
        "--to",
        multiple=True,
        metavar="ID",
        shell_complete=completing.deputies,
        help="Only this deputy; can be repeated.",
    ),
    click.option(
        "--where",
        multiple=True,
        metavar="FIELD=VALUE",
        shell_complete=completing.conditions,
        help='Only these, such as group="Ak Zhol" or gender!=male; can be repeated.',
    ),
    click.option(
        "--exclude",
        multiple=True,
        metavar="ID|FILE",
        shell_complete=completing.deputies,
        help="Not this deputy, or not those listed in the file; can be repeated.",
    ),
    click.option(
        "--exclude-missing-ok",
        is_flag=True,
        help="Report the lines of such a file that mean nobody in this roster, and go on.",
    ),
    gathered("choice", Choice),
)
"""The same options in every command that takes a roster; the command gets a Choice."""


def check_field(roster: Roster, option: str, field: str | None) -> None:
    """Raises AppealError where the roster has no field of that name."""
    if field and field not in roster.columns:
        hint = did_you_mean(field, roster.columns) or f"the fields are {', '.join(roster.columns)}"
        message = f"{option}: the roster has no field `{field}`"
        raise AppealError(Problem(message, hint=hint, kind=Kind.UNKNOWN_FIELD))


def _named_columns(
    context: click.Context, parameter: click.Parameter, values: Sequence[str]
) -> dict[str, str]:
    """The headings by the fields that they are said to hold."""
    found = {}
    for value in values:
        field, equals, heading = (part.strip() for part in value.partition("="))
        if not (field and equals and heading):
            raise click.BadParameter(f"`{value}` is not FIELD=HEADING, such as name=Участник")
        found[field] = heading
    return found


reading_options = together(
    click.option(
        "--encoding", metavar="NAME", help="The encoding of a CSV file that is not UTF-8."
    ),
    click.option("--term", metavar="ID", help="Only the members of this term, in Popolo."),
    click.option(
        "--name-order",
        metavar="WORDS",
        help='The order of the parts of whole names: "family given patronymic".',
    ),
    click.option(
        "--same-name",
        type=click.Choice(("two", "one")),
        help="What rows are that have one name and no id, and differ in little.",
    ),
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="FIELD=HEADING",
        callback=_named_columns,
        help="What a column holds, by its heading or its letter, such as name='Кого просим'; "
        "can be repeated.",
    ),
    click.option(
        "--hidden-rows", is_flag=True, help="Take the rows of a sheet that it hides or filters."
    ),
    click.option(
        "--sheet",
        "sheets",
        multiple=True,
        metavar="NAME",
        help="Only this sheet of a workbook; can be repeated. '*' takes each that lists people.",
    ),
    click.option(
        "--max-rows",
        type=click.IntRange(1, 1_000_000),
        metavar="N",
        help="How many rows a CSV file may have, instead of 30,000.",
    ),
)
"""How a roster is read where it does not say so itself."""


def read_inputs(
    appeals: Sequence[str], source: str | None, reading: dict[str, Any]
) -> tuple[list[Appeal], Roster | None]:
    """The appeals and the roster, each problem of them found in one pass."""
    from appeal_cli.appeal.loading import load_appeal

    roster, problems = _roster(source, reading)
    fields = _fields(roster)
    readers = [partial(load_appeal, name, fields) for name in appeals]
    return all_of(readers, problems), roster


def _roster(
    source: str | None, reading: dict[str, Any]
) -> tuple[Roster | None, tuple[Problem, ...]]:
    """The roster, or what is wrong with it; neither where there is none."""
    if not source:
        return None, ()
    from appeal_cli.roster import load_deputies

    gc.disable()  # a roster is read into what stays as long as the command runs, ...
    try:
        roster = load_deputies(source, **reading)
    except AppealError as error:
        return None, error.problems
    finally:
        gc.freeze()  # ... so garbage is looked for elsewhere
        gc.enable()
    return roster, ()


def _fields(roster: Roster | None) -> frozenset[str] | None:
    if roster is None:
        return None
    from appeal_cli.letter.naming import fields_of

    return fields_of(roster)
