"""Body: the blocks of an appeal, for one reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial

from appeal_cli.appeal.blocks import Block, Figure, Lists, PassageText, Table
from appeal_cli.appeal.marks import Marks, marks_of
from appeal_cli.files.unfilled import Text, as_written
from appeal_cli.files.yaml_source import YamlPath
from appeal_cli.letter.letter import (
    Entry,
    FigureBlock,
    Group,
    Heading,
    ItemList,
    LetterBlock,
    Paragraph,
    Passage,
    Quote,
    TableBlock,
)
from appeal_cli.letter.typesetting import Typesetter


def blocks(setter: Typesetter, key: str, given: Iterable[Block]) -> tuple[LetterBlock, ...]:
    """The blocks under that key which stand in the reader's letter."""
    made: list[LetterBlock] = []
    for index, block in enumerate(given):
        path: YamlPath = (key, index)
        if block.when is None or setter.holds((*path, "when"), block.when):
            made += setter.part(path, partial(_block, setter, path, block))
    return tuple(made)


def _block(setter: Typesetter, at: YamlPath, block: Block) -> Sequence[LetterBlock]:
    """What the letter has for the block, as one group where it says where on paper that stands."""
    made = _parts(setter, at, block)
    if block.new_page or block.keep:
        return [Group(tuple(made), bool(block.new_page), block.keep or "")]
    return made


def _parts(setter: Typesetter, at: YamlPath, block: Block) -> Sequence[LetterBlock]:
    """The parts of the block: a paragraph becomes several where a line is blank."""
    path, language = (*at, block.kind), block.language
    if block.paragraph:
        written = block.paragraph.paragraphs()
        return [
            Paragraph(setter.passage(path, each, language), _is_long(each), _is_short(each))
            for each in written
        ]
    if block.heading:
        return [Heading(setter.passage(path, block.heading, language), 2)]
    if block.subheading:
        return [Heading(setter.passage(path, block.subheading, language), 3)]
    if block.quote:
        return [Quote(_paragraphs(setter, path, block.quote, language), _is_short(block.quote))]
    if block.table:
        return [_table(setter, path, block.table, language)]
    if block.figure:
        return [_figure(setter, path, block.figure)]
    return [_list(setter, at, block, language)]


def _is_long(text: Text) -> bool:
    """Whether the text has two lines at least, whatever its placeholders become."""
    return len(_PLACEHOLDER.sub("", as_written(text))) > _LONGEST_LINE


def _is_short(text: Text) -> bool:
    """Whether the text has so few lines that all of them go with a closing to its page: LibreOffice
    parts no paragraph that is kept with the next, so neither do the others that few lines."""
    return len(as_written(text)) <= _SHORT


_PLACEHOLDER = re.compile(r"\{[{%#].*?[}%#]\}")
_LONGEST_LINE = 160
"""How many characters no line has: the widest of the shipped templates has some ninety."""
_SHORT = 1000
"""How many characters a quarter of a page has, some twelve lines."""
_SHORT_ROW = 400
_MOST_LINES = 5
"""How many characters and lines five lines of a table have."""


def _list(setter: Typesetter, at: YamlPath, given: Lists, language: str | None) -> ItemList:
    """The list of a block or of an entry, with those below its entries."""
    numbered = given.numbered is not None
    path: YamlPath = (*at, "numbered" if numbered else "list")
    marks = marks_of(given.marks, given.start)
    is_usual = not numbered or marks.first == Marks().first
    entries = []
    for index, item in enumerate(given.items):
        own = item.language or language
        text = setter.passage((*path, index, "text"), item.text, own)
        mark = "" if is_usual else marks[marks.start + index]
        inner = _list(setter, (*path, index), item, own) if item.items else None
        entries.append(Entry(text.html, text.language, text.direction, text.origin, mark, inner))
    return ItemList(tuple(entries), numbered, marks.start, "" if is_usual else marks.first)


def _paragraphs(
    setter: Typesetter, path: YamlPath, text: Text, language: str | None
) -> tuple[Passage, ...]:
    return tuple(setter.passage(path, each, language) for each in text.paragraphs())


def _table(setter: Typesetter, path: YamlPath, table: Table, language: str | None) -> TableBlock:
    rows = tuple(
        _cells(setter, (*path, "rows", index), row, language)
        for index, row in enumerate(table.rows)
    )
    header = _cells(setter, (*path, "header"), table.header, language)
    is_short = _has_short_rows(table)
    align = table.align or ("",) * len(header)
    return TableBlock(header, rows, _caption(setter, path, table), align, is_short)


def _has_short_rows(table: Table) -> bool:
    """Whether no row has more than some five lines, so that two of them have room on any page."""
    written = (as_written(cell.text) for row in table.rows for cell in row if cell)
    most = _SHORT_ROW // len(table.header)
    return all(len(text) <= most and text.count("\n") < _MOST_LINES for text in written)


def _cells(
    setter: Typesetter, path: YamlPath, cells: Iterable[PassageText | None], language: str | None
) -> tuple[Passage, ...]:
    """Each cell in its own language, line by line; an empty one has no words."""
    return tuple(
        setter.passage((*path, index, "text"), each.text.with_lines(), each.language or language)
        if each
        else Passage("")
        for index, each in enumerate(cells)
    )


def _figure(setter: Typesetter, path: YamlPath, figure: Figure) -> FigureBlock:
    return FigureBlock(setter.image(path, figure, 100, ("", None)), _caption(setter, path, figure))


def _caption(setter: Typesetter, path: YamlPath, block: Table | Figure) -> Passage | None:
    caption = block.caption
    if caption is None:
        return None
    return setter.passage((*path, "caption", "text"), caption.text, caption.language)
