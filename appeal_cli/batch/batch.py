"""A batch: the letters of a run, the names of their files, and what they are made of."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.appeal.enclosures import EnclosedFile
from appeal_cli.batch.file_names import file_names, reads_number
from appeal_cli.batch.fingerprint import enclosed_fingerprint, series_fingerprint
from appeal_cli.batch.letters import Key, Piece, in_shard, pieces_of
from appeal_cli.batch.manifest import Entry, is_own
from appeal_cli.batch.plan import Task, plan, stale
from appeal_cli.batch.series import Series
from appeal_cli.letter.addressing import Addresser, title_for_all
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.roster.deputy import Roster

Shard = tuple[int, int]
"""Which of how many parts of a batch, counted from 1."""


@dataclass(frozen=True)
class Batch:
    """The letters of one run, and where each file of the whole roster belongs.

    `series` are by language; `names` and `deputies` are of everybody who may be written
    to, whatever the selection, so that each run of a part knows which files belong to nobody in it.
    `named` are the letters to everybody, and the pattern of their names, where these wait for
    numbers. `is_chosen` says that the pieces are to some of those who are meant alone.
    """

    pieces: tuple[Piece, ...]
    formats: tuple[str, ...]
    series: Mapping[str, Series]
    names: Mapping[Key, str]
    deputies: frozenset[str]
    shard: Shard = (1, 1)
    is_chosen: bool = False
    named: tuple[Sequence[Piece], str] | None = None
    addressers: dict[str, Addresser] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_sharded(self) -> bool:
        """Whether others make the rest of the letters."""
        return self.shard[1] > 1

    @property
    def is_whole(self) -> bool:
        """Whether it has the letters to all who are meant."""
        return not (self.is_sharded or self.is_chosen)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {code: title_for_all(each.appeal) for code, each in self.series.items()}

    @cached_property
    def _folded(self) -> frozenset[str]:
        return frozenset(map(str.casefold, self.names.values()))

    def title_of(self, appeal: Appeal) -> str:
        """The title of the appeal's letters to all."""
        return self._titles[appeal.language]

    def numbered(self, with_number: Callable[[Piece], Piece]) -> Batch:
        """The same with the letters' numbers, by which their files may be named."""
        pieces, names = tuple(map(with_number, self.pieces)), self.names
        if self.named:
            everybody, pattern = self.named
            names = file_names([*map(with_number, everybody)], self.formats, pattern)
        return replace(self, pieces=pieces, names=names)

    def plan(self, folder: Path, entries: Mapping[str, Entry], *, force: bool) -> list[Task]:
        """Which of its files are to be made, and why; `entries` is what the folder has."""
        made_from = {
            (language, format): series_fingerprint(each, format)
            for language, each in self.series.items()
            for format in self.formats
        }
        return plan(
            self.pieces,
            self.formats,
            self.names,
            made_from,
            folder,
            entries,
            lambda piece: enclosed_fingerprint(self.enclosed(piece)),
            force=force,
        )

    def enclosed(self, piece: Piece) -> tuple[EnclosedFile | None, ...]:
        """The files that go with a letter, as they are now; None for one that can't."""
        language = piece.appeal.language
        series = self.series[language]
        if not series.template.about.encloses:
            return ()
        if language not in self.addressers:
            self.addressers[language] = Addresser(series.appeal, series.language)
        return self.addressers[language].enclosed(piece.deputy)

    def enclosed_files(self) -> set[Path]:
        """Where the files are that go with its letters."""
        every = (file for piece in self.pieces for file in self.enclosed(piece))
        return {file.path for file in every if file}

    def stamps(self) -> dict[Path, Hashable]:
        """What the files of its templates are now, by their folders."""
        looks = {each.template for each in self.series.values()}
        return {look.folder: look.stamp() for look in looks}

    def puts(self, name: str) -> bool:
        """Whether the batch itself writes the file of that name in its folder."""
        return is_own(name) or name.casefold() in self._folded

    def stale(self, entries: Mapping[str, Entry]) -> list[Entry]:
        """The files of the folder whose deputies are no longer in the roster, or that have another
        name now."""
        return stale(entries.values(), self.names, self.deputies)


def batch_of(
    everybody: Roster,
    chosen: Roster,
    series: Sequence[Series],
    languages: Sequence[str],
    formats: Sequence[str],
    pattern: str,
    shard: Shard = (1, 1),
    *,
    is_chosen: bool = False,
) -> Batch:
    """The letters of the series to the chosen deputies, with file names for everybody.

    `is_chosen` says that only some of those who are meant are among them.

    Raises AppealError for a pattern that names no files, and for a shard without letters.
    """
    appeals = [each.appeal for each in series]
    pieces_of_all = pieces_of(everybody, appeals, languages)
    names = file_names(pieces_of_all, formats, pattern)
    is_everybody = chosen.deputies == everybody.deputies
    own = pieces_of_all if is_everybody else pieces_of(chosen, appeals, languages)
    pieces = tuple(piece for piece in own if in_shard(piece, *shard))
    if not pieces and shard[1] == 1:
        raise AppealError(Problem("there is no letter to make", kind=Kind.EMPTY_SELECTION))
    return Batch(
        pieces,
        tuple(formats),
        {each.appeal.language: each for each in series},
        names,
        frozenset(deputy.id for deputy in everybody),
        shard,
        is_chosen,
        (pieces_of_all, pattern) if reads_number(pattern) else None,
    )
