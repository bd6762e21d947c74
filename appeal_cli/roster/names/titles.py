"""Titles before names and letters after them, known by data/titles.yaml."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from appeal_cli.roster.deputy import Gender
from appeal_cli.roster.names.casing import PARTICLES
from appeal_cli.roster.names.generations import is_generation
from appeal_cli.roster.names.initials import are_initials
from appeal_cli.roster.names.patronymics import is_patronymic, means_child
from appeal_cli.roster.names.peers import is_of_an_office
from appeal_cli.roster.names.title_words import Phrase, phrase_of, titles

_DEGREE = re.compile(r"\b[дкзэтмпф]\. ?(?:[а-яёіғ-]{1,9}\. ?){0,2}[ндк]\.(?: |$)")
"""A degree with spaces inside: `к. ю. н.`."""

_BRACKETED = re.compile(r"\([^()]+\)")

_IN_BRACKETS = re.compile(r"\S+,? \S.* \(([^()]+)\)")
_OF_A_BODY = re.compile("[А-ЯЁӘҒҚҢӨҰҮҺІЇЄҐ]{2,5}")
"""The letters of an academy or a university behind a title: `академик НАН РК`."""

_OF_A_CHAIR = re.compile(r"[^\W\d_a-zà-ÿа-яё]{2,5}|[^\W\d_A-ZА-ЯЁ]{2,8}\.")
"""What stands behind a title that stands behind a name: `Anna Nowak, prof. UJ`."""

_LEAST_SMALL = 4
"""How many letters a word in small ones has at least that is a title: no particle has so many."""

_ABBREVIATED = re.compile(r"(?=.*[a-z])(?:[A-Z][a-z]{0,3}\.?){2,3}\.")
"""`CSc.`, `DrSc.`: capitals inside, and a point behind."""

_HONOUR = re.compile(r"(?:[A-Z]\.?){2,6}")

_LEAST_LEFT = 2
"""How many words a whole name has at least when its titles are gone."""


@dataclass(frozen=True)
class Titled:
    """A name without its titles, and those as they were written; `unlisted` are words of the
    prefix that no list has."""

    name: str
    prefix: str = ""
    suffix: str = ""
    unlisted: str = ""


@lru_cache(maxsize=50_000)
def apart(name: str, *, doubtful: bool = False, least: int = _LEAST_LEFT) -> Titled:
    """The name with its titles apart; `doubtful` takes letters that may be a surname too."""
    if _is_bare(name):
        return Titled(name)
    if "." in name:
        name = _DEGREE.sub(lambda found: found[0].replace(" ", "") + " ", name)
    name = name.strip()
    comma = name.partition(", ")
    if comma[1] and (inner := _before(comma[2].split(" "), 1)):
        rest = " ".join(comma[2].split(" ")[inner:])
        if " " in comma[0] and _OF_A_CHAIR.fullmatch(rest) and not name.isupper():
            found = apart(comma[0], doubtful=doubtful, least=least)
            return Titled(found.name, found.prefix, comma[2], found.unlisted)
        found = apart(f"{comma[0]}, {rest}", doubtful=doubtful, least=least)
        prefix = " ".join([*filter(None, [found.prefix]), *comma[2].split(" ")[:inner]])
        return Titled(found.name, prefix, found.suffix, found.unlisted)
    family, _, generation = comma[0].rpartition(" ")
    if comma[1] and family and is_generation(generation):  # `Sample III, John`
        found = apart(f"{family}, {comma[2]}", doubtful=doubtful, least=least)
        suffix = ", ".join(filter(None, (generation, found.suffix)))
        return Titled(found.name, found.prefix, suffix, found.unlisted)
    if title := _behind(name):
        bare = name[: -len(title)].rstrip(", ") if comma[1] and name.endswith(title) else ""
        bare = bare or name.rpartition("(")[0].strip()
        found = apart(bare, doubtful=doubtful, least=least)
        prefix = " ".join(filter(None, (title, found.prefix)))
        return Titled(found.name, prefix, found.suffix, found.unlisted)
    words = name.split(" ")
    before, unlisted = _all_before(words, least)
    after = _after(words[before:], least, doubtful=doubtful)
    kept = words[before : len(words) - after]
    if not (before or after):
        return Titled(name)
    suffix = " ".join(words[len(words) - after :]) if after else ""
    bare = " ".join(kept).rstrip(",")
    return Titled(bare, _shown(words[:before], bare), suffix.strip(", "), unlisted)


def _is_bare(name: str) -> bool:
    """Whether the name is words with a capital each, without a sign between or in them, of which
    the first begins no title and the last is no letters after a name."""
    if not (name.istitle() and name.replace(" ", "").isalpha()):
        return False
    words, known = name.casefold().split(" "), titles()
    return words[0] not in known.begin and words[-1] not in known.end


def _behind(name: str) -> str:
    """The titles behind the last comma or in brackets, which stand before a name elsewhere: `Probe,
    Eva, Dr.`, `Sample, Ann (Ms)`."""
    if match := _IN_BRACKETS.fullmatch(name):
        return match[1] if phrase_of(match[1].split()) in titles().prefixes else ""
    rest, _, last = name.rpartition(", ")
    words = last.split(" ")
    is_title = "." in last and _before([*words, "x"], 1) == len(words)
    is_title = is_title and phrase_of(words) not in titles().suffixes and not is_generation(last)
    return last if is_title and " " in rest else ""


def _all_before(words: Sequence[str], least: int) -> tuple[int, str]:
    """How many of the first words are titles, and those of them that no list has."""
    start = _before(words, least)
    unlisted = ""
    while more := _small(words[start:], least):
        unlisted = f"{unlisted} {' '.join(words[start : start + more])}".strip()
        start += more
        start += _before(words[start:], least)
    return start, unlisted


def _small(words: Sequence[str], least: int) -> int:
    """How many of the first words are in small letters as no name is: `n. med.`, `кандидат
    юридических наук`. A shortened word before them belongs to them: `И.о. председателя`.

    Whole words are only taken from before a name that is sure, with a patronymic or initials: a
    surname may be typed so.
    """
    most = len(words) - least
    start = 1 if most > 1 and words[0].endswith(".") and not words[0][0].islower() else 0
    stop = start
    while stop < most and _is_small(words[stop]):
        stop += 1
    left = words[stop:]
    if stop == start or not left[0][0].isupper():
        return 0
    if all(word.endswith(".") for word in words[:stop]):
        return stop
    is_sure = len(left) == 3 and is_patronymic(left[2])
    return stop if is_sure or (len(left) == 2 and are_initials(left[1])) else 0


def _is_small(word: str) -> bool:
    if not word[:1].islower() or word.casefold() in PARTICLES or means_child(word):
        return False
    return word.endswith(".") or (len(word) >= _LEAST_SMALL and not word.isascii())


def _shown(words: Sequence[str], name: str) -> str:
    """The title as it is printed: in ordinary case where the name is in capitals with it."""
    text = " ".join(words)
    return text.title() if text.isupper() and name.isupper() and len(text) > 2 else text


def _before(words: Sequence[str], least: int) -> int:
    """How many of the first words are titles, with at least so many words left. What stands in
    brackets behind a title belongs to it: `Col. (Ret.)`."""
    known = titles()
    start = 0
    while True:
        most = min(known.longest, len(words) - start - least)
        for length in range(most, 0, -1):
            follows = start and length == 1 and _BRACKETED.fullmatch(words[start])
            phrase = phrase_of(words[start : start + length])
            is_known = phrase in known.prefixes and not _lacks_its_point(phrase, words[start])
            if is_known:  # `Countess of Sample`, `Lord Bishop of Probe`
                of_a_name = words[start + length] == "of"
                is_known = not (of_a_name or is_of_an_office(phrase_of(words[start:])))
            if follows or is_known or _is_left(phrase, words[start + length]):
                start += length
                break
        else:
            if not (start and _is_of_a_body(words[start:])):
                return start
            start += 1


def _lacks_its_point(phrase: Phrase, word: str) -> bool:
    return phrase in titles().with_a_point and "." not in word


def _is_left(phrase: Phrase, after: str) -> bool:
    """Whether a title that is a name as well is one by what stands in brackets behind it: `Justice
    (Rtd.)`."""
    is_said = phrase in titles().names_too and _BRACKETED.fullmatch(after) is not None
    return is_said and phrase_of([after]) in titles().prefixes


def _is_of_a_body(words: Sequence[str]) -> bool:
    """Whether the first word belongs to the title before it, as letters of an academy do where a
    name with a patronymic follows."""
    follows = [word for word in words if not _OF_A_BODY.fullmatch(word)]
    is_sure = len(follows) == 3 and is_patronymic(follows[2])
    return is_sure and _OF_A_BODY.fullmatch(words[0]) is not None


def _after(words: Sequence[str], least: int, *, doubtful: bool) -> int:
    """How many of the last words are letters after the name, with so many words left."""
    known = titles()
    is_inverted = any(word.endswith(",") for word in words[:-2])
    count = 0
    while len(words) - count > least:
        word = words[len(words) - count - 1]
        phrase = phrase_of([word])
        is_known = phrase in known.suffixes and _is_lettered(word)
        is_known = is_known or (is_inverted and is_generation(word))
        is_known = is_known or (phrase in known.prefixes and words[-count - 2].endswith(","))
        is_honour = _is_honour(words[: len(words) - count], count)
        is_sure = doubtful or (count > 0 and is_honour)
        if not (is_known or is_honour) or (phrase in known.doubtful and not is_sure):
            return count
        count += 1
    return count


def _is_honour(words: Sequence[str], after: int) -> bool:
    """Whether the last word is letters in capitals behind a second comma: `Sample, Ann, MGH`, or a
    degree behind a whole name: `Jan Zkouška, ThLic.`, `Ahmad Contoh, S.Sos., M.Si.`; or others
    follow: `Ann Sample, PC, MP`."""
    *before, last = words
    if len(before) > 1 and before[-1].endswith(",") and _ABBREVIATED.fullmatch(last.strip(",")):
        return True
    commas = [word for word in before if word.endswith(",")]
    least = 0 if after and len(before) > 1 and "," not in words[0] else 1
    is_behind = len(commas) > least and before[-1].endswith(",")
    return is_behind and _HONOUR.fullmatch(last.strip(",")) is not None


def _is_lettered(word: str) -> bool:
    """Whether the word is written as letters after a name are: with capitals or dots inside."""
    plain = word.strip(",")
    return "." in plain or sum(map(str.isupper, plain)) * 2 >= len(plain) or not plain.isascii()


def like_a_title(name: str) -> str:
    """The first word of the name, where it is shortened like a title that nobody knows here
    (`Msgr.`), or what stands in brackets in it; else ""."""
    if found := _BRACKETED.search(name):
        return found[0]
    first, _, rest = name.partition(" ")
    least = 2 if first.isascii() else 3
    is_short = first.endswith(".") and first[:-1].isalpha() and len(first) > least
    return first if is_short and " " in rest else ""


def gender_of_title(prefix: str) -> Gender | None:
    """The gender that the title states, or None."""
    phrase = phrase_of(prefix.split())
    known = titles().genders
    found = {
        known[phrase[start:stop]]
        for start in range(len(phrase))
        for stop in range(start + 1, len(phrase) + 1)
        if phrase[start:stop] in known and not is_of_an_office(phrase[start:])
    }
    return found.pop() if len(found) == 1 else None
