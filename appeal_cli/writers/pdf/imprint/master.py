"""A master: a letter laid out in full, whose lines others can replace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from appeal_cli.page.page import LINES, Page, words_in
from appeal_cli.writers.pdf.imprint.eligible import draws_text_only, plain_paragraphs
from appeal_cli.writers.pdf.imprint.paragraph import Setting, Text, begins, setting_of, text_in

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from weasyprint import Document

    from appeal_cli.writers.pdf.printing import PrintedOut
    from appeal_cli.writers.pdf.tags import Mark

_MARKER = -1
"""The number of the element that a list item's marker stands for."""


@dataclass(frozen=True)
class Plate:
    """One letter's pages: what is drawn on each, and the lines of each paragraph as they are set.

    `width` is that of a page, in CSS pixels. `places` has, for each paragraph that
    others can replace, the page of each of its pieces and the piece itself.
    """

    page: Page
    printed: PrintedOut
    width: float
    operators: tuple[list[bytes], ...]
    settings: Mapping[int, Setting]
    places: Mapping[int, tuple[tuple[int, Text], ...]]

    def fits(self, settings: Mapping[int, Setting]) -> bool:
        """Whether the lines that were set can take the places of this master's own: the same shape
        each."""
        return all(
            number in self.settings and self.settings[number].shape == setting.shape
            for number, setting in settings.items()
        )

    def impression(self, page: Page, settings: Mapping[int, Setting]) -> bytes:
        """The file of another letter, whose differing paragraphs have those settings."""
        forme = self.printed.forme
        assert forme is not None
        pages = [content.operators for content in forme.contents]
        for number, own in self._replaced(settings).items():
            operators = list(self.operators[number])
            for text, matrix, drawn in sorted(own, key=lambda each: -each[0].start):
                operators[text.start : text.end] = (matrix, drawn)
            pages[number] = b"\n".join(operators)
        return forme.impression(page.title, pages)

    def _replaced(
        self, settings: Mapping[int, Setting]
    ) -> dict[int, list[tuple[Text, bytes, bytes]]]:
        """What stands on each page instead of which text: its matrix, and how it is drawn."""
        replaced: dict[int, list[tuple[Text, bytes, bytes]]] = {}
        for number, setting in settings.items():
            for (page, text), piece in zip(self.places[number], setting.pieces, strict=True):
                matrix = b" ".join((piece.matrix, piece.x, text.y, b"Tm"))
                replaced.setdefault(page, []).append((text, matrix, piece.drawn))
        return replaced


def plate_of(page: Page, printed: PrintedOut) -> Plate:
    """The plate of a letter that was laid out in full."""
    from pydyf import _to_bytes

    pdf, forme, sheets = printed.pdf, printed.forme, printed.sheets
    contents = [pdf.objects[content.number].stream for content in forme.contents] if forme else []
    paragraphs = _paragraphs(page, sheets.html) if forme else {}
    found = _Found(paragraphs, sheets.document, contents)
    found.look_at(printed.marks)
    return Plate(
        page,
        printed,
        sheets.document.pages[0].width,
        tuple([_to_bytes(each) for each in operators] for operators in contents),
        found.settings(),
        {number: tuple(texts) for number, texts in found.places.items()},
    )


def paragraph_settings(
    document: Document, painted: list[tuple[list[Any], dict[Any, Any]]], elements: list[Element]
) -> Iterator[Setting | None]:
    """The lines of each of the elements in a painted document; none where more than text is drawn,
    as it would be missing from the pages of others."""
    from pydyf import _to_bytes

    from appeal_cli.writers.pdf.tags import Mark

    contents = [operators for operators, _ in painted]
    if not all(draws_text_only([_to_bytes(each) for each in page]) for page in contents):
        return iter([None] * len(elements))
    found = _Found(dict(enumerate(elements)), document, contents)
    found.look_at(
        [
            Mark(page, mark["mcid"], box)
            for page, (_, tags) in enumerate(painted)
            for box, mark in tags.items()
        ]
    )
    settings = found.settings()
    return (settings.get(number) for number in range(len(elements)))


def _paragraphs(page: Page, html: Element) -> dict[int, Element]:
    """The element of each line of the copy; none where the two are not the same."""
    found = lines_in(html)
    words = ["".join(element.itertext()) for element in found]
    return dict(enumerate(found)) if words == [words_in(block) for block in page.blocks] else {}


def lines_in(html: Element) -> list[Element]:
    """The elements that are lines, as those of a page: with no other of them inside."""
    lines = [element for element in html.iter() if element.tag in LINES]
    holders = {id(line) for line in lines if sum(each.tag in LINES for each in line.iter()) > 1}
    return [line for line in lines if id(line) not in holders]


@dataclass
class _Found:
    """The texts of paragraphs among what is drawn on pages."""

    paragraphs: Mapping[int, Element]
    document: Document
    contents: list[list[Any]]
    places: dict[int, list[tuple[int, Text]]] = field(default_factory=dict)
    marked: dict[int, list[tuple[int, Text | None]]] = field(default_factory=dict)

    def look_at(self, marks: list[Mark]) -> None:
        """Notes the text of each mark that is in one of the paragraphs."""
        homes = {
            element: (number, order)
            for number, paragraph in self.paragraphs.items()
            for order, element in enumerate(paragraph.iter())
        }
        starts = [begins(operators) for operators in self.contents]
        for mark in marks:
            home = homes.get(mark.box.element)
            if home is None or mark.number not in starts[mark.page]:
                continue
            number, order = home
            order = _MARKER if mark.box.element_tag == "li::marker" else order
            text = text_in(self.contents[mark.page], starts[mark.page][mark.number])
            self.marked.setdefault(number, []).append((order, text))
            if text:
                self.places.setdefault(number, []).append((mark.page, text))

    def settings(self) -> dict[int, Setting]:
        """The lines of each paragraph that stands on one page and is only text."""
        tall = plain_paragraphs(self.document.pages)
        found = {}
        for number, paragraph in self.paragraphs.items():
            height, marked = tall.get(paragraph), self.marked.get(number, [])
            pages = {page for page, _ in self.places.get(number, [])}
            setting = setting_of(height, marked) if height is not None and len(pages) == 1 else None
            if setting:
                found[number] = setting
        return found
