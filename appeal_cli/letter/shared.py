"""What the letters of one appeal have in common, and whom one of them is for."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.appeal.pictures import Picture
from appeal_cli.appeal.placeholder_syntax import is_for_all
from appeal_cli.appeal.placeholders import Compiled
from appeal_cli.files.unfilled import as_written
from appeal_cli.files.validation import texts_in
from appeal_cli.files.yaml_source import YamlPath
from appeal_cli.letter.language import Language
from appeal_cli.letter.letter import Origin
from appeal_cli.letter.named import Naming
from appeal_cli.letter.naming import Namer
from appeal_cli.letter.outgoing import BLANK, numbered_at
from appeal_cli.problems import Kind, Problem
from appeal_cli.roster.deputy import Deputy


@dataclass(frozen=True)
class Kept:
    """What was made, with the problems and the images that came of it."""

    value: Any
    problems: tuple[Problem, ...]
    images: Mapping[str, Picture]


@dataclass(frozen=True)
class Shared:
    """What letters of one appeal have in common: made for the first one, held for the others."""

    appeal: Appeal
    language: Language
    kept: dict[Hashable, Kept] = field(default_factory=dict)
    compiled: Compiled = field(default_factory=dict)

    @cached_property
    def namer(self) -> Namer:
        """Who names the readers."""
        return Namer(self.language)

    @cached_property
    def personal(self) -> frozenset[YamlPath]:
        """The keys of the appeal, and the entries of lists under them, that may say something
        else to each reader: those in which a placeholder or a condition reads the reader's row."""
        found = texts_in(self.appeal)
        varying = [
            path
            for path, text in found
            if (text.has_placeholders or path[-1] == "when")
            and not is_for_all(as_written(text), condition=path[-1] == "when")
        ]
        return frozenset(part for path in varying for part in (path[:1], path[:2]))

    @cached_property
    def unnumbered(self) -> tuple[Problem, ...]:
        """What to say where the letters print a number and none is known."""
        found = numbered_at(self.appeal)
        if not found:
            return ()
        path, name = found
        message = f"the number is not known yet, and stands as `{BLANK}`"
        hint = "`appeal batch` gives out numbers; `--numbers FILE` shows those that it gave"
        return (
            self.appeal.problem(
                path, message, snippet=name, hint=hint, severity="notice", kind=Kind.NUMBER
            ),
        )


@dataclass(frozen=True)
class Reader:
    """Whom a letter is for, how it names them, and where those names come from: the row of the
    roster, or a form of the language."""

    deputy: Deputy
    naming: Naming
    row: Origin
