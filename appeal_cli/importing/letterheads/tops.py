"""Where the text of pages begins: below what stands at their head and, from the second on, below
the running line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from appeal_cli.files.millimetres import MM
from appeal_cli.importing.letterheads.looks import css, row_height
from appeal_cli.importing.letterheads.measuring import Tall
from appeal_cli.importing.letterheads.paper import Paper

BELOW = 5.0
"""How far the text stands below the running line, in millimetres, as in Word."""

_KEPT = ("font-size", "font-family", "font-weight", "font-style", "color", "line-height")


class Tops(NamedTuple):
    """How far below the upper edge the text of the first page begins, and that of those that
    follow, in millimetres; and the rules of the running line, which begins where the head of these
    ends."""

    first: float
    following: float
    running: str


def tops_of(paper: Paper, tall: Mapping[str, Tall], running: Mapping[str, str]) -> Tops:
    """The same for an office's paper, whose heads are as tall as that, and whose running line
    looks like that."""
    top, edge = paper.margins["top"], paper.margins["header"]
    head = tall.get("first-head", Tall(0)).strip
    ends = edge + max(tall.get("next-head", Tall(0)))
    looks = {name: said for name, said in running.items() if name in _KEPT}
    line = row_height(looks) * MM
    following = max(top, ends + line + BELOW)
    looks["margin-bottom"] = f"{following - ends - line:.2f}mm"
    return Tops(max(top, edge + head if head else 0), following, f".running {{ {css(looks)}; }}")
