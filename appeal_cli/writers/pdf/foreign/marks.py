"""Marks: which pieces of a page show something, and which are there for the eye alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator

_PATH = frozenset({"m", "l", "c", "v", "y", "h", "re", "W", "W*"})
_PAINTING_PATHS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"})
_PAINTING = _PAINTING_PATHS | {"Tj", "TJ", "'", '"', "Do", "INLINE IMAGE"}
"""Operators that build a path, that paint one or an area, and that show anything (ISO 32000-1,
annex A)."""

_MARKING = frozenset({"BDC", "BMC", "EMC", "DP", "MP"})
"""Operators that mark parts of contents (14.6)."""

_BEGIN = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
_END = ContentStreamInstruction([], Operator("EMC"))


LOOSE, ARTIFACT = -1, -2
"""What stands outside of all marks, and in one of what is there for the eye alone."""


def shown_marks(instructions: Sequence[Any], resources: Any) -> set[int]:
    """The numbers of the marked contents in which something is shown, LOOSE for what is in none."""
    found = _with_marks(instructions, resources)
    return {mark for each, mark in found if str(each.operator) in _PAINTING} - {ARTIFACT}


def with_artifacts(instructions: Sequence[Any], resources: Any) -> Iterator[Any]:
    """The instructions, with lines and areas that stand outside of all marks marked as there for
    the eye alone: office programs draw rules and backgrounds so. Text and images stay as they
    are."""
    path: list[Any] = []
    for each, mark in _with_marks(instructions, resources):
        operator = str(each.operator)
        if operator in _PATH:
            path.append(each)
            continue
        is_loose = mark == LOOSE and operator in _PAINTING_PATHS
        yield from (_BEGIN, *path, each, _END) if is_loose else (*path, each)
        path = []
    yield from path


def without_marks(instructions: Sequence[Any]) -> list[Any]:
    """The instructions, with nothing marked."""
    return [each for each in instructions if str(each.operator) not in _MARKING]


def _with_marks(instructions: Sequence[Any], resources: Any) -> Iterator[tuple[Any, int]]:
    """Each instruction with the number of the marked content that it stands in, LOOSE or
    ARTIFACT."""
    open_marks = [LOOSE]
    for each in instructions:
        operator = str(each.operator)
        if operator in ("BDC", "BMC"):
            open_marks.append(_mark(each.operands, resources, open_marks[-1]))
        elif operator == "EMC" and len(open_marks) > 1:
            open_marks.pop()
        yield each, open_marks[-1]


def _mark(operands: Sequence[Any], resources: Any, around: int) -> int:
    """The number of the marked content that begins; of a mere span, what is around it."""
    said = operands[1] if len(operands) > 1 else None
    if isinstance(said, Name):
        said = resources.get("/Properties", Dictionary()).get(str(said))
    if isinstance(said, Dictionary) and "/MCID" in said:
        return int(said["/MCID"])
    return ARTIFACT if operands and operands[0] == Name.Artifact else around
