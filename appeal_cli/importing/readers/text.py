"""Plain text as a Document: blank lines separate its paragraphs, dashes, numbers and letters make
lists, and words that spaces set below each other are columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from appeal_cli.appeal.marks import CYRILLIC, LATIN
from appeal_cli.importing.document import (
    HARD,
    SOFT,
    Cell,
    Document,
    Left,
    Number,
    Paragraph,
    Run,
    Table,
    table_of,
)
from appeal_cli.roster.readers.encodings import text_of

_BULLET = re.compile(r"\s*[-–—•*·▪]\s+(?=\S)")
_NUMBER = re.compile(r"\s*((\d{1,3})[.)])\s+(?=\S)")
_LETTER = re.compile(r"\s*(\(?([a-zа-я])\))\s+(?=\S)")
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_LABEL = re.compile(r"[^:]{1,30}: {3,}")
_SHORTEST = 60
"""The least number of characters at which people break lines."""

_BEGINS = re.compile(r"\s*[^\w\s]?[^\W_a-zа-яәіңғүұқөһё]")
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
    blocks: list[Paragraph | Table] = []
    start = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and lines[index].strip():
            continue
        if index > start:
            part = [line.rstrip() for line in lines[start:index]]
            blocks += _columns(part, start + 1) or _part(part, start + 1)
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
            first = next(each.sub("", first, count=1) for each in _MARKS if each.match(first))
        words = _joined([first, *lines[start + 1 : stop]])
        indent = len(lines[start]) - len(lines[start].lstrip(" \t"))
        align = "right" if indent > 25 else "center" if indent > 12 else "left"
        yield Paragraph((Run(words),), place + start, align=align, number=number)


def _joined(lines: Sequence[str]) -> str:
    """The lines as one text. A line ends where it did if the next begins as a line of its own and
    its first word would have had room: so lines of names stay lines."""
    width = max(_SHORTEST, *(len(line) for line in lines))
    made = lines[0].strip(" ")
    for line, following in pairwise(lines):
        words = following.split()
        is_short = len(line) + 1 + len(words[0]) <= width * 2 // 3
        made += HARD if is_short and _BEGINS.match(following) else SOFT
        made += following.strip(" ")
    return made


def _columns(lines: Sequence[str], place: int) -> list[Table]:
    """The lines as a table without borders, where gaps of spaces stand below each other: the
    number beside the addressee, or figures; none where they do not in two lines at least."""
    gapped = [line for line in lines if _GAP.search(line)]
    width = max(map(len, lines))
    filled = {at for line in lines for at, char in enumerate(line) if char != " "}
    starts = [at for at in sorted(filled) if not filled & {at - 1, at - 2, at - 3}]
    starts = [at for at in starts if at > 0 and any(line[:at].strip() for line in lines)]
    # A list, or `To:   Anna Example` above `From:   John Sample`, is lines.
    if len(gapped) < 2 or not starts or any(_mark(line) or _LABEL.match(line) for line in gapped):
        return []
    bounds = list(pairwise([0, *starts, width]))
    cells = [[line[start:stop].strip() for start, stop in bounds] for line in lines]
    if sum(len(list(filter(None, row))) > 1 for row in cells) < 2:
        return []
    rows = [
        [Cell((Paragraph((Run(words),), place + at),) if words else ()) for words in row]
        for at, row in enumerate(cells)
    ]
    return list(table_of(rows, place, has_borders=False))


def _mark(line: str) -> Number | None:
    if found := _NUMBER.match(line):
        return Number(found[1], 0, int(found[2]), "decimal")
    if found := _LETTER.match(line):
        alphabet, style = (
            (LATIN, "lowerLetter") if found[2] in LATIN else (CYRILLIC, "russianLower")
        )
        return Number(found[1], 0, alphabet.find(found[2]) + 1, style)
    return Number() if _BULLET.match(line) else None


_MARKS = (_NUMBER, _LETTER, _BULLET)
