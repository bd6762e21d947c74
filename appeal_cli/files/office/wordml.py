"""WordprocessingML (ISO/IEC 29500-1, 17): elements made short, values read by path."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from appeal_cli.files.office.docx_engine import new_element, nsmap, qn

Element: TypeAlias = etree._Element

TWIPS_PER_MM = 1440 / 25.4
EMU_PER_TWIP = 635

_OFF = ("0", "false", "off", "none")


def twips(millimetres: float) -> int:
    """The length as Word has it."""
    return round(millimetres * TWIPS_PER_MM)


def w(tag: str, *children: Element | None, **attributes: str | int | None) -> Element:
    """The element `w:tag`; children and attributes that are None are left out."""
    made: Element = new_element(f"w:{tag}")
    for name, value in attributes.items():
        if value is not None:
            made.set(qn(f"w:{name}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


def find(element: Element, path: str) -> Element | None:
    """The first element at a path such as `w:pPr/w:numPr`."""
    return element.find(path, namespaces=nsmap)


def find_all(element: Element, path: str) -> list[Element]:
    """All elements at a path such as `w:style`."""
    return element.findall(path, namespaces=nsmap)


def value(element: Element, path: str = ".", attribute: str = "w:val") -> str | None:
    """The attribute of the first element at the path, or None where there is none."""
    found = find(element, path)
    return None if found is None else found.get(qn(attribute))


def number(element: Element, path: str = ".", attribute: str = "w:val") -> int | None:
    """The same as a whole number; None for whatever is not one."""
    try:
        return int(value(element, path, attribute) or "")
    except ValueError:
        return None


def switched_on(toggle: Element | None) -> bool:
    """Whether the element, which may be missing, is there and not switched off."""
    return toggle is not None and value(toggle) not in _OFF


def is_default(style: Element) -> bool:
    """Whether the style is the one of its kind that is taken where none is named."""
    return value(style, ".", "w:default") not in (None, *_OFF)


def paragraph_properties(paragraph: Element) -> Element:
    """The `w:pPr` of the paragraph, made where it has none."""
    found = find(paragraph, "w:pPr")
    if found is None:
        found = w("pPr")
        paragraph.insert(0, found)
    return found


def drop(element: Element) -> None:
    """Takes the element out of the one that it stands in."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
