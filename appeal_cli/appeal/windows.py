"""Windows of envelopes: as an appeal names or measures them, and what shows of a sheet in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Annotated, Any, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from appeal_cli.files.millimetres import Millimetres, known, measured, width_and_height
from appeal_cli.files.validation import Part, plain_text_as

OWN = "own"
"""What a window is called that has no name."""

_LEAST_WIDTH, _LEAST_HEIGHT = 40.0, 12.0
"""What has to show of a sheet at least, for an address."""

EDGE = 8.0
"""How far from the sheet's upper edge a letter for a window begins, as in parts.html.j2."""

_HEAD = 15.0
"""How high the room above a window is at least in which a letterhead stands."""


class WindowKind(Part):
    """The window of an envelope: by its name, or measured in millimetres."""

    name: str = Field(OWN, description="A window that is known.", examples=["din-5008-b"])
    envelope: str | None = Field(
        None, description="The envelope; without one, it is a place on the sheet.", examples=["DL"]
    )
    left: Millimetres | None = Field(None, description="From the left edge.", examples=[20])
    right: Millimetres | None = Field(None, description="Or from the right edge.", examples=[20])
    top: Millimetres | None = Field(None, description="From the upper edge.", examples=[45])
    bottom: Millimetres | None = Field(None, description="Or from the lower edge.", examples=[15])
    width: Millimetres = Field(description="How wide the window is.", examples=[90])
    height: Millimetres = Field(description="How high it is.", examples=[45])
    padding: tuple[Millimetres, Millimetres, Millimetres, Millimetres] = Field(
        (1.0, 1.0, 0.0, 2.0),
        description="What stays white in it: above, on the right, below, on the left.",
        examples=[[1, 1, 0, 2]],
    )
    folds: tuple[Millimetres, ...] = Field(
        (), description="Where an A4 sheet is folded, from the top.", examples=[[105, 210]]
    )

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        return measured("windows", value)

    @model_validator(mode="after")
    def _has_a_place(self) -> Self:
        if (self.left is None) == (self.right is None):
            raise _wrong("has either a `left` or a `right`")
        if (self.top is None) == (self.bottom is None):
            raise _wrong("has either a `top` or a `bottom`")
        if self.envelope:
            known("envelopes", self.envelope)
        return self

    @property
    def _envelope(self) -> tuple[float, float] | None:
        """The width and the height of the envelope."""
        if not self.envelope:
            return None
        return width_and_height("envelopes", known("envelopes", self.envelope))


def _wrong(message: str) -> PydanticCustomError:
    return PydanticCustomError("window", "{message}", {"message": message})


Window = Annotated[WindowKind, plain_text_as("name")]
"""`window:` as a file has it: `din-5008-b`, or a mapping."""


@dataclass(frozen=True)
class WindowPlace:
    """What always shows of a sheet in a window, in millimetres from the sheet's edges, and where
    the sheet is folded, at most twice."""

    left: float
    top: float
    width: float
    height: float
    padding: tuple[float, float, float, float]
    folds: tuple[float, ...]
    sheet: float

    @property
    def head(self) -> float:
        """How high the room for the letterhead is: above the window, or beside it."""
        return self.top - EDGE if not self.is_beside else self.top + self.height - EDGE

    @property
    def is_beside(self) -> bool:
        """Whether the letterhead stands on the window's left, for want of room above it."""
        return self.top - EDGE < _HEAD


@lru_cache(maxsize=50)
def place_of(window: WindowKind, width: float, height: float) -> WindowPlace:
    """What always shows of a sheet of that size in the window.

    Raises ValueError with what is wrong where the sheet or an address has no room.
    """
    envelope = window._envelope
    parts = ceil((height - 1) / envelope[1]) if envelope else 3
    wide, high = envelope or (width, height)
    panel = height / parts if envelope else height
    slack_across, slack_down = wide - width, high - panel
    if slack_across < 0:
        raise ValueError(f"a page of {width:g} mm is wider than the envelope of {wide:g} mm")
    left = _from(window.left, window.right, wide, window.width)
    top = _from(window.top, window.bottom, high, window.height)
    across = min(left + window.width - slack_across, width) - left
    down = min(top + window.height - slack_down, panel) - top
    if across < _LEAST_WIDTH or down < _LEAST_HEIGHT:
        raise ValueError(
            f"only {max(across, 0):g} × {max(down, 0):g} mm of a page of {width:g} × {height:g} mm "
            "always show in the window"
        )
    folds = window.folds if window.folds and height == 297 else _folds(height, parts)
    left, top, across, down = (round(each, 1) for each in (left, top, across, down))
    return WindowPlace(left, top, across, down, window.padding, folds, height)


def _from(near: float | None, far: float | None, whole: float, own: float) -> float:
    return near if near is not None else whole - (far or 0.0) - own


def _folds(height: float, parts: int) -> tuple[float, ...]:
    return tuple(round(height * each / parts, 1) for each in range(1, parts))[:2]
