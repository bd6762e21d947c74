"""Pictures: the pages of a file as images."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pikepdf import Dictionary, Name, Pdf

from appeal_cli.files.pdf_file import refused
from appeal_cli.writers.pdf.foreign.packing import pack
from appeal_cli.writers.pdf.ink import has_colours

if TYPE_CHECKING:
    from PIL.Image import Image

_DOTS = 200
"""How many dots an inch has: small print can be read, and a page takes some 100 kB."""

_MOST_DOTS = 4_000
"""The longest side of a picture: a plan of a whole district is drawn coarser."""


@contextmanager
def pictured(data: bytes, name: str, *, gray: bool) -> Iterator[Pdf]:
    """A new file with a picture of each page. Raises AppealError where one can't be drawn."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        drawn = PdfDocument(data)
        try:
            drawn.init_forms()
            with Pdf.new() as pdf:
                for number in range(len(drawn)):
                    _add_page(pdf, drawn[number], gray=gray)
                yield pdf
        finally:
            drawn.close()
    except (PdfiumError, ValueError):
        raise refused(name, "can't be drawn", "save it again as PDF") from None


def _add_page(pdf: Pdf, drawn: Any, *, gray: bool) -> None:
    """Adds the page as a picture."""
    width, height = (round(each, 3) for each in drawn.get_size())
    page = pdf.add_blank_page(page_size=(width, height))
    longest = max(width, height) / 72
    bitmap = drawn.render(scale=min(_DOTS, _MOST_DOTS / longest) / 72, may_draw_forms=True)
    page.Resources = Dictionary(XObject=Dictionary(Page=_image(pdf, bitmap.to_pil(), gray=gray)))
    page.Contents = pdf.make_stream(f"{width} 0 0 {height} 0 0 cm /Page Do".encode())


def _image(pdf: Pdf, image: Image, *, gray: bool) -> Any:
    """The image, gray where it has no colour or where that is asked for."""
    is_gray = gray or not has_colours(image)
    data, how = pack(image.convert("L" if is_gray else "RGB"))
    stream = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image)
    stream.Width, stream.Height, stream.BitsPerComponent = image.width, image.height, 8
    stream.ColorSpace = Name.DeviceGray if is_gray else Name.DeviceRGB
    stream.Filter = how
    return stream
