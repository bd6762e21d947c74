"""Reading YAML: the stream of events put together, within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple, NoReturn

import yaml

from appeal_cli.files.characters import (
    DIRECTION_OVERRIDE,
    FORBIDDEN,
    direction_override,
    first_forbidden,
    forbidden,
)
from appeal_cli.files.text import decode, placed, problem_at, text_problems
from appeal_cli.files.yaml_source import Span, YamlPath, YamlSource, YamlValue
from appeal_cli.problems import (
    MOST_PROBLEMS,
    AppealError,
    Kind,
    Problem,
    errors_in,
    first_of,
    raise_for,
    shortened,
)

MAX_BYTES = 1_000_000


MAX_NODES = 20_000


MAX_DEPTH = 40


_NOWHERE = -1  # begins the paths of what a refused key names, and no other path


# libyaml's parser where PyYAML was built with it, which every wheel is.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
class _Builder:
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
    documents: list[YamlValue] = field(default_factory=list)
    refused: int = 0  # how many keys were

    def complain(
        self, event: yaml.Event, message: str, hint: str = "", kind: Kind = Kind.YAML
    ) -> None:
        self.note(Problem(message, hint=hint, kind=kind), _span(event).start)

    def note(self, problem: Problem, index: int) -> None:
        self.problems.append(placed(problem, self.text, index, self.file))
        if len(self.problems) > MOST_PROBLEMS:
            raise AppealError(*errors_in(first_of(self.problems)))

    def stop(self, index: int, message: str, hint: str = "") -> NoReturn:
        self.note(Problem(message, hint=hint, kind=Kind.YAML), index)
        raise AppealError(*errors_in(self.problems))

    def feed(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent) and self.documents:
            hint = "keep one document in a file"
            self.stop(_span(event).start, "a second document starts here", hint)
        if tag := getattr(event, "tag", None):
            message = f"tags such as `{shortened(tag)}` are not read"
            self.complain(event, message, "delete it, or put text that starts with `!` in quotes")
        if isinstance(event, yaml.ScalarEvent):
            self.scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self.alias(event)
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            self.open(event)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            self.close(event)

    def scalar(self, event: yaml.ScalarEvent) -> None:
        self.check_escapes(event)
        value = None if event.value == "" and not event.style else event.value
        size = _Size(1, len(event.value), 0)
        if event.anchor:
            self.anchors[event.anchor] = (value, size)
        if not self.is_key(event, event.value):
            self.put(value, size, self.next_path(), _span(event))

    def check_escapes(self, event: yaml.ScalarEvent) -> None:
        """Notes what an escape such as `\\x07` stands for and no letter can hold."""
        span = _span(event)
        written = self.text[span.start : span.end]
        if bad := first_forbidden(event.value):
            problem = replace(forbidden(bad), hint="delete the escape")
            self.note(problem, _span(event).start)
        turned = DIRECTION_OVERRIDE.search(event.value)
        if turned and turned[0] not in written:
            self.note(direction_override(turned[0]), _span(event).start)

    def alias(self, event: yaml.AliasEvent) -> None:
        anchor = event.anchor or ""
        value, size = self.anchors.get(anchor, (None, _Size(1, 0, 0)))
        if anchor in self.open_anchors:
            self.complain(event, f"`*{shortened(anchor)}` stands inside itself")
        elif anchor not in self.anchors:
            hint = "put text that starts with `*` in quotes"
            self.complain(event, f"there is no `&{shortened(anchor)}` before this", hint)
        if not self.is_key(event, value if isinstance(value, str) else None):
            self.put(value, size, self.next_path(), _span(event))

    def open(self, event: yaml.SequenceStartEvent | yaml.MappingStartEvent) -> None:
        start = _span(event).start
        if len(self.stack) >= MAX_DEPTH:
            self.stop(start, f"nested more than {MAX_DEPTH} levels deep")
        is_key = self.is_key(event, None)
        data: list[YamlValue] | dict[str, YamlValue]
        data = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        if event.anchor:
            self.open_anchors.add(event.anchor)
        self.stack.append(_Collection(data, self.next_path(), start, event.anchor, is_key))

    def close(self, event: yaml.CollectionEndEvent) -> None:
        done = self.stack.pop()
        if done.anchor:
            self.open_anchors.discard(done.anchor)
            self.anchors[done.anchor] = (done.data, done.size)
        if done.is_key:
            self.refused += 1
        else:
            self.put(done.data, done.size, done.path, Span(done.start, _span(event).end))

    def is_key(self, event: yaml.Event, text: str | None) -> bool:
        """Whether the event is a mapping's key; if so, it is noted as the next value's name."""
        parent = self.stack[-1] if self.stack else None
        if parent is None or not isinstance(parent.data, dict) or parent.key is not None:
            return False
        parent.key = text or ""
        path = (*parent.path, parent.key)
        if text is None:
            start = _span(event).start
            braces = start > 0 and self.text[start - 1 : start + 1] == "{{"
            hint = "put text that starts with `{{` in quotes" if braces else ""
            self.complain(event, "a key must be plain text", hint)
            parent.is_refused = True
        elif path in self.keys:
            first = problem_at(self.text, self.keys[path].start, self.file, "")
            self.complain(
                event,
                f"`{shortened(text)}` stands here a second time",
                f"the first is in line {first.line}; keep one of them",
                Kind.DUPLICATE_KEY,
            )
            parent.is_refused = True
        else:
            self.keys[path] = _span(event)
        self.refused += parent.is_refused
        return True

    def next_path(self) -> YamlPath:
        if not self.stack:
            return ()
        parent = self.stack[-1]
        if parent.is_refused:
            return (_NOWHERE, self.refused)
        last = len(parent.data) if isinstance(parent.data, list) else parent.key
        return (*parent.path, "" if last is None else last)

    def put(self, value: YamlValue, size: _Size, path: YamlPath, span: Span) -> None:
        if path[:1] != (_NOWHERE,):
            self.values[path] = span
        if not self.stack:
            self.documents.append(value)
            return
        parent = self.stack[-1]
        self.measure(parent, size, span.start)
        if isinstance(parent.data, list):
            parent.data.append(value)
        elif parent.key is not None:
            if not parent.is_refused:
                parent.data[parent.key] = value
            parent.key, parent.is_refused = None, False

    def measure(self, parent: _Collection, size: _Size, start: int) -> None:
        """Adds the size of a value to that of the collection it stands in."""
        parent.nodes += size.nodes
        parent.characters += size.characters
        parent.depth = max(parent.depth, size.depth + 1)
        if parent.nodes > self.max_nodes:
            self.stop(start, f"more than {self.max_nodes:,} values")
        if parent.characters > self.max_characters:
            self.stop(start, f"more than {self.max_characters:,} characters, aliases written out")
        if len(self.stack) + size.depth > MAX_DEPTH:
            self.stop(start, f"nested more than {MAX_DEPTH} levels deep")


def _span(event: yaml.Event) -> Span:
    assert event.start_mark is not None
    assert event.end_mark is not None
    return Span(event.start_mark.index, event.end_mark.index)


def _events(text: str) -> Iterator[yaml.Event]:
    loader = _Loader(text.encode())
    try:
        while loader.check_event():
            yield loader.get_event()  # type: ignore[no-untyped-call]
    finally:
        loader.dispose()


def read_yaml(
    data: bytes, file: str, *, max_bytes: int = MAX_BYTES, max_nodes: int = MAX_NODES
) -> YamlSource:
    """The one YAML document in the bytes of a file; `file` is its name in messages.

    Raises AppealError with every problem of the text: not UTF-8, forbidden characters,
    broken syntax, duplicate keys, tags, too large or too deep, or no document at all.
    """
    source = scan_yaml(data, file, max_bytes=max_bytes, max_nodes=max_nodes)
    raise_for(source.problems)
    return source


def scan_yaml(
    data: bytes, file: str, *, max_bytes: int = MAX_BYTES, max_nodes: int = MAX_NODES
) -> YamlSource:
    """The same, with its problems in it, so that those of its contents can join them.

    Raises AppealError only where there is no document to go on with.
    """
    if len(data) > max_bytes:
        raise AppealError(
            Problem(f"larger than {max_bytes:,} bytes", file=file, kind=Kind.TOO_LARGE)
        )
    text = re.sub("\r\n?", "\n", decode(data, file))
    builder = _Builder(file, text, max_nodes, max_bytes)
    found = text_problems(text, file)
    if directive := re.search("^%TAG", text, re.MULTILINE):
        # Tags are refused anyway, and libyaml's time grows with the square of their number.
        hint = "delete the line"
        problem = problem_at(text, directive.start(), file, "tags are not read", hint=hint)
        raise_for([*found, problem])
    try:
        for event in _events(FORBIDDEN.sub("\ufffd", text)):
            builder.feed(event)
    except AppealError as error:
        raise_for([*found, *error.problems])
    except yaml.YAMLError as error:
        raise_for([*found, *builder.problems, _syntax_problem(error, text, file)])
    except UnicodeDecodeError:
        # PyYAML's own, of the bytes that a tag such as `!%ED%A0%80` stands for.
        index = max(text.find("%"), 0)
        raise_for([*found, problem_at(text, index, file, "a tag is not UTF-8", kind=Kind.YAML)])
    if not builder.documents or builder.documents == [None]:
        raise_for([*found, Problem("the file is empty", file=file, kind=Kind.EMPTY_FILE)])
    problems = (*found, *builder.problems)
    return YamlSource(file, text, builder.documents[0], builder.values, builder.keys, problems)


_SYNTAX_HINTS = {
    "mapping values are not allowed": "put text that holds `: ` in quotes",
    "cannot start any token": "put text that starts with this character in quotes",
    "alphabetic or numeric": "put text that starts with `*` or `&` in quotes",
    "<document start>": "keep one document in a file",
    "did not find expected": "look at the quotes, brackets and indentation around this place",
    "could not find expected ':'": "a key needs a colon and a space after it",
    "unexpected end of stream": "close the quote that opens here",
    "tab character": "use spaces, not tabs, to indent",
}


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    message = getattr(error, "problem", None) or "this is not YAML"
    mark = getattr(error, "problem_mark", None)
    if "end of stream" in message:
        mark = getattr(error, "context_mark", None) or mark
    index = mark.index if mark else 0
    if text[index : index + 1] == "\t":
        message = "a tab character cannot start anything"
    hint = next((hint for words, hint in _SYNTAX_HINTS.items() if words in message), "")
    return problem_at(text, index, file, message, hint=hint, kind=Kind.YAML)
