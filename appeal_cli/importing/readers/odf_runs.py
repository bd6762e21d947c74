"""The words of one paragraph of an OpenDocument text, with what stands among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from appeal_cli.files.office.package import Element, Package
from appeal_cli.importing.document import ENDNOTE, Leaving, Left, Picture, Run, plain
from appeal_cli.importing.images import printable_image
from appeal_cli.importing.looks import Looks
from appeal_cli.importing.readers.odf_looks import Named, OdfLooks
from appeal_cli.importing.readers.odf_styles import OdfStyles, odf

Piece = Run | Picture

_NOTHING = frozenset(
    odf(f"text:{name}")
    for name in (
        "soft-page-break", "bookmark", "bookmark-start", "bookmark-end", "reference-mark",
        "reference-mark-start", "reference-mark-end", "change", "change-start", "change-end",
        "toc-mark", "toc-mark-start", "toc-mark-end", "user-index-mark", "alphabetical-index-mark",
    )
)  # fmt: skip
_PAGES = frozenset(odf(f"text:{name}") for name in ("page-number", "page-count"))
_DAYS = frozenset(odf(f"text:{name}") for name in ("date", "time", "modification-date"))
_HIDDEN = frozenset(odf(f"text:{name}") for name in ("hidden-text", "hidden-paragraph"))


@dataclass
class OdfRuns(Leaving):
    """Reads paragraphs; what it leaves out goes to `left`."""

    package: Package
    styles: OdfStyles
    look: OdfLooks
    left: list[Left] = field(default_factory=list)
    place: int = 0
    looks: Looks = field(default_factory=Looks)
    role: str = "text"
    around: tuple[Named, ...] = ()  # the styles that the words stand in, the nearest first
    is_item: bool = False

    def pieces(self, paragraph: Element) -> list[Piece]:
        """The runs and pictures of the paragraph in their order."""
        name = paragraph.get(odf("text:style-name"), "")
        look = self._look(Run(""), "paragraph", name)
        what = self._left_out("paragraph", name)
        if what:
            self._leave_words(what, paragraph)
            return []
        before, self.around = self.around, (("paragraph", name), *_cells(paragraph))
        found = list(self._within(paragraph, look))
        self.around = before
        return found

    def _words(self, look: Run, text: str) -> Run:
        """The words, whose look is noted."""
        said = self.look.look(self.around, is_item=self.is_item)
        self.looks.see(text, self.place, said, self.role)
        return replace(look, text=text)

    def _leave_words(self, what: str, element: Element) -> None:
        words = words_within(element)
        if words:
            self.leave(what, words)

    def _left_out(self, family: str, name: str) -> str:
        if self.styles.said(family, name, "text:display") == "none":
            return "hidden text"
        struck = self.styles.said(family, name, "style:text-line-through-style")
        struck = struck or self.styles.said(family, name, "style:text-line-through-type")
        return "words struck out" if struck not in ("", "none") else ""

    def _look(self, look: Run, family: str, name: str) -> Run:
        def said(attribute: str) -> str:
            return self.styles.said(family, name, attribute)

        weight, slant = said("fo:font-weight"), said("fo:font-style")
        position, line = said("style:text-position"), said("style:text-underline-style")
        if weight:
            look = replace(look, strong=weight in ("bold", "600", "700", "800", "900"))
        if slant:
            look = replace(look, emphasis=slant in ("italic", "oblique"))
        if position:
            up = position.startswith("super") or bool(re.match("[1-9]", position))
            down = position.startswith(("sub", "-"))
            look = replace(look, raised=up, lowered=down)
        if line and not look.link:
            look = replace(look, underlined=line != "none")
        return look

    def _within(self, parent: Element, look: Run) -> Iterator[Piece]:
        if parent.text:
            yield self._words(look, _spaced(parent.text))
        for element in parent:
            if isinstance(element.tag, str):
                yield from self._element(element, look)
            if element.tail:
                yield self._words(look, _spaced(element.tail))

    def _element(self, element: Element, look: Run) -> Iterator[Piece]:
        tag = element.tag
        simple = _SIMPLE.get(str(tag))
        if simple:
            yield self._words(look, simple(element))
        elif tag == odf("text:span"):
            yield from self._span(element, look)
        elif tag == odf("text:a"):
            link = element.get(odf("xlink:href"), "")
            yield from self._within(element, replace(look, link=link, underlined=False))
        elif tag in (odf("text:meta"), odf("text:ruby"), odf("text:ruby-base")):
            yield from self._within(element, look)
        elif tag == odf("text:note"):
            yield self._note(element)
        elif tag == odf("office:annotation"):
            self._leave_words("comments", element)
        elif tag == odf("text:database-display"):
            column = element.get(odf("text:column-name"), "")
            yield replace(look, text="".join(map(str, element.itertext())) or " ", field=column)
        elif tag == odf("draw:frame") or str(tag).startswith(f"{{{_DRAW}}}"):
            yield from self.drawn(element)
        elif tag not in _NOTHING:
            yield from self._field(element, look)

    def _span(self, element: Element, look: Run) -> Iterator[Piece]:
        name = element.get(odf("text:style-name"), "")
        what = self._left_out("text", name)
        if what:
            self._leave_words(what, element)
        else:
            before, self.around = self.around, (("text", name), *self.around)
            yield from self._within(element, self._look(look, "text", name))
            self.around = before

    def _field(self, element: Element, look: Run) -> Iterator[Run]:
        """A field: what it shows, where that is a word of the letter."""
        name, words = str(element.tag).rpartition("}")[2], "".join(map(str, element.itertext()))
        if element.tag in _HIDDEN:
            words = words or element.get(odf("text:string-value"), "")
            self.leave("hidden text", words)
        elif element.tag in _PAGES:
            self.leave("numbers of pages, which the template prints itself", words)
        elif words.strip():
            is_day = element.tag in _DAYS
            what = "a day that the program fills in" if is_day else f"a field, {name},"
            self.change(f"{what} became the words that it showed", words)
            yield replace(look, text=words)

    def _note(self, element: Element) -> Run:
        body = element.find(odf("text:note-body"))
        lines = []
        before, self.role = self.role, "notes"
        for paragraph in body.iter(odf("text:p")) if body is not None else ():
            pieces = self.pieces(paragraph)
            lines.append(tuple(each for each in pieces if isinstance(each, Run)))
            for picture in (each for each in pieces if isinstance(each, Picture)):
                self.leave("a picture in a note", picture.alt)
        if element.get(odf("text:note-class")) == "endnote":
            self.change(ENDNOTE, " ".join(map(plain, lines)))
        self.role = before
        return Run("", note=tuple(lines))

    def drawn(self, element: Element) -> Iterator[Picture]:
        """The pictures in a frame or a shape; the words of boxes are noted."""
        alt = next(
            (
                each.text
                for name in ("svg:desc", "svg:title")
                for each in element.iter(odf(name))
                if each.text
            ),
            "",
        )
        if element.find(odf("draw:object")) is not None:
            self.leave("an embedded object", alt or element.get(odf("draw:name"), ""))
            return
        images = list(element.iter(odf("draw:image")))
        words = " ".join(words_within(each) for each in element.iter(odf("text:p")))
        if words.strip():
            self.leave("text boxes", words)
        elif not images:
            self.leave("a drawing", alt)
        for image in images:
            yield from self._image(image.get(odf("xlink:href"), ""), alt)

    def _image(self, name: str, alt: str) -> Iterator[Picture]:
        data = self.package.parts.get(name.removeprefix("./"))
        if data is None:
            is_outside = "://" in name or name.startswith(("..", "/"))
            where = "linked and not in the file" if is_outside else "not in the file"
            self.leave(f"a picture that is {where}", name)
        elif image := printable_image(data):
            yield Picture(image, alt or "", self.place)
        else:
            self.leave("a picture of a kind that no letter can show", alt or name)


def _cells(paragraph: Element) -> Iterator[Named]:
    """The styles of the cells that the paragraph stands in."""
    for cell in paragraph.iterancestors(odf("table:table-cell")):
        yield "table-cell", cell.get(odf("table:style-name"), "")


def _spaced(text: str) -> str:
    """White space is one space, as a line end in the file is (OpenDocument 1.3, part 3, 6.1.2)."""
    return re.sub("[ \t\r\n]+", " ", text)


def _spaces(element: Element) -> str:
    count = element.get(odf("text:c"), "1")
    return " " * min(int(count), 200) if count.isascii() and count.isdigit() else " "


_SIMPLE: dict[str, Callable[[Element], str]] = {
    odf("text:s"): _spaces,
    odf("text:tab"): lambda element: "\t",
    odf("text:line-break"): lambda element: "\n",
}
_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"


def words_within(element: Element) -> str:
    """All words within the element, on one line."""
    return " ".join(" ".join(map(str, element.itertext())).split())
