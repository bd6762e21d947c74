"""The line of a letter that greets its reader, and where it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from appeal_cli.importing.document import Block, Line, Paragraph, cut, stripped
from appeal_cli.letter.letter_words import beginning

_MOST_BEFORE = 40
_GREETING_WORDS = 14
_TITLE = re.compile(r"(?i)\b(dr|prof|mr|mrs|ms|hon|rev)\.$")
_END = re.compile(r"!|[,:.](?=\s|$)|$")


def greeting_in(blocks: Sequence[Block]) -> tuple[int | None, Line, Paragraph | None]:
    """Which block greets, its words, and what of the block goes on behind them."""
    seen = 0
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.text.strip():
            seen += 1
            if seen > _MOST_BEFORE:
                break
            found = _greets(block)
            if found:
                return index, found[0], found[1]
    return None, (), None


def _greets(block: Paragraph) -> tuple[Line, Paragraph | None] | None:
    if block.number is not None or not beginning("greeting").match(block.text):
        return None
    first = block.text.split("\n")[0]
    stop = _end_of(first)
    words = " ".join(first[:stop].split())
    if len(words.split()) > _GREETING_WORDS:
        return None
    if not words.endswith(("!", ",", ":")) and (len(words.split()) > 8 or stop < len(first)):
        return None
    left = stripped(cut(block.runs, stop))
    return stripped(cut(block.runs, 0, stop)), replace(block, runs=left) if left else None


def _end_of(line: str) -> int:
    """Where the greeting ends in its line: behind its mark, and not that of `Dear Dr. Smith`."""
    stop = 0
    for found in _END.finditer(line):
        stop = found.end()
        if not (found[0] == "." and _TITLE.search(line[:stop])):
            break
    return stop
