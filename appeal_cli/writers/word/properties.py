"""Core properties: what a Word file says about itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from lxml import etree

CORE = "docProps/core.xml"

_NAMESPACES = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}

_LONGEST = 255
"""How many characters a property may have."""

_MARK = "\ufdd0"  # a noncharacter, which no property can hold (Unicode, 23.7)


@dataclass(frozen=True)
class Properties:
    """What the file says about itself. Dates are in the form of W3CDTF, in UTC."""

    title: str
    author: str
    created: str
    modified: str
    language: str


def core_xml(properties: Properties, title: str) -> bytes:
    """The core properties (ISO/IEC 29500-2, 11) with that title, each at most 255 characters
    long."""
    before, after = _around_title(properties) if title else (_core(properties, ""), b"")
    return before + escape(_shortened(title), quote=False).encode("utf-8") + after


@lru_cache(maxsize=20)
def _around_title(properties: Properties) -> tuple[bytes, bytes]:
    before, _, after = _core(properties, _MARK).partition(_MARK.encode("utf-8"))
    return before, after


@lru_cache(maxsize=20)
def _core(properties: Properties, title: str) -> bytes:
    root = etree.Element(f"{{{_NAMESPACES['cp']}}}coreProperties", nsmap=_NAMESPACES)
    for name, text in (
        ("dc:title", title),
        ("dc:creator", properties.author),
        ("cp:lastModifiedBy", properties.author),
        ("cp:revision", "1"),
        ("dcterms:created", properties.created),
        ("dcterms:modified", properties.modified),
        ("dc:language", properties.language),
    ):
        if text:
            prefix, _, local = name.partition(":")
            element = etree.SubElement(root, f"{{{_NAMESPACES[prefix]}}}{local}")
            element.text = _shortened(text)
            if prefix == "dcterms":
                element.set(f"{{{_NAMESPACES['xsi']}}}type", "dcterms:W3CDTF")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
