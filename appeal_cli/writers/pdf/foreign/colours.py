"""Colours: black and gray in black ink alone, in whichever of a file's spaces they are said.

A letter's own text is so (`ink.py`); what lies behind it in one print file is printed with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator, Stream

_PLAIN = {"rg": "g", "RG": "G", "k": "g", "K": "G"}
"""Operators that name a colour and its space at once, and those for gray (ISO 32000-1, 8.6.8)."""

_SPACED = {"sc": "g", "scn": "g", "SC": "G", "SCN": "G"}
_SPACES = {"cs": "g", "CS": "G"}
_DEVICES = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}

_LIGHTS = tuple(map(Decimal, ("0.299", "0.587", "0.114")))
"""How bright red, green and blue are (ITU-R BT.601), as in a letter's own text."""

Instruction = Any
"""What pikepdf makes of an operator and what stands before it."""


@dataclass(frozen=True)
class _Ink:
    """The space that was chosen for a colour, and whether a gray of our own is in its place."""

    space: Any = "/DeviceGray"
    is_replaced: bool = False


def in_black_ink(
    instructions: Sequence[Instruction], resources: Dictionary, *, all_gray: bool
) -> Iterator[Instruction]:
    """The instructions, with each gray of them as DeviceGray; with `all_gray`, each colour that is
    mixed of lights or inks too."""
    level_of = _brightness if all_gray else _level
    inks = {"g": _Ink(), "G": _Ink()}
    kept: list[dict[str, _Ink]] = []
    for each in instructions:
        operator = str(each.operator)
        if operator == "q":
            kept.append(dict(inks))
        elif operator == "Q" and kept:
            inks = kept.pop()
        if operator in _PLAIN:
            level = level_of(each.operands)
            ours = _PLAIN[operator]
            inks[ours] = _Ink(_DEVICES[operator.lower()])
            yield each if level is None else _gray(level, ours)
        elif operator in _SPACES:
            inks[_SPACES[operator]] = _Ink(each.operands[0])
            yield each
        elif operator in _SPACED:
            ours = _SPACED[operator]
            is_ours = _of_lights(inks[ours].space, resources) == len(each.operands)
            level = level_of(each.operands) if is_ours else None
            is_exact = all_gray or level == 0 or inks[ours].space == "/DeviceRGB"
            yield from _spaced(each, ours, inks, level if is_exact else None)
        else:
            yield each


def _spaced(
    each: Instruction, ours: str, inks: dict[str, _Ink], level: Decimal | None
) -> Iterator[Instruction]:
    """A colour in the space that was chosen before, or the gray that it is."""
    ink = inks[ours]
    if level is not None:
        inks[ours] = replace(ink, is_replaced=True)
        yield _gray(level, ours)
        return
    if ink.is_replaced:
        inks[ours] = replace(ink, is_replaced=False)
        yield ContentStreamInstruction([ink.space], Operator("cs" if ours == "g" else "CS"))
    yield each


def _level(operands: Sequence[Any]) -> Decimal | None:
    """How light the gray is that three lights or four inks make; None for what is no gray."""
    numbers = [Decimal(str(each)) for each in operands]
    if len(numbers) == 3 and numbers[0] == numbers[1] == numbers[2]:
        return numbers[0]
    if len(numbers) == 4 and not any(numbers[:3]):
        return 1 - numbers[3]
    return None


def _brightness(operands: Sequence[Any]) -> Decimal | None:
    """How light the colour is that three lights or four inks make."""
    numbers = [Decimal(str(each)) for each in operands]
    if len(numbers) == 4:
        numbers = [max(Decimal(0), 1 - each - numbers[3]) for each in numbers[:3]]
    if len(numbers) != 3:
        return None
    lights = (share * each for share, each in zip(_LIGHTS, numbers, strict=True))
    level = sum(lights, Decimal(0))
    return round(min(max(level, Decimal(0)), Decimal(1)), 4)


def _gray(level: Decimal, operator: str) -> Instruction:
    return ContentStreamInstruction([level], Operator(operator))


def _of_lights(space: Any, resources: Dictionary) -> int:
    """How many lights or inks the space mixes; 0 for one of another kind."""
    named = resources.get("/ColorSpace")
    if isinstance(named, Dictionary) and isinstance(space, Name) and space in named:
        space = named[space]
    if space in ("/DeviceRGB", "/DeviceCMYK"):
        return 3 if space == "/DeviceRGB" else 4
    if isinstance(space, Array) and len(space) == 2 and isinstance(space[1], (Dictionary, Stream)):
        if space[0] == "/CalRGB":
            return 3
        if space[0] == "/ICCBased":
            count = int(space[1].get("/N", 0))
            return count if count in (3, 4) and "/Range" not in space[1] else 0
    return 0
