"""Word: the template's reference document, or the user's own, filled in with the letter."""

from __future__ import annotations

from dataclasses import replace

from appeal_cli.files.resources import shipped
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.page.template import REFERENCE, Template
from appeal_cli.problems import AppealError, Kind
from appeal_cli.writers import Writer
from appeal_cli.writers.word.document import filled_in


def writer(template: Template, memory: Memory) -> Writer:
    """The writer of Word documents."""
    return lambda page, pdf=b"": write(page, template)


def write(page: Page, template: Template) -> bytes:
    """The letter as a Word document.

    Styles that the reference document lacks come from the shipped letter's. Raises
    AppealError for a reference document that is no Word file.
    """
    usual = shipped("templates") / "letter" / REFERENCE
    reference = template.reference_doc or template.file(REFERENCE)
    defaults = usual.read_bytes() if reference != usual else None
    try:
        return filled_in(page, template.read(reference), defaults)
    except AppealError as error:
        placed = (
            replace(problem, file=str(reference)) if problem.kind == Kind.REFERENCE_DOC else problem
            for problem in error.problems
        )
        raise AppealError(*placed) from None
