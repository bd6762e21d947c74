"""Whom of a roster somebody means: by id, handle, e-mail address or name."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from appeal_cli.roster.deputy import Deputy, Roster
from appeal_cli.roster.duplicates import words_of
from appeal_cli.roster.mails import spelt
from appeal_cli.roster.names.transliteration import sound_of

Words = frozenset[str]

_IN_A_MAIL = r"[^\s<>()\[\],;:\"'|]"
_MAIL = re.compile(rf"(?<!{_IN_A_MAIL}){_IN_A_MAIL}+@{_IN_A_MAIL}+")
_NAMES = re.compile(r"(?:name|sort_name|official_full|official_name|full_name)(?:_[a-z_]+)?")
_APOSTROPHES = re.compile("['’ʼʻ`´]")
_MOST_WORDS = 8
_LONGEST_NUMBER = 19


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

    def numbered(self, word: str) -> str | None:
        """The id that is the same number, with other zeros before it: `007` for 7."""
        is_number = word.isdecimal() and len(word) < _LONGEST_NUMBER
        return self._by_number.get(int(word)) if is_number else None

    def exactly(self, text: str) -> Match:
        """Those whom the text means by an id, a handle, an e-mail address or a whole name; nobody
        where it has addresses of several people, and one of somebody else."""
        if key := self.find(text):
            return Match(frozenset([key]))
        by_mail = [self._by_mail.get(mail, set()) for mail in mails_in(text)]
        mailed = set[str]().union(*by_mail)
        if len(mailed) > 1 and not all(by_mail):
            return Match()
        words = words_of(_MAIL.sub(" ", text))
        named = self._by_words.get(words, set()) | self._by_short.get(words, set())
        return Match(frozenset(mailed | named))

    def nearly(self, text: str) -> Match:
        """Those whom the text may mean: one has words that the other has not, or initials, or
        it is a family name alone; in this spelling, or in another case or alphabet."""
        words = words_of(_MAIL.sub(" ", text))
        if found := self._plain.nearly(words):
            return Match(frozenset(found), is_exact=False)
        sounds = words_of(_APOSTROPHES.sub("", _MAIL.sub(" ", text)))
        return Match(frozenset(self._sounding.nearly(_as_they_sound(sounds))), is_exact=False)

    def between(self, first: str, last: str) -> frozenset[str]:
        """The ids that are numbers from the first to the last; none where either is nobody's."""
        if not (self._by_number.get(int(first)) and self._by_number.get(int(last))):
            return frozenset()
        numbers = range(int(first), int(last) + 1)
        return frozenset(key for number, key in self._by_number.items() if number in numbers)

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
    def _by_number(self) -> dict[int, str]:
        """The ids that are numbers, by what they count: `007` is 7, unless several are."""
        keys = [key for key in self.by_id if key.isdecimal() and len(key) < _LONGEST_NUMBER]
        count = Counter(map(int, keys))
        return {int(key): key for key in keys if count[int(key)] == 1}

    @cached_property
    def _plain(self) -> _Names:
        return _Names(self._by_words, self._indexed(_family_names))

    @cached_property
    def _sounding(self) -> _Names:
        """The names without what changes with case, alphabet and spelling."""
        return _Names(_sounding(self._by_words), _sounding(self._indexed(_family_names)))

    @property
    def _by_word(self) -> dict[str, list[tuple[Words, str]]]:
        return self._plain.by_word


class _Names:
    """Whole names and family names by their words, to find those that a shorter form means."""

    def __init__(self, whole: Mapping[Words, set[str]], family: Mapping[Words, set[str]]) -> None:
        self.whole = whole
        self.family = family
        self.by_word: dict[str, list[tuple[Words, str]]] = {}
        self.beside_letters: dict[str, list[tuple[Words, str]]] = {}
        for words, ids in whole.items():
            has_letters = any(len(word) == 1 for word in words)
            for word in words:
                found = [(words, key) for key in ids]
                self.by_word.setdefault(word, []).extend(found)
                if has_letters:
                    self.beside_letters.setdefault(word, []).extend(found)

    def nearly(self, words: Words) -> set[str]:
        """The ids of those whom the words may mean."""
        return self._part_of(words) or self._initials(words) or self.family.get(words, set())

    def _part_of(self, words: Words) -> set[str]:
        """Those whose names have all of the words, or of whose names the words have all."""
        whole = [word for word in sorted(words) if len(word) > 1]
        if len(whole) < 2:
            return set()
        rarest = min((self.by_word.get(word, []) for word in words), key=len)
        found = {key for names, key in rarest if words <= names}
        for size in range(len(whole[:_MOST_WORDS]), 1, -1):
            for some in combinations(whole[:_MOST_WORDS], size):
                found |= self.whole.get(frozenset(some), set())
        return found

    def _initials(self, words: Words) -> set[str]:
        """Those whose names fit, where one of the two has letters for given names."""
        whole = [word for word in words if len(word) > 1]
        found = set()
        if len(whole) < len(words):
            rarest = min((self.by_word.get(word, []) for word in whole), key=len, default=[])
            found = {key for names, key in rarest if _shortens(words, names)}
        beside = (one for word in whole for one in self.beside_letters.get(word, ()))
        return found | {key for names, key in beside if _shortens(names, words)}


def _as_they_sound(words: Words) -> Words:
    return frozenset(map(sound_of, words))


def _sounding(names: Mapping[Words, set[str]]) -> dict[Words, set[str]]:
    found: dict[Words, set[str]] = {}
    for words, ids in names.items():
        found.setdefault(_as_they_sound(words), set()).update(ids)
    return found


def _folded(handle: str) -> str:
    return unicodedata.normalize("NFC", handle).casefold()


def mails_in(text: str) -> Iterator[str]:
    """The e-mail addresses in the text, in lower case."""
    text = spelt(text)
    for mail in _MAIL.findall(text) if "@" in text else ():
        yield re.sub("^mailto:", "", mail.casefold()).partition("?")[0].strip(".")


def _names(deputy: Deputy) -> Iterator[Words]:
    """The words of each form of the whole name."""
    for field, text in deputy.fields.items():
        if _NAMES.fullmatch(field) and (words := words_of(text)):
            yield words
            if (bare := _APOSTROPHES.sub("", text)) != text:
                yield words_of(bare)


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
