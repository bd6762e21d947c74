"""How the words of a web page look, by its stylesheets and by the attributes of older pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement
from tinycss2.color3 import parse_color

from appeal_cli.importing.looks import Paper, colour, ground, millimetres
from appeal_cli.importing.readers.web_styles import Sheet

_INHERITED = (
    "font", "font-family", "font-size", "color", "text-transform", "font-variant",
    "letter-spacing", "text-shadow", "text-indent", "text-align", "line-height",
    "background", "background-color",
)  # fmt: skip
"""What the words within an element have of it; the colour behind it is seen through too."""

_SIZE = re.compile(r"(?:\d*\.)?\d+\s*(?:pt|px|mm|cm|em|rem|%)")
_WIDE, _SET_IN = 0.35, 5.0  # millimetres
_LINES = ("border", "border-top", "border-bottom", "border-left", "border-right")


def look(element: HtmlElement, sheet: Sheet, *, is_item: bool) -> dict[str, str]:
    """How words in the element look, by the properties that `Looks` knows."""
    style: dict[str, str] = {}
    for each in (*reversed([*element.iterancestors()]), element):
        style = {name: style[name] for name in _INHERITED if name in style}
        own = {**_attributes(each), **sheet.style(each)}
        if "background" in own or "background-color" in own:
            style.pop("background", None)
            style.pop("background-color", None)
        style |= own
    left = max(millimetres(style.get(name, "")) for name in ("margin-left", "padding-left"))
    apart = style.get("line-height", "")
    is_apart = re.fullmatch(r"[1-4](?:\.\d{1,4})?", apart) is not None and float(apart) > 1.08
    has_capitals = style.get("text-transform") == "uppercase"
    has_capitals = has_capitals or "small-caps" in style.get("font-variant", "")
    has_lines = any(_is_drawn(style.get(name, "")) for name in _LINES)
    return {
        "font": _font(style),
        "size": style.get("font-size") or next(iter(_SIZE.findall(style.get("font", ""))), ""),
        "colour": colour(_plain(style.get("color", ""))),
        "ground": _ground(style),
        "capitals": "capitals" if has_capitals else "",
        "spacing": "wide" if millimetres(style.get("letter-spacing", "")) >= _WIDE else "",
        "effect": "effect" if style.get("text-shadow", "none") != "none" else "",
        "indent": f"{left:.0f} mm" if left > _SET_IN and not is_item else "",
        "first": "first lines set in" if millimetres(style.get("text-indent", "")) > 0 else "",
        "align": "justified" if style.get("text-align") == "justify" else "",
        "apart": f"lines {float(apart):.2g} apart" if is_apart else "",
        "lines": "lines" if has_lines and element.tag not in ("td", "th", "table") else "",
    }


def _attributes(element: HtmlElement) -> dict[str, str]:
    """What the attributes of older pages say, as stylesheets would."""
    told = {"color": element.get("color" if element.tag == "font" else "text", "")}
    told["background-color"] = element.get("bgcolor", "yellow" if element.tag == "mark" else "")
    if element.tag == "font":
        told["font-family"] = element.get("face", "")
        told["font-size"] = element.get("size", "") and f"size {element.get('size')}"
    if element.tag in ("big", "small"):
        told["font-size"] = str(element.tag)
    return {name: said for name, said in told.items() if said}


def _font(style: Mapping[str, str]) -> str:
    family = style.get("font-family", "")
    if not family and (found := _SIZE.search(style.get("font", ""))):
        family = style["font"][found.end() :].partition(" ")[2]
    return family.partition(",")[0].strip(" '\"")


def _ground(style: Mapping[str, str]) -> str:
    said = style.get("background-color") or style.get("background", "")
    parts = (said, *said.split())
    return next(filter(None, (ground(found) for each in parts if (found := _plain(each)))), "")


def _plain(said: str) -> str:
    """The colour in six digits; "" for what is none, or is seen through."""
    found = parse_color(said)
    if found is None or isinstance(found, str) or found.alpha < 0.1:
        return ""
    return "#" + "".join(f"{round(min(max(each, 0), 1) * 255):02x}" for each in found[:3])


def _is_drawn(border: str) -> bool:
    return border != "" and not re.search(r"(?:^|\s)(?:none|hidden|0|0px|0pt)(?:\s|$)", border)


def columns(element: HtmlElement, sheet: Sheet, place: int) -> Iterator[Paper]:
    """The columns that the words within the element stand in."""
    style = sheet.style(element)
    found = re.search(
        r"(?:^|\s)([2-9])(?:\s|$)", style.get("column-count") or style.get("columns", "")
    )
    if found:
        words = " ".join(" ".join(element.itertext()).split())[:60]
        yield Paper(columns=int(found[1]), words=words, place=place)


def paper(sheet: Sheet) -> Iterator[Paper]:
    """The page that the stylesheet asks for on paper."""
    if sheet.page:
        size = [millimetres(each) for each in sheet.page.get("size", "").split()]
        width, height = (size * 2)[:2] if any(size) else (0.0, 0.0)
        if "landscape" in sheet.page.get("size", ""):
            width, height = max(width, height, 297), min(width or 210, height or 210)
        given = (sheet.page.get("margin", "").split() * 4)[:4] or [""] * 4
        sides = ("margin-top", "margin-right", "margin-bottom", "margin-left")
        margins = (sheet.page.get(side, said) for side, said in zip(sides, given, strict=True))
        yield Paper(width, height, tuple(map(millimetres, margins)))
