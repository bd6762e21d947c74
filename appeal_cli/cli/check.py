"""`appeal check`: everything that is wrong, before anything is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from appeal_cli.cli import completers as completing
from appeal_cli.cli import options, roster_options
from appeal_cli.cli.ignoring import check_ignored, warnings, without
from appeal_cli.cli.number_options import Reserved, reserved_options
from appeal_cli.cli.problems import counted, in_columns, left_out, report
from appeal_cli.problems import (
    AppealError,
    Problem,
    errors_in,
    strict,
)

if TYPE_CHECKING:
    from appeal_cli.appeal.appeal import Appeal
    from appeal_cli.batch.series import Series
    from appeal_cli.batch.work import Made
    from appeal_cli.letter.outgoing import Outgoing
    from appeal_cli.page.template import Template
    from appeal_cli.roster import Roster


_NAMES = "\b\nWarnings, by the name that stands after them in brackets:\n" + in_columns(
    {f"  {kind}": kind.as_warning for kind in warnings()}
)


@click.command(epilog=_NAMES)
@options.appeals_argument
@roster_options.deputies_option()
@roster_options.choosing_options
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
@click.option(
    "--each", is_flag=True, help="Each appeal by itself: they are not one letter in languages."
)
@options.format_option(" Without it, what all formats need is checked.")
@options.verbose_option
@click.option("--forms", is_flag=True, help="List the forms of names that grammar rules made.")
@options.output_format_option("For people, for programs, or for GitHub's annotations.")
@options.template_options
@options.images_option
@reserved_options
@roster_options.reading_options
def check(
    appeals: tuple[str, ...],
    source: str | None,
    languages: tuple[str, ...],
    is_strict: bool,
    ignored: tuple[str, ...],
    each: bool,
    formats: tuple[str, ...],
    forms: bool,
    verbose: bool,
    output_format: str,
    template: str | None,
    reference_doc: Path | None,
    enclosures_as_image: bool,
    choice: roster_options.Choice,
    reserved: Reserved,
    **reading: str | None,
) -> None:
    """Find what is wrong with an appeal and its letters.

    \b
    Examples:
      appeal check data/appeal.en.yaml
      appeal check data/appeal.kk.yaml data/appeal.ru.yaml -d data/deputies.csv
      appeal check data/appeal.ru.yaml -d data/majilis-5.csv --forms
      appeal check data/appeal.ru.yaml -d data/deputies.csv --ignore name-form
      appeal check --each data/*.yaml
    """
    check_ignored(ignored)
    look = partial(options.read_template, template, reference_doc)
    series = partial(_series, languages, look, enclosures_as_image)
    found = [
        _found(together, source, choice, reading, series, languages, formats, reserved)
        for together in (zip(appeals) if each else [appeals])
    ]
    letters = [letter for one in found for letter in one.letters]
    problems = [problem for one in found for problem in one.problems]
    problems = without(dict.fromkeys(problems), ignored)
    problems = [strict(problem) if is_strict else problem for problem in problems]
    problems.sort(key=lambda problem: problem.sort_key)
    report(problems, output_format, verbose=verbose)
    whole = [letter for letter in letters if not errors_in(letter[0].problems)]
    for made, name in whole if forms else ():
        for form in made.automatic:
            click.echo(f"{made.key.language}\t{name}\t{form}")
    if output_format == "text":
        click.echo(_summary(problems, len(whole)) + left_out(found[0].excluded), err=True)
    if errors_in(problems):
        raise click.exceptions.Exit(1)


class _Found(NamedTuple):
    """What there is to say about appeals that belong together, and their letters."""

    problems: list[Problem]
    letters: list[tuple[Made, str]]
    excluded: int


def _found(
    appeals: Sequence[str],
    source: str | None,
    choice: roster_options.Choice,
    reading: dict[str, str | None],
    series: Callable[[Sequence[Appeal]], list[Series]],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    reserved: Reserved,
) -> _Found:
    excluded = 0
    try:
        choice.check(source)
        loaded, roster = roster_options.read_inputs(appeals, source, reading)
        chosen = _chosen(roster, choice)
        excluded = chosen.excluded if chosen else 0
        known = reserved.numbers(loaded, chosen or ())
        letters = _letters(series(loaded), chosen, languages, formats, known)
        problems = [*_problems(loaded, chosen, letters), *_named(loaded, roster, chosen)]
    except AppealError as error:
        return _Found(list(error.problems), [], excluded)
    return _Found(problems, letters, excluded)


def _problems(
    appeals: Sequence[Appeal], roster: Roster | None, letters: Sequence[tuple[Made, str]]
) -> list[Problem]:
    """What was odd about the files, and what is wrong with the letters."""
    problems = [*(roster.notices if roster else ())]
    problems += (problem for appeal in appeals for problem in appeal.warnings)
    for made, _ in letters:
        problems += (*made.problems, *made.notices)
    return problems


def _named(
    appeals: Sequence[Appeal], roster: Roster | None, chosen: Roster | None
) -> list[Problem]:
    """Who of the roster is named in letters to others."""
    if roster is None or chosen is None:
        return []
    from appeal_cli.letter.named_deputies import named_deputies

    return named_deputies(appeals, roster, chosen)


def _series(
    languages: tuple[str, ...],
    look: Callable[[], Template],
    as_images: bool,
    appeals: Sequence[Appeal],
) -> list[Series]:
    from appeal_cli.batch.series import series_of
    from appeal_cli.writers.pdf.edition import Edition

    return series_of(appeals, languages, look(), Edition(enclosures_as_images=as_images))


def _chosen(roster: Roster | None, choice: roster_options.Choice) -> Roster | None:
    if roster is None:
        return None
    from appeal_cli.roster import choose

    return choose(roster, *choice)


def _letters(
    series: Sequence[Series],
    chosen: Roster | None,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    known: Mapping[str, Outgoing],
) -> list[tuple[Made, str]]:
    """What would come of each letter in the formats, made as a batch makes it and kept nowhere,
    with the name of its deputy."""
    from appeal_cli.batch.chunks import chunked
    from appeal_cli.batch.making import Making, made_by
    from appeal_cli.batch.series import Order
    from appeal_cli.letter.pairing import appeals_for

    by_language = {each.appeal.language: each for each in series}
    orders: dict[str, list[Order]] = {}
    names: dict[tuple[str, str], str] = {}
    for deputy in chosen or [None]:
        for appeal in appeals_for(deputy, [each.appeal for each in series], languages):
            language = appeal.language
            outgoing = known.get(deputy.id) if deputy else None
            orders.setdefault(language, []).append(Order(deputy, formats, outgoing=outgoing))
            name = (deputy.get(f"name_{language}") or deputy.name) if deputy else ""
            names[deputy.id if deputy else "", language] = name
    making = Making()
    if not formats:
        making = making.to_check(len(names), series)
    chunks = chunked(orders, by_language, making.processes)
    bare = (replace(made, files={}) if made.files else made for made in made_by(chunks, making))
    found = {made.key: made for made in bare}
    # In the order of the roster, whichever process ends first.
    return [(found[key], name) for key, name in names.items() if key in found]


def _summary(problems: list[Problem], letters: int) -> str:
    found = Counter(problem.severity for problem in problems)
    parts = [counted(found["error"], "error"), counted(found["warning"], "warning")]
    if found["notice"]:
        parts.append(counted(found["notice"], "notice"))
    return f"{counted(letters, 'letter')} can be made; {', '.join(parts)}"
