"""Text with places: bytes decoded, and an index of the text as line and column."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property, lru_cache

from appeal_cli.files.characters import (
    DIRECTION_OVERRIDE,
    FORBIDDEN,
    UNSAFE,
    direction_override,
    forbidden,
)
from appeal_cli.problems import AppealError, Kind, Problem, Severity, first_of

LONGEST_EXCERPT = 10_000


def text_problems(text: str, file: str) -> list[Problem]:
    """A problem for each run of characters that no letter can hold, at the first of them,
    and a warning for each run that turns the direction."""
    return [
        *first_of(_each(FORBIDDEN, text, file, forbidden)),
        *first_of(_each(DIRECTION_OVERRIDE, text, file, direction_override)),
    ]


def _each(
    pattern: re.Pattern[str], text: str, file: str, problem: Callable[[str], Problem]
) -> Iterator[Problem]:
    if not pattern.search(text):  # which takes half the time
        return
    for match in re.finditer(f"{pattern.pattern}+", text):
        yield placed(problem(match[0][0]), text, match.start(), file)


def problem_at(
    text: str,
    index: int,
    file: str,
    message: str,
    *,
    hint: str = "",
    severity: Severity = "error",
    kind: Kind = Kind.UNNAMED,
) -> Problem:
    """A problem with the line, column and excerpt of the character at `index`."""
    return placed(Problem(message, hint=hint, severity=severity, kind=kind), text, index, file)


def placed(problem: Problem, text: str, index: int, file: str) -> Problem:
    """The problem with the line, column and excerpt of the character at `index`."""
    lines = _lines(text)
    line, column = lines.place(index)
    whole = lines.line(line)
    excerpt = whole.rstrip("\r") if len(whole) <= LONGEST_EXCERPT else ""
    return replace(
        problem, file=file, line=line, column=column, excerpt=UNSAFE.sub("\ufffd", excerpt)
    )


class Lines:
    """The lines of a text, without their ends, and where in them each index of it stands."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> array[int]:
        """The index at which each line begins."""
        starts = array("Q", [0])
        starts.extend(match.end() for match in re.finditer("\n", self.text))
        return starts

    def place(self, index: int) -> tuple[int, int]:
        """The line and the column of the character at `index`, from 1; of the end beyond it."""
        index = min(index, len(self.text))
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of the line of that number, from 1; nothing where there is no such line."""
        if number > len(self.starts):
            return ""
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end]

    def __iter__(self) -> Iterator[str]:
        return iter(self.text.split("\n"))


@lru_cache(maxsize=2)
def _lines(text: str) -> Lines:
    """The lines of the text. The last texts are kept: problems come in numbers."""
    return Lines(text)


def decode(data: bytes, file: str) -> str:
    """The bytes as UTF-8 text, without a byte order mark.

    Raises AppealError where they are anything else, naming the first wrong byte and
    the encoding it looks like.
    """
    if wide := _wide_encoding(data):
        raise AppealError(_not_utf8(0, file, wide))
    try:
        return data.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        problem = _not_utf8(error.start, file, _looks_like(data))
        index = len(data[: error.start].decode("utf-8"))
        raise AppealError(placed(problem, data.decode("utf-8", "replace"), index, file)) from None


def _wide_encoding(data: bytes) -> str:
    """UTF-16 or UTF-32, where the bytes begin as a file in them does."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    # ASCII, and there is some in every file, has a zero for every other byte in UTF-16.
    begin = data[:1000]
    fewer, more = sorted((begin[::2].count(0), begin[1::2].count(0)))
    zeros = more >= 4 and more * 10 > len(begin) and fewer * 10 <= more
    return "UTF-16" if zeros or data.startswith((b"\xff\xfe", b"\xfe\xff")) else ""


def _not_utf8(byte: int, file: str, looks_like: str) -> Problem:
    guess = f"; it looks like {looks_like}" if looks_like else ""
    return Problem(
        f"not UTF-8 at byte {byte}{guess}",
        file=file,
        hint="save the file as UTF-8",
        kind=Kind.ENCODING,
    )


def _looks_like(data: bytes) -> str:
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError:
        return ""
    letters = [character for character in text if character.isalpha() and character > "\x7f"]
    lower = sum(character.islower() for character in letters)
    return "Windows-1251" if letters and lower * 2 >= len(letters) else ""
