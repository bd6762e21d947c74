"""Rows of the tables in a web page, which exporters often save under the name of a workbook."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from appeal_cli.problems import AppealError, Kind, Problem, shortened
from appeal_cli.roster.readers.encodings import text_of
from appeal_cli.roster.readers.grid import Layout, Line
from appeal_cli.roster.readers.sheet_layout import Values, as_shown
from appeal_cli.roster.readers.sheet_survey import MAX_SHEET_ROWS, Survey, TooLarge
from appeal_cli.roster.readers.table import MAX_COLUMNS
from appeal_cli.roster.readers.workbook import Book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9._-]+)""", re.IGNORECASE)
_BEGINNING = 4_000
"""In how many bytes a page says its encoding: HTML, 4.2.5.4, asks for the first 1,024."""

_LINES = ("br", "p", "div", "li")
_NEW_LINE = "\u2028"
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_STRUCK = ".//s|.//del|.//strike|descendant-or-self::*[contains(@style, 'line-through')]"
"""Words with a line through them."""

_HEADINGS = ("h1", "h2", "h3", "h4")


class _Table(NamedTuple):
    rows: list[Values]
    seen: Survey


def opened_page(data: bytes, file: str, encoding: str | None = None) -> Book:
    """The tables of the page, as sheets that go by the caption or by the heading above them.

    Nothing that the page names is opened. Raises AppealError where the page has no table, or one
    that is larger than a roster.
    """
    text, notices = text_of(data, file, encoding or _declared(data))
    root = _parsed(text)
    try:
        found = _tables(root) if root is not None else {}
    except TooLarge as error:
        raise AppealError(Problem(str(error), file=file, kind=Kind.TOO_LARGE)) from None
    if root is None or not found:
        message = "this is a web page without a table, which can't be read as a roster"
        hint = "open the list in a spreadsheet program, and save it as XLSX, ODS or CSV (UTF-8)"
        raise AppealError(Problem(message, file=file, hint=hint, kind=Kind.NOT_A_ROSTER))

    def shown(name: str, rows: Sequence[Values]) -> tuple[list[Line], Layout]:
        return as_shown(rows, found[name].seen)

    problems = [*notices, *_outside(root, file)]
    return Book(file, dict.fromkeys(found, True), lambda name: found[name].rows, shown, problems)


def _declared(data: bytes) -> str | None:
    """The encoding that the page says, where nothing at its beginning says it better."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    said = _CHARSET.search(data[:_BEGINNING])
    try:
        return codecs.lookup(said[1].decode("ascii")).name if said else None
    except LookupError:
        return None


def _parsed(text: str) -> HtmlElement | None:
    """The page, with a mark where a reader sees a new line, and without what no reader sees."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, remove_comments=True)
    try:
        root: HtmlElement = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None
    for element in [*root.iter("script", "style", "template", "noscript")]:
        element.drop_tree()
    for element in filter(_is_hidden, root.xpath("//*[@hidden or @style]")):
        if element.tag not in ("table", "tr", "td", "th", "tbody", "body"):
            element.drop_tree()
    for element in root.iter(*_LINES):
        element.tail = f"{_NEW_LINE}{element.tail or ''}"
    return root


def _tables(root: HtmlElement) -> dict[str, _Table]:
    """The tables that are not blank, each by its caption, the last heading before it, or its
    number."""
    found: dict[str, _Table] = {}
    number, heading = 0, ""
    for element in root.iter("table", *_HEADINGS):
        if element.tag != "table":
            heading = _text(element)
            continue
        number += 1
        read = _table(element)
        said = " ".join((_text(*element.xpath("./caption[1]")) or heading).split())
        name = shortened(said) if said else f"table {number}"
        if read.rows:
            found[f"{name} ({number})" if name in found else name] = read
    return found


def _table(table: HtmlElement) -> _Table:
    """The rows of the table that are not blank, and how its cells lie; raises TooLarge."""
    seen, rows = Survey(), list[Values]()
    covered: dict[int, int] = {}
    own = (row for row in table.iter("tr") if next(row.iterancestors("table")) is table)
    for number, row in enumerate(own, start=1):
        texts = {column: "" for column, last in covered.items() if last >= number}
        column = 1
        for cell in row.iterchildren("td", "th"):
            while column in texts:
                column += 1
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            if text := _text(cell):
                seen.reach(number, column)
                texts[column] = text
            if text and (wide > 1 or high > 1):
                seen.merged.append((number, column, number + high - 1, column + wide - 1))
                covered |= dict.fromkeys(range(column, column + wide), number + high - 1)
            if any(map(_text, cell.xpath(_STRUCK))):
                seen.struck.add((number, column))
            for link in cell.iterdescendants("a"):
                seen.links.setdefault((number, column), link.get("href") or "")
            column += wide
        if _is_hidden(row):
            seen.hidden.add(number)
        if any(texts.values()):
            rows.append((number, [texts.get(at, "") for at in range(1, max(texts) + 1)]))
    return _Table(rows, seen)


def _span(cell: HtmlElement, name: str) -> int:
    """How many columns or rows the cell covers, as far as a roster reaches."""
    said = (cell.get(name) or "").strip()
    most = MAX_COLUMNS if name == "colspan" else MAX_SHEET_ROWS
    return min(max(int(said[:6]), 1), most) if said.isascii() and said.isdecimal() else 1


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _text(*elements: HtmlElement) -> str:
    """What a reader sees in the elements, on the lines that it has there."""
    lines = "".join(element.text_content() for element in elements).split(_NEW_LINE)
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _outside(root: HtmlElement, file: str) -> Iterator[Problem]:
    """A notice of words that stand in no table."""
    words: list[str] = []
    for text in root.xpath("./body//text()[not(ancestor::table)]"):
        words += text.split()
    if words:
        said = shortened(" ".join(words))
        message = f"of this web page its tables alone are read, and not `{said}`"
        yield Problem(message, file, severity="notice", kind=Kind.ROSTER)
