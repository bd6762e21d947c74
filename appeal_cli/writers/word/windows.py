"""The window of an envelope in Word: name and address in a frame behind it, the letterhead in
another."""

from __future__ import annotations

from copy import deepcopy

from appeal_cli.appeal.windows import EDGE, WindowPlace
from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import TWIPS_PER_MM, Element, find_all, number, value
from appeal_cli.writers.word.paper import place_frame
from appeal_cli.writers.word.styles import Styles

_LIKE = "dl"
"""The window whose styles those of the others are made of."""

_LINE = 230
"""How high lines are, in 240ths of what they are of themselves: window.css has 1.1 of the size of
their type, and lines of Times New Roman are 1.15 of it."""

_BELOW = 8
"""How many millimetres below the window the text begins, as window.css has it."""


def frame_window(
    styles: Styles, section: Element, name: str, place: WindowPlace, *, keeps_own: bool
) -> None:
    """Gives the paragraphs behind the window, and those of the letterhead, frames in their places.

    With `keeps_own`, a style of the document's own stays as it is.
    """
    above, right, below, left = place.padding
    margins = {side: _margin(section, side) for side in ("left", "right")}
    begins = max(place.left + left, margins["left"])  # where the text does, as in window.css
    behind = (
        begins,
        place.top + above,
        place.left + place.width - right - begins,
        place.height - above - below + _BELOW,
    )
    width = (number(section, "w:pgSz", "w:w") or 0) / TWIPS_PER_MM
    end, high = width - margins["right"], behind[1] - EDGE  # no line has room between the two
    if place.is_beside:
        end, high = place.left - 5, place.head
    head = (margins["left"], EDGE, end - margins["left"], high)
    for kind, box in (("window", behind), ("above", head)):
        if not (keeps_own and _has(styles, _name(kind, name))):
            _frame(_style(styles, kind, name), box)


def _margin(section: Element, side: str) -> float:
    return (number(section, "w:pgMar", f"w:{side}") or 0) / TWIPS_PER_MM


def _name(kind: str, name: str) -> str:
    """The name of the style of paragraphs that are so in the letter's HTML: `window-dl`."""
    return f"{kind} {name.replace('-', ' ')}".title()


def _has(styles: Styles, name: str) -> bool:
    names = (value(style, "w:name") or "" for style in find_all(styles.root, "w:style"))
    return name.casefold() in map(str.casefold, names)


def _style(styles: Styles, kind: str, name: str) -> Element | None:
    """The style of that name, made of that of another window where there is none yet; None where
    there is none of these."""
    found = next(styles.chain(styles.find("paragraph", _name(kind, name))), None)
    like = next(styles.chain(styles.find("paragraph", _name(kind, _LIKE))), None)
    if found is not None or like is None:
        return found
    made = deepcopy(like)
    for element in find_all(made, "w:name"):
        element.set(qn("w:val"), _name(kind, name))
    made.set(qn("w:styleId"), _name(kind, name).replace(" ", ""))
    styles.add(made)
    return made


def _frame(style: Element | None, box: tuple[float, float, float, float]) -> None:
    if style is not None and place_frame(style, box):
        for spacing in find_all(style, "w:pPr/w:spacing"):
            spacing.set(qn("w:line"), str(_LINE))
            spacing.set(qn("w:lineRule"), "auto")
