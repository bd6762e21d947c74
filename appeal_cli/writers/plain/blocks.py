"""Blocks of plain text: how each element of a letter becomes lines.

The words of a letter's lines are put in later, so that letters which are built alike are
arranged once: in the place of each line stands its number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from appeal_cli.appeal.marks import marks_in_page
from appeal_cli.page.elements import ON_PAPER
from appeal_cli.page.tree import Html, Node, alignment, line, number_of, pieces
from appeal_cli.writers.plain.tables import table
from appeal_cli.writers.plain.words import Block, columns_of, words_of, wrapped

_RIGHT = 40
"""The most characters in a line of what stands on the right."""

_CLOSE = frozenset({"header", "address", "div"})
"""Elements whose lines stand together, without blank lines between."""

_UNWRAPPED = 10_000
"""The width of what stands in a cell, which is wrapped by its table."""

Arranged: TypeAlias = Callable[[Sequence[Block]], Block]
"""What a part of a letter becomes, when it is given what each numbered line becomes."""


class Widths:
    """How wide each numbered line may be, found while the letter is arranged."""

    def __init__(self) -> None:
        self.by_number: dict[int, int] = {}
        self.are_clear = True
        """Whether no line stands at two places, of which one is wider."""
        self.numbers: list[int] = []
        """Those of the lines at their places, in the order of these."""

    def add(self, number: int, width: int) -> None:
        """Notes the width of a line at a place."""
        self.numbers.append(number)
        self.are_clear &= self.by_number.setdefault(number, width) == width


@dataclass(frozen=True)
class Part:
    """A part of the letter, and the numbers of the lines in it."""

    arranged: Arranged
    numbers: frozenset[int]

    def for_others(self, lines: Sequence[Block], own: frozenset[int]) -> Part:
        """As that of a stack, where it is one."""
        if not isinstance(self.arranged, Stack):
            return self
        return Part(self.arranged.for_others(lines, own), self.numbers)


@dataclass(frozen=True)
class Stack:
    """Parts of the letter one below the other, with what stands between two."""

    parts: tuple[Part, ...]
    gap: Block

    def __call__(self, lines: Sequence[Block]) -> Block:
        """The blocks of those that are not empty."""
        made: list[str] = []
        is_first = True
        for part in self.parts:
            if block := part.arranged(lines):
                made += block if is_first else self.gap + block
                is_first = False
        return tuple(made)

    def for_others(self, lines: Sequence[Block], own: frozenset[int]) -> Stack:
        """The same for letters that have all of these lines but those with the numbers of `own`:
        parts without them are made here, and are one where they stand together."""
        parts: list[Part] = []
        for has_own, group in groupby(self.parts, lambda part: bool(own & part.numbers)):
            if has_own:
                parts += (each.for_others(lines, own) for each in group)
            else:
                block = Stack(tuple(group), self.gap)(lines)
                parts.append(Part(_fixed(block), frozenset()))
        return Stack(tuple(parts), self.gap)


def stacked(element: Html, width: int, widths: Widths) -> Stack:
    """The blocks in the element, one below the other."""
    return Stack(tuple(_parts(element, width, widths)), () if _is_close(element) else ("",))


def _is_close(element: Html) -> bool:
    """Whether no blank lines stand between the blocks in the element: it is a part of the letter
    around its body, or an entry of one line and a list below it."""
    if element.tag == "li":
        return [each.tag for each in element] in (["p", "ul"], ["p", "ol"])
    return element.tag in _CLOSE and "group" not in (element.get("class") or "").split()


def _parts(element: Html, width: int, widths: Widths) -> Iterator[Part]:
    for piece in pieces(element):
        before = len(widths.numbers)
        if isinstance(piece, list):
            arranged = _line(piece, width, widths)
        else:
            arranged = _block(piece, width, widths)
        yield Part(arranged, frozenset(widths.numbers[before:]))


def _line(nodes: Sequence[Node], width: int, widths: Widths) -> Arranged:
    """The words, or those of the line whose number stands there."""
    words = words_of(line(nodes))
    number = number_of(words)
    if number is None:
        return _fixed(wrapped(words, width))
    widths.add(number, width)
    return itemgetter(number)


def _block(element: Html, width: int, widths: Widths) -> Arranged:
    before = len(widths.numbers)
    arranged = _RULES.get(str(element.tag), stacked)(element, width, widths)
    if ON_PAPER in (element.get("class") or "").split():
        return lambda lines: ()
    return arranged if len(widths.numbers) > before else _fixed(arranged(()))


def _fixed(block: Block) -> Arranged:
    """What is the same, whatever the lines are."""
    return lambda lines: block


def _centred(element: Html, width: int, widths: Widths) -> Arranged:
    inner = stacked(element, width, widths)
    return lambda lines: tuple(line.center(width).rstrip() for line in inner(lines))


def _right(element: Html, width: int, widths: Widths) -> Arranged:
    """The lines as one block that ends at the right edge, as the addressee's does on paper."""
    inner = stacked(element, min(_RIGHT, width), widths)

    def arranged(lines: Sequence[Block]) -> Block:
        block = inner(lines)
        indent = max(0, width - max(map(columns_of, block), default=0))
        return tuple(" " * indent + line for line in block)

    return arranged


