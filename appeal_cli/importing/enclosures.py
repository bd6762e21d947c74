"""The lines of a letter that say what is enclosed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from appeal_cli.importing.document import Block, Line, Paragraph, Run, cut, lines_of, stripped
from appeal_cli.letter.letter_words import beginning

_BEGUN = re.compile(r"\s*(?:[:–—-]|\(s\)|$|\n|\d+\.|\s+на\s)")
_MARK = re.compile(r"\s*(?:\(s\))?\s*[:–—-]?\s*")


def begins_enclosures(block: Paragraph) -> bool:
    """Whether the paragraph begins with a word for enclosures, and is no sentence with it."""
    found = beginning("enclosure").match(block.text)
    if found is None or block.number is not None:
        return False
    is_short = found[0].endswith(".")  # `Enc. A map`
    return is_short or _BEGUN.match(block.text[found.end() :]) is not None


def without_copies(block: Paragraph) -> tuple[Paragraph, Paragraph | None]:
    """The paragraph up to its first line of those who get a copy, and the rest."""
    at = 0
    for line in lines_of(block):
        if at and beginning("copy").match(line.text):
            rest = replace(line, runs=stripped(cut(block.runs, at)))
            return replace(block, runs=stripped(cut(block.runs, 0, at))), rest
        at += len(line.text) + 1
    return block, None


def first_enclosures(block: Paragraph) -> Iterator[Line]:
    """What stands behind the word for enclosures, a line each."""
    found = beginning("enclosure").match(block.text)
    start = found.end() if found else 0
    mark = _MARK.match(block.text[start:])
    rest = cut(block.runs, start + (mark.end() if mark else 0))
    yield from enclosed(Paragraph(rest))


def enclosed(item: Paragraph) -> Iterator[Line]:
    """What the paragraph says is enclosed, a line each, with its number where it prints one."""
    label = item.number.label if item.number else ""
    lead = (Run(f"{label} "),) if label else ()
    for line in lines_of(item):
        if line.text.strip():
            yield (*lead, *stripped(line.runs))


def is_item(block: Block) -> bool:
    """Whether the block may be one of a list of enclosures."""
    if not isinstance(block, Paragraph) or block.heading:
        return False
    text = block.text.strip()
    is_numbered = block.number is not None or re.match(r"\d{1,2}[.)]\s|[-–—•]\s", text) is not None
    return not text or (is_numbered and len(text) <= 400)
