"""Pixels: a drawing as a PNG file, as finely as a page is printed.

WeasyPrint makes a PDF page of it, and PDFium the pixels. Words in it are set in the fonts of the
shipped letter, whatever fonts it names and the machine has.
"""

from __future__ import annotations

import base64
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from appeal_cli.drawing.engine import engine, machine_left_out, no_fonts, nothing_omitted
from appeal_cli.drawing.svg import Drawing, read_svg, refused
from appeal_cli.files.resources import shipped
from appeal_cli.isolation import each
from appeal_cli.problems import AppealError, Kind

WIDEST, HIGHEST = 2126, 3508
"""The pixels of a picture that is 180 mm wide, or 297 mm high, at 300 to the inch."""

_SECONDS = 10
_POINTS = 72 / 300
"""How many points a pixel is."""


def png_of_svg(data: bytes) -> bytes:
    """The drawing as a PNG file, made in a process of its own unless this one has limits already.

    Raises AppealError, whose message is what is wrong with it, for a drawing that can't be taken.
    """
    if multiprocessing.current_process().daemon:
        return _drawn(data)
    (outcome,) = each(_drawn, [data], seconds=_SECONDS)
    if outcome.result is not None:
        return outcome.result
    if any(problem.kind in (Kind.LIMIT, Kind.CRASH) for problem in outcome.problems):
        raise refused("is an SVG drawing that takes too long to draw")
    raise AppealError(*outcome.problems)


def _drawn(data: bytes) -> bytes:
    drawing, words = read_svg(data)
    _refuse_undrawn(words)
    scale = min(WIDEST / drawing.width, HIGHEST / drawing.height)
    width, height = round(drawing.width * scale), round(drawing.height * scale)
    return _png(_pdf(drawing, width * _POINTS, height * _POINTS), (width, height))


def _refuse_undrawn(words: str) -> None:
    """Raises AppealError for a character that the fonts lack."""
    from fontTools.ttLib import TTFont

    with TTFont(_fonts() / "Tinos-Regular.ttf", lazy=True) as font:
        known = font.getBestCmap()
    lacking = [sign for sign in words if ord(sign) not in known and not sign.isspace()]
    if lacking:
        raise refused(f"has a sign that no font of the letter has: `{lacking[0]}`")


def _fonts() -> Path:
    return shipped("templates") / "letter" / "fonts"


def _pdf(drawing: Drawing, width: float, height: float) -> bytes:
    """A page of that size, in points, with nothing but the drawing on it, and all of it."""
    source = base64.b64encode(drawing.xml).decode("ascii")
    html = (
        f"<style>@page {{ size: {width:.3f}pt {height:.3f}pt; margin: 0 }} body {{ margin: 0 }}"
        f"img {{ display: block; width: {width:.3f}pt; height: {height:.3f}pt }}</style>"
        f'<img alt="" src="data:image/svg+xml;base64,{source}">'
    )
    with machine_left_out(), _all_of_it(), nothing_omitted():
        weasyprint = engine()
        fonts, fetch = no_fonts(), weasyprint.urls.URLFetcher(allowed_protocols=["data"])
        style = weasyprint.CSS(filename=_fonts() / "fonts.css", font_config=fonts)
        page = weasyprint.HTML(string=html, url_fetcher=fetch)
        made: bytes = page.write_pdf(stylesheets=[style], font_config=fonts)
    return made


@contextmanager
def _all_of_it() -> Iterator[None]:
    """Says of the drawing what WeasyPrint says of its address, in which all of it stands."""
    try:
        yield
    except AppealError:
        raise refused("is an SVG drawing of which something can't be drawn") from None


def _png(pdf: bytes, size: tuple[int, int]) -> bytes:
    """The page in pixels, on white."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=1 / _POINTS).to_pil().convert("RGB")
    file = BytesIO()
    image.resize(size).save(file, "PNG", optimize=True)
    return file.getvalue()
