"""From a letter to the bytes of a file: template, proof, writer."""

from __future__ import annotations

from collections.abc import Sequence

from appeal_cli.assets import asset_problems
from appeal_cli.edition import Edition
from appeal_cli.errors import Problem, raise_for
from appeal_cli.layout import layout_problems, overflows
from appeal_cli.letter import Letter
from appeal_cli.proof import proof
from appeal_cli.template import Template, load_template, render_html
from appeal_cli.writers import writer_for


def render(
    letter: Letter,
    format: str,
    template: Template | None = None,
    edition: Edition | None = None,
) -> bytes:
    """The letter as a file of the format: `pdf`, `docx` or `html`.

    `edition` says how a PDF is made; without it, as PDF/A-3a and PDF/UA-1.

    Raises AppealError where the letter would not be complete in every format, whichever
    one is asked for, and ValueError for a format that there is not.
    """
    return make(letter, (format,), template or load_template(), edition or Edition())[format]


def make(
    letter: Letter, formats: Sequence[str], template: Template, edition: Edition
) -> dict[str, bytes]:
    """The letter as a file of each of the formats, which is proofed and laid out but once.

    Raises AppealError as `render` does.
    """
    if "pdf" not in formats:
        html = proofed_html(letter, template)
        return {format: writer_for(format)(html, template) for format in formats}
    from appeal_cli.writers.pdf import lay_out, print_out

    html = draft(letter, template)
    sheets = lay_out(html, template, edition)
    raise_for(list(overflows(sheets, letter, template)))
    sources = letter.sources if edition.attach_source else ()
    return {
        format: print_out(sheets, edition, sources).made
        if format == "pdf"
        else writer_for(format)(html, template)
        for format in formats
    }


def draft(letter: Letter, template: Template) -> str:
    """The letter's HTML, proofed, but not laid out yet. Raises AppealError as `render` does."""
    raise_for(asset_problems(template))
    html = render_html(letter, template)
    raise_for(proof(html, letter, template))
    return html


def proofed_html(letter: Letter, template: Template) -> str:
    """The letter's HTML, which every writer can take. Raises AppealError as `render` does."""
    raise_for(asset_problems(template))
    html = render_html(letter, template)
    raise_for(_problems(html, letter, template))
    return html


def _problems(html: str, letter: Letter, template: Template) -> list[Problem]:
    """What keeps the HTML from becoming a letter: in what it says, else on paper."""
    return proof(html, letter, template) or layout_problems(html, letter, template)


def check(letter: Letter, template: Template | None = None) -> list[Problem]:
    """What keeps the letter from being made, and what its writer may want to look over."""
    template = template or load_template()
    raise_for(asset_problems(template))
    html = render_html(letter, template)
    return [*_problems(html, letter, template), *letter.notices]
