"""JSON text as plain data that knows the place of every list and object.

Python's own reader keeps the last of two equal keys, takes NaN for a number, fails on deep nesting,
and does not keep the places of things.
"""

from __future__ import annotations

import re
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # left out of the stubs
from typing import TypeAlias

from appeal_cli.files.text import decode, problem_at
from appeal_cli.problems import MOST_PROBLEMS, AppealError, Kind, Problem

MAX_BYTES = 20_000_000
MAX_DEPTH = 40
MAX_NODES = 600_000


class Number(str):
    """A number exactly as it was written: its digits are text until something counts."""

    __slots__ = ()


JsonValue: TypeAlias = "str | Number | bool | list[JsonValue] | dict[str, JsonValue] | None"
JsonPath: TypeAlias = tuple[str | int, ...]

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_WORD = re.compile(r"-?[A-Za-z]+")


class JsonReader:
    """Reads one text. `starts` are where lists and objects begin, by path."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.starts: dict[JsonPath, int] = {}
        self.problems: list[Problem] = []
        self.nodes = 0

    def read(self) -> JsonValue:
        """The one value in the text; several objects, as in JSON Lines, are a list.

        Raises AppealError where the text is not JSON.
        """
        value, index = self.value(self.skip(0), ())
        if index < len(self.text) and isinstance(value, dict) and self.text[index] == "{":
            return self.lines()
        if index < len(self.text):
            raise self.stop(index, "something follows the end of the data")
        return value

    def lines(self) -> list[JsonValue]:
        """The values in the text, one after another."""
        self.problems, self.starts, self.nodes = [], {(): 0}, 0
        found: list[JsonValue] = []
        index = self.skip(0)
        while index < len(self.text):
            value, index = self.value(index, (len(found),))
            found.append(value)
        return found

    def complain(self, index: int, message: str, hint: str = "", kind: Kind = Kind.JSON) -> None:
        """Notes a problem at the index."""
        problem = problem_at(self.text, index, self.file, message, hint=hint, kind=kind)
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)

    def stop(self, index: int, message: str, hint: str = "") -> AppealError:
        """The error to raise, with all that was noted before it."""
        self.complain(index, message, hint)
        return AppealError(*self.problems)

    def skip(self, index: int) -> int:
        """The index of what follows the white space at the index."""
        match = _SPACE.match(self.text, index)
        return match.end() if match else index

    def value(self, index: int, path: JsonPath) -> tuple[JsonValue, int]:
        """The value that begins at the index, and the index of what follows it."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self.stop(index, f"more than {MAX_NODES:,} values")
        opening = self.text[index : index + 1]
        if opening == '"':
            text, index = self.string(index)
            return text, self.skip(index)
        if opening in ("{", "["):
            if len(path) >= MAX_DEPTH:
                raise self.stop(index, f"nested more than {MAX_DEPTH} levels deep")
            self.starts[path] = index
            read = self.object_from if opening == "{" else self.list_from
            return read(self.skip(index + 1), path)
        return self.plain(index)

    def plain(self, index: int) -> tuple[JsonValue, int]:
        """The number or the word at the index, and the index of what follows it."""
        number = _NUMBER.match(self.text, index)
        if number:
            return Number(number[0]), self.skip(number.end())
        word = _WORD.match(self.text, index)
        if word and word[0] in _WORDS:
            return _WORDS[word[0]], self.skip(word.end())
        if word and word[0].lstrip("-") in ("NaN", "Infinity"):
            self.complain(
                index, f"`{word[0]}` is not a value in JSON", "use null", Kind.NOT_A_NUMBER
            )
            return None, self.skip(word.end())
        if index >= len(self.text):
            raise self.stop(index, "the file ends in the middle")
        raise self.stop(index, "no value begins like this", "text stands in double quotes")

    def string(self, index: int) -> tuple[str, int]:
        """The text whose quote opens at the index, and the index after its end."""
        try:
            text, after = scanstring(self.text, index + 1, True)
            return str(text), int(after)
        except JSONDecodeError as error:
            message = error.msg[:1].lower() + error.msg[1:].removesuffix(" at")
            if "control character" in message:
                message = "a line break or another control character inside a text"
            raise self.stop(min(error.pos, len(self.text)), message) from None

    def object_from(self, index: int, path: JsonPath) -> tuple[JsonValue, int]:
        """The object whose first key stands at the index, and the index of what follows it."""
        found: dict[str, JsonValue] = {}
        if self.text[index : index + 1] == "}":
            return found, self.skip(index + 1)
        while True:
            if self.text[index : index + 1] != '"':
                raise self.stop(index, 'a name in double quotes belongs here, as in `"name": …`')
            place = index
            key, index = self.string(index)
            index = self.skip(index)
            if self.text[index : index + 1] != ":":
                raise self.stop(index, "a colon belongs here")
            value, index = self.value(self.skip(index + 1), (*path, key))
            if key in found:
                message = f"`{said(path, key)}` stands here a second time"
                self.complain(place, message, "keep one of them", Kind.DUPLICATE_KEY)
            found.setdefault(key, value)
            if self.text[index : index + 1] == "}":
                return found, self.skip(index + 1)
            index = self.comma(index, "}")

    def list_from(self, index: int, path: JsonPath) -> tuple[JsonValue, int]:
        """The list whose first item stands at the index, and the index of what follows it."""
        found: list[JsonValue] = []
        if self.text[index : index + 1] == "]":
            return found, self.skip(index + 1)
        while True:
            value, index = self.value(index, (*path, len(found)))
            found.append(value)
            if self.text[index : index + 1] == "]":
                return found, self.skip(index + 1)
            index = self.comma(index, "]")

    def comma(self, index: int, closing: str) -> int:
        """The index of what follows the comma at the index, within something that closes so."""
        if self.text[index : index + 1] != ",":
            message = f"a comma or `{closing}` belongs here"
            at_end = index >= len(self.text)
            raise self.stop(index, "the file ends in the middle" if at_end else message)
        following = self.skip(index + 1)
        if self.text[following : following + 1] == closing:
            raise self.stop(index, f"a comma before `{closing}`", "delete the comma")
        return following


def key_place(reader: JsonReader, start: int, key: str) -> int:
    """Where the key stands in the object that starts at the index; the start if it is not there."""
    if reader.text[start : start + 1] != "{":
        return start
    again = JsonReader(reader.text, reader.file)
    index = again.skip(start + 1)
    while reader.text[index : index + 1] == '"':
        found, after = again.string(index)
        if found == key:
            return index
        _, after = again.value(again.skip(again.skip(after) + 1), ())
        index = again.skip(after + 1)
    return start


def said(path: JsonPath, *more: str | int) -> str:
    """The path as messages say it: `persons[3].name`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in (*path, *more))
    return text.removeprefix(".")


def read_json(data: bytes, file: str, *, lines: bool = False) -> tuple[JsonValue, JsonReader]:
    """The data in the bytes of a JSON file, and the reader that knows its places.

    With `lines` each line is a value, and all of them are a list.

    Raises AppealError with every duplicate key and every value that is not JSON, or where
    the text is broken, too large or too deep.
    """
    if len(data) > MAX_BYTES:
        raise AppealError(
            Problem(f"larger than {MAX_BYTES:,} bytes", file=file, kind=Kind.TOO_LARGE)
        )
    text = decode(data, file)
    if not text.strip():
        raise AppealError(Problem("the file is empty", file=file, kind=Kind.EMPTY_FILE))
    reader = JsonReader(text, file)
    value = reader.lines() if lines else reader.read()
    if reader.problems:
        raise AppealError(*reader.problems)
    return value, reader
