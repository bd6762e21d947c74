"""Campaigns: which lines of a register the letters of a run have, and which they remind of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.batch.register import Line, Register, existing_register
from appeal_cli.letter.outgoing import First, Outgoing, reminds_at
from appeal_cli.problems import Kind, Problem
from appeal_cli.roster.deputy import Deputy, Roster

REMINDER = " reminder"
"""What the name of a campaign of reminders ends with, where it would be that of the first."""


@dataclass(frozen=True)
class Numbering:
    """Where the numbers of a run come from: the register's file, the first number, the campaign
    where its name is not that of the appeal, and whether the letters are reminders, of which
    campaign where the register has several."""

    file: Path
    start: int | None = None
    campaign: str = ""
    reminds: bool = False
    first: str = ""

    def campaign_of(self, appeals: Sequence[Appeal], register: Register) -> str:
        """The campaign of the appeals: as the first of them is called, without its language.
        Reminders by the appeal that they remind of are a campaign of their own."""
        if self.campaign:
            return self.campaign
        appeal = appeals[0]
        stem = "letter" if appeal.file == "<stdin>" else Path(appeal.file).stem
        name = re.sub(rf"[-._ ]{re.escape(appeal.language)}$", "", stem, flags=re.IGNORECASE)
        return name + REMINDER if self.reminds and name in first_campaigns(register) else name


def first_campaigns(register: Register) -> dict[str, dict[str, Line]]:
    """The campaigns that are no reminders, with their lines."""
    return {
        name: lines
        for name, lines in register.campaigns.items()
        if not any(line.first for line in lines.values())
    }


def first_lines(register: Register, numbering: Numbering) -> dict[str, Line]:
    """The lines of the letters that reminders are of, by the ids of their deputies.

    Raises AppealError where the register has none, or several and none is named.
    """
    firsts = first_campaigns(register)
    known = ", ".join(f"`{name}`" for name in firsts)
    if numbering.first and numbering.first not in firsts:
        raise register.problem(
            f"there is no campaign `{numbering.first}`", hint=f"there are {known}" if known else ""
        )
    if not firsts:
        raise register.problem(
            "no letter stands here to remind of", hint="`--numbers` names the register"
        )
    if len(firsts) > 1 and not numbering.first:
        raise register.problem(
            f"there are letters of several campaigns: {known}", hint="say which with `--first`"
        )
    return firsts[numbering.first or next(iter(firsts))]


def unanswered(roster: Roster, numbering: Numbering) -> Roster:
    """Those of the roster whose first letter was not answered.

    Who has a number and no letter is not reminded of one. Raises AppealError as `first_lines`
    does, and where nobody is left.
    """
    register = existing_register(numbering.file)
    first = first_lines(register, numbering)
    known = [deputy for deputy in roster if deputy.id in first]
    sent = [deputy for deputy in known if first[deputy.id].date]
    waiting = [deputy for deputy in sent if first[deputy.id].number not in register.answered]
    if not waiting:
        raise register.problem("nobody is left to remind", hint="everybody has answered")
    told = (
        (len(roster) - len(known), "had no first letter"),
        (len(known) - len(sent), "had a number and no letter"),
        (len(sent) - len(waiting), "answered"),
    )
    said = ", ".join(f"{count} {what}" for count, what in told if count)
    notice = Problem(
        f"{len(waiting)} of {len(roster)} deputies are reminded: {said}",
        str(numbering.file), severity="notice", kind=Kind.REGISTER,
    )  # fmt: skip
    notices = (*roster.notices, notice) if said else roster.notices
    return replace(roster, deputies=tuple(waiting), notices=notices)


def reserved(
    appeals: Sequence[Appeal], deputies: Iterable[Deputy], numbering: Numbering
) -> dict[str, Outgoing]:
    """The numbers that the deputies have, by their ids; nobody gets one. Raises AppealError where
    the register can't be read."""
    register = existing_register(numbering.file)
    numbering = replace(numbering, reminds=any(map(reminds_at, appeals)))
    own = register.campaigns.get(numbering.campaign_of(appeals, register), {})
    known = [deputy.id for deputy in deputies if deputy.id in own]
    return {key: outgoing_of(own[key], register) for key in known}


def outgoing_of(line: Line, register: Register) -> Outgoing:
    """The number of the line, and the letter that it reminds of."""
    first = register.by_number.get(int(line.first)) if line.first else None
    if first is None or first.day is None:
        return Outgoing(str(line.number))
    return Outgoing(str(line.number), First(str(first.number), first.day))
