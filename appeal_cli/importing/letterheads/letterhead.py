"""A letterhead as it was taken from an office's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from appeal_cli.problems import Problem


@dataclass(frozen=True)
class Letterhead:
    """The files of the template by their names, and what is to be said of it: what was taken out
    of the document, and what is not in every format."""

    files: Mapping[str, bytes] = field(repr=False)
    problems: Sequence[Problem] = ()
