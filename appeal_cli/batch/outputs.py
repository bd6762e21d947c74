"""Outputs: what letters are put together into besides a file each, to print and to send.

The print file has many letters' PDF files as one, tagged and bookmarked letter by letter.

What the letters share is in it once: fonts, colour profiles and the parts of pages that
are the same. Each letter is a part of its own in the tag tree (ISO 32000-1, 14.7), with
its title and language, so that the file stays PDF/A and PDF/UA.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from appeal_cli.batch.plan import Task
from appeal_cli.files.saving import saving
from appeal_cli.letter.addressing import title_for_all
from appeal_cli.writers.pdf.print_file import Bookmarked, write_print_file


def print_letters(
    target: BinaryIO, tasks: Sequence[Task], folder: Path, sort: str | None, *, duplex: bool
) -> None:
    """Writes the PDF files of the tasks into one, in their order or in that of a field."""
    pdfs = [task for task in tasks if task.format == "pdf"]
    if sort:
        pdfs.sort(key=lambda task: task.piece.deputy.get(sort).casefold())
    letters = (
        Bookmarked((folder / task.file).read_bytes(), task.piece.deputy.name) for task in pdfs
    )
    appeals = {task.piece.appeal.file: task.piece.appeal for task in pdfs}
    title = " / ".join(dict.fromkeys(map(title_for_all, appeals.values())))
    write_print_file(target, letters, title, duplex=duplex)


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
    """The files that the letters of a batch are put together into: one to print, whose letters
    may begin on front sides, in the order of a field; and one to send."""

    merge: str | None = None
    duplex: bool = False
    sort: str | None = None
    archive: str | None = None

    def write(self, tasks: Sequence[Task], folder: Path) -> Iterator[str]:
        """Writes them of the files of the tasks, and names each that is there."""
        if self.merge and tasks:
            with saving(Path(self.merge)) as file:
                print_letters(file, tasks, folder, self.sort, duplex=self.duplex)
            yield self.merge
        if self.archive and tasks:
            with saving(Path(self.archive)) as file:
                write_archive(file, folder, [task.file for task in tasks])
            yield self.archive
