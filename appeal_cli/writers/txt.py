"""Plain text: the letter as a typewriter would set it, in UTF-8, for mail and for terminals."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from itertools import count, groupby

from lxml.html import document_fromstring, fragment_fromstring, tostring

from appeal_cli.page.memory import Memory
from appeal_cli.page.template import Template
from appeal_cli.page.tree import Html, Token, inline_ancestors, line, pieces
from appeal_cli.writers import Writer

WIDTH = 72
"""The most characters in a line, as mail has it (RFC 3676, 4.2)."""

_RIGHT = 40
"""The most characters in a line of what stands on the right."""

_LEAST_COLUMN = 8
"""The fewest characters in a column of a table; a wider table is written row by row."""

_RAISED = {
    "sup": str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾"),
    "sub": str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎"),
}
_PLAIN_CHARACTERS = (("\u00a0", " "), ("\u202f", " "), ("\u00ad", ""))
_KEPT = frozenset({"header", "div", "p", "h1", "h2", "ul", "ol", "blockquote", "table"})
"""The parts that look the same wherever they stand, and are made once."""

_CLOSE = frozenset({"header", "address", "div"})
"""Elements whose lines stand together, without blank lines between."""

Block = list[str]
"""The lines of a part of the letter."""


def writer(template: Template, memory: Memory) -> Writer:
    """The writer of plain text."""
    return lambda page, pdf=b"": write(page.html)


def write(html: str) -> bytes:
    """The letter as text: lines of at most WIDTH characters, links followed by their targets.

    Only a word, such as the address of a web page, may be longer than a line.
    """
    body = document_fromstring(html).find("body")
    text = "\n".join(_stacked(body, WIDTH)) if body is not None else ""
    for written, plain in _PLAIN_CHARACTERS:
        text = text.replace(written, plain)
    return "".join(f"{line.rstrip()}\n" for line in text.split("\n") if text).encode()


def _stacked(element: Html, width: int) -> Block:
    """The blocks in the element, one below the other."""
    blocks = [block for block in _blocks(element, width) if block]
    gap = [] if element.tag in _CLOSE else [""]
    return [line for number, block in enumerate(blocks) for line in (gap * bool(number) + block)]


def _blocks(element: Html, width: int) -> Iterator[Block]:
    for piece in pieces(element):
        if isinstance(piece, list):
            yield _wrapped(_text(line(piece)), width)
        elif piece.tag in _KEPT:
            yield list(_part(tostring(piece, encoding="unicode", with_tail=False), width))
        else:
            yield _block(piece, width)


def _part(html: str, width: int) -> tuple[str, ...]:
    """The lines of a part, which most letters to many people have in common."""
    return tuple(_block(fragment_fromstring(html), width))


def _block(element: Html, width: int) -> Block:
    return _RULES.get(str(element.tag), _stacked)(element, width)


# Text


def _text(tokens: Iterable[Token]) -> str:
    """The words of a line; a `br` is a line end, and a link's target follows its text.

    A picture in a line (a logo, a signature) has no place in plain text.
    """
    made: list[str] = []
    for link, linked in groupby(tokens, _link):
        made += [_token(token) for token in linked]
        if link is not None:
            made.append(_target(link))
    return "".join(made).strip()


def _token(token: Token) -> str:
    shown = token.is_text or token.is_break
    return token.text.translate(_RAISED.get(str(token.element.tag), {})) if shown else ""


def _link(token: Token) -> Html | None:
    """The link that the token stands in."""
    return next((each for each in inline_ancestors(token.element) if each.tag == "a"), None)


def _target(link: Html) -> str:
    href = (link.get("href") or "").removeprefix("mailto:")
    shown = " ".join("".join(map(str, link.itertext())).split())
    return "" if shown.rstrip("/") in (href.rstrip("/"), _bare(href)) else f" <{href}>"


def _bare(url: str) -> str:
    """The address as people write it, without `https://`."""
    return url.partition("://")[2].rstrip("/")


def _wrapped(text: str, width: int, rest: str = "") -> Block:
    """The text in lines, those after the first behind `rest`."""
    made: Block = []
    for stretch in text.split("\n"):
        made += textwrap.wrap(
            stretch,
            width,
            initial_indent=rest if made else "",
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    return made if text else []


# Blocks


def _centred(element: Html, width: int) -> Block:
    return [line.center(width).rstrip() for line in _stacked(element, width)]


def _right(element: Html, width: int) -> Block:
    """The lines as one block that ends at the right edge, as the addressee's does on paper."""
    lines = _stacked(element, min(_RIGHT, width))
    indent = max(0, width - max(map(len, lines), default=0))
    return [" " * indent + line for line in lines]


