"""The print file: many letters' PDF files as one, tagged and bookmarked letter by letter.

What the letters share is in it once: fonts, colour profiles and the parts of pages that
are the same. Each letter is a part of its own in the tag tree (ISO 32000-1, 14.7), with
its title and language, so that the file stays PDF/A and PDF/UA.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from appeal_cli.batch.plan import Task
from appeal_cli.letter.letter import title_for_all
from appeal_cli.writers.pdf.joining import Printed, write_print_file


def print_letters(
    target: BinaryIO, tasks: Sequence[Task], folder: Path, sort: str | None, *, duplex: bool
) -> None:
    """Writes the PDF files of the tasks into one, in their order or in that of a field."""
    pdfs = [task for task in tasks if task.format == "pdf"]
    if sort:
        pdfs.sort(key=lambda task: task.piece.deputy.get(sort).casefold())
    letters = (Printed((folder / task.file).read_bytes(), task.piece.deputy.name) for task in pdfs)
    appeals = {task.piece.appeal.file: task.piece.appeal for task in pdfs}
    title = " / ".join(dict.fromkeys(map(title_for_all, appeals.values())))
    write_print_file(target, letters, title, duplex=duplex)
