"""Cutting: whether a sheet of labels is just its labels, beside and below one another.

Where it is, each label is made by itself, on a sheet of its own, and moved to its place. A template
decides what a sheet shows: it may have more on it than labels, or place them otherwise than its
measures say. So a sheet is laid out, and what it shows is compared with what its labels show
alone. One of these has more lines than fit: it must move none of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from appeal_cli.files.millimetres import MM_PER_PIXEL
from appeal_cli.letter.letter import Letter, Passage
from appeal_cli.page.page import Page
from appeal_cli.page.stationery import LabelSheet
from appeal_cli.problems import AppealError
from appeal_cli.writers.pdf.engine import as_bytes, paint_aside
from appeal_cli.writers.pdf.layout import Layouter

_CLOSE = 0.02  # CSS pixels between places that are the same

_PLACES = {b"Tm": 4, b"cm": 4, b"re": 0, b"m": 0, b"l": 0, b"c": 0, b"v": 0, b"y": 0}
"""Operators with places among their numbers, and with which of these they begin (ISO 32000-1, 8.4,
8.5 and 9.4)."""

_AROUND = (b"q", b"Q", b"BDC", b"BMC", b"EMC", b"/Span", b"/Artifact")
"""What stands around that which is drawn."""


def is_cut(
    layouter: Layouter, rendered: Callable[..., Page], letter: Letter, sheet: LabelSheet
) -> bool:
    """Whether labels can be made one by one with the template by which letters, the numbers of
    places that stay blank among them, are `rendered`.

    It is tried with labels for the reader of the letter.
    """
    if sheet.count == 1:
        return True
    others = sheet.count - 2
    full, short = _with_lines(letter, round(sheet.height) + 10), _with_lines(letter, 1)
    try:
        alone = [_drawn_on(layouter, rendered(each)) for each in (full, short)]
        many = _drawn_on(layouter, rendered(full, (short,) * others, (0,)))
    except AppealError:
        return False
    in_places = [alone[0], *[alone[1]] * others]
    expected = chain.from_iterable(
        _moved(drawn, sheet.move(place)) for place, drawn in enumerate(in_places, start=1)
    )
    return len(many) == sum(map(len, in_places)) and all(map(_alike, many, expected))


def _with_lines(letter: Letter, count: int) -> Letter:
    """The letter to somebody whose address has so many lines, the first of them too long where
    there are several."""
    lines = (Passage("W" * 80), *[Passage("W")] * count)[-count:]
    return replace(letter, recipient=letter.recipient and replace(letter.recipient, address=lines))


class _Drawn(NamedTuple):
    """What an operator draws, and the places where."""

    what: bytes
    places: tuple[float, ...] = ()


def _drawn_on(layouter: Layouter, page: Page) -> list[_Drawn]:
    """What the page shows, sheet by sheet."""
    painted = paint_aside(layouter.layout(page).document, {})
    return [each for sheet in painted for each in _drawn(as_bytes(sheet.operators[2:]))]


def _drawn(operators: list[bytes]) -> Iterator[_Drawn]:
    """What the operators draw, which begin in CSS pixels."""
    for operator in operators:
        *numbers, name = operator.split()
        if name in _PLACES:
            begin = _PLACES[name]
            end = begin + 2 if name == b"re" else len(numbers)
            places = tuple(map(float, numbers[begin:end]))
            yield _Drawn(b" ".join((*numbers[:begin], *numbers[end:], name)), places)
        elif name not in _AROUND and not operator.startswith(b"<<"):
            yield _Drawn(operator)


def _moved(drawn: list[_Drawn], move: tuple[float, float]) -> Iterator[_Drawn]:
    """The same, so many millimetres further to the right and down."""
    right, down = (each / MM_PER_PIXEL for each in move)
    for what, places in drawn:
        moves = (down if number % 2 else right for number in range(len(places)))
        yield _Drawn(what, tuple(map(float.__add__, places, moves)))


def _alike(one: _Drawn, other: _Drawn) -> bool:
    return one.what == other.what and all(
        abs(first - second) < _CLOSE for first, second in zip(one.places, other.places, strict=True)
    )
