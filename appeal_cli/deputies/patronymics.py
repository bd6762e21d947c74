"""Patronymics that nothing else is: those of East Slavic, Kazakh and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ENDINGS = (
    *("ович", "евич", "ёвич", "овна", "евна", "ёвна", "инична", "івна", "ївна"),
    *("овіч", "евіч", "авіч", "аўна", "еўна", "ёўна"),
    *("ұлы", "улы", "уулу", "қызы", "кызы", "гызы"),
    *("ovich", "evich", "ovych", "evych", "yvych", "ovna", "evna", "ivna", "inichna"),
    *("uly", "uulu", "kyzy", "қyzy", "qyzy", "kizi", "qizi", "gyzy"),
)
_SHORT = (
    *("ильич", "кузьмич", "лукич", "фомич", "никитич", "саввич", "ілліч"),
    *("ильинична", "кузьминична", "лукинична", "фоминична", "никитична", "саввична"),
    *("ilyich", "ilich", "kuzmich", "lukich", "fomich", "nikitich", "nikitichna"),
)
_PATRONYMIC = re.compile(rf"\w{{3,}}(?:{'|'.join(_ENDINGS)})|(?:{'|'.join(_SHORT)})", re.IGNORECASE)

_SON_OR_DAUGHTER = frozenset(
    str.split(
        "оглы оглу огли углы угли ўғли ұлы улы уулу қызы кызы гызы qızı qizi kyzy qyzy kizi "
        "gyzy oğlu oglu ogly ogli ugli uly uulu"
    )
)


def is_patronymic(word: str) -> bool:
    """Whether the word is a patronymic: `Мажитович`, `Қабдешқызы`, `Гейдар оглы`."""
    if " " in word:
        return word.rpartition(" ")[2].casefold() in _SON_OR_DAUGHTER
    return _PATRONYMIC.fullmatch(word) is not None


def units(name: str) -> list[str]:
    """The words of the name, with a separate "son of" joined to the word before it."""
    found: list[str] = []
    for word in name.split(" "):
        if len(found) > 1 and word.casefold() in _SON_OR_DAUGHTER:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def have_patronymics(names: Iterable[str]) -> bool:
    """Whether most names of three words have a patronymic, so that one is what it seems.

    `Peter Max Bogdanovich` among English names has none.
    """
    three = [words for words in map(units, names) if len(words) == 3]
    having = sum(is_patronymic(words[1]) or is_patronymic(words[2]) for words in three)
    return bool(three) and having * 2 >= len(three)
