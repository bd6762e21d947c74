"""`failed.csv`: those whose letters could not be made, as a roster to correct and use again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from appeal_cli.problems import Problem
from appeal_cli.roster.deputy import Deputy, Roster

NAME = "failed.csv"
COLUMN = "problem"


def failed_roster(roster: Roster, problems: Mapping[str, Sequence[Problem]]) -> Roster:
    """The deputies with problems, by id, in the roster's order, and what they were."""
    deputies = tuple(
        _with_reason(deputy, problems[deputy.id]) for deputy in roster if deputy.id in problems
    )
    return replace(
        roster, deputies=deputies, columns=tuple(dict.fromkeys([*roster.columns, COLUMN]))
    )


def _with_reason(deputy: Deputy, problems: Sequence[Problem]) -> Deputy:
    reason = "; ".join(dict.fromkeys(" ".join(str(problem).split()) for problem in problems))
    return replace(deputy, fields=MappingProxyType({**deputy.fields, COLUMN: reason}))
