"""The reference document as it is opened: a Word document or template that can be filled in, with
nothing in it that would travel with each letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from appeal_cli.files.office.docx_engine import RT, DocumentPart, XmlPart, main_part, qn
from appeal_cli.files.office.word_cleaning import CleanWord, clean_word
from appeal_cli.files.office.word_taken import Account
from appeal_cli.files.office.wordml import Element
from appeal_cli.problems import AppealError, Kind, Problem, shortened
from appeal_cli.writers.reference import Reference

_SHOWN = 3
_HINT = "save it in Word as a .docx"


def reference_of(data: bytes, file: str) -> Reference:
    """What is known of the reference document in the bytes."""
    try:
        clean = cleaned(data, file)
    except AppealError as error:
        return Reference(error.problems)
    part = cast(DocumentPart, main_part(clean.file))
    said = (says_something(part, kind) for kind in (RT.HEADER, RT.FOOTER))
    return Reference(tuple(taken_out(clean.account, file)), *said)


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


def roots_of(part: DocumentPart, *kinds: str) -> Iterator[Element]:
    """The roots of the document's parts of those kinds, such as its headers."""
    for related in part.rels.values():
        if related.reltype in kinds and not related.is_external:
            yield cast(XmlPart, related.target_part).element


def says_something(part: DocumentPart, *kinds: str) -> bool:
    """Whether the document's parts of those kinds, headers or footers, hold a picture, or words
    besides numbers of pages."""
    return any(map(has_something, roots_of(part, *kinds)))


def has_something(root: Element) -> bool:
    """Whether a header or footer holds a picture, or words besides numbers of pages."""
    if next(root.iter(qn("w:drawing"), qn("w:pict")), None) is not None:
        return True
    depth, words = 0, ""
    for element in root.iter(qn("w:fldChar"), qn("w:t")):
        if element.tag == qn("w:t"):
            words += "" if depth else element.text or ""
        else:
            depth += {"begin": 1, "end": -1}.get(element.get(qn("w:fldCharType"), ""), 0)
    return any(each.isalpha() for each in words)


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
