"""What a template has of paper that lies under its PDF letters: the file, and the words on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from appeal_cli.importing.letterheads.pdf_sheets import sheets_of
from appeal_cli.problems import AppealError, Kind
from appeal_cli.writers.pdf.foreign import Wish, taken_as_figures

PAPER = "letterhead.pdf"
"""The name of the file."""


@dataclass(frozen=True)
class Under:
    """The file by its name, and what `template.yaml` says of it; neither where there is none."""

    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    about: Mapping[str, Any] = field(default_factory=dict)


def printed_on(text: str) -> dict[str, Any]:
    """What `template.yaml` says of paper on which that text stands."""
    return {"printed_on": {"file": PAPER, "text": text.splitlines()}}


def under_letters(printed: bytes, path: Path) -> Under:
    """The pages that a document of the office's prints. Raises AppealError, at the file, where no
    letter may hold them."""
    first = next(sheets_of(printed))
    text = "\n".join((*first.head, *first.foot)) or path.stem
    wish = Wish("what LibreOffice prints", "und", "leave out --exact")
    try:
        return Under({PAPER: taken_as_figures(printed, text, wish).data}, printed_on(text))
    except AppealError as error:
        problems = (replace(each, file=str(path), kind=Kind.LETTERHEAD) for each in error.problems)
        raise AppealError(*problems) from None
