"""One run: a batch is planned, made by workers or a cluster, saved, recorded and put together."""

from __future__ import annotations

import time
from collections.abc import (
    Collection,
    Generator,
    Hashable,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.batch.batch import Batch, Shard, batch_of
from appeal_cli.batch.beside import put_beside
from appeal_cli.batch.campaigns import Numbering
from appeal_cli.batch.chunks import chunks_of
from appeal_cli.batch.failed import is_part
from appeal_cli.batch.file_names import DEFAULT_PATTERN
from appeal_cli.batch.folder import PlaceTaken
from appeal_cli.batch.letters import LetterKey
from appeal_cli.batch.making import Making, made_by
from appeal_cli.batch.manifest import Entry
from appeal_cli.batch.numbering import follow, numbered, usual_numbering
from appeal_cli.batch.outputs import Outputs
from appeal_cli.batch.plan import Task, by_letter
from appeal_cli.batch.print_files import follow_print_files
from appeal_cli.batch.record import Changes, Record, at_work_in, keep_failed, made_and_saved
from appeal_cli.batch.report import LetterResult, Results, letter_result, letter_results
from appeal_cli.batch.series import series_of
from appeal_cli.files.reading import sha256_of
from appeal_cli.page.template import Template, load_template
from appeal_cli.problems import Kind, Problem, errors_in
from appeal_cli.roster.deputy import Roster
from appeal_cli.writers.pdf.edition import Edition


@dataclass(frozen=True)
class Step:
    """How far a run is: a letter that was made (None before the first), its files, and how
    many letters are to be made in all."""

    result: LetterResult | None
    files: tuple[str, ...]
    count: int


def run_batch(
    batch: Batch,
    roster: Roster,
    folder: Path,
    making: Making | None = None,
    changes: Changes | None = None,
    outputs: Outputs | None = None,
    numbering: Numbering | None = None,
) -> Generator[Step, None, Results]:
    """Makes what is to be made of the batch, and says so letter by letter; returns what became
    of all of them.

    `roster` is where failed.csv has its rows from; `numbering` is not needed where the register
    is the folder's own. Raises AppealError where the folder or the register can't be used; what
    is wrong with one letter is in its result.
    """
    started, changes = time.monotonic(), changes or Changes()
    with at_work_in(folder, changes) as record:
        numbering = numbering or usual_numbering(batch, folder)
        batch, told = numbered(batch, numbering, record.entries)
        looks = batch.stamps()
        tasks = batch.plan(folder, record.entries, force=changes.force)
        made = yield from _made(batch, tasks, record, making or Making())
        edited = _edited(batch, looks, made, record)
        stale = [] if is_part(roster) else batch.stale(record.entries)
        pruned = _pruned(stale, record) if changes.prune else []
        is_whole = changes.prune and not is_part(roster)
        keep_failed(record, roster, made, batch.deputies if is_whole else None)
        languages = [series.language for series in batch.series.values()]
        told += follow(batch, numbering, record.entries) if numbering else []
        beside, lost = put_beside(batch, tasks, record)
        outputs = outputs or Outputs()
        written = [*outputs.write(tasks, record.entries, folder, languages, beside)]
        told += _older_print_files(batch, outputs, written, record)
        return Results(
            letter_results(tasks, made, record.entries),
            tuple(entry.file for entry in stale),
            tuple(pruned),
            time.monotonic() - started,
            tuple(written),
            (*edited, *lost, *errors_in(told)),
            tuple(each for each in told if each.severity != "error"),
        )


def _edited(
    batch: Batch, before: Mapping[Path, Hashable], made: Collection[LetterKey], record: Record
) -> list[Problem]:
    """A problem for each template whose files changed meanwhile; the letters that were made of
    them will be made again, as nobody knows which files they show."""
    edited = [folder for folder, stamp in batch.stamps().items() if stamp != before[folder]]
    for entry in [*record.entries.values()] if edited else ():
        if LetterKey(entry.deputy, entry.language) in made:
            parts = {**entry.made_from, "template": ""}
            record.entries[entry.file] = replace(entry, made_from=parts)
    message = "the template was changed while letters were made: some may show it as it was before"
    hint = "run the same command again: it makes them anew"
    return [Problem(message, str(folder), hint=hint, kind=Kind.TEMPLATE) for folder in edited]


def _older_print_files(
    batch: Batch, outputs: Outputs, written: Sequence[str], record: Record
) -> list[Problem]:
    """Has the print files known that were written, and deletes those of earlier runs over the whole
    roster that have none of its letters any more; what to say of these."""
    if not outputs.merge:
        return []
    made = [name for name in written if name not in (outputs.index, outputs.archive)]
    record.print_files, told = follow_print_files(
        record.print_files, outputs.merge, made, batch.enclosed_files(), drops=batch.is_whole
    )
    return told


def _pruned(stale: Sequence[Entry], record: Record) -> list[str]:
    """Deletes the files, less those that were changed since, and names those that are gone."""
    gone = []
    for entry in stale:
        if sha256_of(record.folder.path / entry.file) in ("", entry.sha256):
            with suppress(PlaceTaken):  # one that is open elsewhere stays, and is said to be there
                record.drop(entry.file)
                gone.append(entry.file)
    return gone


def _made(
    batch: Batch, tasks: Sequence[Task], record: Record, making: Making
) -> Generator[Step, None, dict[LetterKey, LetterResult]]:
    """What becomes of each letter, of which no more is held than that."""
    wanted = [task for task in tasks if task.reason]
    chunks = chunks_of(wanted, batch.series, making.processes, making.verify)
    count = sum(len(chunk.orders) for chunk in chunks)
    yield Step(None, (), count)
    found: dict[LetterKey, LetterResult] = {}
    own = by_letter(wanted)
    with closing(made_by(chunks, making, record.folder.parts)) as letters:
        for letter, files in made_and_saved(own, letters, record):
            result = found[letter.key] = letter_result(own[letter.key], letter, record.entries)
            yield Step(result, tuple(files), count)
    return found


def make_batch(
    appeals: Sequence[Appeal],
    deputies: Roster,
    folder: str | Path,
    formats: Sequence[str] = ("pdf",),
    *,
    languages: Sequence[str] = (),
    template: Template | None = None,
    edition: Edition | None = None,
    names: str = DEFAULT_PATTERN,
    shard: Shard = (1, 1),
    strict: bool = False,
    making: Making | None = None,
    changes: Changes | None = None,
    numbering: Numbering | None = None,
) -> Iterator[LetterResult]:
    """What becomes of each letter: those that were made as soon as they are in the folder, then
    those that are there unchanged.

    Each deputy gets the appeal in their language, or one in each of `languages`. `names` is
    the pattern of file names, `strict` refuses letters with a name to check, `numbering` says
    where outgoing numbers come from and with which they begin. Raises AppealError where the folder,
    the register, a language or the pattern can't be used.
    """
    series = series_of(
        appeals, languages, template or load_template(), edition or Edition(), strict=strict
    )
    batch = batch_of(deputies, deputies, series, languages, formats, names, shard)
    steps = run_batch(batch, deputies, Path(folder), making, changes, numbering=numbering)
    results = yield from _results_of(steps)
    yield from (letter for letter in results.letters if letter.status == "unchanged")


def _results_of(steps: Generator[Step, None, Results]) -> Generator[LetterResult, None, Results]:
    """The result of each letter that is made, as soon as it is known."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            results: Results = end.value
            return results
        if step.result:
            yield step.result
