"""A letter's PDF file as a full layout of it gives it, by itself and without any memory."""

from __future__ import annotations

from appeal_cli import Letter, Template
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.pipeline import Pipeline
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.printing import PdfFile, PdfWriter


def file_of(page: Page, template: Template) -> PdfFile:
    """The file of a page, whatever does not fit."""
    writer = PdfWriter(template, Edition(), Memory(0))
    return writer.written(writer.layouter.layout(page))


def in_full(letter: Letter, template: Template) -> bytes:
    """The bytes of a letter's file. Raises AppealError where the letter can't be made."""
    return file_of(Pipeline(template, memory_bytes=0).page(letter), template).data
