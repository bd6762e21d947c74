"""A web page as a Document. Markdown and mails in HTML come through here too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml.html import HtmlElement

from appeal_cli.importing.document import (
    SOFT,
    Block,
    Cell,
    Document,
    Leaving,
    Left,
    Number,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    has_words,
    joined,
    paragraphs_of,
    table_of,
)
from appeal_cli.importing.images import printable_image
from appeal_cli.importing.looks import Looks
from appeal_cli.importing.readers.numerals import written
from appeal_cli.importing.readers.web_looks import columns, paper
from appeal_cli.importing.readers.web_looks import look as look_of
from appeal_cli.importing.readers.web_page import page_of
from appeal_cli.importing.readers.web_pictures import Find, beside
from appeal_cli.importing.readers.web_styles import NOT_WORDS, Sheet, left_out

_SILENT = frozenset(("head", "style", "meta", "link", "title", "colgroup", "col", "wbr", "base"))
_INLINE = frozenset(
    str.split(
        "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q "
        "rp rt ruby s samp small span strike strong sub sup time tt u var br center"
    )
)
_ALIGNED = {"right": "right", "end": "right", "center": "center", "justify": "justify"}
_LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MOST_DEEP = 100


def read(data: bytes, path: Path) -> Document:
    """The letter in the bytes of a page, in the encoding that it states; UTF-8 if none."""
    stated = re.search(rb"<meta[^>]+charset\s*=|<\?xml[^>]+encoding\s*=", data[:2000], re.I)
    is_marked = data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"))
    if stated or is_marked:
        root = page_of(data, str(path))
    else:
        from appeal_cli.roster.readers.encodings import text_of

        root = page_of(text_of(data, str(path))[0], str(path))
    return document_of(root, str(path), beside(path.parent))


def document_of(root: HtmlElement, file: str, find: Find, unit: str = "paragraph") -> Document:
    """The letter in the page; `find` gives its pictures."""
    reading = Reading(find, Sheet.of(root), uses_lines=unit == "line")
    body = root.find("body") if root.tag == "html" else root
    blocks = tuple(reading.blocks(root if body is None else body))
    reading.looks.papers += paper(reading.sheet)
    title = " ".join((root.findtext(".//head/title") or "").split())
    left = (*reading.left, *reading.looks.left())
    return Document(file, blocks, unit=unit, title=title, left=left)


@dataclass
class Reading(Leaving):
    """Reads the elements of a page; `line` gathers the words of the paragraph that goes on."""

    find: Find
    sheet: Sheet
    uses_lines: bool = False
    left: list[Left] = field(default_factory=list)
    line: list[Run] = field(default_factory=list)
    base: Paragraph = field(default_factory=lambda: Paragraph(()))
    notes: dict[str, tuple[tuple[Run, ...], ...]] = field(default_factory=dict)
    count: int = 0
    place: int = 1
    looks: Looks = field(default_factory=Looks)
    role: str = "text"

    def blocks(self, body: HtmlElement) -> Iterator[Block]:
        """The blocks of the page."""
        for each in body.iter("div"):
            name = each.get("data-note-text")
            if name:
                inner = replace(self, line=[], base=Paragraph(()), role="notes")
                found = [*paragraphs_of(tuple(inner.within(each, self.base, Run(""), 0)))]
                self.notes[name] = tuple(paragraph.runs for paragraph in found)
        yield from self.within(body, self.base, Run(""), 0)

    def within(
        self, element: HtmlElement, base: Paragraph, look: Run, depth: int
    ) -> Iterator[Block]:
        """The blocks of what stands in the element, each a paragraph of its own."""
        yield from self._flush()
        self.base = base
        self._locate()
        yield from self._inside(element, base, look, depth)
        yield from self._flush()

    def _inside(
        self, element: HtmlElement, base: Paragraph, look: Run, depth: int
    ) -> Iterator[Block]:
        self._words(element.text, look, element)
        for child in element:
            if isinstance(child.tag, str):
                yield from self._child(child, base, look, depth + 1)
                self.base = base
            self._words(child.tail, look, element)

    def _words(self, text: str | None, look: Run, element: HtmlElement) -> None:
        if not text:
            return
        text = re.sub("[ \t\r\n\f]+", " ", text)
        before = self.line[-1].text if self.line else "\n"
        if before.endswith((" ", "\n", SOFT)):
            text = text.lstrip(" ")
        if text:
            self.line.append(replace(look, text=text))
            is_set_in = self.base.number is not None or self.base.quote
            said = look_of(element, self.sheet, is_item=is_set_in)
            role = "headings" if self.base.heading else self.role
            self.looks.see(text, self.place, said, role)

    def _flush(self) -> Iterator[Paragraph]:
        runs, self.line = joined(self.line), []
        if has_words(runs):
            yield replace(self.base, runs=runs, place=self.place)
            self.count += 1
            self._locate()
            self.base = replace(self.base, number=None)

    def _locate(self) -> None:
        """Says where the words stand that are read next."""
        self.place = self.base.place if self.uses_lines else self.count + 1

    def _child(self, child: HtmlElement, base: Paragraph, look: Run, depth: int) -> Iterator[Block]:
        tag = str(child.tag).lower()
        style = self.sheet.style(child)
        what = left_out(child, tag, style)
        if depth > _MOST_DEEP:
            what = "what stands too deep in the page"
        if what or tag in _SILENT or child.get("data-note-text"):
            words = " ".join(child.itertext())
            if what and (words.strip() or tag in NOT_WORDS):
                self.leave(what, words)
            return
        if child.get("data-note"):
            self.line.append(Run("", note=self.notes.get(child.get("data-note"), ())))
        elif tag == "br":
            self.line.append(replace(look, text=SOFT if child.get("data-soft") else "\n"))
        elif tag == "img":
            yield from self._image(child)
        elif tag in _INLINE:
            yield from self._inside(child, base, self._look(child, tag, look, style), depth)
        else:
            look = self._look(child, tag, look, style)
            yield from self._block(child, tag, style, base, look, depth)

    def _look(self, child: HtmlElement, tag: str, look: Run, style: dict[str, str]) -> Run:
        weight = style.get("font-weight", "")
        if tag in ("b", "strong") or weight in ("bold", "bolder", "600", "700", "800", "900"):
            look = replace(look, strong=True)
        elif weight in ("normal", "400"):
            look = replace(look, strong=False)
        if tag in ("i", "em", "cite", "dfn") or style.get("font-style") in ("italic", "oblique"):
            look = replace(look, emphasis=True)
        if tag == "a" and child.get("href") and not child.get("href", "").startswith("#"):
            look = replace(look, link=child.get("href", "").strip())
        line = style.get("text-decoration", "") + style.get("text-decoration-line", "")
        if (tag == "u" or "underline" in line) and not look.link:
            look = replace(look, underlined=True)
        if tag in ("sup", "sub"):
            look = replace(look, raised=tag == "sup", lowered=tag == "sub")
        return look

    def _block(
        self,
        child: HtmlElement,
        tag: str,
        style: dict[str, str],
        base: Paragraph,
        look: Run,
        depth: int,
    ) -> Iterator[Block]:
        yield from self._flush()
        align = _ALIGNED.get(style.get("text-align", child.get("align", "")).lower(), base.align)
        place = child.get("data-line", "")
        base = replace(base, align=align, place=int(place) if place.isdigit() else base.place)
        if "page" in (style.get("page-break-before"), style.get("break-before")) or (
            style.get("page-break-before") == "always"
        ):
            yield PageBreak(self.place)
        self.left += (
            left for each in columns(child, self.sheet, self.place) for left in each.left()
        )
        if tag in ("ul", "ol", "menu"):
            yield from self._list(child, tag, base, look, depth)
        elif tag == "table":
            yield from self._table(child, base, look, depth)
        elif tag == "hr":
            self.leave("a line between paragraphs")
        elif tag == "pre":
            self.line = [replace(look, text=child.text_content().strip("\n"))]
            self.base = base
            yield from self._flush()
        else:
            heading = int(tag[1]) if re.fullmatch("h[1-6]", tag) else base.heading
            quote = base.quote or tag == "blockquote"
            yield from self.within(child, replace(base, heading=heading, quote=quote), look, depth)

    def _list(
        self, parent: HtmlElement, tag: str, base: Paragraph, look: Run, depth: int
    ) -> Iterator[Block]:
        level = base.number.level + 1 if base.number else 0
        start = parent.get("start", "1")
        count = int(start) if re.fullmatch("-?[0-9]{1,6}", start) else 1
        way = _LIST_STYLES.get(parent.get("type", ""), "decimal")
        step = -1 if parent.get("reversed") is not None else 1
        for item in parent:
            if item.tag != "li":
                yield from self._child(item, base, look, depth + 1)
                continue
            own = item.get("value", "")
            count = int(own) if re.fullmatch("-?[0-9]{1,6}", own) else count
            number = Number(level=level)
            if tag == "ol":
                number = Number(f"{written(count, way)}.", level, count, way)
                count += step
            yield from self.within(item, replace(base, number=number), look, depth + 1)

    def _table(self, table: HtmlElement, base: Paragraph, look: Run, depth: int) -> Iterator[Block]:
        rows: list[list[Cell]] = []
        place = self.place
        for row in table.iter("tr"):
            if next(row.iterancestors("table")) is not table:
                continue
            rows.append([])
            for cell in row.iterchildren("td", "th"):
                said = self.sheet.style(cell).get("text-align", cell.get("align", ""))
                align = _ALIGNED.get(said.lower(), base.align)
                inner = replace(base, number=None, heading=0, align=align)
                own = replace(look, strong=False) if cell.tag == "th" else look
                found = tuple(self.within(cell, inner, own, depth + 1))
                rows[-1].append(Cell(tuple(paragraphs_of(found))))
                span = cell.get("colspan", "1")
                more = min(int(span), 63) - 1 if re.fullmatch("[1-9][0-9]{0,3}", span) else 0
                if more or cell.get("rowspan", "1") not in ("0", "1"):
                    self.change("merged cells, which came apart", cell.text_content())
                rows[-1] += [Cell(())] * more
        for caption in table.iterchildren("caption"):
            yield from self.within(caption, base, look, depth + 1)
        yield from table_of(rows, place, table.get("border", "1") != "0")

    def _image(self, child: HtmlElement) -> Iterator[Block]:
        source, alt = child.get("src", ""), child.get("alt", "")
        data = self.find(source)
        image = printable_image(data) if data else b""
        if image:
            yield from self._flush()
            yield Picture(image, alt, self.place)
        elif data:
            self.leave("a picture of a kind that no letter can show", source[:80])
        elif child.get("width") != "1" and child.get("height") != "1":
            self.leave("a picture that is not beside the file", f"{alt} {source[:80]}")
        else:
            self.leave("a picture of one pixel, as senders count readers with", source[:80])
