"""An office's letterhead read from its file, of whatever kind that is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from appeal_cli.files.reading import read_file
from appeal_cli.importing.letterheads.bare import bare_paper
from appeal_cli.importing.letterheads.folder import letterhead_of
from appeal_cli.importing.letterheads.letterhead import Letterhead
from appeal_cli.importing.letterheads.pdf_folder import PdfWish, letterhead_of_pdf
from appeal_cli.importing.readers.libreoffice import as_pdf, as_word
from appeal_cli.isolation import each as each_alone
from appeal_cli.problems import AppealError, Kind, Problem, raise_for

MAX_BYTES = 20_000_000
_OF_WORD = (".docx", ".dotx", ".docm", ".dotm")
_THROUGH_LIBREOFFICE = (".odt", ".ott", ".rtf", ".doc", ".dot")
_EXACT = ".pdf"

Made = TypeVar("Made")


def read_letterhead(
    path: Path, wish: PdfWish | None = None, *, is_exact: bool = False
) -> Letterhead:
    """The template of the letterhead in the file, made within the limits of a letter; `wish` is
    how a PDF is taken. One that `is_exact` lies under PDF letters as LibreOffice prints it.

    Raises AppealError for a file that can't be read or is of no known kind, and where there is
    no letterhead in it.
    """
    kind = path.suffix.lower()
    if kind not in (*_OF_WORD, *_THROUGH_LIBREOFFICE, _EXACT):
        message = "a letterhead is a Word document (.docx), an .odt or a .pdf"
        hint = "save it as .docx or .pdf"
        raise AppealError(Problem(message, str(path), hint=hint, kind=Kind.LETTERHEAD))
    data = read_file(path, MAX_BYTES)
    if kind == _EXACT:
        return _within_limits(partial(letterhead_of_pdf, data, wish or PdfWish()), path)
    if kind in _THROUGH_LIBREOFFICE:
        data = as_word(data, path, "letterhead")
    printed = as_pdf(_within_limits(partial(bare_paper, data), path), path) if is_exact else b""
    return _within_limits(partial(letterhead_of, data, printed), path)


def _within_limits(make: Callable[[Path], Made], path: Path) -> Made:
    """What is made of the file, in a process of its own. Whatever is wrong is at the file."""
    (outcome,) = each_alone(make, [path])
    raise_for([each if each.file else replace(each, file=str(path)) for each in outcome.problems])
    assert outcome.result is not None
    return outcome.result
