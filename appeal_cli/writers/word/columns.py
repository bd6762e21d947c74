"""Columns: how wide those of a table are, as in the PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from appeal_cli.page.faces import Faces
from appeal_cli.page.tree import INLINE, Html, collapsed

_BREAK = re.compile(
    "[ \t\n\r\f\u00ad\u200b]|(?<=[-\u2010\u2013\u2014])(?=[^\\W\\d])|(?<=/)(?=[^\\W\\d])"
)
"""Where a line may end: at spaces, and after hyphens, dashes and slashes before a letter, the
commonest of UAX 14."""


@dataclass(frozen=True)
class Extent:
    """How wide a cell must be for its longest word, and can be for its longest line."""

    least: float
    most: float


def extent_of(cell: Html, faces: Faces, size: float, *, bold: bool) -> Extent:
    """The extent of what stands in the cell, in the unit of the size of its type."""
    least = most = 0.0
    for line in _lines(cell):
        whole = word = 0.0
        for text, element in line:
            around = [each.tag for each in chain((element,), element.iterancestors())]
            look = {"bold": bold or "strong" in around, "italic": "em" in around}
            whole += faces.width(text, **look)
            begin, *others = _words(text, element)
            word += faces.width(begin, **look)
            for other in others:
                least, word = max(least, word), faces.width(other, **look)
        least, most = max(least, word), max(most, whole)
    return Extent(least * size, most * size)


def _words(text: str, element: Html) -> list[str]:
    """The parts of what stands in the element between which a line may end: in an address or a
    code, which no language has, between all signs (`overflow-wrap: anywhere`)."""
    if _is_whole(element):
        return [text]
    return [*text] if element.get("lang") == "zxx" else _BREAK.split(text)


def _is_whole(element: Html) -> bool:
    """Whether no line ends in what stands in the element."""
    around = chain((element,), element.iterancestors("span"))
    return any("whole" in (each.get("class") or "").split() for each in around)


def _lines(cell: Html) -> Iterator[list[tuple[str, Html]]]:
    """The stretches of text in the cell, each with its element, line for line."""
    found: list[tuple[str, Html]] = []
    for element, text, ends_line in _walked(cell):
        if ends_line and found:
            yield found
            found = []
        words = collapsed(text) if found else collapsed(text).removeprefix(" ")
        if words:
            found.append((words, element))
    if found:
        last, element = found[-1]
        yield [*found[:-1], (last.rstrip(" "), element)]


def _walked(element: Html) -> Iterator[tuple[Html, str, bool]]:
    """Each text in the element with the one that it stands in, and whether a line begins."""
    begins = element.tag not in INLINE
    yield element, element.text or "", begins or element.tag == "br"
    for child in element:
        if isinstance(child.tag, str):
            yield from _walked(child)
        yield element, child.tail or "", child.tag not in INLINE


def column_widths(rows: Sequence[Sequence[tuple[int, Extent]]], width: float) -> list[int]:
    """The widths of the columns of a table that is so wide; each cell is given with the number of
    columns that it spans.

    No column is narrower than its longest word as long as the table has the room; beyond that
    each has its share of the room (CSS Tables 3, 3.9.3.2).
    """
    count = max(sum(span for span, _ in cells) for cells in rows)
    least, most = [0.0] * count, [0.0] * count
    for cells in sorted(_placed(rows), key=lambda cell: cell[1]):
        first, span, extent = cells
        _widen(least, first, span, extent.least)
        _widen(most, first, span, max(extent.least, extent.most))
    return _whole(_shared(least, most, width))


def _placed(rows: Sequence[Sequence[tuple[int, Extent]]]) -> Iterator[tuple[int, int, Extent]]:
    """Each cell with the number of its first column and of those that it spans."""
    for cells in rows:
        column = 0
        for span, extent in cells:
            yield column, span, extent
            column += span


def _widen(widths: list[float], first: int, span: int, wanted: float) -> None:
    """Makes the columns of a cell so wide together, each in proportion to what it is."""
    own = widths[first : first + span]
    lacking, total = wanted - sum(own), sum(own)
    for number, each in enumerate(own if lacking > 0 else ()):
        widths[first + number] += lacking * (each / total if total else 1 / span)


def _shared(least: list[float], most: list[float], width: float) -> list[float]:
    if not sum(most):
        return [width / len(most)] * len(most)
    if width >= sum(most):
        return [width * each / sum(most) for each in most]
    if width <= sum(least):
        return [width * each / sum(least) for each in least]
    part = (width - sum(least)) / (sum(most) - sum(least))
    return [low + (high - low) * part for low, high in zip(least, most, strict=True)]


def _whole(widths: list[float]) -> list[int]:
    """The widths as whole numbers whose sum is that of the widths."""
    ends = [round(sum(widths[: number + 1])) for number in range(len(widths))]
    return [end - begin for begin, end in zip([0, *ends], ends, strict=False)]
