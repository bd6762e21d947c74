"""Numbering: the letters of a run get their outgoing numbers, once and for all.

A run over the whole roster gives out what is lacking, in the roster's order, before any letter is
made; every other run only reads. So a number is the same in every later run, whoever joins the
roster or leaves it, and a run that is killed has lost none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path

from appeal_cli.batch.batch import Batch
from appeal_cli.batch.campaigns import Numbering, first_lines, outgoing_of
from appeal_cli.batch.letters import Piece
from appeal_cli.batch.manifest import Entry
from appeal_cli.batch.register import NAME, Line, Register, alone_with, read_register
from appeal_cli.files.sheets import delimiter_in
from appeal_cli.letter.outgoing import Outgoing, numbered_at, reminds_at
from appeal_cli.problems import AppealError, Kind, Problem, first_of, raise_for


def usual_numbering(batch: Batch, folder: Path) -> Numbering | None:
    """Where nothing else is said, the numbers are from the register in the folder; None where the
    letters and their files' names have none and had none before."""
    appeals = [each.appeal for each in batch.series.values()]
    usual = Numbering(folder / NAME)
    if batch.named or any(map(numbered_at, appeals)):
        return usual
    register = read_register(usual.file)
    return usual if usual.campaign_of(appeals, register) in register.campaigns else None


def numbered(
    batch: Batch,
    numbering: Numbering | None,
    entries: Mapping[str, Entry],
    *,
    is_dry: bool = False,
) -> tuple[Batch, list[Problem]]:
    """The batch with the numbers of its letters, and what to say of those that are new; as it is
    where letters have none.

    `entries` are of the letters in the folder, whose numbers must stand in the register. Who has
    none gets the next, where the run is one over the whole roster; one that `is_dry` keeps none.

    Raises AppealError where the register and the folder differ, where numbers would be given
    twice, or where it is not said with which they begin.
    """
    if numbering is None:
        return batch, []
    _check_reminders(batch, numbering)
    gives = batch.is_whole and not is_dry
    with alone_with(numbering.file) if gives else nullcontext():
        register = read_register(numbering.file)
        raise_for(first_of(_unlike(register, entries.values())))
        campaign = _campaign(batch, numbering, register, entries)
        own = register.campaigns.get(campaign, {})
        _check_start(register, own, numbering)
        new = _new_lines(batch, numbering, register, campaign)
        if new:
            register = replace(
                register.with_lines(new),
                delimiter=register.delimiter or delimiter_in(next(iter(batch.series))),
            )
        if new and gives:
            register.save()
    given = register.campaigns.get(campaign, {})
    made = batch.numbered(partial(_with_number, own=given, register=register))
    told = [*_told(new, own, batch, register, is_dry)]
    return made, [*told, *_replaced(made, campaign, register, entries)]


def _check_reminders(batch: Batch, numbering: Numbering) -> None:
    """Raises AppealError where letters that are no reminders speak of a first one."""
    hint = "`--unanswered` writes to those who have not answered"
    for each in batch.series.values() if not numbering.reminds else ():
        if path := reminds_at(each.appeal):
            message = "`first` stands in reminders alone"
            raise AppealError(
                each.appeal.problem(path, message, snippet="first", hint=hint, kind=Kind.NUMBER)
            )


def _with_number(piece: Piece, own: Mapping[str, Line], register: Register) -> Piece:
    line = own.get(piece.deputy.id)
    return replace(piece, outgoing=outgoing_of(line, register) if line else Outgoing())


def _new_lines(batch: Batch, numbering: Numbering, register: Register, campaign: str) -> list[Line]:
    """Lines for those who have none yet, in their order; none where the run has not the letters
    to all. Raises AppealError where nobody can have one."""
    own = register.campaigns.get(campaign, {})
    new: dict[str, Piece] = {}
    for piece in batch.pieces:
        if piece.deputy.id not in own:
            new.setdefault(piece.deputy.id, piece)
    if not new:
        return []
    if not batch.is_whole and not own:
        hint = "a run over the whole roster gives them out, without --shard, --to and --where"
        raise register.problem(f"no numbers were given out for `{campaign}` yet", hint=hint)
    if not batch.is_whole:
        return []
    if not register.lines and numbering.start is None:
        raise _without_start(batch, register)
    first = first_lines(register, numbering) if numbering.reminds else {}
    start = max(register.highest + 1, numbering.start or 1)
    return [
        Line(
            number,
            campaign,
            piece.deputy.id,
            piece.deputy.name,
            piece.appeal.date.isoformat(),
            batch.title_of(piece.appeal),
            str(first[key].number) if first else "",
        )
        for number, (key, piece) in enumerate(new.items(), start)
    ]


def _without_start(batch: Batch, register: Register) -> AppealError:
    hint = "`--number-from 1` begins; `--numbers` names a register that is elsewhere"
    message = "the letters have numbers, and it is not said with which they begin"
    for each in batch.series.values():
        if found := numbered_at(each.appeal):
            path, name = found
            return AppealError(
                each.appeal.problem(path, message, snippet=name, hint=hint, kind=Kind.NUMBER)
            )
    return register.problem(message, hint=hint)


def _check_start(register: Register, own: Mapping[str, Line], numbering: Numbering) -> None:
    """Raises AppealError where the numbers are to begin with one that was given out: what a run
    of the same campaign began with may be said again."""
    start = numbering.start
    mine = {line.number for line in own.values()}
    if start is None or start > register.highest or (start in mine and start - 1 not in mine):
        return
    message = f"--number-from {start}: {register.highest} was given out already"
    hint = f"the next number is {register.highest + 1}"
    raise AppealError(Problem(message, str(register.path), hint=hint, kind=Kind.NUMBER))


