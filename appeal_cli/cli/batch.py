"""`appeal batch`: a letter to each deputy, in each format."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Generator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from appeal_cli.cli import options
from appeal_cli.cli.problems import counted, report_grouped, show_problems
from appeal_cli.cli.progress import progress
from appeal_cli.isolation import MEMORY, SECONDS
from appeal_cli.problems import Kind, Problem

if TYPE_CHECKING:
    from appeal_cli.appeal.appeal import Appeal
    from appeal_cli.batch.batch import Batch
    from appeal_cli.batch.letters import LetterKey
    from appeal_cli.batch.plan import Task
    from appeal_cli.batch.report import Results
    from appeal_cli.batch.run import Record
    from appeal_cli.batch.work import Chunk, Form, Made
    from appeal_cli.page.template import Template
    from appeal_cli.roster import Roster
    from appeal_cli.writers.pdf.edition import Edition


def _shard(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> tuple[int, int]:
    """The part and the number of parts in `2/4`."""
    match = re.fullmatch(r"([1-9]\d{0,5})/([1-9]\d{0,5})", value or "1/1")
    if not match or int(match[1]) > int(match[2]):
        raise click.BadParameter(f"`{value}` is not a part such as 2/4")
    return int(match[1]), int(match[2])


class Making(NamedTuple):
    """How the letters are made."""

    jobs: int | None
    timeout: float
    dask: str | None
    is_strict: bool
    imprints: bool
    verify: int


class Run(NamedTuple):
    """Which part of the letters is made, and what becomes of files that are there."""

    shard: tuple[int, int]
    force: bool
    prune: bool
    dry_run: bool


class Bound(NamedTuple):
    """What the letters are joined into, besides a file for each."""

    merge: str | None
    duplex: bool
    sort: str | None
    parcel: str | None


class Telling(NamedTuple):
    """What is said of the run, where, and how."""

    reports: tuple[str, ...]
    output_format: str
    quiet: bool


@click.command()
@options.appeals_argument
@options.deputies_option(required=True)
@options.choosing_options
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
@click.option("--shard", metavar="I/N", callback=_shard, help="Only this part of N, such as 2/4.")
@click.option("--force", is_flag=True, help="Make every letter, also those that have not changed.")
@click.option(
    "--prune", is_flag=True, help="Delete files of deputies who are no longer in the roster."
)
@click.option("--dry-run", is_flag=True, help="Say what would be made and why; make nothing.")
@click.option("--merge", metavar="FILE.pdf", help="Also join the PDF letters into one file.")
@click.option(
    "--duplex", is_flag=True, help="With --merge: each letter begins on the front of a sheet."
)
@click.option("--sort", metavar="FIELD", help="With --merge: in the order of this field.")
@click.option("--zip", "parcel", metavar="FILE.zip", help="Also pack the letters into one file.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FILE",
    help="Results for programs: .json, or .xml as JUnit has it; can be repeated.",
)
@options.output_format_option("Problems for people, for programs, or as GitHub's annotations.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 256),
    help="How many processes work at once; if not given, one for each core.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 86_400),
    default=float(SECONDS),
    show_default=True,
    metavar="SECONDS",
    help="The most processor time that one letter may take.",
)
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Make them on a Dask cluster, such as tcp://scheduler:8786 (extra `dask`).",
)
@click.option(
    "--imprint/--no-imprint",
    "imprints",
    default=True,
    help="Make PDF letters the quick way where this gives the same file; the default.",
)
@click.option(
    "--verify",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Also lay out N letters in full, and compare them with the imprint.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
@options.template_options
@options.pdf_options
@options.reading_options
@options.gathered("making", Making)
@options.gathered("run", Run)
@options.gathered("bound", Bound)
@options.gathered("telling", Telling)
def batch(
    appeals: tuple[str, ...],
    source: str,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    output: str,
    pattern: str | None,
    template: str | None,
    reference_doc: Path | None,
    edition: Edition,
    choice: options.Choice,
    making: Making,
    run: Run,
    bound: Bound,
    telling: Telling,
    **reading: str | None,
) -> None:
    """Make a letter to each deputy of a roster, in each format.

    A second run makes only what changed, is missing or was altered. Deputies whose letter can't be
    made are listed in failed.csv, a roster to correct and use again; all other letters are made.

    \b
    Examples:
      appeal batch data/appeal.en.yaml -d data/majilis-5.csv -o letters
      appeal batch data/appeal.kk.yaml data/appeal.ru.yaml -d data/majilis-5.csv \\
        --language kk,ru -f pdf,docx,html -o letters
      appeal batch data/appeal.ru.yaml -d data/majilis-5.csv --where group="Ak Zhol" --dry-run
    """
    from appeal_cli.batch.manifest import read_manifest

    formats = formats or ("pdf",)
    _check_usage(formats, bound, telling)
    look = options.read_template(template, reference_doc)
    loaded, roster = options.read_inputs(appeals, source, reading)
    assert roster is not None
    forms = _forms(loaded, languages, look, edition, making)
    letters = _batch(forms, roster, choice, languages, formats, pattern, run)
    options.check_field(roster, "--sort", bound.sort)
    folder = Path(output)
    if run.dry_run:
        _tell_plan(letters.plan(folder, read_manifest(folder), force=run.force))
        return
    results = _run(letters, roster, folder, making, run, bound, telling)
    _tell(results, folder, telling)
    if results.count("failed"):
        raise click.exceptions.Exit(1)


def _check_usage(formats: Sequence[str], bound: Bound, telling: Telling) -> None:
    if bound.merge and "pdf" not in formats:
        raise click.UsageError("--merge joins PDF letters: add -f pdf")
    if (bound.duplex or bound.sort) and not bound.merge:
        raise click.UsageError("--duplex and --sort go with --merge")
    for name in telling.reports:
        if Path(name).suffix.lower() not in (".json", ".xml"):
            raise click.UsageError(f"--report: `{name}` ends neither in .json nor in .xml")


def _forms(
    appeals: Sequence[Appeal],
    languages: Sequence[str],
    template: Template,
    edition: Edition,
    making: Making,
) -> list[Form]:
    from appeal_cli.batch.work import Form
    from appeal_cli.letter.letter import language_of
    from appeal_cli.letter.pairing import check_languages

    check_languages(appeals, languages)
    readers = [partial(language_of, appeal) for appeal in appeals]
    return [
        Form(appeal, language, template, edition, making.is_strict, making.imprints)
        for appeal, language in zip(appeals, options.read_all(readers), strict=True)
    ]


def _batch(
    forms: Sequence[Form],
    roster: Roster,
    choice: options.Choice,
    languages: Sequence[str],
    formats: Sequence[str],
    pattern: str | None,
    run: Run,
) -> Batch:
    from appeal_cli.batch.batch import batch_of
    from appeal_cli.batch.file_names import DEFAULT_PATTERN
    from appeal_cli.roster import choose

    chosen = choose(roster, *choice)
    show_problems(chosen.notices)
    everybody = choose(roster, exclude=choice.exclude)
    return batch_of(
        everybody, chosen, forms, languages, formats, pattern or DEFAULT_PATTERN, run.shard
    )


def _tell_plan(tasks: Sequence[Task]) -> None:
    for task in tasks:
        click.echo(f"{task.file}\t{task.reason or 'unchanged'}")
    count = sum(bool(task.reason) for task in tasks)
    told = f"{counted(count, 'file')} would be made, {len(tasks) - count} unchanged"
    click.echo(told, err=True)


def _run(
    letters: Batch,
    roster: Roster,
    folder: Path,
    making: Making,
    run: Run,
    bound: Bound,
    telling: Telling,
) -> Results:
    from appeal_cli.batch.failed import NAME as FAILED
    from appeal_cli.batch.report import Results, letter_results
    from appeal_cli.batch.run import at_work_in, keep_failed

    started = time.monotonic()
    with at_work_in(folder) as record:
        tasks = letters.plan(folder, record.entries, force=run.force)
        made = _make(letters, tasks, record, making, telling)
        keep_failed(record, roster, made)
        is_fed_back = Path(roster.file).resolve() == (folder / FAILED).resolve()
        stale = [] if is_fed_back else letters.stale(record.entries)
        if run.prune:
            for entry in stale:
                record.drop(entry.file)
        there = [task for task in tasks if task.file in record.entries]
        _bind(there, folder, bound)
        return Results(
            letter_results(tasks, made, record.entries),
            tuple(entry.file for entry in stale),
            run.prune,
            time.monotonic() - started,
        )


def _make(
    letters: Batch,
    tasks: Sequence[Task],
    record: Record,
    making: Making,
    telling: Telling,
) -> dict[LetterKey, Made]:
    """Makes what is to be made; each letter that was, without the bytes of its files."""
    from appeal_cli.batch.run import chunks_of, made_and_saved

    wanted = [task for task in tasks if task.reason]
    chunks = chunks_of(wanted, letters.forms, making.jobs or _cores(), making.verify)
    presses = _presses(chunks, making)
    count = sum(len(chunk.orders) for chunk in chunks)
    made: dict[LetterKey, Made] = {}
    failed = 0
    try:
        with closing(presses), progress(count, quiet=telling.quiet) as advance:
            for letter, files in made_and_saved(wanted, presses, record):
                made[letter.key] = letter
                failed += bool(letter.problems)
                if telling.output_format == "text" and not sys.stdout.isatty():
                    for file in files:
                        click.echo(record.folder.path / file)
                advance(failed)
    except (KeyboardInterrupt, SystemExit):
        told = f"{len(made)} of {count} letters were made; the same command makes the rest"
        click.echo(told, err=True)
        raise
    return made


def _presses(chunks: Sequence[Chunk], making: Making) -> Generator[Made, None, None]:
    if making.dask:
        from appeal_cli.batch.cluster import press_on_cluster

        return press_on_cluster(chunks, making.dask, seconds=making.timeout)
    from appeal_cli.batch.workers import press_locally

    jobs = making.jobs or _cores()
    return press_locally(chunks, jobs=jobs, seconds=making.timeout, memory=MEMORY)


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _bind(tasks: Sequence[Task], folder: Path, bound: Bound) -> None:
    """Joins the files of the tasks into one to print and one to send."""
    from appeal_cli.files.saving import saving

    if bound.merge and tasks:
        from appeal_cli.batch.outputs import print_letters

        with saving(Path(bound.merge)) as file:
            print_letters(file, tasks, folder, bound.sort, duplex=bound.duplex)
        click.echo(bound.merge)
    if bound.parcel and tasks:
        from appeal_cli.batch.parcel import write_parcel

        with saving(Path(bound.parcel)) as file:
            write_parcel(file, folder, [task.file for task in tasks])
        click.echo(bound.parcel)


def _tell(results: Results, folder: Path, telling: Telling) -> None:
    from appeal_cli.batch.report import as_json, as_junit
    from appeal_cli.files.saving import save

    for name in telling.reports:
        writes = as_junit if Path(name).suffix.lower() == ".xml" else as_json
        save(Path(name), writes(results))
    report_grouped(results.problems(), telling.output_format)
    if telling.output_format == "text" and results.noticed:
        letters = counted(results.noticed, "letter")
        click.echo(f"{letters} with a name to check: `appeal check` lists them", err=True)
    for file in results.stale:
        ending = "deleted" if results.is_pruned else "kept; --prune deletes it"
        message = (
            f"its deputy is no longer in the roster or is excluded, or it has a new name: {ending}"
        )
        show_problems([Problem(message, str(folder / file), severity="warning", kind=Kind.STALE)])
    if not telling.quiet:
        click.echo(_summary(results), err=True)


def _summary(results: Results) -> str:
    told = (
        f"{counted(results.count('made'), 'letter')} made, {results.count('unchanged')} unchanged, "
        f"{results.count('failed')} failed"
    )
    pages = f", {counted(results.pages, 'page')}" if results.pages else ""
    pages += f" ({counted(results.imprinted, 'letter')} imprinted)" if results.imprinted else ""
    return f"{told}{pages}, {results.seconds:.1f} s"
