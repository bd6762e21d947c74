"""An office's paper: the header and footer of the first page and of those that follow, and the
page's size and margins, as its Word document has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from appeal_cli.files.office.copying import copied
from appeal_cli.files.office.docx_engine import (
    RT,
    DocumentPart,
    XmlPart,
    main_part,
    members_of,
    qn,
)
from appeal_cli.files.office.word_cleaning import clean_word
from appeal_cli.files.office.word_taken import Account
from appeal_cli.files.office.wordml import (
    TWIPS_PER_MM,
    Element,
    drop,
    find,
    find_all,
    number,
    switched_on,
    value,
    w,
)
from appeal_cli.files.office.zip_parts import pack
from appeal_cli.importing.letterheads.page_borders import PageBorders, page_borders
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.writers.word.headers import new_header

_MODE = "compatibilityMode"
_MOST_IN_BODY = 12
"""The most paragraphs of a letterhead that stands in the body of a document."""


@dataclass(frozen=True)
class Strip:
    """A header or footer: its part, in which its pictures are called by ids, and its blocks."""

    part: XmlPart = field(repr=False)

    @property
    def blocks(self) -> list[Element]:
        """The paragraphs and tables."""
        return blocks_of(self.part.element)

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it that anybody would see."""
        return not (words_of(self.part.element) or has_pictures(self.part.element))


@dataclass(frozen=True)
class Paper:
    """The paper: `first` and `following` are header and footer of pages, by `header` and
    `footer`; the same where all pages are alike. Sizes are millimetres, of the page and of its
    margins; those of `header` and `footer` are from the edge of the page."""

    reference: bytes = field(repr=False)
    document: DocumentPart = field(repr=False)
    first: Mapping[str, Strip]
    following: Mapping[str, Strip]
    size: tuple[float, float]
    margins: Mapping[str, float]
    account: Account
    borders: PageBorders
    left: tuple[str, ...] = ()

    @property
    def tables_reach_out(self) -> bool:
        """Whether tables begin left of the text, by the room in their cells: Word puts their words
        at the margin in documents of versions before 2013."""
        settings: Any = next(
            (
                each.target_part
                for each in self.document.rels.values()
                if each.reltype == RT.SETTINGS
            ),
            None,
        )
        modes = () if settings is None else settings.element.iter(qn("w:compatSetting"))
        found = [value(each) for each in modes if value(each, ".", "w:name") == _MODE]
        return not any(mode and mode.isdecimal() and int(mode) >= 15 for mode in found)

    @property
    def are_alike(self) -> bool:
        """Whether all pages have the same header and footer."""
        return self.first == self.following


def paper_of(data: bytes, file: str) -> Paper:
    """The paper of the Word document in the bytes.

    A letterhead that stands in the body, before its first empty line, becomes the header of the
    first page. Raises AppealError where there is none, and for a file that is no Word document.
    """
    clean = clean_word(data, file, with_body=True)
    document = main_part(clean.file)
    assert isinstance(document, DocumentPart)
    body = document.element.body
    section, strips = _section(body), _strips(document)
    left: tuple[str, ...] = ()
    if all(strip.is_blank for kind, strip in strips.items() if kind[0] == "header"):
        left = _move_into_header(document, body, section, file)
        strips = _strips(document)
    reference = clean_word(pack(members_of(document.package)), file).file
    kind = "first" if switched_on(find(section, "w:titlePg")) else "default"
    first, following = (_of_page(each, strips) for each in (kind, "default"))
    size, margins = _sizes(section)
    borders = page_borders(section, size, margins, strips.keys(), kind)
    return Paper(reference, document, first, following, size, margins, clean.account, borders, left)


def blocks_of(parent: Element) -> list[Element]:
    """The paragraphs and tables in the element."""
    return [each for each in parent if each.tag in (qn("w:p"), qn("w:tbl"))]


def words_of(element: Element) -> str:
    """The words in the element, those of fields that only count pages left out."""
    return "".join(each.text or "" for each in element.iter(qn("w:t"))).strip()


def has_pictures(element: Element) -> bool:
    """Whether something is drawn in the element."""
    return next(element.iter(qn("w:drawing"), qn("w:pict")), None) is not None


def _section(body: Element) -> Element:
    """The settings of the last section, made where the document has none."""
    last = body[-1] if len(body) else None
    if last is None or last.tag != qn("w:sectPr"):
        last = w("sectPr", w("pgSz", w=11906, h=16838), w("pgMar", **_USUAL))
        body.append(last)
    return last


