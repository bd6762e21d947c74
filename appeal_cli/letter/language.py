"""Language: how letters in one language greet, name and date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, PrivateAttr, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from appeal_cli.appeal.paper import PageSize
from appeal_cli.appeal.placeholder_values import CASES
from appeal_cli.appeal.placeholders import fill
from appeal_cli.files.unfilled import Text
from appeal_cli.files.validation import LanguageTag, Part, Words, plain_text_as
from appeal_cli.files.yaml_source import YamlPath, YamlSource
from appeal_cli.letter.cases import RULES
from appeal_cli.letter.cases.rules import CaseRules
from appeal_cli.letter.language_parts import (
    Addressee,
    Closings,
    Forms,
    Greetings,
    Honorifics,
    Labels,
    Layout,
    Office,
    OtherCases,
)
from appeal_cli.letter.line_ends import LineEnds, Ties
from appeal_cli.letter.offices import Offices
from appeal_cli.letter.whole_names import PIECES
from appeal_cli.problems import Kind, Problem

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages whose usual script runs from right to left (CLDR, characterOrder)."""


class Language(Part):
    """One language of letters."""

    code: LanguageTag = Field(description="The language's code.", examples=["en"])
    name: Annotated[Forms, Field(min_length=1)] = Field(
        description="A deputy's whole name: forms, the best first.",
        examples=[["{{ deputy.given_name }} {{ deputy.family_name }}", "{{ deputy.name }}"]],
    )
    name_to: Annotated[Forms, Field(min_length=1)] = Field(
        description="The name as an addressee is written: forms, the best first.",
        examples=[["{{ deputy.initials }} {{ deputy.family_name | dative }}"]],
    )
    title: Words = Field(description="The language's own name.", examples=["English"])
    draft: Literal["yes"] | None = Field(
        None,
        description="Whether no native reader has approved the file yet.",
        examples=["yes"],
    )
    locale: Words = Field(
        description="Where Babel finds the names of the months.", examples=["en_GB"]
    )
    letters: Words = Field(
        description="Its letters, as ranges: a name in other letters is of another language.",
        examples=["A-Za-z"],
    )
    alphabet: Words | None = Field(
        None,
        description="Its letters in their order, small ones, where it has more than a to z.",
        examples=["abcdefghijklmnopqrstuvwxyzåäö"],
    )
    names_from: tuple[Words, ...] = Field(
        description="The languages whose forms of a name are read, in order.",
        examples=[["kk", "ru"]],
    )
    dative: Words | None = Field(
        None, description="The rule for name_to; see letter/cases.", examples=["russian"]
    )
    cases: Literal["none"] | None = Field(
        None,
        description="Whether names have no cases: a filter for one is an error then.",
        examples=["none"],
    )
    honorific: Honorifics = Field(
        Honorifics.usual(),
        description="What stands before a name.",
        examples=[{"male": "Mr", "female": "Ms"}],
    )
    honorific_to: Honorifics | None = Field(
        None,
        description="What stands before a name in the address, where it is another.",
        examples=[{"male": "Herrn", "female": "Frau"}],
    )
    titles: tuple[Words, ...] = Field(
        (),
        description="Titles that a surname can follow in a greeting, besides those of titles.yaml.",
        examples=[["Dr", "Senator"]],
    )
    with_suffix: Text | None = Field(
        None,
        description="The name as an addressee is written, with the letters after it.",
        examples=["{{ name }} {{ deputy.honorific_suffix }}"],
    )
    before_offices: tuple[Office, ...] = Field(
        (),
        description="Words that may stand before an office.",
        examples=[[{"role": "первый", "to": "первому"}]],
    )
    offices: tuple[Office, ...] = Field(
        (),
        description="Offices that a role begins with.",
        examples=[[{"role": "депутат", "to": "депутату"}]],
    )
    salutation: Greetings = Field(
        description="The greetings.",
        examples=[{"everyone": "Dear {{ everyone }},", "deputy": ["Dear {{ deputy.name_to }},"]}],
    )
    everyone_not: OtherCases | None = Field(
        None,
        description="How `everyone` ends in a case that the greeting does not have.",
        examples=[{"word": "first", "endings": ["ам", "ям"]}],
    )
    addressee: Addressee = Field(
        description="The lines of the addressee's block.",
        examples=[["{{ deputy.name_to }}", "{{ deputy.role }}"]],
    )
    addressee_as_it_stands: Addressee | None = Field(
        None,
        description="Those lines where the role or the name can't be put in the case of the other.",
        examples=[["{{ deputy.role }}", "{{ deputy.full_name }}"]],
    )
    date: Text = Field(
        description="How a date is written.", examples=["{{ day }} {{ month }} {{ year }}"]
    )
    first_day: Words | None = Field(
        None, description="How the first day of a month is written.", examples=["1er"]
    )
    months: Annotated[tuple[Words, ...], Field(min_length=12, max_length=12)] | None = Field(
        None,
        description="The twelve months, where Babel lacks those that letters need.",
        examples=[[f"month {number}" for number in range(1, 13)]],
    )
    closing: Annotated[Closings, plain_text_as("deputy")] = Field(
        description="The words before the signature.", examples=["Yours sincerely,"]
    )
    labels: Labels = Field(
        description="Words that the template prints.",
        examples=[{"enclosures": "Enclosures:", "logo": "Emblem", "signature": "Signature"}],
    )
    quotation_marks: tuple[Words, Words] = Field(
        description="The mark that opens a quotation and the one that closes it.",
        examples=[["«", "»"]],
    )
    layout: Layout = Field(
        Layout(), description="How letters are laid out.", examples=[{"lines": "even"}]
    )
    ties: Ties = Field(
        Ties.usual(),
        description="Words that stay on the line of what they belong to.",
        examples=[{"before_numbers": ["No.", "Article"]}],
    )
    page: Annotated[str, Field(pattern=r'^[^"\\<>&]*\{page\}[^"\\<>&]*$')] = Field(
        "{page} / {pages}",
        description="The label of a page, from the second on.",
        examples=["{page} / {pages}"],
    )

    paper: PageSize = Field(
        "A4", description="The page that its readers print on.", examples=["Letter"]
    )

    _source: YamlSource | None = PrivateAttr(default=None)
    """Where its parts stand in its file; see languages.py."""

    @property
    def in_order(self) -> str:
        """Its letters in the order of its alphabet, small ones."""
        return self.alphabet or "abcdefghijklmnopqrstuvwxyz"

    @field_validator("letters")
    @classmethod
    def _ranges(cls, value: str) -> str:
        try:
            re.compile(f"[{value}]")
        except re.error:
            value = ""
        if not value or re.search(r"[\[\]\\^]", value):
            raise PydanticCustomError("letters", "must be letters and ranges such as a-z")
        return value

    @field_validator("dative")
    @classmethod
    def _known_rule(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and value not in RULES:
            rules = ", ".join(RULES)
            raise PydanticCustomError(
                "rule", "no such rule; the rules are {rules}", {"rules": rules}
            )
        code = str(info.data.get("code", "")).partition("-")[0]
        if value is not None and code and code not in RULES[value].languages:
            languages = ", ".join(RULES[value].languages)
            message = "`{rule}` puts names of {languages} in cases, and not those of {code}"
            values = {"rule": value, "languages": languages, "code": code}
            raise PydanticCustomError("rule", message, values)
        return value

    @cached_property
    def case_rules(self) -> CaseRules | None:
        """What puts its names in cases, where anything does."""
        return RULES[self.dative] if self.dative else None

    @cached_property
    def office_words(self) -> Offices:
        """What the language knows of offices."""
        return Offices.of(self.before_offices, self.offices)

    @cached_property
    def line_ends(self) -> LineEnds:
        """Where the lines of its letters may end."""
        return LineEnds(self.ties)

    @cached_property
    def greets_with_titles(self) -> bool:
        """Whether a greeting says the titles of the roster."""
        greetings = self.salutation
        texts = (*greetings.deputy, *greetings.male, *greetings.female)
        return any(text.mentions("deputy.title") for text in texts)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """How columns of the roster that are in the language end: `en_us` before `en`."""
        whole = self.code.lower().replace("-", "_")
        return tuple(dict.fromkeys((whole, whole.partition("_")[0])))

    @cached_property
    def case_columns(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The columns of the roster that hold a part of a name in a case, the best first."""
        return {
            (piece, case): (*(f"{piece}_{own}_{case}" for own in self.columns), f"{piece}_{case}")
            for piece in PIECES
            for case in CASES
        }

    def writes(self, text: str) -> bool:
        """Whether the text has only the language's letters."""
        return self._letters.fullmatch(text) is not None

    @cached_property
    def _letters(self) -> re.Pattern[str]:
        return re.compile(rf"[{self.letters}\W\d_]*")

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return direction_of(self.code)

    def problem(self, path: YamlPath, message: str, **details: Any) -> Problem:
        """A problem placed at that part of the language's file; see YamlSource.problem."""
        if self._source:
            return self._source.problem(path, message, **details)
        details.pop("snippet", "")
        return Problem(f"language `{self.code}`: {message}", **details)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What a writer should know of the language as a whole."""
        if not self.draft:
            return ()
        message = f"the forms of `{self.title}` are a draft: no native reader has approved them"
        hint = "let one read the open letter, and letters to a man and to a woman"
        return (Problem(message, hint=hint, severity="notice", kind=Kind.LANGUAGE_DRAFT),)

    def quoted(self, text: object) -> str:
        """The text between the language's quotation marks."""
        opening, closing = self.quotation_marks
        return f"{opening}{text}{closing}"

    def date_text(self, day: datetime.date) -> str:
        """The date as letters in this language print it, numbers tied to their words."""
        month = _month(self, day.month)
        number = self.first_day if self.first_day and day.day == 1 else str(day.day)
        values = {"day": number, "month": month, "year": str(day.year)}
        return self.line_ends.plain(fill(self.date, values))


def _month(language: Language, number: int) -> str:
    if language.months:
        return language.months[number - 1]
    from babel.dates import get_month_names

    return str(get_month_names("wide", context="format", locale=language.locale)[number])


def direction_of(language: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
