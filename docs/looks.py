"""Writes the look of the templates' letter.css into the styles of their reference.docx.

`make looks` runs it after a change to a stylesheet; a test compares the documents with what it
would write now. The style of a paragraph gets what the stylesheet says of the element for which
Word has that style. What Word alone has, such as the outline and the names of styles, stays.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import takewhile
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lxml import etree
from PIL import Image

from appeal_cli import Deputy, address, load_appeal, load_template
from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import Element, drop, find, find_all, number, value, w
from appeal_cli.page.page import Page
from appeal_cli.page.template import REFERENCE
from appeal_cli.page.tree import Html, parsed
from appeal_cli.pipeline import Pipeline
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.layout import Layouter
from appeal_cli.writers.word.archive import archive, member
from appeal_cli.writers.word.order import OF_PARAGRAPHS

HERE = Path(__file__).parent
TEMPLATES = HERE.parent / "templates"

STYLES = {
    "Letterhead": "//header[@class='letterhead']/p[not(@class)]",
    "Logo": "//p[@class='logo']",
    "Contact": "//p[@class='contact']",
    "Date": "//p[@class='date']",
    "Reference Number": "//p[@class='reference-number']",
    "Addressee": "//address[@class='addressee']/p",
    "heading 1": "//h1",
    "heading 2": "//h2",
    "heading 3": "//h3",
    "Salutation": "//p[@class='salutation']",
    "Body Text": "//main/p[not(@class)]",
    "List Bullet": "//main/ul/li",
    "List Bullet 2": "//main/ul/li/ul/li",
    "List Bullet 3": "//main/ul/li/ul/li/ul/li",
    "List Number": "//main/ol/li",
    "List Number 2": "//main/ol/li/ol/li",
    "List Number 3": "//main/ol/li/ol/li/ol/li",
    "List Continue": "//main/ul/li",
    "List Continue 2": "//main/ul/li/ul/li",
    "List Continue 3": "//main/ul/li/ul/li/ul/li",
    "Block Text": "//blockquote/p",
    "Table Heading": "//th[not(@class)]",
    "Table Text": "//td[not(@class)]",
    "Dense Table Heading": "//th[@class='dense-table-heading']",
    "Dense Table Text": "//td[@class='dense-table-text']",
    "caption": "//caption",
    "Picture": "//figure",
    "Figure Caption": "//figcaption",
    "Closing": "//p[@class='closing']",
    "Signature": "//div[@class='signature']/p",
    "Signature With Image": "//div[@class='signature-with-image signature']/p",
    "Signed": "//p[@class='signed']",
    "About": "//div[@class='about']/p",
    "Signatories Label": "//p[@class='signatories-label']",
    "Signatories": "//div[@class='signatories']//li",
    "Enclosures Label": "//p[@class='enclosures-label']",
    "Enclosures": "//div[@class='enclosures']//li",
    "Online": "//div[@class='online']/p",
    "Notice": "//div[@class='notice']/p",
    "header": "//p[@class='running']",
    "footnote text": "//span[@class='footnote']",
}
"""Where in the page the paragraphs of each style stand."""

IN_CELLS = (
    *("Table Heading", "Table Text", "Dense Table Heading", "Dense Table Text"),
    "caption",
)
"""The styles whose words stand where their table has them."""

MARK = "@left-middle"
"""Where a letter for a window has a mark at the middle of its sheet, like those to fold it at."""

WINDOWS = ("din-5008-a", "din-5008-b", "dl", "c5-6")
"""The windows that the reference documents have styles for."""

SINGLE = 1.149
"""How high a line of Times New Roman is of itself, in the size of its type."""


@dataclass(frozen=True)
class Laid:
    """A page laid out: its tree, and the box of each element."""

    root: Html
    boxes: dict[Html, Any]
    sheet: Any

    def style(self, element: Html) -> Any:
        """The computed style of the element."""
        return self.boxes[element].style

    def __contains__(self, element: Html) -> bool:
        return element in self.boxes


def laid_out(
    folder: Path, language: str = "en", window: str = "", *, has_image: bool = False
) -> Laid:
    """The page with everything in it, in the template of that folder, as a language and a window
    have it; with a picture of the signature or without."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "looks.yaml")
        text = (HERE / "looks.yaml").read_text("utf-8")
        text = text.replace("language: en", f"language: {language}")
        text = text.replace("# image", "image" if has_image else "# image")
        path.write_text(text.replace("# window", f"window: {window}" if window else "#"), "utf-8")
        Image.new("L", (60, 30), 128).save(path.with_name("picture.png"))
        fields = {"id": "1", "name": "Ann Smith", "gender": "female", "address": "1 Mill Street"}
        deputy = Deputy(fields, frozenset(fields), "looks.yaml", 1)
        letter = address(load_appeal(path), deputy)
    template = load_template(folder)
    page = Pipeline(template).page(letter)
    running = page.html.replace("</main>", '</main><p class="running">A line</p>')
    page = Page.of(running, page.images, page.about)
    layout = Layouter(template, Edition()).layout(page)
    ours = [each for each in parsed(page.html).iter() if isinstance(each.tag, str)]
    theirs = [each for each in layout.html.iter() if isinstance(each.tag, str)]
    assert [each.tag for each in ours] == [each.tag for each in theirs]
    known = {id(their): our for our, their in zip(ours, theirs, strict=True)}
    boxes: dict[Html, Any] = {}
    for sheet in layout.sheets:
        for box in sheet._page_box.descendants():
            element = known.get(id(getattr(box, "element", None)))
            if element is not None and box.element_tag == element.tag:
                boxes.setdefault(element, box)
    return Laid(ours[0], boxes, layout.sheets[0]._page_box)


