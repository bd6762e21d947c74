"""Placeholders in the text of an appeal: `{{ deputy.name }}`, `{% if … %}`, `when:`.

They are a small part of Jinja: reading fields, comparing, `if`, and a few filters.
Everything else is refused when it is parsed, so that no placeholder takes much longer
to fill than to write. What a placeholder stands for is data: it is never read as Jinja
again, nor as inline markup, and one that stands for nothing is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, NoReturn

from jinja2 import (
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    Undefined,
    nodes,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from appeal_cli.characters import first_forbidden, forbidden
from appeal_cli.errors import shortened
from appeal_cli.markup import escape

LANGUAGE_FILTERS = ("initials", "dative", "quoted")
"""Filters that each language gives its own meaning; see naming.py."""

JINJA_FILTERS = (
    "capitalize",
    "default",
    "first",
    "last",
    "length",
    "lower",
    "title",
    "trim",
    "upper",
)
"""Those of Jinja's own filters whose time and size are bounded."""

JINJA_TESTS = ("defined", "undefined", "in")

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

NAMES = ("deputy", "date", "everyone", "language")
"""What placeholders may begin with."""


class PlaceholderError(Exception):
    """A placeholder that can't be filled: why, the words it stands in, and the name it lacks."""

    def __init__(self, message: str, snippet: str = "", missing: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.snippet = snippet
        self.missing = missing


class NothingThere(PlaceholderError):
    """A placeholder that stands for nothing: its field is blank, or there is none."""


def unknown(name: str) -> PlaceholderError:
    """What is wrong with a placeholder that has a name which nothing has."""
    return NothingThere(f"`{shortened(name)}` is not known", snippet=name, missing=name)


class Missing(StrictUndefined):
    """A name that nothing has: any use of it is an error."""

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise unknown(str(self._undefined_name))

    __iter__ = __str__ = __len__ = __bool__ = __eq__ = __ne__ = _fail_with_undefined_error
    __hash__ = __contains__ = __add__ = __radd__ = __call__ = _fail_with_undefined_error
    __getitem__ = __lt__ = __le__ = __gt__ = __ge__ = _fail_with_undefined_error

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        self._fail_with_undefined_error()


class Blank(Undefined):
    """A field that is known and blank: false in a condition, an error in a sentence."""

    def __str__(self) -> str:
        name = str(self._undefined_name)
        raise NothingThere(f"`{name}` is blank", snippet=name)


class OpenLetter(Blank):
    """The deputy of a letter that is for everyone: all fields are blank."""

    def __str__(self) -> str:
        name = str(self._undefined_name)
        raise PlaceholderError(f"`{name}` stands in the open letter, which has no deputy", name)

    def __getitem__(self, field: object) -> OpenLetter:  # type: ignore[override]
        return OpenLetter(name=f"{self._undefined_name}.{field}")

    def __getattr__(self, field: str) -> OpenLetter:
        if field.startswith("_"):
            raise AttributeError(field)
        return self[field]


class Fields:
    """The fields of something, as a placeholder reads them: `deputy.group`."""

    __slots__ = ("_fields", "_name")

    def __init__(self, name: str, fields: Mapping[str, str]) -> None:
        self._name = name
        self._fields = fields

    def __getitem__(self, field: str) -> Any:
        name = f"{self._name}.{field}"
        if field not in self._fields:
            return Missing(name=name)
        return self._fields[field] or Blank(name=name)

    def _needs_a_field(self, *args: object) -> NoReturn:
        message = f"`{self._name}` needs a field, such as `{self._name}.name`"
        raise PlaceholderError(message, snippet=self._name)

    __str__ = __iter__ = __contains__ = _needs_a_field


def _language_filter(name: str) -> Callable[..., object]:
    @pass_context
    def apply(context: Context, value: object) -> object:
        if isinstance(value, Undefined):
            return value
        known = context.get("filters", {})
        if name not in known:
            raise PlaceholderError(f"`{name}` can't be worked out here", snippet=name)
        return known[name](value)

    return apply


def _plain(value: object) -> str:
    """What a placeholder prints."""
    if isinstance(value, (str, Fields, Undefined)) or type(value) is int:
        return str(value)
    raise PlaceholderError(f"this stands for `{value}`, which is not text")


def _escaped(value: object) -> str:
    """What a placeholder prints in inline markup."""
    return escape(_plain(value))


def _environment(finalize: Callable[[object], str]) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=Missing, finalize=finalize, keep_trailing_newline=True
    )
    environment.globals.clear()
    filters = {name: environment.filters[name] for name in JINJA_FILTERS}
    environment.filters = filters | {name: _language_filter(name) for name in LANGUAGE_FILTERS}
    environment.tests = {name: environment.tests[name] for name in JINJA_TESTS}
    return environment


_PLAIN = _environment(_plain)
_MARKUP = _environment(_escaped)


def fill(text: str, values: Mapping[str, Any], *, markup: bool = False) -> str:
    """The text with its placeholders filled in.

    With `markup`, the text is inline markup and the values are escaped, so that they
    print as they are. Raises PlaceholderError.
    """
    if "{" not in text:
        return text
    try:
        if parts := _fields_alone(text):
            return _joined(parts, values, _escaped if markup else _plain)
        template = _template(text, markup)
        # Template.render would rewrite the traceback of a form that can't be filled, which takes
        # ten times as long as filling one. With `shared` there are no globals to add.
        return "".join(template.root_render_func(template.new_context(dict(values), shared=True)))
    except (TemplateError, TypeError, ValueError, LookupError) as error:
        message = f"this can't be computed: {error}"
        raise PlaceholderError(message, _first_placeholder(text)) from None