_USUAL = {"top": 1134, "right": 850, "bottom": 1134, "left": 1701, "header": 567, "footer": 567,
          "gutter": 0}  # fmt: skip


def _strips(document: DocumentPart) -> dict[tuple[str, str], Strip]:
    """Header and footer by what they are and for which pages; one that a section lacks is that
    of the section before (ISO/IEC 29500-1, 17.10.2)."""
    found: dict[tuple[str, str], Strip] = {}
    for section in document.element.body.iter(qn("w:sectPr")):
        for what in ("header", "footer"):
            for each in find_all(section, f"w:{what}Reference"):
                part: Any = document.related_parts.get(each.get(qn("r:id"), ""))
                if part is not None:
                    found[what, value(each, ".", "w:type") or "default"] = Strip(part)
    return found


def _of_page(kind: str, strips: Mapping[tuple[str, str], Strip]) -> dict[str, Strip]:
    found = {what: strips.get((what, kind)) for what in ("header", "footer")}
    return {what: strip for what, strip in found.items() if strip and not strip.is_blank}


def _sizes(section: Element) -> tuple[tuple[float, float], dict[str, float]]:
    def millimetres(path: str, name: str, usual: int) -> float:
        found = number(section, path, f"w:{name}")
        return round(abs(usual if found is None else found) / TWIPS_PER_MM, 1)

    width, height = millimetres("w:pgSz", "w", 11906), millimetres("w:pgSz", "h", 16838)
    margins = {name: millimetres("w:pgMar", name, usual) for name, usual in _USUAL.items()}
    margins["left"] += margins.pop("gutter")
    return (width, height), margins


# A letterhead in the body


def _move_into_header(
    document: DocumentPart, body: Element, section: Element, file: str
) -> tuple[str, ...]:
    """Makes what stands at the head of the body the header of the first page; the words of what
    was left out of it."""
    head = list(_head_of(body))
    if not head:
        raise _without(file)
    blanks = [each for each in head if _is_to_fill_in(each)]
    for each in find_all(section, "w:headerReference"):
        section.remove(each)
    part = new_header(document, section, "first", "word/header_of_the_body.xml")
    for block in head:
        if block not in blanks:
            part.element.append(_moved(block, document, part))
    if head[-1].tag == qn("w:tbl"):
        part.element.append(_line_of_nothing())
    _stand_at_the_top(section)
    return tuple(map(words_of, blanks))


def _line_of_nothing() -> Element:
    """The paragraph that a header ends with, where a table is the last of it: it has no room."""
    spacing = w("spacing", before=0, after=0, line=20, lineRule="exact")
    return w("p", w("pPr", spacing, w("rPr", w("sz", val=2))))


def _head_of(body: Element) -> Iterator[Element]:
    """The blocks before the first empty line, or to the last picture where no line is empty;
    none where that is no letterhead."""
    blocks = blocks_of(body)
    shown = [bool(words_of(each) or has_pictures(each)) for each in blocks]
    begin = shown.index(True) if any(shown) else len(blocks)
    end = next((at for at in range(begin, len(blocks)) if not shown[at]), None)
    if end is None:
        drawn = [at + 1 for at in range(begin, len(blocks)) if has_pictures(blocks[at])]
        end = drawn[-1] if drawn else begin
    return iter(blocks[begin:end] if end - begin <= _MOST_IN_BODY else ())


def _is_to_fill_in(block: Element) -> bool:
    """Whether the paragraph is a line for date and number, to be filled in by hand."""
    return "___" in words_of(block)


def _moved(block: Element, document: DocumentPart, part: XmlPart) -> Element:
    """A copy of the block for the part, without the end of a section."""
    made = copied(block, document, part)
    for inner in list(made.iter(qn("w:sectPr"))):
        drop(inner)
    return made


def _stand_at_the_top(section: Element) -> None:
    """Lets headers begin where the text of the body did."""
    margins = find(section, "w:pgMar")
    if margins is not None:
        margins.set(qn("w:header"), margins.get(qn("w:top"), str(_USUAL["top"])))


def _without(file: str) -> AppealError:
    hint = (
        "put it into the header in Word, or at the head of the document with an empty line below it"
    )
    message = "no letterhead was found, neither in its header nor at the head of its body"
    return AppealError(Problem(message, file, hint=hint, kind=Kind.LETTERHEAD))
