"""PDF: properties, fonts of our own, text that can be found."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from appeal_cli import AppealError, Deputy, address, load_appeal, render
from appeal_cli.page.page import Page
from appeal_cli.page.template import load_template
from appeal_cli.pipeline import Pipeline
from tests.conftest import DATA
from tests.writers.pdf.full import file_of

DEPUTY = Deputy({"id": "1", "name": "Ann Smith", "gender": "female"}, frozenset(), "r.csv", 2)


def test_a_page_without_a_language_is_refused(small: Path) -> None:
    """A screen reader would not know how to read it."""
    template = load_template()
    html = Pipeline(template).page(address(load_appeal(small))).html
    with pytest.raises(AppealError, match="lang"):
        file_of(Page.of(html.replace(' lang="en"', "", 1)), template)


def test_properties_name_the_letter(small: Path) -> None:
    """Title, author and dates come from the appeal."""
    data = render(address(load_appeal(DATA / "appeal.en.yaml"), DEPUTY), "pdf")
    properties = pypdfium2.PdfDocument(data).get_metadata_dict()
    assert properties["Title"].endswith("— Ann Smith")
    assert properties["Author"] == "The International Foundation for Freedom of Speech Protection"
    assert properties["CreationDate"].startswith("D:20131017")


def test_only_the_templates_fonts_are_embedded() -> None:
    """No font of the machine slips in, also not in the page labels."""
    data = render(address(load_appeal(DATA / "appeal.kk.yaml")), "pdf")
    document = pypdfium2.PdfDocument(data)
    fonts = {
        text.get_font().get_base_name()
        for sheet in document
        for text in sheet.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    }
    assert fonts
    assert all("Tinos" in font for font in fonts), fonts


def test_spaces_can_be_searched_for() -> None:
    """A space that does not break is found as a space: its glyph is the same."""
    data = render(address(load_appeal(DATA / "appeal.en.yaml")), "pdf")
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert "\u00a0" not in text
    assert "conception of a draft of Criminal Code" in text
