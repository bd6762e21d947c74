"""What the style of a table says of its cells by where they stand: the first row, every second
one, a corner (ISO/IEC 29500-1, 17.7.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import Element, find, find_all, number, value
from appeal_cli.importing.letterheads.looks import words_css
from appeal_cli.importing.readers.word_styles import Styles

_BITS = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100,
    "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip
"""What a table takes of its style, in the number that older documents have for it (17.4.56)."""

_CORNERS = {
    ("firstRow", "firstCol"): "nwCell", ("firstRow", "lastCol"): "neCell",
    ("lastRow", "firstCol"): "swCell", ("lastRow", "lastCol"): "seCell",
}  # fmt: skip
_NOT_SHOWN = {
    "w:rPr/w:sz": "the size of words",
    "w:rPr/w:rFonts": "the font of words",
    "w:pPr/w:spacing": "the room around paragraphs",
    "w:pPr/w:ind": "the indents of paragraphs",
    "w:tcPr/w:tcMar": "the room in cells",
}


@dataclass(frozen=True)
class Place:
    """Where a cell stands in its table: its first row and column, those after its last, and how
    many the table has."""

    top: int
    left: int
    bottom: int
    right: int
    rows: int
    columns: int

    def is_edge(self, side: str) -> bool:
        """Whether the side of the cell is the table's."""
        return {
            "top": self.top == 0,
            "right": self.right >= self.columns,
            "bottom": self.bottom >= self.rows,
            "left": self.left == 0,
        }[side]


class TableStyle:
    """The style of a table."""

    def __init__(self, table: Element, styles: Styles) -> None:
        self._chain = [*styles.chain(value(table, "w:tblPr/w:tblStyle"))]
        look = find(table, "w:tblPr/w:tblLook")
        said = "" if look is None else look.get(qn("w:val"), "")
        bits = int(said, 16) if _is_hexadecimal(said) else 0
        self._on = {
            name: bool(bits & bit)
            if look is None or look.get(qn(f"w:{name}")) is None
            else look.get(qn(f"w:{name}")) in ("1", "true", "on")
            for name, bit in _BITS.items()
        }

    def said(self, place: Place, path: str) -> Element | None:
        """What the style says of a cell at that place, the nearest first."""
        for kind in self._kinds(place):
            for part in self._parts(kind):
                if (found := find(part, path)) is not None:
                    return found
        return None

    def border(self, place: Place, side: str) -> Element | None:
        """What it says of a side of the cell there, as one of several cells of a kind."""
        along = "Row" if side in ("left", "right") else "Col"
        for kind in self._kinds(place):
            is_inside = not place.is_edge(side) and (
                along in kind or ("Horz" if along == "Row" else "Vert") in kind
            )
            name = ("insideV" if along == "Row" else "insideH") if is_inside else side
            for part in self._parts(kind):
                if (found := find(part, f"w:tcPr/w:tcBorders/w:{name}")) is not None:
                    return found
        return None

    def words(self, place: Place) -> dict[str, str]:
        """The CSS of the words in a cell there, where they say nothing themselves."""
        made: dict[str, str] = {}
        for kind in reversed([*self._kinds(place)]):
            for part in reversed(self._parts(kind)):
                made |= words_css(part)
        return made

    def not_shown(self, place: Place) -> Iterator[str]:
        """What it says of a cell there that HTML does not get."""
        for path, what in _NOT_SHOWN.items():
            kinds = [kind for kind in self._kinds(place) if kind]
            if any(find(part, path) is not None for kind in kinds for part in self._parts(kind)):
                yield f"{what} that a table style has for some cells"

    def _parts(self, kind: str) -> list[Element]:
        """What the styles say of cells of that kind, the nearest first; of all for none."""
        if not kind:
            return self._chain
        path = f"w:tblStylePr[@w:type='{kind}']"
        return [found for style in self._chain for found in find_all(style, path)]

    def _kinds(self, place: Place) -> Iterator[str]:
        """The kinds that the cell is of, those first that go before others; "" is all cells."""
        rows = [name for name, side in (("lastRow", "bottom"), ("firstRow", "top"))
                if self._on[name] and place.is_edge(side)]  # fmt: skip
        columns = [
            name
            for name, side, switch in (
                ("lastCol", "right", "lastColumn"),
                ("firstCol", "left", "firstColumn"),
            )
            if self._on[switch] and place.is_edge(side)
        ]
        yield from (_CORNERS[row, column] for row in rows for column in columns)
        yield from rows
        yield from columns
        if not rows and not self._on["noHBand"]:
            yield self._band("Horz", "Row", place.top - self._on["firstRow"])
        if not columns and not self._on["noVBand"]:
            yield self._band("Vert", "Col", place.left - self._on["firstColumn"])
        yield ""

    def _band(self, kind: str, what: str, at: int) -> str:
        """The kind of a row or a column that is so far from the first one of the bands."""
        path = f"w:tblPr/w:tblStyle{what}BandSize"
        size = next((each for style in self._chain if (each := number(style, path))), 1)
        return f"band{1 + at // size % 2}{kind}"


def _is_hexadecimal(text: str) -> bool:
    return bool(text) and all(each in "0123456789abcdefABCDEF" for each in text)
