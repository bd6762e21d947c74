"""Plain text as a Document: blank lines separate its paragraphs, dashes and numbers make lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from appeal_cli.importing.document import SOFT, Document, Left, Number, Paragraph, Run
from appeal_cli.roster.readers.encodings import text_of

_BULLET = re.compile(r"\s*[-–—•*·▪]\s+(?=\S)")
_NUMBER = re.compile(r"\s*((\d{1,3})[.)])\s+(?=\S)")
_FORM_FEEDS = str.maketrans({"\f": "\n", "\v": "\n", "\u2028": "\n", "\u2029": "\n\n"})


def read(data: bytes, path: Path) -> Document:
    """The letter in the bytes of a text file, in UTF-8 or an encoding that is certain."""
    text, notices = text_of(data, str(path))
    left = tuple(Left(notice.message, is_changed=True) for notice in notices)
    return document_of(text, str(path), left)


def document_of(text: str, file: str, left: tuple[Left, ...] = ()) -> Document:
    """The letter in the text; `\\n` is between its lines."""
    if "\f" in text:
        place = text[: text.index("\f")].count("\n") + 1
        left = (*left, Left("ends of pages, which became ends of lines", "", place, True))
    lines = text.translate(_FORM_FEEDS).split("\n")
    blocks: list[Paragraph] = []
    start = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and lines[index].strip():
            continue
        if index > start:
            blocks += _part(lines[start:index], start + 1)
            blocks.append(Paragraph((), index + 1))
        start = index + 1
    return Document(file, tuple(blocks), unit="line", left=left)


def _part(lines: Sequence[str], place: int) -> Iterator[Paragraph]:
    """The paragraph of lines without a blank one among them, and the lists that follow in it."""
    items = [index for index, line in enumerate(lines) if _mark(line)]
    starts = [0, *items] if not items or items[0] else items
    if len(items) == 1 and _NUMBER.match(lines[items[0]]) and len(lines) == 1:
        starts = [0]  # a line such as "1. What is wrong" is no list
        items = []
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        number = _mark(lines[start]) if start in items else None
        first = lines[start]
        if number:
            first = (_NUMBER if number.label else _BULLET).sub("", first, count=1)
        words = [first.strip(" "), *(line.strip(" ") for line in lines[start + 1 : stop])]
        indent = len(lines[start]) - len(lines[start].lstrip(" \t"))
        align = "right" if indent > 25 else "center" if indent > 12 else "left"
        yield Paragraph((Run(SOFT.join(words)),), place + start, align=align, number=number)


def _mark(line: str) -> Number | None:
    if found := _NUMBER.match(line):
        return Number(found[1], 0, int(found[2]), "decimal")
    return Number() if _BULLET.match(line) else None
