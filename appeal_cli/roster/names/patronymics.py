"""Words that can only be patronymics, East Slavic, Turkic and Icelandic, and what they state."""

from __future__ import annotations

import re
from collections.abc import Iterable

from appeal_cli.roster.deputy import Gender

_SONS = (
    *("ович", "евич", "ёвич", "овіч", "евіч", "авіч", "ұлы", "улы", "уулу"),
    *("ovich", "evich", "ovych", "evych", "yvych", "uly", "ūly", "úly", "uulu"),
)
_DAUGHTERS = (
    *("овна", "евна", "ёвна", "инична", "івна", "ївна", "аўна", "еўна", "ёўна"),
    *("қызы", "кызы", "гызы", "ovna", "evna", "ivna", "inichna"),
    *("kyzy", "қyzy", "qyzy", "kizi", "qizi", "gyzy", "kizy", "qizy", "gizi"),
)
_SHORT_SONS = (
    *("ильич", "кузьмич", "лукич", "фомич", "никитич", "саввич", "силыч", "янович", "ілліч"),
    *("ilyich", "ilich", "kuzmich", "lukich", "fomich", "nikitich"),
)
_SHORT_DAUGHTERS = ("никитична", "саввична", "силична", "яновна", "nikitichna")
_SON = frozenset(
    str.split(
        "оглы оглу огли оғлы углы угли уғлы уғли ўгли ўғли ұглы ұгли ұғлы ұғли ұлы улы уулу "
        "oğlu oglu ogly ogli ugli uly uulu o'g'li og'li o'gli"
    )
)
_DAUGHTER = frozenset(str.split("қызы кызы гызы кизи қизи qizi kyzy qyzy kizi kizy gyzy gizi"))
_CHILD = _SON | _DAUGHTER
_CHILD_ENDINGS = tuple(sorted(_CHILD))
"""Words of their own after a father's name: `Гейдар оглы`, `Əli qızı`; many are written as one word
with it."""


def _plain(text: str) -> str:
    """The text in small letters, with one sign for every apostrophe and for every `i` of Turkish,
    as the words here are written."""
    small = text.lower()
    return small.translate(_AS_ONE) if _SEVERAL.search(small) else small


_AS_ONE = str.maketrans({**dict.fromkeys("‘’ʻʼ`´", "'"), "ı": "i", "\u0307": None})
_SEVERAL = re.compile("[‘’ʻʼ`´ı\u0307]")

_NORDIC_DAUGHTER = re.compile(r"\w{3,}d[óo]ttir", re.IGNORECASE)
_NORDIC_SON = re.compile(r"\w{3,}son", re.IGNORECASE)


class _Words:
    """Words that end in one of the endings, after three letters or more; others as a whole; and
    those of a pattern."""

    def __init__(
        self, endings: Iterable[str], whole: Iterable[str] = (), pattern: str = ""
    ) -> None:
        self._endings, self._whole = tuple(endings), frozenset(whole)
        self._others = re.compile(pattern) if pattern else None

    def has(self, word: str) -> bool:
        """Whether the word, as `_plain` writes it, is one of them."""
        if word[3:].endswith(self._endings) and _OF_A_NAME.fullmatch(word):
            return True
        if word in self._whole:
            return True
        return self._others is not None and self._others.fullmatch(word) is not None


_OF_A_NAME = re.compile(r"[\w'-]+")

_PATRONYMIC = _Words((*_SONS, *_DAUGHTERS), (*_SHORT_SONS, *_SHORT_DAUGHTERS))
_MALE = _Words((*_SONS, *_SON), _SHORT_SONS, r"\w[\w'-]*[а-яёії][иіы]ч")
_FEMALE = _Words(
    (*_DAUGHTERS, *_DAUGHTER, "dóttir", "dottir"),
    _SHORT_DAUGHTERS,
    r"\w[\w'-]*[а-яёії][вўчш]на",
)
"""In the place of a patronymic, where any -ич is one."""

