"""PDF, by WeasyPrint: PDF/A-3a for archives and PDF/UA-1 for screen readers in one file."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from appeal_cli.edition import VARIANTS, Edition
from appeal_cli.errors import AppealError, Problem, raise_for
from appeal_cli.template import Template
from appeal_cli.writers.tags import retag, watch_painting

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
    """A letter laid out on pages: the HTML that WeasyPrint read, and its pages."""

    html: Element
    document: Document


def write(
    html: str,
    template: Template,
    edition: Edition = USUAL,
    attached: Sequence[SourceFile] = (),
) -> bytes:
    """The letter as a PDF file. Raises AppealError as `lay_out` and `print_out` do."""
    return print_out(lay_out(html, template, edition), edition, attached)


def lay_out(html: str, template: Template, edition: Edition = USUAL) -> Sheets:
    """The letter on pages, set in the template's own fonts.

    Raises AppealError where Pango is not installed, or where WeasyPrint had to leave
    something out: an image, a stylesheet or a font.
    """
    with _machine_left_out(), _nothing_omitted():
        weasyprint = _weasyprint()
        fonts = weasyprint.text.fonts.FontConfiguration()
        fetch = _fetcher(weasyprint, template)
        try:
            css = weasyprint.CSS(
                filename=template.fonts / "fonts.css", font_config=fonts, url_fetcher=fetch
            )
            page = weasyprint.HTML(
                string=html, base_url=str(template.folder) + os.sep, url_fetcher=fetch
            )
            document = page.render(
                stylesheets=[css], font_config=fonts, **_weasyprint_options(edition)
            )
        except weasyprint.urls.FatalURLFetchingError as error:
            raise AppealError(Problem(str(error), name="blocked")) from None
    return Sheets(page.etree_element, document)


def print_out(
    sheets: Sheets, edition: Edition = USUAL, attached: Sequence[SourceFile] = ()
) -> bytes:
    """The pages as a PDF file, with the files inside that are to be attached.

    Raises AppealError where a glyph is missing.
    """
    marks = watch_painting(sheets.document)

    def finish(document: Document, pdf: PDF) -> None:
        retag(sheets.html, document, pdf, marks)
        if VARIANTS[edition.variant].marked_accessible:
            _mark_accessible(pdf)
        _prefer_plain_characters(pdf)
        _list_attachments_once(pdf)

    with _machine_left_out(), _nothing_omitted():
        made: bytes = sheets.document.write_pdf(
            finisher=finish,
            attachments=_attachments(attached, sheets.document.metadata.created),
            **_weasyprint_options(edition),
        )
    return made


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


def _weasyprint() -> Any:
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
    folders = [
        template.folder.resolve(),
        template.fonts.resolve(),
        template.file("letter.css").parent.resolve(),
    ]
    urls = weasyprint.urls

    class Fetcher(urls.URLFetcher):  # type: ignore[misc, name-defined]
        def fetch(self, url: str, headers: Any = None) -> Any:
            parts = urlsplit(url)
            if parts.scheme == "data":
                return super().fetch(url, headers)
            path = Path(unquote(parts.path))
            inside = any(path.resolve().is_relative_to(folder) for folder in folders)
            if parts.scheme != "file" or parts.netloc or not inside:
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
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [b"".join(metadata.stream).replace(b"</rdf:RDF>", PDFUA)]
    metadata.compress = False  # ISO 19005-3, 6.6.2.1: metadata is readable as it stands


# Characters that share a glyph in most fonts, and the one that readers search for.
_SHARED_GLYPHS = {b"<00a0>": b"<0020>", b"<00ad>": b"<002d>", b"<037e>": b"<003b>"}


def _prefer_plain_characters(pdf: PDF) -> None:
    """Lets a space be found as a space, though the letter's first one does not break.

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
