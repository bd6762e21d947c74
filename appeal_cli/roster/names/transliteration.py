"""A name divided into its parts by comparing it with the same name in another alphabet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from appeal_cli.roster.names.parts import Parts
from appeal_cli.roster.names.patronymics import is_patronymic, units

_LIKE = 0.4
"""How like two words must be (Dice's coefficient of their pairs of letters)."""

_MARGIN = 0.15
"""How much more like one part than any other a word must be."""

_CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэіә", "abvgdeziiklmnoprstufieia", strict=True)),
        **dict(zip("ғқңөұүһґўє", "gknouuhgue", strict=True)),
        **{"ё": "e", "ж": "j", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "s"},
        **{"ъ": "", "ь": "", "ю": "u", "я": "a", "ї": "i"},
    }
)
_SPELLINGS = (
    *(("zh", "j"), ("dzh", "j"), ("kh", "h"), ("shch", "s"), ("sh", "s"), ("ch", "c")),
    *(("ts", "c"), ("tz", "c"), ("ya", "a"), ("yu", "u"), ("yo", "e"), ("ye", "e")),
    *(("y", "i"), ("w", "v"), ("q", "k"), ("x", "ks"), ("'", "")),
)
_IS_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz-’ʼ")


def parts_like(name: str, other: Parts) -> Parts | None:
    """The parts of the name, each like one part of the other form, or None.

    Every word must be clearly like one part, or be a patronymic; an alphabet other
    than Latin and Cyrillic is not compared.
    """
    words = units(name)
    if "," in name or not 2 <= len(words) <= 3:
        return None
    known = {"family_name": other.family_name, "given_name": other.given_name}
    if not is_patronymic(other.patronymic_name):
        # One that is would be known by itself, and is often made from the family name.
        known["patronymic_name"] = other.patronymic_name
    found: dict[str, str] = {}
    for word in words:
        part = "patronymic_name" if is_patronymic(word) else _nearest(word, known)
        if not part or part in found:
            return None
        found[part] = word
    if "family_name" not in found or "given_name" not in found:
        return None
    return Parts(found["family_name"], found["given_name"], found.get("patronymic_name", ""))


def _nearest(word: str, known: dict[str, str]) -> str:
    ranked = sorted(((_likeness(word, text), part) for part, text in known.items()), reverse=True)
    (best, part), (second, _) = ranked[:2]
    return part if best >= _LIKE and best - second >= _MARGIN else ""


def _likeness(one: str, other: str) -> float:
    pairs, others = _pairs(one), _pairs(other)
    if not pairs or not others:
        return 0.0
    return 2 * len(pairs & others) / (len(pairs) + len(others))


@lru_cache(maxsize=50_000)
def _pairs(word: str) -> frozenset[str]:
    """The pairs of letters in the word as it sounds in rough Latin, its ends among them."""
    latin = in_rough_latin(word)
    return frozenset(map("".join, pairwise(f"^{latin}$"))) if latin else frozenset()


def in_rough_latin(word: str) -> str:
    """The word as it sounds in rough Latin; "" where it is in another alphabet than Cyrillic and
    Latin."""
    latin = word.casefold().translate(_CYRILLIC)
    if not latin.isascii():
        letters = unicodedata.normalize("NFKD", latin)
        latin = "".join(letter for letter in letters if not unicodedata.combining(letter))
    if not set(latin) <= _LATIN:
        return ""
    for spelling, sound in _SPELLINGS:
        latin = latin.replace(spelling, sound)
    return latin


_KAZAKH_CASE = re.compile("(?:(?<=[ыі])н[ае]|[ғқ]а|[гк]е|н[ыі]ң?|[дт][ыі]ң?)$")
_SLAVIC_CASE = re.compile(
    "(?:[ое]го|[ое]му|[ыи]ми|[оеє]ві|[оеє]й|[ое]ю|[ыи]м|[оеє]м|[ая]я|[ую]ю|[ыи]й|[аяуюеєыиіїьйо])$"
)
_LEAST = 4
"""How many letters a word has at least whose ending is left out."""


@lru_cache(maxsize=50_000)
def sound_of(word: str) -> str:
    """The word as it is compared where its case, its alphabet or its spelling may be another: of
    `Нуркиной`, `Нуркина` and `Nurkina` the same. A word of no other form stays as it is."""
    bare = word.casefold()
    for ending in (_KAZAKH_CASE, _SLAVIC_CASE) if _IS_CYRILLIC.search(bare) else ():
        bare = ending.sub("", bare) if len(bare) >= _LEAST else bare
    latin = in_rough_latin(bare)
    for spelling in ("ae", "oe", "ue"):
        latin = latin.replace(spelling, spelling[0])
    short = latin.rstrip("aeiou") if len(latin) >= _LEAST else latin
    return short or latin or word
