"""Where the text of pages begins: below what stands at their head and, from the second on, below
the running line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from appeal_cli.importing.letterheads.letter_styles import looks_of_style
from appeal_cli.importing.letterheads.looks import css, row_height
from appeal_cli.importing.letterheads.paper import Paper

_BELOW = 5.0
"""How far the text stands below the running line, in millimetres, as in Word."""

_MM = 25.4 / 72
_STYLE = "header"
"""The style of the running line in Word."""

_KEPT = ("font-size", "font-family", "font-weight", "font-style", "color", "line-height")


class Tops(NamedTuple):
    """How far below the upper edge the text of the first page begins, and that of those that
    follow, in millimetres; and the rules of the running line, which begins where the head of these
    ends."""

    first: float
    following: float
    running: str


def tops_of(paper: Paper, tall: Mapping[str, float]) -> Tops:
    """The same for an office's paper, whose heads are as tall as that."""
    top, edge = paper.margins["top"], paper.margins["header"]
    head = tall.get("first-head", 0)
    ends = edge + tall.get("next-head", 0)
    own = looks_of_style(paper.reference, _STYLE)
    looks = {name: said for name, said in own.items() if name in _KEPT}
    line = row_height(looks) * _MM
    following = max(top, ends + line + _BELOW)
    looks["margin-bottom"] = f"{following - ends - line:.2f}mm"
    return Tops(max(top, edge + head if head else 0), following, f".running {{ {css(looks)}; }}")
