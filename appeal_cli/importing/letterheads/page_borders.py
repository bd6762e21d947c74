"""The lines that an office's document has around its pages, as CSS."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from appeal_cli.files.millimetres import MM
from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import Element, find, number
from appeal_cli.importing.letterheads.borders import border, is_drawn, width_of

_SIDES = {"top": "header", "right": "", "bottom": "footer", "left": ""}
"""The sides of a page, each with the strip that lines around the text go around there."""


@dataclass(frozen=True)
class PageBorder:
    """The lines around a page of that size: how far the outer edges of its sides are from those of
    the page, in millimetres, and the CSS of the lines by their sides."""

    size: tuple[float, float]
    free: Mapping[str, float]
    lines: Mapping[str, str]

    def box(self, bottom: float) -> str:
        """The rule of the box with the lines in `@page`, whose lower margin is that many
        millimetres: it begins in that corner, and lies behind the letter."""
        (width, height), free = self.size, self.free
        rules = {
            "content": '""',
            "box-sizing": "border-box",
            "z-index": "-1",
            "width": f"{width - free['left'] - free['right']:.2f}mm",
            "height": f"{height - free['top'] - free['bottom']:.2f}mm",
            "margin-top": f"{free['top'] + bottom - height:.2f}mm",
            "margin-left": f"calc(100% - {width - free['left']:.2f}mm)",
            **self.lines,
        }
        said = "".join(f"\n    {name}: {words};" for name, words in rules.items())
        return f"  @bottom-right-corner {{{said}\n  }}"

    def on_screen(self, margins: Mapping[str, float]) -> str:
        """The rules of a screen that shows the sheet, whose header and footer stand where
        those margins say."""
        sides = "".join(f" {side}: {each:.2f}mm;" for side, each in self.free.items())
        lines = "".join(f" {name}: {words};" for name, words in self.lines.items())
        room = f"padding-top: {margins['header']:g}mm; padding-bottom: {margins['footer']:g}mm;"
        return (
            f"  body {{ position: relative; {room} }}\n"
            f'  body::before {{ content: ""; position: absolute; z-index: -1;{sides}{lines} }}\n'
        )


@dataclass(frozen=True)
class PageBorders:
    """The lines around the first page, and around those that follow, where they have any; and
    what a web page can't show of them."""

    first: PageBorder | None = None
    following: PageBorder | None = None
    lost: Collection[str] = field(default=())

    @property
    def are_drawn(self) -> bool:
        """Whether any page has them."""
        return bool(self.first or self.following)


def page_borders(
    section: Element,
    size: tuple[float, float],
    margins: Mapping[str, float],
    strips: Collection[tuple[str, str]],
    kind: str,
) -> PageBorders:
    """The lines around the pages of the section (ISO/IEC 29500-1, 17.6.10), which has those
    headers and footers, and that `kind` of them on its first page.

    Lines that are measured from the text go around header and footer too, as in LibreOffice and,
    where the document does not say otherwise, in Word. Pages that follow always have a header,
    with the running line.
    """
    borders = find(section, "w:pgBorders")
    said = {} if borders is None else {side: find(borders, f"w:{side}") for side in _SIDES}
    shown = {side: each for side, each in said.items() if each is not None and border(each)}
    drawn = {side: each for side, each in shown.items() if is_drawn(each)}
    lost = ["the lines around its pages"] if len(drawn) < len(shown) else []
    if any(each.get(qn("w:shadow")) in ("1", "true", "on") for each in drawn.values()):
        lost.append("the shadow of the lines around its pages")
    if borders is None or not drawn:
        return PageBorders(lost=lost)
    is_from_page = borders.get(qn("w:offsetFrom")) == "page"
    following = {what for what, each in strips if each == "default"} | {"header"}
    first, others = (
        _border(drawn, size, _edges(margins, own), is_from_page=is_from_page)
        for own in ({what for what, each in strips if each == kind}, following)
    )
    display = borders.get(qn("w:display"))
    return PageBorders(
        None if display == "notFirstPage" else first,
        None if display == "firstPage" else others,
        lost,
    )


def _edges(margins: Mapping[str, float], own: Collection[str]) -> dict[str, float]:
    """Where the text of a page ends at its sides, with what stands in its `own` strips."""
    return {side: margins[strip if strip in own else side] for side, strip in _SIDES.items()}


def _border(
    drawn: Mapping[str, Element],
    size: tuple[float, float],
    edges: Mapping[str, float],
    *,
    is_from_page: bool,
) -> PageBorder:
    """The lines around a page whose text ends at those edges, as does a side without a line."""
    free = dict(edges)
    for side, line in drawn.items():
        space = (number(line, ".", "w:space") or 0) * MM
        wide = width_of(border(line)) * MM
        free[side] = max(space if is_from_page else edges[side] - space - wide, 0)
    return PageBorder(size, free, {f"border-{side}": border(each) for side, each in drawn.items()})
