"""What is wanted of the pipeline, and what it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from appeal_cli.letter.letter import Letter
from appeal_cli.problems import Problem
from appeal_cli.writers.paper import MadeFile


@dataclass(frozen=True)
class Wanted:
    """A letter and the formats that it is wanted in.

    `others` are letters on the same pages, with a template that takes several; places there with
    the numbers of `blanks` stay empty. One that `is_verified` is laid out in full besides, and
    compared; one that `fits` is known to have room.
    """

    letter: Letter
    formats: tuple[str, ...] = ()
    others: tuple[Letter, ...] = ()
    blanks: frozenset[int] = frozenset()
    is_verified: bool = False
    fits: bool = False


@dataclass(frozen=True)
class MadeLetter:
    """A letter's files by format, what is to be checked about it, and by how many steps its
    address is `smaller` than usual."""

    files: Mapping[str, MadeFile] = field(default_factory=dict)
    notices: tuple[Problem, ...] = ()
    smaller: int = 0
