"""Where things stand that have a place of their own on the pages of a Word document: drawings,
frames and tables that text flows around. Measures are millimetres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from appeal_cli.files.office.word_parts import WP
from appeal_cli.files.office.wordml import TWIPS_PER_MM, Element, number, value

EMU = 36_000
"""How many of Word's units of drawings are in a millimetre."""


class Axis(NamedTuple):
    """A place on one axis: from what it is measured (`page`, `text`, `margin` before or `after`
    that; downwards also `here`, the paragraph), how far, and how it is aligned there, if it is."""

    whence: str = "text"
    offset: float = 0
    aligned: str = ""


@dataclass(frozen=True)
class Spot:
    """A place: the two axes; whether the text flows `around` what stands there, goes on `below`
    it, or ignores it (""); how far that stays away; and whether it lies behind the text."""

    across: Axis
    down: Axis
    wrap: str = ""
    gap: float = 0
    is_behind: bool = False


@dataclass(frozen=True)
class Room:
    """The page around a header or a footer: its size and margins, and how far the strip is from
    the upper or the lower edge; whether tables reach out (see `Paper`)."""

    size: tuple[float, float]
    margins: Mapping[str, float]
    edge: float
    is_foot: bool = False
    tables_reach_out: bool = False

    @property
    def width(self) -> float:
        """How wide the text is."""
        return self.size[0] - self.margins["left"] - self.margins["right"]

    def left(self, axis: Axis, width: float) -> float:
        """How far what is so wide begins from the left of the text."""
        before, after = self.margins["left"], self.margins["right"]
        areas = {
            "page": (-before, self.size[0]),
            "before": (-before, before),
            "after": (self.width, after),
        }
        return _along(axis, areas.get(axis.whence, (0, self.width)), width)

    def top(self, axis: Axis, height: float) -> float:
        """How far what is so high begins from the upper edge of the page."""
        above, below = self.margins["top"], self.margins["bottom"]
        high = self.size[1]
        areas = {
            "page": (0, high),
            "before": (0, above),
            "after": (high - below, below),
        }
        return _along(axis, areas.get(axis.whence, (above, high - above - below)), height)


def _along(axis: Axis, area: tuple[float, float], length: float) -> float:
    start, whole = area
    if axis.aligned in ("right", "bottom", "outside"):
        return start + whole - length
    if axis.aligned == "center":
        return start + (whole - length) / 2
    return start + (0 if axis.aligned else axis.offset)


_WHENCE = {
    **{"page": "page", "leftMargin": "before", "insideMargin": "before", "topMargin": "before"},
    **{"rightMargin": "after", "outsideMargin": "after", "bottomMargin": "after"},
    **{"paragraph": "here", "line": "here"},
}
_WRAPS = {
    **dict.fromkeys(("wrapSquare", "wrapTight", "wrapThrough"), "around"),
    "wrapTopAndBottom": "below",
}


def spot_of_anchor(anchor: Element) -> Spot:
    """The place of a `wp:anchor` (ISO/IEC 29500-1, 20.4.2.3)."""
    across, down = (_axis_of(anchor.find(f"{WP}position{axis}")) for axis in "HV")
    kinds = (_WRAPS.get(str(each.tag).rpartition("}")[2], "") for each in anchor)
    wrap = next(filter(None, kinds), "")
    gap = max(_whole(anchor.get(side)) for side in ("distL", "distR")) / EMU
    return Spot(across, down, wrap, gap, anchor.get("behindDoc") in ("1", "true"))


def _axis_of(position: Element | None) -> Axis:
    if position is None:
        return Axis()
    whence = _WHENCE.get(position.get("relativeFrom", ""), "text")
    offset = _whole(position.findtext(f"{WP}posOffset")) / EMU
    return Axis(whence, offset, position.findtext(f"{WP}align") or "")


def _whole(text: str | None) -> int:
    said = (text or "").strip()
    return int(said) if said.lstrip("-").isdecimal() else 0


def spot_of_frame(frame: Element) -> Spot:
    """The place of a `w:framePr` (ISO/IEC 29500-1, 17.3.1.11)."""
    kinds = {"none": "", "through": "", "notBeside": "below"}
    wrap = kinds.get(value(frame, ".", "w:wrap") or "", "around")
    across = _axis(frame, "text", "w:hAnchor", "w:x", "w:xAlign")
    down = _axis(frame, "here", "w:vAnchor", "w:y", "w:yAlign")
    return Spot(across, down, wrap, _twips(frame, "w:hSpace"))


def spot_of_table(placed: Element) -> Spot:
    """The place of a `w:tblpPr` (ISO/IEC 29500-1, 17.4.57)."""
    across = _axis(placed, "text", "w:horzAnchor", "w:tblpX", "w:tblpXSpec")
    down = _axis(placed, "here", "w:vertAnchor", "w:tblpY", "w:tblpYSpec")
    gap = max(_twips(placed, f"w:{side}FromText") for side in ("left", "right"))
    return Spot(across, down, "around", gap)


def _axis(element: Element, text: str, anchor: str, offset: str, aligned: str) -> Axis:
    """A place on an axis; `text` is what that of the words is called on it."""
    whence = value(element, ".", anchor) or "text"
    names = {"page": "page", "margin": "text", "text": text}
    return Axis(
        names.get(whence, text), _twips(element, offset), value(element, ".", aligned) or ""
    )


def _twips(element: Element, name: str) -> float:
    return (number(element, ".", name) or 0) / TWIPS_PER_MM
