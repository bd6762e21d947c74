"""Ink: black and gray in black ink alone, and all of a letter in gray where that is asked for.

A gray of three lights is printed as a mixture of four inks, whose edges never meet exactly;
as DeviceGray it is black ink alone (ISO 32000-1, 8.6.4.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydyf import PDF

_RGB = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)")
_LAB_SPACE = re.compile(rb"/lab-d\d+ (cs|CS)")
_LAB = re.compile(rb"(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (scn|SCN)")

_LIGHTS = (0.299, 0.587, 0.114)
"""How bright red, green and blue are (ITU-R BT.601), as for images."""

_NO_COLOUR = 0.01
"""The most that a gray of the Lab space is away from its axis."""


def in_black_ink(pdf: PDF, all_gray: bool) -> None:
    """Writes the grays of a finished document as DeviceGray; with `all_gray`, its colours too."""
    for each in pdf.objects:
        operators = getattr(each, "stream", None)
        if operators and any(map(_is_colour, operators)):
            each.stream = list(_in_black_ink(operators, all_gray))


def _is_colour(operator: Any) -> bool:
    return isinstance(operator, bytes) and operator.endswith((b" rg", b" RG", b" cs", b" CS"))


def _in_black_ink(operators: Sequence[Any], all_gray: bool) -> Iterator[Any]:
    waiting = None  # a colour space, whose colour is not known yet
    for operator in operators:
        if waiting is None and _is_colour(operator):
            if _LAB_SPACE.fullmatch(operator):
                waiting = operator
                continue
            operator = _of_rgb(operator, all_gray)
        elif waiting is not None:
            gray = _of_lab(operator, all_gray)
            if gray is None:
                yield waiting
            operator, waiting = gray or operator, None
        yield operator


def _of_rgb(operator: bytes, all_gray: bool) -> bytes:
    found = _RGB.fullmatch(operator)
    if not found or not (all_gray or found[1] == found[2] == found[3]):
        return operator
    lights = [float(found[number]) for number in (1, 2, 3)]
    level = lights[0] if lights[0] == lights[1] == lights[2] else _brightness(lights)
    return _gray(level, is_stroke=found[4] == b"RG")


def _of_lab(operator: Any, all_gray: bool) -> bytes | None:
    found = _LAB.fullmatch(operator) if isinstance(operator, bytes) else None
    if not found:
        return None
    lightness, a, b = (float(found[number]) for number in (1, 2, 3))
    if not all_gray and max(abs(a), abs(b)) > _NO_COLOUR:
        return None
    return _gray(_light(lightness), is_stroke=found[4] == b"SCN")


def _brightness(lights: Sequence[float]) -> float:
    return sum(share * light for share, light in zip(_LIGHTS, lights, strict=True))


def _light(lightness: float) -> float:
    """The gray of sRGB that is as light (CSS Color 4, 8.1 and 10.2)."""
    is_dark = lightness <= 8
    linear = lightness / 903.3 if is_dark else ((lightness + 16) / 116) ** 3
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055


def _gray(level: float, *, is_stroke: bool) -> bytes:
    number = f"{min(max(level, 0), 1):.4f}".rstrip("0").rstrip(".")
    return f"{number} {'G' if is_stroke else 'g'}".encode()


def gray_image(data: bytes) -> bytes:
    """The same image in gray; one that is gray already stays as it is."""
    from PIL import Image

    with Image.open(BytesIO(data)) as image:
        if image.mode in ("1", "L", "LA"):
            return data
        has_alpha = "A" in image.mode or "transparency" in image.info
        gray = (
            image.convert("RGBA").convert("LA") if has_alpha else image.convert("RGB").convert("L")
        )
        written = BytesIO()
        kind = "JPEG" if image.format in ("JPEG", "MPO") else "PNG"
        gray.save(written, kind, **({"quality": 92} if kind == "JPEG" else {}))
    return written.getvalue()
