"""Enclosing: the files that go with letters, each taken in once for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from appeal_cli.letter.letter import Enclosed
from appeal_cli.page.memory import Memory
from appeal_cli.problems import AppealError
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.enclosing.behind import Part, with_part_behind
from appeal_cli.writers.pdf.foreign import Foreign, Wish, taken_as_pictures, taken_in
from appeal_cli.writers.pdf.objects import SharedFile

_INSTEAD = "take its pages as pictures: --enclosures-as-image"


class Enclosing:
    """Puts files behind letters, and keeps what becomes of them."""

    def __init__(self, edition: Edition, memory: Memory) -> None:
        self._edition = edition
        self._memory = memory

    def check(self, enclosed: Sequence[Enclosed]) -> None:
        """Raises AppealError with what keeps the files from standing behind a letter, where the
        appeal names them."""
        for each in enclosed:
            self._pages(each)

    def behind(self, file: SharedFile, enclosed: Sequence[Enclosed]) -> SharedFile:
        """The file with the pages of the files behind its own, one after another: letters may have
        the first of them in common."""
        for each in enclosed:
            key = (self, file.digest, _key(each))
            file = file.with_begin(self._memory.kept(key, self._begin, file, each))
        return file

    def _begin(self, file: SharedFile, enclosed: Enclosed) -> tuple[bytes, bytes, bytes]:
        return with_part_behind(file, Part(enclosed.words, self._pages(enclosed))).begin

    def _pages(self, enclosed: Enclosed) -> Foreign:
        return self._memory.kept((self, _key(enclosed)), self._taken, enclosed)

    def _taken(self, enclosed: Enclosed) -> Foreign:
        as_images, gray = self._edition.enclosures_as_images, self._edition.gray
        instead = "" if as_images else _INSTEAD
        wish = Wish(enclosed.file.called, enclosed.language, instead, gray)
        try:
            data = enclosed.file.read()
            if as_images:
                return taken_as_pictures(data, enclosed.words, wish)
            return taken_in(data, wish)
        except AppealError as error:
            place = enclosed.origin("")
            raise AppealError(
                *(
                    replace(place, message=each.message, hint=each.hint, kind=each.kind)
                    for each in error.problems
                )
            ) from None


def _key(enclosed: Enclosed) -> tuple[str, str, str]:
    return enclosed.file.digest, enclosed.words, enclosed.language
