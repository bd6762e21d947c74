"""Edition: which standards a PDF follows, and whether its source is inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Variant:
    """A standard that a PDF can follow, as WeasyPrint names it; None for none.

    `marked_accessible` says that the file has to be marked as PDF/UA-1 too, which
    all tagged files are; `carries_files`, that the standard allows other files inside.
    """

    standard: str | None
    marked_accessible: bool = True
    carries_files: bool = False


VARIANTS: Mapping[str, Variant] = {
    "pdf/a-3a": Variant("pdf/a-3a", carries_files=True),
    "pdf/a-3u": Variant("pdf/a-3u", carries_files=True),
    "pdf/a-3b": Variant("pdf/a-3b", carries_files=True),
    "pdf/a-2a": Variant("pdf/a-2a"),
    "pdf/a-2u": Variant("pdf/a-2u"),
    "pdf/a-2b": Variant("pdf/a-2b"),
    "pdf/ua-1": Variant("pdf/ua-1", marked_accessible=False, carries_files=True),
    "none": Variant(None, marked_accessible=False, carries_files=True),
}
"""The variants by name, the usual one first. PDF/A-1 is not among them, as it knows no
transparency, nor PDF/X, which is for printing presses."""


@dataclass(frozen=True)
class Edition:
    """How a PDF is made: the name of its variant, whether the appeal's YAML and the deputy's
    fields are attached to it, whether colours and images become gray, and whether enclosures
    become pictures of their pages."""

    variant: str = next(iter(VARIANTS))
    attach_source: bool = False
    gray: bool = False
    enclosures_as_images: bool = False
