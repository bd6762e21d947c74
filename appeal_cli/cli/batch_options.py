"""The options of `appeal batch`, and the values that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from appeal_cli.cli import options
from appeal_cli.cli.problems import report
from appeal_cli.isolation import SECONDS
from appeal_cli.problems import AppealError

if TYPE_CHECKING:
    from appeal_cli.batch.letters import Piece
    from appeal_cli.batch.making import Making
    from appeal_cli.batch.outputs import Outputs
    from appeal_cli.batch.record import Changes
    from appeal_cli.batch.report import Results


def _shard(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> tuple[int, int]:
    """The part and the number of parts in `2/4`."""
    match = re.fullmatch(r"([1-9]\d{0,5})/([1-9]\d{0,5})", value or "1/1")
    if not match or int(match[1]) > int(match[2]):
        raise click.BadParameter(f"`{value}` is not a part such as 2/4")
    return int(match[1]), int(match[2])


class Run(NamedTuple):
    """Which part of the letters is made, and what becomes of files that are there."""

    shard: tuple[int, int]
    force: bool
    prune: bool
    dry_run: bool
    overwrite: bool

    def changes(self, inputs: Iterable[Path]) -> Changes:
        """What becomes of files that are there, of which the inputs are spared."""
        from appeal_cli.batch.record import Changes
        from appeal_cli.files.targets import Spared

        return Changes(self.force, self.prune, self.overwrite, Spared(inputs))


class Work(NamedTuple):
    """How the letters are made."""

    jobs: int | None
    timeout: float
    dask: str | None
    imprints: bool
    verify: int

    @property
    def making(self) -> Making:
        """How many at once, where, and within which limits."""
        from appeal_cli.batch.making import Making

        return Making(self.jobs, self.timeout, self.dask, self.verify)


class Joined(NamedTuple):
    """What the letters are joined into, besides a file for each."""

    merge: str | None
    duplex: bool
    sort: str | None
    archive: str | None
    records: bool
    print_index: str | None
    companions: tuple[str, ...]
    numbered: bool

    @property
    def outputs(self) -> Outputs:
        """The files that they are joined into."""
        from appeal_cli.batch.outputs import Outputs

        return Outputs(*self[:-2])

    def targets(self, pieces: Sequence[Piece]) -> Iterator[tuple[str, str]]:
        """The files that are written of the letters, and the form that each has."""
        for name in dict.fromkeys(self.outputs.names(pieces)):
            yield name, "pdf"
        if self.archive:
            yield self.archive, "zip"
        if self.print_index:
            yield self.print_index, "index"


class Report(NamedTuple):
    """What is said of the run, where, and how."""

    reports: tuple[str, ...]
    output_format: str
    quiet: bool
    verbose: bool

    def save(self, results: Results) -> None:
        """Writes the results for programs."""
        from appeal_cli.batch.report import as_json, as_junit
        from appeal_cli.files.saving import save

        for name, form in self.targets:
            save(Path(name), as_junit(results) if form == "xml" else as_json(results))

    @contextmanager
    def of_refusals(self) -> Iterator[None]:
        """Reports what keeps the run from making any letter as it reports the letters, and ends
        the command."""
        from appeal_cli.batch.report import Results

        try:
            yield
        except AppealError as error:
            self.save(Results((), refused=error.problems))
            report(error.problems, self.output_format, verbose=self.verbose)
            raise click.exceptions.Exit(1) from None

    @property
    def targets(self) -> Iterator[tuple[str, str]]:
        """The files that are written, and the form that each has."""
        for name in self.reports:
            yield name, Path(name).suffix.lower().lstrip(".")


def check_usage(formats: tuple[str, ...], joined: Joined, report: Report) -> None:
    """Raises UsageError for options that do not go together."""
    if joined.merge and "pdf" not in formats:
        raise click.UsageError("--merge joins PDF letters: add -f pdf")
    if not joined.merge and (joined.duplex or joined.sort or joined.records or joined.print_index):
        raise click.UsageError("--duplex, --sort, --records and --index go with --merge")
    if joined.numbered and not joined.companions:
        raise click.UsageError("--numbered goes with --with: it numbers envelopes and labels")
    if joined.print_index and Path(joined.print_index).suffix.lower() != ".csv":
        raise click.UsageError(f"--index: `{joined.print_index}` does not end in .csv")
    for name in report.reports:
        if Path(name).suffix.lower() not in (".json", ".xml"):
            raise click.UsageError(f"--report: `{name}` ends neither in .json nor in .xml")


run_options = options.together(
    click.option(
        "--shard", metavar="I/N", callback=_shard, help="Only this part of N, such as 2/4."
    ),
    click.option(
        "--force", is_flag=True, help="Make every letter, also those that have not changed."
    ),
    click.option(
        "--prune", is_flag=True, help="Delete files of deputies who are no longer in the roster."
    ),
    click.option("--dry-run", is_flag=True, help="Say what would be made and why; make nothing."),
    options.overwrite_option,
    options.gathered("run", Run),
)

joining_options = options.together(
    click.option(
        "--merge",
        metavar="FILE.pdf",
        help="Also join the PDF letters into one file, or several by '{{ deputy.group }}.pdf'.",
    ),
    click.option(
        "--duplex", is_flag=True, help="With --merge: each letter begins on the front of a sheet."
    ),
    click.option(
        "--sort",
        metavar="FIELD",
        help="With --merge: in the order of this field, as the language's alphabet has it.",
    ),
    click.option(
        "--zip", "archive", metavar="FILE.zip", help="Also pack the letters into one file."
    ),
    click.option(
        "--records",
        is_flag=True,
        help="With --merge: each letter is a record (DPart), for a print shop.",
    ),
    click.option(
        "--index",
        "print_index",
        metavar="FILE.csv",
        help="With --merge: a list of its letters with their pages, sheets, names and addresses.",
    ),
    click.option(
        "--with",
        "companions",
        multiple=True,
        metavar="TEMPLATE",
        callback=options.comma_separated,
        help="Also make what goes with the letters, in their order: envelope,labels-l7160.",
    ),
    click.option(
        "--numbered",
        is_flag=True,
        help="With --with: the number of its letter in the print file on each of them.",
    ),
    options.gathered("joined", Joined),
)

report_options = options.together(
    click.option(
        "--report",
        "reports",
        multiple=True,
        metavar="FILE",
        help="Results for programs: .json, or .xml as JUnit has it; can be repeated.",
    ),
    options.output_format_option("Problems for people, for programs, or as GitHub's annotations."),
    click.option("-q", "--quiet", is_flag=True, help="No progress and no summary."),
    options.verbose_option,
    options.gathered("report", Report),
)

work_options = options.together(
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(1, 256),
        help="How many processes work at once; if not given, one for each core.",
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(0.1, 86_400),
        default=float(SECONDS),
        show_default=True,
        metavar="SECONDS",
        help="The most processor time that one letter may take.",
    ),
    click.option(
        "--dask",
        metavar="ADDRESS",
        help="Make them on a Dask cluster, such as tcp://scheduler:8786 (extra `dask`).",
    ),
    click.option(
        "--imprint/--no-imprint",
        "imprints",
        default=True,
        help="Make PDF letters the quick way where this gives the same file; the default.",
    ),
    click.option(
        "--verify",
        type=click.IntRange(min=0),
        default=0,
        metavar="N",
        help="Also lay out N letters in full, and compare them with the imprint.",
    ),
    options.gathered("work", Work),
)
