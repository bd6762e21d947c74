"""An OpenDocument text (.odt, .fodt is none) as a Document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from appeal_cli.files.office.package import Element, Package, open_package
from appeal_cli.importing.document import (
    Block,
    Cell,
    Document,
    Number,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
    has_words,
    joined,
    paragraphs_of,
    table_of,
    words_of,
)
from appeal_cli.importing.looks import Paper
from appeal_cli.importing.readers.odf_lists import OdfLists
from appeal_cli.importing.readers.odf_looks import OdfLooks, columns, papers
from appeal_cli.importing.readers.odf_runs import OdfRuns, words_within
from appeal_cli.importing.readers.odf_styles import OdfStyles, odf
from appeal_cli.importing.readers.other_parts import other_parts

_ALIGNED = {"end": "right", "right": "right", "center": "center", "justify": "justify"}
_MOST_REPEATED = 63
_INDEXES = re.compile(r"(table-of-content|index|bibliography)$")


def read(data: bytes, path: Path) -> Document:
    """The letter in the bytes of an .odt. Raises AppealError that names what is broken."""
    package = open_package(data, str(path), "an OpenDocument text")
    content = package.xml("content.xml")
    text = content.find(f"{odf('office:body')}/{odf('office:text')}")
    if text is None:
        raise package.broken("content.xml", "holds no text: this is not a text document")
    common = package.optional_xml("styles.xml")
    styles = OdfStyles()
    roots = [content] if common is None else [content, common]
    styles.add(roots)
    runs = OdfRuns(package, styles, OdfLooks.of(styles, roots))
    reading = Reading(runs, OdfLists(styles))
    blocks = tuple(reading.blocks(text))
    head, foot = (tuple(reading.repeated(common, name)) for name in ("header", "footer"))
    runs.looks.papers += papers(common, reading.master, words_of(blocks)[:60])
    left = (*runs.left, *other_parts(package), *runs.looks.left())
    return Document(str(path), blocks, head=head, foot=foot, title=_title(package), left=left)


def _title(package: Package) -> str:
    meta = package.optional_xml("meta.xml")
    found = meta.find(f".//{odf('dc:title')}") if meta is not None else None
    return (found.text or "").strip() if found is not None else ""


@dataclass(frozen=True)
class _List:
    """A list that is being read: its numbers so far, its style and its level."""

    counts: list[int | None]
    style: Element | None
    level: int


@dataclass
class Reading:
    """Reads the paragraphs, lists and tables of a text in their order."""

    runs: OdfRuns
    lists: OdfLists
    headings: list[int | None] = field(default_factory=lambda: [None] * 10)
    master: str = ""  # the master page that the text begins with

    def repeated(self, common: Element | None, kind: str) -> Iterator[Block]:
        """What stands above or below the pages."""
        page = common.find(f".//{odf('style:master-page')}") if common is not None else None
        if page is None:
            return
        for name in (f"{kind}-first", kind):
            found = page.find(odf(f"style:{name}"))
            if found is not None and words_within(found):
                self.runs.role = kind
                yield from self.blocks(found)
                self.runs.role = "text"
                return

    def blocks(self, parent: Element) -> Iterator[Block]:
        """The blocks within the element."""
        for element in parent:
            tag = str(element.tag)
            name = tag.rpartition("}")[2]
            if tag in (odf("text:p"), odf("text:h")):
                yield from self._paragraph(element)
            elif tag == odf("text:list"):
                yield from self._list(element, None)
            elif tag == odf("table:table"):
                yield from self._table(element)
            elif tag == odf("text:section"):
                yield from self._section(element)
            elif tag == odf("text:numbered-paragraph"):
                yield from self.blocks(element)
            elif tag == odf("text:tracked-changes"):
                self._changes(element)
            elif _INDEXES.search(name):
                self.runs.leave("a table of contents", words_within(element))
            elif tag.startswith(odf("draw:frame")[: -len("frame")]):
                yield from self.runs.drawn(element)
            elif name == "forms" and len(element):
                labels = (each.get(_LABEL, "") for each in element.iter())
                self.runs.leave("a form to fill in", " ".join(filter(None, labels)))
            elif name not in _SILENT and words_within(element):
                self.runs.leave(f"`{name}`", words_within(element))

    def _section(self, element: Element) -> Iterator[Block]:
        if element.get(odf("text:display"), "true") != "true":
            self.runs.leave("hidden text", words_within(element))
        else:
            name = element.get(odf("text:style-name"), "")
            style = self.runs.styles.by_name.get(("section", name))
            for settings in style if style is not None else ():
                words = words_within(element)[:60]
                found = Paper(columns=columns(settings), words=words, place=self.runs.place + 1)
                self.runs.left += found.left()
            yield from self.blocks(element)

    def _changes(self, element: Element) -> None:
        for each in element.iter(odf("text:deletion")):
            words = " ".join(words_within(part) for part in each.iter(odf("text:p"), odf("text:h")))
            self.runs.leave("words that a tracked change deleted", words)

    def _paragraph(self, element: Element, number: Number | None = None) -> Iterator[Block]:
        self.runs.place += 1
        style = element.get(odf("text:style-name"), "")

        def said(attribute: str) -> str:
            return self.runs.styles.said("paragraph", style, attribute)

        heading = self._heading(element, style)
        if heading and number is None and element.tag == odf("text:h"):
            number = self._number_of_heading(element, style, heading)
        master = said("style:master-page-name")
        self.master = self.master or master
        if said("fo:break-before") == "page" or master:
            yield PageBreak(self.runs.place)
        role = self.runs.role
        self.runs.role = "headings" if heading and role == "text" else role
        self.runs.is_item = number is not None
        pieces = self.runs.pieces(element)
        self.runs.role = role
        runs = joined([each for each in pieces if isinstance(each, Run)])
        pictures = [each for each in pieces if isinstance(each, Picture)]
        names = self.runs.styles.names("paragraph", style)
        is_blank = not has_words(runs)
        if not (is_blank and pictures):
            yield Paragraph(
                () if is_blank else runs,
                self.runs.place,
                heading=0 if is_blank else heading,
                align=_ALIGNED.get(said("fo:text-align"), "left"),
                number=None if is_blank else number,
                quote=any("quot" in name or "цитат" in name for name in names),
            )
        yield from pictures
        if said("fo:break-after") == "page":
            yield PageBreak(self.runs.place)

    def _heading(self, element: Element, style: str) -> int:
        names = self.runs.styles.names("paragraph", style)
        if "title" in names:
            return 1
        if element.tag != odf("text:h"):
            return 0
        level = element.get(odf("text:outline-level"), "1")
        return int(level) if re.fullmatch("[1-9]", level) else 1

    def _number_of_heading(self, element: Element, style: str, level: int) -> Number | None:
        """The number that the outline gives to headings, where it gives one."""
        if element.get(odf("text:is-list-header")) == "true":
            return None
        name = self.runs.styles.list_style(style)
        definition = self.runs.styles.lists.get(name) if name else self.runs.styles.outline
        start = element.get(odf("text:start-value"), "")
        found = self.lists.next(self.headings, definition, level - 1, start)
        return found if found.label else None

    def _list(self, element: Element, above: _List | None) -> Iterator[Block]:
        name = element.get(odf("text:style-name"), "")
        if above is None:
            counts, level = self.lists.counts(element, name), 0
            style = self.runs.styles.lists.get(name)
        else:
            counts, level = above.counts, above.level + 1
            style = self.runs.styles.lists.get(name) if name else above.style
        here = _List(counts, style, level)
        for item in element:
            is_item = item.tag == odf("text:list-item")
            number = None
            for index, child in enumerate(item):
                if child.tag in (odf("text:p"), odf("text:h")):
                    if index == 0 and is_item:
                        start = item.get(odf("text:start-value"), "")
                        number = self._number(child, here, start)
                    yield from self._paragraph(child, number)
                    number = None
                else:
                    yield from self.blocks_of([child], here)

    def blocks_of(self, elements: Iterable[Element], within: _List) -> Iterator[Block]:
        """The blocks that stand in an item of a list."""
        for each in elements:
            if each.tag == odf("text:list"):
                yield from self._list(each, within)
            elif each.tag == odf("table:table"):
                yield from self._table(each)

    def _number(self, paragraph: Element, here: _List, start: str) -> Number | None:
        style = here.style
        if style is None:
            name = self.runs.styles.list_style(paragraph.get(odf("text:style-name"), ""))
            style = self.runs.styles.lists.get(name)
        return self.lists.next(here.counts, style, here.level, start)

    def _table(self, element: Element) -> Iterator[Table]:
        first = self.runs.place + 1
        rows: list[list[Cell]] = []
        for row in element.iter(odf("table:table-row")):
            if next(row.iterancestors(odf("table:table"))) is element:
                rows.append(list(self._cells(row)))
        yield from table_of(rows, first, self._has_borders(element))

    def _cells(self, row: Element) -> Iterator[Cell]:
        for cell in row:
            count = cell.get(odf("table:number-columns-repeated"), "1")
            times = min(int(count), _MOST_REPEATED) if re.fullmatch("[0-9]{1,6}", count) else 1
            if cell.tag == odf("table:covered-table-cell"):
                self.runs.change("merged cells, which came apart", words_within(cell))
                yield from [Cell(())] * times
            elif cell.tag == odf("table:table-cell"):
                made = Cell(tuple(paragraphs_of(tuple(self._within_cell(cell)))))
                yield from [made] * times

    def _within_cell(self, cell: Element) -> Iterator[Block]:
        for block in self.blocks(cell):
            if isinstance(block, Picture):
                self.runs.leave("a picture inside a table", block.alt)
            elif isinstance(block, Paragraph) and block.number is not None:
                label = block.number.label or "•"
                lead = Run(f"{label} ")
                yield replace(block, runs=(lead, *block.runs), number=None)
            else:
                yield block

    def _has_borders(self, table: Element) -> bool:
        for cell in table.iter(odf("table:table-cell")):
            name = cell.get(odf("table:style-name"), "")
            for side in ("fo:border", "fo:border-bottom", "fo:border-left"):
                if self.runs.styles.said("table-cell", name, side) not in ("", "none"):
                    return True
        return False


_LABEL = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}label"
_SILENT = frozenset(
    ("sequence-decls", "variable-decls", "user-field-decls", "forms", "soft-page-break")
)
