"""Forms: a page of others as one thing that can be drawn under the text of a letter's pages."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pikepdf import Page, parse_content_stream, unparse_content_stream

from appeal_cli.writers.pdf.foreign.marks import without_marks
from appeal_cli.writers.pdf.foreign.walking import each_resource
from appeal_cli.writers.pdf.print_file.resources import Resources, direct, entries


@dataclass(frozen=True)
class Form:
    """A page as a form (ISO 32000-1, 8.10): the number of its object, its width and height in
    points, and whether it has text."""

    number: int
    width: float
    height: float
    has_text: bool


def write_form(resources: Resources, page: Page) -> Form:
    """Writes what the page shows, without its marks, and what it needs for that, once whoever
    else shows the same; it stands upright, its lower left corner at the origin."""
    data = unparse_content_stream(without_marks(parse_content_stream(page)))
    matrix, width, height = _upright(page)
    said: dict[str, Any] = {"/BBox": page.cropbox, "/Resources": page.resources}
    if "/Group" in page.obj:
        said["/Group"] = page.obj.Group
    head = "/Type /XObject/Subtype /Form/Filter /FlateDecode"
    head += f"/Matrix [{' '.join(f'{each:f}' for each in matrix)}]"
    seen: dict[tuple[int, int], int] = {}
    own = entries(said, said, lambda value: direct(value, lambda each: resources.text(each, seen)))
    number = resources.written(head.encode() + own, zlib.compress(data, 9))
    has_text = any(True for _ in each_resource(page.obj, "/Font"))
    return Form(number, float(width), float(height), has_text)


def _upright(page: Page) -> tuple[tuple[Decimal, ...], Decimal, Decimal]:
    """The matrix that turns the page as it is to be seen, and its width and height then."""
    left, bottom, right, top = (Decimal(str(each)) for each in page.cropbox)
    unit = Decimal(str(page.obj.get("/UserUnit", 1)))
    wide, high = (right - left) * unit, (top - bottom) * unit
    turn = int(page.obj.get("/Rotate", 0)) % 360
    turned = {
        0: (1, 0, 0, 1, -left, -bottom),
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }[turn]
    matrix = tuple(Decimal(each) * unit for each in turned)
    return (matrix, high, wide) if turn in (90, 270) else (matrix, wide, high)
