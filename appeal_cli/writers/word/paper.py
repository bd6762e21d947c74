"""The paper of a Word document: its section, and what its styles measure from the paper's edges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import Element, find, number, twips, w
from appeal_cli.letter.paper import Paper
from appeal_cli.writers.word.order import OF_SECTIONS, insert

_MARGINS = ("top", "right", "bottom", "left")

_FAR = 1 / 3
"""From which part of the text's width on a place is meant as one of that width, and moves with
it: where the addressee begins, a tab in the middle or at the right."""


def put_on_paper(section: Element, papers: Sequence[Paper]) -> None:
    """Gives the section the sizes and the margins that are said, those that come last. A margin
    on the left is where the text begins: no gutter is added to it."""
    size, margins = _child(section, "pgSz"), _child(section, "pgMar")
    for paper in papers:
        if paper.width and paper.height:
            size.attrib.pop(qn("w:code"), "")  # of the size that it had
            _set(size, "w", paper.width)
            _set(size, "h", paper.height)
            size.attrib.pop(qn("w:orient"), "")
            if paper.width > paper.height:
                size.set(qn("w:orient"), "landscape")
        for side in _MARGINS:
            if (length := getattr(paper, side)) is not None:
                _set(margins, side, length)
        if paper.left is not None:
            _set(margins, "gutter", 0)


def fit_to_width(roots: Iterable[Element], before: int, now: int) -> None:
    """Moves what stands far from the left edge of the text, and widens frames that were as wide
    as it, in the parts of a document whose text was so many twips wide before."""
    if before == now or before <= 0:
        return
    for root in roots:
        for tag, names in (("tab", ["pos"]), ("ind", ["left", "start"])):
            for element in root.iter(qn(f"w:{tag}")):
                for name in names:
                    _scale(element, name, before * _FAR, now / before)
        for frame in root.iter(qn("w:framePr")):
            if number(frame, ".", "w:w") == before:
                frame.set(qn("w:w"), str(now))


def place_frame(style: Element | None, box: tuple[float, float, float, float]) -> None:
    """Puts the frame of a style, if it has one, at a place of the page: so many millimetres from
    its left and its upper edge, so wide and so high."""
    frame = None if style is None else find(style, "w:pPr/w:framePr")
    if frame is not None:
        for name, length in zip("xywh", box, strict=True):
            _set(frame, name, length)


def _scale(element: Element, name: str, least: float, by: float) -> None:
    found = number(element, ".", f"w:{name}")
    if found is not None and found > least:
        element.set(qn(f"w:{name}"), str(round(found * by)))


def _child(section: Element, tag: str) -> Element:
    """The child of the section, made in its place where there is none."""
    found = find(section, f"w:{tag}")
    if found is None:
        found = w(tag)
        insert(section, found, OF_SECTIONS)
    return found


def _set(element: Element, name: str, length: float) -> None:
    element.set(qn(f"w:{name}"), str(twips(length)))
