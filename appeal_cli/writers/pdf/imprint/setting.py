"""Setting: the lines in which letters differ from a master, set apart from their letters.

The first of them are laid out on a tall sheet, the master's own before and after them. Lines that
prove to be of one row there are set without a layout from then on (`one_row.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from appeal_cli.drawing.engine import machine_left_out
from appeal_cli.page.page import Page
from appeal_cli.page.running import running_texts
from appeal_cli.problems import AppealError
from appeal_cli.writers.pdf.alphabet import head_of
from appeal_cli.writers.pdf.engine import paint_aside
from appeal_cli.writers.pdf.imprint.alike import Alike
from appeal_cli.writers.pdf.imprint.eligible import can_be_set_apart
from appeal_cli.writers.pdf.imprint.master import (
    Master,
    lines_in,
    printed_blocks,
    set_lines,
)
from appeal_cli.writers.pdf.imprint.one_row import OneRow, rows_in
from appeal_cli.writers.pdf.imprint.surroundings import Around, surroundings
from appeal_cli.writers.pdf.printing import PdfWriter
from appeal_cli.writers.pdf.running import tag_of
from appeal_cli.writers.pdf.set_line import SetLine, glyphs_in, is_drawn_with
from appeal_cli.writers.pdf.tall_sheet import tall_sheet

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from appeal_cli.writers.pdf.layout import Layout

MOST_SET_LINES = 4_000
"""The most lines that are kept of letters built alike."""

LINES_AT_ONCE = 500
"""The most lines that are set on one tall sheet, which takes memory while it is laid out."""

_OWN_LINES = 2
"""How often a master's own line is set before all others, and after them: where a style tells
odd ones from even ones, one of these is neither."""


class Key(NamedTuple):
    """A line that is wanted: its number, and its text."""

    number: int
    block: str


class LineSetter:
    """Sets the lines of letters, all with one template and edition."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._characters = frozenset((*writer.alphabet.characters, " ", "\xa0"))

    def set(self, alike: Alike, pages: Iterable[Page]) -> None:
        """Sets the lines of the pages that differ from each master's and are not set yet."""
        if len(alike.lines) > MOST_SET_LINES:
            alike.lines.clear()
            alike.plain.clear()
        # Letters of another length have another running line, and the other lines in common.
        for master in {len(each.operators): each for each in reversed(alike.masters)}.values():
            self._set_for(alike, master, pages)

    def _set_for(self, alike: Alike, master: Master, pages: Iterable[Page]) -> None:
        """Sets the lines of the pages that differ from the master's and are not set yet."""
        wanted = dict.fromkeys(
            Key(number, block)
            for page in pages
            for number, (block, own) in enumerate(
                zip(printed_blocks(page, len(master.operators)), master.blocks, strict=False)
            )
            if block != own and (number, block) not in alike.lines
        )
        possible = [
            key for key in wanted if can_be_set_apart(key.block) and key.number in master.lines
        ]
        alike.lines.update(dict.fromkeys(wanted))
        first = _specimens(key for key in possible if key.number not in alike.rows)
        self._lay_out(alike, master, first)
        left = self._set_in_rows(alike, [key for key in possible if key not in first])
        self._lay_out(alike, master, left)

    def _set_in_rows(self, alike: Alike, wanted: Sequence[Key]) -> list[Key]:
        """Sets lines without a layout, and returns those for which it takes one.

        The master's own come out after them as they stand on its sheets, or none of these is
        taken.
        """
        found: dict[Key, SetLine] = {}
        with machine_left_out():
            for key in wanted:
                row = alike.rows.get(key.number)
                if row and (line := row.set(key.block, self._characters)):
                    found[key] = line
            for number in {key.number for key in found}:
                row = alike.rows[number]
                if row and row.set(row.block, self._characters) != row.own:
                    alike.rows[number] = None
        for key, line in found.items():
            if alike.rows[key.number]:
                alike.lines[key] = line
                if is_drawn_with(line, alike.glyphs):
                    alike.plain.add(key)
        return [key for key in wanted if key not in found or not alike.rows[key.number]]

    def _lay_out(self, alike: Alike, master: Master, wanted: Sequence[Key]) -> None:
        for start in range(0, len(wanted), LINES_AT_ONCE):
            self._set_and_prove(alike, master, wanted[start : start + LINES_AT_ONCE])

    def _set_and_prove(self, alike: Alike, master: Master, wanted: Sequence[Key]) -> None:
        """Sets the lines on one tall sheet, the master's own before and after them.

        The master's own must come out as they stand on its sheets.
        """
        blocks = _by_number(wanted)
        order = []
        for number, others in blocks.items():
            own = [master.blocks[number]] * _OWN_LINES
            order += [Key(number, block) for block in (*own, *others, *own)]
        try:
            lines = self._on_tall_sheet(master, order)
        except AppealError:
            return  # each letter is laid out in full, and the error is that of one of them
        alike.glyphs = alike.glyphs or self._glyphs(master.page)
        for (number, block), line in zip(order, lines.set, strict=True):
            if line and is_drawn_with(line, alike.glyphs):
                alike.plain.add((number, block))
            if block != master.blocks[number]:
                alike.lines[number, block] = line
            elif line != master.lines[number]:
                alike.unproven.add(number)
        untried = blocks.keys() - alike.rows
        alike.rows.update(self._rows(master, order, lines, untried))

    def _rows(
        self, master: Master, order: Sequence[Key], lines: _Lines, numbers: Iterable[int]
    ) -> dict[int, OneRow | None]:
        """What lines of those numbers can be set in without a layout: the rows that give each line
        as it was laid out."""
        rows: dict[int, OneRow | None] = dict.fromkeys(numbers)
        own = {
            element: (key.number, line)
            for key, element, line in zip(order, lines.elements, lines.set, strict=True)
            if key.number in rows and key.block == master.blocks[key.number] and line
        }
        blocks = {element: (master.blocks[number], line) for element, (number, line) in own.items()}
        with machine_left_out():
            for element, row in rows_in(lines.layout, blocks):
                rows[own[element][0]] = row
            for key, line in zip(order, lines.set, strict=True):
                tried = rows.get(key.number)
                if tried and tried.set(key.block, self._characters) not in (None, line):
                    rows[key.number] = None
        return rows

    def _glyphs(self, page: Page) -> Mapping[bytes, frozenset[bytes]]:
        """The glyphs of the alphabet that every file of such letters has in its font."""
        (painted,) = paint_aside(self._writer.alphabet.document(page), {})
        return glyphs_in(painted.operators)

    def _on_tall_sheet(self, master: Master, blocks: Sequence[Key]) -> _Lines:
        """Each block as it is set in the elements that the line of its number stands in.

        Blocks of one number stand one after another in the same elements.
        """
        texts = running_texts(master.page, len(master.operators))
        around = [*surroundings(master.page), *(Around("", tag_of(text), "") for text in texts)]
        body = "".join(
            around[number].filled(block for _, block in same)
            for number, same in groupby(blocks, key=lambda each: each.number)
        )
        html = tall_sheet(head_of(master.page), body, master.width, len(blocks))
        layout = self._writer.layouter.layout(Page.of(html, master.page.images))
        painted = paint_aside(layout.document, {})
        elements = lines_in(layout.html)
        return _Lines(layout, elements, list(set_lines(layout.sheets, painted, elements)))


class _Lines(NamedTuple):
    """Lines on a tall sheet: their layout, their elements, and each as it is set."""

    layout: Layout
    elements: Sequence[Element]
    set: Sequence[SetLine | None]


def _specimens(wanted: Iterable[Key]) -> list[Key]:
    """Some lines of each number, of which the others may be told: its first, its shortest and its
    longest."""
    return [
        Key(number, block)
        for number, others in _by_number(wanted).items()
        for block in dict.fromkeys((others[0], min(others, key=len), max(others, key=len)))
    ]


def _by_number(wanted: Iterable[Key]) -> dict[int, list[str]]:
    """The texts of the lines of each number."""
    blocks: dict[int, list[str]] = {}
    for number, block in wanted:
        blocks.setdefault(number, []).append(block)
    return blocks
