"""Stationery: envelopes and sheets of labels, as `template.yaml` names or measures them."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from appeal_cli.appeal.paper import PageSize
from appeal_cli.files.millimetres import Millimetres, known, measured, sizes, width_and_height
from appeal_cli.files.validation import Part, plain_text_as
from appeal_cli.letter.paper import Paper

Many = Annotated[int, Field(ge=1, le=50)]

_SENDER, _SIDE = 10.0, 12.0
"""How far from the upper and the left edge of an envelope its sender stands."""

_CLEAR = 15.0
"""How far from the right and the lower edge its addressee stays (see data/sizes.yaml)."""


class Envelope(Part):
    """The front of an envelope, in millimetres: its size, and where the addressee begins."""

    name: str = Field("", description="A size that is known.", examples=["C5"])
    width: Millimetres = Field(description="How wide it is.", examples=[220])
    height: Millimetres = Field(description="How high it is.", examples=[110])
    left: Millimetres = Field(description="Where the addressee begins, from the left.")
    top: Millimetres = Field(description="The same from the top.")

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        return measured("envelopes", value)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.address_width < 30 or self.address_height < 15 or self.sender_height < 15:
            message = "leaves no room for the addressee, 30 × 15 mm at least, or above it"
            raise PydanticCustomError("envelope", "{message}", {"message": message})
        return self

    @property
    def paper(self) -> Paper:
        """The page that it is."""
        return Paper(self.width, self.height, _SENDER, _SIDE, _SENDER, _SIDE)

    @property
    def address_width(self) -> float:
        """The room for the addressee, across."""
        return self.width - self.left - _CLEAR

    @property
    def address_height(self) -> float:
        """The same from its top down."""
        return self.height - self.top - _CLEAR

    @property
    def indent(self) -> float:
        """How far from the text's left edge the addressee begins."""
        return self.left - _SIDE

    @property
    def sender_height(self) -> float:
        """The room for the sender above it."""
        return self.top - _SENDER


class LabelSheet(Part):
    """A sheet of labels, in millimetres: how many there are, their size and their places."""

    name: str = Field("", description="A sheet that is known.", examples=["L7160"])
    page: PageSize = Field("A4", description="The page that it is on.", examples=["Letter"])
    across: Many = Field(description="How many labels stand in a row.", examples=[3])
    down: Many = Field(description="How many rows there are.", examples=[8])
    width: Millimetres = Field(description="How wide a label is.", examples=[63.5])
    height: Millimetres = Field(description="How high a label is.", examples=[38.1])
    left: Millimetres = Field(0.0, description="Where the first begins, from the left.")
    top: Millimetres = Field(0.0, description="The same from the top.")
    gap_across: Millimetres = Field(0.0, description="Between two labels of a row.")
    gap_down: Millimetres = Field(0.0, description="Between two rows.")

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        return measured("labels", value)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        wide, high = self._page
        across = self.left + self.across * (self.width + self.gap_across) - self.gap_across
        down = self.top + self.down * (self.height + self.gap_down) - self.gap_down
        if across > wide + 0.5 or down > high + 0.5:
            message = f"{across:g} × {down:g} mm do not fit the page of {wide:g} × {high:g} mm"
            raise PydanticCustomError("labels", "{message}", {"message": message})
        return self

    @property
    def _page(self) -> tuple[float, float]:
        return width_and_height("pages", self.page)

    @property
    def count(self) -> int:
        """How many labels it has."""
        return self.across * self.down

    def move(self, place: int) -> tuple[float, float]:
        """How far the label of that number, counted from 0, is from the first one of its sheet, to
        the right and down."""
        row, column = divmod(place % self.count, self.across)
        return column * (self.width + self.gap_across), row * (self.height + self.gap_down)

    @property
    def padding(self) -> tuple[float, float, float, float]:
        """What stays white in a label, above, on its right, below and on its left."""
        edge = round(min(self.height / 9, 4.0), 2)
        return edge, edge, round(edge * 0.75, 2), round(edge * 1.5, 2)

    @property
    def paper(self) -> Paper:
        """The page, whose text begins with the first label and ends a little below the last row,
        where Word needs a line."""
        wide, high = self._page
        rows = self.down * (self.height + self.gap_down)
        return Paper(wide, high, self.top, 0.0, max(high - self.top - rows - 2, 0.0), self.left)


FAMILIES = {"envelope": "envelopes", "labels": "labels"}
"""The shipped templates that come in sizes, and where data/sizes.yaml has these."""

Stationery = Envelope | LabelSheet

EnvelopeSize = Annotated[Envelope, plain_text_as("name")]
LabelSize = Annotated[LabelSheet, plain_text_as("name")]


def sized(name: str) -> tuple[str, str] | None:
    """The shipped template and the size that `envelope-c6` and `labels-L7160` mean; None for a
    name that is none of these.

    Raises PydanticCustomError for a size that is not known.
    """
    family, dash, size = name.partition("-")
    if not dash or family not in FAMILIES:
        return None
    return family, known(FAMILIES[family], size)


def sized_names(family: str) -> list[str]:
    """The names of a shipped template with each of its sizes; none where it has no sizes."""
    kind = FAMILIES.get(family)
    return [f"{family}-{size.lower()}" for size in sizes()[kind]] if kind else []