def twips(pixels: float) -> int:
    return round(pixels * 15)


def length(said: Any) -> float:
    """A computed length in pixels; nothing for what is none."""
    return float(said if isinstance(said, int | float) else getattr(said, "value", 0.0))


@dataclass(frozen=True)
class Look:
    """How the paragraphs of one style look."""

    laid: Laid
    elements: list[Html]

    @cached_property
    def css(self) -> Any:
        """The computed style of the first of them."""
        return self.laid.style(self.elements[0])

    @property
    def size(self) -> int:
        """The size of type in half-points."""
        return round(float(self.css["font_size"]) * 1.5)

    @property
    def line(self) -> int:
        """The height of lines in twips, which Word keeps to more exactly than to a part of it."""
        height, size = self.css["line_height"], float(self.css["font_size"])
        times = SINGLE if height == "normal" else height
        return twips(times * size if isinstance(times, int | float) else times.value)

    def _around(self, element: Html, *, before: bool) -> Iterator[Html]:
        """The element, and what of the letter it begins, or may end."""
        yield element
        for parent in takewhile(_is_part, element.iterancestors()):
            if before and element.getprevious() is not None:
                return
            element = parent
            yield element

    def room(self, side: str) -> tuple[float, float]:
        """The room above (`top`) or below (`bottom`) a paragraph of its own, and of the part of
        the letter that it begins or ends."""
        before = side == "top"
        element = self.elements[0 if before else -1]
        found = [
            length(self.laid.style(each)[f"margin_{side}"])
            for each in self._around(element, before=before)
            if each in self.laid
        ]
        return length(self.css[f"margin_{side}"]), max(found)

    def spacing(self) -> dict[str, int]:
        """Room above and below, in twips."""
        own_top, top = self.room("top")
        own_bottom, bottom = self.room("bottom")
        return {"before": twips(own_top or top), "after": twips(own_bottom or bottom)}

    @property
    def is_close(self) -> bool:
        """Whether its paragraphs stand without room between them, and their part has some."""
        (own_top, top), (own_bottom, bottom) = self.room("top"), self.room("bottom")
        return not own_top and not own_bottom and bool(top or bottom)

    def indents(self) -> dict[str, int]:
        """How far the lines stand in, left and right, in twips."""
        box, sheet = self.laid.boxes[self.elements[0]], self.laid.sheet
        left = twips(box.content_box_x() - sheet.content_box_x())
        right = twips(
            sheet.content_box_x() + sheet.width - (box.content_box_x() + float(box.width))
        )
        return {side: value for side, value in (("left", left), ("right", right)) if value > 1}

    def keeps(self, what: str) -> bool:
        """Whether a page is not to end `inside` it or its part, or `after` it."""
        found = takewhile(_is_part, (self.elements[-1], *self.elements[-1].iterancestors()))
        around = list(found) if what == "inside" else self.elements[-1:]
        return any(self.laid.style(each)[f"break_{what}"] == "avoid" for each in around)

    @property
    def alignment(self) -> str:
        """Word's name of how the lines stand."""
        said = str(self.css["text_align_all"])
        return {"justify": "both", "center": "center", "end": "right", "right": "right"}.get(
            said, "left"
        )

    @cached_property
    def picture(self) -> Any:
        """The picture with which its lines begin, or None."""
        boxes = self.laid.boxes[self.elements[0]].descendants()
        return next((each for each in boxes if each.element_tag == "img"), None)

    @property
    def tab(self) -> int:
        """How far from the left the words beside the picture begin, in twips."""
        boxes = self.laid.boxes[self.elements[0]].descendants()
        words = next((each for each in boxes if getattr(each, "text", "").strip()), None)
        if self.picture is None or words is None or self.elements[0].tag != "p":
            return 0
        space = float(self.css["font_size"]) / 4 if words.text.startswith(" ") else 0.0
        return twips(words.position_x + space - self.laid.sheet.content_box_x())

    @property
    def tabs(self) -> Element | None:
        """Where a tab leads: to the words beside a picture, or to the right edge."""
        if self.css["display"] == ("block", "flex"):
            return w("tabs", w("tab", val="right", pos=twips(self.laid.sheet.width)))
        return w("tabs", w("tab", val="left", pos=self.tab)) if self.tab else None

    @property
    def is_centred(self) -> bool:
        """Whether the words beside a picture stand at its middle."""
        return self.tab > 0 and self.picture.style["vertical_align"] == "middle"

    @property
    def border(self) -> Element | None:
        """The rule below its part of the letter, which Word puts below the last paragraph."""
        part = self.elements[0].getparent()
        css = self.laid.style(part) if part is not None and _is_part(part) else None
        thick = length(css["border_bottom_width"]) if css else 0
        if not css or not thick:
            return None
        space = round(length(css["padding_bottom"]) * 0.75)
        return w("pBdr", w("bottom", val="single", sz=round(thick * 6), space=space, color="auto"))