def _underlined(mark: str) -> Callable[[Html, int, Widths], Arranged]:
    def heading(element: Html, width: int, widths: Widths) -> Arranged:
        inner = stacked(element, width, widths)

        def arranged(lines: Sequence[Block]) -> Block:
            block = inner(lines)
            return (*block, mark * max(map(columns_of, block), default=0))

        return arranged

    return heading


def _quote(element: Html, width: int, widths: Widths) -> Arranged:
    inner = stacked(element, width - 2, widths)
    return lambda lines: tuple(f"> {line}".rstrip() for line in inner(lines))


def _list(element: Html, width: int, widths: Widths) -> Arranged:
    """The items after their dashes or numbers, those of more than a paragraph with blank lines
    around them."""
    items = element.findall("li")
    numbered = marks_in_page(element.get("data-marks"), element.get("start"))
    numbers = range(numbered.start, numbered.start + len(items))
    marks = [f"{numbered[number]} " if element.tag == "ol" else "- " for number in numbers]
    indent = max(map(len, marks), default=0)
    inner = [stacked(item, width - indent, widths) for item in items]

    def arranged(lines: Sequence[Block]) -> Block:
        made: list[str] = []
        for mark, item in zip(marks, inner, strict=True):
            first, *rest = item(lines) or ("",)
            made.append((mark.ljust(indent) + first).rstrip())
            made += [" " * indent + line if line else "" for line in rest]
        return tuple(made)

    return arranged


def _figure(element: Html, width: int, widths: Widths) -> Arranged:
    """What the picture shows, in brackets, and its caption."""
    shown = tuple(line for img in element.iter("img") for line in wrapped(_alt(img), width))
    inner = stacked(element, width, widths)

    def arranged(lines: Sequence[Block]) -> Block:
        caption = inner(lines)
        return (*shown, *(("",) if shown and caption else ()), *caption)

    return arranged


def _alt(img: Html) -> str:
    return f"[{img.get('alt')}]"


def _table(element: Html, width: int, widths: Widths) -> Arranged:
    """The caption, and the table below it."""
    captions = [stacked(part, width, widths) for part in element.findall("caption")]
    rows = [
        [list(_parts(cell, _UNWRAPPED, widths)) for cell in row.findall("*")]
        for row in element.iter("tr")
    ]
    head = len(element.findall("thead/tr"))
    aligned = [
        alignment(cell) or "left" for row in element.iter("tr") for cell in row.findall("*")
    ][: max(map(len, rows), default=0)]

    def arranged(lines: Sequence[Block]) -> Block:
        caption = tuple(line for part in captions for line in part(lines))
        words = [
            ["\n".join(word for part in cell for word in part.arranged(lines)) for cell in row]
            for row in rows
        ]
        return (*caption, *(("",) if caption else ()), *table(words, head, width, aligned))

    return arranged


_RULES: dict[str, Callable[[Html, int, Widths], Arranged]] = {
    "header": _centred,
    "address": _right,
    "h1": _underlined("="),
    "h2": _underlined("-"),
    "blockquote": _quote,
    "ul": _list,
    "ol": _list,
    "table": _table,
    "figure": _figure,
}
"""How each element becomes lines; in any other, its blocks stand one below the other."""
