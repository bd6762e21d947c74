"""Markdown (CommonMark, with tables and footnotes) as a Document, through the HTML it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from appeal_cli.importing.document import Document, Left
from appeal_cli.importing.readers.web import document_of
from appeal_cli.importing.readers.web_page import page_of
from appeal_cli.importing.readers.web_pictures import beside
from appeal_cli.roster.readers.encodings import text_of

_FRONT_MATTER = re.compile(r"\A---\n(.*?)^(?:---|\.\.\.)\n", re.DOTALL | re.MULTILINE)


def read(data: bytes, path: Path) -> Document:
    """The letter in the bytes of a Markdown file; its pictures are read from beside it."""
    text, notices = text_of(data, str(path))
    left = [Left(notice.message, is_changed=True) for notice in notices]
    front = _FRONT_MATTER.match(text)
    if front:
        left.append(Left("the front matter", front[1], 1))
        text = "\n" * front[0].count("\n") + text[front.end() :]
    html = _parser().render(text, {})
    root = page_of(f"<html><body>{html}</body></html>", str(path))
    document = document_of(root, str(path), beside(path.parent), unit="line")
    return replace(document, left=(*left, *document.left))


class _Renderer(RendererHTML):
    """HTML with the lines that blocks begin at, soft line ends, and notes by their numbers."""

    def softbreak(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return '<br data-soft="1">'

    def footnote_ref(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return f'<sup data-note="{int(tokens[index].meta["id"]) + 1}"></sup>'

    def footnote_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return f'<div data-note-text="{int(tokens[index].meta["id"]) + 1}">'

    def footnote_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return "</div>"

    def footnote_block_open(
        self, tokens: Sequence[Token], index: int, options: Any, env: Any
    ) -> str:
        return "<div>"

    footnote_block_close = footnote_close

    def footnote_anchor(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return ""


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", renderer_cls=_Renderer)
    parser.enable(["table", "strikethrough"]).use(footnote_plugin)
    for name in ("footnote_ref", "footnote_open", "footnote_close", "footnote_anchor",
                 "footnote_block_open", "footnote_block_close"):  # fmt: skip
        parser.renderer.rules.pop(name, None)  # type: ignore[attr-defined]
        parser.renderer.rules[name] = getattr(parser.renderer, name)  # type: ignore[attr-defined]
    parser.core.ruler.push("lines", _number_lines)
    return parser


def _number_lines(state: Any) -> None:
    for token in state.tokens:
        if token.map and token.nesting >= 0:
            token.attrSet("data-line", str(token.map[0] + 1))
