"""Packing the pixels of an image, in the shorter of two ways."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from pikepdf import Name

if TYPE_CHECKING:
    from PIL.Image import Image


def pack(image: Image) -> tuple[bytes, Name]:
    """The pixels of the image as they stand in a PDF file, and the filter that unpacks them."""
    photo = BytesIO()
    image.save(photo, "JPEG", quality=85)
    flat = zlib.compress(image.tobytes(), 9)
    is_photo = len(photo.getvalue()) < len(flat)
    return (photo.getvalue(), Name.DCTDecode) if is_photo else (flat, Name.FlateDecode)
