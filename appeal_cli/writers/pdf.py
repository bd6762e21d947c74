"""PDF, by WeasyPrint: PDF/A-3a for archives and PDF/UA-1 for screen readers in one file."""

from __future__ import annotations

import atexit
import logging
import os
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import escape
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from appeal_cli.copy import Copy, copy_of
from appeal_cli.edition import VARIANTS, Edition
from appeal_cli.errors import AppealError, Problem, raise_for
from appeal_cli.files import leads_out
from appeal_cli.fonts import coverage, twins
from appeal_cli.template import Template
from appeal_cli.writers.pdf_file import Forme, forme_of, referred
from appeal_cli.writers.tags import Mark, retag, watch_painting

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pydyf import PDF
    from weasyprint import Document

    from appeal_cli.letter import SourceFile

FONTCONFIG = Path(__file__).with_name("fontconfig.xml")
"""A configuration of fontconfig without any folder, so that no font of the machine is used."""

USUAL = Edition()

PDFUA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""
"""That the file is PDF/UA-1 (ISO 14289-1, 5), in the words that PDF/A lets stand in its
metadata (ISO 19005-3, 6.6.2.3)."""


@dataclass(frozen=True)
class Sheets:
    """A letter laid out on pages: its text and template, the HTML that WeasyPrint read, and
    its pages."""

    text: str
    template: Template
    html: Element
    document: Document


def write(
    html: str,
    template: Template,
    edition: Edition = USUAL,
    attached: Sequence[SourceFile] = (),
) -> bytes:
    """The letter as a PDF file. Raises AppealError as `lay_out` and `print_out` do."""
    return print_out(lay_out(html, template, edition), edition, attached).made


def lay_out(html: str, template: Template, edition: Edition = USUAL) -> Sheets:
    """The letter on pages, set in the template's own fonts.

    Raises AppealError where Pango is not installed, or where WeasyPrint had to leave
    something out: an image, a stylesheet or a font.
    """
    with _machine_left_out(), _nothing_omitted():
        weasyprint = engine()
        try:
            fonts, css = _fonts(template)
            page = weasyprint.HTML(
                string=html,
                base_url=str(template.folder) + os.sep,
                url_fetcher=_fetcher(weasyprint, template),
            )
            document = page.render(
                stylesheets=[css], font_config=fonts, **_weasyprint_options(edition)
            )
        except weasyprint.urls.FatalURLFetchingError as error:
            raise AppealError(Problem(str(error), name="blocked")) from None
        except OSError as error:
            raise AppealError(_no_room(error)) from None
    return Sheets(html, template, page.etree_element, document)


@lru_cache(maxsize=4)
def _fonts(template: Template) -> tuple[Any, Any]:
    """The template's fonts, as WeasyPrint keeps them, and the stylesheet that names them."""
    weasyprint = engine()
    fonts = weasyprint.text.fonts.FontConfiguration()
    css = weasyprint.CSS(
        filename=template.fonts / "fonts.css",
        font_config=fonts,
        url_fetcher=_fetcher(weasyprint, template),
    )
    return fonts, css


ALPHABET = "".join(
    chr(code)
    for first, last in (
        (0x21, 0x7E),  # ASCII
        (0xC0, 0x17F),  # Latin letters with marks
        (0x400, 0x45F),  # Cyrillic
        (0x490, 0x493), (0x49A, 0x49B), (0x4A2, 0x4A3), (0x4AE, 0x4B1), (0x4BA, 0x4BB),
        (0x4D8, 0x4D9), (0x4E8, 0x4E9),  # the letters that Kazakh adds
        (0x2010, 0x2014), (0x2018, 0x201E), (0x2026, 0x2026), (0xAB, 0xAB), (0xBB, 0xBB),
        (0x2116, 0x2116),  # hyphens, dashes, quotation marks, the numero sign
    )
    for code in range(first, last + 1)
)  # fmt: skip
"""The letters and signs that names and greetings are usually written with."""


def alphabet(html: str, template: Template, edition: Edition) -> Document:
    """The alphabet in the face of a letter's paragraphs.

    Every file's font has it, so that the letters of one appeal have the same fonts
    inside, whatever their names are written with.
    """
    return _alphabet(head_of(html), strangers(copy_of(html), template), template, edition)


