"""How a Word document's words look, as CSS.

What stands at the words themselves goes before their style, that before the document's own
(ISO/IEC 29500-1, 17.7.2), attribute by attribute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lxml import etree

from appeal_cli.files.millimetres import MM
from appeal_cli.files.office.docx_engine import RT, DocumentPart, qn
from appeal_cli.files.office.wordml import Element, find, find_all, switched_on
from appeal_cli.importing.letterheads.block_looks import aligned_css, block_css, number_of
from appeal_cli.importing.letterheads.paper import has_pictures
from appeal_cli.importing.letterheads.run_marks import OF_RUNS, lost_marks, marks_css
from appeal_cli.importing.readers.word_looks import theme_fonts
from appeal_cli.importing.readers.word_styles import Styles

_LINE_HEIGHTS = {
    "calibri": 1.2207, "carlito": 1.2207, "cambria": 1.1723, "caladea": 1.1723,
    "verdana": 1.2153, "tahoma": 1.207, "segoe ui": 1.3301, "georgia": 1.1362,
    "courier new": 1.1328, "trebuchet ms": 1.1611,
}  # fmt: skip
"""How high a line is in sizes of the font, as the font's own file says; 1.15 of most others."""

USUAL_HEIGHT = 1.149
"""How high a line of a font is that nothing is known of, in sizes of the font."""

_USUAL_SIZE = 10.0
_OF_MARKS = ("font-size", "font-family")
_DEPTH = 0.216
"""How far letters reach below their line, in sizes of the font: as Tinos has it."""


