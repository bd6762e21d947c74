"""`appeal render`: one letter, in as many formats as are asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appeal_cli.cli import options, roster_options
from appeal_cli.cli.number_options import Reserved, reserved_options
from appeal_cli.cli.problems import show_problems
from appeal_cli.cli.streams import say
from appeal_cli.cli.targets import enclosed_files, input_files
from appeal_cli.page.formats import FORMATS
from appeal_cli.problems import Kind, Problem, all_of, raise_for

if TYPE_CHECKING:
    from appeal_cli.appeal.appeal import Appeal
    from appeal_cli.letter.letter import Enclosed
    from appeal_cli.letter.outgoing import Outgoing
    from appeal_cli.page.template import Template
    from appeal_cli.roster import Deputy, Roster
    from appeal_cli.writers.mail.mailing import Mailing
    from appeal_cli.writers.pdf.edition import Edition

    Addressed = tuple[Appeal, Deputy | None]


@click.command()
@options.appeals_argument
@roster_options.deputies_option()
@roster_options.choosing_options
@options.language_option
@options.format_option(" If not given, the ending of -o decides.")
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR|-",
    help="The file; a folder for several; - for standard output. If not given, this folder.",
)
@click.option(
    "--start",
    type=int,
    default=1,
    show_default=True,
    metavar="N",
    help="Which label of a sheet is the first that is not used up.",
)
@options.overwrite_option
@options.template_options
@options.pdf_options
@options.mail_options
@reserved_options
@roster_options.reading_options
def render(
    appeals: tuple[str, ...],
    source: str | None,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    start: int,
    overwrite: bool,
    template: str | None,
    reference_doc: Path | None,
    edition: Edition,
    mailing: Mailing,
    choice: roster_options.Choice,
    reserved: Reserved,
    **reading: str | None,
) -> None:
    """Make one letter: to everyone, or to one deputy.

    A sheet of labels (--template labels) takes all the deputies that are chosen.

    APPEAL is a YAML file; - reads standard input. Of several appeals, a deputy gets the one in
    their language, or the first.

    \b
    Examples:
      appeal render data/appeal.en.yaml -o letter.pdf
      appeal render data/appeal.en.yaml -f pdf,docx,html -o letters/
      appeal render data/appeal.kk.yaml -d data/deputies.csv --to nurkina-aigul
      appeal render data/appeal.en.yaml --attach-source -o letter.pdf
      appeal render data/appeal.en.yaml -f html -o - | less
      appeal render appeal.yaml -d deputies.csv --template labels -o labels.pdf
    """
    formats = formats or (_format_of(output),)
    loaded, roster = roster_options.read_inputs(appeals, source, reading)
    show_problems([warning for appeal in loaded for warning in appeal.warnings])
    look = _look(template, reference_doc, start)
    several = look.about.takes_several
    people = _deputies(roster, choice) if several else [_the_deputy(roster, choice)]
    letters = [(appeal, each) for each in people for appeal in _letters(loaded, each, languages)]
    if not several:
        _show_named(letters, roster)
    targets = _targets([look.name] if several else [*map(_stem, letters)], formats, output)
    inputs = (*input_files(loaded, source, choice, look), *enclosed_files(letters))
    _check(formats, inputs, overwrite, targets)
    numbers = reserved.numbers(loaded, people)
    work = partial(_files, formats, look, edition, mailing, start, numbers)
    files, is_whole = _make([letters] if several else [[each] for each in letters], work)
    _save(files, targets)
    if not is_whole:
        raise click.exceptions.Exit(1)


def _look(template: str | None, reference_doc: Path | None, start: int) -> Template:
    """The template, which has a label of the number that sheets begin with."""
    from appeal_cli.batch.sheets import check_start

    look = options.read_template(template, reference_doc)
    check_start(look, start)
    return look


def _format_of(output: str | None) -> str:
    if output is None or output == "-" or _is_folder(output):
        return "pdf"
    suffix = Path(output).suffix.lstrip(".").lower()
    if not suffix:
        raise click.UsageError(f"`{output}` has no ending that names a format; give one with -f")
    if suffix not in FORMATS:
        raise click.UsageError(options.unknown_format(suffix))
    return suffix


def _is_folder(output: str) -> bool:
    return output.endswith("/") or os.path.isdir(output)  # noqa: PTH112  # never raises


def _the_deputy(roster: Roster | None, choice: roster_options.Choice) -> Deputy | None:
    if roster is None:
        choice.check(None)
        return None
    chosen = _chosen(roster, choice)
    if len(chosen) > 1:
        raise click.UsageError(
            f"{len(chosen)} deputies are chosen and one letter is made: add --to ID"
        )
    return chosen[0]


def _show_named(letters: Sequence[Addressed], roster: Roster | None) -> None:
    """Who else of the roster is named in the letters to one deputy."""
    from appeal_cli.letter.named_deputies import named_deputies

    readers = [deputy for _, deputy in letters if deputy]
    if roster is not None and readers:
        show_problems(named_deputies([appeal for appeal, _ in letters], roster, readers[:1]))


def _deputies(roster: Roster | None, choice: roster_options.Choice) -> Sequence[Deputy | None]:
    """The readers of a sheet; without a roster it is everyone, whom the template refuses."""
    if roster is None:
        choice.check(None)
        return [None]
    return _chosen(roster, choice)


def _chosen(roster: Roster, choice: roster_options.Choice) -> Sequence[Deputy]:
    from appeal_cli.roster import choose

    chosen = choose(roster, *choice)
    show_problems(chosen.notices)
    return chosen


def _letters(
    appeals: list[Appeal], deputy: Deputy | None, languages: tuple[str, ...]
) -> list[Appeal]:
    from appeal_cli.letter.pairing import appeals_for, check_languages

    check_languages(appeals, languages)
    return appeals_for(deputy, appeals, languages)


def _targets(stems: list[str], formats: tuple[str, ...], output: str | None) -> list[Path | None]:
    """Where each file goes, name by name and format by format; None is standard output."""
    count = len(stems) * len(formats)
    if output == "-":
        if count > 1:
            raise click.UsageError("standard output takes one letter in one format")
        return [None]
    if count == 1 and output and not _is_folder(output):
        return [Path(output)]
    folder = Path(output or ".")
    if folder.suffix.lstrip(".").lower() in FORMATS and not folder.is_dir():
        raise click.UsageError(f"-o names one file and {count} are made: name a folder")
    return [folder / f"{stem}.{format}" for stem in stems for format in formats]


def _check(
    formats: tuple[str, ...],
    inputs: Sequence[Path],
    overwrite: bool,
    targets: Sequence[Path | None],
) -> None:
    """Refuses to write a letter over what it is made from, or over somebody else's file."""
    from appeal_cli.files.targets import Target, check_targets

    pairs = zip(targets, cycle(formats))
    check_targets([Target(path, form) for path, form in pairs if path], inputs, overwrite=overwrite)


