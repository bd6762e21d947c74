"""Drawings of a Word document in VML (ISO/IEC 29500-4, 19), as Word had them before 2010."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from appeal_cli.files.millimetres import MM, MM_PER_PIXEL
from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.word_parts import W10, R, V
from appeal_cli.files.office.wordml import Element
from appeal_cli.importing.letterheads.shapes import Box, Drawing, Shape, looks_of_form
from appeal_cli.importing.letterheads.spots import Axis, Spot

_UNITS = {"pt": MM, "in": 25.4, "cm": 10, "mm": 1, "pc": 25.4 / 6, "px": MM_PER_PIXEL,
          "": MM_PER_PIXEL}  # fmt: skip
_LENGTH = re.compile(r"\s*(-?\d*\.?\d+)\s*(pt|in|cm|mm|pc|px|)\s*", re.IGNORECASE)
_SHARE = re.compile(r"\s*(-?\d*\.?\d+)(f?)\s*")
_FORMS = {
    "rect": "rect", "roundrect": "roundRect", "oval": "ellipse", "line": "line",
    "_x0000_t202": "rect", "_x0000_t75": "rect", "_x0000_t1": "rect", "_x0000_t2": "roundRect",
    "_x0000_t3": "ellipse", "_x0000_t20": "line", "_x0000_t32": "line",
}  # fmt: skip
_WHENCE = {
    "page": "page", "left-margin-area": "before", "inner-margin-area": "before",
    "top-margin-area": "before", "right-margin-area": "after", "outer-margin-area": "after",
    "bottom-margin-area": "after", "margin": "text",
}  # fmt: skip
_PADDING = (1.27, 2.54, 1.27, 2.54)
_DRAWN = tuple(
    f"{V}{name}"
    for name in ("shape", "rect", "roundrect", "oval", "line", "polyline", "arc", "curve", "group")
)


def drawings_of(element: Element) -> Iterator[Drawing]:
    """What a `w:pict` shows."""
    for each in element:
        if each.tag in _DRAWN:
            yield _drawing(each)


def _drawing(shape: Element) -> Drawing:
    style = _style(shape)
    box = _box(shape, style)
    spot = _spot(shape, style, box) if _is_placed(style) else None
    whole = Box(0, 0, box.width, box.height)
    return Drawing(box.width, box.height, shape.get("alt", ""), [*_shapes(shape, whole)], spot)


def _is_placed(style: Mapping[str, str]) -> bool:
    return style.get("position") == "absolute"


def _style(shape: Element) -> dict[str, str]:
    pairs = (each.partition(":") for each in shape.get("style", "").split(";"))
    return {name.strip().lower(): said.strip() for name, _, said in pairs}


def _box(shape: Element, style: Mapping[str, str]) -> Box:
    if shape.tag == f"{V}line":
        (one, up), (other, down) = (_pair(shape.get(name, "0,0")) for name in ("from", "to"))
        return Box(min(one, other), min(up, down), abs(one - other), abs(up - down))
    return Box(
        _length(style.get("margin-left") or style.get("left")),
        _length(style.get("margin-top") or style.get("top")),
        _length(style.get("width")),
        _length(style.get("height")),
    )


def _pair(text: str) -> tuple[float, float]:
    one, _, other = text.partition(",")
    return _length(one), _length(other)


def _length(text: str | None) -> float:
    found = _LENGTH.fullmatch(text or "")
    return float(found[1]) * _UNITS[found[2].lower()] if found else 0


def _spot(shape: Element, style: Mapping[str, str], box: Box) -> Spot:
    axes = []
    for axis, offset in (("horizontal", box.left), ("vertical", box.top)):
        whence = style.get(f"mso-position-{axis}-relative", "text")
        is_here = axis == "vertical" and whence in ("text", "line")
        aligned = style.get(f"mso-position-{axis}", "absolute")
        said = "here" if is_here else _WHENCE.get(whence, "text")
        axes.append(Axis(said, offset, "" if aligned == "absolute" else aligned))
    wrap = shape.find(f"{W10}wrap")
    kind = "" if wrap is None else wrap.get("type", "")
    around = {**dict.fromkeys(("square", "tight", "through"), "around"), "topAndBottom": "below"}
    is_behind = style.get("z-index", "").startswith("-")
    gap = _length(style.get("mso-wrap-distance-right") or "9pt")
    return Spot(axes[0], axes[1], around.get(kind, ""), gap, is_behind)


def _shapes(shape: Element, box: Box) -> Iterator[Shape]:
    if shape.tag != f"{V}group":
        yield _shape(shape, box)
        return
    for each in shape:
        if each.tag in _DRAWN:
            yield from _shapes(each, _in_group(each, shape, box))


def _in_group(shape: Element, group: Element, box: Box) -> Box:
    """Where a shape of a group stands, whose measures are those of the group's own space."""
    wide, high = _numbers(group.get("coordsize"), 1000)
    left, top = _numbers(group.get("coordorigin"), 0)
    across, down = box.width / (wide or 1), box.height / (high or 1)
    style = _style(shape)
    if shape.tag == f"{V}line":
        (one, up), (other, low) = (_numbers(shape.get(name), 0) for name in ("from", "to"))
        own = (min(one, other), min(up, low), abs(one - other), abs(up - low))
    else:
        names = ("left", "top", "width", "height")
        own = tuple(_numbers(style.get(name), 0)[0] for name in names)  # type: ignore[assignment]
    return Box(
        box.left + (own[0] - left) * across,
        box.top + (own[1] - top) * down,
        own[2] * across,
        own[3] * down,
    )


