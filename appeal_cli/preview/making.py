"""Making what the page shows: a letter as HTML, as pictures of its pages on paper and in Word."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.files.office.libreoffice import ConversionError, converted
from appeal_cli.isolation import Outcome, each
from appeal_cli.letter.outgoing import Outgoing
from appeal_cli.problems import AppealError, Problem, all_of
from appeal_cli.roster.deputy import Deputy

if TYPE_CHECKING:
    from PIL.Image import Image

    from appeal_cli.letter.letter import Letter
    from appeal_cli.page.template import Template
    from appeal_cli.pipeline import Pipeline

Item = TypeVar("Item")
Made = TypeVar("Made")

MOST_PAGES = 20
"""The most pages that are shown."""

DOTS = 2
"""Pixels of a page's picture for each point of the page: sharp on present screens."""

Meant = tuple[Appeal, Deputy | None, Outgoing | None]
"""What one letter is made of, besides its template."""


@dataclass(frozen=True)
class Asked:
    """What is to be made: a letter, or all that share a sheet; `template` is what `load_template`
    takes."""

    letters: tuple[Meant, ...]
    template: str
    reference_doc: Path | None = None


@dataclass(frozen=True)
class Shown:
    """A letter's file, pictures of its first pages (PNG), and what to report about it; `note` says
    why there are no pictures where there could be some."""

    data: bytes
    pages: tuple[bytes, ...] = ()
    page_count: int = 0
    problems: tuple[Problem, ...] = ()
    note: str = ""


def web(asked: Asked) -> Outcome[Shown]:
    """The letter as one HTML file, however much is wrong with it."""
    return _limited(_web, asked)


def paper(asked: Asked) -> Outcome[Shown]:
    """The letter as PDF, and its pages."""
    return _limited(_paper, asked)


def word(asked: Asked) -> Outcome[Shown]:
    """The letter as a Word file, and its pages as LibreOffice shows them; none where it does not,
    as the note says. It runs outside the letter's limits, within a time of its own."""
    outcome = _limited(partial(_file, "docx"), asked)
    made = outcome.result
    if made is None:
        return outcome
    try:
        pdf = converted(made.data, ".docx", "pdf")
    except ConversionError as error:
        return Outcome(replace(made, note=str(error)))
    pictured = _limited(_pictures, pdf)
    if pictured.result is None:
        return Outcome(problems=pictured.problems)
    pages, count = pictured.result
    return Outcome(replace(made, pages=pages, page_count=count))


def warm_up() -> None:
    """Makes the letter of 2013 once, so that fonts and libraries are ready in the processes that
    are forked from this one."""
    from appeal_cli.appeal.loading import load_appeal
    from appeal_cli.files.resources import shipped
    from appeal_cli.page.template import USUAL

    appeal = load_appeal(shipped("data") / "appeal.en.yaml")
    with suppress(AppealError):  # without Pango, which each letter reports
        _paper(Asked(((appeal, None, None),), USUAL))


def _limited(work: Callable[[Item], Made], item: Item) -> Outcome[Made]:
    (outcome,) = each(work, [item])
    return outcome


def _web(asked: Asked) -> Shown:
    letters, template = _letters(asked), _template(asked)
    pipeline = _pipeline(template)
    first, *others = letters
    page = pipeline.rendered(first, others)
    notices = (notice for letter in letters for notice in letter.notices)
    problems = (*pipeline.proof(page), *pipeline.not_shown(*letters), *notices)
    return Shown(pipeline.written(page, "html"), problems=problems)


def _paper(asked: Asked) -> Shown:
    made = _file("pdf", asked)
    return Shown(made.data, *_pictures(made.data), made.problems)


def _file(format: str, asked: Asked) -> Shown:
    """The file of the format, with what is to be checked in it, and what is wrong with letters that
    are not on a sheet of them."""
    from appeal_cli.batch.sheets import sheet_of

    found = sheet_of(_pipeline(_template(asked)), _letters(asked), (format,))
    data = found.made.files[format].data
    return Shown(data, problems=(*found.problems, *found.made.notices))


def _letters(asked: Asked) -> list[Letter]:
    from appeal_cli.letter.addressing import address

    return all_of([partial(address, *meant[:2], outgoing=meant[2]) for meant in asked.letters])


def _template(asked: Asked) -> Template:
    from appeal_cli.page.template import load_template

    return load_template(asked.template, asked.reference_doc)


def _pipeline(template: Template) -> Pipeline:
    from appeal_cli.pipeline import Pipeline

    return Pipeline(template)


def _pictures(pdf: bytes) -> tuple[tuple[bytes, ...], int]:
    """PNGs of the first pages, and how many pages there are."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        shown = [document[number] for number in range(min(len(document), MOST_PAGES))]
        return tuple(_png(page.render(scale=DOTS).to_pil()) for page in shown), len(document)


def _png(image: Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG", compress_level=1)
    return file.getvalue()
