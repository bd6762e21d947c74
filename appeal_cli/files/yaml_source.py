"""YAML text as plain data that knows the place of every key and value.

The text is read as a stream of events and nothing is resolved: every scalar is the
text that was written (`NO`, `12:30` and `01001` stay themselves) and the schema gives
it a type afterwards. Sizes, depth and aliases are counted on the events, before
anything is built from them, so that a hostile file costs no more than an honest one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from appeal_cli.files.text import problem_at
from appeal_cli.problems import (
    Kind,
    Problem,
    Severity,
)

YamlValue: TypeAlias = "str | list[YamlValue] | dict[str, YamlValue] | None"


YamlPath: TypeAlias = tuple[str | int, ...]


class Span(NamedTuple):
    """Where a key or a value stands in the text, in characters from its start."""

    start: int
    end: int


@dataclass(frozen=True)
class YamlSource:
    """One YAML document: its data, and the place of each part of it.

    `values` and `keys` map a path such as `("body", 2, "list", 0)` to the span of the
    value, or of the key that names it. `problems` are those of the text, warnings
    among them.
    """

    file: str
    text: str
    data: YamlValue
    values: Mapping[YamlPath, Span]
    keys: Mapping[YamlPath, Span]
    problems: tuple[Problem, ...] = ()

    def places(self) -> YamlSource:
        """The same without its data, for who has made something of them and needs only to know
        where they stood."""
        return replace(self, data=None)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is odd about the text, though it can be read."""
        return tuple(problem for problem in self.problems if problem.severity != "error")

    def problem(
        self,
        path: YamlPath,
        message: str,
        *,
        at_key: bool = False,
        snippet: str = "",
        hint: str = "",
        kind: Kind = Kind.UNNAMED,
        severity: Severity = "error",
    ) -> Problem:
        """A problem placed at the value of `path`, at its key, or at a snippet of its text.

        A path that the document does not hold (a missing key) is placed at the nearest
        part that holds it.
        """
        span = self.span(path, at_key=at_key)
        index = self.text.find(snippet, span.start, span.end) if snippet else -1
        return problem_at(
            self.text,
            index if index >= 0 else span.start,
            self.file,
            message,
            hint=hint,
            kind=kind,
            severity=severity,
        )

    def span(self, path: YamlPath, *, at_key: bool = False) -> Span:
        """The span of the path, or of the nearest part of the document around it."""
        if at_key and path in self.keys:
            return self.keys[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Span(0, len(self.text)))


def texts(value: YamlValue, path: YamlPath = ()) -> Iterator[tuple[YamlPath, str]]:
    """Each text in the document, those behind aliases as often as they stand."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from texts(inner, (*path, index))
