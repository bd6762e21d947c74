"""The reference document as it is opened: a Word document or template that can be filled in, with
nothing in it that would travel with each letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from appeal_cli.files.office.docx_engine import DocumentPart, main_part
from appeal_cli.files.office.word_cleaning import CleanWord, clean_word
from appeal_cli.files.office.word_taken import Account
from appeal_cli.problems import AppealError, Kind, Problem, shortened

_SHOWN = 3
_HINT = "save it in Word as a .docx"


def cleaned(data: bytes, file: str = "") -> CleanWord:
    """A Word document or template (.docx, .dotx, and with macros .docm, .dotm), cleaned.

    Raises AppealError where it is none, is damaged or too large.
    """
    try:
        return clean_word(data, file)
    except AppealError as error:
        raise AppealError(*(_refused(problem) for problem in error.problems)) from None


def opened(data: bytes) -> DocumentPart:
    """The main part of the document, cleaned. Raises AppealError as `cleaned` does."""
    part = main_part(cleaned(data).file)
    assert isinstance(part, DocumentPart)
    return part


def taken_out(account: Account, file: str) -> Iterator[Problem]:
    """A notice of each kind of what was taken out of the document; a warning where somebody may
    miss it."""
    for what, names in account:
        listed = ", ".join(f"`{shortened(name, 60)}`" for name in names[:_SHOWN])
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        yield Problem(
            f"taken out of the reference document: {what.words}"
            + (f": {listed}{more}" if listed else ""),
            file=file,
            severity="warning" if what.is_missed else "notice",
            kind=Kind.REFERENCE_DOC,
        )


def _refused(problem: Problem) -> Problem:
    if problem.kind == Kind.TOO_LARGE:
        return problem
    message = f"the reference document is not a Word file, or is damaged: {problem.message}"
    return replace(problem, message=message, hint=_HINT, kind=Kind.REFERENCE_DOC)
