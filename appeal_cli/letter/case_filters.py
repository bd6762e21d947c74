"""The filters that put a deputy's name in a case, and which of their forms are not certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from appeal_cli.appeal.placeholder_values import CASES, PlaceholderError
from appeal_cli.letter.cases import RULES
from appeal_cli.letter.cases.rules import CaseRules, Piece
from appeal_cli.letter.whole_names import PIECES
from appeal_cli.roster.deputy import Deputy, Gender


@dataclass(frozen=True)
class UnsureForm:
    """A form of a name that is usual and not certain, why, and the column that settles it."""

    text: str
    case: str
    why: str
    column: str


@dataclass
class CaseFilters:
    """The cases of one deputy's name in a language, by the rules of that name.

    `columns` is how columns of the roster end that are in the language. `values` is what
    placeholders read; it may be filled later. `unsure` are the forms that were made and are not
    certain, each once.
    """

    deputy: Deputy
    columns: tuple[str, ...]
    rules: str | None
    values: Mapping[str, str]
    gender: Gender | None
    unsure: dict[UnsureForm, None] = field(default_factory=dict)

    def filters(self) -> dict[str, Callable[[object], str]]:
        """A filter for each case: it raises PlaceholderError where nothing makes the form."""
        return {case: partial(self.in_case, case) for case in CASES}

    def in_case(self, case: str, value: object) -> str:
        """The name in the case: as the roster has it, or as the rules make it."""
        name = str(value)
        piece: Piece = next((piece for piece in PIECES if self.values[piece] == name), "name")
        columns = [f"{piece}_{own}_{case}" for own in self.columns]
        for column in (*columns, f"{piece}_{case}"):
            if written := self.deputy.get(column):
                return written
        rules = RULES.get(self.rules or "")
        if rules and rules.is_by_part and piece == "name" and (parts := self.parts(name)):
            return "".join(self.in_case(case, part) if is_part else part for part, is_part in parts)
        is_known = rules and case in rules.cases
        made = rules.form(name, piece, case, self.gender) if rules and is_known else None
        if made is None:
            message = f"no rule puts `{name}` in the {case}"
            hint = self.hint(rules, case, columns[0]) if rules else ""
            raise PlaceholderError(message, snippet=case, hint=hint)
        if made.why:
            self.unsure[UnsureForm(made.text, case, made.why, columns[0])] = None
        return made.text

    def hint(self, rules: CaseRules, case: str, column: str) -> str:
        """What to do where the rules make no such form."""
        if case not in rules.cases:
            return f"the cases of this language are {', '.join(rules.cases)}"
        own = f"write the form in a column `{column}` of the roster"
        return own if self.gender else f"fill in `gender`, on which the form may depend, or {own}"

    def parts(self, name: str) -> list[tuple[str, bool]]:
        """The whole name as the parts that are known, and what stands between them, with which
        of both each is: spaces and initials stay. Empty where a word of it is none of these."""
        known = filter(None, (self.values[piece] for piece in PIECES if piece != "name"))
        alternatives = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
        if not alternatives:
            return []
        found = re.split(rf"(?<!\w)({alternatives})(?!\w)", name)
        between = "".join(found[::2])
        if len(found) == 1 or not re.fullmatch(r"(?:[ \u00a0,]|\w\.)*", between):
            return []
        return [(text, number % 2 == 1) for number, text in enumerate(found)]

    def keep(self, unsure: Iterable[UnsureForm]) -> None:
        """Forgets the other unsure forms: they were tried, and are not written."""
        kept = dict.fromkeys(unsure)
        self.unsure.clear()
        self.unsure.update(kept)
