"""The line of a letter that greets its reader, and where it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from appeal_cli.importing.document import Block, Line, Paragraph, cut, stripped
from appeal_cli.importing.people import greeted, is_for_many, people_in
from appeal_cli.letter.letter_words import UPPER, beginning

ANOTHER_GREETING = (
    "a greeting stands in the letter itself, in each letter alike: is this more than one letter?"
)
_MOST_BEFORE = 40
_GREETING_WORDS = 14
_LONG = 100
_TITLE = re.compile(rf"(?<!\w)(?:(?i:dr|prof|mr|mrs|ms|hon|rev|sen|rep|г-н|г-жа)|[{UPPER}])\.$")
"""What ends in a point inside of a greeting: a title, or an initial."""

_MOST_NAMED = 120
_AND = r"(?:and|и|және|мен|&)"
_NAMES = re.compile(rf"(?:\s*(?:{_AND}\s+)?[{UPPER}][\w'’-]*\.?(?:\s*,)?){{2,12}}(?<![.,])[,!:]\s*")
"""More names behind one that is greeted: `Dear Ms Doe, Mr Roe and Dame Poe,`."""

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
    first = block.text.split("\n")[0]
    stop = _stop_of_greeting(first) if block.number is None else 0
    if not stop:
        return None
    left = stripped(cut(block.runs, stop))
    return stripped(cut(block.runs, 0, stop)), replace(block, runs=left) if left else None


def _stop_of_greeting(line: str) -> int:
    """Where the greeting ends that the line begins with; 0 where it begins with none."""
    if beginning("greeting").match(line):
        stop = _end_of(line)
        words = line[:stop].split()
        has_mark = line[:stop].endswith(("!", ",", ":"))
        is_short = len(words) <= (_GREETING_WORDS if has_mark else 8)
        return stop if is_short and (has_mark or stop == len(line)) else 0
    if hello := beginning("hello").match(line):
        stop = hello.end() + _end_of(line[hello.end() :])
        behind = line[stop:]
        named = stop + _end_of(behind)
        is_named = (
            line[stop - 1] == "," and greeted(behind[: named - stop].strip(" ,!:")) is not None
        )
        found = named if is_named and behind.strip() else stop
        return found if len(line[:found].split()) <= 8 else 0
    return _named_first(line)


def _named_first(line: str) -> int:
    """The same of `Анна Игрековна, добрый день!`, and of a line that is but the name: `Анна
    Игрековна!`"""
    stop = _end_of(line)
    name = line[:stop].strip(" ,!:")
    if len(name.split()) != 2 or next(people_in(name), None) != (0, len(name)):
        return 0
    if line[:stop].endswith("!"):
        return stop if stop == len(line.rstrip()) else 0
    hello = beginning("hello").match(line[stop:])
    return stop + hello.end() + _end_of(line[stop + hello.end() :]) if hello else 0


def _end_of(line: str) -> int:
    """Where the greeting ends in its line: behind its mark, and not that of `Dear Dr. Smith`."""
    stop = 0
    for found in _END.finditer(line):
        stop = found.end()
        is_title = found[0] == "." and _TITLE.search(line[:stop])
        goes_on = found[0] == "," and _goes_on(line[stop:])
        if not (is_title or goes_on):
            break
    return stop


def _goes_on(behind: str) -> bool:
    """Whether a greeting names more readers behind a comma: `…, члены Комитета!`"""
    more = beginning("many").match(behind) or beginning("reader").match(behind)
    if more and re.match(r"[^.!?:]{1,80}!\s*$", behind):
        return True
    return len(behind) <= _MOST_NAMED and _NAMES.fullmatch(behind) is not None


def greets_somebody(text: str) -> bool:
    """Whether a paragraph begins as a line that greets one person, in whatever form."""
    line = text.strip().split("\n")[0]
    found = beginning("greeting").match(line) or beginning("hello").match(line)
    if found is None or len(line) > _LONG or is_for_many(line):
        return False
    return re.match(rf"\W*[{UPPER}]", line[found.end() :]) is not None


def capital(paragraph: Paragraph) -> Paragraph:
    """The paragraph, which went on behind the greeting, as one that begins by itself."""
    first, *others = paragraph.runs or (None,)
    if first is None or first.field or not first.text[:1].islower():
        return paragraph
    begun = replace(first, text=first.text[:1].upper() + first.text[1:])
    return replace(paragraph, runs=(begun, *others))
