"""How problems look: for people, for programs and for GitHub."""

from __future__ import annotations

import json
import os
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from appeal_cli.files.characters import printable
from appeal_cli.problems import Kind, Problem

OUTPUT_FORMATS = ("text", "json", "github")

_COLOURS = {"error": "red", "warning": "yellow", "notice": "cyan"}
_WIDTH = 100


def show_problems(problems: Iterable[Problem], *, verbose: bool = False) -> None:
    """Shows the problems on standard error: each with its place, the line and a hint.

    Warnings of one kind about several deputies are one, unless each is wanted.
    """
    # https://no-color.org: any text in the variable means no colours.
    colour = False if os.environ.get("NO_COLOR") else None
    for problem in problems if verbose else grouped(problems):
        click.echo(as_text(problem), err=True, color=colour)


def report(problems: Sequence[Problem], output_format: str, *, verbose: bool = False) -> None:
    """Reports the problems in one of OUTPUT_FORMATS; those for programs go to standard output."""
    if output_format == "json":
        click.echo(as_json(problems))
    elif output_format == "github":
        for problem in problems:
            click.echo(as_github(problem))
    else:
        show_problems(problems, verbose=verbose)


_TOGETHER = {
    Kind.GENDER: "deputies without a gender that is known for sure",
    Kind.NAME_FORM: "deputies without a form of the name in the letter's language",
    Kind.NOT_DECLINED: "deputies whose names no rule puts in the case that the letter needs",
    Kind.ROLE: "deputies whose role is not in the letter's language",
    Kind.TITLE: "deputies with titles that no greeting in the letter's language begins with",
    Kind.COMMENT: "comments behind texts, which no letter prints",
    Kind.UNSURE_FORM: "forms of names that are usual and not certain",
    Kind.NAME: "names divided into parts in a way that should be checked",
}
"""What warnings of one kind say of several people together."""

FEW = 3
"""The most that are named; what is said of more is said once."""


