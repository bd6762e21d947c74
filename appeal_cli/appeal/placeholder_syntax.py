"""How placeholders are written: what is allowed in them, and which fields they read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jinja2 import (
    TemplateSyntaxError,
    nodes,
)

from appeal_cli.appeal.placeholder_values import JINJA_TESTS, PLAIN, PlaceholderError, unknown
from appeal_cli.files.characters import first_forbidden, forbidden
from appeal_cli.problems import shortened

ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If,
    nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.List, nodes.Tuple,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Concat,
    nodes.Filter, nodes.Test, nodes.Keyword,
)  # fmt: skip
"""The parts of Jinja that a letter needs: no loops, calls, assignments or arithmetic."""


MAX_NODES = 1_000


MAX_DEPTH = 30


MAX_LENGTH = 1_000


MAX_LENGTHS = 100_000
"""The most parts in the placeholders of one text, how deep they may be nested, and the
most characters in one placeholder and in those of a whole appeal."""


LANGUAGE_NAMES = ("deputy", "date", "everyone", "language")
"""What placeholders in the lines of a language may begin with."""


NAMES = (*LANGUAGE_NAMES, "number", "first")
"""What placeholders of an appeal may begin with."""


def writing_errors(
    text: str, *, condition: bool = False, known: Sequence[str] = NAMES
) -> tuple[PlaceholderError, ...]:
    """What is wrong with the way a text or a `when:` condition is written, in which the
    names that are known may stand. Where none is known, there can be no placeholder."""
    if "{" not in text and not condition:
        return ()
    if not known and (first := first_placeholder(text)):
        return (PlaceholderError("no placeholder can stand here", first),)
    try:
        tree = parsed_condition(text) if condition else parsed_text(text)
    except PlaceholderError as error:
        return (error,)
    names = dict.fromkeys(node.name for node in tree.find_all(nodes.Name))
    return tuple(unknown(name) for name in names if name not in known)


def names_read(text: str, *, condition: bool = False) -> frozenset[str]:
    """The names that placeholders in a text or a `when:` condition begin with; none where it is
    written wrong."""
    try:
        tree = parsed_condition(text) if condition else parsed_text(text)
    except PlaceholderError:
        return frozenset()
    return frozenset(node.name for node in tree.find_all(nodes.Name))


def is_asked_for(name: str, text: str, condition: bool = False) -> bool:
    """Whether a `when:` condition, or an `if` in a text, asks for what has that name."""
    if condition:
        return name in names_read(text, condition=True)
    try:
        tree = parsed_text(text)
    except PlaceholderError:
        return False
    tests: list[nodes.Node] = [each.test for each in tree.find_all(nodes.If)]
    tests += [each.test for each in tree.find_all(nodes.CondExpr)]
    return any(name == each.name for test in tests for each in _named(test))


def _named(node: nodes.Node) -> Iterator[nodes.Name]:
    """The names in the node, itself included."""
    if isinstance(node, nodes.Name):
        yield node
    yield from node.find_all(nodes.Name)


class FieldsRead(NamedTuple):
    """The fields of a deputy in a text: those that it needs, in their order, and those that it
    asks for with `default` or `is defined`, and can do without."""

    needed: tuple[str, ...] = ()
    asked_for: frozenset[str] = frozenset()


def fields_read(text: str, *, condition: bool = False) -> FieldsRead:
    """The fields that stand in a text or a `when:` condition; none where it is written wrong."""
    if "deputy" not in text:
        return FieldsRead()
    try:
        tree = parsed_condition(text) if condition else parsed_text(text)
    except PlaceholderError:
        return FieldsRead()
    asking = (
        each.node
        for each in tree.find_all((nodes.Filter, nodes.Test))
        if each.name in ("default", "defined", "undefined")
    )
    asked_for = frozenset(filter(None, map(_field, asking)))
    needed = dict.fromkeys(map(_field, tree.find_all((nodes.Getattr, nodes.Getitem))))
    return FieldsRead(tuple(field for field in needed if field), asked_for)


def is_for_all(text: str, *, condition: bool = False) -> bool:
    """Whether a text or a `when:` condition says the same to all deputies: it asks at most
    whether the letter is to one, and declines nothing."""
    try:
        tree = parsed_condition(text) if condition else parsed_text(text)
    except PlaceholderError:
        return False
    tests: list[nodes.Node] = [each.test for each in tree.find_all(nodes.CondExpr)]
    tests += [each.test for each in tree.find_all(nodes.If)]
    tests += tree.find_all(nodes.Output) if condition else ()
    asked = {id(name) for test in tests for name in _asked(test) if name.name == "deputy"}
    same = (id(name) in asked or name.name in _SAME for name in tree.find_all(nodes.Name))
    return all(same) and not any(tree.find_all(nodes.Filter))


_SAME = ("date", "language")
"""What stands for the same in all letters; `everyone` may be called by the reader's row."""


