"""How the words and pages of a Word document look (ISO/IEC 29500-1, 17.3 and 17.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.package import Element
from appeal_cli.files.office.wordml import TWIPS_PER_MM, find, find_all, number, value
from appeal_cli.importing.document import Paragraph
from appeal_cli.importing.looks import Paper, colour, ground
from appeal_cli.importing.readers.word_styles import Styles, value_of

_EFFECTS = ("w:outline", "w:shadow", "w:emboss", "w:imprint")
_WIDE = 20  # twentieths of a point between letters, from where one sees it
_SET_IN = 5 * TWIPS_PER_MM
_SIDES = ("top", "right", "bottom", "left")
_TURNED = ("tbRl", "btLr", "tbLrV", "tbRlV", "lrTbV")
_NO_LINE = ("nil", "none", "")
_FIRST_WORDS = 60


@dataclass
class WordLooks:
    """Reads looks; `theme` has the fonts of the document's theme, such as `minor`."""

    styles: Styles
    theme: Mapping[str, str] = field(default_factory=dict)

    def of(self, run: Element, paragraph: Element) -> dict[str, str]:
        """How the words of the run look, by the properties that `Looks` knows."""
        return {**self._of_run(run, paragraph), **self._of_paragraph(paragraph)}

    def _of_run(self, run: Element, paragraph: Element) -> dict[str, str]:
        def said(name: str) -> str:
            return self.styles.run_value(run, paragraph, name)

        def on(name: str) -> bool:
            return self.styles.is_on(run, paragraph, name)

        size = _whole(said("w:sz")) or 20
        has_effect = any(map(on, _EFFECTS)) or said("w:bdr") not in _NO_LINE
        has_effect = has_effect or _whole(said("w:position")) != 0
        return {
            "font": self._font(run, paragraph),
            "size": f"{size / 2:g} pt",
            "colour": colour(said("w:color")),
            "ground": ground(said("w:highlight")) or self._ground(run, paragraph),
            "capitals": "capitals" if on("w:caps") or on("w:smallCaps") else "",
            "spacing": "wide" if _whole(said("w:spacing")) >= _WIDE else "",
            "effect": "effect" if has_effect else "",
        }

    def _font(self, run: Element, paragraph: Element) -> str:
        for mark in self.styles.run_properties(run, paragraph, "w:rFonts"):
            for name in ("hAnsi", "ascii"):
                if theme := mark.get(qn(f"w:{name}Theme"), ""):
                    return self.theme.get("major" if theme.startswith("major") else "minor", "")
                if font := mark.get(qn(f"w:{name}"), ""):
                    return font
        return ""

    def _ground(self, run: Element, paragraph: Element) -> str:
        """The colour behind the words: their own, their paragraph's or their cell's."""
        marks = [
            self.styles.run_property(run, paragraph, "w:shd"),
            self.styles.paragraph_property(paragraph, "w:shd"),
            *(find(cell, "w:tcPr/w:shd") for cell in paragraph.iterancestors(qn("w:tc"))),
        ]
        fills = (mark.get(qn("w:fill"), "") for mark in marks if mark is not None)
        return next(filter(None, map(ground, fills)), "")

    def _of_paragraph(self, paragraph: Element) -> dict[str, str]:
        def twips(name: str, *attributes: str) -> int:
            return _whole(self.styles.paragraph_attribute(paragraph, name, *attributes))

        borders = self.styles.paragraph_property(paragraph, "w:pBdr")
        align = self.styles.paragraph_value(paragraph, "w:jc")
        left, first = twips("w:ind", "w:left", "w:start"), twips("w:ind", "w:firstLine")
        is_item = self.styles.paragraph_property(paragraph, "w:numPr") is not None
        is_item = is_item or any("list" in name for name in self.styles.names(paragraph))
        line = twips("w:spacing", "w:line")
        rule = self.styles.paragraph_attribute(paragraph, "w:spacing", "w:lineRule")
        return {
            "indent": f"{left / TWIPS_PER_MM:.0f} mm" if left > _SET_IN and not is_item else "",
            "first": "first lines set in" if first > 0 else "",
            "align": "justified" if align in ("both", "distribute") else "",
            "apart": f"lines {line / 240:.2g} apart" if line > 260 and rule in ("", "auto") else "",
            "lines": "lines" if has_lines(borders) else "",
        }


