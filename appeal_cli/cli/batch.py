"""`appeal batch`: a letter to each deputy, in each format."""

from __future__ import annotations

import sys
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appeal_cli.cli import options, roster_options
from appeal_cli.cli.batch_options import (
    Joined,
    Report,
    Run,
    Work,
    check_usage,
    joining_options,
    report_options,
    run_options,
    work_options,
)
from appeal_cli.cli.companions import load_companions, made_companions
from appeal_cli.cli.left_over import show_left_over
from appeal_cli.cli.number_options import Numbers, numbers_options
from appeal_cli.cli.plan import foreseen, show_plan
from appeal_cli.cli.problems import report_grouped, show_problems
from appeal_cli.cli.progress import progress
from appeal_cli.cli.streams import say
from appeal_cli.cli.summary import summary
from appeal_cli.cli.targets import check_written, input_files
from appeal_cli.problems import raise_for, strict

if TYPE_CHECKING:
    from appeal_cli.appeal.appeal import Appeal
    from appeal_cli.batch.batch import Batch
    from appeal_cli.batch.campaigns import Numbering
    from appeal_cli.batch.record import Changes
    from appeal_cli.batch.report import Results
    from appeal_cli.batch.run import Step
    from appeal_cli.batch.series import Series
    from appeal_cli.roster import Roster
    from appeal_cli.writers.mail.mailing import Mailing
    from appeal_cli.writers.pdf.edition import Edition


@click.command()
@options.appeals_argument
@roster_options.deputies_option(required=True)
@roster_options.choosing_options
@options.language_option
@options.format_option()
@click.option(
    "-o", "--output", metavar="DIR", default="letters", show_default=True, help="The folder."
)
@click.option(
    "--name",
    "pattern",
    metavar="PATTERN",
    help="File names, such as '{{ deputy.group }}/{{ deputy.handle }}.{{ format }}'.",
)
@click.option(
    "--strict",
    "is_strict",
    is_flag=True,
    help="Make no letter to a deputy whose name has a warning.",
)
@run_options
@joining_options
@report_options
@work_options
@options.template_options
@options.pdf_options
@options.mail_options
@numbers_options
@roster_options.reading_options
def batch(
    appeals: tuple[str, ...],
    source: str,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    output: str,
    pattern: str | None,
    is_strict: bool,
    template: str | None,
    reference_doc: Path | None,
    edition: Edition,
    mailing: Mailing,
    choice: roster_options.Choice,
    run: Run,
    joined: Joined,
    report: Report,
    work: Work,
    numbers: Numbers,
    **reading: str | None,
) -> None:
    """Make a letter to each deputy of a roster, in each format.

    A second run makes only what changed, is missing or was altered. Deputies whose letter can't be
    made are listed in failed.csv, a roster to correct and use again; all other letters are made.

    \b
    Examples:
      appeal batch data/appeal.en.yaml -d data/deputies.csv -f pdf,docx,html
      appeal batch data/appeal.kk.yaml data/appeal.ru.yaml -d data/deputies.csv
      appeal batch data/appeal.ru.yaml -d data/deputies.csv --where gender=female
      appeal batch data/appeal.ru.yaml -d data/majilis-5.csv --dry-run
    """
    from appeal_cli.batch.series import series_of

    formats = formats or ("pdf",)
    check_usage(formats, joined, report)
    folder, named = Path(output), [*appeals, source, *choice.exclude, *map(str, numbers.files)]
    check_written(folder, None, report.targets, map(Path, named), overwrite=run.overwrite)
    with report.of_refusals():
        look = options.read_template(template, reference_doc)
        loaded, roster = roster_options.read_inputs(appeals, source, reading)
        assert roster is not None
        numbering = numbers.numbering(folder)
        series = series_of(
            loaded, languages, look, edition, mailing, strict=is_strict, imprints=work.imprints
        )
        chosen = _chosen(loaded, roster, choice, numbering, report, is_strict=is_strict)
        letters = _letters(series, roster, chosen, choice, languages, formats, pattern, run)
        inputs = [*input_files(loaded, source, choice, look), *numbers.files]
        _carry_out(letters, roster, chosen, folder, inputs, run, joined, report, work, numbering)


