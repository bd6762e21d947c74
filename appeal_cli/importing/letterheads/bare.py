"""The bare paper of a Word document, to be printed: its first page and one of those that follow,
with nothing on them but headers and footers."""

from __future__ import annotations

from pathlib import Path

from appeal_cli.files.office.docx_engine import DocumentPart, main_part, members_of, qn
from appeal_cli.files.office.wordml import find_all, w
from appeal_cli.files.office.zip_parts import pack
from appeal_cli.importing.letterheads.paper import Paper, paper_of
from appeal_cli.problems import AppealError, Kind, Problem

_COUNTING = ("PAGE", "NUMPAGES", "SECTIONPAGES")


def bare_paper(data: bytes, path: Path) -> bytes:
    """The Word document without text, of one page, or of two where others than the first have a
    header or a footer.

    Raises AppealError as `paper_of` does, and where these count pages: what is printed has one
    number for all.
    """
    paper = paper_of(data, str(path))
    if _counts(paper):
        message = "its header or footer counts pages, and paper that is printed can't"
        hint = "take the number out: letters have one of their own; or leave out --exact"
        raise AppealError(Problem(message, str(path), hint=hint, kind=Kind.LETTERHEAD))
    document = main_part(paper.reference)
    assert isinstance(document, DocumentPart)
    body = document.element.body
    last = find_all(body, "w:sectPr")[-1]
    second = w("p", w("pPr", w("pageBreakBefore")))
    body[:] = [w("p"), *([second] if paper.following else ()), last]
    return pack(members_of(document.package))


def _counts(paper: Paper) -> bool:
    """Whether a header or a footer has a field that counts pages."""
    codes = (
        (element.text or element.get(qn("w:instr")) or "").split()
        for strip in (*paper.first.values(), *paper.following.values())
        for element in strip.part.element.iter(qn("w:instrText"), qn("w:fldSimple"))
    )
    return any(code and code[0].upper() in _COUNTING for code in codes)
