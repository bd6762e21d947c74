"""The lines before the greeting, in the blocks in which they stand on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from appeal_cli.importing.days import days_in
from appeal_cli.importing.document import (
    Block,
    Line,
    Paragraph,
    Table,
    cut,
    lines_of,
    plain,
    stripped,
    words_of,
)
from appeal_cli.importing.numbers import number_line
from appeal_cli.importing.signing import is_day
from appeal_cli.letter.letter_words import alternatives, beginning, holding

_SHORT = 160
_NARROW = 70
_FEW = 4
_LABEL = re.compile(r"\s*[^:\n]{1,20}:")


@dataclass(frozen=True)
class Headline:
    """A line before the greeting: `group` is the block of lines that it stands in."""

    line: Paragraph
    group: int

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(self.line.text.split())


def headlines(blocks: Sequence[Block]) -> tuple[list[Headline], list[Block]]:
    """The lines of the opening in blocks that stand together, and what is no line. A line of the
    day or the number parts who writes from who reads, though no empty line stands there."""
    found: list[Headline] = []
    others: list[Block] = []
    group = 0
    before = ""
    for block in blocks:
        if isinstance(block, Table) and _is_opening_table(block):
            for column in zip(*block.rows, strict=True):
                group += 1
                for cell in column:
                    for paragraph in cell.paragraphs:
                        lines = [each for each in lines_of(paragraph) if each.text.strip()]
                        found += (Headline(line, group) for line in lines)
            group += 1
            before = ""
        elif isinstance(block, Paragraph):
            has_lines = "\n" in block.text.strip()
            is_labelled = beginning("reader").match(block.text) and _LABEL.match(block.text)
            if not block.text.strip() or block.align != before or has_lines or is_labelled:
                group += 1
            before = block.align if block.text.strip() and not has_lines else ""
            if block.number is not None and not block.heading:
                others.append(block)
                continue
            for line in lines_of(block):
                is_dated = number_line(line.text) is not None or is_day(line)
                group += is_dated
                if line.text.strip():
                    found.append(Headline(line, group))
                group += is_dated
        else:
            others.append(block)
    return found, others


def end_without(blocks: Sequence[Block]) -> int:
    """How many blocks are the opening of a letter that greets nobody: those up to its first
    paragraph that is a sentence."""
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            if not (isinstance(block, Table) and _is_opening_table(block)):
                return index
            continue
        text = block.text.strip()
        lines = text.split("\n")
        is_lines = len(lines) > 1 and all(len(line) < _NARROW for line in lines)
        is_long = len(text) > _SHORT or _is_sentence(text)
        if (block.number is not None and not block.heading) or (is_long and not is_lines):
            return index
        if index and block.heading and _has_title(blocks[:index]):
            return index
    return 0


def _is_sentence(text: str) -> bool:
    """Whether a line says something, and is no date, number or name that ends in a point."""
    if not text.endswith((".", ":", ";", "!", "?")) or len(text.split()) < _FEW:
        return False
    is_part = next(days_in(text), None) or number_line(text) or is_topic(text)
    return not is_part and not re.search(r"(?:^|\s)\w\.$", text.replace(".", ". ").strip())


def _has_title(blocks: Sequence[Block]) -> bool:
    return any(isinstance(block, Paragraph) and block.heading for block in blocks)


def _is_opening_table(table: Table) -> bool:
    """Whether the table only puts the letterhead, the number and the reader side by side."""
    words = words_of([table])
    is_small = len(table.rows) <= 6 and len(table.rows[0]) <= 3 and len(words) < 800
    marks = holding("reader").search(words) or number_line(words) or next(days_in(words), None)
    return is_small and (not table.has_borders or bool(marks))


def is_topic(text: str) -> bool:
    """Whether a line says what a letter is or is about: `Заявление`, `О сельских школах`,
    `… туралы`, `Re: …`."""
    paper = beginning("paper").match(text)
    if paper and not text[paper.end() :].strip(" .:"):
        return True
    if beginning("subject").match(text) and re.match(r"[^:]{1,30}:", text):
        return True
    if re.match(rf"(?i)(?:{alternatives('topic')})\s+\S", text) and not text.endswith((",", ".")):
        return text[:1].isupper()
    return re.search(r"(?i)\s(туралы|жөнінде|бойынша)[.]?$", text) is not None


def without_subject(title: Line) -> Line:
    """The title without a word such as `Subject:` before it."""
    text = plain(title)
    found = beginning("subject").match(text)
    if found and text[found.end() :].lstrip().startswith(":"):
        return stripped(cut(title, text.index(":", found.end()) + 1))
    return title