@dataclass(frozen=True)
class Looks:
    """The looks of the words of one document; `fonts` are those of its theme by their names, and
    `heights` say how high a line of a font is, in its sizes, by its name in small letters."""

    styles: Styles
    fonts: Mapping[str, str] = field(default_factory=dict)
    heights: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, document: DocumentPart, heights: Mapping[str, float] | None = None) -> Looks:
        """The looks of a Word document's words; those heights go before what is known."""
        parts: dict[str, Any] = {
            each.reltype: each.target_part
            for each in document.rels.values()
            if not each.is_external
        }
        styles = parts.get(RT.STYLES)
        root: Element | None = None if styles is None else styles.element
        return cls(
            Styles.of(root), _theme_fonts(parts.get(RT.THEME)), {**_LINE_HEIGHTS, **(heights or {})}
        )

    def names(self, roots: Iterable[Element]) -> frozenset[str]:
        """The fonts that the styles, the theme or the parts with those roots name."""
        marks = (
            mark
            for root in (*self.styles.by_id.values(), *roots)
            for mark in root.iter(qn("w:rFonts"))
        )
        defaults = self.styles.defaults
        usual = () if defaults is None else defaults.iter(qn("w:rFonts"))
        said = (each.get(qn("w:ascii"), "") for each in (*marks, *usual))
        return frozenset(filter(None, (*said, *self.fonts.values())))

    def of_paragraph(self, paragraph: Element) -> dict[str, str]:
        """The CSS of a paragraph, the looks of its words included. Its rows are as high as their
        own words: the type is that of its smallest words, and of its largest where tabs part them,
        which then stand on one line. An empty one is as high as its own mark (17.3.1.29)."""
        own = {k: v for k, v in self.of_run(None, paragraph).items() if k not in OF_RUNS}
        runs = [run for run in runs_of(paragraph) if any(t.text for t in find_all(run, "w:t"))]
        if not runs:
            mark = find(paragraph, "w:pPr") if not has_pictures(paragraph) else None
            said = {k: v for k, v in self.of_run(mark, paragraph).items() if k in _OF_MARKS}
            return {**self._of_block(paragraph, mark), **own, **said}
        is_tabbed = any(find(run, "w:tab") is not None for run in runs_of(paragraph))
        run = (max if is_tabbed else min)(runs, key=lambda each: self._size(each, paragraph))
        said = self.of_run(run, paragraph)
        own |= {name: said[name] for name in ("font-size", "font-family")}
        return {**self._of_block(paragraph, run), **own}

    def _size(self, run: Element | None, paragraph: Element) -> float:
        """The size of the words in points."""
        name = "w:szCs" if self._is_complex(run, paragraph) else "w:sz"
        return (number_of(self.styles.run_value(run, paragraph, name)) or _USUAL_SIZE * 2) / 2

    def _is_complex(self, run: Element | None, paragraph: Element) -> bool:
        """Whether the words are of a script from right to left, whose looks are said apart
        (ISO/IEC 29500-1, 17.3.2.30)."""
        return switched_on(self.styles.run_property(run, paragraph, "w:rtl"))

    def of_run(self, run: Element | None, paragraph: Element) -> dict[str, str]:
        """The CSS of words in a paragraph; without a run, of all that say nothing themselves."""

        def said_of(name: str) -> str:
            return self.styles.run_value(run, paragraph, name)

        size = self._size(run, paragraph)
        made = {"font-size": f"{size:g}pt", "font-family": self._family(run, paragraph)}
        is_complex = self._is_complex(run, paragraph)
        for name, (on, off) in _TOGGLES.items():
            own = _COMPLEX.get(name, name) if is_complex else name
            said = self.styles.run_property(run, paragraph, own)
            if said is not None:
                prop, word = (on if switched_on(said) else off).split(": ")
                made.setdefault(prop, word)
        colour = said_of("w:color")
        if colour and colour != "auto":
            made["color"] = f"#{colour}"
        return {**marks_css(partial(self.styles.run_property, run, paragraph)), **made}

    def lost(self, run: Element, paragraph: Element) -> list[str]:
        """What is done to the words of the run that a web page can't show."""
        return list(lost_marks(partial(self.styles.run_property, run, paragraph)))

    def line_height(self, paragraph: Element, run: Element | None = None) -> str:
        """How high the rows of a paragraph are, as CSS says it; in the font of the run."""
        rule, line = self._line(paragraph)
        font = self._font(run, paragraph)
        usual = self.heights.get(font.lower(), USUAL_HEIGHT)
        if rule == "exact" and line:
            return f"{line / 20:g}pt"
        return f"{usual * self.times(paragraph):.4g}"

    def times(self, paragraph: Element) -> float:
        """How many times as high as usual the rows of a paragraph are."""
        rule, line = self._line(paragraph)
        return line / 240 if line and rule == "auto" else 1

    def more_in_row(self, paragraph: Element, looks: Mapping[str, str]) -> float:
        """How many points a row is higher than usual, where rows are so many times as high."""
        return row_height(looks) * (1 - 1 / max(self.times(paragraph), 1))

    def room_below_cell(self, cell: Element) -> float:
        """How many points the cell of a header or a footer keeps free below its last paragraph, as
        LibreOffice (7.4) has it in such tables alone: what this keeps free, a second time."""
        last = cell[-1]
        if last.tag != qn("w:p"):
            return 0
        return self.room_below(last) / MM + self.more_in_row(last, self.of_paragraph(last))

    def _line(self, paragraph: Element) -> tuple[str, float]:
        rule = self.styles.paragraph_attribute(paragraph, "w:spacing", "w:lineRule") or "auto"
        return rule, number_of(self.styles.paragraph_attribute(paragraph, "w:spacing", "w:line"))

    def room_below(self, block: Element) -> float:
        """How many millimetres a paragraph keeps free below itself."""
        points = self.of_paragraph(block)["margin"].split()[2].removesuffix("pt")
        return float(points) * MM

    def stands_close(self, paragraph: Element) -> bool:
        """Whether there is no room between the paragraph and others of its style."""
        return switched_on(self.styles.paragraph_property(paragraph, "w:contextualSpacing"))

    def tabs(self, paragraph: Element) -> list[tuple[str, float]]:
        """The tab stops of a paragraph: of which kind each is, and where, in points."""
        stops: dict[int, str] = {}
        for tabs in reversed([*self.styles.paragraph_properties(paragraph, "w:tabs")]):
            for tab in tabs:
                place = int(number_of(tab.get(qn("w:pos"))))
                stops[place] = tab.get(qn("w:val"), "left")
        kept = ((kind, place / 20) for place, kind in sorted(stops.items()) if kind != "clear")
        return [(kind, place) for kind, place in kept if kind != "bar"]

    def leader(self, paragraph: Element, stop: tuple[str, float] | None, mark: Element) -> str:
        """What Word calls the dots or the line that lead to the stop, as that or the `w:ptab` says;
        "" for none."""
        marks = (
            tab.get(qn("w:leader"), "none")
            for tabs in self.styles.paragraph_properties(paragraph, "w:tabs")
            for tab in tabs
            if stop and number_of(tab.get(qn("w:pos"))) == stop[1] * 20
        )
        own = mark.get(qn("w:leader"), "none")
        return next((each for each in (own, *marks) if each != "none"), "")

    def _of_block(self, paragraph: Element, run: Element | None) -> dict[str, str]:
        made = block_css(self.styles, paragraph)
        return {**made, "line-height": self.line_height(paragraph, run)}

    def _font(self, run: Element | None, paragraph: Element) -> str:
        """The font's name; "" where nothing names one."""
        kind, theme = "w:ascii", "w:asciiTheme"
        if self._is_complex(run, paragraph):
            kind, theme = "w:cs", "w:cstheme"
        for mark in self.styles.run_properties(run, paragraph, "w:rFonts"):
            if name := self.fonts.get(mark.get(qn(theme), ""), "") or mark.get(qn(kind)):
                return name
        return ""

    def _family(self, run: Element | None, paragraph: Element) -> str:
        name = self._font(run, paragraph)
        is_plain = name.replace(" ", "").replace("-", "").isalnum()
        return f"'{name}', Tinos, serif" if is_plain else "Tinos, serif"


