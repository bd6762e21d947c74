"""Parts: files that a worker has written aside, which only have to be put in their places.

What a letter's file holds need not go from process to process. The one that records it alone says
where it belongs, and nothing is there before that.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path

from appeal_cli.batch.work import Made, Part
from appeal_cli.files.holding import HeldFolder
from appeal_cli.files.saving import write_new
from appeal_cli.writers.paper import MadeFile


class Parts:
    """Writes the files of letters into a folder, under names that no other process there has."""

    def __init__(self, folder: str) -> None:
        self._names = map(f"{os.getpid()}-{{}}".format, count())
        self._held: HeldFolder | None = None
        with suppress(OSError):
            self._held = HeldFolder(Path(folder), may_be_link=False)

    def aside(self, letter: Made) -> Made:
        """The letter without the bytes of its files, which are parts then; as it is where they
        can't be written: whoever puts them in their places will meet the same and say so."""
        if self._held is None:
            return letter
        parts: dict[str, Part] = {}
        try:
            for format, file in letter.files.items():
                parts[format] = self._written(self._held, file.data)
        except OSError:
            return letter
        return replace(letter, files=without_bytes(letter.files), parts=parts)

    def _written(self, held: HeldFolder, data: bytes) -> Part:
        name = next(self._names)
        with held.spot(name) as (part, folder):
            try:
                write_new(part, data, folder=folder)
            except OSError:
                with suppress(OSError):
                    os.unlink(part, dir_fd=folder)
                raise
        return Part(name, hashlib.sha256(data).hexdigest())


def without_bytes(files: Mapping[str, MadeFile]) -> dict[str, MadeFile]:
    """What is known of the files, without what they hold."""
    return {format: replace(file, data=b"") for format, file in files.items()}
