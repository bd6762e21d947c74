"""Warnings that are left out, by their names: `--ignore`."""

from __future__ import annotations

from collections.abc import Iterable

from appeal_cli.problems import AppealError, Kind, Problem, did_you_mean, shortened


def warnings() -> list[Kind]:
    """The kinds that can be turned off: those that may be warnings, in the order of their names."""
    return [kind for kind in Kind if kind.as_warning]


def check_ignored(names: Iterable[str]) -> None:
    """Raises AppealError for each of the names that no warning has."""
    problems = [_not_a_warning(name) for name in names if name not in warnings()]
    if problems:
        raise AppealError(*problems)


def _not_a_warning(name: str) -> Problem:
    for kind in Kind:
        if name and name == kind:
            message = f"--ignore: `{name}` is an error, and only warnings can be turned off"
            return Problem(message, hint=f"correct it: {kind.as_error}")
    known = ", ".join(warnings())
    return Problem(
        f"--ignore: no warning is called `{shortened(name)}`",
        hint=did_you_mean(name, warnings()) or f"the warnings are {known}",
    )


def without(problems: Iterable[Problem], ignored: Iterable[str]) -> list[Problem]:
    """The problems without those warnings and notices whose names are ignored."""
    names = frozenset(ignored)
    return [
        problem for problem in problems if problem.severity == "error" or problem.kind not in names
    ]