def _theme_fonts(part: Any) -> dict[str, str]:
    """The fonts of a theme, by the names that its document has for them."""
    fonts = theme_fonts(None if part is None else etree.fromstring(part.blob))
    return {f"{kind}{name}": font for kind, font in fonts.items() for name in ("HAnsi", "Ascii")}


_TOGGLES = {
    "w:b": ("font-weight: bold", "font-weight: normal"),
    "w:i": ("font-style: italic", "font-style: normal"),
    "w:caps": ("text-transform: uppercase", "text-transform: none"),
    "w:smallCaps": ("font-variant: small-caps", "font-variant: normal"),
}
_COMPLEX = {"w:b": "w:bCs", "w:i": "w:iCs"}


def words_css(style: Element) -> dict[str, str]:
    """The CSS of the words and the lines of a style's part, such as that of a table's first row."""
    made = {}
    for name, (on, off) in _TOGGLES.items():
        if (said := find(style, f"w:rPr/{name}")) is not None:
            prop, word = (on if switched_on(said) else off).split(": ")
            made[prop] = word
    colour = find(style, "w:rPr/w:color")
    if colour is not None and colour.get(qn("w:val"), "auto") != "auto":
        made["color"] = f"#{colour.get(qn('w:val'))}"
    aligned = find(style, "w:pPr/w:jc")
    if aligned is not None:
        made["text-align"] = aligned_css(aligned.get(qn("w:val"), ""))
    return made


def runs_of(paragraph: Element) -> Iterator[Element]:
    """The runs of the paragraph itself, not those of boxes in it."""
    for run in paragraph.iter(qn("w:r")):
        if next(run.iterancestors(qn("w:p"))) is paragraph:
            yield run


def size_of(looks: Mapping[str, str]) -> float:
    """The size of the words with those looks, in points."""
    return float(looks["font-size"].removesuffix("pt"))


def row_height(looks: Mapping[str, str]) -> float:
    """How high one row of a paragraph with those looks is, in points."""
    size, line = size_of(looks), looks["line-height"]
    return float(line.removesuffix("pt")) if line.endswith("pt") else size * float(line)


def room_in_line(looks: Mapping[str, str], height: float) -> tuple[float, float]:
    """How many millimetres a line keeps free above and below what stands on it, so high, and
    without words: it is as high as its words would be."""
    below = size_of(looks) * _DEPTH * MM
    return max(row_height(looks) * MM - below - height, 0), below


def css(looks: Mapping[str, str]) -> str:
    """The looks as the value of a `style`."""
    return "; ".join(f"{name}: {words}" for name, words in looks.items())
