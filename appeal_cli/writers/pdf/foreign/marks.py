"""Marks: which pieces of a page show something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pikepdf import Dictionary, Name

_PAINTING = frozenset(
    {
        *("Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE"),
        *("S", "s", "f", "F", "f*", "B", "B*", "b", "b*"),
    }
)
"""Operators that show something (ISO 32000-1, annex A)."""


def shown_marks(instructions: Sequence[Any], resources: Any) -> set[int]:
    """The numbers of the marked contents in which something is shown."""
    shown: set[int] = set()
    open_marks: list[int | None] = []
    for each in instructions:
        operator = str(each.operator)
        if operator in ("BDC", "BMC"):
            number = _number(each.operands, resources)
            open_marks.append(open_marks[-1] if number is None and open_marks else number)
        elif operator == "EMC" and open_marks:
            open_marks.pop()
        elif operator in _PAINTING and open_marks and open_marks[-1] is not None:
            shown.add(open_marks[-1])
    return shown


def _number(operands: Sequence[Any], resources: Any) -> int | None:
    """The number of the marked content that begins; None for an artifact or a mere span."""
    said = operands[1] if len(operands) > 1 else None
    if isinstance(said, Name):
        said = resources.get("/Properties", Dictionary()).get(str(said))
    return int(said["/MCID"]) if isinstance(said, Dictionary) and "/MCID" in said else None