_SON_INSIDE, _DAUGHTER_INSIDE = (
    re.compile(rf"(?:\w,? (?:{'|'.join(words)})|\w{{3}}(?:{glued}))(?![\w'-])")
    for words, glued in (
        (_SON, "ұлы|(?<![кг])улы|уулу|ūly|uulu"),
        (_DAUGHTER, "[қкг]ызы|[kqg]yzy|qizi"),
    )
)
_MAY_BE_CHILD = re.compile(r"[лзlzЛЗLZ][ыиуiıyuЫИУIİYU](?!\w)")
"""Within whole names; `Аманкулы` is nobody's son, but a given name."""


def may_name_child(names: str) -> bool:
    """Whether a "son of" or "daughter of" may stand in the names; not so in most."""
    return _MAY_BE_CHILD.search(names) is not None


def is_patronymic(word: str) -> bool:
    """Whether the word is a patronymic: `Мажитович`, `Қабдешқызы`, `Гейдар оглы`."""
    return _is_plain_patronymic(_plain(word))


def _is_plain_patronymic(word: str) -> bool:
    """The same of a word as `_plain` writes it."""
    return means_child(word.rpartition(" ")[2]) if " " in word else _PATRONYMIC.has(word)


def gender_of(patronymic: str) -> Gender | None:
    """The gender that a patronymic states (-ович/-овна, -ұлы/-қызы), or None.

    These endings mean "son of" and "daughter of"; no other part of a name is used.
    """
    before, _, word = _plain(patronymic.strip()).rpartition(" ")
    if _MALE.has(word) or (before and word in _SON):
        return "male"
    if _FEMALE.has(word) or (before and word in _DAUGHTER):
        return "female"
    return None


def gender_in(name: str) -> Gender | None:
    """The gender that a "son of" or "daughter of" states inside a whole name or a surname:
    `Асан уулу Турсунбай`, `Абдыкаримкызы Айжан`; None where there is none, or both."""
    if not may_name_child(name):
        return None
    plain = _plain(name)
    is_son, is_daughter = _SON_INSIDE.search(plain), _DAUGHTER_INSIDE.search(plain)
    if bool(is_son) == bool(is_daughter):
        return None
    return "male" if is_son else "female"


def units(name: str) -> list[str]:
    """The words of the name, with a separate "son of" joined to the word before it."""
    words = name.split(" ")
    if not may_name_child(name):
        return words
    found: list[str] = []
    for word in words:
        if len(found) > 1 and means_child(word):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def means_child(word: str) -> bool:
    """Whether the word is a "son of" or "daughter of" by itself: `оглы`, `қызы`, `uulu`."""
    return may_name_child(word) and _plain(word) in _CHILD


def ends_in_child(word: str) -> bool:
    """Whether the word is one of those, or ends in one: `Бакироглы`, `Қабдешқызы`."""
    return _plain(word).endswith(_CHILD_ENDINGS)


def have_patronymics(names: Iterable[str]) -> bool:
    """Whether most names of three words have a patronymic, so that what looks like one is one.

    `Peter Max Bogdanovich` among English names has none.
    """
    plain = _plain("\n".join(names)).split("\n")
    three = [words for words in map(units, plain) if len(words) == 3]
    having = sum(any(map(_is_plain_patronymic, words[1:])) for words in three)
    return bool(three) and having * 2 >= len(three)


def are_nordic(names: Iterable[str]) -> bool:
    """Whether so many of the names end in -dóttir that -son in others means "son of"."""
    last = [name.rpartition(" ")[2] for name in names]
    if "ttir" not in "\n".join(last).lower():
        return False
    return sum(map(_is_nordic_daughter, last)) * 20 > len(last)


def is_nordic(surname: str, *, among_nordic: bool) -> bool:
    """Whether the surname is an Icelandic patronymic, by which nobody is addressed."""
    if _is_nordic_daughter(surname):
        return True
    return among_nordic and _NORDIC_SON.fullmatch(surname) is not None


def _is_nordic_daughter(surname: str) -> bool:
    is_likely = surname.lower().endswith("ttir")
    return is_likely and _NORDIC_DAUGHTER.fullmatch(surname) is not None
