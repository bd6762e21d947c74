"""Letters that are built alike: what was laid out and set for them so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from appeal_cli.page.page import Page
from appeal_cli.writers.pdf.imprint.master import Master, printed_blocks
from appeal_cli.writers.pdf.imprint.one_row import OneRow
from appeal_cli.writers.pdf.set_line import SetLine, is_drawn_with


@dataclass
class Alike:
    """Letters that are built alike: their masters, and the lines that were set for them.

    `glyphs` are those of the alphabet that each of their files has in its font. `lines` are by
    their number and text, and `plain` those that are drawn with these glyphs alone. `unproven` are
    the numbers of those that came out otherwise on a tall sheet than on the master's own. `rows`
    are by the numbers of lines that were laid out: those that have one row, which others take
    without a layout, and None for others. `never` is why none of the letters is imprinted, if none
    is.
    """

    never: str = ""
    glyphs: Mapping[bytes, frozenset[bytes]] = field(default_factory=dict)
    masters: list[Master] = field(default_factory=list)
    lines: dict[tuple[int, str], SetLine | None] = field(default_factory=dict)
    plain: set[tuple[int, str]] = field(default_factory=set)
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
                own_line = master.lines.get(number)
                if line is None or own_line is None or number in self.unproven:
                    return None
                is_plain = (number, block) in self.plain and (number, own) in self.plain
                if not is_plain and not self._share_glyphs(line, own_line):
                    return None
                found[number] = line
        return found

    def _share_glyphs(self, line: SetLine, own: SetLine) -> bool:
        """Whether all glyphs of which one of the lines has more are among those that each file has
        anyway: what both have, such as a word in bold type, both files have."""
        mine, theirs = ({piece.drawn for piece in each.pieces} for each in (line, own))
        return all(
            is_drawn_with(replace(each, pieces=rest), self.glyphs)
            for each, others in ((line, theirs), (own, mine))
            if (rest := tuple(piece for piece in each.pieces if piece.drawn not in others))
        )


_FIRST = "no letter before it is built alike"
_ELSEWHERE = "a style of its template moves lines, or repeats them in another place"
_OTHERWISE = "one of its lines can't be set by itself, or has another shape than in letters before"
