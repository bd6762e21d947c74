"""`appeal check`: everything that is wrong, before anything is made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appeal_cli.cli import options
from appeal_cli.cli.problems import OUTPUT_FORMATS, as_github, as_json, show_problems
from appeal_cli.errors import AppealError, Problem, errors_in, strict

if TYPE_CHECKING:
    from appeal_cli.appeal import Appeal
    from appeal_cli.deputies import Deputy, Roster
    from appeal_cli.letter import Letter
    from appeal_cli.template import Template


@click.command()
@options.appeals_argument
@options.deputies_option
@options.choosing_options
@options.language_option
@click.option("--strict", "is_strict", is_flag=True, help="Warnings are errors.")
@click.option("--forms", is_flag=True, help="List the forms of names that grammar rules made.")
@click.option(
    "--output-format",
    type=click.Choice(OUTPUT_FORMATS),
    default="text",
    show_default=True,
    help="For people, for programs, or for GitHub's annotations.",
)
@options.template_options
@options.reading_options
def check(
    appeals: tuple[str, ...],
    source: str | None,
    to: tuple[str, ...],
    where: tuple[str, ...],
    exclude: tuple[str, ...],
    languages: tuple[str, ...],
    is_strict: bool,
    forms: bool,
    output_format: str,
    template: Path | None,
    reference_doc: Path | None,
    **reading: str | None,
) -> None:
    """Find what is wrong with an appeal, and with its letters to the deputies of a roster.

    \b
    Examples:
      appeal check data/appeal.en.yaml
      appeal check data/appeal.kk.yaml data/appeal.ru.yaml -d data/majilis-5.csv --language kk,ru
      appeal check data/appeal.ru.yaml -d data/majilis-5.csv --forms
    """
    letters: list[tuple[Deputy | None, Letter]] = []
    try:
        loaded, roster = _inputs(appeals, source, (to, where, exclude), languages, reading)
        chosen = _chosen(roster, (to, where, exclude))
        look = _template(template, reference_doc)
        problems = [*(roster.notices if roster else ())]
        problems += [problem for appeal in loaded for problem in appeal.warnings]
        problems += _letter_problems(loaded, chosen, languages, look, letters)
    except AppealError as error:
        problems = list(error.problems)
    problems = list(dict.fromkeys(problems))
    if is_strict:
        problems = [strict(problem) for problem in problems]
    problems.sort(key=lambda problem: problem.sort_key)
    _report(problems, output_format)
    if forms:
        _list_forms(letters)
    if output_format == "text":
        click.echo(_summary(problems, len(letters)), err=True)
    if errors_in(problems):
        raise click.exceptions.Exit(1)


def _inputs(
    appeals: tuple[str, ...],
    source: str | None,
    choice: tuple[tuple[str, ...], ...],
    languages: tuple[str, ...],
    reading: dict[str, str | None],
) -> tuple[list[Appeal], Roster | None]:
    from appeal_cli.pairing import check_languages

    if source is None and any(choice):
        raise click.UsageError("--to, --where and --exclude choose from a roster: add -d FILE")
    loaded, roster = options.read_inputs(appeals, source, reading)
    check_languages(loaded, languages)
    return loaded, roster


def _chosen(roster: Roster | None, choice: tuple[tuple[str, ...], ...]) -> Sequence[Deputy | None]:
    if roster is None:
        return [None]
    from appeal_cli.deputies import choose

    return list(choose(roster, *choice))


def _template(folder: Path | None, reference_doc: Path | None) -> Template:
    from appeal_cli.template import load_template

    return load_template(folder, reference_doc)


def _letter_problems(
    appeals: list[Appeal],
    chosen: Sequence[Deputy | None],
    languages: tuple[str, ...],
    template: Template,
    letters: list[tuple[Deputy | None, Letter]],
) -> list[Problem]:
    """The problems of each letter; those that can be made are added to `letters`, each with
    whom it is to."""
    from appeal_cli.letter import address
    from appeal_cli.pairing import appeals_for
    from appeal_cli.press import check as check_letter

    problems: list[Problem] = []
    for deputy in chosen:
        for appeal in appeals_for(deputy, appeals, languages):
            try:
                letter = address(appeal, deputy)
                found = check_letter(letter, template)
            except AppealError as error:
                found = list(error.problems)
            else:
                if not errors_in(found):
                    letters.append((deputy, letter))
            problems += found
    return problems


def _report(problems: list[Problem], output_format: str) -> None:
    if output_format == "json":
        click.echo(as_json(problems))
    elif output_format == "github":
        for problem in problems:
            click.echo(as_github(problem))
    else:
        show_problems(problems)


def _list_forms(letters: list[tuple[Deputy | None, Letter]]) -> None:
    for deputy, letter in letters:
        for form in letter.automatic:
            assert deputy
            name = deputy.get(f"name_{letter.language}") or deputy.name
            click.echo(f"{letter.language}\t{name}\t{form}")


def _summary(problems: list[Problem], letters: int) -> str:
    errors = len(errors_in(problems))
    warnings = sum(problem.severity == "warning" for problem in problems)
    made = f"{_count(letters, 'letter')} can be made"
    return f"{made}; {_count(errors, 'error')}, {_count(warnings, 'warning')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
