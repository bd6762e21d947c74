"""Markdown (CommonMark, with tables) as a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from appeal_cli.appeal.pictures import MAX_BYTES as MAX_PICTURE
from appeal_cli.files.reading import leads_out, read_file
from appeal_cli.files.text import decode
from appeal_cli.importing.draft import MAX_BYTES, Draft, Drafting, Line, Span
from appeal_cli.problems import AppealError

_FRONT_MATTER = re.compile(r"\A---\n.*?^(---|\.\.\.)\n", re.DOTALL | re.MULTILINE)


def read_draft(path: Path) -> Draft:
    """The letter in a Markdown file; its pictures are read from beside it."""
    text = decode(read_file(path, MAX_BYTES), str(path)).replace("\r\n", "\n")
    reader = _Reader(path)
    text, cut = _FRONT_MATTER.subn("", text)
    if cut:
        reader.drafting.report("the front matter was left out")
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(text))
    for node in tree.children:
        reader.block(node)
    return reader.drafting.draft(path.stem)


class _Reader:
    def __init__(self, path: Path) -> None:
        self.folder = path.parent
        self.drafting = Drafting(str(path))

    def block(self, node: SyntaxTreeNode) -> None:
        kind = node.type
        if kind == "heading":
            self.drafting.heading(int(node.tag[1]), self.line(node))
        elif kind == "paragraph":
            self.paragraph(node)
        elif kind in ("bullet_list", "ordered_list"):
            lines = [line for item in node.children for line in self.lines(item)]
            self.drafting.items(lines, numbered=kind == "ordered_list")
            if kind == "ordered_list" and node.attrs.get("start", 1) != 1:
                self.drafting.report("a list that began with another number now begins with 1")
        elif kind == "blockquote":
            self.drafting.quote(self.lines(node))
        elif kind == "table":
            rows = [row for part in node.children for row in part.children]
            self.drafting.table([[self.line(cell) for cell in row.children] for row in rows])
        elif kind in ("fence", "code_block"):
            self.drafting.report("blocks of code became paragraphs")
            self.drafting.paragraph([Span(node.content.rstrip())])
        elif kind == "hr":
            self.drafting.report("lines between paragraphs were left out")
        else:
            self.drafting.report(f"HTML was left out: `{node.content.strip()[:40]}`")

    def paragraph(self, node: SyntaxTreeNode) -> None:
        inline = node.children[0]
        for image in (inner for inner in inline.walk() if inner.type == "image"):
            self.image(image)
        self.drafting.paragraph(self.line(node))

    def image(self, node: SyntaxTreeNode) -> None:
        name = unquote(str(node.attrs.get("src", "")))
        try:
            if "://" in name or leads_out(self.folder / name, self.folder):
                raise ValueError
            data = read_file(self.folder / name, MAX_PICTURE)
        except (AppealError, OSError, ValueError):
            self.drafting.report(f"the picture `{name[:80]}` was left out: no such file beside it")
            return
        self.drafting.picture(data, node.content)

    def lines(self, node: SyntaxTreeNode) -> Iterator[Line]:
        """A line for each paragraph inside, however deep."""
        for inner in node.children:
            if inner.type == "paragraph":
                if any(part.type == "image" for part in inner.walk()):
                    self.drafting.report("pictures inside lists, quotes and tables were left out")
                yield self.line(inner)
            elif inner.children:
                self.drafting.report("what was nested in a list or quote is now at its level")
                yield from self.lines(inner)
            elif inner.type != "hr":
                self.drafting.report("blocks of code became paragraphs")
                yield [Span(inner.content.rstrip())]
        if node.type == "list_item" and sum(c.type == "paragraph" for c in node.children) > 1:
            self.drafting.report("an item of several paragraphs became several items")

    def line(self, node: SyntaxTreeNode) -> Line:
        return [span for inner in node.children for span in self.spans(inner, Span(""))]

    def spans(self, node: SyntaxTreeNode, look: Span) -> Iterator[Span]:
        from dataclasses import replace

        kind = node.type
        if kind == "strong":
            look = replace(look, strong=True)
        elif kind == "em":
            look = replace(look, emphasis=True)
        elif kind == "link":
            look = replace(look, link=str(node.attrs.get("href", "")))
        elif kind in ("text", "code_inline"):
            yield replace(look, text=node.content)
        elif kind in ("softbreak", "hardbreak"):
            yield replace(look, text=" " if kind == "softbreak" else "\n")
        elif kind == "html_inline":
            self.drafting.report(f"HTML was left out: `{node.content[:40]}`")
        if kind != "image":
            for inner in node.children:
                yield from self.spans(inner, look)