_FIELD = re.compile(r"\{\{ *deputy\.([a-z][a-z0-9_]*) *\}\}")


@lru_cache(maxsize=2_000)
def _fields_alone(text: str) -> tuple[str, ...]:
    """The text cut at its placeholders, between which stand the names of their fields, where
    each is just a field of the deputy; else nothing. Most are, and need no Jinja."""
    parts = _FIELD.split(text)
    is_more = any("{" in part or "\r" in part for part in parts[::2])
    return () if is_more else tuple(parts)


def _joined(parts: Sequence[str], values: Mapping[str, Any], print: Callable[[object], str]) -> str:
    deputy = values["deputy"]
    filled = list(parts)
    filled[1::2] = [print(deputy[field]) for field in parts[1::2]]
    return "".join(filled)


def holds(condition: str, values: Mapping[str, Any]) -> bool:
    """Whether a `when:` condition is true. Raises PlaceholderError."""
    try:
        return bool(_condition(condition)(**values))
    except (TemplateError, TypeError, ValueError, LookupError) as error:
        raise PlaceholderError(f"this can't be computed: {error}") from None


@lru_cache(maxsize=20_000)
def _template(text: str, markup: bool) -> Template:
    environment = _MARKUP if markup else _PLAIN
    return environment.from_string(_parsed(text))


@lru_cache(maxsize=2_000)
def _condition(text: str) -> Callable[..., Any]:
    _parsed_condition(text)
    return _PLAIN.compile_expression(text, undefined_to_none=False)


@lru_cache(maxsize=2_000)
def writing_errors(
    text: str, *, condition: bool = False, known: Sequence[str] = NAMES
) -> tuple[PlaceholderError, ...]:
    """What is wrong with the way a text or a `when:` condition is written, in which the
    names that are known may stand. Where none is known, there can be no placeholder."""
    if "{" not in text and not condition:
        return ()
    if not known and (first := _first_placeholder(text)):
        return (PlaceholderError("no placeholder can stand here", first),)
    try:
        tree = _parsed_condition(text) if condition else _parsed(text)
    except PlaceholderError as error:
        return (error,)
    names = dict.fromkeys(node.name for node in tree.find_all(nodes.Name))
    return tuple(unknown(name) for name in names if name not in known)


class FieldsRead(NamedTuple):
    """The fields of a deputy in a text: those that it needs, in their order, and those that it
    asks for with `default` or `is defined`, and can do without."""

    needed: tuple[str, ...] = ()
    asked_for: frozenset[str] = frozenset()


@lru_cache(maxsize=2_000)
def fields_read(text: str, *, condition: bool = False) -> FieldsRead:
    """The fields that stand in a text or a `when:` condition; none where it is written wrong."""
    if "deputy" not in text:
        return FieldsRead()
    try:
        tree = _parsed_condition(text) if condition else _parsed(text)
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


def _parsed_condition(text: str) -> nodes.Template:
    if re.search(r"\{[{%]|[}%]\}", text):
        raise PlaceholderError("a condition has no braces", _first_placeholder(text))
    try:
        return _parsed(f"{{{{ {text} }}}}")
    except PlaceholderError as error:
        raise PlaceholderError(error.message) from None


def _parsed(text: str) -> nodes.Template:
    """The text as Jinja's tree. Raises PlaceholderError for what a letter does not need."""
    for count, found in enumerate(_PLACEHOLDER.finditer(text), 1):
        if len(found[0]) > MAX_LENGTH or count > MAX_NODES:
            raise PlaceholderError(
                "this is too long or too complex for placeholders", found[0][:40]
            )
    try:
        tree = _PLAIN.parse(text)
    except TemplateSyntaxError as error:
        snippet = _first_placeholder(text, error.lineno)
        raise PlaceholderError(f"not a placeholder: {error.message}", snippet) from None
    except (RecursionError, ValueError) as error:
        # ValueError: a number of more digits than Python reads.
        reason = "nested too deep" if isinstance(error, RecursionError) else str(error)
        raise PlaceholderError(f"not a placeholder: {reason}", _first_placeholder(text)) from None
    for count, (node, depth) in enumerate(_walk(tree)):
        if count > MAX_NODES or depth > MAX_DEPTH:
            raise PlaceholderError(
                "this is too long or too complex for placeholders", _first_placeholder(text)
            )
        if reason := _refusal(node):
            raise PlaceholderError(reason, _first_placeholder(text, node.lineno))
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
    if isinstance(node, nodes.Filter) and node.name not in _PLAIN.filters:
        known = ", ".join(_PLAIN.filters)
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


def _first_placeholder(text: str, line: int | None = 1) -> str:
    """The first placeholder in the text that begins in that line or after it."""
    start = 0
    for _ in range((line or 1) - 1):
        start = text.find("\n", start) + 1
    found = re.compile(r"\{[{%#][^{}%#]*").search(text, start)
    return found[0].rstrip() if found else ""
