"""Colours of drawings in a Word document, as CSS."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from typing import Any

from lxml import etree

from appeal_cli.files.office.docx_engine import RT, DocumentPart, qn
from appeal_cli.files.office.word_parts import A
from appeal_cli.files.office.wordml import Element

_SAME = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
"""What a theme calls the colours that drawings name (ISO/IEC 29500-1, 20.1.6.8)."""

_USUAL = {"lt1": "ffffff", "dk1": "000000"}
_WHOLE = 100_000


def theme_colours(document: DocumentPart) -> dict[str, str]:
    """The colours of the document's theme by their names, as `1f4e79`."""
    parts: Any = (each.target_part for each in document.rels.values() if each.reltype == RT.THEME)
    found = dict(_USUAL)
    for part in parts:
        for scheme in etree.fromstring(part.blob).iter(qn("a:clrScheme")):
            for each in scheme:
                said = _own(each)
                if said:
                    found[str(each.tag).removeprefix(A)] = said
    return found


def colour(parent: Element | None, theme: Mapping[str, str]) -> str:
    """The colour that stands in the element, as CSS; "" where there is none that is known."""
    for each in parent if parent is not None else ():
        name = each.get("val", "")
        said = _own_of(each) or theme.get(_SAME.get(name, name), "")
        if said and each.tag in _NAMED:
            return _changed(said, each)
    return ""


def _own(parent: Element) -> str:
    return next(filter(None, map(_own_of, parent)), "")


def _own_of(element: Element) -> str:
    """The red, green and blue that the element says itself."""
    if element.tag == qn("a:sysClr"):
        return element.get("lastClr", "").lower()
    if element.tag == qn("a:prstClr"):
        return {"black": "000000", "white": "ffffff"}.get(element.get("val", ""), "808080")
    return element.get("val", "").lower() if element.tag == qn("a:srgbClr") else ""


_NAMED = tuple(qn(f"a:{name}") for name in ("srgbClr", "schemeClr", "sysClr", "prstClr"))


def _changed(said: str, element: Element) -> str:
    """The colour as light, dark and clear as the element makes it (20.1.2.3)."""
    try:
        lights = [int(said[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    except ValueError:
        return ""
    alpha = 1.0
    for change in element:
        share = _share(change.get("val"))
        name = str(change.tag).removeprefix(A)
        if name in ("lumMod", "lumOff"):
            hue, light, depth = colorsys.rgb_to_hls(*lights)
            light = light * share if name == "lumMod" else light + share
            lights = list(colorsys.hls_to_rgb(hue, min(max(light, 0), 1), depth))
        elif name == "shade":
            lights = [each * share for each in lights]
        elif name == "tint":
            lights = [1 - (1 - each) * share for each in lights]
        elif name == "alpha":
            alpha = share
    made = "#" + "".join(f"{round(each * 255):02x}" for each in lights)
    return made if alpha >= 1 else f"{made}{round(max(alpha, 0) * 255):02x}"


def _share(text: str | None) -> float:
    said = (text or "").strip()
    if said.endswith("%"):
        said = said[:-1] + "000"
    return int(said) / _WHOLE if said.isdecimal() else 1
