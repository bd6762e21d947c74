"""Names of people in a letter: who is greeted, and which words of an address are a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from appeal_cli.letter.letter_words import (
    UPPER,
    alternatives,
    beginning,
    holding,
    single_words,
)
from appeal_cli.letter.mentions import Named
from appeal_cli.roster.names.patronymics import is_patronymic

_S = r"[\s\u00a0]+"
_NEAR = r"[ \u00a0]{1,2}"
_LETTER = r"[^\W\d_ʼ]"
"""A letter of a name; ʼ is one to Unicode, and parts a name as other apostrophes do."""

_WORD = rf"[{UPPER}]{_LETTER}*(?:[-'’ʼ]{_LETTER}+)*"
_INITIALS = rf"[{UPPER}]\.(?:[\s\u00a0]?[{UPPER}]\.)?"
_CASES = re.compile(
    "(вич|вн|инич|ич|қызы|кызы|ұлы|улы|оглы)(?:а|у|ем|е|ы|ой|ға|ге|на|не|ның|ну|ом|и|ю)?$"
)
_FAMILY = rf"(?P<family>[{UPPER}]{_LETTER}+(?:[-'’ʼ]{_LETTER}+)*)(?!\.?\w)"
_SHORT_LINE = 160
_BLANK = re.compile(r"_{3,}(?:[\s\u00a0]+_{3,})*")
"""A line for a name that is to be filled in."""

_LAST_PAIR = re.compile(rf"(?<!\w)(?P<pair>({_WORD}){_S}({_WORD}))[,.]?\s*$")
_RUSSIAN_DATIVE = re.compile("(?:[уюе]|ии|ой|ей)$")
_KAZAKH_DATIVE = re.compile("(?:ға|ге|қа|ке|на|не)$")
_RE_NAME = {
    "initials first": re.compile(rf"(?<!\w)(?P<initials>{_INITIALS})[\s\u00a0]*{_FAMILY}"),
    "initials last": re.compile(rf"(?<!\w){_FAMILY}{_S}(?P<initials>{_INITIALS})(?!\w)"),
}


@lru_cache(maxsize=1)
def _honoured() -> re.Pattern[str]:
    mark = alternatives("honorific")
    name = rf"(?:{_INITIALS}[\s\u00a0]*)?{_WORD}(?:{_S}(?:{_INITIALS}|{_WORD})){{0,3}}"
    return re.compile(
        rf"(?<!\w)(?:(?i:(?:the\s+)?(?:{mark})\.?{_S})+(?P<name>{name})"
        rf"|(?P<before>{_WORD}(?:{_S}{_WORD}){{0,2}}){_S}(?i:мырза|ханым)(?i:[ғн]а|ның)?(?!\w))"
    )


def greeted(text: str) -> Named | None:
    """Whom a greeting names, as far as it says; None where it names nobody: `Dear Sir,`.

    The greeting's own first words are left out already.
    """
    words = [word.strip(",.!:;") for word in text.split()]
    kept = [word for word in words if word and word.casefold().rstrip(".") not in _nameless()]
    if not kept or not all(word[0].isupper() for word in kept) or len(kept) > 4:
        return None
    has_title = any(_honorific(word) for word in words)
    return named(" ".join(kept), is_titled=has_title)


@lru_cache(maxsize=1)
def _nameless() -> frozenset[str]:
    return single_words("nameless") | single_words("many") | single_words("honorific")


def _honorific(word: str) -> bool:
    return word.casefold().rstrip(".") in single_words("honorific")


def is_for_many(text: str) -> bool:
    """Whether a greeting is for many: `Уважаемые депутаты!`."""
    first = text.split(" ")[0].casefold()
    plural = first.endswith(("ые", "ие")) and first.startswith(("уваж", "мног", "глуб", "дорог"))
    return plural or holding("many").search(text) is not None


def named(name: str, *, is_titled: bool = False) -> Named:
    """The name taken apart, in whatever case it stands; `is_titled` where one such as `Ms` stands
    before it, which one word behind is a surname."""
    for pattern in _RE_NAME.values():
        found = pattern.search(name)
        if found:
            letters = "".join(re.findall(rf"[{UPPER}]", found["initials"]))
            return Named(family_name=found["family"], initials=letters)
    words = name.split()
    father = next((word for word in words[1:] if looks_like_patronymic(word)), "")
    if father:
        at = words.index(father)
        family = words[at + 1] if at + 1 < len(words) else words[0] if at == 2 else ""
        return Named(family, words[at - 1], father)
    if len(words) == 1:
        return Named(family_name=name) if is_titled else Named(given_name=name)
    return Named(words[-1], words[0], "")


def looks_like_patronymic(word: str) -> bool:
    """Whether the word is a patronymic, in any case: `Кабдушевне`."""
    return len(word) > 4 and (is_patronymic(word) or _CASES.search(word.casefold()) is not None)


def name_in(line: str, known: Named | None, *, is_sure: bool) -> tuple[int, int] | None:
    """Where in a line of an address the reader's name stands, its titles with it.

    `known` is whom the greeting names. `is_sure` says that the line is one of the address, so
    that a line of nothing but words with capitals is a name.
    """
    found = _spans(line, known, is_sure=is_sure)
    return next(found, None)


def addressed(line: str) -> tuple[int, int] | None:
    """Where a line that is no sentence names whom it is for: `Председателю Мажилиса А. Иксовой`."""
    first = beginning("addressed").match(line)
    is_line = len(line) <= _SHORT_LINE and not re.search(r"(?:[;!?]|(?<!\b\w)\.)\s*$", line)
    is_to = first is not None or _KAZAKH_DATIVE.search(line.rstrip()) is not None
    if is_line and is_to and holding("reader").search(line):
        return name_in(line, None, is_sure=False)
    return None


def _spans(line: str, known: Named | None, *, is_sure: bool) -> Iterator[tuple[int, int]]:
    is_address = holding("reader").search(line) or holding("honorific").search(line)
    if is_address and (blank := _BLANK.search(line)):
        yield blank.span()
    found = _honoured().search(line)
    if found and not _is_office(found["name"] or found["before"]):
        yield _trimmed(line, found.start(), found.end())
    for pattern in _RE_NAME.values():
        if (found := pattern.search(line)) and not _is_office(found["family"]):
            yield _widened(line, *found.span())
    for mention in known.mentions(line, alone=True) if known else ():
        yield _widened(line, mention.start, mention.stop)
    words = list(re.finditer(_WORD, line))
    for index, word in enumerate(words):
        if index and looks_like_patronymic(word[0]):
            yield _around(line, words, index)
    found = _LAST_PAIR.search(line)
    if found and holding("reader").search(line[: found.start()]) and _is_dative(found):
        yield found.span("pair")
    for part in re.finditer(r"[^,;:]+", line) if is_sure else ():
        name = re.fullmatch(rf"\s*({_WORD}(?:{_S}{_WORD}){{1,3}}).?\s*", part[0])
        start, stop = _trimmed(part[0], *name.span(1)) if name else (0, 0)
        if " " in part[0][start:stop] and not _is_office(part[0][start:stop]):
            yield part.start() + start, part.start() + stop


def _is_dative(pair: re.Match[str]) -> bool:
    """Whether two words behind an office may be whom it is for: `Председателю Ивану Образцову`."""
    words, first, last = pair.groups()
    is_russian = _RUSSIAN_DATIVE.search(first) and _RUSSIAN_DATIVE.search(last)
    is_dative = bool(is_russian or _KAZAKH_DATIVE.search(last))
    return is_dative and not _is_office(words) and not holding("reader").search(words)


def _is_office(name: str) -> bool:
    words = [word for word in name.split() if not _is_letters(word)]
    return any(word.casefold().strip(",.") in _offices() for word in words)


@lru_cache(maxsize=1)
def _offices() -> frozenset[str]:
    return single_words("office_words") | single_words("office") | single_words("reader")


def _trimmed(line: str, start: int, stop: int) -> tuple[int, int]:
    """Without words behind the name that are letters after it: `Ms Anna Example MP`."""
    words = line[start:stop].split(" ")
    while len(words) > 2 and (_is_letters(words[-1]) or _is_office(words[-1])):
        stop -= len(words.pop()) + 1
    return start, stop


def _is_letters(word: str) -> bool:
    """Whether the word is letters behind a name, such as `MP`, and not an initial."""
    return word.isupper() and "." not in word and 1 < len(word) < 5


def _widened(line: str, start: int, stop: int) -> tuple[int, int]:
    """With the words of names on both sides, which no wide gap parts from it."""
    before = re.search(rf"(?:(?:{_WORD}|{_INITIALS}){_NEAR})*$", line[:start])
    while before and before[0] and _is_office(before[0]):
        words = before[0].split(" ", 1)
        before = re.search(rf"{re.escape(words[1])}$", line[:start]) if len(words) > 1 else None
    after = re.match(rf"(?:{_NEAR}(?:{_WORD}|{_INITIALS}))*", line[stop:])
    end = stop + (len(after[0]) if after else 0)
    return _trimmed(line, before.start() if before and before[0] else start, end)


def _around(line: str, words: list[re.Match[str]], index: int) -> tuple[int, int]:
    """The name around its patronymic: the word before it, and the surname on one of both sides."""
    first, last = words[index - 1], words[index]
    beside = words[index - 2] if index > 1 else None
    if beside and line[beside.end() : first.start()].strip() == "" and not _is_office(beside[0]):
        return beside.start(), last.end()
    after = words[index + 1] if index + 1 < len(words) else None
    if after and line[last.end() : after.start()].strip() == "" and not _is_office(after[0]):
        return first.start(), after.end()
    return first.start(), last.end()


def together(one: Named | None, other: Named | None) -> Named | None:
    """What both say of one person: the greeting her given name, the address her surname."""
    if one is None or other is None:
        return one or other
    return replace(
        other,
        family_name=one.family_name or other.family_name,
        given_name=one.given_name or other.given_name,
        patronymic_name=one.patronymic_name or other.patronymic_name,
        initials=one.initials or other.initials,
    )


def people_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the text names people, as far as its shape tells."""
    spans: list[tuple[int, int]] = []
    found = _honoured().finditer(text)
    spans += (each.span() for each in found if not _is_office(each["name"] or each["before"]))
    for pattern in _RE_NAME.values():
        spans += (each.span() for each in pattern.finditer(text) if not _is_office(each["family"]))
    words = list(re.finditer(_WORD, text))
    for index, word in enumerate(words):
        beside = index and text[words[index - 1].end() : word.start()].strip() == ""
        if beside and is_patronymic(word[0]):
            spans.append(_around(text, words, index))
    at = 0
    for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= at:
            at = stop
            yield start, stop


