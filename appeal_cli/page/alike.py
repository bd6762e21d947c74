"""Alike: two letters side by side, and what a third must have in common with them.

A template reads some fields of a letter. Those that are the same in both letters it may use as it
likes; a third letter must have the same there. Those that differ are sealed: a third letter has
words of its own there, of the same kind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, is_dataclass
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Any, Protocol

from appeal_cli.letter.letter import Letter, Passage
from appeal_cli.letter.plain_text import escaped
from appeal_cli.page.page import TAG
from appeal_cli.page.sealed import Looked, Sealed
from appeal_cli.page.tree import numbered


class Kind(Protocol):
    """What a third letter must have in a place."""

    def takes(self, value: Any, words: list[str]) -> bool:
        """Whether it has that; its words are put among `words`, each at its number."""


@dataclass(frozen=True)
class Words:
    """A text that is not blank."""

    number: int

    def takes(self, value: Any, words: list[str]) -> bool:
        """Whether the value is one."""
        if type(value) is not str or not value:
            return False
        words[self.number] = escaped(value)
        return True


@dataclass
class Parts:
    """A part of the letter, or several, of which the template reads some: those that must be the
    same, and of which kind the others are, by their names or numbers."""

    kind: type
    getter: Callable[..., Callable[[Any], Any]]
    same: dict[Any, Any] = field(default_factory=dict)
    others: dict[Any, Kind] = field(default_factory=dict)

    @cached_property
    def _fixed(self) -> tuple[Callable[[Any], Any], Any]:
        """What reads all that must be the same, and what that is."""
        values = tuple(self.same.values())
        read = self.getter(*self.same) if values else lambda value: ()
        return read, values if len(values) != 1 else values[0]

    @cached_property
    def _own(self) -> list[tuple[Callable[[Any], Any], Kind]]:
        return [(self.getter(key), kind) for key, kind in self.others.items()]

    def takes(self, value: Any, words: list[str]) -> bool:
        """Whether the value is one. Only to be asked when the template has read all it reads."""
        if type(value) is not self.kind:
            return False
        read, same = self._fixed
        if read(value) != same:
            return False
        for own, kind in self._own:  # noqa: SIM110  # a loop takes half the time
            if not kind.takes(own(value), words):
                return False
        return True


@dataclass
class Several(Parts):
    """So many values one after another."""

    count: int = 0

    def takes(self, value: Any, words: list[str]) -> bool:
        """Whether the value is that many."""
        return type(value) is tuple and len(value) == self.count and super().takes(value, words)


@dataclass(frozen=True)
class PassageWords:
    """A passage with the same tags in it, and words between these; `parts` are its fields."""

    number: int
    tags: tuple[str, ...]
    parts: Parts

    @property
    def end(self) -> int:
        """The number after those of its words."""
        return self.number + len(self.tags) + 1

    @property
    def printed(self) -> str:
        """The passage with numbers in the place of its words."""
        own = map(numbered, range(self.number, self.end))
        return "".join(part for pair in zip(own, (*self.tags, ""), strict=True) for part in pair)

    def takes(self, value: Any, words: list[str]) -> bool:
        """Whether the value is one."""
        if not self.parts.takes(value, words):
            return False
        html = value.html
        if not self.tags:
            words[self.number] = html
            return "<" not in html and ">" not in html
        found = TAG.split(html)
        if tuple(found[1::2]) != self.tags:
            return False
        words[self.number : self.end] = own = found[::2]
        return not any("<" in each or ">" in each for each in own)


class Comparison:
    """Two letters as a template reads them, which is given the sealed letter. Once it has read
    what it reads, it does the same with every letter that has `words`."""

    def __init__(self, one: Letter, other: Letter) -> None:
        self.count = 0
        self._parts = Parts(Letter, attrgetter)
        self._letters: tuple[Letter, ...] = (one, other)

    def sealed_letter(self) -> Sealed:
        """What the template is given, once: nothing of the two is kept for longer."""
        one, other = self._letters
        self._letters = ()
        return self._sealed(self._parts, one, other)

    def words(self, letter: Letter) -> list[str] | None:
        """The letter's words by their numbers; None where it is not like the two."""
        found = [""] * self.count
        return found if self._parts.takes(letter, found) else None

    def _sealed(
        self, parts: Parts, one: object, other: object, printed: str | None = None
    ) -> Sealed:
        """What the template is given of two parts of a letter: its fields when it reads them."""
        given: dict[str, object] = {}

        def field(name: str) -> object:
            is_field = name in parts.kind.__dataclass_fields__  # type: ignore[attr-defined]
            if not (is_field or isinstance(getattr(parts.kind, name, None), property)):
                raise Looked
            if name not in given:
                given[name] = self._given(parts, name, getattr(one, name), getattr(other, name))
            return given[name]

        return Sealed(printed, field)

    def _given(self, parts: Parts, key: Any, one: Any, other: Any) -> object:
        """What the template is given of two values. Raises Looked where they are too unlike."""
        kind = type(one)
        if one is other:
            parts.same[key] = one
            return one
        if kind is not type(other):
            raise Looked
        if kind is str and one and other:
            parts.others[key] = Words(self.count)
            self.count += 1
            return Sealed(numbered(self.count - 1))
        if isinstance(one, Passage):
            return self._passage(parts, key, one, other)
        if kind is tuple and len(one) == len(other):
            several = parts.others[key] = Several(tuple, itemgetter, count=len(one))
            pairs = enumerate(zip(one, other, strict=True))
            return tuple([self._given(several, at, *pair) for at, pair in pairs])
        if is_dataclass(one):
            part = parts.others[key] = Parts(kind, attrgetter)
            return self._sealed(part, one, other)
        raise Looked

    def _passage(self, parts: Parts, key: Any, one: Passage, other: Passage) -> Sealed:
        tags = tuple(TAG.findall(one.html))
        if tags != tuple(TAG.findall(other.html)):
            raise Looked
        own = Parts(type(one), attrgetter)
        made = parts.others[key] = PassageWords(self.count, tags, own)
        self.count = made.end
        return self._sealed(own, one, other, made.printed)