def theme_fonts(theme: Element | None) -> dict[str, str]:
    """The names of the fonts of a theme: `major` for headings, `minor` for the text."""
    found = {}
    for kind in ("major", "minor"):
        fonts = theme.iter(qn(f"a:{kind}Font")) if theme is not None else iter(())
        latin = next((find(each, "a:latin") for each in fonts), None)
        found[kind] = "" if latin is None else latin.get("typeface", "")
    return found


def sections_of(body: Element) -> list[Element]:
    """The settings of the document's sections, in their order."""
    found = body.iter(qn("w:sectPr"))
    return [each for each in found if _parent_tag(each) in (qn("w:body"), qn("w:pPr"))]


def _parent_tag(element: Element) -> object:
    parent = element.getparent()
    return None if parent is None else parent.tag


def papers(
    sections: Sequence[Element], ends: Sequence[int], paragraphs: Sequence[Paragraph]
) -> Iterator[Paper]:
    """The pages of each section, which ends with the paragraph of that place."""
    first = 1
    for section, end in zip_longest(sections, ends):
        own = (
            each.text for each in paragraphs
            if first <= each.place and (end is None or each.place <= end) and each.text.strip()
        )  # fmt: skip
        if section is not None:
            yield _paper(section, " ".join(next(own, "").split())[:_FIRST_WORDS], first)
        first = first if end is None else end + 1


def _paper(section: Element, words: str, place: int) -> Paper:
    def millimetres(path: str, name: str) -> float:
        return (number(section, path, f"w:{name}") or 0) / TWIPS_PER_MM

    numbers = find(section, "w:lnNumType")
    own = find_all(section, "w:cols/w:col")
    return Paper(
        millimetres("w:pgSz", "w"),
        millimetres("w:pgSz", "h"),
        tuple(millimetres("w:pgMar", side) for side in _SIDES),
        columns=min(max(number(section, "w:cols", "w:num") or 1, len(own)), 99),
        numbers_lines=numbers is not None and bool(number(numbers, ".", "w:countBy")),
        others=tuple(_others(section)),
        words=words,
        place=place,
    )


def _others(section: Element) -> Iterator[str]:
    if has_lines(find(section, "w:pgBorders")):
        yield "lines around the pages: printed without them"
    start = number(section, "w:pgNumType", "w:start")
    if start not in (None, 1):
        yield f"numbers of pages that begin at {start}: they begin at 1"
    if value(section, "w:vAlign") in ("center", "bottom", "both"):
        yield "words in the middle or at the end of the page's height: printed from its top"
    if value(section, "w:textDirection") in _TURNED:
        yield "text from the top down: printed from left to right"
    notes = find(section, "w:footnotePr/w:numFmt")
    if notes is not None and value_of(notes) != "decimal":
        yield "footnotes with other marks than numbers: numbered"


def begins_page(section: Element) -> bool:
    """Whether the section of those settings begins on a new page, as it does if nothing is said
    (ISO/IEC 29500-1, 17.6.22)."""
    return (value(section, "w:type") or "nextPage") in ("nextPage", "oddPage", "evenPage")


def background(body: Element) -> str:
    """The colour behind all pages of the document; "" for none."""
    mark = next(body.itersiblings(qn("w:background"), preceding=True), None)
    return "" if mark is None else ground(mark.get(qn("w:color"), ""))


def has_lines(borders: Element | None) -> bool:
    """Whether any of the borders of a paragraph, a table or a page is drawn."""
    return borders is not None and any(value_of(each) not in _NO_LINE for each in borders)


def is_turned(cell: Element) -> bool:
    """Whether the words of a cell run from the top down."""
    return value(cell, "w:tcPr/w:textDirection") in _TURNED


def _whole(said: str) -> int:
    """The whole number, 0 where it is none; no length is longer than Word allows."""
    digits = said.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 7):
        return 0
    return int(said)
