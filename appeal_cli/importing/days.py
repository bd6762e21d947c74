"""Days as letters write them, in English, Russian and Kazakh."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from babel import Locale

from appeal_cli.letter.letter_words import alternatives, in_order

LOCALES = ("en", "ru", "kk")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"[«\"“„]?(?P<day>\d{1,2})(?:st|nd|rd|th)?[»\"”]?"
_AFTER = r"(?:[\s\u00a0]*(?:г\.|года|г(?!\w)|ж\.|жыл(?:ғы|дың)?|жылы))?"
_S = r"[\s\u00a0]+"


class Day(NamedTuple):
    """A day, and where in the text it stands."""

    day: datetime.date
    start: int
    stop: int


def days_in(text: str) -> Iterator[Day]:
    """The days in the text, in their order, each with the words that belong to it."""
    found = [day for pattern in _patterns() for day in _matches(pattern, text)]
    at = 0
    for each in sorted(found, key=lambda day: (day.start, -day.stop)):
        if each.start >= at:
            at = each.stop
            yield each


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[Day]:
    for match in pattern.finditer(text):
        parts = match.groupdict()
        month = parts["month"]
        number = int(month) if month.isdigit() else _months()[month.casefold()]
        said = parts["day"]
        count = int(said) if said.isdigit() else _worded(said)
        try:
            day = datetime.date(int(parts["year"]), number, count)
        except ValueError:
            continue
        yield Day(day, match.start(), match.end())


def _worded(words: str) -> int:
    """The day of the month in words; 0 where it is none."""
    plain = " ".join(words.casefold().split())
    return next((day for pattern, day in in_order("days") if pattern.fullmatch(plain)), 0)


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for locale in LOCALES:
        months = Locale.parse(locale).months
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[use][width].items():
                    found.setdefault(name.casefold().rstrip("."), number)
    return found


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    """`17 October 2025`, `October 17, 2025`, `2025 жылғы 17 қазан`, `17.10.2025`, `2025-10-17`."""
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    month = rf"(?P<month>{names})\.?"
    numbered = r"(?P<month>\d{1,2})"
    day = r"(?P<day>\d{1,2})"
    written = (
        rf"(?<!\w){_DAY}(?:{_S}of)?{_S}{month},?{_S}{_YEAR}{_AFTER}",
        rf"(?<!\w){month}{_S}{_DAY},?{_S}{_YEAR}(?!\w)",
        rf"(?<!\w){_YEAR}{_S}(?:жыл(?:ғы|дың)|ж\.)(?:{_S}|[«\"]){{1,2}}{_DAY}{_S}{month}(?!\w)",
        rf"(?<!\w)(?:the{_S})?(?P<day>{alternatives('days')})(?:{_S}day)?(?:{_S}of)?{_S}{month}"
        rf",?{_S}{_YEAR}{_AFTER}",
        rf"(?<![\w.]){day}\.{numbered}\.{_YEAR}{_AFTER}(?!\w|\.\d)",
        rf"(?<![\w-]){_YEAR}-{numbered}-{day}(?![\w-])",
        rf"(?<![\w/]){day}/{numbered}/{_YEAR}(?![\w/])",
    )
    return tuple(re.compile(each, re.IGNORECASE) for each in written)
