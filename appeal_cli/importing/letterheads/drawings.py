"""Drawings of a Word document in DrawingML (ISO/IEC 29500-1, 20): pictures, shapes and groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.word_parts import PIC, WP, WPG, WPS
from appeal_cli.files.office.wordml import Element, find
from appeal_cli.importing.letterheads.colours import colour
from appeal_cli.importing.letterheads.shapes import Box, Drawing, Shape, looks_of_form
from appeal_cli.importing.letterheads.spots import EMU, spot_of_anchor
from appeal_cli.importing.readers.word_drawings import crop_of

_DEGREE = 60_000
_POINT = 12_700
_DASHES = {"dot": "dotted", "sysDot": "dotted", "solid": "solid", "": "solid"}
_PADDING = {"t": 45_720, "r": 91_440, "b": 45_720, "l": 91_440}
"""The room around the words of a shape, where it says none (20.1.2.1.1 has the attributes)."""

_VERTICALLY = {"ctr": "center", "b": "flex-end"}
_TURNED_WORDS = {"vert": 90, "vert270": 270, "eaVert": 90}


def extent(drawing: Element) -> tuple[float, float]:
    """How wide and high a `wp:inline` or `wp:anchor` is."""
    said = drawing.find(f"{WP}extent")
    return (0, 0) if said is None else (_length(said, "cx"), _length(said, "cy"))


def drawing_of(drawing: Element, theme: Mapping[str, str]) -> Drawing:
    """What a `wp:inline` or `wp:anchor` shows, in the colours of the theme."""
    width, height = extent(drawing)
    about = drawing.find(f"{WP}docPr")
    alt = "" if about is None else about.get("descr") or ""
    spot = spot_of_anchor(drawing) if drawing.tag == f"{WP}anchor" else None
    data = next(drawing.iter(qn("a:graphicData")), None)
    whole = Box(0, 0, width, height)
    shapes = [shape for each in data or () for shape in _shapes(each, whole, theme)]
    return Drawing(width, height, alt, shapes, spot)


def _shapes(element: Element, box: Box, theme: Mapping[str, str]) -> Iterator[Shape]:
    """The shapes of an element that fills the box."""
    if element.tag == f"{PIC}pic":
        yield _picture(element, box)
    elif element.tag == f"{WPS}wsp":
        yield _shape(element, box, theme)
    elif element.tag in (f"{WPG}wgp", f"{WPG}grpSp"):
        inner = _inner(element, box)
        for each in element:
            properties = _properties(each)
            if properties is not None:
                yield from _shapes(each, _placed(properties, inner, box), theme)


def _properties(element: Element) -> Element | None:
    """What says where a shape of a group stands."""
    for tag in (f"{PIC}spPr", f"{WPS}spPr", f"{WPG}grpSpPr"):
        found = element.find(tag)
        if found is not None:
            return found
    return None


def _inner(group: Element, box: Box) -> tuple[float, float, float, float]:
    """Where the space of a group begins, and how many millimetres its unit is, on both axes."""
    properties = group.find(f"{WPG}grpSpPr")
    start = size = None
    if properties is not None:
        start, size = (find(properties, f"a:xfrm/a:ch{name}") for name in ("Off", "Ext"))
    if start is None or size is None:
        return 0, 0, 1, 1
    across, down = (_length(size, name) for name in ("cx", "cy"))
    return (
        _length(start, "x"),
        _length(start, "y"),
        box.width / across if across else 1,
        box.height / down if down else 1,
    )


def _placed(properties: Element, inner: tuple[float, float, float, float], box: Box) -> Box:
    start, size = (find(properties, f"a:xfrm/a:{name}") for name in ("off", "ext"))
    if start is None or size is None:
        return box
    left, top, across, down = inner
    return Box(
        box.left + (_length(start, "x") - left) * across,
        box.top + (_length(start, "y") - top) * down,
        _length(size, "cx") * across,
        _length(size, "cy") * down,
    )


def _picture(element: Element, box: Box) -> Shape:
    blip = next(element.iter(qn("a:blip")), None)
    looks = _turned(element.find(f"{PIC}spPr"))
    if blip is not None and (clear := _clearness(blip)) < 1:
        looks["opacity"] = f"{clear:g}"
    return Shape(box, _call(blip), crop_of(blip), looks=looks)


def _call(blip: Element | None) -> str:
    """The id by which a picture is called."""
    return "" if blip is None else blip.get(qn("r:embed")) or ""


def _clearness(blip: Element) -> float:
    """How strong a picture is that was made pale, as watermarks are."""
    pale = find(blip, "a:lum")
    clear = find(blip, "a:alphaModFix")
    contrast = 0 if pale is None else int(pale.get("contrast", "0").rstrip("%") or 0) / 100_000
    amount = 100_000 if clear is None else int(clear.get("amt", "100000").rstrip("%") or 0)
    return round(min(max((1 + min(contrast, 0)) * amount / 100_000, 0.05), 1), 2)


def _shape(element: Element, box: Box, theme: Mapping[str, str]) -> Shape:
    properties, style = (element.find(f"{WPS}{name}") for name in ("spPr", "style"))
    geometry = None if properties is None else find(properties, "a:prstGeom")
    is_free = properties is not None and find(properties, "a:custGeom") is not None
    form = "free" if is_free else "" if geometry is None else geometry.get("prst", "")
    fill, lost = _fill(properties, style, theme)
    box, looks, form_lost = looks_of_form(form, box, fill, _line(properties, style, theme))
    words = next(element.iter(qn("w:txbxContent")), None)
    made = Shape(box, words=words, looks=looks | _turned(properties), lost=form_lost or lost)
    filled = None if properties is None else find(properties, "a:blipFill/a:blip")
    if filled is not None:
        made = replace(made, picture=_call(filled), crop=crop_of(filled))
    about = element.find(f"{WPS}bodyPr")
    return made if about is None else _with_words_placed(made, about)


def _with_words_placed(shape: Shape, about: Element) -> Shape:
    room = [int(about.get(f"{side}Ins") or usual) / EMU for side, usual in _PADDING.items()]
    return replace(
        shape,
        padding=room,
        vertically=_VERTICALLY.get(about.get("anchor", ""), "top"),
        turned=_TURNED_WORDS.get(about.get("vert", ""), 0),
    )


def _turned(properties: Element | None) -> dict[str, str]:
    frame = None if properties is None else find(properties, "a:xfrm")
    by = 0 if frame is None else int(frame.get("rot") or 0) / _DEGREE
    return {"transform": f"rotate({by:g}deg)"} if by else {}


def _fill(
    properties: Element | None, style: Element | None, theme: Mapping[str, str]
) -> tuple[str, str]:
    """The colour of a shape, and what is lost of its fill."""
    if properties is not None:
        if find(properties, "a:noFill") is not None:
            return "", ""
        if (solid := find(properties, "a:solidFill")) is not None:
            return colour(solid, theme), ""
        if (gradient := find(properties, "a:gradFill/a:gsLst/a:gs")) is not None:
            return colour(gradient, theme), "a fill of several colours"
        if find(properties, "a:pattFill") is not None:
            return "", "a pattern"
    return _styled(style, "fillRef", theme), ""


def _styled(style: Element | None, name: str, theme: Mapping[str, str]) -> str:
    """The colour that the style of a shape refers to."""
    found = None if style is None else find(style, f"a:{name}")
    return "" if found is None or found.get("idx", "0") == "0" else colour(found, theme)


def _line(
    properties: Element | None, style: Element | None, theme: Mapping[str, str]
) -> tuple[float, str, str]:
    """The line around a shape: its width in points, its style and its colour."""
    line = None if properties is None else find(properties, "a:ln")
    if line is None:
        return 0.5, "solid", _styled(style, "lnRef", theme)
    if find(line, "a:noFill") is not None:
        return 0, "solid", ""
    wide = int(line.get("w") or 9_525) / _POINT
    dash = find(line, "a:prstDash")
    kind = _DASHES.get("" if dash is None else dash.get("val", ""), "dashed")
    said = colour(find(line, "a:solidFill"), theme)
    return wide, kind, said or _styled(style, "lnRef", theme)


def _length(element: Element, name: str) -> float:
    said = element.get(name, "")
    return int(said) / EMU if said.lstrip("-").isdecimal() else 0
