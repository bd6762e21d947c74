"""The letter's HTML put into a reference document, whose styles say how it looks.

Class names are style names. A paragraph takes the style with the name of its own class,
else of the nearest class around it (`<header class="letterhead">`: Letterhead), else
its element's own: Body Text, Heading 1, List Bullet and so on.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from lxml import html

from appeal_cli.files.office.wordml import Element, drop, find, w
from appeal_cli.letter.paper import Paper
from appeal_cli.page.faces import Faces
from appeal_cli.page.narrow import too_narrow
from appeal_cli.page.page import Page
from appeal_cli.page.stationery import Envelope, LabelSheet
from appeal_cli.page.tree import INLINE, Html, pieces
from appeal_cli.problems import AppealError, Problem, raise_for
from appeal_cli.writers.word.directions import is_rtl
from appeal_cli.writers.word.gapped_document import GappedDocument
from appeal_cli.writers.word.gaps import with_gaps
from appeal_cli.writers.word.languages import language_attribute, language_of
from appeal_cli.writers.word.lists import items
from appeal_cli.writers.word.open_document import OpenDocument, open_document, parts_of
from appeal_cli.writers.word.order import OF_SECTIONS, insert
from appeal_cli.writers.word.page_label import label_pages
from appeal_cli.writers.word.page_places import placed_on_paper
from appeal_cli.writers.word.paragraphs import Rule, no_rule, paragraph
from appeal_cli.writers.word.parts import is_far_from_end, joined, kept_together
from appeal_cli.writers.word.properties import Properties
from appeal_cli.writers.word.running import running_header
from appeal_cli.writers.word.smaller import set_smaller
from appeal_cli.writers.word.stationery import frame_addressee, label_tables
from appeal_cli.writers.word.tables import roomy, table
from appeal_cli.writers.word.two_sides import line_of_text
from appeal_cli.writers.word.windows import anchored, beside_logo, fold_marks, frame_window

_EMU_PER_MM = 36_000


def gapped_document(
    page: Page,
    lines: tuple[str, ...],
    reference_doc: bytes,
    defaults: bytes | None,
    faces: Faces,
    papers: Sequence[Paper] = (),
    *,
    is_short: bool = False,
) -> GappedDocument:
    """The reference document filled in with what such pages share, for any words in the
    gaps of their lines.

    `defaults` is the document from which the styles come that the reference document
    lacks, `faces` measure the words of tables, and `papers` are what is said of the page. One that
    `is_short` surely has one page.
    Raises AppealError where a document is no Word file, or the HTML holds what Word has no
    rule for.
    """
    root = with_gaps(page, lines)
    properties = _properties(root)
    _check_elements(root)
    language = language_of(root)
    document = open_document(reference_doc, defaults, language, page.images, faces, papers)
    raise_for([*too_narrow(page, document.width / _EMU_PER_MM)])
    document.styles.set_language(**{"val": language, language_attribute(language): language})
    label = root.find("head/meta[@name='page-label']")
    header = running_header(root, document, is_short=is_short)
    if header or label is not None:
        said = "" if header or label is None else label.get("content") or ""
        label_pages(document.part, said)
    _frame(page, document, keeps_own=not papers)
    section = document.section
    if is_rtl(root) and find(section, "w:bidi") is None:
        insert(section, w("bidi"), OF_SECTIONS)
    _leave_to_the_reference(root, document)
    blocks = _body(root, page, document)
    for block in anchored(blocks) if is_rtl(root) else blocks:
        section.addprevious(block)
    return GappedDocument(parts_of(document), properties, header)


def _leave_to_the_reference(root: Html, document: OpenDocument) -> None:
    """Takes out of the page what the reference document has in its headers and footers; its place
    above a window stays, so that no text goes there."""
    left_out = {_OFFICE, *(_LETTERHEADS if document.has_letterhead else ())}
    for element in [*root.iter("header", "footer")]:
        classes = (element.get("class") or "").split()
        if left_out.isdisjoint(classes):
            continue
        if _ABOVE in classes:
            element[:] = [html.fromstring("<p>\u00a0</p>")]
        else:
            drop(element)


_OFFICE = "office"
"""The class of headers and footers that Word has in the reference document."""

_ABOVE = "above-window"
"""The class of what stands above a window."""

_LETTERHEADS = ("letterhead", _ABOVE)
"""The classes of an appeal's letterhead."""


