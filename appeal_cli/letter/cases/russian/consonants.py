"""Surnames of men in a consonant, й or ь, from some of which a vowel drops out.

`Борец` may be `Борцу` or `Борецу`: only its owner knows. A dictionary says which words lose
their vowel; in -ец, -ок and -ень it may drop out of a surname that is no word at all.
"""

from __future__ import annotations

import re

from appeal_cli.letter.cases.russian.declined import Declined, after_hushing, datives, plain
from appeal_cli.letter.cases.russian.dictionary import instrumentals
from appeal_cli.letter.cases.russian.endings import HUSHING, VOWELS, Pattern, masculine, stressed

_LOSING_SUFFIX = re.compile(rf"[{VOWELS}].*([еє]ць?|[оеё]к|ень|яц|ів)$")
_CLOSED = re.compile(rf"[оеёє][^{VOWELS}йь]ь?$|ей$|яц$|ів$")
_KEEPING = re.compile(r"(бек|берг|штейн|вейн|стон)$|^сон$|[әғқңөұүһ]")
_CLUSTER = re.compile(rf"(?:^|[^{VOWELS}йьъ])[^{VOWELS}йьъ]$")
_LOSING = frozenset(str.split("журавель корабель верабей салавей горобей"))
"""Words of Ukrainian and Belarusian that lose their vowel, which no Russian dictionary has."""

_VOWEL = "the last vowel may drop out or stay"
_FEMININE = "the word is feminine, and the surname may be declined as a man's or as the word"


def in_a_consonant(word: str, case: str) -> Declined | None:
    """How the surname is declined; None in a hushing sound with ь, which has no usual form."""
    low = word.lower()
    if low[-1] == "ь" and low[-2:-1] in HUSHING:
        return None
    if _KEEPING.search(low) or not (low[-1] == "ь" or _CLOSED.search(low)):
        return after_hushing(word, masculine(word), case)
    known = datives(low)
    kept, lost = masculine(word), _without_vowel(word)
    if word[-2:].lower() == "ек":  # `Хорек`, in which ё is е
        with_sign = masculine(word, f"{word[:-2]}ьк")
        lost = with_sign if plain(with_sign.form("dative")) in known else lost
    loses = plain(lost.form("dative")) in known
    if low not in _LOSING and known == {plain(kept.form("dative"))}:
        return _said(word, kept, case)
    if loses or low in _LOSING:
        return Declined(_said(word, lost, case).pattern, _VOWEL)
    if _LOSING_SUFFIX.search(low):
        stem = low[:-2] if low[-1] != "ь" else low[:-3]
        stays = known or low.endswith(("ек", "ів")) or _CLUSTER.search(stem)
        return Declined(_said(word, kept if stays else lost, case).pattern, _VOWEL)
    return Declined(kept, _FEMININE if known - {plain(kept.form("dative"))} else "")


def _said(word: str, pattern: Pattern, case: str) -> Declined:
    """The pattern with the ending of the instrumental after ц that the dictionary has, or that
    most words in -ец have."""
    if word[-1].lower() != "ц" or case != "instrumental":
        return after_hushing(word, pattern, case)
    return Declined(pattern if instrumentals(word) == {"ем"} else stressed(pattern))


def _without_vowel(word: str) -> Pattern:
    """The surname without its last vowel: `Борц`, `Стрельц`, `Зайц`, `Соловь`, `Пн`."""
    low = word.lower()
    if low.endswith("ей"):
        return masculine(word, f"{word[:-2]}ь")
    sign = 1 if low[-1] == "ь" else 0
    before, end = word[: -2 - sign], word[len(word) - 1 - sign : len(word) - sign]
    vowel, last = low[-2 - sign], before[-1:].lower()
    if last in VOWELS:
        before += "й"
    elif (last == "л" and vowel != "о") or (vowel == "ё" and end == "к" and last not in HUSHING):
        before += "ь"
    return masculine(word, before + end)