def _underlined(mark: str) -> Callable[[Html, int], Block]:
    def heading(element: Html, width: int) -> Block:
        lines = _stacked(element, width)
        return [*lines, mark * max(map(len, lines), default=0)]

    return heading


def _quote(element: Html, width: int) -> Block:
    return [f"> {line}".rstrip() for line in _stacked(element, width - 2)]


def _list(element: Html, width: int) -> Block:
    """The items after their dashes or numbers, those of more than a paragraph with blank lines
    around them."""
    items = element.findall("li")
    start = element.get("start") or "1"
    numbers = count(int(start) if start.isdigit() else 1)
    marks = ["- " if element.tag == "ul" else f"{next(numbers)}. " for _ in items]
    indent = max(map(len, marks), default=0)
    made: Block = []
    for mark, item in zip(marks, items, strict=True):
        lines = _stacked(item, width - indent) or [""]
        made.append((mark.ljust(indent) + lines[0]).rstrip())
        made += [" " * indent + line if line else "" for line in lines[1:]]
    return made


def _figure(element: Html, width: int) -> Block:
    """What the picture shows, in brackets, and its caption."""
    shown = [line for img in element.iter("img") for line in _wrapped(_alt(img), width)]
    caption = _stacked(element, width)
    return shown + ([""] if shown and caption else []) + caption


def _alt(img: Html) -> str:
    return f"[{img.get('alt')}]"


# Tables


def _table(element: Html, width: int) -> Block:
    """The table in columns; where they would be too narrow, each row as a list."""
    caption = [line for part in element.findall("caption") for line in _stacked(part, width)]
    rows = [[_words(cell) for cell in row.findall("*")] for row in element.iter("tr")]
    columns = max(map(len, rows), default=0)
    rows = [row + [""] * (columns - len(row)) for row in rows]
    head = len(element.findall("thead/tr"))
    if columns * (_LEAST_COLUMN + 2) > width:
        return caption + [""] * bool(caption) + _records(rows[:head], rows[head:], width)
    return caption + [""] * bool(caption) + _columns(rows, head, width)


def _words(cell: Html) -> str:
    return " ".join(word for block in _blocks(cell, 10_000) for word in block)


def _columns(rows: list[list[str]], head: int, width: int) -> Block:
    widths = _widths(rows, width - 2 * (len(rows[0]) - 1)) if rows else []
    made: Block = []
    for number, row in enumerate(rows):
        cells = [_wrapped(cell, room) for cell, room in zip(row, widths, strict=True)]
        for index in range(max(map(len, cells))):
            parts = [cell[index] if index < len(cell) else "" for cell in cells]
            padded = (part.ljust(room) for part, room in zip(parts, widths, strict=True))
            made.append("  ".join(padded).rstrip())
        if number == head - 1:
            made.append("  ".join("-" * room for room in widths))
    return made


def _widths(rows: list[list[str]], width: int) -> list[int]:
    """The widths of the columns: as wide as their text, the widest cut until all fit."""
    widths = [max(_LEAST_COLUMN, *map(len, column)) for column in zip(*rows, strict=True)]
    while sum(widths) > width:
        widths[widths.index(max(widths))] -= 1
    return widths


def _records(head: list[list[str]], rows: list[list[str]], width: int) -> Block:
    """Each row as lines of `heading: value`, with a blank line between rows."""
    made: Block = []
    for row in rows:
        made += [""] * bool(made)
        for index, cell in enumerate(row):
            label = f"{head[-1][index]}: " if head else ""
            made += _wrapped(label + cell, width, rest="  ")
    return made


_RULES: dict[str, Callable[[Html, int], Block]] = {
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
