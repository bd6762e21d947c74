"""The options of outgoing numbers: where they are from, and where they begin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from appeal_cli.cli import completers as completing
from appeal_cli.cli.options import Command, gathered, together

if TYPE_CHECKING:
    from appeal_cli.appeal.appeal import Appeal
    from appeal_cli.batch.campaigns import Numbering
    from appeal_cli.letter.outgoing import Outgoing
    from appeal_cli.roster.deputy import Deputy

MOST = 999_999_999
"""The highest number that a register may begin with."""


class Numbers(NamedTuple):
    """How the letters of a batch get their numbers."""

    register: Path | None
    number_from: int | None
    campaign: str
    unanswered: bool
    first: str

    def numbering(self, folder: Path) -> Numbering | None:
        """Where the numbers come from; None where nothing is said of them."""
        from appeal_cli.batch.campaigns import Numbering
        from appeal_cli.batch.register import NAME

        if not any((self.register, self.number_from, self.campaign, self.unanswered, self.first)):
            return None
        file = self.register or folder / NAME
        return Numbering(file, self.number_from, self.campaign, self.unanswered, self.first)

    @property
    def files(self) -> list[Path]:
        """The register where one is named: nothing else is written there."""
        return [self.register] if self.register else []


def _checked(
    register: Path | None, number_from: int | None, campaign: str, unanswered: bool, first: str
) -> Numbers:
    """What the options ask for, if they go together."""
    if first and not unanswered:
        raise click.UsageError("--first says of which letters --unanswered makes reminders")
    return Numbers(register, number_from, campaign, unanswered, first)


def _in_use(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if value != value.strip() or not value.isprintable():
        raise click.BadParameter("the name of a campaign begins and ends with a letter or a sign")
    return value


def register_option(rest: str, name: str = "register") -> Callable[[Command], Command]:
    """`--numbers`, as `name`; `rest` is what its help says of it."""
    return click.option(
        "--numbers",
        name,
        metavar="FILE.csv",
        type=click.Path(path_type=Path, dir_okay=False),
        shell_complete=completing.files,
        help=f"The register of outgoing numbers; {rest}",
    )


_campaign = click.option(
    "--campaign",
    metavar="NAME",
    default="",
    callback=_in_use,
    help="Whose numbers they are in the register; if not given, the name of the appeal's file.",
)

numbers_options = together(
    register_option("if not given, numbers.csv in the batch's folder."),
    click.option(
        "--number-from",
        type=click.IntRange(1, MOST),
        metavar="NUMBER",
        help="The first outgoing number, for `{{ number }}`; later ones follow by themselves.",
    ),
    _campaign,
    click.option(
        "--unanswered",
        is_flag=True,
        help="Make reminders: letters to those who have not answered (see `appeal register`).",
    ),
    click.option(
        "--first",
        metavar="NAME",
        default="",
        callback=_in_use,
        help="With --unanswered: the campaign that they remind of, where there are several.",
    ),
    gathered("numbers", _checked),
)


class Reserved(NamedTuple):
    """Which numbers are shown that a batch gave out."""

    register: Path | None
    campaign: str

    @property
    def numbering(self) -> Numbering | None:
        """Where the numbers stand; None where no register is named."""
        if not self.register:
            return None
        from appeal_cli.batch.campaigns import Numbering

        return Numbering(self.register, campaign=self.campaign)

    def numbers(
        self, appeals: Sequence[Appeal], deputies: Iterable[Deputy | None]
    ) -> dict[str, Outgoing]:
        """The numbers by the ids of the deputies; none where no register is named."""
        if not (numbering := self.numbering):
            return {}
        from appeal_cli.batch.campaigns import reserved

        return reserved(appeals, [deputy for deputy in deputies if deputy], numbering)


reserved_options = together(
    register_option("those that a batch gave out are shown."),
    _campaign,
    gathered("reserved", Reserved),
)
"""The same for commands that give out no number."""
