"""`failed.csv`: those whose letters could not be made, as a roster to correct and use again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from appeal_cli.problems import AppealError, Problem
from appeal_cli.roster.deputy import Deputy, Roster

NAME = "failed.csv"
COLUMN = "problem"


def is_part(roster: Roster) -> bool:
    """Whether the roster has only those whose letters had failed, under whatever name: who is not
    in it may still get a letter."""
    return COLUMN in roster.columns


_MOST_ROWS = 1_000_000
"""As many as any roster may have."""


def read_failed(folder: Path) -> Roster | None:
    """Those who are listed in the folder, as their rows may have been corrected by hand; None where
    there is no list. Raises AppealError where it can't be read."""
    from appeal_cli.roster import load_deputies

    path = folder / NAME
    if not path.is_file():
        return None
    try:
        return load_deputies(path, max_rows=_MOST_ROWS)
    except AppealError as error:
        hint = "correct it, or delete it: the next run writes it anew"
        raise AppealError(
            *(replace(problem, hint=problem.hint or hint) for problem in error.problems)
        ) from None


def still_failed(
    before: Roster | None,
    roster: Roster,
    problems: Mapping[str, Sequence[Problem]],
    gone: Collection[str],
) -> Roster | None:
    """Those who have no letter after a run, with the reasons; None where everybody has one.

    `problems` are what this run found, by id, and `gone` the ids of those who are not to be
    listed any more. A row that was listed `before` may have been corrected by hand: it stays as it
    is, and what it lacks comes from the roster. If that is such a list itself, its rows are newer.
    """
    listed = {each.id: each for each in before or () if each.id not in gone}
    for deputy in roster:
        if deputy.id in problems:
            was = listed.get(deputy.id)
            own = (
                deputy.fields if was is None or is_part(roster) else {**deputy.fields, **was.fields}
            )
            listed[deputy.id] = _with_reason(deputy, own, problems[deputy.id])
    if not listed:
        return None
    columns = dict.fromkeys([*roster.columns, *(before.columns if before else ()), COLUMN])
    return replace(roster, deputies=tuple(listed.values()), columns=tuple(columns))


def _with_reason(deputy: Deputy, fields: Mapping[str, str], problems: Sequence[Problem]) -> Deputy:
    reason = "; ".join(dict.fromkeys(" ".join(str(problem).split()) for problem in problems))
    return replace(deputy, fields=MappingProxyType({**fields, COLUMN: reason}))