def strangers(copy: Copy, template: Template) -> frozenset[str]:
    """The letters that share a glyph with others that this letter has: a glyph stands for one
    character in a file (ISO 32000-1, 9.10.3), and for the letter's own."""
    texts = (copy.skeleton, *copy.plain_blocks)
    return frozenset().union(*(_strangers(text, template.fonts) for text in texts))


@lru_cache(maxsize=5_000)
def _strangers(text: str, fonts: Path) -> frozenset[str]:
    shared = twins(fonts)
    return frozenset().union(*(shared[each] for each in shared.keys() & set(text)))


@lru_cache(maxsize=8)
def _alphabet(head: str, without: frozenset[str], template: Template, edition: Edition) -> Document:
    drawn = [each for each in ALPHABET if ord(each) in coverage(template.fonts)]
    letters = " ".join(escape(each) for each in drawn if each not in without)
    html = f"{head}<body><main><p>{letters}</p></main></body></html>"
    return lay_out(html, template, edition).document


# WeasyPrint's fonts can't be let go of after Python's modules are gone.
atexit.register(_alphabet.cache_clear)
atexit.register(_fonts.cache_clear)


def head_of(html: str) -> str:
    """The head of a letter without its title and its reader: the same for all letters of a kind."""
    head = copy_of(html).skeleton.partition("<body")[0]
    return re.sub("<title>.*?</title>", "", head, flags=re.DOTALL)


@dataclass(frozen=True)
class PrintedOut:
    """A letter's file, and what it was made from: its pages, its objects, and where its
    text stands in the contents of the pages. A file without metadata can't be reused."""

    made: bytes
    sheets: Sheets
    pdf: PDF
    marks: list[Mark]
    forme: Forme | None


def print_out(
    sheets: Sheets, edition: Edition = USUAL, attached: Sequence[SourceFile] = ()
) -> PrintedOut:
    """The pages as a PDF file, with the files inside that are to be attached.

    Raises AppealError where a glyph is missing.
    """
    letters = alphabet(sheets.text, sheets.template, edition)
    marks = watch_painting(sheets.document)
    finished: list[PDF] = []

    def finish(document: Document, pdf: PDF) -> None:
        retag(sheets.html, document, pdf, marks)
        if VARIANTS[edition.variant].marked_accessible:
            _mark_accessible(pdf)
        _prefer_plain_characters(pdf)
        _list_attachments_once(pdf)
        finished.append(pdf)
        if _has_forme(pdf, document):
            pdf.write = lambda *arguments: None  # the forme writes the file

    with _machine_left_out(), _nothing_omitted():
        paint_aside(letters, sheets.document.fonts)
        made: bytes = sheets.document.write_pdf(
            finisher=finish,
            attachments=_attachments(attached, sheets.document.metadata.created),
            **_weasyprint_options(edition),
        )
    (pdf,) = finished
    if not _has_forme(pdf, sheets.document):
        return PrintedOut(made, sheets, pdf, marks, None)
    forme = forme_of(pdf, sheets.document.metadata.title)
    operators = [content.operators for content in forme.contents]
    return PrintedOut(forme.impression(forme.title, operators), sheets, pdf, marks, forme)


def _has_forme(pdf: PDF, document: Document) -> bool:
    """Whether the file may have object streams, and metadata with a title."""
    is_new = pdf.catalog.get("Metadata") and document.metadata.title
    return bool(is_new)


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


def _weasyprint_options(edition: Edition) -> dict[str, Any]:
    return {"pdf_variant": VARIANTS[edition.variant].standard, "pdf_tags": True}


_DESCRIPTIONS = {
    "Source": "The appeal as it was written",
    "Data": "The deputy, as the roster has it",
}


def _attachments(files: Sequence[SourceFile], created: str | None) -> list[Any]:
    """The files as WeasyPrint takes them, in the order of their names, of the letter's date."""
    from weasyprint import Attachment

    moment = datetime.fromisoformat(created or "1980-01-01")
    return [
        Attachment(
            file_obj=BytesIO(file.data),
            name=file.name,
            description=_DESCRIPTIONS[file.relationship],
            created=moment,
            modified=moment,
            relationship=file.relationship,
        )
        for file in sorted(files, key=lambda file: file.name)
    ]


def _list_attachments_once(pdf: PDF) -> None:
    """Lists each associated file once, where WeasyPrint lists it twice."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def _no_room(error: OSError) -> Problem:
    """The problem of a temporary folder that can't take the fonts, which Pango reads as files."""
    return Problem(
        f"the fonts of a PDF can't be put into a temporary folder: {error.strerror}",
        hint="let TMPDIR name a folder with room",
        name="unwritable",
    )


