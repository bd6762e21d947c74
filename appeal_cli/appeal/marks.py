"""Marks of numbered lists: numbers, letters and Roman numbers, as they print."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
"""The letters that Word's lists in Russian have."""

LATIN = "abcdefghijklmnopqrstuvwxyz"
_ALPHABETS = {"a": LATIN, "A": LATIN.upper(), "а": CYRILLIC, "А": CYRILLIC.upper()}
_ROMAN = {
    "m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90,
    "l": 50, "xl": 40, "x": 10, "ix": 9, "v": 5, "iv": 4, "i": 1,
}  # fmt: skip
_MARKS = re.compile(r"(\(?)([1aAiIаА])([.)]?)")
_START = re.compile(r"\(?([0-9]{1,4}|[a-zA-Zа-яА-Я]{1,9})[.)]?")
MOST_ROMAN = 3999
"""The highest number that Roman digits write in the usual way."""


@dataclass(frozen=True)
class Marks:
    """How a list is numbered: its kind (`1`, `a`, `A`, `i`, `I`, `а`, `А`, as the first mark of
    such a list), what stands before and after it, and the number of the first entry."""

    kind: str = "1"
    before: str = ""
    after: str = "."
    start: int = 1

    @property
    def first(self) -> str:
        """The mark of the number one, which says how all of them look."""
        return f"{self.before}{self.kind}{self.after}"

    @property
    def most(self) -> int:
        """The highest number that there is a mark for."""
        return len(_ALPHABETS[self.kind]) if self.kind in _ALPHABETS else MOST_ROMAN

    def __getitem__(self, number: int) -> str:
        """The mark of the number, as it prints."""
        return f"{self.before}{self._digits(number)}{self.after}"

    def _digits(self, number: int) -> str:
        if self.kind == "1" or not 1 <= number <= self.most:
            return str(number)
        if self.kind in _ALPHABETS:
            return _ALPHABETS[self.kind][number - 1]
        written = roman(number)
        return written.upper() if self.kind == "I" else written


def marks_of(marks: str | None = None, start: str | None = None) -> Marks:
    """The marks of a list whose first mark would be `marks` (`a)`), and that begins at `start`: a
    number, or as it prints (`IV`, `в`), which says the kind too where `marks` does not.

    Raises ValueError for what is neither.
    """
    found = _MARKS.fullmatch(marks or "1.")
    if not found or (found[1] and found[3] != ")"):
        raise ValueError("must be the mark of a first entry: `1.`, `1)`, `a)`, `A.`, `i.`, `а)`")
    kind, before, after = found[2], found[1], found[3] or "."
    if start is None:
        return Marks(kind, before, after)
    begins = _START.fullmatch(start.strip())
    digits = begins[1] if begins else ""
    if not marks and digits and not digits.isdecimal():
        kind = _kind_of(digits)
        after = ")" if start.strip().endswith(")") else "."
        before = "(" if after == ")" and start.strip().startswith("(") else ""
    number = int(digits) if digits.isdecimal() else _number_of(digits, kind)
    if not 1 <= number <= Marks(kind).most:
        raise ValueError("must be a number such as 3, or a mark of the list such as `IV` or `в`")
    return Marks(kind, before, after, number)


def marks_in_page(marks: str | None, start: str | None = None) -> Marks:
    """The marks of a list in a page, where `start` is a number. A template of somebody's own may
    say what is neither: then the list has plain numbers, or begins with one."""
    try:
        found = marks_of(marks)
    except ValueError:
        found = Marks()
    return replace(found, start=int(start) if start and start.isdecimal() else 1)


def _kind_of(digits: str) -> str:
    """The kind of marks that one of them has: a single letter is one, but for `i` and `I`."""
    if len(digits) > 1 or digits in "iI":
        return "I" if digits.isupper() else "i"
    return next((kind for kind, letters in _ALPHABETS.items() if digits in letters), "1")


def _number_of(digits: str, kind: str) -> int:
    """The number that the digits of that kind mean; 0 where they mean none."""
    if kind in _ALPHABETS:
        return _ALPHABETS[kind].find(digits) + 1 if len(digits) == 1 else 0
    number, rest = 0, digits.lower()
    for letters, value in _ROMAN.items():
        while rest.startswith(letters):
            number, rest = number + value, rest[len(letters) :]
    is_whole = kind in "iI" and not rest and roman(number) == digits.lower()
    return number if is_whole else 0


def roman(number: int) -> str:
    """The number in small Roman digits, from 1 to MOST_ROMAN."""
    made = ""
    for digits, value in _ROMAN.items():
        made += digits * (number // value)
        number %= value
    return made