def _stem(letter: Addressed) -> str:
    appeal, deputy = letter
    if deputy is None:
        return "letter" if appeal.file == "<stdin>" else Path(appeal.file).stem
    from appeal_cli.roster import handle

    return f"{handle(deputy)}.{appeal.language}"


Files = tuple[list[bytes], list[Problem], tuple[Problem, ...]]
"""A sheet in each format, what to check in it, and what is wrong with those not on it."""


def _make(
    sheets: Sequence[Sequence[Addressed]],
    work: Callable[[Sequence[Addressed]], Files],
) -> tuple[list[bytes], bool]:
    """The files, all of them made before the first is saved, each sheet within the limits of a
    letter; and whether nobody is left out of them, who is named here."""
    from appeal_cli.isolation import each

    outcomes = list(each(work, sheets))
    raise_for([problem for outcome in outcomes for problem in outcome.problems])
    made = [outcome.result for outcome in outcomes if outcome.result]
    for _, notices, problems in made:
        show_problems([*problems, *notices])
    return [file for files, _, _ in made for file in files], not any(
        problems for _, _, problems in made
    )


def _files(
    formats: tuple[str, ...],
    template: Template,
    edition: Edition,
    mailing: Mailing,
    start: int,
    numbers: Mapping[str, Outgoing],
    sheet: Sequence[Addressed],
) -> Files:
    """The letters of the sheet in one file of each format."""
    from appeal_cli.batch.sheets import sheet_of
    from appeal_cli.letter.addressing import address
    from appeal_cli.pipeline import Pipeline

    letters = all_of(
        [
            partial(address, appeal, deputy, outgoing=numbers.get(deputy.id) if deputy else None)
            for appeal, deputy in sheet
        ]
    )
    found = sheet_of(Pipeline(template, edition, mailing), letters, formats, start)
    notices = dict.fromkeys(notice for letter in letters for notice in letter.notices)
    others = [notice for notice in found.made.notices if notice not in notices]
    if "docx" in formats and template.about.encloses:
        others += map(_not_held, letters[0].enclosed)
    files = [found.made.files[format].data for format in formats]
    return files, [*notices, *others], found.problems


def _not_held(enclosed: Enclosed) -> Problem:
    """What is to be done about a file that a Word letter can't hold."""
    message = f"a Word file can't hold {enclosed.file.called}"
    hint = "send it with the letter"
    place = enclosed.origin("")
    return replace(place, message=message, hint=hint, severity="notice", kind=Kind.ENCLOSURE)


def _save(files: list[bytes], targets: list[Path | None]) -> None:
    from appeal_cli.files.saving import save

    for data, target in zip(files, targets, strict=True):
        if target is None:
            _write_out(data)
        else:
            save(target, data)
            say(target)


def _write_out(data: bytes) -> None:
    """All of the bytes to standard output, which may be unbuffered and take only a part."""
    with open(sys.stdout.fileno(), "wb", closefd=False) as out:
        out.write(data)
