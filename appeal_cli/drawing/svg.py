"""SVG: a drawing, read as far as all of it can be drawn.

What a drawing holds that would be left out, fetched or run is refused, each by its name: a picture
that lacks a part is a wrong picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from appeal_cli.problems import AppealError, Kind, Problem

SVG = "{http://www.w3.org/2000/svg}"
_LINKS = ("href", "{http://www.w3.org/1999/xlink}href")

_DRAWN = frozenset(
    (
        *("a", "circle", "clipPath", "defs", "ellipse", "feBlend", "feFlood", "feOffset"),
        *("filter", "g", "image", "line", "linearGradient", "marker", "mask", "path", "pattern"),
        *("polygon", "polyline", "radialGradient", "rect", "stop", "style", "svg", "symbol"),
        *("text", "textPath", "tspan", "use"),
    )
)
"""The elements that are drawn, and what these are drawn with."""

_UNDRAWN = frozenset(("desc", "metadata", "title", "view"))
"""The elements that show nothing."""

_MOST_ELEMENTS = 50_000
_MOST_LEVELS = 100

_PICTURE = re.compile(r"data:image/(?:png|jpe?g);base64,")
_ADDRESS = re.compile(r"url\(\s*[\"']?(?!#)([^)\"']*)|@import\s*([^;]*)", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*(px|pt|pc|mm|cm|in|em|ex)?\s*", re.ASCII)
_PIXELS = {"pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "em": 16, "ex": 8}
"""How many CSS pixels a unit is (CSS Values 4, 6); those of type as WeasyPrint has them."""

_SAVED = "save it as PNG, some 2,000 pixels wide"


@dataclass(frozen=True)
class Drawing:
    """An SVG drawing all of which can be drawn: its XML, and how wide and high it is."""

    xml: bytes
    width: float
    height: float


def looks_like_svg(data: bytes) -> bool:
    """Whether the bytes begin as those of an SVG drawing do."""
    return b"<svg" in data[:_BEGINNING] or b":svg" in data[:_BEGINNING]


_BEGINNING = 4_000


def read_svg(data: bytes) -> tuple[Drawing, str]:
    """The drawing in the bytes, and all words in it.

    Raises AppealError, whose message is what is wrong with it, for a drawing that is broken, has no
    size, or holds what can't be drawn as it is meant.
    """
    root = _parsed(data)
    elements = [each for each in root.iter() if isinstance(each.tag, str)]
    if len(elements) > _MOST_ELEMENTS:
        raise refused(f"has more than {_MOST_ELEMENTS:,} elements")
    if any(sum(1 for _ in each.iterancestors()) > _MOST_LEVELS for each in elements[::50]):
        raise refused("is nested too deep")
    if found := next((why for each in elements if (why := _unfit(each))), ""):
        raise refused(found)
    width, height = _size(root)
    words = "".join(str(_WORDS(each)) for each in root.iter(f"{SVG}text"))
    return Drawing(etree.tostring(root), width, height), words


_WORDS = etree.XPath("string()")


def refused(why: str, hint: str = _SAVED) -> AppealError:
    """The error of a drawing that is not taken."""
    return AppealError(Problem(why, hint=hint, kind=Kind.IMAGE))


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise refused("is a broken SVG drawing", "save it again") from None
    if b"<!ENTITY" in data:
        raise refused("is an SVG drawing with entities of its own", "save it as plain SVG, or PNG")
    if any(each.tag is etree.PI for each in root.itersiblings(preceding=True)):
        raise refused("has its styles in another file")
    if root.tag != f"{SVG}svg":
        raise refused("is no SVG drawing")
    return root


def _unfit(element: etree._Element) -> str:
    """What of the element can't be drawn as it is meant, or nothing."""
    tag = str(element.tag)
    if not tag.startswith(SVG):
        return ""  # notes of the program that drew it, which show nothing
    name = tag.removeprefix(SVG)
    if name not in _DRAWN and name not in _UNDRAWN:
        return f"holds a `{name}`, which can't be drawn"
    styles = [*map(str, element.attrib.values()), (element.text or "") if name == "style" else ""]
    links = [] if name == "a" else [element.get(each) or "#" for each in _LINKS]
    addresses = (*_fetched(styles), *(each for each in links if not each.startswith("#")))
    for address in addresses:
        if not (name == "image" and _PICTURE.match(address)):
            return f"names what is not in it: `{address[:60]}`"
    return ""


def _fetched(styles: list[str]) -> Iterator[str]:
    """What the styles would fetch."""
    for style in styles:
        for found in _ADDRESS.finditer(style.replace("\\", "")):
            yield (found[1] or found[2] or "url()").strip()


def _size(root: etree._Element) -> tuple[float, float]:
    """How wide and high the drawing is, in CSS pixels, or in units of its own."""
    sides = [_pixels(root.get(side) or "") for side in ("width", "height")]
    box = [_pixels(each) for each in (root.get("viewBox") or "").replace(",", " ").split()]
    if not all(sides):
        sides = box[2:] if len(box) == 4 else []  # its corner may lie below 0
    width, height = (each or 0.0 for each in sides or (0, 0))
    if not width or not height or not 1 / _MOST_DRAWN_OUT < width / height < _MOST_DRAWN_OUT:
        raise refused("says no size that it can have", "give it a `viewBox`, or save it as PNG")
    return width, height


_MOST_DRAWN_OUT = 50
"""How many times as wide as high a drawing may be, or as high as wide."""


def _pixels(length: str) -> float | None:
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _PIXELS.get(found[2] or "px", 1) if found else None