def _asked(test: nodes.Node) -> Iterator[nodes.Name]:
    """The names of which a test asks only whether they stand for something."""
    if isinstance(test, nodes.Name):
        yield test
    elif isinstance(test, (nodes.Output, nodes.Not, nodes.And, nodes.Or)):
        for part in test.iter_child_nodes():
            yield from _asked(part)


def _field(node: nodes.Node | None) -> str:
    """The deputy's field that the node reads, or nothing."""
    if isinstance(node, (nodes.Getattr, nodes.Getitem)) and (
        isinstance(node.node, nodes.Name) and node.node.name == "deputy"
    ):
        return node.attr if isinstance(node, nodes.Getattr) else str(node.arg.as_const())
    return ""


def length_of_placeholders(text: str) -> int:
    """How many characters of the text stand in placeholders."""
    return sum(len(found[0]) for found in _PLACEHOLDER.finditer(text))


def with_words_for_placeholders(text: str) -> str:
    """The text with a word in the place of each placeholder, and without its statements."""
    return _PLACEHOLDER.sub(lambda found: "x" if found[0].startswith("{{") else "", text)


def parsed_condition(text: str) -> nodes.Template:
    """The parts of a `when:` condition. Raises PlaceholderError."""
    if re.search(r"\{[{%]|[}%]\}", text):
        raise PlaceholderError("a condition has no braces", first_placeholder(text))
    try:
        return parsed_text(f"{{{{ {text} }}}}")
    except PlaceholderError as error:
        raise PlaceholderError(error.message) from None


def parsed_text(text: str) -> nodes.Template:
    """The text as Jinja's tree. Raises PlaceholderError for what a letter does not need."""
    for count, found in enumerate(_PLACEHOLDER.finditer(text), 1):
        if len(found[0]) > MAX_LENGTH or count > MAX_NODES:
            raise PlaceholderError(
                "this is too long or too complex for placeholders", found[0][:40]
            )
    try:
        tree = PLAIN.parse(text)
    except TemplateSyntaxError as error:
        snippet = first_placeholder(text, error.lineno)
        raise PlaceholderError(f"not a placeholder: {error.message}", snippet) from None
    except (RecursionError, ValueError) as error:
        # ValueError: a number of more digits than Python reads.
        reason = "nested too deep" if isinstance(error, RecursionError) else str(error)
        raise PlaceholderError(f"not a placeholder: {reason}", first_placeholder(text)) from None
    for count, (node, depth) in enumerate(_walk(tree)):
        if count > MAX_NODES or depth > MAX_DEPTH:
            raise PlaceholderError(
                "this is too long or too complex for placeholders", first_placeholder(text)
            )
        if reason := _refusal(node):
            raise PlaceholderError(reason, first_placeholder(text, node.lineno))
    return tree


def _walk(tree: nodes.Node) -> Iterator[tuple[nodes.Node, int]]:
    """Each node in the order of the text, and how deep it stands."""
    waiting = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting += [(child, depth + 1) for child in node.iter_child_nodes()][::-1]


def _refusal(node: nodes.Node) -> str:
    """Why the node can't stand in a letter, or nothing where it can."""
    if isinstance(node, nodes.Stmt) and not isinstance(node, ALLOWED):
        return "`{% if %}` is the only statement that a letter takes"
    if not isinstance(node, ALLOWED):
        return "a placeholder reads fields and compares them; it can't call or compute anything"
    if isinstance(node, (nodes.Getattr, nodes.Getitem)) and not isinstance(node.node, nodes.Name):
        return "a field has no fields of its own"
    if isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Const):
        return 'a field is named in the text, such as `deputy["name_ru"]`'
    if isinstance(node, nodes.CondExpr) and node.expr2 is None:
        return "an `if` inside a placeholder needs an `else`"
    if isinstance(node, nodes.Filter) and node.name not in PLAIN.filters:
        known = ", ".join(PLAIN.filters)
        return f"there is no filter `{shortened(node.name)}`; the filters are {known}"
    if isinstance(node, nodes.Test) and node.name not in JINJA_TESTS:
        return f"there is no test `{shortened(node.name)}`; the tests are {', '.join(JINJA_TESTS)}"
    if isinstance(node, nodes.Const):
        return _refusal_of_constant(node.value)
    return ""


def _refusal_of_constant(value: object) -> str:
    if isinstance(value, str):
        bad = first_forbidden(value)
        return forbidden(bad).message if bad else ""
    is_small = value is None or (isinstance(value, int) and value < 1_000_000)
    return "" if is_small else "put the number in quotes"


_PLACEHOLDER = re.compile(r"\{\{.*?(?:\}\}|\Z)|\{%.*?(?:%\}|\Z)", re.DOTALL)


def first_placeholder(text: str, line: int | None = 1) -> str:
    """The first placeholder in the text that begins in that line or after it."""
    start = 0
    for _ in range((line or 1) - 1):
        start = text.find("\n", start) + 1
    found = re.compile(r"\{[{%#][^{}%#]*").search(text, start)
    return found[0].rstrip() if found else ""
