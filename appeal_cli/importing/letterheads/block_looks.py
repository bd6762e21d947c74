"""How a paragraph of a Word document stands, as CSS: its room, its sides, its borders and shade."""

from __future__ import annotations

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import Element, switched_on, value
from appeal_cli.importing.letterheads.borders import border, shade_css
from appeal_cli.importing.readers.word_styles import Styles

_ALIGNED = {
    "center": "center", "right": "end", "end": "end", "both": "justify", "distribute": "justify",
}  # fmt: skip
_ENDS = {"ltr": {"start": "left", "end": "right"}, "rtl": {"start": "right", "end": "left"}}


def block_css(styles: Styles, paragraph: Element) -> dict[str, str]:
    """The CSS of the paragraph's block, all of which but its rows are here. In one that runs from
    the right, what Word calls left is where its lines begin (ISO/IEC 29500-1, 17.3.1.6)."""
    direction = "rtl" if runs_from_right(styles, paragraph) else "ltr"
    bordered = _borders(styles, paragraph)
    made = {"margin": " ".join(f"{each / 20:g}pt" for each in _room(styles, paragraph, bordered))}
    if direction == "rtl":
        made["direction"] = direction
    if first := _said(styles, paragraph, "firstLine") - _said(styles, paragraph, "hanging"):
        made["text-indent"] = f"{first / 20:g}pt"
    aligned = styles.paragraph_value(paragraph, "w:jc")
    is_in_cell = next(paragraph.iterancestors(qn("w:tc")), None) is not None
    if aligned or direction == "rtl" or not is_in_cell:  # else as its cell
        made["text-align"] = aligned_css(aligned, direction)
    shade = shade_css(styles.paragraph_attribute(paragraph, "w:shd", "w:fill"))
    return made | bordered | shade


def runs_from_right(styles: Styles, paragraph: Element) -> bool:
    """Whether the paragraph's lines run from right to left."""
    return switched_on(styles.paragraph_property(paragraph, "w:bidi"))


def aligned_css(said: str, direction: str = "ltr") -> str:
    """What CSS calls the side at which lines stand that run in the direction."""
    side = _ALIGNED.get(said, "start")
    return _ENDS[direction].get(side, side)


def _room(
    styles: Styles, paragraph: Element, bordered: dict[str, str]
) -> tuple[float, float, float, float]:
    """The room above, on the right, below and on the left, in twips. Lines at the sides stand
    outside of it."""
    above, below = (
        number_of(styles.paragraph_attribute(paragraph, "w:spacing", f"w:{side}"))
        for side in ("before", "after")
    )
    if switched_on(styles.paragraph_property(paragraph, "w:contextualSpacing")):
        above = 0 if _is_alike(paragraph, paragraph.getprevious()) else above
        below = 0 if _is_alike(paragraph, paragraph.getnext()) else below
    sides = _said(styles, paragraph, "left", "start"), _said(styles, paragraph, "right", "end")
    left, right = sides[::-1] if runs_from_right(styles, paragraph) else sides
    return above, right - _line(bordered, "right"), below, left - _line(bordered, "left")


def _said(styles: Styles, paragraph: Element, *names: str) -> float:
    said = styles.paragraph_attribute(paragraph, "w:ind", *(f"w:{name}" for name in names))
    return number_of(said)


def _is_alike(paragraph: Element, other: Element | None) -> bool:
    """Whether the other block is a paragraph of the same style (17.3.1.9)."""
    if other is None or other.tag != qn("w:p"):
        return False
    return value(paragraph, "w:pPr/w:pStyle") == value(other, "w:pPr/w:pStyle")


def _borders(styles: Styles, paragraph: Element) -> dict[str, str]:
    made = {}
    for side in ("top", "right", "bottom", "left"):
        said = styles.paragraph_property(paragraph, f"w:pBdr/w:{side}")
        if said is not None and (line := border(said)):
            made[f"border-{side}"] = line
            made[f"padding-{side}"] = f"{number_of(said.get(qn('w:space'))):g}pt"
    return made


def _line(bordered: dict[str, str], side: str) -> float:
    """How many twips a line at the side takes, with the room between it and the words."""
    pieces = (bordered.get(f"border-{side}", "0pt"), bordered.get(f"padding-{side}", "0pt"))
    return 20 * sum(float(each.split("pt")[0]) for each in pieces)


def number_of(text: str | None) -> float:
    """The number that an attribute says; 0 where it says none."""
    try:
        return float(text or 0)
    except ValueError:
        return 0
