"""Outputs: what letters are put together into besides a file each, to print and to send.

The print file has many letters' PDF files as one, tagged and bookmarked letter by letter.

What the letters share is in it once: fonts, colour profiles and the parts of pages that
are the same. Each letter is a part of its own in the tag tree (ISO 32000-1, 14.7), with
its title and language, so that the file stays PDF/A and PDF/UA.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import BinaryIO

from appeal_cli.batch.file_names import joint_names
from appeal_cli.batch.letters import Piece
from appeal_cli.batch.manifest import Entry
from appeal_cli.batch.order import order_of
from appeal_cli.batch.plan import Task
from appeal_cli.batch.print_index import Row, index_csv, index_rows
from appeal_cli.files.saving import removed, save, saving
from appeal_cli.letter.addressing import title_for_all
from appeal_cli.letter.language import Language


def print_letters(
    target: BinaryIO,
    tasks: Sequence[Task],
    folder: Path,
    *,
    duplex: bool = False,
    records: bool = False,
) -> list[range]:
    """Writes the PDF files of the tasks into one, in their order; the pages of each there."""
    from appeal_cli.writers.pdf.print_file import Bookmarked, write_print_file

    letters = (
        Bookmarked((folder / task.file).read_bytes(), task.piece.deputy.name) for task in tasks
    )
    appeals = {task.piece.appeal.file: task.piece.appeal for task in tasks}
    title = " / ".join(dict.fromkeys(map(title_for_all, appeals.values())))
    return write_print_file(target, letters, title, duplex=duplex, records=records)


def write_archive(target: BinaryIO, folder: Path, names: Iterable[str]) -> None:
    """Writes an archive of the named files in the folder, the same for the same files."""
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(names):
            item = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            item.compress_type = zipfile.ZIP_DEFLATED
            item.create_system = 0
            archive.writestr(item, (folder / name).read_bytes())


@dataclass(frozen=True)
class Outputs:
    """The files that the letters of a batch are put together into: one to print, or one for each
    value of a pattern's placeholders, whose letters may begin on front sides, in the order of a
    field, and be records for a print shop; an index of these; and one to send."""

    merge: str | None = None
    duplex: bool = False
    sort: str | None = None
    archive: str | None = None
    records: bool = False
    index: str | None = None

    def in_print_files(
        self, pieces: Sequence[Piece], languages: Iterable[Language]
    ) -> dict[str, list[Piece]]:
        """The letters of each file to print, in its order; all under a blank name where there is
        none."""
        files: dict[str, list[Piece]] = {}
        for name, piece in zip(self.names(pieces) or cycle([""]), pieces, strict=False):
            files.setdefault(name, []).append(piece)
        if field := self.sort:
            order = order_of(languages)
            for own in files.values():
                own.sort(key=lambda piece: order(piece.deputy.get(field)))
        return files

    def names(self, pieces: Sequence[Piece]) -> list[str]:
        """The file to print of each letter; none where none is wanted. Raises AppealError for a
        pattern that can't be filled."""
        return joint_names(pieces, "pdf", self.merge, "--merge") if self.merge else []

    def write(
        self,
        tasks: Sequence[Task],
        there: Mapping[str, Entry],
        folder: Path,
        languages: Iterable[Language],
        beside: Sequence[str] = (),
    ) -> Iterator[str]:
        """Writes them of those files of the tasks that are there, and names each; what lies
        `beside` them is sent too.

        Where no letter of a file is there, an older one does not stay: it would be taken for
        that of these letters.
        """
        rows = list[Row]()
        pdfs = {task.letter: task for task in tasks if task.format == "pdf"}
        wanted = [task.piece for task in pdfs.values()] if self.merge else []
        for name, pieces in self.in_print_files(wanted, languages).items():
            letters = [pdfs[piece.letter] for piece in pieces]
            letters = [task for task in letters if task.file in there]
            if not letters:
                removed(Path(name))
                continue
            with saving(Path(name)) as file:
                pages = print_letters(
                    file, letters, folder, duplex=self.duplex, records=self.records
                )
            entries = [there[task.file] for task in letters]
            rows += index_rows(name, entries, pages, duplex=self.duplex)
            yield name
        if self.index:
            yield from self._indexed(rows)
        if self.archive:
            names = [task.file for task in tasks if task.file in there]
            yield from self._packed([*names, *beside], folder)

    def _indexed(self, rows: Sequence[Row]) -> Iterator[str]:
        assert self.index
        if not rows:
            removed(Path(self.index))
            return
        save(Path(self.index), index_csv(rows))
        yield self.index

    def _packed(self, names: Sequence[str], folder: Path) -> Iterator[str]:
        assert self.archive
        if not names:
            removed(Path(self.archive))
            return
        with saving(Path(self.archive)) as file:
            write_archive(file, folder, names)
        yield self.archive
