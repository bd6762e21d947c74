"""Where a letter's body ends: its closing words, the lines that sign it, and marks of signing that
no new letter has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appeal_cli.importing.days import days_in
from appeal_cli.importing.document import (
    Block,
    Line,
    PageBreak,
    Paragraph,
    Run,
    Table,
    is_blank,
    joined,
    lines_of,
    plain,
    words_of,
)
from appeal_cli.importing.people import people_in, signed_name
from appeal_cli.letter.letter_words import beginning

MOST_BEHIND = 40
MOST_SIGNED = 6
LONG = 120

_LABELS = re.compile(r"(?i)(?<!\w)(?:күні|дата|date|қолы|подпись|signature)(?!\w)[\s:]*|_{2,}")
"""What may stand beside the day, in a line that is to be filled in."""

_STAMP = re.compile(
    r"(?i)\s*(?:сертификат|владелец|действителен|certificate|owner|valid|куәлік|иесі)"
)


def closing_at(blocks: Sequence[Block]) -> int | None:
    """Which block closes the letter: the last that begins with words that do."""
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if not isinstance(block, Paragraph) or len(blocks) - index > MOST_BEHIND:
            continue
        first = block.text.strip().split("\n")[0]
        if block.number is None and len(first) <= LONG and _closes(first):
            return index
    return None


def _closes(line: str) -> bool:
    short = beginning("short_closing").match(line)
    if short and not line[short.end() :].strip(" ,.!"):
        return True
    found = beginning("closing").match(line)
    rest = line[found.end() :].strip(" ,.!") if found else ""
    is_sentence = re.search(r"[.!?]\s+\S", rest) and not signed_name(rest.partition(",")[0])
    return found is not None and len(rest.split()) <= 8 and not is_sentence


def signature_at(blocks: Sequence[Block]) -> int:
    """Which block signs a letter without closing words: a last line with a name behind a gap, or
    of nothing but a name."""
    index = len(blocks)
    while index:
        block = blocks[index - 1]
        if isinstance(block, (Paragraph, Table)) and _is_signed(block):
            return index - 1
        if is_blank(block) or isinstance(block, PageBreak) or is_day(block):
            index -= 1
            continue
        if isinstance(block, Paragraph) and (
            beginning("enclosure").match(block.text) or beginning("after").match(block.text)
        ):
            index -= 1
            continue
        break
    return len(blocks)


def is_day(block: Block) -> bool:
    """Whether the block is a paragraph of nothing but a day."""
    text = _LABELS.sub(" ", block.text) if isinstance(block, Paragraph) else ""
    day = next(days_in(text), None)
    return day is not None and not re.search(r"\w", text[: day.start] + text[day.stop :])


def is_signed_file(block: Block) -> bool:
    """Whether the block says that a file was signed electronically."""
    words = words_of([block])
    return beginning("signed_file").match(words) is not None and len(words) < 600


def without_stamps(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks without such, and without the lines of the certificate that follow them; and
    these."""
    kept: list[Block] = []
    stamps: list[Block] = []
    for block in blocks:
        goes_on = bool(stamps) and _STAMP.match(words_of([block])) is not None
        (stamps if is_signed_file(block) or goes_on else kept).append(block)
    return kept, stamps


def _is_signed(block: Paragraph | Table) -> bool:
    lines = signature_lines(block)
    if not lines or len(lines) > MOST_SIGNED or sum(len(plain(line)) for line in lines) > 250:
        return False
    if isinstance(block, Table) and block.has_borders:
        return False
    if isinstance(block, Paragraph) and len(lines) == 1 and _is_name(plain(lines[0])):
        return block.number is None and not block.heading
    if not any(next(people_in(plain(line)), None) for line in lines):
        return False
    return any(re.search(r"\t| {3,}|_{3,}", plain(line)) for line in lines)


def _is_name(line: str) -> bool:
    """Whether the line is a name and nothing else."""
    span = signed_name(line)
    return span is not None and not line[: span[0]].strip() and not line[span[1] :].strip(" ,.")


def signature_lines(block: Block) -> list[Line]:
    """The lines of a paragraph, or the rows of a table that only sets them apart."""
    if isinstance(block, Paragraph):
        return [line.runs for line in lines_of(block) if line.text.strip()]
    lines: list[Line] = []
    if isinstance(block, Table):
        for row in block.rows:
            cells = [[run for each in cell.paragraphs for run in (*each.runs, Run(" "))]
                     for cell in row]  # fmt: skip
            words: list[Run] = []
            for cell in cells:
                words += [Run("\t"), *cell] if words else cell
            lines.append(joined(words))
    return [line for line in lines if plain(line).strip()]


def is_signed_table(block: Table) -> bool:
    """Whether the table only sets the parts of a signature side by side."""
    lines = signature_lines(block)
    is_small = len(lines) <= MOST_SIGNED and not block.has_borders
    return is_small and any(signed_name(plain(line)) for line in lines)
