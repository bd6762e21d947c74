"""Core properties: what a Word file says about itself."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from lxml import etree

from appeal_cli.page.tree import MARK

CORE = "docProps/core.xml"

_NAMESPACES = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}

_LONGEST = 255
"""How many characters a property may have."""


@dataclass(frozen=True)
class Properties:
    """What the file says about itself. Dates are in the form of W3CDTF, in UTC."""

    title: str
    author: str
    created: str
    modified: str
    language: str


class CoreXml:
    """The core properties (ISO/IEC 29500-2, 11) of files that differ in their titles, each
    property at most 255 characters long."""

    def __init__(self, properties: Properties) -> None:
        self._title = properties.title
        self._untitled = _core(properties, "")
        self._around = _core(properties, MARK).split(MARK.encode("utf-8"))

    def titled(self, title: str | None) -> bytes:
        """The properties with that title; None is that of the properties themselves."""
        title = self._title if title is None else title
        if not title:
            return self._untitled
        return escape(_shortened(title), quote=False).encode("utf-8").join(self._around)


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
