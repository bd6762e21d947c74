"""Plain text: the letter as a typewriter would set it, in UTF-8, for mail and for terminals."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from appeal_cli.page.memory import Memory
from appeal_cli.page.notes import at_the_end, has_notes
from appeal_cli.page.page import Page
from appeal_cli.page.stages import Stage
from appeal_cli.page.template import Template
from appeal_cli.page.tree import contents, line, numbered, parsed
from appeal_cli.writers import Writer
from appeal_cli.writers.plain.blocks import Stack, Widths, stacked
from appeal_cli.writers.plain.words import Block, words_of, wrapped

WIDTH = 72
"""The most characters in a line, as mail has it (RFC 3676, 4.2)."""

_PLAIN_CHARACTERS = (("\u00a0", " "), ("\u202f", " "))

_WORDS = re.compile("[^\\s<&](?:[ \u00a0\u202f]?[^\\s<&])*")
"""A text that stands in its line as it is written: words with one space between two, and no tag."""


def writer(template: Template, memory: Memory) -> Writer:
    """The writer of plain text."""
    plain_text = PlainText(memory)
    return lambda page, pdf=b"", enclosures=(): plain_text(page)


@dataclass(frozen=True)
class Arrangement:
    """How letters of one build are arranged, and how wide each of their lines may be; without
    widths, that can only be told of each letter by itself."""

    arranged: Stack
    widths: tuple[int | None, ...] | None
    size_in_memory: int

    def for_others(self, lines: Sequence[Block], own: frozenset[int]) -> Arrangement:
        """The same for letters that have all of these lines but those with the numbers of `own`."""
        return replace(self, arranged=self.arranged.for_others(lines, own))


class PlainText(Stage[Arrangement, Block, bytes]):
    """The page as text: lines of at most WIDTH characters, links followed by their targets.

    Only a word, such as the address of a web page, may be longer than a line.
    """

    def of_common(self, page: Page) -> Arrangement:
        """Where the lines of such pages stand."""
        plain = [each.is_plain for each in page.lines if each.text is not None]
        blocks = (
            numbered(number) if is_plain else block
            for number, (is_plain, block) in enumerate(zip(plain, page.blocks, strict=True))
        )
        arranged, widths = _arranged(page.filled(blocks))
        found = tuple(widths.by_number.get(number) for number in range(len(plain)))
        is_clear = widths.are_clear and [width is not None for width in found] == plain
        return Arrangement(arranged, found if is_clear else None, 4 * len(page.skeleton))

    def contexts(self, common: Arrangement, page: Page) -> Sequence[Hashable]:
        """How wide each line may be."""
        return common.widths or [None] * len(page.blocks)

    def of_line(self, block: str, context: Hashable) -> Block:
        """The words of a line, wrapped."""
        if not isinstance(context, int):
            return ()
        if len(block) <= context and _WORDS.fullmatch(block):
            return (block,)
        root = parsed(f"<p>{block}</p>")
        nodes = (node for part in root.iter("p") for node in contents(part))
        return wrapped(words_of(line(nodes)), context)

    def join(self, page: Page, common: Arrangement, parts: Sequence[Block]) -> bytes:
        """The text in UTF-8."""
        is_alone = common.widths is None or has_notes(page.skeleton)
        html = at_the_end(page.html, linked=False) if is_alone else ""
        arranged = _arranged(html)[0] if is_alone else self._for(page, common, parts).arranged
        text = "\n".join(arranged(parts))
        for written, plain in _PLAIN_CHARACTERS:
            text = text.replace(written, plain)
        lines = text.split("\n") if text else ()
        return "".join([f"{line.rstrip()}\n" for line in lines]).encode()

    def _for(self, page: Page, common: Arrangement, parts: Sequence[Block]) -> Arrangement:
        """The arrangement for all pages like another that differ from it in the same lines."""
        if page.like is None:
            return common
        own = frozenset([number for number, _ in page.differing])
        key = (self, Arrangement, page.skeleton, page.like.blocks, own)
        return self._memory.kept(key, common.for_others, parts, own)


def _arranged(html: str) -> tuple[Stack, Widths]:
    """The letter arranged, and the widths of the lines whose numbers stand in it."""
    widths = Widths()
    body = parsed(html).find("body")
    return Stack((), ()) if body is None else stacked(body, WIDTH, widths), widths
