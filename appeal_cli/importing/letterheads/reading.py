"""An office's letterhead read from its file, of whatever kind that is."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from appeal_cli.files.reading import read_file
from appeal_cli.importing.letterheads.folder import letterhead_of
from appeal_cli.importing.letterheads.letterhead import Letterhead
from appeal_cli.importing.letterheads.pdf_folder import PdfWish, letterhead_of_pdf
from appeal_cli.importing.readers.libreoffice import as_word
from appeal_cli.isolation import each
from appeal_cli.problems import AppealError, Kind, Problem, raise_for

MAX_BYTES = 20_000_000
_OF_WORD = (".docx", ".dotx", ".docm", ".dotm")
_THROUGH_LIBREOFFICE = (".odt", ".ott", ".rtf", ".doc", ".dot")
_EXACT = ".pdf"


def read_letterhead(path: Path, wish: PdfWish | None = None) -> Letterhead:
    """The template of the letterhead in the file, made within the limits of a letter; `wish` is
    how a PDF is taken.

    Raises AppealError for a file that can't be read or is of no known kind, and where there is
    no letterhead in it.
    """
    kind = path.suffix.lower()
    if kind not in (*_OF_WORD, *_THROUGH_LIBREOFFICE, _EXACT):
        message = "a letterhead is a Word document (.docx), an .odt or a .pdf"
        hint = "save it as .docx or .pdf"
        raise AppealError(Problem(message, str(path), hint=hint, kind=Kind.LETTERHEAD))
    data = read_file(path, MAX_BYTES)
    if kind in _THROUGH_LIBREOFFICE:
        data = as_word(data, path, "letterhead")
    is_pdf = kind == _EXACT
    make = (
        partial(letterhead_of_pdf, data, wish or PdfWish())
        if is_pdf
        else partial(letterhead_of, data)
    )
    (outcome,) = each(make, [path])
    raise_for(outcome.problems)
    assert outcome.result is not None
    return outcome.result
