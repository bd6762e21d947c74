"""A drawing of a Word document as what HTML can show of it: pictures, boxes and lines, with words
in them, each in its place. Measures are millimetres."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from appeal_cli.files.millimetres import MM
from appeal_cli.files.office.wordml import Element
from appeal_cli.importing.images import WHOLE, Crop
from appeal_cli.importing.letterheads.spots import Spot


@dataclass(frozen=True)
class Box:
    """A place within a drawing, and how large what stands there is."""

    left: float = 0
    top: float = 0
    width: float = 0
    height: float = 0


@dataclass(frozen=True)
class Shape:
    """A picture or a shape: the id and the crop of its picture, if it is one; its words, as blocks
    of Word or as one drawn line; its looks as CSS; and what is `lost` of it in HTML."""

    box: Box
    picture: str = ""
    crop: Crop = WHOLE
    words: Element | None = field(default=None, repr=False)
    drawn: str = ""
    looks: Mapping[str, str] = field(default_factory=dict)
    padding: Sequence[float] = (0, 0, 0, 0)
    vertically: str = "top"
    turned: int = 0
    lost: str = ""


@dataclass(frozen=True)
class Drawing:
    """A drawing: how wide and high it is, its words for those who can't see it, what is in it, and
    its place, None where it stands in its line."""

    width: float
    height: float
    alt: str
    shapes: Sequence[Shape]
    spot: Spot | None = None

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture and nothing else."""
        return len(self.shapes) == 1 and bool(self.shapes[0].picture)


_PLAIN = ("rect", "flowChartProcess", "")
_LINES = ("line", "straightConnector1")
_ROUND = 1 / 6
"""How round the corners of a box are, of its shorter side, without being told."""

_STRAIGHT = 0.5
"""How much of a slope is none, in millimetres."""


def looks_of_form(
    form: str, box: Box, fill: str, line: tuple[float, str, str]
) -> tuple[Box, dict[str, str], str]:
    """The place, the CSS and the loss of a shape of that form, with that fill and a line that is
    so many points wide, of that style and colour; no fill and no colour are ""."""
    wide, style, colour = line
    said = f"{wide:.4g}pt {style} {colour}"
    if form in _LINES:
        return _rule(box, said, wide) if colour else (box, {}, "")
    looks = {"background-color": fill} if fill else {}
    if colour:
        looks["border"] = said
    if not looks or form in _PLAIN:
        return box, looks, ""
    if form == "ellipse":
        return box, looks | {"border-radius": "50%"}, ""
    if form == "roundRect":
        radius = min(box.width, box.height) * _ROUND
        return box, looks | {"border-radius": f"{radius:.4g}mm"}, ""
    return box, {}, f"a shape of the form `{form}`"


def _rule(box: Box, said: str, wide: float) -> tuple[Box, dict[str, str], str]:
    half = wide * MM / 2
    if box.height <= _STRAIGHT:
        return Box(box.left, box.top - half, box.width, 0), {"border-top": said}, ""
    if box.width <= _STRAIGHT:
        return Box(box.left - half, box.top, 0, box.height), {"border-left": said}, ""
    return box, {}, "a sloping line"
