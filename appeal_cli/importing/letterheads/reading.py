"""An office's letterhead read from its file, of whatever kind that is."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from appeal_cli.files.reading import read_file
from appeal_cli.importing.letterheads.folder import Letterhead, letterhead_of
from appeal_cli.importing.readers.libreoffice import as_word
from appeal_cli.isolation import each
from appeal_cli.problems import AppealError, Kind, Problem, raise_for

MAX_BYTES = 20_000_000
_OF_WORD = (".docx", ".dotx", ".docm", ".dotm")
_THROUGH_LIBREOFFICE = (".odt", ".ott", ".rtf", ".doc", ".dot")


def read_letterhead(path: Path) -> Letterhead:
    """The template of the letterhead in the file, made within the limits of a letter.

    Raises AppealError for a file that can't be read or is of no known kind, and where there is
    no letterhead in it.
    """
    kind = path.suffix.lower()
    if kind not in _OF_WORD + _THROUGH_LIBREOFFICE:
        message = "a letterhead is a Word document (.docx) or an .odt"
        hint = "save it as .docx"
        raise AppealError(Problem(message, str(path), hint=hint, kind=Kind.LETTERHEAD))
    data = read_file(path, MAX_BYTES)
    if kind in _THROUGH_LIBREOFFICE:
        data = as_word(data, path, "letterhead")
    (outcome,) = each(partial(letterhead_of, data), [path])
    raise_for(outcome.problems)
    assert outcome.result is not None
    return outcome.result