def _is_part(element: Html) -> bool:
    """Whether the element is a part of the letter, not the page or a table."""
    return element.tag not in ("main", "body", "footer", "tr", "table")


def toggle(tag: str, *, on: bool, says_all: bool) -> Element | None:
    """A property that is on or off; what is off is said where the style is based on another."""
    return w(tag) if on else w(tag, val=0) if says_all else None


def paragraph_look(
    name: str, look: Look, usual: Look, kept: dict[str, Element], *, says_all: bool
) -> Element:
    """The properties of paragraphs of the style; `kept` are those that only Word has."""
    spacing: dict[str, Any] = look.spacing()
    if says_all or look.line != usual.line:
        spacing |= {"line": look.line, "lineRule": "atLeast"}
    indents = {} if name in IN_CELLS else look.indents()
    toggles = {
        "keepNext": look.keeps("after"),
        "keepLines": look.keeps("inside"),
        "suppressAutoHyphens": look.css["hyphens"] != "auto",
        "contextualSpacing": look.is_close,
    }
    made = {
        **{tag: toggle(tag, on=on, says_all=says_all) for tag, on in toggles.items()},
        "pBdr": look.border,
        "tabs": look.tabs,
        "spacing": w("spacing", **spacing),
        "ind": w("ind", **indents) if indents and "numPr" not in kept else None,
        "jc": w("jc", val=look.alignment),
        "textAlignment": w("textAlignment", val="center") if look.is_centred else None,
        **kept,
    }
    return w("pPr", *(made.get(tag) for tag in OF_PARAGRAPHS))


def run_look(look: Look, usual: Look, *, says_all: bool) -> Element:
    """The properties of the words of the style, where they are not the usual ones."""
    bold = int(look.css["font_weight"]) >= 600
    italic = look.css["font_style"] == "italic"
    spaced = twips(length(look.css["letter_spacing"]))
    size = look.size if says_all or look.size != usual.size else None
    return w(
        "rPr",
        *(toggle(tag, on=bold, says_all=says_all) for tag in ("b", "bCs")),
        *(toggle(tag, on=italic, says_all=says_all) for tag in ("i", "iCs")),
        toggle("caps", on=look.css["text_transform"] == "uppercase", says_all=False),
        w("spacing", val=spaced) if spaced else None,
        *((w("sz", val=size), w("szCs", val=size)) if size else ()),
    )


