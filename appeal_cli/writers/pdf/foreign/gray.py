"""Gray: images of others in shades of black ink, and whether a page has colours left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Name, PdfError, PdfImage, Stream

from appeal_cli.writers.pdf.foreign.packing import pack
from appeal_cli.writers.pdf.ink import lights_apart

_GRAYS = ("/DeviceGray", "/CalGray")
_COARSE = 0.5
"""Dots in a point, at which a page is looked at."""

_NO_COLOUR = 8
"""The most that the lights of a gray differ by, of 255, where it was packed as a photograph."""


def make_gray(image: Any) -> None:
    """Makes an image gray; one that can't be read stays what it is."""
    if not isinstance(image, Stream) or image.get("/Subtype") != "/Image":
        return
    if "/ImageMask" in image or "/ColorSpace" not in image or image.ColorSpace in _GRAYS:
        return
    try:
        pixels = PdfImage(image).as_pil_image().convert("RGB").convert("L")
    except (PdfError, NotImplementedError, OSError, ValueError, TypeError, AttributeError):
        return
    for key in ("/Decode", "/DecodeParms", "/Mask", "/Intent"):
        if key in image and (key != "/Mask" or not isinstance(image.Mask, Stream)):
            del image[key]
    data, how = pack(pixels)
    image.write(data, filter=how)
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8


def coloured_pages(data: bytes) -> Iterator[int]:
    """The numbers of the pages on which a colour is seen."""
    from pypdfium2 import PdfDocument

    with PdfDocument(data) as document:
        for number, page in enumerate(document, 1):
            seen = page.render(scale=_COARSE).to_pil()
            most: Any = [apart.getextrema()[1] for apart in lights_apart(seen)]
            if max(most) > _NO_COLOUR:
                yield number
