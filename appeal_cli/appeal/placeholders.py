"""Placeholders in the text of an appeal: `{{ deputy.name }}`, `{% if … %}`, `when:`.

They are a small part of Jinja: reading fields, comparing, `if`, and a few filters.
Everything else is refused when it is parsed, so that no placeholder takes much longer
to fill than to write. What a placeholder stands for is data: it is never read as Jinja
again, nor as inline markup, and one that stands for nothing is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from jinja2 import (
    Template,
    TemplateError,
)

from appeal_cli.appeal.placeholder_syntax import first_placeholder, parsed_condition, parsed_text
from appeal_cli.appeal.placeholder_values import (
    LANGUAGE_FILTERS,
    MARKUP,
    PLAIN,
    NothingThere,
    PlaceholderError,
    escaped,
    filtered,
    plain,
)
from appeal_cli.files.unfilled import Text, as_written

Values = Mapping[str, Any]
"""What placeholders stand for, by the names that they begin with."""

Compiled = dict[tuple[str, str], Callable[[Values], Any]]
"""What texts were compiled to, by the way in which they are read. Whoever fills the same
ones for many letters holds one."""


def fill(
    text: Text, values: Values, *, markup: bool = False, compiled: Compiled | None = None
) -> str:
    """The text with its placeholders filled in: the one way to print a text.

    With `markup`, the text is inline markup and the values are escaped, so that they
    print as they are. Raises PlaceholderError.
    """
    if not text.has_placeholders:
        return as_written(text)
    written, compiled = as_written(text), {} if compiled is None else compiled
    key = (written, "markup" if markup else "plain")
    try:
        make = compiled.get(key)
        if make is None:
            make = compiled[key] = _compiled(written, markup)
        return str(make(values))
    except (TemplateError, TypeError, ValueError, LookupError) as error:
        message = f"this can't be computed: {error}"
        raise PlaceholderError(message, first_placeholder(written)) from None


def fill_if_any(text: Text, values: Values, compiled: Compiled) -> str | None:
    """The text filled in as by `fill`; None where a placeholder stands for nothing."""
    try:
        make = compiled.get((as_written(text), "plain"))
        if isinstance(make, _OfFields):
            return make.if_any(values)
        return fill(text, values, compiled=compiled)
    except NothingThere:
        return None


def holds(condition: Text, values: Values, compiled: Compiled | None = None) -> bool:
    """Whether a `when:` condition is true. Raises PlaceholderError."""
    written, compiled = as_written(condition), {} if compiled is None else compiled
    key = (written, "condition")
    try:
        if key not in compiled:
            compiled[key] = _condition(written)
        return bool(compiled[key](values))
    except (TemplateError, TypeError, ValueError, LookupError) as error:
        raise PlaceholderError(f"this can't be computed: {error}") from None


_FIELD = re.compile(
    rf"\{{\{{ *deputy\.([a-z][a-z0-9_]*) *(?:\| *({'|'.join(LANGUAGE_FILTERS)}) *)?\}}\}}"
)


def _compiled(text: str, markup: bool) -> Callable[[Values], str]:
    """What fills the text in. Where each placeholder is just a field of the deputy, or that in a
    case, as most are, it needs no Jinja."""
    parts = _FIELD.split(text)
    if any("{" in part or "\r" in part for part in parts[::3]):
        return partial(_rendered, (MARKUP if markup else PLAIN).from_string(parsed_text(text)))
    return _OfFields(
        parts[0], tuple(zip(parts[1::3], parts[2::3], parts[3::3], strict=True)), markup
    )


class _OfFields:
    """A text with fields of the deputy in it: how it begins, and each field with its filter,
    where it has one, and the text after it."""

    def __init__(
        self, begin: str, fields: Sequence[tuple[str, str | None, str]], markup: bool
    ) -> None:
        self._begin, self._fields = begin, fields
        self._print = escaped if markup else plain
        self._is_plain = not markup

    def __call__(self, values: Values) -> str:
        made = self.if_any(values)
        if made is None:
            deputy = values["deputy"]
            made = "".join(self._print(deputy[field]) for field, _, _ in self._fields)  # raises
        return made

    def if_any(self, values: Values) -> str | None:
        """The text filled in; None where a field is blank. Raises PlaceholderError."""
        deputy, made = values["deputy"], self._begin
        for field, filter, after in self._fields:
            value = deputy[field]
            if not value:
                return None
            if filter:
                value = filtered(filter, value, values.get("filters", {}))
            is_printed = self._is_plain and type(value) is str
            made += (value if is_printed else self._print(value)) + after
        return made


def _rendered(template: Template, values: Values) -> str:
    # Template.render would rewrite the traceback of a form that can't be filled, which takes
    # ten times as long as filling one. With `shared` there are no globals to add.
    return "".join(template.root_render_func(template.new_context(dict(values), shared=True)))


def _condition(text: str) -> Callable[[Values], Any]:
    parsed_condition(text)
    return PLAIN.compile_expression(text, undefined_to_none=False)
