"""A master: a letter laid out in full, whose lines can be replaced by those of others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from appeal_cli.page.codes import whole
from appeal_cli.page.page import LINES, Page, words_in
from appeal_cli.page.running import running_texts
from appeal_cli.writers.pdf.engine import Painted, Sheet, as_bytes
from appeal_cli.writers.pdf.imprint.eligible import draws_text_only, heights_of_plain_lines
from appeal_cli.writers.pdf.running import places_of, words_of
from appeal_cli.writers.pdf.set_line import (
    NO_ROW,
    DrawnText,
    SetLine,
    begins,
    set_line,
    text_in,
)
from appeal_cli.writers.pdf.tag_tree import Mark

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from appeal_cli.writers.pdf.objects import SharedFile
    from appeal_cli.writers.pdf.printing import PdfFile

Change: TypeAlias = "Callable[[SharedFile], SharedFile]"
"""What else a file has than its letter: pages behind it."""


def alone(file: SharedFile) -> SharedFile:
    """The file as it is."""
    return file


_MARKER = -1
"""The number of the element that a list item's marker stands for."""


@dataclass(frozen=True)
class Master:
    """One letter in full: what is drawn on each of its sheets, and each of its lines as it is set.
    `blocks` are the texts of these, those of the running line last.

    `width` is that of a sheet, in CSS pixels. `places` has, for each line that others can
    replace, the sheet of each of its pieces and the piece itself.
    """

    page: Page
    blocks: tuple[str, ...]
    shared: SharedFile
    width: float
    operators: tuple[list[bytes], ...]
    lines: Mapping[int, SetLine]
    places: Mapping[int, tuple[tuple[int, DrawnText], ...]]

    def takes(self, lines: Mapping[int, SetLine]) -> bool:
        """Whether the lines can take the places of this master's own: the same shape each."""
        return all(
            number in self.lines and self.lines[number].shape == line.shape
            for number, line in lines.items()
        )

    def file(self, page: Page, lines: Mapping[int, SetLine], change: Change = alone) -> bytes:
        """The file of another letter, whose differing lines are set like that, with a change of
        what is shared."""
        contents = [content.operators for content in self.shared.contents]
        for number, own in self._replaced(lines).items():
            operators = list(self.operators[number])
            for text, matrix, drawn in sorted(own, key=lambda each: -each[0].start):
                operators[text.start : text.end] = (matrix, drawn)
            contents[number] = b"\n".join(operators)
        return change(self.shared).file(page.title, contents)

    def _replaced(
        self, lines: Mapping[int, SetLine]
    ) -> dict[int, list[tuple[DrawnText, bytes, bytes]]]:
        """What stands on each sheet instead of which text: its matrix, and how it is drawn."""
        replaced: dict[int, list[tuple[DrawnText, bytes, bytes]]] = {}
        for number, line in lines.items():
            for (sheet, text), piece in zip(self.places[number], line.pieces, strict=True):
                if piece.row == NO_ROW:
                    continue
                matrix = b" ".join((piece.matrix, piece.x, text.y, b"Tm"))
                replaced.setdefault(sheet, []).append((text, matrix, piece.drawn))
        return replaced


def master_of(page: Page, file: PdfFile) -> Master:
    """The master that a letter's file makes."""
    sheets = file.layout.sheets
    contents = [file.pdf.objects[content.number].stream for content in file.shared.contents]
    found = _Found(_elements(page, file.layout.html), sheets, contents)
    found.look_at(file.marks)
    lines, places = found.lines(), found.places
    for part, texts in places_of(file.running, contents).items():
        number, height = len(page.blocks) + part, file.running_height(part)
        places[number] = texts
        if line := set_line(height, [(0, text) for _, text in texts]):
            lines[number] = line
    return Master(
        page,
        printed_blocks(page, len(sheets)),
        file.shared,
        sheets[0].width,
        tuple(as_bytes(operators) for operators in contents),
        lines,
        {number: tuple(texts) for number, texts in places.items()},
    )


def printed_blocks(page: Page, sheets: int) -> tuple[str, ...]:
    """The text of each line of the page on that many sheets, those of the running line last."""
    return (*page.blocks, *map(words_of, running_texts(page, sheets)))


def set_lines(
    sheets: Sequence[Sheet], painted: Sequence[Painted], elements: Sequence[Element]
) -> Iterator[SetLine | None]:
    """Each of the elements as it is set on painted sheets; None where more than text is drawn,
    as it would be missing from the sheets of others."""
    contents = [each.operators for each in painted]
    if not all(draws_text_only(as_bytes(operators)) for operators in contents):
        return iter([None] * len(elements))
    found = _Found(dict(enumerate(elements)), sheets, contents)
    found.look_at(
        [
            Mark(sheet, number, box)
            for sheet, each in enumerate(painted)
            for box, number in each.numbers.items()
        ]
    )
    lines = found.lines()
    return (lines.get(number) for number in range(len(elements)))


def _elements(page: Page, html: Element) -> dict[int, Element]:
    """The element of each line of the page; none where the two are not the same."""
    found = lines_in(html)
    words = [whole("".join(element.itertext())) for element in found]
    own = [whole(words_in(block)) for block in page.blocks]
    return dict(enumerate(found)) if words == own else {}


def lines_in(html: Element) -> list[Element]:
    """The elements that are lines, as those of a page: with no other of them inside."""
    lines = [element for element in html.iter() if element.tag in LINES]
    holders = {id(line) for line in lines if sum(each.tag in LINES for each in line.iter()) > 1}
    return [line for line in lines if id(line) not in holders]


@dataclass
class _Found:
    """The texts of lines among what is drawn on sheets."""

    elements: Mapping[int, Element]
    sheets: Sequence[Sheet]
    contents: Sequence[list[Any]]
    places: dict[int, list[tuple[int, DrawnText]]] = field(default_factory=dict)
    texts: dict[int, list[tuple[int, DrawnText | None]]] = field(default_factory=dict)

    def look_at(self, marks: Sequence[Mark]) -> None:
        """Notes the text of each mark that is in one of the lines."""
        homes = {
            element: (number, order)
            for number, line in self.elements.items()
            for order, element in enumerate(line.iter())
        }
        starts = [begins(operators) for operators in self.contents]
        for mark in marks:
            home = homes.get(mark.box.element)
            if home is None or mark.number not in starts[mark.sheet]:
                continue
            number, order = home
            order = _MARKER if mark.box.element_tag == "li::marker" else order
            text = text_in(self.contents[mark.sheet], starts[mark.sheet][mark.number])
            self.texts.setdefault(number, []).append((order, text))
            if text:
                self.places.setdefault(number, []).append((mark.sheet, text))

    def lines(self) -> dict[int, SetLine]:
        """Each line that stands on one sheet and is nothing but text, as it is set."""
        heights = heights_of_plain_lines(self.sheets)
        found = {}
        for number, element in self.elements.items():
            height, texts = heights.get(element), self.texts.get(number, [])
            sheets = {sheet for sheet, _ in self.places.get(number, [])}
            line = set_line(height, texts) if height is not None and len(sheets) == 1 else None
            if line:
                found[number] = line
        return found