def _numbers(text: str | None, usual: float) -> tuple[float, float]:
    found = [float(each) for each in re.findall(r"-?\d*\.?\d+", text or "")]
    return (*found, usual, usual)[0], (*found, usual, usual)[1]


def _shape(shape: Element, box: Box) -> Shape:
    image = shape.find(f"{V}imagedata")
    picture = "" if image is None else image.get(f"{R}id", "")
    form = shape.get("type", "").lstrip("#") or str(shape.tag).removeprefix(V)
    drawn = shape.find(f"{V}textpath")
    looks = _turned(_style(shape))
    if drawn is not None:
        colour = _colour(shape.get("fillcolor")) or "#000"
        looks |= {"color": colour, **_clear(shape.find(f"{V}fill"), "opacity")}
        return Shape(box, drawn=drawn.get("string", ""), looks=looks)
    if picture:
        return Shape(box, picture, looks=looks | _clear(image, "gain"))
    said = (_points(shape), "solid", _stroke(shape))
    box, own, lost = looks_of_form(_FORMS.get(form, form), box, _fill(shape), said)
    made = Shape(box, looks=own | looks, lost=lost)
    text = shape.find(f"{V}textbox")
    if text is None:
        clear = _clear(shape.find(f"{V}fill"), "opacity")
        return replace(made, looks={**made.looks, **clear})
    words = next(text.iter(qn("w:txbxContent")), None)
    return replace(made, words=words, padding=_padding(text.get("inset", "")))


def _padding(inset: str) -> tuple[float, float, float, float]:
    """The room around words: VML says it from the left on, clockwise."""
    said = [each.strip() for each in inset.split(",")] + [""] * 4
    top, right, bottom, left = _PADDING
    usual = (left, top, right, bottom)
    one, two, three, four = (
        _length(each) if each else other for each, other in zip(said[:4], usual, strict=True)
    )
    return two, three, four, one


def _share(text: str | None) -> float:
    """A share as VML has it: 0.3, or so many parts of 65536."""
    found = _SHARE.fullmatch(text or "1")
    return float(found[1]) / (65_536 if found[2] else 1) if found else 1


def _clear(element: Element | None, name: str) -> dict[str, str]:
    """How much shows through, where the element says it by the attribute."""
    pale = _share(None if element is None else element.get(name))
    return {"opacity": f"{pale:.2g}"} if pale < 1 else {}


def _turned(style: Mapping[str, str]) -> dict[str, str]:
    by = style.get("rotation", "0")
    return {"transform": f"rotate({by}deg)"} if re.fullmatch(r"-?\d+", by) and int(by) else {}


def _points(shape: Element) -> float:
    return _length(shape.get("strokeweight", "0.75pt")) / MM


def _is_on(shape: Element, attribute: str, child: str) -> bool:
    inner = shape.find(f"{V}{child}")
    said = [shape.get(attribute, "t"), "t" if inner is None else inner.get("on", "t")]
    return all(each in ("t", "true", "1") for each in said)


def _fill(shape: Element) -> str:
    if shape.tag == f"{V}line" or not _is_on(shape, "filled", "fill"):
        return ""
    return _colour(shape.get("fillcolor", "white"))


def _stroke(shape: Element) -> str:
    if not _is_on(shape, "stroked", "stroke"):
        return ""
    return _colour(shape.get("strokecolor", "black"))


def _colour(said: str | None) -> str:
    """The colour as CSS, which has the same names."""
    first = (said or "").split()[0] if (said or "").split() else ""
    return first if re.fullmatch(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?|[a-z]+", first, re.I) else ""
