"""The cells of a table in Markdown as a reader sees them, without the signs around words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from appeal_cli.roster.readers.grid import Cell, Layout, Line
from appeal_cli.roster.readers.sheet_layout import mail_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_SIGNS = re.compile(r"[*_~`\[\]<>&\\]")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_SEEN = ("text", "code_inline", "softbreak", "html_inline", "image")


class _Shown(NamedTuple):
    text: str
    is_struck: bool = False
    mail: str = ""


def as_markdown_shows(lines: Sequence[Line]) -> tuple[list[Line], Layout]:
    """The lines with their cells as the inline rules of CommonMark and GitHub's `~~` show them; the
    layout says which have a line through words, and which lead to the address of a mail."""
    made: list[Line] = []
    struck: set[Cell] = set()
    links: dict[Cell, str] = {}
    for number, cells in lines:
        shown = [_shown(cell) if _SIGNS.search(cell) else _Shown(cell) for cell in cells]
        for column, cell in enumerate(shown, start=1):
            struck |= {(number, column)} if cell.is_struck else set()
            links |= {(number, column): cell.mail} if cell.mail else {}
        made.append(Line(number, [cell.text for cell in shown]))
    return made, Layout(links=links, struck=frozenset(struck))


def _shown(cell: str) -> _Shown:
    found = _parser().parseInline(cell.strip())
    tokens = [child for token in found for child in token.children or ()]
    targets = (str(token.attrGet("href") or "") for token in tokens if token.type == "link_open")
    text = "".join(token.content for token in tokens if token.type in _SEEN)
    is_struck = any(token.type == "s_open" for token in tokens)
    mail = next(filter(None, map(mail_of, targets)), "")
    return _Shown(_BREAK.sub("\n", text), is_struck, mail)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("strikethrough")
