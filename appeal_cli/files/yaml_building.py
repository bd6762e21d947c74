"""Building YAML's data: events put together, with the place of every key and value."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import NamedTuple, NoReturn

import yaml

from appeal_cli.files.characters import (
    DIRECTION_OVERRIDE,
    direction_override,
    first_forbidden,
    forbidden,
)
from appeal_cli.files.text import placed, problem_at
from appeal_cli.files.yaml_comments import cut_off
from appeal_cli.files.yaml_source import Span, YamlPath, YamlValue
from appeal_cli.problems import (
    MOST_PROBLEMS,
    AppealError,
    Kind,
    Problem,
    Severity,
    errors_in,
    first_of,
    shortened,
)

MAX_DEPTH = 40
"""How deep lists and mappings may be nested."""

_NOWHERE = -1  # begins the paths of what a refused key names, and no other path


_CLOSING = ('"', "'", "]", "}")


class _Size(NamedTuple):
    """How much a value holds, aliases counted as often as they stand."""

    nodes: int
    characters: int
    depth: int


@dataclass
class _Collection:
    """A list or mapping that is being read."""

    data: list[YamlValue] | dict[str, YamlValue]
    path: YamlPath
    start: int
    anchor: str | None
    is_key: bool  # it stands where a key should, and goes nowhere
    key: str | None = None  # the key whose value comes next
    is_refused: bool = False  # that key is refused, and its value goes nowhere
    nodes: int = 1
    characters: int = 0
    depth: int = 1

    @property
    def size(self) -> _Size:
        return _Size(self.nodes, self.characters, self.depth)


@dataclass
class Builder:
    """Puts events together into data, and notes spans and problems on the way."""

    file: str
    text: str
    max_nodes: int
    max_characters: int
    stack: list[_Collection] = field(default_factory=list)
    anchors: dict[str, tuple[YamlValue, _Size]] = field(default_factory=dict)
    open_anchors: set[str] = field(default_factory=set)
    values: dict[YamlPath, Span] = field(default_factory=dict)
    keys: dict[YamlPath, Span] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    closed: Span | None = None  # where the last value stands that a quote or a bracket ends
    noted: Counter[Severity] = field(default_factory=Counter)
    documents: list[YamlValue] = field(default_factory=list)
    refused: int = 0  # how many keys were

    def _complain(
        self, event: yaml.Event, message: str, hint: str = "", kind: Kind = Kind.YAML
    ) -> None:
        self._note(Problem(message, hint=hint, kind=kind), span_of(event).start)

    def _note(self, problem: Problem, index: int) -> None:
        self.noted[problem.severity] += 1
        if self.noted[problem.severity] <= MOST_PROBLEMS + 1:
            self.problems.append(placed(problem, self.text, index, self.file))
        if self.noted["error"] > MOST_PROBLEMS:
            raise AppealError(*first_of(errors_in(self.problems)))

    def _stop(self, index: int, message: str, hint: str = "") -> NoReturn:
        self._note(Problem(message, hint=hint, kind=Kind.YAML), index)
        raise AppealError(*errors_in(self.problems))

    def feed(self, event: yaml.Event) -> None:
        """Takes the next event. Raises AppealError where there is no use in going on."""
        if isinstance(event, yaml.DocumentStartEvent) and self.documents:
            hint = "keep one document in a file"
            self._stop(span_of(event).start, "a second document starts here", hint)
        if tag := getattr(event, "tag", None):
            message = f"tags such as `{shortened(tag)}` are not read"
            self._complain(event, message, "delete it, or put text that starts with `!` in quotes")
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            self._open(event)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            self._close(event)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._check_escapes(event)
        value = None if event.value == "" and not event.style else event.value
        size = _Size(1, len(event.value), 0)
        if event.anchor:
            self.anchors[event.anchor] = (value, size)
        if not self._is_key(event, event.value):
            self._check_comment(event)
            self._put(value, size, self._next_path(), span_of(event))

    def _check_comment(self, event: yaml.ScalarEvent) -> None:
        """Notes words behind a text that YAML takes for a comment."""
        in_list = bool(self.stack) and isinstance(self.stack[-1].data, list)
        is_block = event.style in ("|", ">")
        found = None if is_block else cut_off(self.text, span_of(event), in_list=in_list)
        if found:
            self._note(found[1], found[0])

    def _check_escapes(self, event: yaml.ScalarEvent) -> None:
        """Notes what an escape such as `\\x07` stands for and no letter can hold."""
        span = span_of(event)
        written = self.text[span.start : span.end]
        if bad := first_forbidden(event.value):
            problem = replace(forbidden(bad), hint="delete the escape")
            self._note(problem, span_of(event).start)
        turned = DIRECTION_OVERRIDE.search(event.value)
        if turned and turned[0] not in written:
            self._note(direction_override(turned[0]), span_of(event).start)

    def _alias(self, event: yaml.AliasEvent) -> None:
        anchor = event.anchor or ""
        value, size = self.anchors.get(anchor, (None, _Size(1, 0, 0)))
        if anchor in self.open_anchors:
            self._complain(event, f"`*{shortened(anchor)}` stands inside itself")
        elif anchor not in self.anchors:
            hint = "put text that starts with `*` in quotes"
            self._complain(event, f"there is no `&{shortened(anchor)}` before this", hint)
        if not self._is_key(event, value if isinstance(value, str) else None):
            self._put(value, size, self._next_path(), span_of(event))

    def _open(self, event: yaml.SequenceStartEvent | yaml.MappingStartEvent) -> None:
        start = span_of(event).start
        if len(self.stack) >= MAX_DEPTH:
            self._stop(start, f"nested more than {MAX_DEPTH} levels deep")
        is_key = self._is_key(event, None)
        data: list[YamlValue] | dict[str, YamlValue]
        data = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        if event.anchor:
            self.open_anchors.add(event.anchor)
        self.stack.append(_Collection(data, self._next_path(), start, event.anchor, is_key))

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        done = self.stack.pop()
        if done.anchor:
            self.open_anchors.discard(done.anchor)
            self.anchors[done.anchor] = (done.data, done.size)
        if done.is_key:
            self.refused += 1
        else:
            self._put(done.data, done.size, done.path, Span(done.start, span_of(event).end))

    def _is_key(self, event: yaml.Event, text: str | None) -> bool:
        """Whether the event is a mapping's key; if so, it is noted as the next value's name."""
        parent = self.stack[-1] if self.stack else None
        if parent is None or not isinstance(parent.data, dict) or parent.key is not None:
            return False
        parent.key = text or ""
        path = (*parent.path, parent.key)
        if text is None:
            start = span_of(event).start
            braces = start > 0 and self.text[start - 1 : start + 1] == "{{"
            hint = "put text that starts with `{{` in quotes" if braces else ""
            self._complain(event, "a key must be plain text", hint)
            parent.is_refused = True
        elif path in self.keys:
            first = problem_at(self.text, self.keys[path].start, self.file, "")
            self._complain(
                event,
                f"`{shortened(text)}` stands here a second time",
                f"the first is in line {first.line}; keep one of them",
                Kind.DUPLICATE_KEY,
            )
            parent.is_refused = True
        else:
            self.keys[path] = span_of(event)
        self.refused += parent.is_refused
        return True

    def _next_path(self) -> YamlPath:
        if not self.stack:
            return ()
        parent = self.stack[-1]
        if parent.is_refused:
            return (_NOWHERE, self.refused)
        last = len(parent.data) if isinstance(parent.data, list) else parent.key
        return (*parent.path, "" if last is None else last)

    def _put(self, value: YamlValue, size: _Size, path: YamlPath, span: Span) -> None:
        if self.text[span.end - 1 : span.end] in _CLOSING:
            self.closed = span
        if path[:1] != (_NOWHERE,):
            self.values[path] = span
        if not self.stack:
            self.documents.append(value)
            return
        parent = self.stack[-1]
        self._measure(parent, size, span.start)
        if isinstance(parent.data, list):
            parent.data.append(value)
        elif parent.key is not None:
            if not parent.is_refused:
                parent.data[parent.key] = value
            parent.key, parent.is_refused = None, False

    def _measure(self, parent: _Collection, size: _Size, start: int) -> None:
        """Adds the size of a value to that of the collection it stands in."""
        parent.nodes += size.nodes
        parent.characters += size.characters
        parent.depth = max(parent.depth, size.depth + 1)
        if parent.nodes > self.max_nodes:
            self._stop(start, f"more than {self.max_nodes:,} values")
        if parent.characters > self.max_characters:
            self._stop(start, f"more than {self.max_characters:,} characters, aliases written out")
        if len(self.stack) + size.depth > MAX_DEPTH:
            self._stop(start, f"nested more than {MAX_DEPTH} levels deep")


def span_of(event: yaml.Event) -> Span:
    """Where the event stands in the text."""
    assert event.start_mark is not None
    assert event.end_mark is not None
    return Span(event.start_mark.index, event.end_mark.index)
