"""Whether words name somebody: by name and patronymic, name and surname, initials,
or a title and the surname."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from appeal_cli.letter.letter_words import alternatives

_ENDING = re.compile(
    "(?:ого|его|ому|ему|ыми|ими|ами|ями|ою|ею|ой|ей|ом|ем|ым|им|ую|юю|ая|яя|ий|ый|ах|ях"
    "|(?<=[ыі])(?:ның|нің|нан|нен|на|не|ны|ні)|дың|дің|тың|тің|дан|ден|тан|тен|ға|ге|қа|ке|ды|ді"
    "|[аяоеёыиіуюьй])$"
)
"""Endings of the cases of Russian and Kazakh names."""

_KAZAKH = (
    "ның|нің|дың|дің|тың|тің|дан|ден|тан|тен|нан|нен|ға|ге|қа|ке|на|не|ны|ні|ды|ді|ты|ті|мен|бен"
)
_CASED = (
    "(?:ого|его|ому|ему|ыми|ими|ами|ями|ою|ею|ой|ей|ом|ем|ым|им|ую|юю|ая|яя|ий|ый|ам|ям|ах|ях"
    f"|[аяоеёыиіуюьй])?(?:{_KAZAKH})?"
)
_SURNAME = re.compile("(?:[оеё]в|[иы]н)$")
_CASED_SURNAME = f"(?:а|у|ым|е|ой|ою|ы|ых|ыми)?(?:{_KAZAKH})?"
"""What may follow the stem of a name; that of `Образцов` is not that of `образцовая`."""

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_SPACE = r"[\s\u00a0]+"
_LEAST = 3
_ALIKE = (("[её]", re.compile("[её]")), ("['’ʼ]", re.compile("['’ʼ]")))
"""Letters that people write for one another."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*")


def stem(word: str) -> str:
    """The beginning that all cases of the name have: of `Образцовой`, `образцов`."""
    plain = word.casefold()
    if not _CYRILLIC.search(plain):
        return plain
    cut = _ENDING.sub("", plain)
    # A suffix of Kazakh may stand behind an ending of Russian: Үлгібаева|ға.
    again = _ENDING.sub("", cut) if plain.endswith(("ға", "ге", "қа", "ке")) else cut
    return next((each for each in (again, cut) if len(each) >= _LEAST), plain)


class Mention(NamedTuple):
    """Where in a text somebody is named, and the words."""

    start: int
    stop: int
    words: str
    is_plain: bool
    """Whether it is the given name and the patronymic, in the form that greets."""


@dataclass(frozen=True)
class Named:
    """Somebody's names, as far as they are known; `initials` as letters: `АК`."""

    family_name: str = ""
    given_name: str = ""
    patronymic_name: str = ""
    initials: str = ""

    @property
    def words(self) -> list[str]:
        """The words of the names."""
        return _WORD.findall(f"{self.family_name} {self.given_name} {self.patronymic_name}")

    def mentions(self, text: str, *, alone: bool = False) -> Iterator[Mention]:
        """Where the text names the person; with `alone`, by one name too."""
        at = 0
        if not self._may_stand_in(_plain(text), alone):
            return
        patterns = [*self._together, *(self._alone if alone else ())]
        found = [match.span("name") for pattern in patterns for match in pattern.finditer(text)]
        for start, stop in sorted(found, key=lambda span: (span[0], -span[1])):
            if start >= at and text[start].isupper():
                at = stop
                words = text[start:stop]
                yield Mention(start, stop, words, self._greets(words))

    def bare(self, text: str) -> Mention | None:
        """Where the text has the surname alone, in Cyrillic, where a capital says that a word is
        a name: inside a sentence, or anywhere where it ends as few other words do (-ов, -ин)."""
        family = self.family_name
        if len(family) < _LEAST or not _CYRILLIC.search(family):
            return None
        is_sure = _SURNAME.search(stem(family)) is not None
        if not _has_stems(_plain(text), family):
            return None
        surname, *_ = self._alone
        for match in surname.finditer(text):
            before = text[: match.start()].rstrip(' \u00a0«"(—')
            is_inside = before != "" and before[-1] not in ".!?:…\n"
            if match["name"][0].isupper() and (is_inside or is_sure):
                return Mention(*match.span("name"), match["name"], is_plain=False)
        return None

    def _may_stand_in(self, plain: str, alone: bool) -> bool:
        """Whether the text has what its patterns, which take long to make, all need: the surname,
        or both other names; with `alone`, any of the three."""
        family, given, patronymic = (
            bool(name) and _has_stems(plain, name)
            for name in (self.family_name, self.given_name, self.patronymic_name)
        )
        return family or (given and patronymic) or (alone and (given or patronymic))

    def _greets(self, words: str) -> bool:
        name = f"{self.given_name} {self.patronymic_name}".casefold()
        has_both = bool(self.given_name and self.patronymic_name)
        return has_both and " ".join(words.split()).casefold() == name

    @cached_property
    def _together(self) -> tuple[re.Pattern[str], ...]:
        family, given = _any_case(self.family_name), _any_case(self.given_name)
        patronymic = _any_case(self.patronymic_name)
        letters = self.initials or f"{self.given_name[:1]}{self.patronymic_name[:1]}"
        initials = _initials(letters)
        pairs = [(given, patronymic), (given, family), (family, given)]
        pairs += [(initials, family), (family, initials)]
        found = [_joined(*pair) for pair in pairs if all(pair)]
        found += _titled(family) if family else ()
        whole = (family, given, patronymic)
        threes = [_joined(*whole), _joined(given, patronymic, family)] if all(whole) else []
        return tuple(re.compile(each, re.IGNORECASE) for each in (*threes, *found))

    @cached_property
    def _alone(self) -> tuple[re.Pattern[str], ...]:
        names = (self.family_name, self.given_name, self.patronymic_name)
        found = filter(None, (_any_case(name) for name in names if len(name) >= _LEAST))
        return tuple(re.compile(_whole(each), re.IGNORECASE) for each in found)


