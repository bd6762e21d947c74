"""A deputy's office in the language of a letter: its case, and what a greeting calls it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from appeal_cli.letter.language_parts import Office

Phrase = tuple[str, ...]

_WORD = re.compile(r"[\w'’.-]*\w")
_SEVERAL = re.compile(r"[,;/–—]| - ")
"""What may stand between two offices: `Депутат, юрист`."""


class OfficeForms(NamedTuple):
    """The role as an addressee's is written, and what a greeting calls its holder; "" where the
    language does not say."""

    to: str = ""
    called: str = ""


@dataclass(frozen=True)
class Offices:
    """The offices that a language knows, and the words that may stand before one; none of either
    has more words than `longest`."""

    before: Mapping[Phrase, Office]
    names: Mapping[Phrase, Office]
    longest: int

    @classmethod
    def of(cls, before: Iterable[Office], names: Iterable[Office]) -> Offices:
        """Those offices, by their words."""
        first, then = ({_phrase(each.role): each for each in group} for group in (before, names))
        return cls(first, then, max(map(len, (*first, *then)), default=0))

    def forms(self, role: str) -> OfficeForms:
        """The forms of a role that begins with an office: `Первый вице-министр культуры` →
        `Первому вице-министру культуры`. A role that may name several has no case, as each of
        them would need it."""
        if not role or not self.names:
            return OfficeForms()
        words = [*_WORD.finditer(role)]
        put, left = [], words
        while found := self._longest(self.before, left):
            put.append(_cased_as(left[0][0], found[0].to or ""))
            left = left[found[1] :]
        prefix = ""
        found = self._longest(self.names, left)
        if not found and left and "-" in left[0][0]:  # вице-министр
            prefix, _, last = left[0][0].rpartition("-")
            known = self.names.get(_phrase(last))
            found = (known, 1) if known and _phrase(prefix) not in self.names else None
        if not found:
            return OfficeForms()
        office, count = found
        called = "" if prefix else office.called or ""
        rest = role[left[count - 1].end() :]
        others = (_phrase(word[0]) in self.names for word in left[count:])
        if not office.to or not all(put) or _SEVERAL.search(rest) or any(others):
            return OfficeForms(called=called)
        own = f"{prefix}-{office.to}" if prefix else _cased_as(left[0][0], office.to)
        return OfficeForms(" ".join((*put, own)) + rest, called)

    def _longest(
        self, known: Mapping[Phrase, Office], words: Sequence[re.Match[str]]
    ) -> tuple[Office, int] | None:
        """The office that the words begin with, the longest, and how many words it has."""
        phrase = tuple(_plain(word[0]) for word in words[: self.longest])
        for count in range(len(phrase), 0, -1):
            if office := known.get(phrase[:count]):
                return office, count
        return None


def _phrase(text: str) -> Phrase:
    return tuple(_plain(word) for word in _WORD.findall(text))


def _plain(word: str) -> str:
    return word.replace(".", "").casefold()


def _cased_as(word: str, form: str) -> str:
    if word.isupper() and len(word) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if word[:1].isupper() else form