def _frame(page: Page, document: OpenDocument, *, keeps_own: bool) -> None:
    """Puts the address where an envelope has it, or its window."""
    about, styles = page.about, document.styles
    if about.place:
        frame_window(styles, document.section, about.window, about.place, keeps_own=keeps_own)
    elif isinstance(about.stationery, Envelope) and not keeps_own:
        frame_addressee(styles, about.stationery)


def _body(root: Html, page: Page, document: OpenDocument) -> Iterator[Element]:
    """All that stands in the document."""
    body, stationery = root.find("body"), page.about.stationery
    if body is None:
        return iter(())
    if isinstance(stationery, LabelSheet):
        return label_tables(body, document, stationery, _blocks)
    own = kept_together(roomy(_blocks(body, document), document), document)
    marks = fold_marks(page.about.place, document) if page.about.place else ()
    return chain(marks, own)


def _check_elements(root: Html) -> None:
    for element in root.iter("*"):
        if element.tag not in ELEMENTS:
            raise no_rule(str(element.tag))


def _properties(root: Html) -> Properties:
    meta = {element.get("name"): element.get("content") or "" for element in root.iter("meta")}
    title = root.find("head/title")
    return Properties(
        title=" ".join((title.text or "").split()) if title is not None else "",
        author=meta.get("author", ""),
        created=_moment(meta.get("dcterms.created", "")),
        modified=_moment(meta.get("dcterms.modified", "")),
        language=root.get("lang") or "",
    )


def _moment(text: str) -> str:
    """The date, or the date and time, as W3CDTF in UTC; a day begins at midnight."""
    if not text:
        return ""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise AppealError(Problem(f"`{text}` is not a date", hint="write 2013-10-17")) from None
    if moment.tzinfo:
        moment = moment.astimezone(datetime.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


# Blocks


def _blocks(element: Html, document: OpenDocument) -> Iterator[Element]:
    """The paragraphs and tables of what stands in the element."""
    for piece in pieces(element):
        if isinstance(piece, list):
            yield from paragraph(element, document, piece)
        else:
            yield from _block(piece, document)


def _part(element: Html, document: OpenDocument) -> Iterator[Element]:
    """The same for a part of the letter, at the place on paper that the classes of a group say."""
    classes = frozenset((element.get("class") or "").split())
    made = joined(element, _blocks(element, document), document)
    if _ABOVE in classes:
        beside_logo(made)
    if "group" not in classes:
        return iter(made)
    if is_far_from_end(element):
        classes -= {"keep-with-next"}
    return placed_on_paper(made, classes)


def _address(element: Html, document: OpenDocument) -> Iterator[Element]:
    """The same, smaller where its class says so."""
    made = list(_part(element, document))
    set_smaller(made, element, document.styles)
    return iter(made)


def _block(element: Html, document: OpenDocument) -> Iterator[Element]:
    """The paragraphs and tables of the element itself."""
    rule = RULES.get(str(element.tag))
    if rule is None:
        raise no_rule(str(element.tag), " here")
    return rule(element, document)


def _hidden(element: Html, document: OpenDocument) -> Iterator[Element]:
    """Nothing: what the element says stands in the file's properties, or nowhere."""
    return iter(())


RULES: Mapping[str, Rule] = {
    **dict.fromkeys(("html", "body", "main"), _blocks),
    **dict.fromkeys(("header", "section", "footer", "div"), _part),
    **dict.fromkeys(("blockquote", "figure"), _part),
    "address": _address,
    "p": line_of_text,
    **dict.fromkeys(("h1", "h2", "h3"), paragraph),
    **dict.fromkeys(("caption", "figcaption"), paragraph),
    **dict.fromkeys(("head", "meta", "title", "link", "style"), _hidden),
    **dict.fromkeys(("ul", "ol"), partial(items, block=_block)),
    "table": partial(table, blocks=_blocks),
}
"""How each element that is no part of a line becomes paragraphs and tables."""

ELEMENTS = frozenset({*RULES, *INLINE, "li", "thead", "tbody", "tr", "th", "td"})
"""Every element that Word has a rule for."""
