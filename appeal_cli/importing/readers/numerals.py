"""Numbers of lists as they print, by the names that Word has for the ways of writing them."""

from __future__ import annotations

from collections.abc import Callable

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 3_999


def _repeated(alphabet: str, number: int) -> str:
    """a to z, then aa, bb: Word repeats the letter (ISO/IEC 29500-1, 17.18.59, lowerLetter)."""
    if number < 1:
        return str(number)
    return alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)


def _roman(number: int) -> str:
    if not 0 < number <= _MOST:
        return str(number)
    found = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        found += letters * count
    return found


WAYS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": lambda number: _repeated(_LATIN, number),
    "upperLetter": lambda number: _repeated(_LATIN, number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "russianLower": lambda number: _repeated(_RUSSIAN, number),
    "russianUpper": lambda number: _repeated(_RUSSIAN, number).upper(),
    "none": lambda number: "",
}
"""How a number is written, by the name of the way."""


def written(number: int, way: str) -> str:
    """The number in that way; in digits where the way is not known."""
    return WAYS.get(way, str)(min(number, 1_000_000))
