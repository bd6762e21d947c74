"""The styles of a Word document that the letter's text has there, as CSS for the same text.

In Word a class is a style; here the style of the office's document becomes the rule of the class,
so that pages of Word and of the PDF are alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from appeal_cli.files.office.wordml import Element, w
from appeal_cli.importing.letterheads.looks import Looks, css
from appeal_cli.page.faces import Faces
from appeal_cli.page.template import load_template
from appeal_cli.writers.word.open_document import OpenDocument, open_document
from appeal_cli.writers.word.running import HEADER_STYLE

_PLACED = {
    "main p": "Body Text",
    "main h1": "Heading 1",
    "main h2": "Heading 2",
    "main h3": "Heading 3",
    "main .date": "Date",
    "main .reference-number": "Reference Number",
    "main .addressee:not(.in-window) p": "Addressee",
    "main .salutation": "Salutation",
    "main blockquote p": "Block Text",
    "main .closing": "Closing",
    "main .signature p": "Signature",
    "main .signature-with-image p": "Signature With Image",
    "main .signature .signed": "Signed",
    "main .about p": "About",
    "main .signatories-label": "Signatories Label",
    "main .enclosures-label": "Enclosures Label",
    ".online p": "Online",
    ".notice p": "Notice",
}
"""Paragraphs of the letter, and the style that Word gives them."""

_IN_PLACE = {
    "main ul > li": "List Bullet",
    "main ol > li": "List Number",
    "main .signatories li": "Signatories",
    "main .enclosures li": "Enclosures",
    "main th": "Table Heading",
    "main td": "Table Text",
    "main caption": "Caption",
    "main figcaption": "Figure Caption",
}
"""The same of what stands in lists, tables and figures, which have places of their own."""

_EVEN = "main:not(.ragged) "
"""The text of a letter in a language whose lines are even."""

_OF_PLACES = ("margin", "text-indent")
_IN_WINDOW = "main .in-window p { font-size: inherit; line-height: inherit; margin: 0; }"
"""Behind a window, lines are as large as they have room, whatever paragraphs of the text are."""

_AROUND = "main .addressee, main .signature, main .about, main .signatories, main .enclosures"


class LetterStyles:
    """The styles of a reference document that a letter's text has there, the document opened once;
    those that it lacks are the template's; `heights` are those of lines of fonts."""

    def __init__(self, reference: bytes, heights: Mapping[str, float]) -> None:
        usual = load_template()
        defaults = usual.reference.read_bytes()
        document = open_document(reference, defaults, "en-GB", {}, Faces(usual.fonts))
        self._paragraphs = {name: _in_style(document, name) for name in _names()}
        self._looks = Looks.of(document.part, heights)  # of the styles that it has by now

    def looks(self, name: str) -> dict[str, str]:
        """The CSS of a paragraph in the style of that name."""
        return self._looks.of_paragraph(self._paragraphs[name])

    def css(self) -> str:
        """The rules for the letter's text, as the styles have it."""
        made = "\n".join(self._rules())
        return f"{made}\n{_AROUND}, .online, .notice {{ margin: 0; }}\n{_IN_WINDOW}\n"

    def _rules(self) -> Iterator[str]:
        for placed, table in ((True, _PLACED), (False, _IN_PLACE)):
            for selector, name in table.items():
                own = self.looks(name)
                kept = {key: said for key, said in own.items() if placed or key not in _OF_PLACES}
                is_even = kept.get("text-align") == "justify"
                shown = kept | {"text-align": "start"} if is_even else kept
                yield f"{selector} {{ {css(shown)}; }}"
                if is_even:
                    yield f"{selector.replace('main ', _EVEN, 1)} {{ text-align: justify; }}"
                is_many = " " in selector.removeprefix("main ")
                if is_many and self._looks.stands_close(self._paragraphs[name]):
                    yield f"{selector}:not(:first-child) {{ margin-top: 0; }}"
                    yield f"{selector}:not(:last-child) {{ margin-bottom: 0; }}"


def _in_style(document: OpenDocument, name: str) -> Element:
    """A paragraph in the style, which is brought over where the document lacks it."""
    found = document.styles.find("paragraph", name)
    return w("p", w("pPr", w("pStyle", val=found))) if found else w("p")


def _names() -> Iterator[str]:
    yield from (HEADER_STYLE, *_PLACED.values(), *_IN_PLACE.values())
