"""Letters that are built alike: what was laid out and set for them so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from appeal_cli.page.page import Page
from appeal_cli.writers.pdf.imprint.master import Master, printed_blocks
from appeal_cli.writers.pdf.imprint.one_row import OneRow
from appeal_cli.writers.pdf.set_line import SetLine


@dataclass
class Alike:
    """Letters that are built alike: their masters, and the lines that were set for them.

    `glyphs` are those of the alphabet that each of their files has in its font. `lines` are by
    their number and text. `unproven` are the numbers of those that came out otherwise on a tall
    sheet than on the master's own. `rows` are by the numbers of lines that were laid out: those
    that have one row, which others take without a layout, and None for others. `never` is why none
    of the letters is imprinted, if none is.
    """

    never: str = ""
    glyphs: Mapping[bytes, frozenset[bytes]] = field(default_factory=dict)
    masters: list[Master] = field(default_factory=list)
    lines: dict[tuple[int, str], SetLine | None] = field(default_factory=dict)
    unproven: set[int] = field(default_factory=set)
    rows: dict[int, OneRow | None] = field(default_factory=dict)

    def laid_out(self, page: Page) -> str:
        """Why the page is laid out in full, which no master can take."""
        if self.never or not self.masters:
            return self.never or _FIRST
        has_lines = any(number < len(page.blocks) for number in self.masters[0].lines)
        return _OTHERWISE if has_lines else _ELSEWHERE

    def differing(self, page: Page, master: Master) -> dict[int, SetLine] | None:
        """The lines in which the page differs from the master, as they are set; None where one
        of them is not, or is unproven."""
        found = {}
        blocks = printed_blocks(page, len(master.operators))
        if len(blocks) != len(master.blocks):
            return None
        for number, (block, own) in enumerate(zip(blocks, master.blocks, strict=True)):
            if block != own:
                line = self.lines.get((number, block))
                if line is None or number in self.unproven:
                    return None
                found[number] = line
        return found


_FIRST = "no letter before it is built alike"
_ELSEWHERE = "a style of its template moves lines, or repeats them in another place"
_OTHERWISE = "one of its lines can't be set by itself, or has another shape than in letters before"
