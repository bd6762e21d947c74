"""The filters that write a deputy's name another way: in a case, by initials, in quotation marks;
and which forms of cases are not certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from appeal_cli.appeal.placeholder_values import LANGUAGE_FILTERS, Fields, PlaceholderError
from appeal_cli.letter.cases.rules import CaseRules, Piece
from appeal_cli.letter.language import Language
from appeal_cli.letter.line_ends import NO_BREAK_SPACE
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
class NameFilters(Mapping[str, Callable[[object], str]]):
    """The filters of one deputy's name in a language, by their names. One for a case goes by the
    rules of that language's names, and raises PlaceholderError where nothing makes the form.

    `fields` is what placeholders read; it may be filled later. `unsure` are the forms that were
    made and are not certain, each once.
    """

    deputy: Deputy
    language: Language
    fields: Mapping[str, str]
    gender: Gender | None
    unsure: dict[UnsureForm, None] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Callable[[object], str]:
        if name == "initials":
            return self.initials
        if name == "quoted":
            return self.language.quoted
        if name not in LANGUAGE_FILTERS:
            raise KeyError(name)
        return partial(self.in_case, name)

    def __iter__(self) -> Iterator[str]:
        return iter(LANGUAGE_FILTERS)

    def __len__(self) -> int:
        return len(LANGUAGE_FILTERS)

    def initials(self, value: object) -> str:
        """The initials with the surname: `Н.М. Примеров`; the name of somebody without either."""
        if not isinstance(value, Fields):
            raise PlaceholderError("`initials` goes with a deputy: `{{ deputy | initials }}`")
        letters, family = self.fields["initials"], self.fields["family_name"]
        return f"{letters}{NO_BREAK_SPACE}{family}" if letters and family else self.fields["name"]

    def in_case(self, case: str, value: object) -> str:
        """The name in the case: as the roster has it, or as the rules make it."""
        name = str(value)
        piece = self.piece(name)
        columns = self.language.case_columns[piece, case]
        for column in columns:
            if written := self.deputy.fields.get(column):
                return written
        rules = self.language.case_rules
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

    def piece(self, name: str) -> Piece:
        """The part of the name that it is."""
        for piece in PIECES:
            if self.fields[piece] == name:
                return piece
        return "name"

    def hint(self, rules: CaseRules, case: str, column: str) -> str:
        """What to do where the rules make no such form."""
        if case not in rules.cases:
            return f"the cases of this language are {', '.join(rules.cases)}"
        own = f"write the form in a column `{column}` of the roster"
        return own if self.gender else f"fill in `gender`, on which the form may depend, or {own}"

    def parts(self, name: str) -> list[tuple[str, bool]]:
        """The whole name as the parts that are known, and what stands between them, with which
        of both each is: spaces and initials stay. Empty where a word of it is none of these."""
        known = filter(None, (self.fields[piece] for piece in PIECES if piece != "name"))
        longest_first = sorted(known, key=len, reverse=True)
        found: list[tuple[str, bool]] = []
        at = end = 0
        while at < len(name):
            part = next((each for each in longest_first if _is_word_at(name, at, each)), "")
            if part:
                found += ((name[end:at], False), (part, True))
                at = end = at + len(part)
            else:
                at += 1
        found.append((name[end:], False))
        between = "".join(text for text, is_part in found if not is_part)
        return found if len(found) > 1 and _BETWEEN.fullmatch(between) else []

    def keep(self, unsure: Iterable[UnsureForm]) -> None:
        """Forgets the other unsure forms: they were tried, and are not written."""
        if self.unsure:
            kept = dict.fromkeys(unsure)
            self.unsure.clear()
            self.unsure.update(kept)


_BETWEEN = re.compile(r"(?:[ \u00a0,]|\w\.)*")
"""What may stand between the parts of a name: `Примеров Н. М.`"""


def _is_word_at(text: str, start: int, part: str) -> bool:
    """Whether the part stands there, and no letter before or after it."""
    end = start + len(part)
    around = text[start - 1 : start] + text[end : end + 1]
    is_apart = all(not letter.isalnum() and letter != "_" for letter in around)
    return text.startswith(part, start) and is_apart
