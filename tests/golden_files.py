"""What a golden file holds of a letter."""

from __future__ import annotations

from pathlib import Path

from tests.reading import pdf_pages

ROOT = Path(__file__).parent.parent
STYLESHEET = (ROOT / "templates" / "letter" / "letter.css").read_text(encoding="utf-8").strip()
"""It stands in each page as it is, and in no golden file."""


def golden_of(to: str, language: str, html: bytes, pdf: bytes) -> list[tuple[str, str]]:
    """The names and texts of a letter's golden files: the HTML around its stylesheet, and the
    words on each page of the PDF."""
    page = html.decode()
    assert page.count(STYLESHEET) == 1
    pages = "\n\f\n".join(pdf_pages(pdf)) + "\n"
    without = page.replace(STYLESHEET, "/* letter.css */")
    return [(f"{to}.{language}.html", without), (f"{to}.{language}.pdf.txt", pages)]
