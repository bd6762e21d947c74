"""What a deputy is called in one language, with what a careful writer wants to know of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from appeal_cli.files.unfilled import Text
from appeal_cli.files.yaml_source import YamlPath
from appeal_cli.letter.name_filters import UnsureForm
from appeal_cli.problems import Kind, Problem


@dataclass(frozen=True)
class Notice:
    """Something that a careful writer wants to know about how a deputy is named."""

    kind: Kind
    message: str


class Form(NamedTuple):
    """A form of the language, and where it stands in the language's file."""

    path: YamlPath
    text: Text


@dataclass(frozen=True)
class Naming:
    """One deputy in one language.

    `values` is what placeholders read: every column of the roster, and over it the
    name in this language with its parts, `usual_name` (the name where the roster writes it
    as its owner does, and not as a list does), `gender`, `initials`, `honorific`,
    `honorific_to`, `degrees`, `title` and `given_title` (as a greeting says them), `peer` (how it
    calls a peer by a whole name), `called` (by the office), `role` in this language and
    `role_to`, `name_to` (as an addressee is written) and `salutation`. `automatic` are the forms
    that a rule of grammar made, for a person to check, and `problems` say which of the
    language's forms can't be filled: no letter is made of such a naming. `forms` are those of
    the language that were filled in, by what they made. `unsure` are the forms of cases that
    are usual and not certain, each once; the filters add those of the letter's own texts.
    `in_case` says whether `name_to` is in the case of an addressee.
    """

    values: Mapping[str, str]
    filters: Mapping[str, Callable[[object], str]]
    notices: tuple[Notice, ...] = ()
    automatic: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    forms: Mapping[str, Form] = field(default_factory=dict)
    unsure: Mapping[UnsureForm, None] = field(default_factory=dict)
    in_case: bool = True

    @property
    def agrees(self) -> bool:
        """Whether the role and the name can both stand as an addressee's are written."""
        return not self.values["role"] or (bool(self.values["role_to"]) and self.in_case)
