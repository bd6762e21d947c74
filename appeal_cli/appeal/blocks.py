"""Blocks: what the body of an appeal is made of."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from appeal_cli.files.unfilled import Text
from appeal_cli.files.validation import (
    LanguageTag,
    Part,
    Words,
    blank_is_nothing,
    plain_text_as,
)

MAX_COLUMNS = 63
"""The most columns of a table: Word opens no document with more."""


class PassageText(Part):
    """A piece of text, in a language of its own where it has one."""

    text: Text = Field(description="The words.", examples=["Международный фонд"])
    language: LanguageTag | None = Field(
        None, description="Its language, where it is not the appeal's.", examples=["ru"]
    )


Passage = Annotated[PassageText, plain_text_as("text")]


class Enclosure(PassageText):
    """What is sent with the letter: in words, and as a file where it is a PDF."""

    file: Text | None = Field(
        None,
        description="The PDF file, in the appeal's own folder: its pages go behind the letter.",
        examples=["maps/{{ deputy.area }}.pdf"],
    )


Cell = Annotated[Passage | None, blank_is_nothing()]
"""A passage, or the nothing in an empty cell, which is written as `""`."""

MAX_LEVELS = 9
"""How deep lists may stand in lists: Word numbers as many (ISO/IEC 29500-1, 17.9.6)."""


class Lists(Part):
    """A list, and how it is numbered."""

    list: Annotated[tuple[Item, ...], Field(min_length=1)] | None = Field(
        None, description="A list with bullets.", examples=[["one", "two"]]
    )
    numbered: Annotated[tuple[Item, ...], Field(min_length=1)] | None = Field(
        None, description="A list with numbers.", examples=[["first", "second"]]
    )
    marks: Words | None = Field(
        None,
        description="The mark of a first entry, such as `1.`, `1)`, `(a)`, `A.`, `i.`, `I.`, "
        "`а)`: how a numbered list is marked.",
        examples=["a)"],
    )
    start: Words | None = Field(
        None,
        description="Where a numbered list begins: a number, or the mark as it prints.",
        examples=["IV"],
    )

    @property
    def items(self) -> tuple[ListItem, ...]:
        """The entries; none where there is no list."""
        return self.list or self.numbered or ()


class ListItem(Lists):
    """An entry of a list, with a list below it where it has one."""

    text: Text = Field(description="The words.", examples=["the first thing"])
    language: LanguageTag | None = Field(
        None, description="Its language, where it is not the appeal's.", examples=["ru"]
    )


Item = Annotated[ListItem, plain_text_as("text")]


class PictureFile(Part):
    """An image beside the appeal: PNG, JPEG, WEBP, GIF, TIFF, BMP, or an SVG drawing."""

    file: Text = Field(
        description="The file, in the appeal's own folder. The words of an SVG drawing are set in "
        "the fonts of the shipped letter.",
        examples=["logo.png"],
    )
    alt: Text | None = Field(
        None,
        description="What it shows, for those who can't see it.",
        examples=["A dove over an open book"],
    )
    width: Annotated[float, Field(gt=0, le=170)] | None = Field(
        None, description="How wide it is, in millimetres.", examples=[30]
    )


class Table(Part):
    """A table with one row of headings."""

    header: Annotated[tuple[Cell, ...], Field(min_length=1)] = Field(
        description='The heading of each column; `""` for none.', examples=[["Article", "Change"]]
    )
    rows: Annotated[tuple[tuple[Cell, ...], ...], Field(min_length=1)] = Field(
        description='The rows, each with a cell for every column; `""` is an empty cell. A line '
        "end in a cell begins a new line.",
        examples=[[["129", "delete"], ["130", ""]]],
    )
    align: tuple[Literal["left", "center", "right"], ...] | None = Field(
        None,
        description="Where the words of each column stand, such as numbers on the right.",
        examples=[["left", "right"]],
    )
    caption: Passage | None = Field(
        None, description="What the table shows.", examples=["What we propose"]
    )


class Figure(PictureFile):
    """A picture in the body."""

    alt: Text = Field(
        description="What it shows, for those who can't see it.",
        examples=["A chart: complaints doubled in a year"],
    )
    caption: Passage | None = Field(
        None, description="The words under the picture.", examples=["Complaints by year"]
    )


class Block(Lists):
    """One block of the body: exactly one of the kinds, and for whom it stands there."""

    model_config = ConfigDict(
        json_schema_extra=lambda schema: schema.update(
            oneOf=[{"required": [kind]} for kind in KINDS]
        )
    )

    paragraph: Text | None = Field(
        None,
        description="A paragraph, like a plain text; a blank line begins another.",
        examples=["We ask you to vote *against* the bill, {{ deputy.given_name }}."],
    )
    heading: Text | None = Field(
        None, description="A heading in the body.", examples=["What we ask"]
    )
    subheading: Text | None = Field(
        None, description="A smaller heading, below a heading.", examples=["In the second reading"]
    )
    quote: Text | None = Field(
        None, description="Words of somebody else.", examples=["Everyone may speak freely."]
    )
    table: Table | None = Field(
        None,
        description="A table.",
        examples=[{"header": ["Article", "Change"], "rows": [["129", "delete"]]}],
    )
    figure: Figure | None = Field(
        None,
        description="A picture.",
        examples=[{"file": "chart.png", "alt": "Complaints doubled in a year"}],
    )
    when: Text | None = Field(
        None,
        description="A condition: only the letters for which it is true have the block.",
        examples=["deputy.group == 'Ak Zhol'"],
    )
    new_page: bool | None = Field(
        None, description="Whether it begins on a new page, on paper.", examples=[True]
    )
    keep: Literal["together", "with next"] | None = Field(
        None,
        description="What stands on one page, on paper: all of the block, or its end with the "
        "beginning of the next.",
        examples=["together"],
    )
    language: LanguageTag | None = Field(
        None, description="The block's language, where it is not the appeal's.", examples=["ru"]
    )

    @model_validator(mode="before")
    @classmethod
    def _exactly_one_kind(cls, value: Any) -> Any:
        if isinstance(value, dict):
            kinds = [key for key in value if key in KINDS]
            unknown = [key for key in value if key not in cls.model_fields]
            if len(kinds) != 1 and not unknown:
                raise PydanticCustomError(
                    "kind",
                    "a block must be exactly one of {kinds}",
                    {"kinds": ", ".join(KINDS)},
                )
        return value

    @property
    def kind(self) -> str:
        """Which of KINDS it is."""
        return next(kind for kind in KINDS if getattr(self, kind) is not None)


KINDS: tuple[str, ...] = (
    "paragraph", "heading", "subheading", "list", "numbered", "quote", "table", "figure",
)  # fmt: skip


Blocks = tuple[Annotated[Block, plain_text_as("paragraph")], ...]
