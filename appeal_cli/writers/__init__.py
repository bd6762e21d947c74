"""Writers: a page in, the bytes of a file out. One module a format."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from appeal_cli.files.resources import is_shipped_template
from appeal_cli.page.formats import HOLDS, is_on_paper
from appeal_cli.writers.reference import Reference

if TYPE_CHECKING:
    from appeal_cli.page.memory import Memory
    from appeal_cli.page.page import Page
    from appeal_cli.page.template import Template
    from appeal_cli.writers.mail.mailing import Mailing
    from appeal_cli.writers.pdf.edition import Edition
    from appeal_cli.writers.pdf.enclosing import Enclosing
    from appeal_cli.writers.pdf.imprint import Imprint
    from appeal_cli.writers.pdf.underlay import Underlay


class Writer(Protocol):
    """Writes pages of one template as files of one format."""

    def __call__(
        self, page: Page, pdf: bytes = b"", enclosures: Sequence[tuple[str, bytes]] = ()
    ) -> bytes:
        """The file; `pdf` is the letter as PDF, and `enclosures` what goes with it, by their
        names, where the format holds that."""


def writer_of(format: str, template: Template, memory: Memory, mailing: Mailing) -> Writer:
    """The writer of a format that is no paper. Its module is imported here, because some are
    heavy."""
    module = import_module(f"appeal_cli.writers.{format}")
    given = (mailing,) if format in HOLDS else ()
    make: Writer = module.writer(template, memory, *given)
    return make


def reference_of(template: Template) -> Reference:
    """What is known of the template's Word document, where it is not a shipped one."""
    if is_shipped_template(template.reference):
        return Reference()
    docx: Any = import_module("appeal_cli.writers.docx")
    found: Reference = docx.reference(template)
    return found


def imprint_of(template: Template, edition: Edition, memory: Memory) -> Imprint:
    """What makes pages into PDF files."""
    from appeal_cli.writers.pdf.imprint import Imprint

    return Imprint(template, edition, memory)


def enclosing_of(edition: Edition, memory: Memory) -> Enclosing:
    """What puts files behind letters."""
    from appeal_cli.writers.pdf.enclosing import Enclosing

    return Enclosing(edition, memory)


def underlay_of(template: Template, edition: Edition, memory: Memory) -> Underlay:
    """What lays the template's paper under letters."""
    from appeal_cli.writers.pdf.underlay import Underlay

    return Underlay(template, edition, memory)


def prepare_writer(format: str) -> None:
    """Imports what the format needs. Raises AppealError where a library of the system is
    missing."""
    if not is_on_paper(format) or format in HOLDS:
        import_module(f"appeal_cli.writers.{format}")
    if is_on_paper(format):
        from appeal_cli.drawing.engine import engine

        import_module("appeal_cli.writers.pdf.imprint")
        engine()
