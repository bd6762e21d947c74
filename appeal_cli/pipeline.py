"""From a letter to the bytes of a file: template, proof, writer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from appeal_cli.letter.letter import Letter
from appeal_cli.page.formats import HOLDS, is_on_paper
from appeal_cli.page.proof import place_of, proof
from appeal_cli.page.rendering import render_html
from appeal_cli.page.template import Template, load_template
from appeal_cli.page.template_files import asset_problems
from appeal_cli.problems import AppealError, Kind, Problem, raise_for
from appeal_cli.writers import writer_for
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.overflow import laid_out, layout_problems


def render(
    letter: Letter,
    format: str,
    template: Template | None = None,
    edition: Edition | None = None,
) -> bytes:
    """The letter as a file of the format: `pdf`, `docx`, `html`, `txt` or `eml`.

    `edition` says how a PDF is made; without it, as PDF/A-3a and PDF/UA-1.

    Raises AppealError where the letter would not be complete in every format, whichever
    one is asked for, and ValueError for a format that does not exist.
    """
    return make(letter, (format,), template or load_template(), edition or Edition())[format]


def make(
    letter: Letter,
    formats: Sequence[str],
    template: Template,
    edition: Edition,
    others: Sequence[Letter] = (),
) -> dict[str, bytes]:
    """The letter as a file of each of the formats, which is proofed and laid out but once.

    A template that takes several letters, such as `labels`, puts the others on the same
    pages. Raises AppealError as `render` does, and for a format that the template has not.
    """
    for format in formats:
        if format not in template.about.formats:
            known = ", ".join(template.about.formats)
            message = f"it does not make {format}, but {known}"
            raise AppealError(Problem(message, file=str(template.folder), kind=Kind.TEMPLATE))
    together = _together(letter, others)
    if not any(map(is_on_paper, formats)):
        html = proofed_html(letter, template, others)
        return {format: written(html, together, format, template) for format in formats}
    from appeal_cli.writers.pdf.printing import print_out

    html = draft(letter, template, others)
    sheets = laid_out(html, together, template, edition)
    pdf = print_out(sheets, edition, letter.sources if edition.attach_source else ()).made
    return {format: written(html, together, format, template, pdf) for format in formats}


def draft(letter: Letter, template: Template, others: Sequence[Letter] = ()) -> str:
    """The letter's HTML, proofed, but not laid out yet. Raises AppealError as `render` does."""
    raise_for(asset_problems(template))
    html = render_html(letter, template, others)
    raise_for(proof(html, _together(letter, others), template))
    return html


def _together(letter: Letter, others: Sequence[Letter]) -> Letter:
    """The letter with the origins of all of them, and on as many pages as they need."""
    if not others:
        return letter
    origins = dict.fromkeys(origin for each in (letter, *others) for origin in each.origins)
    return replace(letter, origins=tuple(origins), page_limit=None)


def written(
    html: str, letter: Letter, format: str, template: Template, pdf: bytes | None = None
) -> bytes:
    """The file that the format's writer makes of the letter's HTML, which has been proofed.

    `pdf` is the letter on paper, where that is wanted or held by what is. Raises AppealError
    with its place where the writer knows none.
    """
    if format == "pdf" and pdf is not None:
        return pdf
    held = (pdf,) if format in HOLDS else ()
    try:
        return writer_for(format)(html, template, *held)
    except AppealError as error:
        placed = (_placed(problem, letter, template) for problem in error.problems)
        raise AppealError(*placed) from None


def _placed(problem: Problem, letter: Letter, template: Template) -> Problem:
    """The problem with its place: the reader's line of the roster, or the letterhead's email."""
    if problem.kind == Kind.RECIPIENT:
        origin = letter.origins[-1]
        return replace(problem, file=origin.file, line=origin.line)
    if problem.kind == Kind.SENDER and letter.sender:
        place = place_of(letter.sender.email, letter, template)
        return replace(place, message=problem.message, hint=problem.hint, kind=problem.kind)
    return problem


def proofed_html(letter: Letter, template: Template, others: Sequence[Letter] = ()) -> str:
    """The letter's HTML, which every writer can take. Raises AppealError as `render` does."""
    html = draft(letter, template, others)
    raise_for(layout_problems(html, _together(letter, others), template))
    return html


def _problems(html: str, letter: Letter, template: Template) -> list[Problem]:
    """What keeps the HTML from becoming a letter: in what it says, else on paper."""
    return proof(html, letter, template) or layout_problems(html, letter, template)


def check(letter: Letter, template: Template | None = None) -> list[Problem]:
    """What keeps the letter from being made, and what its writer may want to check."""
    template = template or load_template()
    raise_for(asset_problems(template))
    html = render_html(letter, template)
    return [*_problems(html, letter, template), *letter.notices]
