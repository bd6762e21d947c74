"""What stands at the tab stops of a line, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from appeal_cli.importing.letterheads.looks import css, row_height, size_of

Stop: TypeAlias = tuple[str, float]
"""A tab stop: its kind, and how many points from the left of the text."""

_BACKWARDS = ("right", "end", "decimal")
"""The stops before which words stand: Word has whole numbers so at a decimal one."""

_BEFORE = {"center": 0.5, **dict.fromkeys(_BACKWARDS, 1.0)}
"""How much of what stands at a stop is before it."""


class Piece(NamedTuple):
    """A piece of a line: its HTML, the stop at which it stands, None at the beginning of the line
    and at the usual stops, how many points it is wide, and what leads to it (17.18.72)."""

    html: str
    stop: Stop | None = None
    wide: float = 0
    leader: str = ""

    @property
    def begin(self) -> float:
        """How many points from the beginning of the line it begins."""
        kind, place = self.stop or ("left", 0.0)
        return place - self.wide * _BEFORE.get(kind, 0)

    @property
    def end(self) -> float:
        """The same of its end."""
        return self.begin + self.wide


class Corner(NamedTuple):
    """Where the places in a line are counted from: how many points the box of its paragraph begins
    beside the text, and how far from its upper or lower edge the line is; and the two sides,
    first that where lines begin."""

    across: float
    down: float
    sides: tuple[str, str]
    edge: str


def corner_of(looks: Mapping[str, str], *, on_foot: bool = False) -> Corner:
    """The corner of a paragraph with those looks: its upper one, or `on_foot` its lower one."""
    sides = ("right", "left") if "direction" in looks else ("left", "right")
    edge = "bottom" if on_foot else "top"
    margin = looks["margin"].split()[1 if sides[0] == "right" else 3]
    across = _points(margin) + _points(looks.get(f"border-{sides[0]}"))
    return Corner(across, _points(looks.get(f"padding-{edge}")), sides, edge)


def begin_of(looks: Mapping[str, str]) -> float:
    """How many points from the beginning of the text the first line of a paragraph begins."""
    across, _, (side, _), _ = corner_of(looks)
    return across + _points(looks.get(f"padding-{side}")) + _points(looks.get("text-indent"))


def _points(said: str | None) -> float:
    return float((said or "0pt").partition("pt")[0])


def at_tabs(pieces: Sequence[Piece], looks: Mapping[str, str], *, on_foot: bool) -> str:
    """The pieces of a line with those looks, each at its stop, and without one, where the usual
    stops are; `on_foot` in a line that pictures make higher than its words. Stops of lines that
    run from the right are measured from there."""
    corner = corner_of(looks, on_foot=on_foot)
    made = pieces[0].html
    for before, piece in pairwise(pieces):
        made += "\t" if piece.stop is None and piece.html else " "
        if piece.leader and piece.begin > before.end:
            made += _leader(before.end, piece, looks, corner)
        made += _at_tab(piece.html, piece.stop, corner) if piece.stop and piece.html else piece.html
    return made


def _at_tab(html: str, stop: Stop, corner: Corner) -> str:
    (kind, place), (begins, ends) = stop, corner.sides
    start = f"{begins}: {-corner.across:g}pt"
    at_end = f"{start}; width: {place:g}pt; text-align: {ends}"
    styles = {
        "center": f"{start}; width: {2 * place:g}pt; text-align: center",
        **dict.fromkeys(_BACKWARDS, at_end),
    }
    style = styles.get(kind, f"{begins}: {place - corner.across:g}pt")
    edge = f"{corner.edge}: {corner.down:g}pt"
    return f'<span style="position: absolute; {edge}; {style}; text-indent: 0">{html}</span>'


def _leader(begin: float, piece: Piece, looks: Mapping[str, str], corner: Corner) -> str:
    """The dots or the line from there to the piece, at the foot of the letters; a border, since
    nobody is to hear them read."""
    size, row = size_of(looks), row_height(looks)
    kind, thick, lower = _LEADERS.get(piece.leader, _LEADERS["underscore"])
    wide, foot = size * thick, row / 2 + size * (_FOOT + lower)
    looks = {
        "position": "absolute",
        corner.sides[0]: f"{begin + _GAP - corner.across:.4g}pt",
        "width": f"{max(piece.begin - begin - 2 * _GAP, 0):.4g}pt",
        corner.edge: f"{corner.down + (0 if corner.edge == 'top' else row - foot):.4g}pt",
        "height": f"{foot - wide if corner.edge == 'top' else 0:.4g}pt",
        "border-bottom": f"{wide:.4g}pt {kind}",
    }
    return f'<span style="{css(looks)}"></span>'


_LEADERS = {
    "dot": ("dotted", 0.1, 0.0),
    "middleDot": ("dotted", 0.1, -0.25),
    "hyphen": ("dashed", 0.08, -0.2),
    "underscore": ("solid", 0.07, 0.13),
    "heavy": ("solid", 0.1, 0.13),
}
"""What leads to a stop: its kind, how thick it is and how much lower than letters it stands, in
sizes of the font, as Word's own signs for it do."""

_FOOT = 0.34
"""How far below the middle of its row a letter stands, in sizes of the font."""

_GAP = 1.0
"""How many points a leader stays away from words."""
