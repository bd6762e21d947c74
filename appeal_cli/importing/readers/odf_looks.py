"""How the words and pages of an OpenDocument text look (OpenDocument 1.3, part 3, 16 and 20)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from appeal_cli.files.millimetres import MM
from appeal_cli.files.office.package import Element
from appeal_cli.importing.looks import Paper, colour, ground, millimetres
from appeal_cli.importing.readers.odf_styles import OdfStyles, odf

_SIDES = ("fo:margin-top", "fo:margin-right", "fo:margin-bottom", "fo:margin-left")
_BORDERS = ("fo:border", "fo:border-top", "fo:border-bottom", "fo:border-left", "fo:border-right")
_WIDE, _SET_IN = 0.35, 5.0  # millimetres

Named = tuple[str, str]
"""A style by its family (`text`, `paragraph`, `table-cell`) and its name."""


@dataclass
class OdfLooks:
    """Reads looks; `fonts` are the families of fonts by the names that styles call them by."""

    styles: OdfStyles
    fonts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, styles: OdfStyles, roots: Sequence[Element]) -> OdfLooks:
        """Those of a text whose parts these are."""
        faces = (face for root in roots for face in root.iter(odf("style:font-face")))
        named = {
            face.get(odf("style:name"), ""): face.get(odf("svg:font-family"), "").strip("'\"")
            for face in faces
        }
        return cls(styles, named)

    def look(self, around: Sequence[Named], *, is_item: bool) -> dict[str, str]:
        """How words look that stand in those styles, the nearest first, by the properties that
        `Looks` knows."""

        def said(attribute: str) -> str:
            found = (self.styles.said(family, name, attribute) for family, name in around)
            return next((each for each in found if each), "")

        def has(*attributes: str) -> bool:
            return any(said(each) not in ("", "none", "false", "normal") for each in attributes)

        size, left = said("fo:font-size"), millimetres(said("fo:margin-left"))
        apart = said("fo:line-height").rstrip("%")
        has_capitals = said("fo:text-transform") == "uppercase"
        has_capitals = has_capitals or said("fo:font-variant") == "small-caps"
        effects = ("fo:text-shadow", "style:text-outline", "style:font-relief")
        names = [name for family, name in around if family == "paragraph"]
        borders = (self.styles.said("paragraph", name, each) for name in names for each in _BORDERS)
        lines = any(map(width, borders))
        is_apart = apart.isascii() and apart.isdigit() and 108 < int(apart[:4]) < 1000
        return {
            "font": self._font(around),
            "size": f"{millimetres(size) / MM:.3g} pt" if millimetres(size) else size,
            "colour": colour(said("fo:color")),
            "ground": ground(said("fo:background-color")),
            "capitals": "capitals" if has_capitals else "",
            "spacing": "wide" if millimetres(said("fo:letter-spacing")) >= _WIDE else "",
            "effect": "effect" if has(*effects) else "",
            "indent": f"{left:.0f} mm" if left > _SET_IN and not is_item else "",
            "first": "first lines set in" if millimetres(said("fo:text-indent")) > 0 else "",
            "align": "justified" if said("fo:text-align") == "justify" else "",
            "apart": f"lines {int(apart) / 100:.2g} apart" if is_apart else "",
            "lines": "lines" if lines else "",
        }

    def _font(self, around: Sequence[Named]) -> str:
        """The font of the nearest style that names one, by its family or by a name for it."""
        for family, style in around:
            for each in self.styles.chain(family, style):
                for properties in each:
                    if name := properties.get(odf("style:font-name"), ""):
                        return self.fonts.get(name, name)
                    if name := properties.get(odf("fo:font-family"), ""):
                        return name.strip("'\"")
        return ""


def width(border: str) -> bool:
    """Whether a border such as `0.5pt solid #000000` is drawn."""
    return border not in ("", "none", "hidden") and not border.startswith(("0pt ", "0cm ", "0in "))


def papers(common: Element | None, first_page: str, words: str) -> Iterator[Paper]:
    """The pages that the text begins with, by the name of their master page."""
    masters = list(common.iter(odf("style:master-page"))) if common is not None else []
    named = (each for each in masters if each.get(odf("style:name")) == first_page)
    master = next(named, next(iter(masters), None))
    if common is None or master is None:
        return
    name = master.get(odf("style:page-layout-name"), "")
    for layout in common.iter(odf("style:page-layout")):
        settings = layout.find(odf("style:page-layout-properties"))
        if layout.get(odf("style:name")) == name and settings is not None:
            yield _paper(common, settings, words)


def _paper(common: Element, settings: Element, words: str) -> Paper:
    def length(name: str) -> float:
        return millimetres(settings.get(odf(name), ""))

    numbering = common.find(f".//{odf('text:linenumbering-configuration')}")
    is_numbered = numbering is not None and numbering.get(odf("text:number-lines")) != "false"
    others = []
    if any(width(settings.get(odf(each), "")) for each in _BORDERS):
        others.append("lines around the pages: printed without them")
    if ground(settings.get(odf("fo:background-color"), "")):
        others.append("a colour behind the pages: printed without it")
    return Paper(
        length("fo:page-width"),
        length("fo:page-height"),
        tuple(length(side) or length("fo:margin") for side in _SIDES),
        columns=columns(settings),
        numbers_lines=is_numbered,
        others=tuple(others),
        words=words,
        place=1,
    )


def columns(settings: Element) -> int:
    """How many columns a page or a section of those settings has."""
    found = settings.find(odf("style:columns"))
    count = "" if found is None else found.get(odf("fo:column-count"), "")
    return int(count) if count.isascii() and count.isdigit() and len(count) < 3 else 1
