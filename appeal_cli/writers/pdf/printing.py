"""PDF, by WeasyPrint: PDF/A-3a for archives and PDF/UA-1 for screen readers in one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from appeal_cli.drawing.engine import machine_left_out, nothing_omitted
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.page.template import Template
from appeal_cli.problems import raise_for
from appeal_cli.writers.pdf.alphabet import Alphabet
from appeal_cli.writers.pdf.edition import VARIANTS, Edition
from appeal_cli.writers.pdf.engine import fonts_in, paint_aside
from appeal_cli.writers.pdf.ink import in_black_ink
from appeal_cli.writers.pdf.layout import Layout, Layouter, weasyprint_options
from appeal_cli.writers.pdf.objects import SharedFile, referred, shared_file_of
from appeal_cli.writers.pdf.overflow import overflows
from appeal_cli.writers.pdf.pdfua import with_pdfua
from appeal_cli.writers.pdf.running import RunningPiece, put, running_pieces
from appeal_cli.writers.pdf.tag_tree import Mark
from appeal_cli.writers.pdf.tags import retag, watch_painting

if TYPE_CHECKING:
    from pydyf import PDF
    from weasyprint import Document

    from appeal_cli.letter.letter import SourceFile


@dataclass(frozen=True)
class PdfFile:
    """A letter's file, and what it was made from: its layout, its objects, and where its text
    stands in the contents of the sheets. `shared` is what other files can share with
    it, and `running` what stands above the text."""

    layout: Layout
    pdf: PDF
    marks: list[Mark]
    shared: SharedFile
    running: list[RunningPiece]

    def running_height(self, part: int) -> float:
        """How high the part of the running line is that has the number."""
        return next(piece.height for piece in self.running if piece.part == part)

    @property
    def data(self) -> bytes:
        """The file."""
        return self.shared.first()


class PdfWriter:
    """Lays pages out in full and writes them as PDF files, all with one template and edition."""

    def __init__(self, template: Template, edition: Edition, memory: Memory) -> None:
        self._edition = edition
        self.layouter = Layouter(template, edition)
        self.alphabet = Alphabet(template, self.layouter, memory)

    def file(self, page: Page, attached: Sequence[SourceFile] = ()) -> PdfFile:
        """The letter's file, with the files inside that are to be attached.

        Raises AppealError for whatever does not fit, and for what is missing: an image, a
        stylesheet, a font or a glyph.
        """
        layout = self.layouter.layout(page)
        raise_for(list(overflows(layout)))
        return self.written(layout, attached)

    def written(self, layout: Layout, attached: Sequence[SourceFile] = ()) -> PdfFile:
        """The file of a letter that is laid out. Raises AppealError where a glyph is missing."""
        alphabet = self.alphabet.document(layout.page)
        document, marks = layout.document, watch_painting(layout.document)
        finished: list[PDF] = []
        with machine_left_out(), nothing_omitted():
            # First, so that the fonts of all letters have its glyphs in one order.
            paint_aside(alphabet, fonts_in(document))
            running = running_pieces(self.layouter, layout)
            document.write_pdf(
                finisher=partial(self._finish, layout, marks, running, finished),
                attachments=_attachments(attached, document.metadata.created),
                **weasyprint_options(self._edition),
            )
        (pdf,) = finished
        shared = shared_file_of(pdf, document.metadata.title or "")
        return PdfFile(layout, pdf, marks, shared, running)

    def _finish(
        self,
        layout: Layout,
        marks: list[Mark],
        running: list[RunningPiece],
        finished: list[PDF],
        document: Document,
        pdf: PDF,
    ) -> None:
        """Corrects what WeasyPrint made, before it is written."""
        retag(layout.html, document, pdf, marks)
        put(running, pdf)
        _number_pages(pdf)
        if VARIANTS[self._edition.variant].marked_accessible:
            _mark_accessible(pdf)
        in_black_ink(pdf, self._edition.gray)
        _prefer_plain_characters(pdf)
        _list_attachments_once(pdf)
        finished.append(pdf)
        pdf.write = lambda *arguments: None  # it is written as a SharedFile


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


def _number_pages(pdf: PDF) -> None:
    """Labels the pages as they are numbered on paper, from 1 (ISO 32000-1, 12.4.2)."""
    from pydyf import Array, Dictionary

    pdf.catalog["PageLabels"] = Dictionary({"Nums": Array([0, Dictionary({"S": "/D"})])})


def _list_attachments_once(pdf: PDF) -> None:
    """Lists each associated file once, where WeasyPrint lists it twice."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def _mark_accessible(pdf: PDF) -> None:
    """Marks the PDF/A file as PDF/UA-1 too."""
    metadata = referred(pdf, pdf.catalog["Metadata"])
    metadata.stream = [with_pdfua(b"".join(metadata.stream))]
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
