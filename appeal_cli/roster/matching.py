"""Whom of a roster somebody means: by id, handle, e-mail address or name."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from appeal_cli.roster.deputy import Deputy, Roster
from appeal_cli.roster.duplicates import words_of

Words = frozenset[str]

_IN_A_MAIL = r"[^\s<>()\[\],;:\"'|]"
_MAIL = re.compile(rf"(?<!{_IN_A_MAIL}){_IN_A_MAIL}+@{_IN_A_MAIL}+")
_NAMES = re.compile(r"(?:name|sort_name|official_full|official_name|full_name)(?:_[a-z_]+)?")
_MOST_WORDS = 8


class Match(NamedTuple):
    """The ids of those who are meant, and whether the words say just that."""

    ids: frozenset[str] = frozenset()
    is_exact: bool = True


class Finder:
    """Finds the deputies of a roster by what people write."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.by_id = {deputy.id: deputy for deputy in roster}
        self.by_handle = {_folded(deputy.handle): deputy.id for deputy in roster}

    def find(self, word: str) -> str | None:
        """The id of the deputy, by the id exactly or by the handle in any case."""
        word = word.strip()
        if word in self.by_id:
            return word
        return self.by_handle.get(_folded(word))

    def exactly(self, text: str) -> Match:
        """Those whom the text means by an id, a handle, an e-mail address or a whole name."""
        if key := self.find(text):
            return Match(frozenset([key]))
        mailed = {key for mail in mails_in(text) for key in self._by_mail.get(mail, ())}
        words = words_of(_MAIL.sub(" ", text))
        named = self._by_words.get(words, set()) | self._by_short.get(words, set())
        return Match(frozenset(mailed | named))

    def nearly(self, text: str) -> Match:
        """Those whom the text may mean: one has words that the other has not, or initials, or
        it is a family name alone."""
        words = words_of(_MAIL.sub(" ", text))
        for found in (self._part_of(words), self._initials(words), self._family(words)):
            if found:
                return Match(frozenset(found), is_exact=False)
        return Match()

    def near(self, text: str) -> list[str]:
        """Names and handles that the text may be a slip of."""
        if keys := [key for key in self.by_handle if text.strip().casefold() in key.split("-")]:
            return keys[:3]
        words = words_of(text)
        sharing = {key for word in words for _, key in self._by_word.get(word, ())}
        people = [self.by_id[key] for key in sorted(sharing)] or self.roster
        names = {" ".join(sorted(words_of(deputy.name))): deputy.name for deputy in people[:5_000]}
        nearest = difflib.get_close_matches(" ".join(sorted(words))[:100], names, 3, 0.6)
        return [names[words] for words in nearest]

    @cached_property
    def _by_mail(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for deputy in self.roster:
            for text in deputy.fields.values():
                if "@" in text:
                    for mail in mails_in(text):
                        found.setdefault(mail, set()).add(deputy.id)
        return found

    @cached_property
    def _by_words(self) -> dict[Words, set[str]]:
        """Those of each whole name."""
        return self._indexed(_names)

    @cached_property
    def _by_short(self) -> dict[Words, set[str]]:
        """Those of each family and given name."""
        return self._indexed(_short_names)

    def _indexed(self, names: Callable[[Deputy], Iterable[Words]]) -> dict[Words, set[str]]:
        found: dict[Words, set[str]] = {}
        for deputy in self.roster:
            for words in names(deputy):
                found.setdefault(words, set()).add(deputy.id)
        return found

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[Words, str]]]:
        found: dict[str, list[tuple[Words, str]]] = {}
        for words, ids in self._by_words.items():
            for word in words:
                found.setdefault(word, []).extend((words, key) for key in ids)
        return found

    @cached_property
    def _by_word_beside_letters(self) -> dict[str, list[tuple[Words, str]]]:
        """Those whose names have letters for given names, by the words in them."""
        found: dict[str, list[tuple[Words, str]]] = {}
        for words, ids in self._by_words.items():
            if any(len(word) == 1 for word in words):
                for word in words:
                    found.setdefault(word, []).extend((words, key) for key in ids)
        return found

    @cached_property
    def _by_family(self) -> dict[Words, set[str]]:
        return self._indexed(_family_names)

    def _part_of(self, words: Words) -> set[str]:
        """Those whose names have all of the words, or of whose names the words have all."""
        whole = [word for word in sorted(words) if len(word) > 1]
        if len(whole) < 2:
            return set()
        rarest = min((self._by_word.get(word, []) for word in words), key=len)
        found = {key for names, key in rarest if words <= names}
        for size in range(len(whole[:_MOST_WORDS]), 1, -1):
            for some in combinations(whole[:_MOST_WORDS], size):
                found |= self._by_words.get(frozenset(some), set())
        return found

    def _initials(self, words: Words) -> set[str]:
        """Those whose names fit, where one of the two has letters for given names."""
        whole = [word for word in words if len(word) > 1]
        found = set()
        if len(whole) < len(words):
            rarest = min((self._by_word.get(word, []) for word in whole), key=len, default=[])
            found = {key for names, key in rarest if _shortens(words, names)}
        beside = (one for word in whole for one in self._by_word_beside_letters.get(word, ()))
        return found | {key for names, key in beside if _shortens(names, words)}

    def _family(self, words: Words) -> set[str]:
        return self._by_family.get(words, set())


def _folded(handle: str) -> str:
    return unicodedata.normalize("NFC", handle).casefold()


def mails_in(text: str) -> Iterator[str]:
    """The e-mail addresses in the text, in lower case."""
    for mail in _MAIL.findall(text) if "@" in text else ():
        yield re.sub("^mailto:", "", mail.casefold()).partition("?")[0].strip(".")


def _names(deputy: Deputy) -> Iterator[Words]:
    """The words of each form of the whole name."""
    for field, text in deputy.fields.items():
        if _NAMES.fullmatch(field) and (words := words_of(text)):
            yield words


def _short_names(deputy: Deputy) -> Iterator[Words]:
    """The words of the family and given name, in each language."""
    for field, text in deputy.fields.items():
        if field.startswith("family_name"):
            given = deputy.get(field.replace("family", "given"))
            if given:
                yield words_of(f"{text} {given}")


def _family_names(deputy: Deputy) -> Iterator[Words]:
    for field, text in deputy.fields.items():
        if field.startswith("family_name"):
            yield words_of(text)


def _shortens(short: Words, names: Words) -> bool:
    """Whether the short name is the other with letters for some of its words."""
    letters = {word for word in short if len(word) == 1}
    whole = short - letters
    left = {word[0] for word in names - whole if len(word) > 1}
    return bool(letters and whole) and whole <= names and letters <= left
