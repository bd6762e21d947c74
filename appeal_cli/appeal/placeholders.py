"""Placeholders in the text of an appeal: `{{ deputy.name }}`, `{% if … %}`, `when:`.

They are a small part of Jinja: reading fields, comparing, `if`, and a few filters.
Everything else is refused when it is parsed, so that no placeholder takes much longer
to fill than to write. What a placeholder stands for is data: it is never read as Jinja
again, nor as inline markup, and one that stands for nothing is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from jinja2 import (
    Template,
    TemplateError,
)

from appeal_cli.appeal.placeholder_syntax import first_placeholder, parsed_condition, parsed_text
from appeal_cli.appeal.placeholder_values import MARKUP, PLAIN, PlaceholderError, escaped, plain


def fill(text: str, values: Mapping[str, Any], *, markup: bool = False) -> str:
    """The text with its placeholders filled in.

    With `markup`, the text is inline markup and the values are escaped, so that they
    print as they are. Raises PlaceholderError.
    """
    if "{" not in text:
        return text
    try:
        if parts := _fields_alone(text):
            return _joined(parts, values, escaped if markup else plain)
        template = _template(text, markup)
        # Template.render would rewrite the traceback of a form that can't be filled, which takes
        # ten times as long as filling one. With `shared` there are no globals to add.
        return "".join(template.root_render_func(template.new_context(dict(values), shared=True)))
    except (TemplateError, TypeError, ValueError, LookupError) as error:
        message = f"this can't be computed: {error}"
        raise PlaceholderError(message, first_placeholder(text)) from None


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
    environment = MARKUP if markup else PLAIN
    return environment.from_string(parsed_text(text))


@lru_cache(maxsize=2_000)
def _condition(text: str) -> Callable[..., Any]:
    parsed_condition(text)
    return PLAIN.compile_expression(text, undefined_to_none=False)
