"""What the names of a workbook's sheets say of the people in them."""

from __future__ import annotations

import re

from appeal_cli.roster.columns import canonical
from appeal_cli.roster.lexicon import lexicon, words_in

_COPY = re.compile(r"(?<=\D)\s+\(\d+\)\s*$")
"""What Excel puts behind the name of a sheet that it copies: `North (2)`."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def said_by(name: str) -> str:
    """What the name says of the people in the sheet, such as their group; "" where it only counts
    sheets (`Sheet1`), names a time (`2026`) or says that people are listed (`All members`), or that
    they get no letters."""
    known = lexicon()
    plain = known.sheets | known.skipped | known.counted | known.sheets_of_times
    words = [word for word in words_in(name) if word not in plain]
    if is_of_others(name) or all(re.fullmatch("[ivx]+", word) for word in words):  # `VII созыв`
        return ""
    is_area = any(canonical(word) == "area" for word in words)  # `District (2)` is no copy
    return name.strip() if is_area else _COPY.sub("", name).strip()


def is_of_others(name: str) -> bool:
    """Whether the name says that its people get no letters: `Former members`, `Не писать`."""
    words = words_in(name)
    return any(
        words[start : start + len(phrase)] == phrase
        for phrase in lexicon().sheets_aside
        for start in range(len(words) - len(phrase) + 1)
    )


def time_of(name: str) -> str:
    """The year or the numbered period that the name says; "" where it says none."""
    if year := _YEAR.search(name):
        return year[0]
    return name.casefold() if {*words_in(name)} & lexicon().sheets_of_times else ""
