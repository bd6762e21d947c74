"""Which characters a letter may hold, and how bytes become text."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from appeal_cli.errors import AppealError, Problem, Severity, first_of

_HIGHER = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 17))
FORBIDDEN = re.compile(
    "(?:[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    f"\U00010000-\U0010ffff](?<![{_HIGHER}]))"
)
"""Controls, line separators, lone surrogates and noncharacters: XML 1.0 (section 2.2)
and Unicode (section 23.7) keep them out of documents."""

DIRECTION_OVERRIDE = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Bidirectional embeddings, overrides and isolates (UAX 9): they can make a line
read as something else than it says."""

_UNSAFE = re.compile(f"{FORBIDDEN.pattern}|{DIRECTION_OVERRIDE.pattern}|[\r\n]")

LONGEST_EXCERPT = 10_000


def describe(character: str) -> str:
    """The character as a message can show it: `U+0007`, or `U+04D8 Ә (CYRILLIC …)`."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    if FORBIDDEN.match(character) or DIRECTION_OVERRIDE.match(character) or not name:
        return f"{code} ({name})" if name else code
    return f"{code} {character} ({name})"


def printable(text: str) -> str:
    """The text with each character that a terminal must not see as its code point."""
    return _UNSAFE.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def text_problems(text: str, file: str) -> list[Problem]:
    """A problem for each run of characters that no letter can hold, at the first of them,
    and a warning for each run that turns the direction."""
    return [
        *first_of(_each(FORBIDDEN, text, file, forbidden)),
        *first_of(_each(DIRECTION_OVERRIDE, text, file, direction_override)),
    ]


def first_forbidden(text: str) -> str:
    """The first character of the text that no letter can hold, or nothing."""
    found = FORBIDDEN.search(text)
    return found[0] if found else ""


def forbidden(character: str) -> Problem:
    """The problem, without its place, of a character that no letter can hold."""
    return Problem(
        f"{describe(character)} can't stand in a letter",
        hint="delete the character: it is invisible and often comes from copying",
        name="forbidden-character",
    )


def direction_override(character: str) -> Problem:
    """The warning, without its place, about a character that turns the direction."""
    return Problem(
        f"{describe(character)} turns the direction of the text around it",
        hint="delete the character unless it is meant",
        severity="warning",
        name="direction-override",
    )


def _each(
    pattern: re.Pattern[str], text: str, file: str, problem: Callable[[str], Problem]
) -> Iterator[Problem]:
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
    name: str = "",
) -> Problem:
    """A problem with the line, column and excerpt of the character at `index`."""
    return placed(Problem(message, hint=hint, severity=severity, name=name), text, index, file)


def placed(problem: Problem, text: str, index: int, file: str) -> Problem:
    """The problem with the line, column and excerpt of the character at `index`."""
    starts = _line_starts(text)
    index = min(index, len(text))
    line = bisect_right(starts, index)
    start = starts[line - 1]
    end = starts[line] - 1 if line < len(starts) else len(text)
    excerpt = text[start:end].rstrip("\r") if end - start <= LONGEST_EXCERPT else ""
    return replace(
        problem,
        file=file,
        line=line,
        column=index - start + 1,
        excerpt=_UNSAFE.sub("\ufffd", excerpt),
    )


@lru_cache(maxsize=2)
def _line_starts(text: str) -> array[int]:
    """Where each line of the text starts. The last texts are kept, as problems often come
    together."""
    starts = array("Q", [0])
    starts.extend(match.end() for match in re.finditer("\n", text))
    return starts


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
        name="encoding",
    )


def _looks_like(data: bytes) -> str:
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError:
        return ""
    letters = [character for character in text if character.isalpha() and character > "\x7f"]
    lower = sum(character.islower() for character in letters)
    return "Windows-1251" if letters and lower * 2 >= len(letters) else ""