def write_styles(styles: Element, pages: Sequence[Laid]) -> None:
    """Puts the look of the pages into the styles, each that of the first that has such a
    paragraph."""
    laid = pages[0]
    usual = Look(laid, [laid.root])
    defaults = find(styles, "w:docDefaults")
    assert defaults is not None
    for tag in ("w:sz", "w:szCs"):
        for size in defaults.iter(qn(tag)):
            size.set(qn("w:val"), str(usual.size))
    if find(defaults, "w:rPrDefault/w:rPr/w:kern") is None:  # as in the PDF
        next(defaults.iter(qn("w:sz"))).addprevious(w("kern", val=2))
    for spacing in defaults.iter(qn("w:spacing")):
        spacing.set(qn("w:line"), str(usual.line))
        spacing.set(qn("w:lineRule"), "atLeast")
    for name, path in STYLES.items():
        found = ((page, [each for each in page.root.xpath(path) if each in page]) for page in pages)
        page, elements = next(filter(itemgetter(1), found), (laid, []))
        if elements:
            _write_style(_style(styles, name), name, Look(page, elements), usual)


def _style(styles: Element, name: str) -> Element:
    """The paragraph style of that name, made where there is none."""
    for style in find_all(styles, "w:style[@w:type='paragraph']"):
        found = find(style, "w:name")
        if found is not None and (found.get(qn("w:val")) or "").lower() == name.lower():
            return style
    made = w(
        "style",
        w("name", val=name),
        w("basedOn", val="Normal"),
        w("uiPriority", val=14),
        w("qFormat"),
    )
    made.set(qn("w:type"), "paragraph")
    made.set(qn("w:customStyle"), "1")
    made.set(qn("w:styleId"), name.title().replace(" ", ""))
    before = find_all(styles, "w:style[@w:type='paragraph']")[-1]
    before.addnext(made)
    return made


def _write_style(style: Element, name: str, look: Look, usual: Look) -> None:
    says_all = value(style, "w:basedOn") != "Normal"
    old = find(style, "w:pPr")
    kept = {}
    if old is not None:
        for tag in ("numPr", "outlineLvl"):
            found = find(old, f"w:{tag}")
            if found is not None:
                kept[tag] = found
        drop(old)
    for run in find_all(style, "w:rPr"):
        drop(run)
    style.append(paragraph_look(name, look, usual, kept, says_all=says_all))
    words = run_look(look, usual, says_all=says_all)
    if len(words):
        style.append(words)


def write_numbering(numbering: Element, laid: Laid) -> None:
    """Puts the indents of the page's lists into their levels."""
    for level in find_all(numbering, "w:abstractNum/w:lvl"):
        kind = "ul" if value(level, "w:numFmt") == "bullet" else "ol"
        path = "//main" + f"/{kind}/li" * ((number(level, ".", "w:ilvl") or 0) + 1)
        item = next(each for each in laid.root.xpath(path) if each in laid)
        before = twips(float(laid.style(item)["font_size"]) / 2)  # the en space after a mark
        for indent in level.iter(qn("w:ind")):
            indent.set(qn("w:left"), str(Look(laid, [item]).indents()["left"]))
            indent.set(qn("w:hanging"), str(before))


def write_table(styles: Element, laid: Laid) -> None:
    """Puts the room and the lines around the words of cells into the style of tables."""
    (cell, *_) = (each for each in laid.root.xpath("//td[text()]") if each in laid)
    css = laid.style(cell)
    half = length(css["border_left_width"]) / 2  # of the line between two cells
    line = {"top": 0.0, "left": half, "bottom": 0.0, "right": half}
    for style in find_all(styles, "w:style[@w:styleId='TableGrid']/w:tblPr"):
        for side in ("top", "left", "bottom", "right"):
            for margin in find_all(style, f"w:tblCellMar/w:{side}"):
                margin.set(qn("w:w"), str(twips(length(css[f"padding_{side}"]) + line[side])))


def write_window(styles: Element, laid: Laid, window: str) -> None:
    """Puts what stands above and behind the window, and the marks to fold at, where they are."""
    usual, name = Look(laid, [laid.root]), window.replace("-", " ").title()
    looks = [
        Look(laid, [each for each in laid.root.xpath(path) if each in laid])
        for path in ("//header/p", "//address/p")
    ]
    above, behind = (laid.boxes[look.elements[0].getparent()] for look in looks)
    begin = behind.content_box_y()
    end = begin + float(behind.height) + float(behind.margin_bottom)  # where the text begins
    edges = ((above.content_box_y(), begin), (begin, end))
    for kind, look, box, (top, bottom) in zip(
        ("Above", "Window"), looks, (above, behind), edges, strict=True
    ):
        made = w(
            "pPr",
            _frame(box.content_box_x(), top, float(box.width), bottom - top),
            w("suppressAutoHyphens"),
            w("spacing", before=0, after=0, line=look.line, lineRule="atLeast"),
            w("jc", val=look.alignment),
        )
        _replace(_style(styles, f"{kind} {name}"), made, run_look(look, usual, says_all=False))
    mark = next(each for each in laid.sheet.children if getattr(each, "at_keyword", "") == MARK)
    line = w("top", val="single", sz=round(mark.border_top_width * 6), space=0, color="auto")
    made = w("pPr", w("pBdr", line), w("spacing", before=0, after=0, line=20, lineRule="exact"))
    _replace(_style(styles, "Fold Mark"), made, w("rPr", w("sz", val=2)))


