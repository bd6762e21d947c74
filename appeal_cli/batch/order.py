"""The order of letters in the print file: by a field, as the alphabet of the language has it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from appeal_cli.letter.language import Language

_NUMBER, _LETTER, _FOREIGN = 1, 2, 3

_TOKEN = re.compile(r"\d+|\w|\W+")


def order_of(languages: Iterable[Language]) -> Callable[[str], Any]:
    """What texts are sorted by: letters in the order of the first language's alphabet, then of
    the others', numbers by their value, and before them both what is neither.

    A letter with a mark that no alphabet has stands with the letter without.
    """
    letters = dict.fromkeys(letter for each in languages for letter in each.in_order)
    places = {letter: place for place, letter in enumerate(letters)}

    def place(token: str) -> tuple[int, int | Decimal]:
        if token.isdecimal():
            return _NUMBER, Decimal(token)  # however many digits it has
        base = next((each for each in (token, _bare(token)) if each in places), "")
        if base:
            return _LETTER, places[base]
        return (_FOREIGN, ord(_bare(token)[0])) if token[0].isalpha() else (0, 0)

    def key(text: str) -> Any:
        folded = unicodedata.normalize("NFC", text.casefold())
        return [place(token) for token in _TOKEN.findall(folded)], folded, text

    return key


def _bare(letter: str) -> str:
    """The letter without its marks."""
    return unicodedata.normalize("NFD", letter)[:1]
