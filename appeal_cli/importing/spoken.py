"""Which language a letter is in, and whether its parts can be recognised at all."""

from __future__ import annotations

import re

from appeal_cli.letter.letter_words import words_in

OTHER_LANGUAGE = (
    "the words look like another language than English, Kazakh and Russian, in which the parts of "
    "a letter are recognised: look for names and offices of its one reader everywhere"
)
"""Said of a letter whose address and greeting may stand in each letter, as those of anybody."""

_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
_KAZAKH_ALONE = re.compile("[әғқұ]", re.IGNORECASE)
"""What Kazakh has, and neither Ukrainian nor Kyrgyz."""

_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_LATIN = re.compile("[a-z]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = {"en": "a-z", "ru": "а-яё", "kk": "а-яёәғқңөұүһі"}
_FEWEST = 8
_LEAST_COMMON = {"en": 0.08, "ru": 0.04, "kk": 0.0}
"""The least share of a letter's words that are the commonest ones of its language: prose has three
times as many. Kazakh says by endings what others say by small words; its letters tell it."""

_LEAST_KAZAKH = 0.08
_MOST_FOREIGN = 0.08


def language_of(words: str) -> str:
    """The language of the words, as far as their letters tell; "" where there are none."""
    cyrillic, latin = len(_CYRILLIC.findall(words)), len(_LATIN.findall(words))
    kazakh = len(_KAZAKH.findall(words))
    if kazakh * 20 > cyrillic + kazakh > latin:
        return "kk"
    return "ru" if cyrillic > latin else "en" if latin else ""


def is_in(words: str, language: str) -> bool:
    """Whether the words may well be in that language; of few, and of none, nothing is said."""
    # Words of names and offices, which have capitals, are the same in every language.
    every = _WORD.findall(words)
    found = [word for word in every if not word[0].isupper()]
    if len(found) < _FEWEST or language not in _LETTERS:
        return True
    own = re.compile(f"[{_LETTERS[language]}]+")
    foreign = sum(own.fullmatch(word) is None for word in found)
    common = sum(word.casefold() in words_in("common", language) for word in every)
    kazakh = sum(_KAZAKH_ALONE.search(word) is not None for word in found)
    is_kazakh = language != "kk" or kazakh >= _LEAST_KAZAKH * len(found)
    is_common = common >= _LEAST_COMMON[language] * len(found)
    return is_kazakh and is_common and foreign <= _MOST_FOREIGN * len(found)
