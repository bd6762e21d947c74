"""The imprint of letters: masters of those that were laid out, and the files of all others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from appeal_cli.letter.letter import SourceFile
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.page.running import running_texts
from appeal_cli.page.template import Template
from appeal_cli.problems import AppealError
from appeal_cli.writers.pdf.alphabet import head_of
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.engine import LOCK, paint_aside
from appeal_cli.writers.pdf.imprint.eligible import can_be_set_apart
from appeal_cli.writers.pdf.imprint.master import (
    Change,
    Master,
    alone,
    lines_in,
    master_of,
    printed_blocks,
    set_lines,
)
from appeal_cli.writers.pdf.imprint.surroundings import Around, surroundings
from appeal_cli.writers.pdf.printing import PdfFile, PdfWriter
from appeal_cli.writers.pdf.running import tag_of
from appeal_cli.writers.pdf.set_line import SetLine, glyphs_in, is_drawn_with
from appeal_cli.writers.pdf.tall_sheet import tall_sheet

MOST_MASTERS = 8
"""The most masters that are kept for letters built alike, and ways of building for which any
are."""

MOST_SET_LINES = 4_000
"""The most lines that are kept of letters built alike."""

LINES_AT_ONCE = 500
"""The most lines that are set on one tall sheet, which takes memory while it is laid out."""

_OWN_LINES = 2
"""How often a master's own line is set before all others, and after them: where a style tells
odd ones from even ones, one of these is neither."""


@dataclass(frozen=True)
class Imprinted:
    """A letter that fits its pages, and how many these are; `laid_out` is why it was laid out in
    full, and nothing where it was imprinted. Its PDF file is written when it is asked for, with a
    change of what it shares."""

    write: Callable[[Change], bytes]
    pages: int
    laid_out: str = ""

    @property
    def is_imprinted(self) -> bool:
        """Whether it was made the quick way."""
        return not self.laid_out

    @property
    def data(self) -> bytes:
        """The file of the letter alone."""
        return self.write(alone)


@dataclass
class _Alike:
    """Letters that are built alike: their masters, and the lines that were set for them.

    `glyphs` are those of the alphabet that each of their files has in its font. `lines` are by
    their number and text. `unproven` are the numbers of those that came out otherwise on a tall
    sheet than on the master's own. `never` is why none of them is imprinted, if none is.
    """

    never: str = ""
    glyphs: Mapping[bytes, frozenset[int]] = field(default_factory=dict)
    masters: list[Master] = field(default_factory=list)
    lines: dict[tuple[int, str], SetLine | None] = field(default_factory=dict)
    unproven: set[int] = field(default_factory=set)

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


class Imprint:
    """Makes the PDF files of letters, quickly where many have most of their text in common.

    It is used for one run: the template's files are read once. Several threads can use it. A
    template whose styles count lines (`:nth-child`) is never imprinted: a tall sheet has others
    than a letter's.
    """

    def __init__(self, template: Template, edition: Edition, memory: Memory) -> None:
        self._writer = PdfWriter(template, edition, memory)
        self._alike: dict[tuple[str, frozenset[str]], _Alike] = {}
        files = template.files().values()
        css = (path.read_bytes() for path in files if path.suffix in (".css", ".j2"))
        self._never = _COUNTED if any(b":nth-" in styles for styles in css) else ""

    def made(self, pages: Sequence[Page]) -> Iterator[Imprinted | AppealError]:
        """The file of each page, in their order, or what keeps it from being made."""
        with LOCK:
            found = [self._alike_with(page) for page in pages]
        ahead: dict[int, list[Page]] = {}
        for alike, page in zip(found, pages, strict=True):
            ahead.setdefault(id(alike), []).append(page)
        for alike, page in zip(found, pages, strict=True):
            with LOCK:
                if alike.masters and id(alike) in ahead:
                    self._set(alike, ahead.pop(id(alike)))
                made = self._made(alike, page)
            yield made

    def in_full(self, page: Page, attached: Sequence[SourceFile] = ()) -> Imprinted:
        """The file of one letter laid out in full, with the files that travel in it.

        Raises AppealError where something does not fit, or is missing.
        """
        return _whole(self._writer.file(page, attached), _ASKED)

    def _alike_with(self, page: Page) -> _Alike:
        """What is kept of letters like this one: built alike, and with the same font."""
        lookalikes = self._writer.alphabet.lookalikes(page)
        if lookalikes and lookalikes.intersection(page.html):
            return _Alike(never=_LOOK_ALIKE)  # which of them a glyph stands for differs
        key = (page.skeleton, lookalikes)
        if key not in self._alike:
            while len(self._alike) >= MOST_MASTERS:
                del self._alike[next(iter(self._alike))]
            self._alike[key] = _Alike(never=self._never)
        return self._alike[key]

    def _made(self, alike: _Alike, page: Page) -> Imprinted | AppealError:
        try:
            return self._imprinted(alike, page) or self._laid_out(alike, page)
        except AppealError as error:
            return error

    def _imprinted(self, alike: _Alike, page: Page) -> Imprinted | None:
        """The letter's file by the first master that can take its lines, if there is one."""
        for master in alike.masters:
            lines = alike.differing(page, master)
            sheets = len(master.operators)
            is_within = page.about.limit is None or sheets <= page.about.limit.pages
            if lines is not None and is_within and master.takes(lines):
                return Imprinted(partial(master.file, page, lines), sheets)
        return None

    def _laid_out(self, alike: _Alike, page: Page) -> Imprinted:
        """The letter laid out in full, which becomes a master."""
        file, why = self._writer.file(page), alike.laid_out(page)
        if not alike.never and len(alike.masters) < MOST_MASTERS:
            alike.masters.append(master_of(page, file))
        return _whole(file, why)

    def _set(self, alike: _Alike, pages: Iterable[Page]) -> None:
        """Sets the lines of the pages that differ from each master's and are not set yet."""
        if len(alike.lines) > MOST_SET_LINES:
            alike.lines.clear()
        # Letters of another length have another running line, and the other lines in common.
        for master in {len(each.operators): each for each in reversed(alike.masters)}.values():
            self._set_for(alike, master, pages)

    def _set_for(self, alike: _Alike, master: Master, pages: Iterable[Page]) -> None:
        """Sets the lines of the pages that differ from the master's and are not set yet."""
        wanted = dict.fromkeys(
            (number, block)
            for page in pages
            for number, (block, own) in enumerate(
                zip(printed_blocks(page, len(master.operators)), master.blocks, strict=False)
            )
            if block != own and (number, block) not in alike.lines
        )
        possible = [key for key in wanted if can_be_set_apart(key[1]) and key[0] in master.lines]
        alike.lines.update(dict.fromkeys(wanted))
        for start in range(0, len(possible), LINES_AT_ONCE):
            self._set_and_prove(alike, master, possible[start : start + LINES_AT_ONCE])

    def _set_and_prove(
        self, alike: _Alike, master: Master, wanted: Sequence[tuple[int, str]]
    ) -> None:
        """Sets the lines on one tall sheet, the master's own before and after them.

        The master's own must come out as they stand on its sheets.
        """
        blocks: dict[int, list[str]] = {}
        for number, block in wanted:
            blocks.setdefault(number, []).append(block)
        order = []
        for number, others in blocks.items():
            own = [master.blocks[number]] * _OWN_LINES
            order += [(number, block) for block in (*own, *others, *own)]
        try:
            lines = self._on_tall_sheet(master, order)
        except AppealError:
            return  # each letter is laid out in full, and the error is that of one of them
        alike.glyphs = alike.glyphs or self._glyphs(master.page)
        for (number, block), line in zip(order, lines, strict=True):
            is_proven = line is not None and is_drawn_with(line, alike.glyphs)
            if block == master.blocks[number]:
                if not is_proven or line != master.lines[number]:
                    alike.unproven.add(number)
            elif is_proven:
                alike.lines[number, block] = line

    def _glyphs(self, page: Page) -> Mapping[bytes, frozenset[int]]:
        """The glyphs of the alphabet that every file of such letters has in its font."""
        (painted,) = paint_aside(self._writer.alphabet.document(page), {})
        return glyphs_in(painted.operators)

    def _on_tall_sheet(
        self, master: Master, blocks: Sequence[tuple[int, str]]
    ) -> list[SetLine | None]:
        """Each block as it is set in the elements that the line of its number stands in.

        Blocks of one number stand one after another in the same elements.
        """
        texts = running_texts(master.page, len(master.operators))
        around = [*surroundings(master.page), *(Around("", tag_of(text), "") for text in texts)]
        body = "".join(
            around[number].filled(block for _, block in same)
            for number, same in groupby(blocks, key=lambda each: each[0])
        )
        html = tall_sheet(head_of(master.page), body, master.width, len(blocks))
        layout = self._writer.layouter.layout(Page.of(html, master.page.images))
        painted = paint_aside(layout.document, {})
        return list(set_lines(layout.sheets, painted, lines_in(layout.html)))


def _whole(file: PdfFile, why: str) -> Imprinted:
    shared = file.shared
    return Imprinted(lambda change: change(shared).first(), len(file.layout.sheets), why)


_ASKED = "an option asks for it"
"""Why letters are laid out in full of which none may be imprinted."""

_FIRST = "no letter before it is built alike"
_COUNTED = "a style of its template counts lines (`:nth-`)"
_LOOK_ALIKE = "it has letters that look alike, such as Ə and Ә"
_ELSEWHERE = "a style of its template moves lines, or repeats them in another place"
_OTHERWISE = "one of its lines can't be set by itself, or has another shape than in letters before"
