"""Fitting: whether a letter goes on the paper by its size and its window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appeal_cli.appeal.windows import WindowPlace
from appeal_cli.letter.paper import Paper
from appeal_cli.problems import Kind, Problem
from appeal_cli.writers.pdf.foreign.blank import CELLS, Place, is_blank, seen

if TYPE_CHECKING:
    from PIL.Image import Image

TOLERANCE = 1.0
"""The most millimetres by which the paper may be larger or smaller than the letter's page: programs
round the sizes of pages."""

_BELOW = 8.0
"""How far below a window the text of a letter begins, as in window.css."""


def first_sheet(data: bytes) -> Image:
    """The first sheet of a PDF file as it is seen."""
    from pypdfium2 import PdfDocument

    with PdfDocument(data) as document:
        sheet: Image = seen(document[0]).to_pil()
        return sheet


def not_for(sheet: Image, paper: Paper, window: WindowPlace | None) -> Problem | None:
    """Why a letter can't stand on the sheet: its page has another size, or what is printed there
    is in the way of the address and of the text below it; None where it can."""
    own = ((sheet.width - 0.5) / CELLS, (sheet.height - 0.5) / CELLS)  # the last dot is a part
    page = (paper.width or own[0], paper.height or own[1])
    if unlike(page, own):
        return other_size(page, own)
    if window and not _is_free(sheet, window, paper):
        message = "what is printed on the paper stands where a letter for this window has its text"
        hint = "take paper with less on it, or leave out `window:` in the appeal"
        return Problem(message, hint=hint, kind=Kind.LETTERHEAD)
    return None


def unlike(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two sizes in millimetres are not those of one sheet."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) > TOLERANCE


def other_size(page: tuple[float, float], own: tuple[float, float]) -> Problem:
    """The problem of a letter whose page has another size than its paper."""
    letter, paper = (f"{width:.0f} × {height:.0f} mm" for width, height in (page, own))
    message = f"the letter's page has {letter}, and its paper {paper}"
    hint = "leave out `page:` in the appeal, or take paper of that size"
    return Problem(message, hint=hint, kind=Kind.LETTERHEAD)


def _is_free(sheet: Image, window: WindowPlace, paper: Paper) -> bool:
    width, height = sheet.width / CELLS, sheet.height / CELLS
    end = window.top + window.height
    shown = Place(window.left, window.top, window.left + window.width, end)
    right, bottom = width - (paper.right or 0), height - (paper.bottom or 0)
    text = Place(paper.left or 0, min(end + _BELOW, bottom), right, bottom)
    return is_blank(sheet, shown) and is_blank(sheet, text, pale_is_blank=True)
