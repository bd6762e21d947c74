"""Paper: what an appeal, a template or a language may say of the pages that letters stand on."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from appeal_cli.files.millimetres import Millimetres, known, width_and_height
from appeal_cli.files.validation import Part, plain_text_as

LEAST_TEXT = 40
"""How many millimetres of a page are left for text at least, each way."""

LEAST_PAGE = 90
"""How many millimetres a page has at least each way: a compliment slip has 99. What the template's
margins leave of it is looked at when it is laid out."""

PageSize = Annotated[
    str,
    AfterValidator(partial(known, "pages")),
    WithJsonSchema({"type": "string", "examples": ["A4", "Letter"]}),
]
"""A page by its name in data/sizes.yaml."""


class Margins(Part):
    """What stays white around the text; a margin that is not given stays the template's."""

    top: Millimetres | None = Field(None, description="Above.", examples=[20])
    right: Millimetres | None = Field(None, description="On the right.", examples=[15])
    bottom: Millimetres | None = Field(None, description="Below.", examples=[20])
    left: Millimetres | None = Field(None, description="On the left.", examples=[30])


class PageFormat(Part):
    """The page, by the name of its size or by its own measures in millimetres."""

    size: PageSize | None = Field(None, description="The name of its size.", examples=["Letter"])
    width: Millimetres | None = Field(None, description="How wide it is.", examples=[176])
    height: Millimetres | None = Field(None, description="How high it is.", examples=[250])
    margins: Margins = Field(
        Margins.usual(),
        description="What stays white around the text, where it is not what the template has.",
        examples=[{"left": 25}],
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        own = (self.width, self.height)
        if self.size and any(own):
            raise _wrong("has either a `size` or a `width` and a `height`")
        if any(own) and not all(own):
            raise _wrong("has a `width` and a `height`, or neither")
        if any(self.measures) and min(self.measures) < LEAST_PAGE:
            raise _wrong(f"is too small for a letter: {LEAST_PAGE} mm each way are the least")
        margins = self.margins
        sides = ((margins.left, margins.right), (margins.top, margins.bottom))
        for length, pair in zip(self.measures, sides, strict=True):
            if length and length - sum(each or 0 for each in pair) < LEAST_TEXT:
                raise _wrong(f"leaves less than {LEAST_TEXT} mm between its margins for text")
        return self

    @property
    def measures(self) -> tuple[float, float]:
        """Its width and height in millimetres; zeros where it says neither."""
        if self.size:
            return width_and_height("pages", self.size)
        return self.width or 0.0, self.height or 0.0


def _wrong(message: str) -> PydanticCustomError:
    return PydanticCustomError("page", "{message}", {"message": message})


Page = Annotated[PageFormat, plain_text_as("size")]
"""`page:` as a file has it: `A4`, or a mapping."""
