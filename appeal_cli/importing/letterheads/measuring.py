"""How high headers and footers are on paper, as the PDF sets them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from appeal_cli.appeal.pictures import picture_of
from appeal_cli.files.millimetres import MM_PER_PIXEL
from appeal_cli.page.page import Page
from appeal_cli.page.template import Template, load_template
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.engine import boxes_on
from appeal_cli.writers.pdf.layout import Layouter

_HEAD = 99.0
"""A third of a sheet of A4."""

_OVER = 2
"""How many pixels of what stands in the margin may reach into the text."""


class Tall(NamedTuple):
    """How high the lines of a strip are, and how far below its upper edge that ends which has a
    place of its own in it."""

    strip: float
    placed: float = 0


def heights(
    strips: Mapping[str, str],
    width: float,
    pictures: Mapping[str, bytes],
    fonts: Mapping[str, bytes],
) -> dict[str, Tall]:
    """How many millimetres high each strip of HTML is in a column of that width, set in the fonts
    of a template with those files.

    What is placed lower than a third of a sheet, or in the margin, stands beside its text, and what
    lies behind it is in no way.

    Raises AppealError where Pango is not installed.
    """
    with TemporaryDirectory(prefix="appeal-", ignore_cleanup_errors=True) as scratch:
        layouter = Layouter(_template(fonts, Path(scratch)), Edition())
        return _heights(layouter, strips, width, pictures)


def _template(fonts: Mapping[str, bytes], folder: Path) -> Template:
    """The usual template, with those fonts where there are any."""
    if not fonts:
        return load_template()
    for name, data in {**fonts, "template.yaml": b"title: fonts\nbase: letter\n"}.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return load_template(folder)


def _heights(
    layouter: Layouter, strips: Mapping[str, str], width: float, pictures: Mapping[str, bytes]
) -> dict[str, Tall]:
    shown = {file: picture_of(data, file) for file, data in pictures.items()}
    images = {picture.source: picture for picture in shown.values()}
    found = {}
    for name, strip in strips.items():
        for file, picture in shown.items():
            strip = strip.replace(f'src="{file}"', f'src="{picture.source}"')
        html = _PAGE.format(width=width, strip=strip)
        sheet = layouter.layout(Page.of(html, images)).sheets[0]
        found[name] = _tall([*boxes_on(sheet)])
    return found


def _tall(boxes: Sequence[Any]) -> Tall:
    section = next(each for each in boxes if each.element_tag == "section")
    ends = [
        (each.position_y + each.margin_height() - section.position_y) * MM_PER_PIXEL
        for each in boxes
        if _is_out_of_line(each.style)
        and each.style["z_index"] != -1
        and section.position_x + _OVER < each.position_x + each.margin_width()
        and each.position_x < section.position_x + section.width - _OVER
    ]
    strip = section.margin_height() * MM_PER_PIXEL
    return Tall(strip, max((each for each in ends if each < _HEAD), default=0))


def _is_out_of_line(style: Any) -> bool:
    return bool(style["position"] == "absolute" or style["float"] != "none")


_PAGE = """<!doctype html>
<html lang="en"><head><title>x</title><style>
@page {{ size: {width}mm 1000mm; margin: 0; }}
body {{ margin: 0; }} table {{ border-collapse: collapse; }}
section {{ border: 0.01pt solid; border-width: 0.01pt 0; }}
</style></head><body><section>{strip}</section></body></html>
"""
