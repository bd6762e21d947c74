"""Where drawings of a Word document stand, and how large they are, in millimetres."""

from __future__ import annotations

from collections.abc import Mapping

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.word_parts import WP
from appeal_cli.files.office.wordml import Element

_EMU = 36_000
"""How many of Word's units of drawings are in a millimetre."""


def place(anchor: Element, edge: float, margins: Mapping[str, float]) -> tuple[float, float]:
    """Where it stands from the left of the text and the top of the strip, in millimetres."""
    width, _ = extent(anchor)
    text = margins["width"]
    across, down = (anchor.find(f"{WP}position{axis}") for axis in "HV")
    left, top = _offset(across), _offset(down)
    from_edge = across is not None and across.get("relativeFrom") in ("page", "leftMargin")
    if from_edge:
        left -= margins["left"]
    aligned = _aligned(across)
    if aligned in ("right", "outside", "center"):
        rest = text + margins["left"] + margins["right"] if from_edge else text
        left += (rest - width) / (2 if aligned == "center" else 1)
    if down is not None and down.get("relativeFrom") in ("page", "topMargin"):
        top -= edge
    elif down is not None and down.get("relativeFrom") == "margin":
        top += margins["top"] - edge
    return left, top


def call(blip: Element | None) -> str:
    """The id by which a picture is called."""
    return "" if blip is None else blip.get(qn("r:embed")) or ""


def extent(drawing: Element) -> tuple[float, float]:
    """How wide and high the drawing is."""
    said = drawing.find(f"{WP}extent")
    if said is None:
        return 0, 0
    return int(said.get("cx") or 0) / _EMU, int(said.get("cy") or 0) / _EMU


def _offset(position: Element | None) -> float:
    found = None if position is None else position.findtext(f"{WP}posOffset")
    return int(found) / _EMU if found and found.lstrip("-").isdigit() else 0


def _aligned(position: Element | None) -> str:
    return "" if position is None else position.findtext(f"{WP}align") or ""
