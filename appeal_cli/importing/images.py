"""Pictures of documents as those that a letter can show, as much of them as was shown there."""

from __future__ import annotations

from io import BytesIO
from typing import TypeAlias

from appeal_cli.appeal.pictures import picture_of
from appeal_cli.problems import AppealError

Crop: TypeAlias = tuple[float, float, float, float]
"""How much of a picture is cut off at its left, top, right and bottom, from 0 to 1."""

WHOLE: Crop = (0, 0, 0, 0)


def printable_image(data: bytes, crop: Crop = WHOLE) -> bytes:
    """The picture as PNG or JPEG, without what was cut off; b"" where it is of another kind.

    What the document hides of a picture is nobody's business, so it is cut off in truth.
    """
    try:
        shown = picture_of(data, "the picture").data
    except AppealError:
        return b""
    return _cut(shown, crop) if any(crop) else shown


def _cut(data: bytes, crop: Crop) -> bytes:
    from PIL import Image

    left, top, right, bottom = (min(side, 0.99) for side in crop)
    if left + right >= 1 or top + bottom >= 1:
        return data
    with Image.open(BytesIO(data)) as image:
        width, height = image.size
        box = (
            round(width * left),
            round(height * top),
            max(round(width * (1 - right)), round(width * left) + 1),
            max(round(height * (1 - bottom)), round(height * top) + 1),
        )
        made = BytesIO()
        image.crop(box).save(made, "PNG")
        return made.getvalue()
