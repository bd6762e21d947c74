"""Pictures: the pages of a file as images."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pikepdf import Dictionary, Name, Pdf

from appeal_cli.files.pdf_file import refused

if TYPE_CHECKING:
    from PIL.Image import Image

_DOTS = 200
"""How many dots an inch has: small print can be read, and a page takes some 100 kB."""

_MOST_DOTS = 4_000
"""The longest side of a picture: a plan of a whole district is drawn coarser."""


@contextmanager
def pictured(data: bytes, name: str) -> Iterator[Pdf]:
    """A new file with a picture of each page. Raises AppealError where one can't be drawn."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        drawn = PdfDocument(data)
        try:
            drawn.init_forms()
            with Pdf.new() as pdf:
                for number in range(len(drawn)):
                    _add_page(pdf, drawn[number])
                yield pdf
        finally:
            drawn.close()
    except (PdfiumError, ValueError):
        raise refused(name, "can't be drawn", "save it again as PDF") from None


def _add_page(pdf: Pdf, drawn: Any) -> None:
    """Adds the page as a picture."""
    width, height = (round(each, 3) for each in drawn.get_size())
    page = pdf.add_blank_page(page_size=(width, height))
    longest = max(width, height) / 72
    bitmap = drawn.render(scale=min(_DOTS, _MOST_DOTS / longest) / 72, may_draw_forms=True)
    page.Resources = Dictionary(XObject=Dictionary(Page=_image(pdf, bitmap.to_pil())))
    page.Contents = pdf.make_stream(f"{width} 0 0 {height} 0 0 cm /Page Do".encode())


def _image(pdf: Pdf, image: Image) -> Any:
    """The image, gray where it has no colour, packed in the shorter of two ways."""
    image = image.convert("RGB")
    gray = image.convert("L")
    is_gray = image.tobytes() == gray.convert("RGB").tobytes()
    image = gray if is_gray else image
    photo = BytesIO()
    image.save(photo, "JPEG", quality=85)
    flat = zlib.compress(image.tobytes(), 9)
    is_photo = len(photo.getvalue()) < len(flat)
    stream = pdf.make_stream(
        photo.getvalue() if is_photo else flat,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray if is_gray else Name.DeviceRGB,
    )
    stream.Filter = Name.DCTDecode if is_photo else Name.FlateDecode
    return stream
