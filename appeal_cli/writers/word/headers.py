"""Headers that a Word document gets."""

from __future__ import annotations

from appeal_cli.files.office.docx_engine import CT, RT, DocumentPart, XmlPart, new_xml_part, qn
from appeal_cli.files.office.wordml import Element, drop, find, switched_on, w
from appeal_cli.writers.word.order import OF_SECTIONS, insert


def new_header(document: DocumentPart, section: Element, kind: str, name: str) -> XmlPart:
    """An empty header in the part of that name, for the `first` page of the section or, of the
    kind `default`, for those that follow. They differ from now on."""
    part = new_xml_part(f"/{name}", CT.WML_HEADER, w("hdr"), document.package)
    reference = w("headerReference", type=kind)
    reference.set(qn("r:id"), document.relate_to(part, RT.HEADER))
    section.insert(0, reference)
    said = find(section, "w:titlePg")
    if not switched_on(said):
        if said is not None:
            drop(said)
        insert(section, w("titlePg"), OF_SECTIONS)
    return part
