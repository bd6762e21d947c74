"""`appeal check`: everything that is wrong, before anything is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from appeal_cli.cli import completers as completing
from appeal_cli.cli import options
from appeal_cli.cli.problems import counted, report
from appeal_cli.problems import (
    AppealError,
    Problem,
    check_ignored,
    errors_in,
    strict,
    warnings,
    without,
)

if TYPE_CHECKING:
    from appeal_cli.appeal.appeal import Appeal
    from appeal_cli.page.template import Template
    from appeal_cli.roster import Deputy, Roster


_NAMES = "\b\nWarnings, by the name that stands after them in brackets:\n" + "\n".join(
    f"  {kind:<19} {kind.as_warning}" for kind in warnings()
)


@click.command(epilog=_NAMES)
@options.appeals_argument
@options.deputies_option()
@options.choosing_options
@options.language_option
@click.option("--strict", "is_strict", is_flag=True, help="Treat warnings as errors.")
@click.option(
    "--ignore",
    "ignored",
    multiple=True,
    metavar="NAME",
    callback=options.comma_separated,
    shell_complete=completing.warnings,
    help="Leave out warnings of this name; can be repeated, or gender,merged.",
)
@click.option("--forms", is_flag=True, help="List the forms of names that grammar rules made.")
@options.output_format_option("For people, for programs, or for GitHub's annotations.")
@options.template_options
@options.reading_options
def check(
    appeals: tuple[str, ...],
    source: str | None,
    languages: tuple[str, ...],
    is_strict: bool,
    ignored: tuple[str, ...],
    forms: bool,
    output_format: str,
    template: str | None,
    reference_doc: Path | None,
    choice: options.Choice,
    **reading: str | None,
) -> None:
    """Find what is wrong with an appeal, and with its letters to the deputies of a roster.

    \b
    Examples:
      appeal check data/appeal.en.yaml
      appeal check data/appeal.kk.yaml data/appeal.ru.yaml -d data/majilis-5.csv --language kk,ru
      appeal check data/appeal.ru.yaml -d data/majilis-5.csv --forms
      appeal check data/appeal.ru.yaml -d data/deputies.csv --strict --ignore name-form
    """
    check_ignored(ignored)
    letters: list[_Checked] = []
    try:
        loaded, roster = _inputs(appeals, source, choice, languages, reading)
        chosen = _chosen(roster, choice)
        look = options.read_template(template, reference_doc)
        problems = [*(roster.notices if roster else ())]
        problems += [problem for appeal in loaded for problem in appeal.warnings]
        letters = _checked_letters(loaded, chosen, languages, look)
        problems += [problem for letter in letters for problem in letter.problems]
    except AppealError as error:
        problems = list(error.problems)
    problems = without(dict.fromkeys(problems), ignored)
    if is_strict:
        problems = [strict(problem) for problem in problems]
    problems.sort(key=lambda problem: problem.sort_key)
    report(problems, output_format)
    whole = [letter for letter in letters if letter.can_be_made]
    if forms:
        for letter in whole:
            for form in letter.forms:
                click.echo(form)
    if output_format == "text":
        click.echo(_summary(problems, len(whole)), err=True)
    if errors_in(problems):
        raise click.exceptions.Exit(1)


def _inputs(
    appeals: tuple[str, ...],
    source: str | None,
    choice: options.Choice,
    languages: tuple[str, ...],
    reading: dict[str, str | None],
) -> tuple[list[Appeal], Roster | None]:
    from appeal_cli.letter.pairing import check_languages

    choice.check(source)
    loaded, roster = options.read_inputs(appeals, source, reading)
    check_languages(loaded, languages)
    return loaded, roster


def _chosen(roster: Roster | None, choice: options.Choice) -> Sequence[Deputy | None]:
    if roster is None:
        return [None]
    from appeal_cli.roster import choose

    return list(choose(roster, *choice))


class _Checked(NamedTuple):
    """What one letter's check found, and the forms of names that rules made for it."""

    problems: tuple[Problem, ...]
    forms: tuple[str, ...] = ()

    @property
    def can_be_made(self) -> bool:
        return not errors_in(self.problems)


def _checked_letters(
    appeals: list[Appeal],
    chosen: Sequence[Deputy | None],
    languages: tuple[str, ...],
    template: Template,
) -> list[_Checked]:
    from appeal_cli.isolation import each
    from appeal_cli.letter.pairing import appeals_for

    pairs = [
        (appeal, deputy) for deputy in chosen for appeal in appeals_for(deputy, appeals, languages)
    ]
    outcomes = each(partial(_checked, template), pairs)
    return [outcome.result or _Checked(outcome.problems) for outcome in outcomes]


def _checked(template: Template, pair: tuple[Appeal, Deputy | None]) -> _Checked:
    from appeal_cli.letter.letter import address
    from appeal_cli.pipeline import check as check_letter

    appeal, deputy = pair
    letter = address(appeal, deputy)
    name = (deputy.get(f"name_{letter.language}") or deputy.name) if deputy else ""
    forms = tuple(f"{letter.language}\t{name}\t{form}" for form in letter.automatic)
    return _Checked(tuple(check_letter(letter, template)), forms)


def _summary(problems: list[Problem], letters: int) -> str:
    found = Counter(problem.severity for problem in problems)
    told = [counted(found["error"], "error"), counted(found["warning"], "warning")]
    if found["notice"]:
        told.append(counted(found["notice"], "notice"))
    return f"{counted(letters, 'letter')} can be made; {', '.join(told)}"
