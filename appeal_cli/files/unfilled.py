"""Text as it stands in a file, before its placeholders are filled in.

It is no `str`, so that no letter can print `{{ date }}` by accident: `placeholders.fill` makes
a `str` of it, and `as_written` shows it to people, in messages and lists.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from appeal_cli.files.characters import is_blank

TEXT = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
"""What editors take for text: `NO`, `12` and `2013` too, which this tool reads as they stand."""


class Text:
    """Text that is not filled in: two are equal that are written alike.

    `has_placeholders` says whether something in it may have to be filled in, or be wrong.
    """

    __slots__ = ("_written", "has_placeholders")

    def __init__(self, written: str) -> None:
        self._written = written
        self.has_placeholders = "{" in written

    def mentions(self, words: str) -> bool:
        """Whether the words stand in it, as it is written."""
        return words in self._written

    def is_only(self, name: str) -> bool:
        """Whether it is nothing but placeholders that begin with that name."""
        placeholder = rf"\{{\{{\s*{re.escape(name)}\b[^{{}}]*\}}\}}"
        return re.fullmatch(rf"\s*({placeholder}\s*)+", self._written) is not None

    def paragraphs(self) -> tuple[Text, ...]:
        """It, cut where a line is blank."""
        return tuple(map(Text, re.split(r"\n[ \t]*\n\s*", self._written.strip())))

    def with_lines(self) -> Text:
        """It, as inline markup in which each line end begins a new line."""
        return Text(re.sub(r"\\?[ \t]*\n\s*", r"\\\n", self._written.strip()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self._written == other._written

    def __hash__(self) -> int:
        return hash(self._written)

    def __repr__(self) -> str:
        return f"Text({self._written!r})"

    def __reduce__(self) -> tuple[type[Text], tuple[str]]:
        return Text, (self._written,)

    def _refuse(self, *args: object) -> NoReturn:
        raise TypeError(f"{self!r} is not filled in: use `fill`, or `as_written` to show it")

    __str__ = __format__ = __html__ = __add__ = __radd__ = __mod__ = _refuse
    __iter__ = __len__ = __contains__ = __getitem__ = _refuse

    def __bool__(self) -> bool:
        return True

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Reads it from a `str` that is not blank, and writes it as that."""
        read = core_schema.no_info_after_validator_function(
            lambda written: Text(full(written)), core_schema.str_schema()
        )
        return core_schema.no_info_before_validator_function(
            lambda value: as_written(value) if isinstance(value, Text) else value,
            read,
            serialization=core_schema.plain_serializer_function_ser_schema(as_written),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(TEXT)


def as_written(text: Text) -> str:
    """The text with its placeholders as they stand in the file, for people to see."""
    return text._written


def full(value: str) -> str:
    """The value. Raises what pydantic reports where it prints nothing."""
    if is_blank(value):
        raise PydanticCustomError("blank", "is blank")
    return value
