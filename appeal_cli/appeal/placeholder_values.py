"""What placeholders stand for: fields, blanks, and the filters that they may use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from jinja2 import (
    StrictUndefined,
    Undefined,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from appeal_cli.appeal.markup import escape
from appeal_cli.problems import shortened

CASES = (
    *("genitive", "dative", "accusative", "instrumental", "prepositional"),
    *("locative", "ablative", "vocative"),
)
"""The cases that names are put in; a language has some of them."""

LANGUAGE_FILTERS = ("initials", *CASES, "quoted")
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


class PlaceholderError(Exception):
    """A placeholder that can't be filled: why, the words it stands in, the name it lacks, and
    what to do."""

    def __init__(self, message: str, snippet: str = "", missing: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.snippet = snippet
        self.missing = missing
        self.hint = hint


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
        value = self._fields.get(field)
        if value:
            return value
        name = f"{self._name}.{field}"
        return Missing(name=name) if value is None else Blank(name=name)

    def _needs_a_field(self, *args: object) -> NoReturn:
        field = "name" if "name" in self._fields else next(iter(self._fields))
        message = f"`{self._name}` needs a field, such as `{self._name}.{field}`"
        raise PlaceholderError(message, snippet=self._name)

    __str__ = __iter__ = __contains__ = _needs_a_field


Filters = Mapping[str, Callable[[object], str]]
"""The filters of a language that can be worked out of somebody, by name."""


def filtered(name: str, value: object, filters: Filters) -> object:
    """The value as the language's filter of that name makes it; what stands for nothing stays
    that. Raises PlaceholderError."""
    if isinstance(value, Undefined):
        return value
    apply = filters.get(name)
    if apply is None:
        raise PlaceholderError(f"`{name}` can't be worked out here", snippet=name)
    return apply(value)


def _language_filter(name: str) -> Callable[..., object]:
    @pass_context
    def apply(context: Context, value: object) -> object:
        return filtered(name, value, context.get("filters", {}))

    return apply


def plain(value: object) -> str:
    """What a placeholder prints."""
    if isinstance(value, (str, Fields, Undefined)) or type(value) is int:
        return str(value)
    raise PlaceholderError(f"this stands for `{value}`, which is not text")


def escaped(value: object) -> str:
    """What a placeholder prints in inline markup."""
    return escape(plain(value))


def _environment(finalize: Callable[[object], str]) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=Missing, finalize=finalize, keep_trailing_newline=True
    )
    environment.globals.clear()
    filters = {name: environment.filters[name] for name in JINJA_FILTERS}
    environment.filters = filters | {name: _language_filter(name) for name in LANGUAGE_FILTERS}
    environment.tests = {name: environment.tests[name] for name in JINJA_TESTS}
    return environment


PLAIN = _environment(plain)


MARKUP = _environment(escaped)