def signed_name(line: str) -> tuple[int, int] | None:
    """Where in a line of a signature the name stands; None where none does. A name may stand
    before its position: `Tom Example, Chair`."""
    head, comma, behind = line.partition(",")
    before = signed_name(head) if comma and behind.strip() else None
    if before and not head[: before[0]].strip():
        return before
    plain = line.strip().rstrip(",")
    whole = re.fullmatch(rf"{_WORD}(?:{_S}(?:{_WORD}|[{UPPER}]\.?)){{1,2}}", plain)
    if whole and not _is_office(plain):
        start = line.index(plain)
        return start, start + len(plain)
    if (found := _honoured().search(line)) and found["name"] and not _is_office(found["name"]):
        return found.span()
    for pattern in _RE_NAME.values():
        if found := pattern.search(line):
            return _widened(line, *found.span())
    words = list(re.finditer(_WORD, line))
    for index, word in enumerate(words):
        if index and looks_like_patronymic(word[0]):
            return _around(line, words, index)
    return None


def first_greeted(text: str) -> Named | None:
    """The first whom a greeting of one or several names: `Ms Doe, Mr Roe and Dame Poe,`."""
    parts = re.split(r",|\s(?:and|и|және|мен|&)\s", text)
    return next(filter(None, map(greeted, parts)), None)


def without_greeting(text: str) -> str:
    """The greeting without the words that greet, which may come twice, and behind the name."""
    while found := beginning("greeting").match(text) or beginning("hello").match(text):
        text = text[found.end() :].lstrip(" ,")
    before, comma, behind = text.partition(",")
    return before.strip() if comma and beginning("hello").match(behind) else text.strip()