def _any_case(name: str) -> str:
    """A pattern of the name in any case."""
    words = _WORD.findall(name)
    if not words:
        return ""
    forms = []
    for word in words:
        own = re.escape(stem(word))
        for letters, pattern in _ALIKE:
            own = pattern.sub(letters, own)
        cased = _CASED_SURNAME if _SURNAME.search(stem(word)) else _CASED
        forms.append(own + (cased if _CYRILLIC.search(word) else r"(?:['’]s)?"))
    return _SPACE.join(forms)


def _has_stems(plain: str, name: str) -> bool:
    """Whether the text, made plain, has what all cases of the name's words begin with."""
    return all(_plain(stem(word)) in plain for word in _WORD.findall(name))


def _initials(letters: str) -> str:
    if not letters:
        return ""
    first, rest = re.escape(letters[0]), "".join(map(re.escape, letters[1:2]))
    more = rf"(?:[\s\u00a0]?{rest}\.)?" if rest else r"(?:[\s\u00a0]?[^\W\d_]\.)?"
    return rf"{first}\.{more}"


def _joined(*parts: str) -> str:
    between = r"[\s\u00a0]*" if any(part.endswith(r")?") for part in parts) else _SPACE
    return _whole(between.join(parts))


def _titled(family: str) -> tuple[str, str]:
    """Patterns of the surname behind a title, and before one."""
    before = f"{alternatives('honorific')}|{alternatives('titled')}"
    name = _whole(family)
    behind = alternatives("honorific_behind")
    return rf"(?<!\w)(?:{before})\.?{_SPACE}{name}", rf"{name}{_SPACE}(?:{behind})(?!\w)"


def _whole(pattern: str) -> str:
    """The pattern as whole words, which are the name."""
    return rf"(?<!\w)(?P<name>{pattern})(?!\w)"


class Said:
    """Texts that may name people: a quick look at their words, before `mentions`."""

    def __init__(self, texts: Iterable[str]) -> None:
        found = {word for text in texts for word in _WORD.findall(text) if word[0].isupper()}
        self._words = {_plain(word) for word in found}
        self._begun = {word[:_LEAST] for word in self._words}

    @cached_property
    def _beginning(self) -> re.Pattern[str]:
        begun = (re.escape(word) + "(?!\\w)" * (len(word) < _LEAST) for word in self._begun)
        return re.compile(rf"(?<!\w)(?:{'|'.join(begun) or '(?!)'})")

    def may_have(self, names: str) -> bool:
        """Whether a word with a capital begins like one of those of the names."""
        return self._beginning.search(_plain(names)) is not None

    def may_name(self, person: Named) -> bool:
        """Whether a word with a capital begins as all cases of one of the person's names do."""
        # Few names begin like a word, and the stems of the others are not asked for.
        likely = [word for word in person.words if _plain(word)[:_LEAST] in self._begun]
        stems = tuple(_plain(stem(word)) for word in likely)
        return bool(stems) and any(word.startswith(stems) for word in self._words)


def _plain(word: str) -> str:
    """The word as it is compared: letters that people write for one another are one."""
    return word.casefold().replace("ё", "е").replace("’", "'").replace("ʼ", "'")
