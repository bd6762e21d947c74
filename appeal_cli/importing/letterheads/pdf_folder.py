"""A template folder made of an office's paper that is a PDF.

The file itself lies under PDF letters. A web page and a text have its words, which every screen
shows and every voice reads; Word has pictures of its sheets behind the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from appeal_cli.files.pdf_file import opened_pdf
from appeal_cli.importing.letterheads.letterhead import (
    Letterhead,
    escaped,
    template_yaml,
    window_head,
)
from appeal_cli.importing.letterheads.pdf_sheets import Sheet, sheets_of
from appeal_cli.importing.letterheads.under import PAPER, printed_on
from appeal_cli.importing.letterheads.word_paper import RUNNING, Drawn, word_paper
from appeal_cli.letter.paper import Paper
from appeal_cli.page.elements import ON_SCREEN
from appeal_cli.page.fonts import coverage, missing_glyphs
from appeal_cli.page.template import load_template
from appeal_cli.problems import AppealError, Kind, Problem, shortened
from appeal_cli.writers.pdf.foreign import Foreign, Wish, taken_as_figures, taken_as_pictures

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_SHEETS = 2

_USUAL = {"top": 20.0, "right": 15.0, "bottom": 20.0, "left": 30.0}
"""The margins of a letter, in millimetres, where the paper leaves them free."""

_GAP = 6.0
"""How far a letter's text stays from what is on the paper."""

_DOTS = 200
"""How many dots an inch of Word's pictures has."""


@dataclass(frozen=True)
class PdfWish:
    """How a PDF becomes a letterhead: the words on it, where it does not say them itself; whether
    its sheets become pictures; whether the first lies under every page."""

    text: str = ""
    as_image: bool = False
    on_every_page: bool = False


def letterhead_of_pdf(data: bytes, wish: PdfWish, path: Path) -> Letterhead:
    """The template of the paper in the PDF file.

    Raises AppealError for what no letter may hold (as `taken_as_figures` does), for paper that
    says nothing to those who can't see it, and for one without room for a letter.
    """
    try:
        return _made(data, wish, path)
    except AppealError as error:
        raise AppealError(*(_placed(each, path) for each in error.problems)) from None


def _made(data: bytes, wish: PdfWish, path: Path) -> Letterhead:
    paper, problems = _cut(data, wish)
    sheets = list(sheets_of(paper))
    for number, sheet in enumerate(sheets, 1):
        _refuse_full(sheet, number)
        if sheet.is_on_pale:
            message = f"letters are printed over what is pale on page {number}"
            problems.append(Problem(message, severity="warning", kind=Kind.LETTERHEAD))
    head, foot = _words(sheets[0], wish)
    text = "\n".join((*head, *foot))
    taken = _taken(paper, text, wish)
    margins = _margins(sheets)
    files = {
        "template.yaml": _about(sheets[0], margins, text, path),
        "letterhead.html.j2": _page(*_drawn(head, foot, problems)).encode(),
        "head.html.j2": _HEAD.encode(),
        "letterhead.css": (_LOOK + _needed(margins)).encode(),
        "letterhead-first.css": _FIRST.format(margins["first"]).encode(),
        PAPER: taken.data,
        "reference.docx": _word(taken, sheets, margins, text),
    }
    return Letterhead(files, [_placed(each, path) for each in problems])


def _placed(problem: Problem, path: Path) -> Problem:
    """The problem at the file."""
    return replace(problem, file=str(path), kind=Kind.LETTERHEAD)


def _cut(data: bytes, wish: PdfWish) -> tuple[bytes, list[Problem]]:
    """The sheets as large as they are cut, those that letters are printed on; and what is left
    out."""
    problems: list[Problem] = []
    with opened_pdf(data, "the file") as pdf:
        kept = 1 if wish.on_every_page else MOST_SHEETS
        if len(pdf.pages) > kept:
            message = f"of its {len(pdf.pages)} pages, the first {'is' if kept == 1 else 'two are'}"
            problems.append(Problem(f"{message} used", severity="warning"))
        del pdf.pages[kept:]
        if wish.on_every_page:
            pdf.pages.append(pdf.pages[0])
        for page in pdf.pages:
            if any("/A" in each or "/Dest" in each for each in page.obj.get("/Annots", ())):
                message = "its links are left out: they are words"
                problems.append(Problem(message, severity="notice"))
            page.mediabox = page.cropbox = page.trimbox
        written = BytesIO()
        pdf.save(written, static_id=True)
    return written.getvalue(), problems


def _refuse_full(sheet: Sheet, number: int) -> None:
    if not sheet.has_room:
        room = sheet.room
        size = f"{room.right - room.left:.0f} × {room.bottom - room.top:.0f} mm"
        where = f"{size}, {room.top:.0f} mm from the top"
        message = f"page {number} has no room for a letter: its largest blank place has {where}"
        raise AppealError(Problem(message, hint="give a sheet with the letterhead alone"))


