"""What stands beside a name in its cell and is no part of it: remarks, nicknames, notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from appeal_cli.files.characters import CAPITALS
from appeal_cli.files.resources import read_words
from appeal_cli.roster.deputy import A_NAME
from appeal_cli.roster.names.casing import PARTICLES
from appeal_cli.roster.names.title_words import titles

_MAY_HAVE = (
    re.compile(r"[^\w\s.’-]|\d"),
    re.compile(r"\.(?<=[a-zа-яёіїґ]{2}\.) "),
    re.compile(rf" (?:[-–—]|(?![{CAPITALS}])[^\W\d_]{{3,}}) "),
)
"""A sign that no name has, a word with a point, a dash or a word in small letters: one of these
stands in each name that something else stands beside."""

_MARK = re.compile(r"\s?\[[\w*]{1,3}\]|(?<=\w)\s?[*⁎∗‡§¹²³⁰-⁹]+(?=[\s,]|$)")
"""The mark of a footnote: `Sample[1]`, `Sample*`."""

_MAY_BE_MARK = re.compile(r"[\d\[*⁎∗‡§¹²³⁰-⁹]")
_DIGITS = re.compile(r"(?<=[^\W\d_])\d{1,2}(?=[\s,]|$)")
"""What may be one too: `Анна1`."""

_BRACKETED = re.compile(r"\s*(\([^()]*\)|\[[^\[\]]*\])")
_QUOTED = re.compile(r"(?<!\w)([«“„\"][^«»“”„\"]+[»”“\"]|[‘'][^\W\d_][^‘’']*[’'])(?!\w)")
_BEHIND = re.compile(r"(?:,| [-–—]) +([^\W\d_].*)$")
_SPACES = re.compile(r" +")


def apart_from(name: str, least: int) -> tuple[str, list[str]]:
    """The name without what stands beside it, and that: remarks in brackets (`(Labour)`),
    nicknames in quotation marks, names at birth (`geb. Probe`), a role behind a dash or a comma.

    A name keeps at least so many words: `(Ann Sample)` is one as a whole.
    """
    if not _may_have(name):
        return name, []
    found: list[str] = []
    for pattern in (_BRACKETED, _QUOTED, _at_birth(), _BEHIND):
        for match in pattern.finditer(name):
            words = match[1].strip()
            left = _tidy(name.replace(match[0], " ", 1))
            if len(left.split()) < least or (pattern is _BEHIND and not _is_said(words)):
                continue
            name = left
            found.append(words)
    return name, found


def _may_have(names: str) -> bool:
    """Whether something may stand beside one of the names."""
    return any(pattern.search(names) for pattern in _MAY_HAVE)


def _is_said(words: str) -> bool:
    """Whether the words behind a name say something of it, as words in small letters do, and those
    for offices alone: `Deputy Leader`."""
    first = words.split()[0]
    known = titles()
    if _offices().issuperset(re.findall(r"\w+", words.casefold())):
        return True
    is_title = (first.casefold().replace(".", ""),) in known.suffixes | known.prefixes
    return first[0].islower() and first not in PARTICLES and "." not in first and not is_title


@lru_cache(maxsize=1)
def _offices() -> frozenset[str]:
    """The words that offices behind names are made of."""
    said = read_words("titles.yaml")["offices"].values()
    return frozenset(word for listed in said for word in listed)


def _tidy(name: str) -> str:
    return _SPACES.sub(" ", name).replace(" ,", ",").strip(" ,;")


@lru_cache(maxsize=1)
def _at_birth() -> re.Pattern[str]:
    """What a name at birth stands in: `née Sample`, `урожд. Образцова`."""
    words = read_words("titles.yaml")["at_birth"].values()
    said = "|".join(re.escape(word) for listed in words for word in listed)
    return re.compile(rf",?\s+((?:{said})\.?:?\s+(?:[^\W\d_]{{2,3}} )?[^\s,;]+)")


def without_marks(people: Sequence[dict[str, str]]) -> list[tuple[int, str]]:
    """Leaves the marks of footnotes out of the names; these as they were, each with the number of
    its person.

    Digits are no marks where most names have them, nor where names would be alike without them.
    """
    found = []
    for field in _fields_of_names(people):
        names = [person.get(field, "") for person in people]
        if not _MAY_BE_MARK.search("".join(names)):
            continue
        with_digits = sum(bool(_DIGITS.search(name)) for name in names)
        are_marks = 0 < with_digits * 2 <= len(names)
        bare = [_MARK.sub("", _DIGITS.sub("", name) if are_marks else name) for name in names]
        alike = Counter(bare)
        for index, (name, left) in enumerate(zip(names, bare, strict=True)):
            if left != name and alike[left] > 1:
                left = _MARK.sub("", name)
            if left != name:
                people[index][field] = left
                found.append((index, name))
    return found


def _fields_of_names(people: Sequence[dict[str, str]]) -> set[str]:
    fields: set[str] = set()
    return {each for each in fields.union(*people) if A_NAME.fullmatch(each)}


def without_remarks(people: Sequence[dict[str, str]], least: int) -> list[tuple[int, str]]:
    """Takes what stands beside the names out of them, into `name_remark`; a whole name keeps at
    least so many words. Returned is what was taken, each with the number of its person."""
    taken = []
    names = [
        field
        for field in _fields_of_names(people)
        if _may_have("\n".join([person.get(field, "") for person in people]))
    ]
    for index, person in enumerate(people if names else ()):
        remarks: list[str] = []
        for field in [each for each in person if each in names]:
            words = least if field.startswith("name") else 1
            person[field], found = apart_from(person[field], words)
            remarks += found
        if remarks:
            person["name_remark"] = ", ".join(dict.fromkeys(remarks))
            taken.append((index, person["name_remark"]))
    return taken
