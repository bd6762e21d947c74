"""Names written in capitals, in ordinary case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from appeal_cli.roster.names.generations import is_numeral

PARTICLES = frozenset(
    str.split(
        "van von der den de la le los las del della di da do dos das du ten ter zu zum zur el "
        "al bin ben ibn bint abu y e i und af av o ó mac"
    )
)
"""Words that belong to the family name after them."""

_SCOTTISH = re.compile("^(?:Mc|Mac|Fitz|[dl]['’])")
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_GEORGIAN_CAPITAL = re.compile("[\u1c90-\u1cbf]")
_TURKISH = re.compile("[İıĞğ]")
_MAY_BE_TURKISH = re.compile("[İıĞğŞş]")
_WITH_CEDILLA, _ROMANIAN = re.compile("[Şş]"), re.compile("[ĂăÂâÎîȚțŢţ]")
_ELIDED = re.compile(r"(?i)([A-Z]['’]|О['’])(?=\w{2})")


@lru_cache(maxsize=50_000)
def in_capitals(word: str) -> bool:
    """Whether the word is written in capitals, as a family name is: `O'BRIEN`, `McDONALD`.

    A single letter is an initial, and scripts without case have no capitals.
    """
    if word.islower() or word.istitle():
        return False
    capitals = _SCOTTISH.sub("", word)
    return capitals.isupper() and sum(letter.isalpha() for letter in capitals) > 1


def surnames_in_capitals(names: Iterable[str]) -> bool:
    """Whether so many names have a word in capitals that it must be the family name.

    `ACM Neto` among names without capitals is not `Neto Acm`.
    """
    several = [name for name in names if " " in name and not name.isupper()]
    others = (name for name in several if not name.istitle())
    having = sum(any(map(in_capitals, name.split(" "))) for name in others)
    return having * 5 >= len(several)


def turkish_cased(names: Iterable[str]) -> bool:
    """Whether names are in an alphabet with a dotted and a dotless i, where `I` is `ı`."""
    listed = list(names)
    if not _MAY_BE_TURKISH.search("\n".join(listed)):
        return False
    if any(map(_ROMANIAN.search, listed)):
        return sum(_TURKISH.search(name) is not None for name in listed) * 20 > len(listed)
    found = (_TURKISH.search(name) or _WITH_CEDILLA.search(name) for name in listed)
    return sum(each is not None for each in found) * 20 > len(listed)


def ordinary_case(words: str, *, turkish: bool = False) -> str:
    """The words with those in capitals in ordinary case: `VAN DER BERG` is `Van der Berg`.

    Greek stays as it is: its capitals have no accents, and nobody can know them.
    """
    if words.islower() or words.istitle():
        return words
    turkish = turkish or "İ" in words
    cased = []
    for number, word in enumerate(words.split(" ")):
        is_number = number > 0 and is_numeral(word)
        if is_number or not in_capitals(word) or _GREEK.search(word):
            cased.append(word)
        elif number and word.casefold() in PARTICLES:
            cased.append(_lower(word, turkish))
        else:
            cased.append("-".join(_capitalised(part, turkish) for part in word.split("-")))
    return " ".join(cased)


def _capitalised(word: str, turkish: bool) -> str:
    if _GEORGIAN_CAPITAL.search(word):
        return word.lower()
    if match := re.match(r"(?:Mc|Mac|Fitz|MC(?=[A-Z]{3}))", word):
        return match[0].capitalize() + _capitalised(word[match.end() :], turkish)
    if match := _ELIDED.match(word):
        return match[0] + _capitalised(word[match.end() :], turkish)
    return word[:1] + _lower(word[1:], turkish)


def _lower(word: str, turkish: bool) -> str:
    return word.replace("İ", "i").replace("I", "ı").lower() if turkish else word.lower()
