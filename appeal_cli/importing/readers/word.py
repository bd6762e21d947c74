"""A Word document as a Document: its words in their order, as Word itself prints them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.package import Element
from appeal_cli.files.office.wordml import find, find_all, number, switched_on, value
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
)
from appeal_cli.importing.readers.other_parts import other_parts
from appeal_cli.importing.readers.word_file import (
    WordFile,
    comments,
    note_settings,
    open_word,
    properties,
    words_within,
)
from appeal_cli.importing.readers.word_looks import (
    background,
    begins_page,
    has_lines,
    is_turned,
    papers,
    sections_of,
)
from appeal_cli.importing.readers.word_runs import Piece, Runs
from appeal_cli.problems import AppealError

_INSIDE = frozenset(
    qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
)
_ALIGNED = {"end": "right", "right": "right", "center": "center", "both": "justify"}


def read(data: bytes, path: Path) -> Document:
    """The letter in the bytes of a .docx. Raises AppealError that names what is broken."""
    word, body = open_word(data, str(path))
    sections, told = sections_of(body), properties(word.package)
    reading = Reading(word, sections)
    blocks = tuple(reading.blocks(body))
    head, foot = (_repeated(word, sections, kind) for kind in ("header", "footer"))
    comments(word)
    note_settings(word, told)
    for way in sorted(word.numbers.odd):
        word.change("a way of writing numbers that became digits", way)
    word.looks.papers += papers(sections, reading.ends, [*paragraphs_of(blocks)])
    if background(body):
        word.change("a colour behind the pages: printed without it")
    left = (*word.left, *other_parts(word.package), *word.looks.left())
    return Document(str(path), blocks, head=head, foot=foot, title=told.get("title", ""), left=left)


def _repeated(word: WordFile, sections: Sequence[Element], kind: str) -> tuple[Block, ...]:
    """What stands above or below the pages: of the first page where that has its own."""
    found: dict[str, tuple[Block, ...]] = {}
    for section in sections:
        first = find(section, "w:titlePg")
        for mark in find_all(section, f"w:{kind}Reference"):
            relation = word.related.get(mark.get(qn("r:id"), ""))
            use = mark.get(qn("w:type"), "default")
            if relation is None or use in found or (use == "first" and not switched_on(first)):
                continue
            try:
                root = word.package.xml(relation.target)
            except AppealError:
                if relation.target in word.package.parts:
                    raise
                word.leave(f"a {kind} that is not in the file", relation.target)
                continue
            found[use] = tuple(Reading(word.of_part(relation.target, kind)).blocks(root))
    shown = found.pop("first", ()) or found.pop("default", ())
    for blocks in found.values():
        words = " ".join(each.text for each in blocks if isinstance(each, Paragraph))
        if words.strip():
            word.leave(f"a {kind} of later pages", words)
    return shown


@dataclass
class Reading:
    """Reads the paragraphs and tables of a part in their order; `ends` are the places of the
    last paragraphs of its sections, but for the last of them."""

    word: WordFile
    sections: list[Element] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    runs: Runs = field(init=False)
    open: list[Piece] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.runs = Runs(self.word)

    def blocks(self, parent: Element) -> Iterator[Block]:
        """The blocks within the element."""
        for element in parent:
            if element.tag == qn("w:p"):
                self.word.place += 1
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield from self._table(element)
            elif element.tag in _INSIDE:
                yield from self.blocks(element)
            elif element.tag == qn("w:altChunk"):
                self.word.leave("a document within the document", "altChunk")
            elif element.tag in (qn("w:del"), qn("w:moveFrom")):
                self.word.leave("words that a tracked change deleted", words_within(element))
            elif isinstance(element.tag, str) and words_within(element):
                self.word.leave(f"`{element.tag.rpartition('}')[2]}`", words_within(element))

    def _paragraph(self, element: Element) -> Iterator[Block]:
        pieces = self.open + self.runs.pieces(element)
        self.open = []
        if find(element, "w:pPr/w:rPr/w:del") is not None:
            self.open = pieces  # its end was deleted: it goes on in the next
            return
        if switched_on(self.word.styles.paragraph_property(element, "w:pageBreakBefore")):
            yield PageBreak(self.word.place)
        is_first = True
        for part in _parted(pieces):
            if isinstance(part, (Picture, PageBreak)):
                yield part
            elif has_words(part):
                yield self._made(element, part, is_first=is_first)
                is_first = False
        if not pieces or (is_first and all(isinstance(piece, Run) for piece in pieces)):
            yield Paragraph((), self.word.place)
        if find(element, "w:pPr/w:sectPr") is not None:
            self.ends.append(self.word.place)
            following = self.sections[len(self.ends) : len(self.ends) + 1]
            if any(map(begins_page, following)):
                yield PageBreak(self.word.place)

    def _made(self, element: Element, line: list[Run], *, is_first: bool) -> Paragraph:
        """The paragraph with those words; what goes on behind a picture has no number again."""
        styles = self.word.styles
        return Paragraph(
            joined(line),
            self.word.place,
            heading=styles.heading(element),
            align=_ALIGNED.get(styles.paragraph_value(element, "w:jc"), "left"),
            number=self._number(element) if is_first else None,
            quote=styles.is_quote(element),
            keep=switched_on(styles.paragraph_property(element, "w:keepNext")),
        )

    def _number(self, element: Element) -> Number | None:
        try:
            return self.word.numbers.of(element)
        except ValueError as error:
            self.word.leave("a number of a list that the file does not define", str(error))
            return None

    def _table(self, element: Element) -> Iterator[Table]:
        rows = []
        first = self.word.place + 1
        for row in find_all(element, "w:tr"):
            if find(row, "w:trPr/w:del") is not None:
                self.word.leave("a row that a tracked change deleted", words_within(row))
            elif find(row, "w:trPr/w:hidden") is not None:
                self.word.leave("hidden text", words_within(row))
            else:
                rows.append(list(self._cells(row)))
        yield from table_of(rows, first, self._has_borders(element))

    def _cells(self, row: Element) -> Iterator[Cell]:
        before = number(row, "w:trPr/w:gridBefore") or 0
        yield from [Cell(())] * min(before, 63)
        for cell in row.iter(qn("w:tc")):
            if next(cell.iterancestors(qn("w:tr"))) is not row:
                continue
            merged = find(cell, "w:tcPr/w:vMerge")
            if merged is not None and merged.get(qn("w:val"), "continue") == "continue":
                self.word.change("merged cells, which came apart", words_within(cell))
            if is_turned(cell):
                self.word.change("turned text in a table, which stands upright", words_within(cell))
            yield Cell(tuple(self._within_cell(cell)))
            span = min(number(cell, "w:tcPr/w:gridSpan") or 1, 63)
            if span > 1:
                self.word.change("merged cells, which came apart", words_within(cell))
                yield from [Cell(())] * (span - 1)

    def _within_cell(self, cell: Element) -> Iterator[Paragraph]:
        for block in self.blocks(cell):
            if isinstance(block, Paragraph):
                yield block
            elif isinstance(block, Table):
                self.word.change("a table inside a table became its words")
                yield from paragraphs_of([block])
            elif isinstance(block, Picture):
                self.word.leave("a picture inside a table", block.alt)

    def _has_borders(self, table: Element) -> bool:
        style = value(table, "w:tblPr/w:tblStyle")
        styles = list(self.word.styles.chain(style))
        borders = [find(table, "w:tblPr/w:tblBorders")]
        borders += [find(each, "w:tblPr/w:tblBorders") for each in styles]
        return has_lines(next((each for each in borders if each is not None), None))


def _parted(pieces: Iterable[Piece]) -> Iterator[list[Run] | Picture | PageBreak]:
    """The runs between pictures and page breaks, and these."""
    line: list[Run] = []
    for piece in pieces:
        if isinstance(piece, Run):
            line.append(piece)
        else:
            yield line
            yield piece
            line = []
    yield line