def _words(sheet: Sheet, wish: PdfWish) -> tuple[list[str], list[str]]:
    """The lines above the letter's text, and those below it."""
    if wish.text:
        return [each.strip() for each in wish.text.splitlines() if each.strip()], []
    lines = [*sheet.head, *sheet.foot]
    if not lines or not all(map(str.isprintable, lines)):
        message = "its words are drawn, and can't be read by those who can't see them"
        hint = "say them: `--text 'Sample Trust, 1 Muster Street'`"
        raise AppealError(Problem(message, hint=hint))
    return sheet.head, sheet.foot


def _taken(paper: bytes, text: str, wish: PdfWish) -> Foreign:
    instead = "" if wish.as_image else "take it as a picture: --as-image"
    how = taken_as_pictures if wish.as_image else taken_as_figures
    return how(paper, text, Wish("the file", "und", instead))


def _margins(sheets: Sequence[Sheet]) -> dict[str, float]:
    """The margins of all pages, that above the text of the first page, and that of the others."""
    found = dict(_USUAL)
    for sheet in sheets:
        width, height = sheet.size
        found["left"] = max(found["left"], _beside(sheet.room.left))
        found["right"] = max(found["right"], _beside(width - sheet.room.right))
        found["bottom"] = max(found["bottom"], _beside(height - sheet.room.bottom))
    first, *others = (_beside(each.room.top) for each in sheets)
    found["first"] = max(_USUAL["top"], first)
    found["top"] = max(_USUAL["top"], *(each + RUNNING for each in others if each), 0)
    return {name: round(each, 1) for name, each in found.items()}


def _of_all(margins: Mapping[str, float]) -> dict[str, float]:
    """The margins that no page has less of, in the order in which CSS has them."""
    return {
        **{side: margins[side] for side in _USUAL},
        "top": min(margins["top"], margins["first"]),
    }


def _beside(edge: float) -> float:
    """Where a text may begin beside what ends there."""
    return edge + _GAP if edge else 0


def _about(sheet: Sheet, margins: dict[str, float], text: str, path: Path) -> bytes:
    title = shortened(text.splitlines()[0], 60)
    return template_yaml(title, path, sheet.size, _of_all(margins), printed_on(text))


def _drawn(
    head: list[str], foot: list[str], problems: list[Problem]
) -> tuple[list[str], list[str]]:
    """The lines without characters that the fonts lack, each of which is reported."""
    known = coverage(load_template().fonts)
    lacking = missing_glyphs("".join((*head, *foot)), known)
    for each in lacking:
        message = f"in the PDF alone: the character `{each}`, which the fonts lack"
        problems.append(Problem(message, severity="warning"))
    cut = str.maketrans(dict.fromkeys(lacking, ""))
    made = [[line.translate(cut).strip() for line in lines] for lines in (head, foot)]
    return made[0], made[1]


def _word(taken: Foreign, sheets: Sequence[Sheet], margins: dict[str, float], text: str) -> bytes:
    """The Word document with the sheets behind its text."""
    width, height = sheets[0].size
    paper = Paper(width, height, **_of_all(margins))
    texts = [text, "\n".join((*sheets[-1].head, *sheets[-1].foot)) or text]
    tops = [margins["first"], margins["top"]]
    images = _images(taken.data)
    return word_paper(paper, [*map(Drawn, images, texts, tops)])


def _images(data: bytes) -> Iterator[Image]:
    from pypdfium2 import PdfDocument

    with PdfDocument(data) as document:
        for page in document:
            yield page.render(scale=_DOTS / 72).to_pil()


# The files

_HEAD = """\
<link rel="stylesheet" href="letterhead.css">
{% if not letter.window %}<link rel="stylesheet" href="letterhead-first.css">
{% endif -%}
"""

_FIRST = """\
/* The first page, whose text begins below what is on the paper. */
@page :first {{ margin-top: {:g}mm; }}
"""

_LOOK = """\
/* The words of the paper, where they are not printed. */
@media screen {
  body { display: flex; flex-direction: column; }
  .paper-foot { order: 1; margin-top: 14pt; font-size: 0.85rem; text-align: center; }
  .paper-foot p { margin: 0; }
}
"""


def _page(head: list[str], foot: list[str]) -> str:
    """What a web page and a text have at the head and the foot of the letter."""
    classes = ("", *[' class="contact"'] * len(head))
    own = "\n".join(
        f"<p{kind}>{escaped(each)}</p>" for kind, each in zip(classes, head, strict=False)
    )
    made = [
        "{#- The words of letterhead.pdf, which lies under PDF letters, as HTML and text have",
        "    them; Word has its own in reference.docx. Change all. -#}",
        window_head(
            f'<div class="{ON_SCREEN}">\n{own}\n</div>\n',
            f'{{% else -%}}\n<header class="office letterhead {ON_SCREEN}">\n{own}\n</header>\n',
        ).rstrip("\n"),
    ]
    if foot:
        own = "\n".join(f"<p>{escaped(each)}</p>" for each in foot)
        made.append(f'<footer class="office {ON_SCREEN} paper-foot">\n{own}\n</footer>')
    return "\n".join(made) + "\n"


def _needed(margins: dict[str, float]) -> str:
    """The margins that the paper needs, whatever an appeal says."""
    rules = (
        f" margin-{side}: {margins[side]:g}mm;"
        for side, usual in _USUAL.items()
        if margins[side] > usual
    )
    return f"@page {{{''.join(rules)} }}\n"
