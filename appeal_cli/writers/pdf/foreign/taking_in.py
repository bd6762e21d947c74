"""Taking in: a file of others becomes pages that can stand in a letter's own file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

from pikepdf import Dictionary, Object, ObjectStreamMode, Pdf, String, parse_content_stream

from appeal_cli.files.pdf_file import opened_pdf, refused, within_memory
from appeal_cli.problems import AppealError, Problem
from appeal_cli.writers.pdf.foreign.cleaning import clean
from appeal_cli.writers.pdf.foreign.figures import as_figures
from appeal_cli.writers.pdf.foreign.gray import coloured_pages
from appeal_cli.writers.pdf.foreign.judging import failures
from appeal_cli.writers.pdf.foreign.marks import LOOSE, shown_marks
from appeal_cli.writers.pdf.foreign.objections import FLAT, Objection, objections
from appeal_cli.writers.pdf.foreign.pictures import pictured
from appeal_cli.writers.pdf.foreign.structure import is_tagged, restructure
from appeal_cli.writers.pdf.foreign.walking import each_form, is_endless

MOST_SAID = 5
"""How many objections are reported of a file: the first often explain the others."""


@dataclass(frozen=True)
class Foreign:
    """Pages of others: a PDF file with nothing but them, what they show, and their tags, and how
    many they are."""

    data: bytes
    pages: int

    @property
    def size_in_memory(self) -> int:
        """About how many bytes it takes."""
        return len(self.data)


@dataclass(frozen=True)
class Wish:
    """How a file is taken in: `name` is what messages call it, `language` that of its text where it
    does not say, and `instead` what can be done but saving it otherwise; with `gray`, its colours
    become grays."""

    name: str
    language: str
    instead: str = ""
    gray: bool = False


def taken_in(data: bytes, wish: Wish) -> Foreign:
    """The pages of a PDF file with their tags.

    Raises AppealError, without a place, with what keeps the file from standing in one that
    follows PDF/A-3a and PDF/UA-1, each thing with its page and what to do.
    """
    with opened_pdf(data, wish.name) as pdf:
        _refuse(wish, objections(pdf))
        no_tags = Objection("has no tags", 0, "save it as tagged PDF")
        _refuse(wish, () if is_tagged(pdf) else [no_tags])
        clean(pdf, gray=wish.gray)
        tagged = restructure(pdf, f"{hashlib.sha256(data).hexdigest()[:8]}-")
        _refuse(wish, _untagged(pdf, tagged))
        _refuse(wish, () if any(tagged) else [no_tags])
        return _judged(pdf, wish)


def taken_as_figures(data: bytes, text: str, wish: Wish) -> Foreign:
    """The pages of a PDF file, drawn as they are, each as one figure with the text for those who
    can't see it.

    Raises AppealError as `taken_in` does, though not where tags are missing or wrong.
    """
    with opened_pdf(data, wish.name) as pdf:
        _refuse(wish, objections(pdf))
        clean(pdf, marked=False, gray=wish.gray)
        as_figures(pdf, text)
        return _judged(pdf, wish)


def taken_as_pictures(data: bytes, text: str, wish: Wish) -> Foreign:
    """The pages of a PDF file as figures: drawn as they are where that can be, else as pictures,
    in which nothing is left but what is seen.

    Raises AppealError, without a place, for what can't be opened, or drawn in the memory that
    there is.
    """
    try:
        return taken_as_figures(data, text, wish)
    except AppealError:
        with opened_pdf(data, wish.name):
            pass  # what can't be opened is refused in the same words
    with within_memory(wish.name), pictured(data, wish.name, gray=wish.gray) as pdf:
        as_figures(pdf, text)
        return _judged(pdf, wish)


def _untagged(pdf: Pdf, tagged: Sequence[set[int]]) -> Iterator[Objection]:
    """The pages with a content that no tag is of, and no reader comes to. Tags of what stands in a
    form, and not on the page itself, are not kept."""
    for number, (page, known) in enumerate(zip(pdf.pages, tagged, strict=True), 1):
        shown, in_forms = _shown(page.obj), set[int]().union(*map(_shown, each_form(page.obj)))
        if not shown <= known or in_forms - {LOOSE}:
            yield Objection("shows something without a tag", number, "save it as tagged PDF")


def _shown(holder: Object) -> set[int]:
    return shown_marks(parse_content_stream(holder), holder.get("/Resources", Dictionary()))


def _judged(pdf: Pdf, wish: Wish) -> Foreign:
    """What the file has become, if it can be drawn and follows the standards."""
    endless = (n for n, page in enumerate(pdf.pages, 1) if is_endless(page.obj))
    _refuse(wish, (Objection("draws something that stands in itself", n, FLAT) for n in endless))
    if not str(pdf.Root.get("/Lang", "")).strip():
        pdf.Root.Lang = String(wish.language)
    written = BytesIO()
    pdf.save(written, object_stream_mode=ObjectStreamMode.disable, static_id=True)
    taken = Foreign(written.getvalue(), len(pdf.pages))
    _refuse(wish, map(_against, list(failures(taken.data, wish.name))))
    what, hint = "has colours that can't become gray", "save it in black and white"
    coloured = coloured_pages(taken.data) if wish.gray else ()
    _refuse(wish, (Objection(what, page, hint) for page in coloured))
    return taken


def _against(failure: str) -> Objection:
    """What the standards have against a file. Inks may stand in it where a profile says how they
    look, as /DefaultCMYK of a page or a form (ISO 19005-3, 6.2.4.3)."""
    if inks := _INKS.match(failure):
        what = "has colours as inks (CMYK), for which the page has no profile"
        return Objection(what, int(inks[1] or 0), "save it in RGB")
    return Objection(f"is no accessible PDF/A: {failure}", 0, "save it as PDF/A-3a or PDF/A-2a")


_INKS = re.compile(r"DeviceCMYK is selected in (?:page (\d+))?")
"""What the judge says of inks."""


def _refuse(wish: Wish, found: Iterable[Objection]) -> None:
    """Raises AppealError with the first of the objections, if there are any."""
    problems: list[Problem] = []
    for each in islice(dict.fromkeys(found), MOST_SAID):
        where = f" (page {each.page})" if each.page else ""
        hint = f"{each.hint}, or {wish.instead}" if wish.instead else each.hint
        problems += refused(wish.name, f"{each.what}{where}", hint).problems
    if problems:
        raise AppealError(*problems)
