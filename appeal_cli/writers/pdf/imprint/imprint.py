"""The imprint: masters, which are letters laid out in full, and the files of all others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from appeal_cli.letter.letter import SourceFile
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.page.template import Template
from appeal_cli.problems import AppealError
from appeal_cli.writers.pdf.alphabet import alphabet, head_of, strangers
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.imprint.eligible import can_be_set_apart
from appeal_cli.writers.pdf.imprint.master import Plate, lines_in, paragraph_settings, plate_of
from appeal_cli.writers.pdf.imprint.paragraph import Setting, glyphs_in, is_drawn_with
from appeal_cli.writers.pdf.layout import lay_out, paint_aside
from appeal_cli.writers.pdf.overflow import laid_out
from appeal_cli.writers.pdf.printing import PrintedOut, print_out

MOST_PLATES = 8
"""The most shapes of one skeleton whose masters are kept, and the most skeletons."""

MOST_SETTINGS = 20_000

_PROOFS = 2
"""How often a master's own paragraph is set before all others, and after them: where a
style tells odd paragraphs from even ones, one of these is neither."""


@dataclass(frozen=True)
class Imprinted:
    """A letter's PDF file and its pages; whether it was imprinted or laid out in full."""

    data: bytes
    pages: int
    is_imprinted: bool


@dataclass
class _Kind:
    """Letters of one skeleton: their masters, and the paragraphs that were set for them.

    `glyphs` are those of the alphabet that each of their files has in its font. `settings`
    are by the number of the paragraph and its text. `unproven` are the paragraphs that came out
    differently on a sheet than on the master's pages.
    """

    takes_plates: bool
    glyphs: Mapping[bytes, frozenset[int]] = field(default_factory=dict)
    plates: list[Plate] = field(default_factory=list)
    settings: dict[tuple[int, str], Setting | None] = field(default_factory=dict)
    unproven: set[int] = field(default_factory=set)


class Imprint:
    """Makes the PDF files of letters, quickly where many have most of their text in common.

    A template whose styles count paragraphs (`:nth-child`) is never imprinted: a sheet has
    others than a page.
    """

    def __init__(self, template: Template, edition: Edition, memory: Memory) -> None:
        self.template = template
        self.edition = edition
        self._kinds: dict[tuple[str, frozenset[str]], _Kind] = {}
        files = template.files().values()
        css = (path.read_bytes() for path in files if path.suffix in (".css", ".j2"))
        self._can_imprint = not any(b":nth-" in styles for styles in css)

    def made(self, pages: Sequence[Page]) -> Iterator[Imprinted | AppealError]:
        """The file of each page, in their order, or what keeps it from being made."""
        kinds = [self._kind(page) for page in pages]
        ahead: dict[int, list[Page]] = {}
        for kind, page in zip(kinds, pages, strict=True):
            ahead.setdefault(id(kind), []).append(page)
        for kind, page in zip(kinds, pages, strict=True):
            if kind.plates and ahead[id(kind)]:
                self._set(kind, ahead[id(kind)])
                ahead[id(kind)] = []
            try:
                yield self._imprinted(kind, page) or self._laid_out(kind, page)
            except AppealError as error:
                yield error

    def _kind(self, page: Page) -> _Kind:
        """What is kept of letters like this one: with the same skeleton and the same font."""
        foreign = strangers(page, self.template)
        if foreign and foreign.intersection(page.html):
            return _Kind(takes_plates=False)  # which letter a glyph stands for is its own affair
        key = (page.skeleton, foreign)
        if key not in self._kinds:
            while len(self._kinds) >= MOST_PLATES:
                del self._kinds[next(iter(self._kinds))]
            self._kinds[key] = _Kind(takes_plates=self._can_imprint)
        return self._kinds[key]

    def in_full(self, page: Page, attached: Sequence[SourceFile] = ()) -> Imprinted:
        """The file of one letter laid out in full, with the files that travel in it.

        Raises AppealError where something does not fit, or is missing.
        """
        return _whole(self._printed(page, attached))

    def _printed(self, page: Page, attached: Sequence[SourceFile] = ()) -> PrintedOut:
        sheets = laid_out(page, self.template, self.edition)
        return print_out(sheets, self.edition, attached)

    def _laid_out(self, kind: _Kind, page: Page) -> Imprinted:
        """The letter laid out in full, which becomes a plate."""
        printed = self._printed(page)
        if printed.forme and kind.takes_plates and len(kind.plates) < MOST_PLATES:
            kind.plates.append(plate_of(page, printed))
        return _whole(printed)

    def _imprinted(self, kind: _Kind, page: Page) -> Imprinted | None:
        """The impression of the letter on the first plate that it fits, if there is one."""
        for plate in kind.plates:
            settings = _differing(kind, plate, page)
            if settings is not None and plate.fits(settings):
                pages = len(plate.operators)
                return Imprinted(plate.impression(page, settings), pages, True)
        return None

    def _set(self, kind: _Kind, pages: Iterable[Page]) -> None:
        """Sets the paragraphs of the pages that differ from a plate's and are not set yet."""
        if len(kind.settings) > MOST_SETTINGS:
            kind.settings.clear()
        plate = kind.plates[0]
        wanted = dict.fromkeys(
            (number, block)
            for page in pages
            for number, (block, own) in enumerate(zip(page.blocks, plate.page.blocks, strict=True))
            if block != own and (number, block) not in kind.settings
        )
        possible = [key for key in wanted if can_be_set_apart(key[1]) and key[0] in plate.settings]
        kind.settings.update(dict.fromkeys(wanted))
        if possible:
            self._set_on_sheet(kind, plate, possible)

    def _set_on_sheet(self, kind: _Kind, plate: Plate, wanted: Sequence[tuple[int, str]]) -> None:
        """Sets the paragraphs on one tall sheet, the master's own before and after them.

        The master's own must come out as they stand on its pages.
        """
        blocks: dict[int, list[str]] = {}
        for number, block in wanted:
            blocks.setdefault(number, []).append(block)
        order = []
        for number, others in blocks.items():
            own = [plate.page.blocks[number]] * _PROOFS
            order += [(number, block) for block in (*own, *others, *own)]
        try:
            settings = self._sheet(plate, order)
        except AppealError:
            return  # each letter is laid out in full, and the error is that of one of them
        kind.glyphs = kind.glyphs or self._glyphs(plate.page)
        for (number, block), setting in zip(order, settings, strict=True):
            vouched = setting is not None and is_drawn_with(setting, kind.glyphs)
            if block == plate.page.blocks[number]:
                if not vouched or setting != plate.settings[number]:
                    kind.unproven.add(number)
            elif vouched:
                kind.settings[number, block] = setting

    def _glyphs(self, page: Page) -> Mapping[bytes, frozenset[int]]:
        """The glyphs of the alphabet that every file of such letters has in its font."""
        letters = alphabet(page, self.template, self.edition)
        ((operators, _),) = paint_aside(letters, {})
        return glyphs_in(operators)

    def _sheet(self, plate: Plate, blocks: Sequence[tuple[int, str]]) -> list[Setting | None]:
        """The lines of each block, in the elements that the one of its number stands in.

        Blocks of one number stand one after another in the same elements.
        """
        around = _surroundings(plate.page)
        tall = _TALL.format(width=plate.width, height=len(blocks) * 300 + 3000)
        head = head_of(plate.page).replace("</head>", f"{tall}</head>")
        body = "".join(
            around[number].filled(block for _, block in same)
            for number, same in groupby(blocks, key=lambda each: each[0])
        )
        sheets = lay_out(
            Page.of(f"{head}<body>{body}</body></html>", plate.page.images),
            self.template,
            self.edition,
        )
        painted = paint_aside(sheets.document, {})
        return list(paragraph_settings(sheets.document, painted, lines_in(sheets.html)))


