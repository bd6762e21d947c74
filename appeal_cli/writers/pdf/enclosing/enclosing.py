"""Enclosing: the files that go with letters, each taken in once for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from appeal_cli.letter.letter import Enclosed
from appeal_cli.page.memory import Memory
from appeal_cli.problems import AppealError
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.enclosing.behind import Part, with_parts_behind
from appeal_cli.writers.pdf.foreign import Foreign, Wish, taken_as_pictures, taken_in
from appeal_cli.writers.pdf.objects import SharedFile

_INSTEAD = "take its pages as pictures: --enclosures-as-image"


class Enclosing:
    """Puts files behind letters, and keeps what becomes of them."""

    def __init__(self, edition: Edition, memory: Memory) -> None:
        self._edition = edition
        self._memory = memory

    def taken(self, enclosed: Sequence[Enclosed]) -> list[Part]:
        """The pages of the files as they can stand behind a letter.

        Raises AppealError with what keeps them from it, where the appeal names them.
        """
        return [Part(each.words, self._pages(each)) for each in enclosed]

    def behind(self, file: SharedFile, enclosed: Sequence[Enclosed]) -> SharedFile:
        """The file with the pages of the files behind its own."""
        if not enclosed:
            return file
        key = (self, file.digest, tuple(_key(each) for each in enclosed))
        make = lambda: with_parts_behind(file, self.taken(enclosed)).begin  # noqa: E731
        return file.with_begin(self._memory.kept(key, make))

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
