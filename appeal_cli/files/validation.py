"""What YAML files may hold: the types that their models share, and checking them."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Self, TypeVar, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import ErrorDetails, PydanticCustomError, core_schema

from appeal_cli.files.characters import is_blank
from appeal_cli.files.unfilled import TEXT, Text, as_written, full
from appeal_cli.files.yaml_source import YamlPath, YamlSource, YamlValue
from appeal_cli.problems import Kind, Problem, did_you_mean, first_of, raise_for, shortened


def _iso_date(value: object) -> date:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("date", "must be a date such as 2013-10-17")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date", "no calendar has the day {day}", {"day": value}) from None


def _language_tag(value: str) -> str:
    # The subtags that letters use: language, script and region of BCP 47.
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", value):
        raise PydanticCustomError("tag", "must be a language code such as kk, ru or en-GB")
    return value


def _web_address(value: Text) -> Text:
    if not re.fullmatch(r"https?://[^\s/]\S*", as_written(value)):
        raise PydanticCustomError("url", "must start with https:// or http://")
    return value


@dataclass(frozen=True)
class plain_text_as:
    """A plain text stands for a mapping with that one key."""

    key: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self._mapping, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [TEXT, handler(schema)]}

    def _mapping(self, value: object) -> object:
        return {self.key: value} if isinstance(value, str) else value


@dataclass(frozen=True)
class blank_is_nothing:
    """A blank text, which must be written, stands for None."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self._nothing, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "pattern": r"^\s*$"}, handler(schema)]}

    def _nothing(self, value: object) -> object:
        return None if isinstance(value, str) and is_blank(value) else value


_DATE = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_TAG = {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"}
_WEB_ADDRESS = {"type": "string", "pattern": r"^https?://[^\s/]\S*$"}

Date = Annotated[date, BeforeValidator(_iso_date), WithJsonSchema(_DATE)]
LanguageTag = Annotated[str, AfterValidator(_language_tag), WithJsonSchema(_TAG)]
WebAddress = Annotated[Text, AfterValidator(_web_address), WithJsonSchema(_WEB_ADDRESS)]
Words = Annotated[str, AfterValidator(full), WithJsonSchema(TEXT)]
"""Text in which no placeholder stands, so that nothing has to be filled in."""


class Part(BaseModel):
    """A part of the appeal: frozen, and every key that it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, defer_build=True)

    @classmethod
    def usual(cls) -> Self:
        """The part of which a file says nothing. It is not checked: that would be prepared when
        its module is imported."""
        return cast(Self, cls.model_construct())


def texts_in(value: object, path: YamlPath = ()) -> Iterator[tuple[YamlPath, Text]]:
    """Each text of a part that may have to be filled in, with its path."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from texts_in(inner, (*path, index))
    elif isinstance(value, Part):
        for key in type(value).model_fields:
            yield from texts_in(getattr(value, key), (*path, key))


Model = TypeVar("Model", bound=Part)


def validate(model: type[Model], source: YamlSource, problems: Sequence[Problem] = ()) -> Model:
    """The document as the model.

    Raises AppealError with every place that does not fit, with the problems of the
    text, and with those that were found before.
    """
    problems = [*source.problems, *problems]
    if not isinstance(source.data, dict):
        keys = ", ".join(f"`{key}:`" for key in list(model.model_fields)[:4])
        hint = f"it has keys such as {keys}"
        problems.append(source.problem((), "this is not a mapping of keys", hint=hint))
        raise_for(problems)
    problems += first_of(_blanks(source, (), source.data))
    try:
        value = model.model_validate(source.data)
    except ValidationError as error:
        found = [details for details in error.errors() if not _is_told_already(details)]
        found.sort(key=lambda details: source.span(details["loc"]).start)
        raise_for([*problems, *first_of(_problem(model, source, details) for details in found)])
        raise
    raise_for(problems)
    return value


def _is_told_already(details: ErrorDetails) -> bool:
    """Whether the error follows from others: a blank, or a list that is short only because
    pydantic counts none of its entries that are wrong."""
    value, least = details["input"], details.get("ctx", {}).get("min_length", 0)
    is_full = isinstance(value, list) and len(value) >= least
    return value is None or (details["type"] == "too_short" and is_full)


def _blanks(source: YamlSource, path: YamlPath, value: YamlValue) -> Iterator[Problem]:
    """A problem for each key and each entry of a list that has no value."""
    if value is None:
        key = _key(path)
        hint = f"give it a value, or delete {'the key' if path[-1] == key else 'the entry'}"
        blank = f"`{key}` is blank" if path[-1] == key else f"an entry of `{key}` is blank"
        yield source.problem(path, blank, at_key=True, hint=hint, kind=Kind.BLANK)
    elif isinstance(value, dict):
        for step, inner in value.items():
            yield from _blanks(source, (*path, step), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _blanks(source, (*path, index), inner)


def _key(path: YamlPath) -> str:
    """The last key in the path."""
    return shortened(next((step for step in reversed(path) if isinstance(step, str)), ""))


# The words for what pydantic expected, by the type of its error.
_EXPECTED = {
    "string_type": "text",
    "tuple_type": "a list",
    "list_type": "a list",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "float_type": "a number",
    "float_parsing": "a number",
}


def _problem(model: type[Part], source: YamlSource, details: ErrorDetails) -> Problem:
    path: YamlPath = tuple(details["loc"])
    key = _key(path)
    kind, value = details["type"], details["input"]
    if kind == "extra_forbidden":
        hint = did_you_mean(key, _known_keys(model, path[:-1]))
        if not hint and " " in key:
            hint = "put text that holds `: ` in quotes"
        message = f"unknown key `{key}`"
        return source.problem(path, message, at_key=True, hint=hint, kind=Kind.UNKNOWN_KEY)
    if (kind == "missing" and isinstance(path[-1], int)) or (kind == "too_short" and value):
        return source.problem(path, f"`{key}` has too few entries", kind=Kind.WRONG_VALUE)
    if kind == "missing":
        return source.problem(path[:-1], f"`{key}` is missing", kind=Kind.MISSING_KEY)
    if kind == "too_short":
        return source.problem(path, f"`{key}` is empty", at_key=True, kind=Kind.BLANK)
    if kind == "blank":
        return source.problem(path, f"`{key}` is blank", kind=Kind.BLANK)
    if kind in _EXPECTED:
        message = f"`{key}` must be {_EXPECTED[kind]}, not {_kind_of(value)}"
        return source.problem(path, message, kind=Kind.WRONG_TYPE, hint=_type_hint(kind, value))
    message = details["msg"] if kind == "kind" else f"`{key}`: {details['msg']}"
    return source.problem(path, message, kind=Kind.WRONG_VALUE)


def _kind_of(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else "text"


def _type_hint(kind: str, value: object) -> str:
    if kind == "string_type" and isinstance(value, dict):
        return "put text that holds `: ` in quotes"
    return "start each entry with `- `" if _EXPECTED[kind] == "a list" else ""


def _known_keys(model: type[Part], path: YamlPath) -> list[str]:
    """The keys that the schema knows at the path."""
    kind: Any = model
    for step in path:
        part = _part_in(kind)
        if isinstance(step, str) and part and step in part.model_fields:
            kind = part.model_fields[step].annotation
    part = _part_in(kind)
    return list(part.model_fields) if part else []


def _part_in(annotation: Any) -> type[Part] | None:
    """The part in an annotation, however deep in tuples and options."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        annotation.model_rebuild()  # a part that can stand in itself names itself in a text
        return annotation
    found = (_part_in(inner) for inner in typing.get_args(annotation))
    return next((part for part in found if part), None)