def _carry_out(
    letters: Batch,
    roster: Roster,
    chosen: Roster,
    folder: Path,
    inputs: Sequence[Path],
    run: Run,
    joined: Joined,
    report: Report,
    work: Work,
    numbering: Numbering | None,
) -> None:
    """Makes the letters and what goes with them, or says what would be made."""
    roster_options.check_field(roster, "--sort", joined.sort)
    companions = load_companions(joined.companions, folder, numbered=joined.numbered)
    beside = [*joined.targets(letters.pieces), *report.targets]
    beside += [(str(path), "pdf") for path in companions]
    inputs = [*inputs, *letters.enclosed_files()]
    ahead = foreseen(letters, folder, numbering) if letters.named or run.dry_run else None
    as_named = ahead.letters if ahead else letters
    check_written(folder, as_named, beside, inputs, overwrite=run.overwrite)
    if ahead and run.dry_run:
        show_plan(ahead, folder, force=run.force)
        return
    changes = run.changes(inputs)
    results = _made(letters, roster, folder, changes, joined, report, work, numbering)
    results = made_companions(
        companions, letters, results, joined.outputs, numbered=joined.numbered
    )
    _show(results, folder, report, chosen, is_pruned=run.prune)
    if results.count("failed") or results.refused:
        raise click.exceptions.Exit(1)


def _chosen(
    appeals: Sequence[Appeal],
    roster: Roster,
    choice: roster_options.Choice,
    numbering: Numbering | None,
    report: Report,
    *,
    is_strict: bool,
) -> Roster:
    """Who gets a letter, with what is to be checked in the files, and who is named in letters to
    others: people read it at once, programs at the end."""
    from appeal_cli.batch.campaigns import unanswered
    from appeal_cli.letter.named_deputies import named_deputies
    from appeal_cli.roster import choose

    chosen = choose(roster, *choice)
    if numbering and numbering.reminds:
        chosen = unanswered(chosen, numbering)
    named = named_deputies(appeals, roster, chosen)
    warnings = [warning for appeal in appeals for warning in appeal.warnings]
    if is_strict:
        raise_for([*map(strict, (*warnings, *named))])
    chosen = replace(chosen, notices=(*chosen.notices, *dict.fromkeys(warnings), *named))
    if report.output_format == "text":
        show_problems(chosen.notices, verbose=report.verbose)
    return chosen


def _letters(
    series: Sequence[Series],
    roster: Roster,
    chosen: Roster,
    choice: roster_options.Choice,
    languages: Sequence[str],
    formats: Sequence[str],
    pattern: str | None,
    run: Run,
) -> Batch:
    from appeal_cli.batch.batch import batch_of
    from appeal_cli.batch.failed import is_part
    from appeal_cli.batch.file_names import DEFAULT_PATTERN
    from appeal_cli.roster import choose

    everybody = choose(roster, (), (), choice.exclude, choice.exclude_missing_ok)
    is_chosen = bool(choice.to or choice.where) or is_part(roster)
    names = pattern or DEFAULT_PATTERN
    return batch_of(
        everybody, chosen, series, languages, formats, names, run.shard, is_chosen=is_chosen
    )


def _made(
    letters: Batch,
    roster: Roster,
    folder: Path,
    changes: Changes,
    joined: Joined,
    report: Report,
    work: Work,
    numbering: Numbering | None,
) -> Results:
    """The results of the run, which is shown while it goes on."""
    from appeal_cli.batch.run import run_batch

    steps = run_batch(letters, roster, folder, work.making, changes, joined.outputs, numbering)
    with closing(steps):
        return _followed(steps, folder, report)


def _followed(steps: Generator[Step, None, Results], folder: Path, report: Report) -> Results:
    """What the run returns; meanwhile the names of its files, and how far it is."""
    first = next(steps)
    done = failed = 0
    shows_files = report.output_format == "text" and not sys.stdout.isatty()
    try:
        with progress(first.count, quiet=report.quiet) as advance:
            while True:
                step = next(steps)
                done += 1
                failed += bool(step.result and step.result.status == "failed")
                for file in step.files if shows_files else ():
                    say(folder / file)
                advance(failed)
    except StopIteration as end:
        results: Results = end.value
        return results
    except (KeyboardInterrupt, SystemExit):
        message = f"{done} of {first.count} letters were made; the same command makes the rest"
        click.echo(message, err=True)
        raise


def _show(
    results: Results, folder: Path, report: Report, chosen: Roster, *, is_pruned: bool
) -> None:
    report.save(results)
    shown = report.output_format == "text"
    companions = (each.file for each in results.companions if each.file)
    for file in (*results.outputs, *companions) if shown else ():
        say(file)
    notices = [*(() if shown else chosen.notices), *results.notices()]
    notices += [*results.told, *results.refused]
    report_grouped(results.problems(), notices, report.output_format, verbose=report.verbose)
    show_left_over(results, folder, is_pruned=is_pruned, verbose=report.verbose)
    if not report.quiet:
        for line in summary(results, chosen.excluded):
            click.echo(line, err=True)