def _whole(printed: PrintedOut) -> Imprinted:
    return Imprinted(printed.made, len(printed.sheets.document.pages), False)


_TALL = (
    "<style>@page {{ size: {width}px {height}px !important; "
    "@bottom-center {{ content: none !important }} }}</style>"
)


def _differing(kind: _Kind, plate: Plate, page: Page) -> dict[int, Setting] | None:
    """The settings of the paragraphs in which the page differs from the plate; None where
    one of them has none, or can't be vouched for."""
    found = {}
    for number, (block, own) in enumerate(zip(page.blocks, plate.page.blocks, strict=True)):
        if block != own:
            setting = kind.settings.get((number, block))
            if setting is None or number in kind.unproven:
                return None
            found[number] = setting
    return found


_TAG = re.compile(r"<(/?)([a-z0-9]+)[^<>]*>")
_ALONE = frozenset({"html", "body", "br", "img", "meta", "link"})
"""Elements that are around everything, or around nothing."""


class _Around(NamedTuple):
    """The tags around a paragraph: those of the elements that it stands in, and its own."""

    opening: str
    own: str
    closing: str

    def filled(self, blocks: Iterable[str]) -> str:
        """The blocks, each as a paragraph of its own, in the same elements."""
        paragraphs = "".join(f"{self.own}{block}</{_name(self.own)}>" for block in blocks)
        return f"{self.opening}{paragraphs}{self.closing}"


def _surroundings(page: Page) -> list[_Around]:
    """What is around each line of the letter."""
    found = []
    open_tags: list[str] = []
    for line in page.lines:
        for tag in _TAG.finditer(line.before):
            if tag[1]:
                open_tags = open_tags[:-1]
            elif tag[2] not in _ALONE:
                open_tags.append(tag[0])
        if line.text is not None and open_tags:
            *around, own = open_tags
            closing = "".join(f"</{_name(each)}>" for each in reversed(around))
            found.append(_Around("".join(around), own, closing))
        open_tags = open_tags[:-1]
    return found


def _name(tag: str) -> str:
    return tag[1:-1].split()[0]