def grouped(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, with those that are alike as one, in the place of the first.

    Alike are warnings of one kind that say whom they are about ("650 deputies without a gender:
    A, B, C and 647 more"), and errors of one kind in one place, or in the rows of one file, one for
    each deputy.
    """
    together: dict[object, list[Problem]] = {}
    for problem in problems:
        together.setdefault(_alike(problem), []).append(problem)
    for same in together.values():
        if len(same) == 1 or same[0].kind == Kind.MISSING_KEY:
            yield from same
        elif same[0].severity == "error":
            yield from _in_one_place(same)
        else:
            yield _as_one(same)


def _alike(problem: Problem) -> object:
    """What the problems have in common that are shown as one."""
    if problem.severity == "error":
        where = problem.file if problem.subject else problem.place
        return (where, problem.kind) if problem.line else problem
    return (problem.file, problem.severity, problem.kind) if problem.subject else problem


def _in_one_place(problems: Sequence[Problem]) -> Iterator[Problem]:
    """The problems, those that say the same of several as one; all as one where too many things
    are said."""
    said: dict[str, list[Problem]] = {}
    for problem in problems:
        text = problem.message.replace(problem.subject, "") if problem.subject else problem.message
        said.setdefault(_OF_ONE.sub("", text), []).append(problem)
    for same in said.values() if len(said) <= _MOST_SAID else [problems]:
        yield from _said_of_several(same)


_OF_ONE = re.compile(r"`[^`]*`|\d+| \[[^\]]*\]$")
"""What a message says of one alone: a word that is quoted, a number, whose letter it is."""

_MOST_SAID = 6


def _said_of_several(problems: Sequence[Problem]) -> Iterator[Problem]:
    """The first of the problems, with what the others have in place of its one word that differs;
    a few stay apart."""
    first, count = problems[0], len(problems)
    if count <= FEW:
        yield from problems
        return
    texts = [problem.message.split(" ") for problem in problems]
    is_even = len({len(words) for words in texts}) == 1
    differing = [words for words in zip(*texts, strict=False) if len(set(words)) > 1]
    message = first.message
    if is_even and len(differing) == 1:
        place = texts[0].index(differing[0][0])
        message = " ".join([*texts[0][:place], some_of(differing[0]), *texts[0][place + 1 :]])
    yield replace(first, message=f"{message}{_more(count)}")


def _more(count: int) -> str:
    return f" [{count} such problems; `--verbose` lists all]"


def _as_one(problems: Sequence[Problem]) -> Problem:
    first = problems[0]
    subjects = list(dict.fromkeys(problem.subject for problem in problems))
    if len(subjects) == 1:
        return replace(first, message=f"{first.message}{_more(len(problems))}")
    what = _TOGETHER.get(first.kind, f"deputies: {first.kind.as_warning}")
    hint = first.hint or f"such as: {first.message}; `--verbose` lists all"
    message = f"{len(subjects)} {what}: {some_of(subjects)}"
    return replace(first, message=message, line=0, column=0, excerpt="", hint=hint)


def report_grouped(
    problems: Mapping[Problem, Sequence[str]],
    notices: Sequence[Problem],
    output_format: str,
    *,
    verbose: bool = False,
) -> None:
    """Reports each problem once, with those whose letters have it, the first of them by name; and
    what is only to be checked."""
    shown = [
        replace(problem, message=f"{problem.message} [{some_of(letters)}]")
        for problem, letters in problems.items()
    ]
    found = list(problems) if output_format == "json" else shown
    report([*found, *notices], output_format, verbose=verbose)


def some_of(names: Sequence[str]) -> str:
    """The first of the names, and how many more there are."""
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return ", ".join(names[:FEW]) + more


def as_text(problem: Problem) -> str:
    """`file:line:column: message`, the line with the column under it, and the hint.

    A warning's name stands after it in brackets: `--ignore` takes it.
    """
    place = click.style(f"{printable(problem.place)}: ", bold=True) if problem.place else ""
    kind = "" if problem.severity == "error" else f"{problem.severity}: "
    colour = _COLOURS[problem.severity]
    name = f" [{problem.kind}]" if kind and problem.kind else ""
    message = printable(problem.message) + click.style(name, dim=True)
    lines = [place + click.style(kind, fg=colour) + message]
    if problem.excerpt and problem.line:
        lines += _excerpt(problem)
    if problem.hint:
        lines.append(f"  hint: {printable(problem.hint)}")
    return "\n".join(lines)


def _excerpt(problem: Problem) -> list[str]:
    text, column = problem.excerpt, max(problem.column - 1, 0)
    start = max(0, column - _WIDTH + 20)
    shown = ("…" if start else "") + text[start : start + _WIDTH]
    number = f"{problem.line:>5} | "
    lines = [number + printable(shown).replace("\t", " ")]
    if problem.column:
        lines.append(" " * 5 + " | " + " " * (column - start + bool(start)) + "^")
    return lines


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON list with an object for each problem."""
    return json.dumps([problem.data for problem in problems], ensure_ascii=False, indent=1)


def as_github(problem: Problem) -> str:
    """A workflow command that GitHub shows beside the line."""
    kind = problem.severity
    message = problem.message + (f" ({problem.hint})" if problem.hint else "")
    place = {"file": _in_repository(problem.file), "line": problem.line, "col": problem.column}
    where = ",".join(f"{key}={_property(str(value))}" for key, value in place.items() if value)
    return f"::{kind} {where}::{_data(printable(message))}"


def _in_repository(file: str) -> str:
    """The file's path from the top of the repository, where GitHub looks for it; as it is
    elsewhere."""
    top = os.environ.get("GITHUB_WORKSPACE")
    if not (file and top):
        return file
    path, folder = Path(file).resolve(), Path(top).resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else file


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def counted(number: int, noun: str, plural: str = "") -> str:
    """The number with its noun, in the plural where there are more or none."""
    return f"{number} {noun}" if number == 1 else f"{number} {plural or f'{noun}s'}"


def in_columns(meanings: Mapping[str, str]) -> str:
    """Names and what each means, no wider than a terminal of 80 columns."""
    gap = " " * 22
    return "\n".join(
        textwrap.fill(meaning, 78, initial_indent=f"{name:<21} ", subsequent_indent=gap)
        for name, meaning in meanings.items()
    )


def left_out(number: int) -> str:
    """How many deputies are excluded, as the end of a summary; nothing where nobody is."""
    return f", {number} excluded" if number else ""
