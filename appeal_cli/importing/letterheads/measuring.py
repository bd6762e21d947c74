"""How high headers and footers are on paper, as the PDF sets them."""

from __future__ import annotations

from collections.abc import Mapping

from appeal_cli.appeal.pictures import picture_of
from appeal_cli.page.page import Page
from appeal_cli.page.template import load_template
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.engine import boxes_on
from appeal_cli.writers.pdf.layout import Layouter

_MM_PER_PIXEL = 25.4 / 96


def heights(
    strips: Mapping[str, str], width: float, pictures: Mapping[str, bytes]
) -> dict[str, float]:
    """How many millimetres high each strip of HTML is in a column of that width.

    Raises AppealError where Pango is not installed.
    """
    layouter = Layouter(load_template(), Edition())
    shown = {file: picture_of(data, file) for file, data in pictures.items()}
    images = {picture.source: picture for picture in shown.values()}
    found = {}
    for name, strip in strips.items():
        for file, picture in shown.items():
            strip = strip.replace(f'src="{file}"', f'src="{picture.source}"')
        html = _PAGE.format(width=width, strip=strip)
        sheet = layouter.layout(Page.of(html, images)).sheets[0]
        box = next(each for each in boxes_on(sheet) if each.element_tag == "section")
        found[name] = box.margin_height() * _MM_PER_PIXEL
    return found


_PAGE = """<!doctype html>
<html lang="en"><head><title>x</title><style>
@page {{ size: {width}mm 1000mm; margin: 0; }}
body {{ margin: 0; }} section {{ display: flow-root; }}
</style></head><body><section>{strip}</section></body></html>
"""
