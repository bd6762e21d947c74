"""Layout: a letter's HTML on pages."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from appeal_cli.page.page import Page
from appeal_cli.page.template import Template
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.writers.pdf.edition import Edition

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from weasyprint import Document

from appeal_cli.writers.pdf.engine import (
    engine,
    fetcher,
    fonts_of,
    machine_left_out,
    no_room,
    nothing_omitted,
    weasyprint_options,
)

USUAL = Edition()


@dataclass(frozen=True)
class Sheets:
    """A letter laid out on pages: its page and template, the HTML that WeasyPrint read, and
    its pages."""

    page: Page
    template: Template
    html: Element
    document: Document


def lay_out(letter: Page, template: Template, edition: Edition = USUAL) -> Sheets:
    """The letter on pages, set in the template's own fonts.

    Raises AppealError where Pango is not installed, or where WeasyPrint had to leave
    something out: an image, a stylesheet or a font.
    """
    with machine_left_out(), nothing_omitted():
        weasyprint = engine()
        try:
            fonts, css = fonts_of(template)
            page = weasyprint.HTML(
                string=letter.html,
                base_url=str(template.folder) + os.sep,
                url_fetcher=fetcher(weasyprint, template, letter.images),
            )
            document = page.render(
                stylesheets=[css], font_config=fonts, **weasyprint_options(edition)
            )
        except weasyprint.urls.FatalURLFetchingError as error:
            raise AppealError(Problem(str(error), kind=Kind.BLOCKED)) from None
        except OSError as error:
            raise AppealError(no_room(error)) from None
    return Sheets(letter, template, page.etree_element, document)


def paint_aside(
    document: Document, fonts: dict[Any, Any]
) -> list[tuple[list[Any], dict[Any, Any]]]:
    """What each page of the document would show: its operators, and the mark of each box.

    The glyphs are added to those that the fonts will have.
    """
    import pydyf
    from weasyprint.pdf.stream import Stream

    painted = []
    for page in document.pages:
        kinds = ("ExtGState", "Pattern", "Shading", "XObject")
        resources = pydyf.Dictionary({kind: pydyf.Dictionary() for kind in kinds})
        resources["ColorSpace"] = None
        tags: dict[Any, Any] = {}
        stream = Stream(
            fonts,
            (0, 0, page.width, page.height),
            resources,
            {},
            tags,
            document.color_profiles,
            document.output_intent,
        )
        page.paint(stream, 0.75)
        painted.append((stream.stream, tags))
    return painted
