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
    from PIL.Image import Image
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


def inked_image(data: bytes, all_gray: bool) -> bytes:
    """The same image in shades of black ink, where it has no other colours or `all_gray` is asked
    for; a photograph that happens to have none stays as it is packed."""
    from PIL import Image as Images

    with Images.open(BytesIO(data)) as image:
        is_photo = image.format in ("JPEG", "MPO")
        is_kept = is_photo or has_colours(image)
        if image.mode in ("L", "LA") or (is_kept and not all_gray):
            return data
        has_alpha = "A" in image.mode or "transparency" in image.info
        gray = (
            image.convert("RGBA").convert("LA") if has_alpha else image.convert("RGB").convert("L")
        )
        written = BytesIO()
        if is_photo:
            gray.save(written, "JPEG", quality=92)
        else:
            gray.save(written, "PNG", compress_level=1)  # it is unpacked at once
    return written.getvalue()


def has_colours(image: Image) -> bool:
    """Whether some pixel is no gray."""
    return any(apart.getbbox() for apart in lights_apart(image))


def lights_apart(image: Image) -> Iterator[Image]:
    """How far apart the lights of each pixel are: red from green, and green from blue."""
    from PIL import ImageChops

    red, green, blue = image.convert("RGB").split()
    for pair in ((red, green), (green, blue)):
        yield ImageChops.difference(*pair)
