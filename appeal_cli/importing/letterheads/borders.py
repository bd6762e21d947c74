"""Borders and shades of paragraphs and cells, as CSS."""

from __future__ import annotations

import re

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import Element, number

_LINES = {"dotted": "dotted", "dashed": "dashed", "dashSmallGap": "dashed", "dotDash": "dashed",
          "dotDotDash": "dashed"}  # fmt: skip

_DARK = 64
"""How bright a shade is at most, of 255, on which Word's words are white."""

_SEVERAL, _THIN = {"double": 3, "triple": 5}, 1.5
"""How many times its size a border of several lines is, with the room between; and how many points
a thin line beside a thick one and the room between add (ISO/IEC 29500-1, 17.18.2)."""


def border(said: Element) -> str:
    """A border as CSS; "" for none."""
    kind = said.get(qn("w:val"), "none")
    if kind in ("nil", "none"):
        return ""
    colour = said.get(qn("w:color"), "auto")
    width = max((number(said, ".", "w:sz") or 0) / 8, 0.25)
    shown = "currentcolor" if colour == "auto" else f"#{colour}"
    if kind in _SEVERAL:
        return f"{width * _SEVERAL[kind]:g}pt double {shown}"
    if kind.startswith("thin"):
        return f"{width + _THIN:g}pt double {shown}"
    return f"{width:g}pt {_LINES.get(kind, 'solid')} {shown}"


def width_of(line: str) -> float:
    """How many points wide a border is, of that CSS."""
    return float(line.partition("pt")[0])


def is_drawn(said: Element) -> bool:
    """Whether a border is of lines, and not of waves or small pictures."""
    kind = said.get(qn("w:val"), "none")
    return kind in (*_LINES, *_SEVERAL, "single", "thick") or kind.startswith("thin")


def shade_css(fill: str) -> dict[str, str]:
    """The CSS of a shade, on which words are white where it is dark, as Word has those of no
    colour of their own."""
    if not re.fullmatch("[0-9A-Fa-f]{6}", fill):
        return {}
    red, green, blue = bytes.fromhex(fill)
    is_dark = 0.3 * red + 0.59 * green + 0.11 * blue < _DARK
    return {"background-color": f"#{fill}", **({"color": "#FFFFFF"} if is_dark else {})}
