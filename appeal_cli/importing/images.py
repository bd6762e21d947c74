"""Pictures of documents as those that a letter can show: PNG or JPEG, as they stood there."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TypeAlias

MAX_PIXELS = 25_000_000

Crop: TypeAlias = tuple[float, float, float, float]
"""How much of a picture is cut off at its left, top, right and bottom, from 0 to 1."""

WHOLE: Crop = (0, 0, 0, 0)
_KEPT = ("PNG", "JPEG")
_READ = (*_KEPT, "MPO", "GIF", "BMP", "TIFF", "WEBP")
_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")


def printable_image(data: bytes, crop: Crop = WHOLE) -> bytes:
    """The picture as PNG or JPEG, without what was cut off; b"" where it is of another kind.

    What the document hides of a picture is nobody's business, so it is cut off in truth.
    """
    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data)) as image:
            if image.format not in _READ or image.width * image.height > MAX_PIXELS:
                return b""
            if image.format in _KEPT and image.mode in _MODES and not any(crop):
                return data
            image.load()
            shown = image if image.mode in _MODES else image.convert("RGB")
            box = _box(image.width, image.height, crop)
            made = BytesIO()
            shown.crop(box).save(made, "PNG")
            return made.getvalue()
    except (OSError, SyntaxError, ValueError, MemoryError, ArithmeticError, LookupError):
        return b""


def _box(width: int, height: int, crop: Crop) -> tuple[int, int, int, int]:
    left, top, right, bottom = (min(side, 0.99) for side in crop)
    if left + right >= 1 or top + bottom >= 1:
        return (0, 0, width, height)
    return (
        round(width * left),
        round(height * top),
        max(round(width * (1 - right)), round(width * left) + 1),
        max(round(height * (1 - bottom)), round(height * top) + 1),
    )