def _frame(x: float, y: float, width: float, height: float) -> Element:
    """A frame at a place of the page, in pixels; text stands below it."""
    size = {"w": twips(width), "h": twips(height), "x": twips(x), "y": twips(y)}
    where = {"vAnchor": "page", "hAnchor": "page", "wrap": "notBeside"}
    return w("framePr", hRule="exact", **where, **size)


def _replace(style: Element, paragraph: Element, words: Element) -> None:
    based = find(style, "w:basedOn")
    if based is not None:
        based.set(qn("w:val"), "Normal")
    for tag in ("w:pPr", "w:rPr"):
        for old in find_all(style, tag):
            drop(old)
    style.extend((paragraph, words) if len(words) else (paragraph,))


def write_page(document: Element, settings: Element, laid: Laid) -> None:
    """Puts size and margins of the page into the section, and whether words are broken."""
    sheet = laid.sheet
    for size in document.iter(qn("w:pgSz")):
        size.set(qn("w:w"), str(twips(sheet.margin_width())))
        size.set(qn("w:h"), str(twips(sheet.margin_height())))
    for margins in document.iter(qn("w:pgMar")):
        for side in ("top", "right", "bottom", "left"):
            margins.set(qn(f"w:{side}"), str(twips(getattr(sheet, f"margin_{side}"))))
        line = Look(laid, laid.root.xpath(STYLES["header"]))  # right above the text
        above = twips(sheet.margin_top) - line.line - line.spacing()["after"]
        margins.set(qn("w:header"), str(above))
    css = [laid.style(each) for each in laid.boxes]
    zones = [length(each["hyphenate_limit_zone"]) for each in css if each["hyphens"] == "auto"]
    for tag in ("w:autoHyphenation", "w:hyphenationZone", "w:doNotHyphenateCaps"):
        for old in find_all(settings, tag):
            drop(old)
    after = find(settings, "w:defaultTabStop")
    if zones and after is not None:
        after.addnext(w("doNotHyphenateCaps"))
        after.addnext(w("hyphenationZone", val=twips(max(zones))))
        after.addnext(w("autoHyphenation"))


def with_look(
    data: bytes, pages: Sequence[Laid], windows: Mapping[str, Laid] = MappingProxyType({})
) -> bytes:
    """The reference document with the look of the pages, and of those for windows."""
    laid = pages[0]
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    trees = {
        name: etree.fromstring(parts[f"word/{name}.xml"])
        for name in ("styles", "numbering", "document", "settings")
    }
    write_styles(trees["styles"], pages)
    for window, page in windows.items():
        write_window(trees["styles"], page, window)
    write_table(trees["styles"], laid)
    write_numbering(trees["numbering"], laid)
    write_page(trees["document"], trees["settings"], laid)
    for name, tree in trees.items():
        etree.cleanup_namespaces(tree, keep_ns_prefixes=["w", "r"])
        parts[f"word/{name}.xml"] = etree.tostring(
            tree, encoding="UTF-8", xml_declaration=True, standalone=True
        )
    return archive(member(name, content) for name, content in parts.items())


def documents() -> dict[Path, bytes]:
    """The reference document of each template of letters, as its stylesheet is now."""
    made = {}
    for name in ("letter", "brief"):
        path = TEMPLATES / name / REFERENCE
        pages = [laid_out(path.parent, language) for language in ("en", "ru")]
        pages.append(laid_out(path.parent, has_image=True))
        windows = {window: laid_out(path.parent, window=window) for window in WINDOWS}
        made[path] = with_look(path.read_bytes(), pages, windows)
    return made


if __name__ == "__main__":
    for document, content in documents().items():
        document.write_bytes(content)
        print(document.relative_to(HERE.parent))
