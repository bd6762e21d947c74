"""Numbers of lists as they print, by the names that Word has for the ways of writing them."""

from __future__ import annotations

from collections.abc import Callable

from appeal_cli.appeal.marks import CYRILLIC, LATIN, MOST_ROMAN, roman


def _repeated(alphabet: str, number: int) -> str:
    """a to z, then aa, bb: Word repeats the letter (ISO/IEC 29500-1, 17.18.59, lowerLetter)."""
    if number < 1:
        return str(number)
    return alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)


def _roman(number: int) -> str:
    return roman(number) if 0 < number <= MOST_ROMAN else str(number)


WAYS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": lambda number: _repeated(LATIN, number),
    "upperLetter": lambda number: _repeated(LATIN, number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "russianLower": lambda number: _repeated(CYRILLIC, number),
    "russianUpper": lambda number: _repeated(CYRILLIC, number).upper(),
    "none": lambda number: "",
}
"""How a number is written, by the name of the way."""


def written(number: int, way: str) -> str:
    """The number in that way; in digits where the way is not known."""
    return WAYS.get(way, str)(min(number, 1_000_000))
