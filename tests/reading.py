"""What a reader sees: the text of a PDF, a Word document and a web page."""

from __future__ import annotations

import re
from io import BytesIO

import pypdfium2
from docx import Document
from docx.oxml.ns import qn
from lxml.html import document_fromstring

_BLOCKS = ("p", "h1", "h2", "h3", "li", "td", "th", "caption", "figcaption", "br")


def pdf_pages(data: bytes) -> list[str]:
    """The text of each page."""
    return [_joined(page) for page in _raw_pages(data)]


def pdf_text(data: bytes) -> str:
    """The text of the whole PDF, without the running line."""
    return _joined("\n".join(map(without_running, _raw_pages(data))))


_RUNNING = re.compile(
    "\\s*(?:^|(?<=\ufffe))"
    "(?:(?:[^\n\ufffe]* · )?\\d+ / \\d+|[^\n\ufffe]*\\b\\d+ \\d+ \\w+ \\d{4} года)\\s*\\Z",
    re.M,
)
"""The running line of a page in English and Kazakh, and in Russian: PDFium finds it last, and puts
it behind a hyphen that the last line ends with."""


def without_running(page: str) -> str:
    """The text of a page without its running line."""
    return _RUNNING.sub("", page)


def _raw_pages(data: bytes) -> list[str]:
    """The text of each page as PDFium finds it, less the marks of lists."""
    document = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_range() for page in document]
    return [re.sub("\u2022\\s*", "", page) + "\n" for page in pages]


def _joined(text: str) -> str:
    """The text with words that were broken at the end of a line put together.

    U+2010 is the hyphen that breaking a word adds; one that was in the word comes out of
    PDFium as U+FFFE where a line ends with it.
    """
    return _folded(re.sub("\ufffe\\s*", "-", re.sub("\u2010\\s+", "", text)))


def docx_text(data: bytes) -> str:
    """The text of the body of the Word document, in its order."""
    words = []
    for element in Document(BytesIO(data)).element.body.iter():
        if element.tag == qn("w:t"):
            words.append(element.text or "")
        elif element.tag == qn("w:noBreakHyphen"):
            words.append("-")
        elif element.tag in (qn("w:p"), qn("w:br"), qn("w:tab")):
            words.append("\n")
    return _folded("".join(words))


def html_text(data: bytes) -> str:
    """The text of the web page, in its order."""
    body = document_fromstring(data.decode("utf-8")).find("body")
    for element in body.iter(*_BLOCKS):
        element.tail = " " + (element.tail or "")
    return _folded(body.text_content())


READERS = {"pdf": pdf_text, "docx": docx_text, "html": html_text}


def _folded(text: str) -> str:
    """The text with each run of spaces, whatever their kind, as one space."""
    return " ".join(text.split())