# What the libraries below read from the environment, and what they must find there: a
# configuration without the machine's fonts, and no clock (fontTools dates its subsets,
# where libharfbuzz-subset is missing).
_ENVIRONMENT = {"FONTCONFIG_FILE": str(FONTCONFIG), "SOURCE_DATE_EPOCH": "0"}


@contextmanager
def _machine_left_out() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in _ENVIRONMENT}
    os.environ.update(_ENVIRONMENT)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def engine() -> Any:
    """WeasyPrint, imported. Raises AppealError where Pango is not installed."""
    try:
        # That the machine has no fonts is meant here, and for a missing library WeasyPrint
        # prints a banner of its own.
        with warnings.catch_warnings(), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            warnings.simplefilter("ignore")
            import weasyprint
            import weasyprint.text.fonts
            import weasyprint.urls
    except OSError as error:
        library = str(error).partition("'")[2].partition("'")[0] or "Pango"
        raise AppealError(
            Problem(
                f"PDF needs Pango, and this machine has no `{library}`",
                hint="install it (Debian and Ubuntu: `apt install libpango-1.0-0 "
                "libpangoft2-1.0-0 libharfbuzz-subset0`; macOS: `brew install pango`); "
                "HTML and DOCX work without it",
                name="pango",
            )
        ) from None
    return weasyprint


def _fetcher(weasyprint: Any, template: Template) -> Any:
    """A fetcher of `data:` URLs and of files in the template's folders, and of nothing else."""
    folders = (*template.folders, template.fonts)
    urls = weasyprint.urls

    class Fetcher(urls.URLFetcher):  # type: ignore[misc, name-defined]
        def fetch(self, url: str, headers: Any = None) -> Any:
            parts = urlsplit(url)
            if parts.scheme == "data":
                return super().fetch(url, headers)
            path = Path(unquote(parts.path))
            is_outside = all(leads_out(path, folder) for folder in folders)
            if parts.scheme != "file" or parts.netloc or is_outside:
                raise urls.FatalURLFetchingError(f"the template may not fetch {url[:200]}")
            name = path if path.is_file() else template.file(path.name)
            if not name.is_file():
                raise urls.FatalURLFetchingError(f"the template's {path.name} is missing")
            return urls.URLFetcherResponse(url, name.read_bytes(), _content_type(name))

    return Fetcher()


def _content_type(path: Path) -> dict[str, str]:
    return {"Content-Type": "text/css; charset=utf-8"} if path.suffix == ".css" else {}


# The beginnings of WeasyPrint's messages that mean: something is not in the PDF.
_OMISSIONS = ("Failed to load", "Failed to render", "Font-face", "Unknown image mode", "Missing")


@contextmanager
def _nothing_omitted() -> Iterator[None]:
    """Raises AppealError when the block is done, for what WeasyPrint says that it left out."""
    found: list[Problem] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if message.startswith(_OMISSIONS) or "glyph" in message.lower():
                found.append(Problem(message, name="incomplete"))

    logger = logging.getLogger("weasyprint")
    before, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [Listener(logging.WARNING)], False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = before, propagate
    raise_for(found)


def _mark_accessible(pdf: PDF) -> None:
    """Marks the PDF/A file as PDF/UA-1 too."""
    metadata = referred(pdf, pdf.catalog["Metadata"])
    metadata.stream = [b"".join(metadata.stream).replace(b"</rdf:RDF>", PDFUA)]
    metadata.compress = False  # ISO 19005-3, 6.6.2.1: metadata is readable as it stands


# Characters that share a glyph in most fonts, and the one that readers search for.
_SHARED_GLYPHS = {b"<00a0>": b"<0020>", b"<00ad>": b"<002d>", b"<037e>": b"<003b>"}


def _prefer_plain_characters(pdf: PDF) -> None:
    """Lets readers find a space as a space, even if the letter's first one does not break.

    A glyph has one character in a PDF (ISO 32000-1, 9.10.3), and WeasyPrint takes the
    one that stood first in the text.
    """
    for stream in pdf.objects:
        lines = getattr(stream, "stream", None)
        if lines and b"begincmap" in lines:
            for number, line in enumerate(lines):
                glyph, _, character = line.partition(b" ")
                if character in _SHARED_GLYPHS:
                    lines[number] = glyph + b" " + _SHARED_GLYPHS[character]
