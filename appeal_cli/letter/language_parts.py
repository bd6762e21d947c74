"""Parts of a language's file: its greetings, closings, offices and labels."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from appeal_cli.files.unfilled import Text
from appeal_cli.files.validation import Part, Words
from appeal_cli.roster.deputy import Gender

Forms = tuple[Text, ...]
"""Ways to say the same thing: the first whose placeholders can all be filled is taken."""


Addressee = Annotated[Forms, Field(min_length=1)]
"""The lines of an addressee's block: those are left out that the roster has nothing for."""


class Greetings(Part):
    """Salutations: for everyone, by gender, and for a deputy of whom it is not known."""

    everyone: Text = Field(description="In the open letter.", examples=["Dear {{ everyone }},"])
    deputy: Annotated[Forms, Field(min_length=1)] = Field(
        description="For one deputy whose gender is not known: forms, the best first.",
        examples=[["Dear {{ deputy.name_to }},"]],
    )
    male: Forms = Field((), description="For a man.", examples=[["Dear Mr {{ deputy.name }},"]])
    female: Forms = Field((), description="For a woman.", examples=[["Dear Ms {{ deputy.name }},"]])


class OtherCases(Part):
    """How a word ends that stands in another case than the greeting needs."""

    word: Literal["first", "last"] = Field(
        description="Which word of `everyone` the greeting puts in a case.", examples=["first"]
    )
    endings: Annotated[tuple[Words, ...], Field(min_length=1)] = Field(
        description="Its endings in other cases.", examples=[["ам", "ям"]]
    )

    def holds(self, everyone: str) -> str:
        """The word of `everyone` that is in another case, or ""."""
        words = re.findall(r"[\w'’-]+", everyone)
        word = (words[0] if self.word == "first" else words[-1]) if words else ""
        return word if word.casefold().endswith(self.endings) else ""


class Closings(Part):
    """The words before the signature: in the open letter, to one deputy, and by gender."""

    everyone: Text | None = Field(
        None,
        description="In the open letter; if not given, as to one deputy.",
        examples=["Yours faithfully,"],
    )
    deputy: Text = Field(description="To one deputy.", examples=["Yours sincerely,"])
    male: Text | None = Field(
        None, description="To a man; if not given, as to one deputy.", examples=["Yours, Sir,"]
    )
    female: Text | None = Field(
        None, description="To a woman; if not given, as to one deputy.", examples=["Yours, Madam,"]
    )


class Office(Part):
    """An office, or a word before one, that the roster's `role` may begin with."""

    role: Words = Field(description="The words in the roster.", examples=["депутат"])
    to: Words | None = Field(
        None, description="The words as an addressee's are written.", examples=["депутату"]
    )
    called: Words | None = Field(
        None, description="What a greeting calls somebody in the office.", examples=["Senator"]
    )


class Honorifics(Part):
    """What stands before a name, by gender."""

    male: Words | None = Field(None, description="Before a man's name.", examples=["Mr"])
    female: Words | None = Field(None, description="Before a woman's name.", examples=["Ms"])

    def of(self, gender: Gender | None) -> str:
        """What stands before the name of somebody of that gender, or ""."""
        return (getattr(self, gender) if gender else None) or ""


Said = tuple[Literal["addressee", "date", "page"], ...]
"""What a part of the running line says, in its order."""


class Running(Part):
    """The line above the text, from the second page on, by where its parts stand."""

    left: Said = Field((), description="On the left.", examples=[["addressee"]])
    middle: Said = Field(
        ("addressee", "date", "page"), description="In the middle.", examples=[["page"]]
    )
    right: Said = Field((), description="On the right.", examples=[["date"]])


HEAD: tuple[Literal["date", "reference", "addressee"], ...] = ("date", "reference", "addressee")


class Layout(Part):
    """How letters in the language are laid out, in every template that follows it."""

    lines: Literal["even", "ragged"] = Field(
        "ragged",
        description="Whether lines end at one edge, `even`: only where words can be hyphenated.",
        examples=["even"],
    )
    head: tuple[Literal["date", "reference", "addressee"], ...] = Field(
        HEAD,
        description="What stands before the title, in its order: all three, the date and the "
        "number on one line.",
        examples=[["addressee", "date", "reference"]],
    )
    enclosures: Literal["before closing", "after signature"] = Field(
        "after signature",
        description="Where what is enclosed is listed.",
        examples=["before closing"],
    )
    signature: Literal["lines", "one line"] = Field(
        "lines",
        description="How a letter is signed: name and position below it, or on `one line` with the "
        "position on the left and the name on the right.",
        examples=["one line"],
    )
    running: Running = Field(
        Running.usual(),
        description="The line above the text, from the second page on.",
        examples=[{"left": ["addressee"], "middle": ["page"], "right": ["date"]}],
    )

    @field_validator("head")
    @classmethod
    def _whole(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if sorted(value) != sorted(HEAD):
            raise PydanticCustomError("head", "must have date, reference and addressee, each once")
        return value


class Labels(Part):
    """Words that the template prints."""

    enclosures: Text = Field(description="Before the enclosures.", examples=["Enclosures:"])
    pages: Text | None = Field(
        None,
        description="Behind an enclosure that is a file: how many pages it has.",
        examples=[", {{ pages }} {{ 'page' if pages == '1' else 'pages' }}"],
    )
    logo: Text = Field(description="What a logo shows.", examples=["Emblem: {{ name }}"])
    signature: Text = Field(
        description="What the image of a signature shows.", examples=["Signature: {{ name }}"]
    )
    online: Text | None = Field(
        None,
        description="Before the address of the appeal on the web.",
        examples=["The appeal online:"],
    )
    code: Text = Field(
        Text("QR: {{ address }}"),
        description="What the QR code of that address shows.",
        examples=["QR code: {{ address }}"],
    )
