"""python-docx's parts below its documented interface: all that this package relies on.

Its documentation promises documents, paragraphs and tables; packages and elements it keeps to
itself. A test names each thing here, so that another version which lacks one is found out.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, cast

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.opc.pkgwriter import PackageWriter
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import OxmlElement
from docx.oxml.shape import CT_Inline
from docx.parts.document import DocumentPart
from docx.shared import Emu
from lxml import etree

__all__ = [
    "CT",
    "RT",
    "DocumentPart",
    "OpcPackage",
    "PackURI",
    "Part",
    "XmlPart",
    "inline_picture",
    "main_part",
    "members_of",
    "new_element",
    "new_xml_part",
    "nsmap",
    "qn",
]


def new_element(name: str) -> etree._Element:
    """A new element of a name such as `w:p`."""
    made: etree._Element = OxmlElement(name)
    return made


def main_part(data: bytes) -> Part:
    """The main part of the package in the bytes. Raises whatever python-docx, zipfile and lxml
    raise for what is none."""
    return cast(Part, OpcPackage.open(BytesIO(data)).main_document_part)


def new_xml_part(name: str, content_type: str, root: etree._Element, package: Any) -> XmlPart:
    """A new part of the package, with that root."""
    return XmlPart(PackURI(name), content_type, cast(Any, root), package)


def inline_picture(
    number: int, part_id: str, name: str, size: tuple[int, int], alt: str
) -> etree._Element:
    """A picture within a line, of a width and height in EMU."""
    inline = CT_Inline.new_pic_inline(number, part_id, name, Emu(size[0]), Emu(size[1]))
    inline.docPr.set("descr", alt)
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    return cast(etree._Element, inline)


def members_of(package: Any) -> dict[str, bytes]:
    """The files of the package by name.

    python-docx can only put them into a zip file of its own, which has the date of the day
    and does not take one before 1980.
    """
    members: dict[str, bytes] = {}

    class Collector:
        def write(self, uri: PackURI, blob: bytes) -> None:
            members[uri.membername] = blob

    writer: Any = PackageWriter
    collector, parts = Collector(), cast("list[Any]", package.parts)
    for part in parts:
        part.before_marshal()
    writer._write_content_types_stream(collector, parts)
    writer._write_pkg_rels(collector, package.rels)
    writer._write_parts(collector, parts)
    return members
