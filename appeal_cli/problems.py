"""What can be wrong with an appeal, a roster or a template, and where."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

Severity = Literal["error", "warning", "notice"]

MOST_PROBLEMS = 100
"""The most problems of one kind that are reported for one file: nobody reads more at once."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, with its place in the file where it can be corrected.

    `line` and `column` count from 1, in characters; 0 where a file has no lines
    (a spreadsheet) or the problem is of the file as a whole. `excerpt` is the line
    itself, unless it is too long to show. `hint` says what to do.
    """

    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    excerpt: str = ""
    hint: str = ""
    severity: Severity = "error"
    name: str = ""  # of the kind of problem: one of those in problem_names.py

    @property
    def place(self) -> str:
        """`file:line:column`, as far as it is known."""
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.file, *numbers] if self.file else [])

    @property
    def sort_key(self) -> tuple[str, int, int]:
        """The order in which problems are shown: by file and place."""
        return (self.file, self.line, self.column)

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class AppealError(Exception):
    """Raised with every problem that one pass found, in the order of their places."""

    def __init__(self, *problems: Problem) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))

    def __reduce__(self) -> tuple[type[AppealError], tuple[Problem, ...]]:
        return type(self), self.problems


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word nearest to `word`, or nothing where none is near."""
    nearest = difflib.get_close_matches(word[:100], list(known), n=1, cutoff=0.6)
    return f"did you mean `{nearest[0]}`?" if nearest else ""


def shortened(text: str, most: int = 80) -> str:
    """The text, cut where a message would be too long to read."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    """Those of the problems that stop a letter from being made."""
    return [problem for problem in problems if problem.severity == "error"]


def raise_for(problems: Sequence[Problem]) -> None:
    """Raise the errors among the problems, sorted by place; nothing where there are none."""
    errors = sorted(errors_in(problems), key=lambda problem: problem.sort_key)
    if errors:
        raise AppealError(*errors)


def first_of(problems: Iterable[Problem]) -> list[Problem]:
    """The first MOST_PROBLEMS of the problems; where there are more, one that says so."""
    found = list(islice(problems, MOST_PROBLEMS + 1))
    if len(found) > MOST_PROBLEMS:
        found[-1] = replace(
            found[-1],
            message="there are more problems from here on",
            hint="correct the others first",
        )
    return found


def strict(problem: Problem) -> Problem:
    """The same problem, as an error where it is a warning."""
    return replace(problem, severity="error") if problem.severity == "warning" else problem
