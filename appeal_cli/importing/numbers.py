"""The number of a letter, as the line of it says: `Исх. № 01-17/45 от 17 октября 2025 г.`"""

from __future__ import annotations

import re
from typing import NamedTuple

from appeal_cli.importing.days import days_in
from appeal_cli.letter.letter_words import beginning

_NUMBER = re.compile(r"\s*(?:[:№.#-]|(?i:no\.?))*\s*(?P<number>[^\s,;]*\d[^\s,;]*)")
_FROM = re.compile(r"(?i)[\s,]*(?:от|dated|date|of|күні|бастап)?[\s:]*$")


UNFILLED = "a day or a number that is to be filled in"
_FORM = re.compile(
    r"(?i)(?:(?:исх|шығ|ref|дата|date|күні|подпись|қолы|signature|№|no|от|г|года|ж|жыл\w*|19|20\d?)"
    r"(?![^\W_\d])|[\W_])*"
)


def is_blank_form(text: str) -> bool:
    """Whether the line has but blanks for a day, a number or a signature: `«__» ______ 20__ г.`"""
    return (
        re.search("_{2,}", text) is not None
        and _FORM.fullmatch(text) is not None
        and (re.search(r"20\d?_|№\W*_", text) is not None)
    )


class NumberLine(NamedTuple):
    """A line with the number: how it prints, its day, and what else stands in the line;
    `is_answer` says that it is that of a letter which is answered."""

    text: str
    day: str = ""
    rest: str = ""
    is_answer: bool = False


def number_line(text: str) -> NumberLine | None:
    """What the line says, where it begins with a word for the number; None for another.

    The day of a letter that is answered (`На № 5 от …`) is not that of the letter.
    """
    if answered := beginning("answered").match(text):
        has_number = re.search(r"\d", text[answered.start() :])
        return NumberLine(text, is_answer=True) if has_number else None
    day = next(days_in(text), None)
    plain = text
    if day and not text[: day.start].strip():
        plain = text[day.stop :].lstrip(" ,")  # "17.10.2025 № 45"
        begun = beginning("number").match(plain)
        return NumberLine(plain, day.day.isoformat()) if begun and _valued(plain, begun) else None
    begun = beginning("number").match(text)
    if begun is None:
        return None
    if day:
        plain = _FROM.sub("", text[: day.start])
    if not _valued(plain, begun):
        return None
    rest = text[day.stop :].strip(" ,.;") if day else ""
    return NumberLine(plain.strip(), day.day.isoformat() if day else "", rest)


def _valued(text: str, begun: re.Match[str]) -> bool:
    """Whether a number follows the word for it, and nothing that makes a sentence."""
    found = _NUMBER.match(text[begun.end() :])
    if found is None:
        return False
    return len(text[begun.end() + found.end() :].split()) <= 3
