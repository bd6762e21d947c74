"""The window of an envelope in Word: name and address in a frame behind it, the letterhead in
another, and the marks to fold the sheet at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy

from appeal_cli.appeal.windows import EDGE, WindowPlace
from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import (
    EMU_PER_TWIP,
    TWIPS_PER_MM,
    Element,
    find,
    find_all,
    number,
    twips,
    value,
    w,
)
from appeal_cli.writers.word.direct import line_of_nothing, put
from appeal_cli.writers.word.open_document import OpenDocument
from appeal_cli.writers.word.paper import place_frame
from appeal_cli.writers.word.styles import Styles

_LIKE = "dl"
"""The window whose styles those of the others are made of."""

_MARK, _MIDDLE, _MARK_LEFT = 4.0, 7.0, 5.0
"""How long a mark to fold at is, and that of the sheet's middle, and how far from its left edge
they begin, as parts.html.j2 has them."""

_LEAST = 15
"""How high the frame of a mark is, in twips."""

_LOGO, _BESIDE = 14, 4
"""How high a logo above a window is at most, and how far what else stands there is from it, in
millimetres, as window.css has it."""

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
            style = _style(styles, kind, name)
            place_frame(style, box)
            if kind == "above" and place.is_beside and style is not None:
                for aligned in find_all(style, "w:pPr/w:jc"):
                    aligned.set(qn("w:val"), "left")  # as in window.css


def beside_logo(paragraphs: Sequence[Element]) -> None:
    """Puts the logo that the letterhead above a window begins with in a frame of its own, and the
    others of its paragraphs on the right of it: below it, there is no room for them."""
    frames = [frame for each in paragraphs for frame in find_all(each, "w:pPr/w:framePr")]
    size = next(paragraphs[0].iter(qn("wp:extent")), None) if paragraphs else None
    if size is None or len(frames) < len(paragraphs):
        return
    wide, high = (int(size.get(side, "0")) for side in ("cx", "cy"))
    part = min(1.0, _LOGO * TWIPS_PER_MM * EMU_PER_TWIP / high)
    for extent in paragraphs[0].iter(qn("wp:extent"), qn("a:ext")):
        if extent.get("cx"):
            extent.set("cx", str(round(wide * part)))
            extent.set("cy", str(round(high * part)))
    put(paragraphs[0], w("jc", val="left"))
    width = wide // EMU_PER_TWIP
    for number_, frame in enumerate(frames):
        shift = width + twips(_BESIDE) if number_ else 0
        room = (number(frame, ".", "w:w") or 0) - shift if number_ else width
        frame.set(qn("w:x"), str((number(frame, ".", "w:x") or 0) + shift))
        frame.set(qn("w:w"), str(room))


def anchored(blocks: Iterable[Element]) -> Iterator[Element]:
    """The blocks of a letter that runs from right to left, with a line from left to right after
    what stands in frames: LibreOffice measures from the other edge where the next line of the
    text does not run so."""
    was_framed = False
    for block in blocks:
        is_framed = find(block, "w:pPr/w:framePr") is not None
        if was_framed and not is_framed:
            yield line_of_nothing()
        yield block
        was_framed = is_framed


def fold_marks(place: WindowPlace, document: OpenDocument) -> Iterator[Element]:
    """The marks to fold a sheet at for its window, and that of its middle, to punch it at."""
    style = document.styles.find("paragraph", "Fold Mark")
    marks = {**dict.fromkeys(place.folds, _MARK), place.sheet / 2: _MIDDLE}
    for top, length in sorted(marks.items()) if style else ():
        sides = {"w": length, "x": _MARK_LEFT, "y": top}
        where = {"vAnchor": "page", "hAnchor": "page", "wrap": "notBeside"}
        measures = {name: twips(side) for name, side in sides.items()}
        frame = w("framePr", hRule="exact", h=_LEAST, **where, **measures)
        yield w("p", w("pPr", w("pStyle", val=style), frame, document.styles.border(style)))


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
