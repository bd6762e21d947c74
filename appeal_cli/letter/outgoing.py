"""The number under which a letter goes out, and the letter that a reminder reminds of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.appeal.placeholder_syntax import is_asked_for, names_read
from appeal_cli.appeal.placeholder_values import Blank, Fields, PlaceholderError
from appeal_cli.files.unfilled import Text, as_written
from appeal_cli.files.validation import texts_in
from appeal_cli.files.yaml_source import YamlPath
from appeal_cli.problems import Kind, Problem
from appeal_cli.roster.deputy import Deputy

NUMBERED = ("number", "first")
"""What placeholders begin with that an outgoing number stands for."""

BLANK = "____"
"""What is printed where nobody has given out a number yet: a line to write it on."""


@dataclass(frozen=True)
class First:
    """The letter that a reminder reminds of."""

    number: str
    date: date


@dataclass(frozen=True)
class Outgoing:
    """The number of a letter, blank where it has none and should have one, and for a reminder
    the first letter."""

    number: str = ""
    first: First | None = None


class NoFirst(Blank):
    """The first letter where this is no reminder: false in a condition, an error in a sentence."""

    def __str__(self) -> NoReturn:
        name = str(self._undefined_name)
        message = f"`{name}` stands in a letter that is no reminder"
        raise PlaceholderError(message, name, hint="`appeal batch --unanswered` writes reminders")

    def __getitem__(self, field: object) -> NoFirst:  # type: ignore[override]
        return NoFirst(name=f"{self._undefined_name}.{field}")

    def __getattr__(self, field: str) -> NoFirst:
        if field.startswith("_"):
            raise AttributeError(field)
        return self[field]


def values_of(outgoing: Outgoing | None, printed: Callable[[date], str]) -> dict[str, Any]:
    """What `number` and `first` stand for; lines to write on where no number is known (None).

    `printed` is a day as the letter's language prints it.
    """
    if outgoing is None:
        return _UNKNOWN
    if outgoing.first is None:
        return {"number": outgoing.number, "first": NoFirst(name="first")}
    first = {"number": outgoing.first.number, "date": printed(outgoing.first.date)}
    return {"number": outgoing.number, "first": Fields("first", first)}


_UNKNOWN = {"number": BLANK, "first": Fields("first", {"number": BLANK, "date": BLANK})}


def without_number(deputy: Deputy | None, outgoing: Outgoing | None) -> list[Problem]:
    """Why there is no letter: it should have a number, and has none."""
    if outgoing is None or outgoing.number:
        return []
    file, line = (deputy.file, deputy.line) if deputy else ("", 0)
    message = f"`{deputy.id if deputy else ''}` has no number in the register"
    hint = "a run over the whole roster gives it, without --shard, --to and --where"
    return [Problem(message, file, line, hint=hint, kind=Kind.NUMBER)]


def numbered_at(appeal: Appeal) -> tuple[YamlPath, str] | None:
    """The first place of the appeal that prints a number, and the name that stands there; None
    where no text does."""
    found = {name: path for path, text in reversed([*_open(appeal)]) for name in _read(path, text)}
    return next(((found[name], name) for name in NUMBERED if name in found), None)


def reminds_at(appeal: Appeal) -> YamlPath | None:
    """The first place of the appeal that can stand in a reminder alone: it names the first letter,
    and nothing asks whether there is one."""
    if any(
        is_asked_for("first", as_written(text), path[-1:] == _WHEN) for path, text in _open(appeal)
    ):
        return None
    return next((path for path, text in _open(appeal) if "first" in _read(path, text)), None)


_WHEN = ("when",)


def _open(appeal: Appeal) -> Iterator[tuple[YamlPath, Text]]:
    """The texts of the appeal that may be filled in, with their paths."""
    for path, text in texts_in(appeal):
        if text.has_placeholders or path[-1:] == _WHEN:
            yield path, text


def _read(path: YamlPath, text: Text) -> frozenset[str]:
    return names_read(as_written(text), condition=path[-1:] == _WHEN)
