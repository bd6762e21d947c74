"""The blocks of a document as blocks of an appeal, in the words of its YAML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from appeal_cli.importing.document import (
    Block,
    Cell,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
    has_words,
)
from appeal_cli.importing.inline import Inline
from appeal_cli.importing.lists import Item, lists_of

_ENDINGS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg"}
_SIDES = {
    "right": "paragraphs at the right: printed where all others are",
    "center": "paragraphs in the middle: printed where all others are",
}


@dataclass
class Body:
    """Writes blocks; `pictures` are the files that stand beside the appeal."""

    inline: Inline
    pictures: dict[str, bytes] = field(default_factory=dict)
    is_new_page: bool = False

    def blocks(self, blocks: Sequence[Block]) -> list[Any]:
        """The blocks in their order; neighbours that are one list or one quotation are one."""
        levels = sorted({each.heading for each in blocks if isinstance(each, Paragraph)} - {0})
        made: list[Any] = []
        shown = [each for each in blocks if not _is_blank(each)]
        for kind, group in groupby(shown, key=_kind):
            if kind == "break":
                self.is_new_page = True
            elif kind == "item":
                self._add(
                    made, self._lists([each for each in group if isinstance(each, Paragraph)])
                )
            elif kind == "quote":
                self._add(made, self._quote(group))
            else:
                for block in group:
                    self._add(made, self._block(block, levels))
        return made

    def _add(self, made: list[Any], blocks: Sequence[Any]) -> None:
        """Adds the blocks, of which the first begins on a new page where one began there."""
        first, *others = blocks or [None]
        if first is not None and self.is_new_page and made:
            made.append({**_as_mapping(first), "new_page": True})
        elif first is not None:
            made.append(first)
        made += others
        self.is_new_page = self.is_new_page and first is None

    def _block(self, block: Block, levels: Sequence[int]) -> list[Any]:
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Picture):
            return [self.figure(block)]
        assert isinstance(block, Paragraph)
        if block.heading:
            return self._heading(block, levels)
        self._note_side(block, "left")
        text = self.inline.marked(block.runs, block.place)
        if text and block.keep:
            return [{"paragraph": text, "keep": "with next"}]
        return [text] if text else []

    def _note_side(self, block: Paragraph, side: str) -> None:
        """Notes a paragraph that stood at another side than it is printed at."""
        if block.align in _SIDES and block.align != side and block.text.strip():
            self.inline.change(_SIDES[block.align], block.text, block.place)

    def _heading(self, block: Paragraph, levels: Sequence[int]) -> list[Any]:
        rank = levels.index(block.heading)
        if rank > 1:
            self.inline.change("the level of a small heading", block.text, block.place)
        # All of a heading is bold already.
        runs = [replace(run, strong=False) for run in _numbered(block)]
        text = self.inline.marked(runs, block.place)
        return [{"heading" if rank == 0 else "subheading": text}] if text else []

    def _quote(self, blocks: Iterable[Block]) -> list[Any]:
        found = [each for each in blocks if isinstance(each, Paragraph)]
        for each in found:
            self._note_side(each, "left")
        texts = [self.inline.marked(_numbered(each), each.place) for each in found]
        words = "\n\n".join(filter(None, texts))
        return [{"quote": words}] if words else []

    def _lists(self, items: Sequence[Paragraph]) -> list[Any]:
        """The items as lists where those print the same marks; else as paragraphs that begin
        with them, so that what the text calls "demand 3" is still 3."""
        for each in items:
            self._note_side(each, "left")
        found = [(each, self.inline.marked(each.runs, each.place)) for each in items]
        listed = [Item(each.number, text) for each, text in found if text and each.number]
        try:
            return lists_of(listed)
        except ValueError:
            return [self.inline.marked(_numbered(each), each.place) for each, text in found if text]

    # Tables and pictures

    def _table(self, table: Table) -> list[Any]:
        sides = [_side(column) for column in zip(*table.rows, strict=True)]
        for row in table.rows[1:]:
            for cell, side in zip(row, sides, strict=True):
                for paragraph in cell.paragraphs:
                    self._note_side(paragraph, side)
        rows = [[self._cell(cell) for cell in row] for row in table.rows]
        rows = [row for row in rows if any(row)]
        if not rows:
            return []
        if len(rows) < 2 or len(rows[0]) > 63:
            place = table.place
            self.inline.change(
                "a table of one row, which became paragraphs", " ".join(rows[0]), place
            )
            return [cell for row in rows for cell in row if cell]
        header, *others = rows
        made: dict[str, Any] = {"header": header, "rows": others}
        if set(sides) != {"left"}:
            made["align"] = sides
        return [{"table": made}]

    def _cell(self, cell: Cell) -> str:
        lines: list[Run] = []
        for paragraph in cell.paragraphs:
            if paragraph.text.strip():
                lines += [Run("\n")] if lines else []
                lines += _numbered(paragraph)
        place = cell.paragraphs[0].place if cell.paragraphs else 0
        return self.inline.marked(lines, place).replace("\\\n", "\n")

    def figure(self, picture: Picture) -> dict[str, Any]:
        """The picture as a block, with its file among `pictures`."""
        name = self.picture(picture)
        alt = " ".join(picture.alt.split())
        if not alt:
            self.inline.change("a picture without words for those who can't see it", name,
                              picture.place)  # fmt: skip
        return {"figure": {"file": name, "alt": self.inline.text([Run(alt)], 0) or name}}

    def picture(self, picture: Picture) -> str:
        """The name of the picture's file, which is among `pictures`."""
        kinds = (ending for mark, ending in _ENDINGS.items() if picture.data.startswith(mark))
        name = f"picture-{len(self.pictures) + 1}.{next(kinds, 'png')}"
        self.pictures[name] = picture.data
        return name


def _is_blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and not has_words(block.runs)


def _as_mapping(block: Any) -> dict[str, Any]:
    return {"paragraph": block} if isinstance(block, str) else dict(block)


def _side(column: Sequence[Cell]) -> str:
    """Where the words of a column stand: where all of those below its heading do."""
    below = [each for cell in column[1:] for each in cell.paragraphs if each.text.strip()]
    sides = {each.align for each in below}
    return sides.pop() if len(sides) == 1 and sides <= {"right", "center"} else "left"


def _kind(block: Block) -> str:
    if isinstance(block, PageBreak):
        return "break"
    if isinstance(block, Paragraph) and not block.heading:
        return "quote" if block.quote else "item" if block.number else "other"
    return "other"


def _numbered(paragraph: Paragraph) -> list[Run]:
    """The words of the paragraph, with its number before them as it prints."""
    number = paragraph.number
    if number is None or (not number.label and number.style != "bullet"):
        return list(paragraph.runs)
    return [Run(f"{number.label or '•'} "), *paragraph.runs]
