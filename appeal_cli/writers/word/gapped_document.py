"""A Word document with gaps, which letters that are built alike fill with their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from appeal_cli.writers.word.archive import archive, member
from appeal_cli.writers.word.gaps import GAP
from appeal_cli.writers.word.properties import CORE, CoreXml, Properties
from appeal_cli.writers.word.running import HEADER, RunningHeader

DOCUMENT = "word/document.xml"

_LEVEL = 4  # twice as fast as 9 for Cyrillic, and 4 % larger


class GappedDocument:
    """The parts of a Word file, those without gaps compressed already."""

    def __init__(
        self, parts: Mapping[str, bytes], properties: Properties, header: RunningHeader | None
    ) -> None:
        own = {CORE, DOCUMENT, *((HEADER,) if header else ())}
        self._header = header
        self._members = {
            name: None if name in own else member(name, content) for name, content in parts.items()
        }
        # Between the pieces stand the numbers of the words that fill the gaps.
        self._pieces = GAP.split(parts[DOCUMENT])
        self._gaps = [int(number) for number in self._pieces[1::2]]
        self._core = CoreXml(properties)

    @property
    def size_in_memory(self) -> int:
        """About how many bytes it takes."""
        members = sum(len(each.data) for each in self._members.values() if each)
        return members + sum(map(len, self._pieces)) + 40 * len(self._pieces)

    def filled_in(
        self, words: Sequence[bytes], title: str | None, running: Mapping[str, str]
    ) -> bytes:
        """The file with the words in its gaps, with that title, of which None is the document's
        own, and with the parts of its running line."""
        pieces = self._pieces.copy()
        pieces[1::2] = [words[gap] for gap in self._gaps]
        own = {CORE: self._core.titled(title), DOCUMENT: b"".join(pieces)}
        if self._header:
            own[HEADER] = self._header.filled_in(running)
        return archive(
            made or member(name, own[name], _LEVEL) for name, made in self._members.items()
        )
