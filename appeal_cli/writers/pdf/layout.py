"""Layout: a letter's page on sheets of paper."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from appeal_cli.drawing.engine import engine, machine_left_out, no_fonts, nothing_omitted
from appeal_cli.page.codes import parted
from appeal_cli.page.elements import ON_PAPER, ON_SCREEN
from appeal_cli.page.page import Page
from appeal_cli.page.template import Template
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.writers.pdf.edition import VARIANTS, Edition
from appeal_cli.writers.pdf.engine import Sheet
from appeal_cli.writers.pdf.fetching import fetcher
from appeal_cli.writers.pdf.good_lines import good_lines

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from weasyprint import Document


_NOTES = """
.footnote { footnote-policy: line; }
::footnote-call { content: "\\2060" counter(footnote); font-size: 70%; line-height: 0; }
::footnote-marker {
  content: counter(footnote) "\\2002"; font-size: 70%; line-height: 0; vertical-align: super;
}
@page {
  @footnote {
    margin-top: 5pt;
    padding: 5pt 0 0.1pt;
    background: url("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='50mm'\
 height='0.5pt'><rect width='100%' height='100%'/></svg>") no-repeat;
  }
}
"""
"""Footnotes at the foot of a sheet, which no other format has: a mark stands with its word (U+2060)
and raised before the note, and a rule is drawn above the notes, as in Word. What a template's
stylesheet says of them goes before this. They are as near to the text as in Word, or a line that
stands on a sheet there would not on this one.

The hair's breadth below them keeps WeasyPrint, which adds up heights in two orders, from taking a
difference of rounding for a note that does not fit, and moving it to the next sheet."""

_NOTES_ON_THE_RIGHT = "@page { @footnote { background-position: 100% 0; } }"
"""The rule above notes that are read from right to left."""


@dataclass(frozen=True)
class Layout:
    """A letter laid out: its page, the HTML that WeasyPrint read, and WeasyPrint's document."""

    page: Page
    html: Element
    document: Document

    @property
    def sheets(self) -> list[Sheet]:
        """The sheets of paper."""
        sheets: list[Sheet] = self.document.pages
        return sheets


class Layouter:
    """Lays pages out with one template, set in its fonts as the first of them found these."""

    def __init__(self, template: Template, edition: Edition) -> None:
        self._template, self._edition = template, edition
        self._fonts: tuple[Any, Any, Any, Any] | None = None

    def layout(self, page: Page) -> Layout:
        """The page on sheets, set in the template's own fonts.

        Raises AppealError where Pango is not installed, or where WeasyPrint had to leave
        something out: an image, a stylesheet or a font.
        """
        with machine_left_out(), nothing_omitted(), good_lines():
            weasyprint = engine()
            try:
                self._fonts = self._fonts or self._read_fonts()
                fonts, on_the_right, *css = self._fonts
                html = weasyprint.HTML(
                    string=parted(page.html),
                    base_url=str(self._template.folder) + os.sep,
                    url_fetcher=fetcher(self._template, page.images, gray=self._edition.gray),
                )
                if html.etree_element.get("dir") == "rtl":
                    css.append(on_the_right)
                document = html.render(
                    stylesheets=css, font_config=fonts, **weasyprint_options(self._edition)
                )
            except weasyprint.urls.FatalURLFetchingError as error:
                raise AppealError(Problem(str(error), kind=Kind.BLOCKED)) from None
            except OSError as error:
                raise AppealError(_no_room(error)) from None
        return Layout(page, html.etree_element, document)

    def _read_fonts(self) -> tuple[Any, Any, Any, Any]:
        """The template's fonts, as WeasyPrint keeps them; the stylesheet of pages that are read
        from right to left; and those that name the template's fonts and those of the machine, show
        what is on paper alone, and not what is on screens, and put footnotes at the foot."""
        fonts = no_fonts()
        given = {
            "font_config": fonts,
            "url_fetcher": fetcher(self._template, gray=self._edition.gray),
        }
        own = engine().CSS(filename=self._template.fonts / "fonts.css", **given)
        others = "\n".join(face.css for face in self._template.machine_fonts)
        others += f"\n.{ON_PAPER} {{ display: flow-root !important; }}"
        others += f"\n.{ON_SCREEN} {{ display: none !important; }}\n{_NOTES}"
        on_the_right = engine().CSS(string=_NOTES_ON_THE_RIGHT, **given)
        return fonts, on_the_right, own, engine().CSS(string=others, **given)


def weasyprint_options(edition: Edition) -> dict[str, Any]:
    """What WeasyPrint is given to lay out and to write such a file."""
    return {"pdf_variant": VARIANTS[edition.variant].standard, "pdf_tags": True}


def _no_room(error: OSError) -> Problem:
    """The problem of a temporary folder that can't take the fonts, which Pango reads as files."""
    return Problem(
        f"the fonts of a PDF can't be put into a temporary folder: {error.strerror}",
        hint="let TMPDIR name a folder with room",
        kind=Kind.UNWRITABLE,
    )
