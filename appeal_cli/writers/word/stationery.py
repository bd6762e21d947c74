"""Envelopes and sheets of labels in Word: the addressee in its frame, labels in tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appeal_cli.files.office.wordml import Element, twips, w
from appeal_cli.page.stationery import Envelope, LabelSheet
from appeal_cli.page.tree import Html
from appeal_cli.writers.word.direct import line_of_nothing, put
from appeal_cli.writers.word.open_document import OpenDocument
from appeal_cli.writers.word.paper import place_frame
from appeal_cli.writers.word.paragraphs import Rule
from appeal_cli.writers.word.smaller import set_size, steps_of
from appeal_cli.writers.word.styles import Styles

_SIDES = ("top", "left", "bottom", "right")

_POINTS, _LEADING = 10.0, 1.15
"""The size of a label's text and the height of its lines, as labels/letter.css has them."""


def frame_addressee(styles: Styles, envelope: Envelope) -> None:
    """Puts the paragraphs of the style Addressee where the envelope has them."""
    style = next(styles.chain(styles.find("paragraph", "Addressee")), None)
    place_frame(
        style, (envelope.left, envelope.top, envelope.address_width, envelope.address_height)
    )


def label_tables(
    body: Html, document: OpenDocument, sheet: LabelSheet, blocks: Rule
) -> Iterator[Element]:
    """A table for each sheet of labels, whose cells are where its labels are; `blocks` makes what
    stands in one. Between two tables a page begins."""
    labels = [each for each in body.iter("address", "div") if _is_label(each)]
    for start in range(0, len(labels), sheet.count):
        if start:
            yield line_of_nothing(starts_page=True)
        own = labels[start : start + sheet.count]
        yield _table([_label(each, document, sheet, blocks) for each in own], sheet)
    yield line_of_nothing()


def _is_label(element: Html) -> bool:
    return "label" in (element.get("class") or "").split()


def _table(labels: Sequence[list[Element]], sheet: LabelSheet) -> Element:
    widths = [twips(sheet.width)] * sheet.across
    if sheet.gap_across:
        widths = [each for width in widths for each in (width, twips(sheet.gap_across))][:-1]
    rows = []
    for start in range(0, len(labels), sheet.across):
        if start and sheet.gap_down:
            rows.append(_row([], widths, sheet.gap_down))
        rows.append(_row(labels[start : start + sheet.across], widths, sheet.height))
    properties = w(
        "tblPr",
        w("tblW", w=sum(widths), type="dxa"),
        w("tblInd", w=0, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *(w(side, w=0, type="dxa") for side in _SIDES)),
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=each) for each in widths)), *rows)


def _row(labels: Sequence[list[Element]], widths: Sequence[int], height: float) -> Element:
    """A row of so many millimetres; cells that no label is in, and gaps, show nothing."""
    step = 1 if len(set(widths)) == 1 else 2  # every second cell is a gap
    own = dict(zip(range(0, len(widths), step), labels, strict=False))
    cells = [
        w(
            "tc",
            w("tcPr", w("tcW", w=width, type="dxa")),
            *(own.get(number) or [line_of_nothing()]),
        )
        for number, width in enumerate(widths)
    ]
    properties = w("trPr", w("cantSplit"), w("trHeight", val=twips(height), hRule="exact"))
    return w("tr", properties, *cells)


def _label(element: Html, document: OpenDocument, sheet: LabelSheet, blocks: Rule) -> list[Element]:
    """The paragraphs of a label, as far from its edges as in the PDF."""
    made = list(blocks(element, document))
    points = _POINTS * steps_of(element)
    for number, paragraph in enumerate(made):
        _place(paragraph, sheet, points, is_first=not number)
        set_size(paragraph, points)
    return made


def _place(paragraph: Element, sheet: LabelSheet, points: float, *, is_first: bool) -> None:
    """Gives a paragraph of a label its place."""
    above, right, _, left = map(twips, sheet.padding)
    line = round(points * _LEADING * 20)
    before = above if is_first else 0
    put(paragraph, w("spacing", before=before, after=0, line=line, lineRule="exact"))
    put(paragraph, w("ind", left=left, right=right))
    put(paragraph, w("jc", val="left"))