def _campaign(
    batch: Batch, numbering: Numbering, register: Register, entries: Mapping[str, Entry]
) -> str:
    """The campaign of the batch. Its name is that of the appeal's file, which another appeal may
    have too: where the title tells something else, people have to say what is meant."""
    appeals = [each.appeal for each in batch.series.values()]
    name = numbering.campaign_of(appeals, register)
    if numbering.campaign or not register.lines:
        return name
    titles = {*map(batch.title_of, appeals), ""}
    own = register.campaigns.get(name, {})
    hint = "`--campaign NAME` says in which campaign the letters are: an old one or a new one"
    if own and not any(line.title in titles for line in own.values()):
        in_folder = {entry.number for entry in entries.values()}
        if not any(str(line.number) in in_folder for line in own.values()):
            title = next(iter(own.values())).title
            message = f"the campaign `{name}` has letters of another title: `{title}`"
            raise register.problem(message, hint=hint)
    for other, lines in register.campaigns.items() if not own and not numbering.reminds else ():
        if any(line.title in titles and line.title and not line.first for line in lines.values()):
            raise register.problem(f"the campaign `{other}` has letters of this title", hint=hint)
    return name


def _unlike(register: Register, entries: Iterable[Entry]) -> Iterator[Problem]:
    """Where the register does not say what a letter in the folder says."""
    hint = "put back what is gone; or `--numbers` names the register that the letters are from"
    for entry in entries:
        if entry.number:
            line = register.by_number.get(int(entry.number))
            if line is None or line.deputy != entry.deputy:
                told = f"is of `{line.deputy}` here" if line else "is not here"
                message = f"the number {entry.number} {told}: {entry.file} has it"
                place = line.place if line else 0
                yield Problem(message, str(register.path), place, hint=hint, kind=Kind.REGISTER)


def _told(
    new: Sequence[Line], own: Mapping[str, Line], batch: Batch, register: Register, is_dry: bool
) -> Iterator[Problem]:
    """What to say of new numbers, above all where somebody may have one already."""
    if not new:
        return
    last = f"–{new[-1].number}" if len(new) > 1 else ""
    what = "would be given out" if is_dry else "given out"
    message = f"{what}: {new[0].number}{last}, campaign `{new[0].campaign}`"
    place = Problem("", str(register.path), kind=Kind.NUMBER)
    yield replace(place, message=message, severity="notice")
    if not batch.named and not any(numbered_at(each.appeal) for each in batch.series.values()):
        message = "no text of the appeal prints `{{ number }}`: the numbers stand here alone"
        yield replace(place, message=message, severity="warning")
    gone = {line.name: line for line in own.values() if line.deputy not in batch.deputies}
    for line in new:
        if other := gone.get(line.name):
            message = (
                f"{line.name} gets the number {line.number}, and has {other.number} "
                f"under the id `{other.deputy}`, which is not in the roster"
            )
            hint = f"if it is one person, write the id `{line.deputy}` into line {other.place}"
            yield replace(place, message=message, hint=hint, severity="warning")


def _replaced(
    batch: Batch, campaign: str, register: Register, entries: Mapping[str, Entry]
) -> Iterator[Problem]:
    """A warning where letters of another campaign lie where those of this one go."""
    own = {batch.names[piece.key(format)] for piece in batch.pieces for format in batch.formats}
    there = register.names_of(
        entry.number for entry in entries.values() if entry.number and entry.file in own
    )
    for other in sorted(there - {campaign}):
        message = f"letters of the campaign `{other}` are replaced by those of `{campaign}`"
        hint = "`-o` names another folder, where both are to stay"
        yield Problem(
            message, str(register.path), severity="warning", hint=hint, kind=Kind.REGISTER
        )


def follow(batch: Batch, numbering: Numbering, entries: Mapping[str, Entry]) -> list[Problem]:
    """Has the register say what the letters say, now that they are made: names, days and titles.

    A number without a letter has no day. Returns what to say where a day is another one, and what
    is wrong where the register can't be used any more: the letters are there. A shard changes
    nothing.
    """
    numbers = {piece.outgoing.number: piece for piece in batch.pieces if piece.outgoing}
    numbers.pop("", None)
    if batch.is_sharded or not numbers:
        return []
    made = {entry.number: entry for entry in entries.values() if entry.number}
    changed: list[tuple[Line, Line]] = []
    try:
        with alone_with(numbering.file):
            register = read_register(numbering.file)
            for number, piece in numbers.items():
                line = register.by_number.get(int(number))
                if line and (now := _as_made(line, piece, made.get(number), batch)) != line:
                    changed.append((line, now))
            if changed:
                register.with_lines(now for _, now in changed).save()
    except AppealError as error:
        return list(error.problems)
    moved = [(old, now) for old, now in changed if old.date and now.date and old.date != now.date]
    if not moved:
        return []
    message = f"the days of {len(moved)} letters follow the letters: {moved[0][1].date}"
    message += f", and no longer {moved[0][0].date}"
    return [Problem(message, str(register.path), severity="notice", kind=Kind.REGISTER)]


def _as_made(line: Line, piece: Piece, entry: Entry | None, batch: Batch) -> Line:
    title = batch.title_of(piece.appeal)
    day = piece.appeal.date.isoformat() if entry else ""
    return replace(line, name=piece.deputy.name, date=day, title=title)
