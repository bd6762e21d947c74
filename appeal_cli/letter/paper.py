"""Paper: the page that letters stand on, as templates and Word are told of it, and how many there
may be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from appeal_cli.appeal.paper import PageFormat
from appeal_cli.problems import Problem


@dataclass(frozen=True)
class PageLimit:
    """How many pages the letter may have, and where that is said: a problem without a message."""

    pages: int
    place: Problem


@dataclass(frozen=True)
class Paper:
    """What is said of a page, in millimetres: its size, and the margins around its text; None
    for what is not said, and stays what the template has."""

    width: float | None = None
    height: float | None = None
    top: float | None = None
    right: float | None = None
    bottom: float | None = None
    left: float | None = None

    @property
    def css(self) -> str:
        """What a stylesheet says of it, in `@page`."""
        size = f"size: {self.width:g}mm {self.height:g}mm; " if self.width and self.height else ""
        margins = {side: getattr(self, side) for side in ("top", "right", "bottom", "left")}
        return size + "".join(
            f"margin-{side}: {length:g}mm; "
            for side, length in margins.items()
            if length is not None
        )

    def over(self, other: Paper) -> Paper:
        """What either says, and this one where both do."""
        said = {name: length for name, length in vars(self).items() if length is not None}
        return replace(other, **said)


@lru_cache(maxsize=20)
def paper_of(said: PageFormat) -> Paper:
    """The paper that `page:` of a file says."""
    width, height = said.measures
    margins = said.margins
    return Paper(
        width or None, height or None, margins.top, margins.right, margins.bottom, margins.left
    )
