"""Reading YAML: the stream of events put together, within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from appeal_cli.files.characters import (
    FORBIDDEN,
)
from appeal_cli.files.text import decode, problem_at, text_problems
from appeal_cli.files.yaml_building import Builder
from appeal_cli.files.yaml_source import YamlSource
from appeal_cli.problems import (
    AppealError,
    Kind,
    Problem,
    raise_for,
)

MAX_BYTES = 1_000_000


MAX_NODES = 20_000


# libyaml's parser where PyYAML was built with it, which every wheel is.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
    builder = Builder(file, text, max_nodes, max_bytes)
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
        problem = _syntax_problem(error, text, file, builder)
        raise_for([*found, *builder.problems, problem])
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
    "alphabetic or numeric": "put the whole text in quotes, as it starts with `*` or `&`",
    "expected comment or line break": "put the whole text in quotes, as it starts with `>` or `|`",
    "<document start>": "keep one document in a file",
    "did not find expected": "look at the quotes, brackets and indentation around this place",
    "could not find expected ':'": "a key needs a colon and a space after it",
    "unexpected end of stream": "close the quote that opens here, or put the whole text in quotes "
    "of the other kind",
    "block sequence entries": "put the whole text in quotes, as it starts with `- `, or begin the "
    "list in the next line",
    "tab character": "use spaces, not tabs, to indent",
}

_OPENED = {
    '"': "the text goes on behind its quotation mark",
    "'": "the text goes on behind its quotation mark",
    "[": "the text goes on behind its bracket",
    "{": "the text goes on behind its brace",
}
"""What is wrong where a text begins with a character that YAML reads as the beginning of a part
of it (YAML 1.2.2, 7.3 and 7.4)."""


def _syntax_problem(error: yaml.YAMLError, text: str, file: str, builder: Builder) -> Problem:
    message = getattr(error, "problem", None) or "this is not YAML"
    mark = getattr(error, "problem_mark", None)
    if "end of stream" in message:
        mark = getattr(error, "context_mark", None) or mark
    index = mark.index if mark else 0
    if text[index : index + 1] == "\t":
        message = "a tab character cannot start anything"
    hint = next((hint for words, hint in _SYNTAX_HINTS.items() if words in message), "")
    if "did not find expected" in message and (opened := _opened_before(text, index, builder)):
        message = _OPENED[opened]
        hint = f"put the whole text in quotes, as it starts with `{opened}`: `'{opened}…'`"
    return problem_at(text, index, file, message, hint=hint, kind=Kind.YAML)


def _opened_before(text: str, index: int, builder: Builder) -> str:
    """The character that a value begins with, where it ends in the same line right before the
    index; nothing where none does."""
    last = builder.closed
    if not last or last.end > index or text[last.end : index].strip(" \t"):
        return ""
    opened = text[last.start : last.start + 1]
    return opened if opened in _OPENED else ""
